/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-levels.h"

#include "dz-level.h"

/**
 * dz_wire_set_levels:
 * @object: where to write
 * @member: name of the member
 * @levels: set of 1 << DzLevel
 */
void
dz_wire_set_levels (JsonObject *object,
                    const char *member,
                    guint       levels)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < DZ_N_LEVELS; i++)
    {
      if (levels & (1u << i))
        json_array_add_string_element (array, dz_level_to_nick (i));
    }
  json_object_set_array_member (object, member, array);
}

/**
 * dz_wire_read_levels:
 * @reader: a reader
 * @member: name of the member
 *
 * Returns: a set of 1 << DzLevel; none that is empty or has a word not known here is let through
 */
guint
dz_wire_read_levels (DzWireReader *reader,
                     const char   *member)
{
  g_auto(GStrv) words = dz_wire_reader_dup_strings (reader, member, DZ_N_LEVELS);
  guint levels = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      DzLevel level;

      if (!dz_level_from_nick (words[i], &level))
        dz_wire_reader_refuse (reader, member, "holds a word not known here");
      else
        levels |= 1u << level;
    }
  if (levels == 0)
    dz_wire_reader_refuse (reader, member, "names no level");
  return levels;
}
