/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-pdq.h"

G_BEGIN_DECLS

/**
 * DzTwinKind:
 * @DZ_TWIN_BYTES: the same file
 * @DZ_TWIN_PIXELS: another file, whose decoded pixels are the same
 * @DZ_TWIN_ALIKE: pictures whose hashes lie close
 *
 * How two photos are the same.
 */
typedef enum
{
  DZ_TWIN_BYTES,
  DZ_TWIN_PIXELS,
  DZ_TWIN_ALIKE,
} DzTwinKind;

/**
 * DzTwin:
 * @submission: id of the other submission
 * @photo: SHA-256 of its photo
 * @same_student: whether it is an earlier photo of the same student
 * @refused: whether a person refused it; what a rule refuses by itself is judged anew each time,
 *   and passes once the register or the profile is put right
 * @kind: how the photos are the same
 * @form: what was done to the other photo to make this one
 * @by_face: whether the aligned faces are alike, FALSE for the whole pictures
 * @distance: bits that differ, 0…256; 0 where @kind is not DZ_TWIN_ALIKE
 * @name: (nullable): the other student's name, as this reader may see it; %NULL within the service
 * @identifier: (nullable): likewise
 *
 * A photo that is, or looks like, the one examined. Words: 重复照片.
 */
typedef struct
{
  char      *submission;
  char      *photo;
  gboolean   same_student;
  gboolean   refused;
  DzTwinKind kind;
  DzPdqForm  form;
  gboolean   by_face;
  guint      distance;
  char      *name;
  char      *identifier;
} DzTwin;

DzTwin     *dz_twin_new            (void);
DzTwin     *dz_twin_copy           (const DzTwin *self);
void        dz_twin_free           (DzTwin       *self);
gboolean    dz_twin_is_identical   (const DzTwin *self);
const char *dz_twin_kind_to_nick   (DzTwinKind    kind);
gboolean    dz_twin_kind_from_nick (const char   *nick,
                                    DzTwinKind   *kind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzTwin, dz_twin_free)

G_END_DECLS
