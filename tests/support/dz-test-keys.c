/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-keys.h"

#include "dz-test-service.h"

gboolean
dz_test_keys_open (int    *argc,
                   char ***argv)
{
  g_autofree char *tool = g_find_program_in_path ("xdotool");

  g_test_init (argc, argv, NULL);
  if (g_getenv ("DISPLAY") != NULL && tool != NULL)
    return TRUE;
  g_print ("1..0 # SKIP there is no display, or no xdotool to press keys\n");
  return FALSE;
}

void
dz_test_keys_focus (const char *title)
{
  g_autofree char *pattern = g_strdup_printf ("^%s$", title);
  const char *const argv[] = { "xdotool", "search", "--sync", "--onlyvisible", "--name", pattern,
                               "windowfocus", "--sync", NULL };
  g_autofree char *said = dz_test_run (argv, NULL, 0);
}

static void
act (const char *verb,
     const char *keys)
{
  g_autofree char *line = g_strdup_printf ("xdotool %s %s", verb, keys);
  g_auto(GStrv) argv = g_strsplit (line, " ", -1);
  g_autofree char *said = dz_test_run ((const char *const *) argv, NULL, 0);
}

void
dz_test_keys_send (const char *keys)
{
  act ("key", keys);
}

void
dz_test_keys_hold (const char *keys)
{
  act ("keydown", keys);
}

void
dz_test_keys_let_go (const char *key)
{
  act ("keyup", key);
}

void
dz_test_keys_type (const char *text)
{
  const char *const argv[] = { "xdotool", "type", text, NULL };
  g_autofree char *said = dz_test_run (argv, NULL, 0);
}
