/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "dz-ctl-command.h"

#define LIMIT_DEFAULT 50

static void
print_schools (GPtrArray *schools)
{
  for (guint i = 0; i < schools->len; i++)
    {
      const DzSchool *school = g_ptr_array_index (schools, i);

      g_print ("%s  %s%s%s\n", school->code, school->name, school->city != NULL ? "  " : "",
               school->city != NULL ? school->city : "");
    }
}

/**
 * dz_ctl_school_list:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Lists schools, the best match first.
 *
 * Returns: whether one was found
 */
gboolean
dz_ctl_school_list (const DzCtlCommand *command,
                    char              **argv,
                    GError            **error)
{
  int limit = LIMIT_DEFAULT;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("List at most N schools; 50 unless given"),
      N_("N") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_auto(GStrv) rest = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GPtrArray) schools = NULL;

  if (!dz_ctl_parse (command, argv, entries, target, &rest, error) ||
      !dz_ctl_expect (rest, 0, 1, error))
    return FALSE;
  if (limit < 1)
    return dz_ctl_refuse_usage (error, _("--limit is at least 1."));
  text = dz_ctl_dup_text (rest[0] != NULL ? rest[0] : "", error);
  if (text == NULL || !dz_ctl_target_open (target, FALSE, error))
    return FALSE;
  schools = dz_ctl_target_search_schools (target, text, (guint) limit, error);
  if (schools == NULL)
    return FALSE;
  print_schools (schools);
  return schools->len > 0 || dz_ctl_refuse (error, _("No school has “%s” in its name or code."),
                                            text);
}

/**
 * dz_ctl_school_add:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Adds a school.
 *
 * Returns: whether it was added
 */
gboolean
dz_ctl_school_add (const DzCtlCommand *command,
                   char              **argv,
                   GError            **error)
{
  g_autofree char *city = NULL;
  const GOptionEntry entries[] = {
    { "city", 0, 0, G_OPTION_ARG_FILENAME, &city, N_("Where it is"), N_("CITY") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_autoptr(DzSchool) school = dz_school_new ();
  g_auto(GStrv) rest = NULL;

  if (!dz_ctl_parse (command, argv, entries, target, &rest, error) ||
      !dz_ctl_expect (rest, 2, 2, error))
    return FALSE;
  school->code = dz_ctl_dup_text (rest[0], error);
  school->name = school->code != NULL ? dz_ctl_dup_text (rest[1], error) : NULL;
  if (school->name == NULL || !dz_ctl_take_text (&city, error))
    return FALSE;
  school->city = g_steal_pointer (&city);
  if (!dz_ctl_target_open (target, TRUE, error) ||
      !dz_ctl_target_add_school (target, school, error))
    return FALSE;
  g_print (_("Added %s %s.\n"), school->code, school->name);
  return TRUE;
}

static void
print_second (const DzSecondPolicy *policy)
{
  if (dz_second_policy_is_none (policy))
    g_print (_("Decisions take effect when their hold is over; nobody else judges them.\n"));
  if (policy->approvals_percent > 0)
    g_print (_("Of approvals %u in a hundred, drawn, are judged by somebody else too before they "
               "take effect.\n"), policy->approvals_percent);
  if (policy->failing)
    g_print (_("Every approval against a failing rule is judged by somebody else too before it "
               "takes effect.\n"));
  if (policy->refusals)
    g_print (_("Every refusal is judged by somebody else too before it takes effect.\n"));
}

static void
print_policy (const char           *school,
              const DzSchoolPolicy *policy)
{
  g_print (policy->sheet_allowed
             ? _("%s: photos without a fault may be approved together, from a contact sheet.\n")
             : _("%s: every photo is judged alone; contact sheets are forbidden.\n"), school);
  if (policy->parts & DZ_POLICY_SECOND)
    print_second (&policy->second);
}

/* @sheet and @second: (nullable): as they were given */
static gboolean
read_policy (const char     *sheet,
             const char     *second,
             DzSchoolPolicy *policy,
             GError        **error)
{
  *policy = (DzSchoolPolicy) { 0, FALSE, { 0, FALSE, FALSE } };
  if (sheet != NULL)
    policy->parts |= DZ_POLICY_SHEET;
  policy->sheet_allowed = g_strcmp0 (sheet, "allow") == 0;
  if (sheet != NULL && !policy->sheet_allowed && !g_str_equal (sheet, "forbid"))
    return dz_ctl_refuse_usage (error, _("--sheet is allow or forbid."));
  if (second == NULL)
    return TRUE;
  policy->parts |= DZ_POLICY_SECOND;
  return dz_second_policy_from_text (second, &policy->second) ||
         dz_ctl_refuse_usage (error, _("--second-review is none, or of approvals=N (1 to 100), "
                                       "failing and refusals what holds, with commas between."));
}

/**
 * dz_ctl_school_policy:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Says how photos of a school may be judged, and changes it where that is asked for.
 *
 * Returns: whether it could be said
 */
gboolean
dz_ctl_school_policy (const DzCtlCommand *command,
                      char              **argv,
                      GError            **error)
{
  g_autofree char *sheet = NULL;
  g_autofree char *second = NULL;
  const GOptionEntry entries[] = {
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &sheet,
      N_("Allow or forbid approving photos together from a contact sheet"), N_("allow|forbid") },
    { "second-review", 0, 0, G_OPTION_ARG_STRING, &second,
      N_("What somebody else judges too before it takes effect: none, or of approvals=N (a share "
         "in percent), failing (approvals against a failing rule) and refusals what holds"),
      N_("DECISIONS") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_auto(GStrv) rest = NULL;
  g_autofree char *school = NULL;
  DzSchoolPolicy policy;

  if (!dz_ctl_parse (command, argv, entries, target, &rest, error) ||
      !dz_ctl_expect (rest, 1, 1, error) || !read_policy (sheet, second, &policy, error))
    return FALSE;
  school = dz_ctl_dup_text (rest[0], error);
  if (school == NULL || !dz_ctl_target_open (target, FALSE, error) ||
      (policy.parts != 0 && !dz_ctl_target_set_policy (target, school, &policy, error)) ||
      !dz_ctl_target_get_policy (target, school, &policy, error))
    return FALSE;
  print_policy (school, &policy);
  return TRUE;
}
