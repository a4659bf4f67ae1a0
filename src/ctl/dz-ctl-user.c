/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "dz-ctl-command.h"
#include "dz-ctl-password.h"
#include "dz-passwords.h"

static char *
read_password (const char *name,
               gboolean    from_stdin,
               GError    **error)
{
  g_autofree char *password = from_stdin ? dz_ctl_password_from_stdin (error)
                                         : dz_ctl_password_for_user (name, error);

  if (password == NULL || dz_password_is_usable (password, NULL))
    return g_steal_pointer (&password);
  dz_ctl_refuse (error, _("A password has at least %d characters and at most %d bytes."),
                 DZ_PASSWORD_CHARACTERS_MIN, DZ_PASSWORD_BYTES_MAX);
  return NULL;
}

static gboolean
add_user (DzCtlTarget *target,
          const char  *name_text,
          DzRole       roles,
          gboolean     from_stdin,
          GError     **error)
{
  g_autofree char *name = dz_ctl_dup_text (name_text, error);
  g_autofree char *password = name != NULL ? read_password (name, from_stdin, error) : NULL;
  g_autoptr(DzUser) user = NULL;

  if (password == NULL || !dz_ctl_target_open (target, TRUE, error))
    return FALSE;
  user = dz_ctl_target_add_user (target, name, password, roles, error);
  if (user == NULL)
    return FALSE;
  g_print (_("Added %s.\n"), user->name);
  return TRUE;
}

/**
 * dz_ctl_user_add:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Adds a person of the agency. The password comes from stdin or the terminal.
 *
 * Returns: whether they were added
 */
gboolean
dz_ctl_user_add (const DzCtlCommand *command,
                 char              **argv,
                 GError            **error)
{
  g_autofree char *roles_text = NULL;
  gboolean from_stdin = FALSE;
  const GOptionEntry entries[] = {
    { "roles", 0, 0, G_OPTION_ARG_FILENAME, &roles_text,
      N_("What they may do: reviewer, supervisor, deliverer, administrator, joined by commas"),
      N_("ROLES") },
    { "password-stdin", 0, 0, G_OPTION_ARG_NONE, &from_stdin,
      N_("Read the password from the first line of stdin"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_auto(GStrv) rest = NULL;
  DzRole roles = DZ_ROLE_NONE;

  if (!dz_ctl_parse (command, argv, entries, target, &rest, error) ||
      !dz_ctl_expect (rest, 1, 1, error))
    return FALSE;
  if (!dz_roles_from_text (roles_text, &roles))
    return dz_ctl_refuse_usage (error, _("--roles names at least one of reviewer, supervisor, "
                                         "deliverer and administrator."));
  return add_user (target, rest[0], roles, from_stdin, error);
}
