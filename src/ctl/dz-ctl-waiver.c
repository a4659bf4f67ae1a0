/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "dz-ctl-command.h"
#include "dz-level.h"
#include "dz-override.h"
#include "dz-time.h"

/* What was asked, in UTF-8. */
typedef struct
{
  DzCtlTarget *target;     /* owned */
  char        *school;     /* owned, nullable: an option */
  char        *level_text; /* owned, nullable: an option */
  char        *rule;       /* owned, nullable: an option */
  char        *reason;     /* owned, nullable: an option, then in UTF-8 */
  char        *identifier; /* owned, nullable */
  DzLevel      level;
} Wanted;

static void
wanted_clear (Wanted *self)
{
  dz_ctl_target_free (self->target);
  g_free (self->school);
  g_free (self->level_text);
  g_free (self->rule);
  g_free (self->reason);
  g_free (self->identifier);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

static DzCtlStudent
student_of (const Wanted *wanted)
{
  return (DzCtlStudent) { wanted->school,
                          wanted->level_text != NULL ? &wanted->level : NULL,
                          wanted->identifier };
}

/* How much a subcommand wants. */
typedef enum
{
  WANT_STUDENT,
  WANT_RULE,
  WANT_REASON,
} Want;

static gboolean
check (Wanted  *wanted,
       Want     want,
       GError **error)
{
  if (wanted->school == NULL)
    return dz_ctl_refuse_usage (error, _("Say with --school whose student it is."));
  if (wanted->level_text != NULL && !dz_level_from_text (wanted->level_text, &wanted->level))
    return dz_ctl_refuse_usage (error, _("“%s” is no level; there are associate, bachelor, master "
                                         "and doctor."), wanted->level_text);
  if (want >= WANT_RULE && wanted->rule == NULL)
    return dz_ctl_refuse_usage (error, _("Say with --rule which rule, “HEAD-01” for example."));
  if (want >= WANT_RULE && !dz_waiver_is_possible (wanted->rule))
    return dz_ctl_refuse (error, _("%s is no rule that can be waived."), wanted->rule);
  if (want >= WANT_REASON && !dz_override_check_reason (wanted->reason))
    return dz_ctl_refuse_usage (error, _("Say with --reason why, on one line of at most %d "
                                         "characters."), DZ_OVERRIDE_REASON_MAX);
  return TRUE;
}

/* --help lists only the options that the subcommand has: the later ones of the table are left out
 * by ending it early. */
static gboolean
parse (const DzCtlCommand *command,
       char              **argv,
       Want                want,
       Wanted             *wanted,
       GError            **error)
{
  GOptionEntry entries[] = {
    { "school", 0, 0, G_OPTION_ARG_FILENAME, &wanted->school, N_("Code of the school"),
      N_("CODE") },
    { "level", 0, 0, G_OPTION_ARG_FILENAME, &wanted->level_text,
      N_("The student's level, where students of several have the identifier"), N_("LEVEL") },
    { "rule", 0, 0, G_OPTION_ARG_FILENAME, &wanted->rule, N_("The rule, “HEAD-01” for example"),
      N_("RULE") },
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &wanted->reason,
      N_("Why: religious, medical, a permanent feature"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;

  wanted->target = dz_ctl_target_new ();
  if (want < WANT_REASON)
    entries[want == WANT_RULE ? 3 : 2] = (GOptionEntry) G_OPTION_ENTRY_NULL;
  if (!dz_ctl_parse (command, argv, entries, wanted->target, &rest, error) ||
      !dz_ctl_expect (rest, 1, 1, error))
    return FALSE;
  wanted->identifier = dz_ctl_dup_text (rest[0], error);
  return wanted->identifier != NULL && dz_ctl_take_text (&wanted->school, error) &&
         dz_ctl_take_text (&wanted->rule, error) && dz_ctl_take_text (&wanted->reason, error) &&
         check (wanted, want, error) && dz_ctl_target_open (wanted->target, FALSE, error);
}

static void
print_waiver (const DzWaiver *waiver)
{
  g_autofree char *day = dz_time_format_date (waiver->granted_us);
  const char *label = dz_override_code_label (waiver->code);
  g_autofree char *reason = dz_override_code_join (label != NULL ? _(label) : NULL, waiver->reason);

  g_print ("%s  %s  %s  %s\n", waiver->rule, day, waiver->granted_by, reason);
}

/**
 * dz_ctl_waiver_list:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Lists a student's waivers that stand.
 *
 * Returns: whether they could be read
 */
gboolean
dz_ctl_waiver_list (const DzCtlCommand *command,
                    char              **argv,
                    GError            **error)
{
  g_auto(Wanted) wanted = { NULL };
  g_autoptr(GPtrArray) waivers = NULL;
  DzCtlStudent student;

  if (!parse (command, argv, WANT_STUDENT, &wanted, error))
    return FALSE;
  student = student_of (&wanted);
  waivers = dz_ctl_target_list_waivers (wanted.target, &student, error);
  for (guint i = 0; waivers != NULL && i < waivers->len; i++)
    print_waiver (g_ptr_array_index (waivers, i));
  return waivers != NULL;
}

/**
 * dz_ctl_waiver_grant:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Excepts a student from a rule, for photos to come and those that still wait.
 *
 * Returns: whether it was granted
 */
gboolean
dz_ctl_waiver_grant (const DzCtlCommand *command,
                     char              **argv,
                     GError            **error)
{
  g_auto(Wanted) wanted = { NULL };
  g_autoptr(DzWaiver) waiver = NULL;
  DzCtlStudent student;

  if (!parse (command, argv, WANT_REASON, &wanted, error))
    return FALSE;
  student = student_of (&wanted);
  waiver = dz_ctl_target_grant_waiver (wanted.target, &student, wanted.rule, wanted.reason, error);
  if (waiver != NULL)
    print_waiver (waiver);
  return waiver != NULL;
}

/**
 * dz_ctl_waiver_revoke:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Ends a waiver. What was decided while it stood stays decided.
 *
 * Returns: whether it was ended
 */
gboolean
dz_ctl_waiver_revoke (const DzCtlCommand *command,
                      char              **argv,
                      GError            **error)
{
  g_auto(Wanted) wanted = { NULL };
  g_autoptr(DzWaiver) waiver = NULL;
  DzCtlStudent student;

  if (!parse (command, argv, WANT_RULE, &wanted, error))
    return FALSE;
  student = student_of (&wanted);
  waiver = dz_ctl_target_withdraw_waiver (wanted.target, &student, wanted.rule, error);
  if (waiver == NULL)
    return FALSE;
  g_print (_("%s applies to this student again.\n"), waiver->rule);
  return TRUE;
}
