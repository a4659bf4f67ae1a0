/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-reader.h"

#include "dz-profile-fields.h"

/* The head of a profile, and its sections in their order. */

static void
read_format (DzProfileCursor *root)
{
  double format = dz_profile_read_number (root, "format", 1, G_MAXUINT16);

  if (!root->reading->failed && format != DZ_PROFILE_FORMAT)
    dz_profile_refuse (root, "format", "is %g; this release reads format %d", format,
                       DZ_PROFILE_FORMAT);
}

static void
read_id (DzProfileCursor *root,
         const char      *name,
         DzProfile       *self)
{
  self->id = dz_profile_read_name (root, name, "^[a-z0-9][a-z0-9-]{0,39}$",
                                   "1 to 40 small letters, digits and hyphens");
}

static void
read_version (DzProfileCursor *root,
              const char      *name,
              DzProfile       *self)
{
  self->version = dz_profile_read_name (root, name, "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$",
                                        "1 to 20 letters, digits, dots and hyphens");
}

static void
read_title_zh (DzProfileCursor *title,
               const char      *name,
               DzProfile       *self)
{
  self->title_zh = dz_profile_read_text (title, name);
}

static void
read_title_en (DzProfileCursor *title,
               const char      *name,
               DzProfile       *self)
{
  self->title_en = dz_profile_read_text (title, name);
}

/* It is read first: another format has other fields. */
static void
skip_format (DzProfileCursor *root,
             const char      *name,
             DzProfile       *self)
{
}

/* The earlier and stronger step must not begin later than the weaker one. */
static void
check_orders (DzProfileCursor *root,
              const DzProfile *self)
{
  if (self->file.size_warn_over <= self->file.size_over)
    dz_profile_refuse (root, "file.size_bytes.warn_over", "must be more than over");
  if (self->sharpness.rank_fail > self->sharpness.rank_warn)
    dz_profile_refuse (root, "sharpness.rank.fail", "must not be above warn");
}

#define CUSTOM(name, read) { name, DZ_FIELD_CUSTOM, 0, 0, 0, FALSE, NULL, read }

static const DzProfileField title_fields[] = {
  CUSTOM ("zh", read_title_zh),
  CUSTOM ("en", read_title_en),
  DZ_FIELDS_END
};

static const DzProfileField root_fields[] = {
  CUSTOM ("format", skip_format),
  CUSTOM ("id", read_id),
  CUSTOM ("version", read_version),
  DZ_OBJECT ("title", title_fields),
  DZ_OBJECT ("file", dz_profile_file_fields),
  DZ_OBJECT ("origin", dz_profile_origin_fields),
  DZ_OBJECT ("wall", dz_profile_wall_fields),
  DZ_OBJECT ("position", dz_profile_position_fields),
  DZ_OBJECT ("pose", dz_profile_pose_fields),
  DZ_OBJECT ("face", dz_profile_face_fields),
  DZ_OBJECT ("eyes", dz_profile_eyes_fields),
  DZ_OBJECT ("mouth", dz_profile_mouth_fields),
  DZ_OBJECT ("hair", dz_profile_hair_fields),
  DZ_OBJECT ("ears", dz_profile_ears_fields),
  DZ_OBJECT ("wear", dz_profile_wear_fields),
  DZ_OBJECT ("light", dz_profile_light_fields),
  DZ_OBJECT ("sharpness", dz_profile_sharpness_fields),
  DZ_OBJECT ("delivery", dz_profile_delivery_fields),
  DZ_FIELDS_END
};

/**
 * dz_profile_read:
 * @self: an empty profile
 * @object: the JSON of one
 * @lines: where its members stand
 * @error: return location; DZ_PROFILE_ERROR_FIELD with the field's line and path
 *
 * Reads every limit.
 *
 * Returns: whether @object is a profile
 */
gboolean
dz_profile_read (DzProfile            *self,
                 JsonObject           *object,
                 const DzProfileLines *lines,
                 GError              **error)
{
  DzProfileReading reading = { lines, error, FALSE };
  DzProfileCursor root = { object, (char *) "", &reading, 1 };

  read_format (&root);
  if (!reading.failed)
    dz_profile_read_fields (&root, root_fields, self);
  if (!reading.failed)
    check_orders (&root, self);
  return !reading.failed;
}
