/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-photo-anchor.h"
#include "dz-queue-item.h"
#include "dz-reason-list.h"

G_BEGIN_DECLS

/**
 * DzOtherKind:
 * @DZ_OTHER_ATTEMPT: an earlier attempt of the same student
 * @DZ_OTHER_TWIN: a photo that is the same or looks alike
 * @DZ_OTHER_ADMISSION: the photo that the student was admitted with
 *
 * What a photo may be laid beside.
 */
typedef enum
{
  DZ_OTHER_ATTEMPT,
  DZ_OTHER_TWIN,
  DZ_OTHER_ADMISSION,
} DzOtherKind;

/**
 * DzOtherPhoto:
 * @kind: what it is
 * @position: which of them, from 0; of admission photos there is one
 * @item: it, as the caches of photos know it
 * @who: whose it is
 * @how: what is remarkable of it
 * @anchor: what holds it, where @anchored
 * @anchored: whether its size was measured
 *
 * A photo that stands beside the one that is judged, or in its place.
 */
typedef struct
{
  DzOtherKind   kind;
  guint         position;
  DzQueueItem  *item;
  char         *who;
  char         *how;
  DzPhotoAnchor anchor;
  gboolean      anchored;
} DzOtherPhoto;

DzOtherPhoto        *dz_other_photo_new_attempt (const DzItem       *item,
                                                 guint               position,
                                                 DzReasonList       *reasons);
DzOtherPhoto        *dz_other_photo_new_twin    (const DzItem       *item,
                                                 guint               position);
DzOtherPhoto        *dz_other_photo_new_admission (const DzItem     *item);
void                 dz_other_photo_free        (DzOtherPhoto       *self);
gboolean             dz_other_photo_find_attempt (const DzItem      *item,
                                                 guint              *position);
const char          *dz_other_photo_get_id      (const DzOtherPhoto *self);
const DzPhotoAnchor *dz_other_photo_get_anchor  (const DzOtherPhoto *self);
char                *dz_other_photo_say_beside  (const DzOtherPhoto *self);
char                *dz_other_photo_say_instead (const DzOtherPhoto *self);
char                *dz_other_photo_say_line    (const DzOtherPhoto *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzOtherPhoto, dz_other_photo_free)

G_END_DECLS
