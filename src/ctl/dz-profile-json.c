/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-json.h"

#include "dz-wire-writer.h"

/**
 * dz_profile_json_new:
 * @profile: the limits that judged
 *
 * Returns: (transfer full): which profile it is: "id", "version", "hash"
 */
JsonNode *
dz_profile_json_new (const DzProfile *profile)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", dz_profile_get_id (profile));
  json_object_set_string_member (object, "version", dz_profile_get_version (profile));
  json_object_set_string_member (object, "hash", dz_profile_get_hash (profile));
  return dz_wire_take_object (object);
}
