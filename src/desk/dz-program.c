/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-program.h"

/**
 * dz_program_dir:
 *
 * Returns: (transfer full): the folder this program was started from
 */
char *
dz_program_dir (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);

  return self != NULL ? g_path_get_dirname (self) : g_strdup (".");
}

/**
 * dz_program_find:
 * @name: the program's name, "duizhao-service"
 * @installed_dir: where it stands when installed
 *
 * Finds another program of ours: beside this one, as in the build folder, or where it is installed.
 *
 * Returns: (transfer full): its path; it may not exist
 */
char *
dz_program_find (const char *name,
                 const char *installed_dir)
{
  g_autofree char *dir = dz_program_dir ();
  g_autofree char *beside = g_build_filename (dir, name, NULL);

  g_return_val_if_fail (name != NULL && installed_dir != NULL, NULL);

  if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  return g_build_filename (installed_dir, name, NULL);
}
