/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-settings.h"

#include "dz-config.h"
#include "dz-program.h"

/* In the build folder the compiled schema stands in data/ beside the program. */
static GSettingsSchema *
look_up_in_place (void)
{
  g_autofree char *dir = dz_program_dir ();
  g_autofree char *data = g_build_filename (dir, "data", NULL);
  g_autoptr(GSettingsSchemaSource) source
      = g_settings_schema_source_new_from_directory (data, g_settings_schema_source_get_default (),
                                                     FALSE, NULL);

  return source != NULL ? g_settings_schema_source_lookup (source, DZ_APPLICATION_ID, FALSE) : NULL;
}

/**
 * dz_settings_open:
 *
 * Opens the program's settings. g_settings_new() would end the program where the schema is not
 * installed; a review must not depend on the size of a window being remembered.
 *
 * Returns: (transfer full) (nullable): the settings; %NULL where their schema is nowhere
 */
GSettings *
dz_settings_open (void)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = look_up_in_place ();

  if (schema == NULL && installed != NULL)
    schema = g_settings_schema_source_lookup (installed, DZ_APPLICATION_ID, TRUE);
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}
