/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-ctl-profile.h"

#include <glib/gi18n.h>

#include "dz-ctl-command.h"

static gboolean
is_built_in (const char *name)
{
  g_auto(GStrv) ids = dz_profile_list ();

  return g_strv_contains ((const char *const *) ids, name);
}

/**
 * dz_ctl_load_profile:
 * @name: (nullable): id of a built-in profile or path of a file; %NULL for DZ_CTL_PROFILE_DEFAULT
 * @error: return location; DZ_CTL_ERROR
 *
 * Returns: (transfer full) (nullable): the profile
 */
DzProfile *
dz_ctl_load_profile (const char *name,
                     GError    **error)
{
  g_autoptr(GError) met = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *json = NULL;
  g_autoptr(GBytes) bytes = NULL;
  DzProfile *profile;
  gsize length;

  if (name == NULL || is_built_in (name))
    return dz_profile_find (name != NULL ? name : DZ_CTL_PROFILE_DEFAULT, error);
  shown = g_filename_display_name (name);
  if (!g_file_get_contents (name, &json, &length, &met))
    {
      dz_ctl_refuse_usage (error, _("The profile %s cannot be read: %s."), shown, met->message);
      return NULL;
    }
  bytes = g_bytes_new_take (g_steal_pointer (&json), length);
  profile = dz_profile_parse (bytes, &met);
  if (profile == NULL)
    dz_ctl_refuse (error, _("The profile %s cannot be used: %s."), shown, met->message);
  return profile;
}
