/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DZ_PROFILE_ERROR:
 *
 * The domain of what is wrong with a profile; the message names the line, and the field where one
 * is wrong.
 */
#define DZ_PROFILE_ERROR (dz_profile_error_quark ())

typedef enum
{
  DZ_PROFILE_ERROR_SYNTAX,  /* not JSON */
  DZ_PROFILE_ERROR_FIELD,   /* a field is missing, unknown, of another type or out of range */
  DZ_PROFILE_ERROR_UNKNOWN, /* no built-in profile has that id */
} DzProfileError;

GQuark dz_profile_error_quark (void);

/**
 * DzProfile:
 *
 * A versioned set of limits, named by its content hash in every examination. Immutable once read,
 * so that threads may share it. Words: 采集标准.
 */
typedef struct _DzProfile DzProfile;

/**
 * DzAlikeLimits:
 * @whole_bits: most bits in which the hashes of pictures that are alike differ, 0…256
 * @face_bits: likewise of faces
 * @detail: least PDQ quality of a hash that tells something, 0…100
 *
 * From where on two photos count as alike.
 */
typedef struct
{
  guint  whole_bits;
  guint  face_bits;
  double detail;
} DzAlikeLimits;

DzProfile  *dz_profile_parse       (GBytes          *json,
                                    GError         **error);
DzProfile  *dz_profile_find        (const char      *id,
                                    GError         **error);
DzProfile  *dz_profile_find_by_hash (const char     *hash,
                                    GError         **error);
char      **dz_profile_list        (void);
DzProfile  *dz_profile_ref         (DzProfile       *self);
void        dz_profile_unref       (DzProfile       *self);
const char *dz_profile_get_id      (const DzProfile *self);
const char *dz_profile_get_version (const DzProfile *self);
const char *dz_profile_get_hash    (const DzProfile *self);
const char *dz_profile_get_title   (const DzProfile *self);
const char *dz_profile_get_title_zh (const DzProfile *self);
DzAlikeLimits dz_profile_get_alike (const DzProfile *self);
GBytes     *dz_profile_get_json    (const DzProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzProfile, dz_profile_unref)

G_END_DECLS
