/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-ctl-profile.h"

#include <glib/gi18n.h>

#include "dz-ctl-command.h"
#include "dz-profile-diff.h"
#include "dz-wire-writer.h"

/* Profiles by themselves: which there are, whether a file is one, and how two differ. */

static void
print_line (JsonObject *object)
{
  g_autoptr(JsonNode) node = dz_wire_take_object (object);

  dz_ctl_print_json (node);
}

static void
set_profile (JsonObject      *object,
             const DzProfile *profile)
{
  json_object_set_string_member (object, "id", dz_profile_get_id (profile));
  json_object_set_string_member (object, "version", dz_profile_get_version (profile));
  json_object_set_string_member (object, "title", dz_profile_get_title (profile));
  json_object_set_string_member (object, "title_zh", dz_profile_get_title_zh (profile));
  json_object_set_string_member (object, "hash", dz_profile_get_hash (profile));
}

static void
print_profile (const DzProfile *profile,
               gboolean         as_json)
{
  JsonObject *object;

  if (!as_json)
    {
      g_print ("%s  %s  %s\n  %s\n  %s\n", dz_profile_get_id (profile),
               dz_profile_get_version (profile), dz_profile_get_hash (profile),
               dz_profile_get_title (profile), dz_profile_get_title_zh (profile));
      return;
    }
  object = json_object_new ();
  set_profile (object, profile);
  print_line (object);
}

/**
 * dz_ctl_profile_list:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Prints the built-in profiles.
 *
 * Returns: whether they could be read
 */
gboolean
dz_ctl_profile_list (const DzCtlCommand *command,
                     char              **argv,
                     GError            **error)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print a line of JSON for each profile"),
      NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;
  g_auto(GStrv) ids = dz_profile_list ();

  if (!dz_ctl_parse (command, argv, entries, NULL, &rest, error) ||
      !dz_ctl_expect (rest, 0, 0, error))
    return FALSE;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr(DzProfile) profile = dz_profile_find (ids[i], error);

      if (profile == NULL)
        return FALSE;
      print_profile (profile, as_json);
    }
  return TRUE;
}

/* A file that is a profile, or what is wrong with it: "line 3: …", "line 16: file.dpi: …". */
static DzProfile *
read_file (const char *path,
           GError    **error)
{
  g_autofree char *json = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &json, &length, error))
    return NULL;
  bytes = g_bytes_new_take (g_steal_pointer (&json), length);
  return dz_profile_parse (bytes, error);
}

static const char *
name_problem (const GError *problem)
{
  if (g_error_matches (problem, DZ_PROFILE_ERROR, DZ_PROFILE_ERROR_SYNTAX))
    return "syntax";
  return problem->domain == DZ_PROFILE_ERROR ? "field" : "file";
}

static void
print_validity (const char      *shown,
                const DzProfile *profile,
                const GError    *problem,
                gboolean         as_json)
{
  JsonObject *object;

  if (!as_json && profile != NULL)
    g_print (_("%s: profile %s, version %s, %s\n"), shown, dz_profile_get_id (profile),
             dz_profile_get_version (profile), dz_profile_get_hash (profile));
  else if (!as_json)
    g_print ("%s: %s\n", shown, problem->message);
  if (!as_json)
    return;
  object = json_object_new ();
  json_object_set_string_member (object, "file", shown);
  json_object_set_boolean_member (object, "valid", profile != NULL);
  if (profile != NULL)
    set_profile (object, profile);
  json_object_set_string_member (object, "kind", problem != NULL ? name_problem (problem) : NULL);
  json_object_set_string_member (object, "problem", problem != NULL ? problem->message : NULL);
  print_line (object);
}

static gboolean
validate (char     **files,
          gboolean   as_json,
          GError   **error)
{
  guint n = g_strv_length (files);
  guint n_bad = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *shown = g_filename_display_name (files[i]);
      g_autoptr(GError) problem = NULL;
      g_autoptr(DzProfile) profile = read_file (files[i], &problem);

      print_validity (shown, profile, problem, as_json);
      n_bad += profile == NULL;
      if (profile == NULL && n == 1)
        return dz_ctl_refuse (error, _("The profile %s cannot be used: %s."), shown,
                              problem->message);
    }
  /* Translators: how many of how many files */
  return n_bad == 0 || dz_ctl_refuse (error, ngettext ("%u of %u file cannot be used.",
                                                       "%u of %u files cannot be used.", n),
                                      n_bad, n);
}

/**
 * dz_ctl_profile_validate:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Says of each file whether it is a profile, and where not, in which line and field.
 *
 * Returns: whether all are
 */
gboolean
dz_ctl_profile_validate (const DzCtlCommand *command,
                         char              **argv,
                         GError            **error)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print a line of JSON for each file"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) files = NULL;

  if (!dz_ctl_parse (command, argv, entries, NULL, &files, error))
    return FALSE;
  if (files[0] == NULL)
    return dz_ctl_refuse_usage (error, _("Name at least one file."));
  return validate (files, as_json, error);
}

static void
print_change (const DzProfileChange *change,
              gboolean               as_json)
{
  JsonObject *object;

  if (!as_json)
    {
      g_print ("%s: %s → %s\n", change->path, change->before != NULL ? change->before : "–",
               change->after != NULL ? change->after : "–");
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "path", change->path);
  json_object_set_member (object, "before", change->before != NULL
                                              ? json_from_string (change->before, NULL)
                                              : json_node_new (JSON_NODE_NULL));
  json_object_set_member (object, "after", change->after != NULL
                                             ? json_from_string (change->after, NULL)
                                             : json_node_new (JSON_NODE_NULL));
  print_line (object);
}

/**
 * dz_ctl_profile_diff:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Prints every field in which two profiles differ, what it was and what it is.
 *
 * Returns: whether both are profiles
 */
gboolean
dz_ctl_profile_diff (const DzCtlCommand *command,
                     char              **argv,
                     GError            **error)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print a line of JSON for each difference"),
      NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;
  g_autoptr(DzProfile) first = NULL;
  g_autoptr(DzProfile) second = NULL;
  g_autoptr(GPtrArray) changes = NULL;

  if (!dz_ctl_parse (command, argv, entries, NULL, &rest, error) ||
      !dz_ctl_expect (rest, 2, 2, error))
    return FALSE;
  first = dz_ctl_load_profile (rest[0], error);
  second = first != NULL ? dz_ctl_load_profile (rest[1], error) : NULL;
  if (second == NULL)
    return FALSE;
  changes = dz_profile_diff (first, second);
  for (guint i = 0; i < changes->len; i++)
    print_change (g_ptr_array_index (changes, i), as_json);
  if (changes->len == 0 && !as_json)
    g_print ("%s\n", _("Both set the same limits."));
  return TRUE;
}
