/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-check.h"

#include <math.h>

#include "dz-photo-check-face.h"
#include "dz-profile-json.h"
#include "dz-wire-writer.h"

#define INTEGER_MAX 9007199254740992.0 /* 2^53: whole numbers up to here are exact */

void
dz_photo_check_set_number (JsonObject *object,
                           const char *member,
                           double      value)
{
  if (isfinite (value) && value == floor (value) && fabs (value) <= INTEGER_MAX)
    json_object_set_int_member (object, member, (gint64) value);
  else
    dz_wire_set_number (object, member, value);
}

static void
set_valid (JsonObject *object,
           const char *member,
           const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  json_object_set_string_member (object, member, valid);
}

static JsonNode *
mark_to_json (gconstpointer record)
{
  const DzEditMark *mark = record;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", mark->kind);
  set_valid (object, "text", mark->text);
  json_object_set_boolean_member (object, "strong", mark->strong);
  return dz_wire_take_object (object);
}

/* Every quantity is there, null where it was not measured, so that a script can count on it. */
static JsonNode *
measurement_to_json (const DzMeasurement *measurement)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "format", dz_photo_format_to_nick (measurement->format));
  for (guint i = 0; i < DZ_N_QUANTITIES; i++)
    {
      g_autofree char *name = g_strdup (dz_quantity_get_info (i)->name);

      dz_photo_check_set_number (object, g_strdelimit (name, "-", '_'), measurement->values[i]);
    }
  set_valid (object, "problem", measurement->problem);
  dz_wire_set_records (object, "marks", measurement->marks, mark_to_json);
  return dz_wire_take_object (object);
}

static void
set_region (JsonObject     *object,
            const DzRegion *region)
{
  JsonArray *array;

  if (dz_region_is_empty (region))
    {
      json_object_set_null_member (object, "region");
      return;
    }
  array = json_array_new ();
  json_array_add_double_element (array, region->x);
  json_array_add_double_element (array, region->y);
  json_array_add_double_element (array, region->width);
  json_array_add_double_element (array, region->height);
  json_object_set_array_member (object, "region", array);
}

static JsonNode *
finding_to_json (gconstpointer record)
{
  const DzFinding *finding = record;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "rule", finding->rule);
  json_object_set_string_member (object, "outcome", dz_outcome_to_nick (finding->outcome));
  json_object_set_string_member (object, "authority", dz_authority_to_nick (finding->authority));
  dz_photo_check_set_number (object, "value", finding->value);
  json_object_set_string_member (object, "unit", finding->unit);
  json_object_set_string_member (object, "limit", finding->limit);
  set_region (object, &finding->region);
  json_object_set_string_member (object, "reason", finding->reason);
  json_object_set_boolean_member (object, "internal", finding->internal);
  set_valid (object, "text", finding->text);
  json_object_set_string_member (object, "why", finding->why);
  return dz_wire_take_object (object);
}

/**
 * dz_photo_check_to_json:
 * @self: a check that was run
 * @profile: what it was judged by
 *
 * Returns: (transfer full): an object with the members file, sha256, profile, photo, face,
 *   findings, verdict and problem. photo and face are null and the verdict "unmeasured" where the
 *   file could not be read
 */
JsonNode *
dz_photo_check_to_json (const DzPhotoCheck *self,
                        const DzProfile    *profile)
{
  JsonObject *object = json_object_new ();
  DzOutcome verdict = dz_findings_refuse (self->findings) ? DZ_OUTCOME_FAIL
                                                          : dz_findings_verdict (self->findings);

  set_valid (object, "file", self->file);
  json_object_set_string_member (object, "sha256", self->sha256);
  json_object_set_member (object, "profile", dz_profile_json_new (profile));
  if (self->measurement != NULL)
    {
      json_object_set_member (object, "photo", measurement_to_json (self->measurement));
      json_object_set_member (object, "face", dz_photo_check_face_to_json (self));
    }
  else
    {
      json_object_set_null_member (object, "photo");
      json_object_set_null_member (object, "face");
    }
  dz_wire_set_records (object, "findings", self->findings, finding_to_json);
  json_object_set_string_member (object, "verdict", dz_outcome_to_nick (verdict));
  set_valid (object, "problem", self->problem);
  return dz_wire_take_object (object);
}
