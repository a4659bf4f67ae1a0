/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "dz-ctl-command.h"
#include "dz-wire-writer.h"

static void
print_reopened (const char *submission,
                gboolean    as_json)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;

  if (!as_json)
    {
      g_print (_("Submission %s is reopened, and its student is told.\n"), submission);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "id", submission);
  json_object_set_boolean_member (object, "reopened", TRUE);
  node = dz_wire_take_object (object);
  dz_ctl_print_json (node);
}

/**
 * dz_ctl_submission_reopen:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Takes back a decision that is in effect: somebody else judges the photo again, and the student is
 * told. Whoever asked for it is answered thereby.
 *
 * Returns: whether it is reopened
 */
gboolean
dz_ctl_submission_reopen (const DzCtlCommand *command,
                          char              **argv,
                          GError            **error)
{
  g_autofree char *reason = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &reason,
      N_("Why the decision does not hold, for the history"), N_("TEXT") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print a line of JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_auto(GStrv) rest = NULL;
  g_autofree char *submission = NULL;

  if (!dz_ctl_parse (command, argv, entries, target, &rest, error) ||
      !dz_ctl_expect (rest, 1, 1, error))
    return FALSE;
  if (reason == NULL)
    return dz_ctl_refuse_usage (error, _("Say with --reason why the decision does not hold."));
  submission = dz_ctl_dup_text (rest[0], error);
  if (submission == NULL || !dz_ctl_take_text (&reason, error) ||
      !dz_ctl_target_open (target, FALSE, error) ||
      !dz_ctl_target_reopen (target, submission, reason, error))
    return FALSE;
  print_reopened (submission, as_json);
  return TRUE;
}
