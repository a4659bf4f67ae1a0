/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-fields.h"

#include <string.h>

/* The section "wall". */

static void
read_colour (DzProfileCursor *cursor,
             DzWallColour    *wall)
{
  static const char *const known[] = {
    "name", "outcome", "hue_deg", "chroma", "lightness", NULL,
  };
  g_autofree char *outcome = NULL;

  dz_profile_check_known (cursor, known);
  wall->name = dz_profile_read_text (cursor, "name");
  if (wall->name != NULL && strpbrk (wall->name, ":;") != NULL)
    dz_profile_refuse (cursor, "name", "must have no colon or semicolon");
  outcome = dz_profile_read_name (cursor, "outcome", "^(pass|warn)$", "“pass” or “warn”");
  wall->outcome = g_strcmp0 (outcome, "pass") == 0 ? DZ_OUTCOME_PASS : DZ_OUTCOME_WARN;
  wall->has_hue = json_object_has_member (cursor->object, "hue_deg");
  if (wall->has_hue)
    wall->hue_deg = dz_profile_read_range (cursor, "hue_deg", 0, 360);
  wall->chroma = dz_profile_read_range (cursor, "chroma", 0, DZ_CHROMA_MAX);
  wall->lightness = dz_profile_read_range (cursor, "lightness", 0, 100);
}

static void
read_colours (DzProfileCursor *cursor,
              const char      *name,
              DzProfile       *self)
{
  JsonNode *node = dz_profile_find_member (cursor, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                  : NULL;
  guint length = array != NULL ? json_array_get_length (array) : 0;

  if (length < 1 || length > DZ_PROFILE_WALLS_MAX)
    dz_profile_refuse (cursor, name, "must be a list of 1 to %d walls", DZ_PROFILE_WALLS_MAX);
  for (guint i = 0; i < length && !cursor->reading->failed; i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_auto(DzProfileCursor) inner = { NULL, NULL, cursor->reading, 0 };

      inner.path = g_strdup_printf ("%s.%s[%u]", cursor->path, name, i);
      inner.line = dz_profile_lines_find (cursor->reading->lines, cursor->object, name,
                                          cursor->line);
      if (JSON_NODE_HOLDS_OBJECT (element))
        {
          inner.object = json_node_get_object (element);
          self->wall.n_colours = i + 1;
          read_colour (&inner, &self->wall.colours[i]);
        }
      else
        dz_profile_refuse (&inner, "", "must be an object");
    }
}

static const DzProfileField gradient_fields[] = {
  { "top_bottom", DZ_FIELD_NUMBER, DZ_AT (wall.gradient_top_bottom), 0, DZ_DELTA_E_MAX, FALSE,
    NULL, NULL },
  { "left_right", DZ_FIELD_NUMBER, DZ_AT (wall.gradient_left_right), 0, DZ_DELTA_E_MAX, FALSE,
    NULL, NULL },
  DZ_FIELDS_END
};

const DzProfileField dz_profile_wall_fields[] = {
  { "colours", DZ_FIELD_CUSTOM, 0, 0, 0, FALSE, NULL, read_colours },
  { "spread_p90", DZ_FIELD_STEPS, DZ_AT (wall.spread), 0, DZ_DELTA_E_MAX, FALSE, NULL, NULL },
  { "border_mean", DZ_FIELD_STEPS, DZ_AT (wall.border_mean), 0, DZ_DELTA_E_MAX, FALSE, NULL,
    NULL },
  DZ_OBJECT ("gradient", gradient_fields),
  { "share", DZ_FIELD_NUMBER, DZ_AT (wall.share_min), 0, 1, FALSE, NULL, NULL },
  { "shadow", DZ_FIELD_GRADE, DZ_AT (wall.shadow), 0, 100, FALSE, NULL, NULL },
  { "clothes", DZ_FIELD_STEPS, DZ_AT (wall.clothes), 0, DZ_DELTA_E_MAX, TRUE, NULL, NULL },
  DZ_FIELDS_END
};
