/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-setup-check.h"

#include <glib/gi18n.h>

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped == '\0';
}

/**
 * dz_setup_check:
 * @name: the administrator's name
 * @password: the password
 * @again: the password, typed again
 *
 * Returns: (transfer full) (nullable): what is still wrong, a translated sentence; %NULL where
 *   nothing is
 */
char *
dz_setup_check (const char *name,
                const char *password,
                const char *again)
{
  g_return_val_if_fail (name != NULL && password != NULL && again != NULL, NULL);

  if (is_blank (name))
    return g_strdup (_("Write the administrator's name."));
  if (g_utf8_strlen (password, -1) < DZ_PASSWORD_CHARS_MIN)
    return g_strdup_printf (ngettext ("The password needs at least %u character.",
                                      "The password needs at least %u characters.",
                                      DZ_PASSWORD_CHARS_MIN),
                            DZ_PASSWORD_CHARS_MIN);
  if (!g_str_equal (password, again))
    return g_strdup (_("The two passwords are not the same."));
  return NULL;
}
