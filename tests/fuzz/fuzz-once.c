/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-entry.h"

#include <gio/gio.h>

#define EXIT_SKIPPED 77

static guint
run_file (const char *path)
{
  g_autofree char *data = NULL;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, NULL))
    return 0;
  LLVMFuzzerTestOneInput ((const uint8_t *) data, length);
  return 1;
}

static guint
run_folder (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  if (dir == NULL)
    return run_file (path);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      n += run_folder (below);
    }
  return n;
}

/* Gives every file of the named files and folders to the entry, once. */
int
main (int    argc,
      char **argv)
{
  guint n = 0;

  for (int i = 1; i < argc; i++)
    n += run_folder (argv[i]);
  if (n == 0)
    {
      g_printerr ("no files to run: the shared photos are not here\n");
      return EXIT_SKIPPED;
    }
  g_print ("%u files\n", n);
  return 0;
}
