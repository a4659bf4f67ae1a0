/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-role.h"

#include "dz-nick-private.h"

static const char *const nicks[] = { "reviewer", "supervisor", "deliverer", "administrator" };

/**
 * dz_roles_to_text:
 * @roles: a set of roles
 *
 * Returns: (transfer full): their words joined by commas, "" for none
 */
char *
dz_roles_to_text (DzRole roles)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      if (roles & (1u << i))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", nicks[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * dz_roles_from_text:
 * @text: (nullable): words joined by commas
 * @roles: (out): the set they name
 *
 * Returns: whether every word names a role and there is at least one
 */
gboolean
dz_roles_from_text (const char *text,
                    DzRole     *roles)
{
  g_auto(GStrv) words = g_strsplit (text != NULL ? text : "", ",", -1);
  DzRole found = DZ_ROLE_NONE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint value;

      if (!dz_nick_find (nicks, G_N_ELEMENTS (nicks), g_strstrip (words[i]), &value))
        return FALSE;
      found |= 1u << value;
    }
  *roles = found;
  return found != DZ_ROLE_NONE;
}
