/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <stddef.h>

#include "dz-profile-lines.h"
#include "dz-profile-private.h"

G_BEGIN_DECLS

/* Ranges that several fields have. */
#define DZ_EDGE_MAX 65535  /* the most a JPEG can have, px */
#define DZ_CHROMA_MAX 182  /* of sRGB in CIELAB, rounded up */
#define DZ_DELTA_E_MAX 400

/* What is known of a reading while it goes on: the first thing that is wrong, after which the rest
 * is passed over, so that a section reads as a list of its fields. */
typedef struct
{
  const DzProfileLines *lines;
  GError **error;
  gboolean failed;
} DzProfileReading;

/* An object of the profile, its path and where it ends, for the messages. */
typedef struct
{
  JsonObject *object; /* unowned; NULL after an error */
  char *path;         /* owned */
  DzProfileReading *reading;
  guint line;
} DzProfileCursor;

typedef enum
{
  DZ_FIELD_NUMBER,    /* double */
  DZ_FIELD_INTEGER,   /* double, a whole number */
  DZ_FIELD_RANGE,     /* DzRange: [least, greatest] */
  DZ_FIELD_BAND,      /* DzBand: { pass, warn } of ranges */
  DZ_FIELD_BAND_NOTE, /* DzBand of a rule that never fails: { pass, note } of ranges */
  DZ_FIELD_GRADE,     /* DzGrade: { pass, warn } */
  DZ_FIELD_STEPS,     /* DzGrade: { pass, note, warn } */
  DZ_FIELD_CAPPED,    /* DzGrade of a rule that never fails: { pass, note } */
  DZ_FIELD_CUE,       /* DzCue: { look, warn, strong }, each a number or null */
  DZ_FIELD_OBJECT,    /* @members, in the same structure */
  DZ_FIELD_CUSTOM,    /* @read */
} DzProfileFieldKind;

typedef struct _DzProfileField DzProfileField;

/**
 * DzProfileField:
 * @name: its member of the JSON object
 * @kind: what it holds
 * @offset: of the number or structure in #DzProfile
 * @min: least number
 * @max: greatest number
 * @reverse: whether small numbers are the bad ones
 * @members: (nullable): for an object, its fields; ended by one without a name
 * @read: (nullable): for a field of its own kind, what reads it
 *
 * One field of a profile.
 */
struct _DzProfileField
{
  const char *name;
  DzProfileFieldKind kind;
  gsize offset;
  double min;
  double max;
  gboolean reverse;
  const DzProfileField *members;
  void (*read) (DzProfileCursor *cursor,
                const char      *name,
                DzProfile       *self);
};

#define DZ_AT(member) offsetof (DzProfile, member)
#define DZ_OBJECT(name, fields) { name, DZ_FIELD_OBJECT, 0, 0, 0, FALSE, fields, NULL }
#define DZ_FIELDS_END { NULL, DZ_FIELD_NUMBER, 0, 0, 0, FALSE, NULL, NULL }

void      dz_profile_cursor_clear (DzProfileCursor      *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzProfileCursor, dz_profile_cursor_clear)

void      dz_profile_read_fields  (DzProfileCursor      *cursor,
                                   const DzProfileField *fields,
                                   DzProfile            *self);
void      dz_profile_refuse       (DzProfileCursor      *cursor,
                                   const char           *name,
                                   const char           *format,
                                   ...) G_GNUC_PRINTF (3, 4);
JsonNode *dz_profile_find_member  (DzProfileCursor      *cursor,
                                   const char           *name);
double    dz_profile_read_number  (DzProfileCursor      *cursor,
                                   const char           *name,
                                   double                min,
                                   double                max);
DzRange   dz_profile_read_range   (DzProfileCursor      *cursor,
                                   const char           *name,
                                   double                min,
                                   double                max);
char     *dz_profile_read_text    (DzProfileCursor      *cursor,
                                   const char           *name);
char     *dz_profile_read_name    (DzProfileCursor      *cursor,
                                   const char           *name,
                                   const char           *pattern,
                                   const char           *wanted);
void      dz_profile_check_known  (DzProfileCursor      *cursor,
                                   const char *const    *known);

/* The sections, by the file that has them. */
extern const DzProfileField dz_profile_file_fields[];
extern const DzProfileField dz_profile_origin_fields[];
extern const DzProfileField dz_profile_wall_fields[];
extern const DzProfileField dz_profile_position_fields[];
extern const DzProfileField dz_profile_pose_fields[];
extern const DzProfileField dz_profile_face_fields[];
extern const DzProfileField dz_profile_eyes_fields[];
extern const DzProfileField dz_profile_mouth_fields[];
extern const DzProfileField dz_profile_hair_fields[];
extern const DzProfileField dz_profile_ears_fields[];
extern const DzProfileField dz_profile_wear_fields[];
extern const DzProfileField dz_profile_light_fields[];
extern const DzProfileField dz_profile_sharpness_fields[];
extern const DzProfileField dz_profile_delivery_fields[];

G_END_DECLS
