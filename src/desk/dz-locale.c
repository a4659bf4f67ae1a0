/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-locale.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "dz-config.h"
#include "dz-program.h"

/**
 * dz_locale_language:
 * @locale: (nullable): a locale's name, "zh_CN.UTF-8"
 *
 * Returns: (transfer full) (nullable): its language as `LANGUAGE` wants it, "zh_CN"; %NULL where it
 *   names none
 */
char *
dz_locale_language (const char *locale)
{
  g_autofree char *language = NULL;

  if (locale == NULL)
    return NULL;
  language = g_strndup (locale, strcspn (locale, ".@"));
  if (*language == '\0' || g_str_equal (language, "C") || g_str_equal (language, "POSIX"))
    return NULL;
  return g_steal_pointer (&language);
}

static const char *
wished_locale (void)
{
  static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = g_getenv (names[i]);

      if (value != NULL && *value != '\0')
        return value;
    }
  return NULL;
}

/* A machine may lack the locale that is asked for: then libc would speak English. gettext needs
 * no locale but C.UTF-8, which is always there, and the language by its name. It is set in the
 * environment so that GTK and the programs we start see the same. */
static void
fall_back (void)
{
  g_autofree char *language = dz_locale_language (wished_locale ());

  if (g_getenv ("LANGUAGE") == NULL && language != NULL)
    g_setenv ("LANGUAGE", language, TRUE);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  setlocale (LC_ALL, "");
}

static gboolean
is_plain_c (const char *locale)
{
  return g_str_equal (locale, "C") || g_str_equal (locale, "POSIX");
}

/* In the build folder the translations stand beside the program. */
static char *
find_locale_dir (void)
{
  g_autofree char *dir = dz_program_dir ();
  g_autofree char *in_place = g_build_filename (dir, "po", NULL);

  return g_file_test (in_place, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&in_place)
                                                    : g_strdup (DZ_LOCALE_DIR);
}

/**
 * dz_locale_init:
 *
 * Sets the locale from the environment and finds the translations. To be called first in main(),
 * before any other thread runs.
 */
void
dz_locale_init (void)
{
  g_autofree char *dir = find_locale_dir ();
  const char *locale = setlocale (LC_ALL, "");

  if (locale == NULL || (is_plain_c (locale) && g_getenv ("LANGUAGE") != NULL))
    fall_back ();
  bindtextdomain (DZ_GETTEXT_PACKAGE, dir);
  bind_textdomain_codeset (DZ_GETTEXT_PACKAGE, "UTF-8");
  textdomain (DZ_GETTEXT_PACKAGE);
}
