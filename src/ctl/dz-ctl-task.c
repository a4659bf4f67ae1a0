/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "dz-ctl-command.h"
#include "dz-time.h"
#include "dz-wire-task.h"
#include "dz-wire-writer.h"

#define LIMIT_DEFAULT 200

static void
print_opinion (const DzDecision *opinion)
{
  g_autofree char *reasons = opinion->reasons != NULL ? g_strjoinv (" ", opinion->reasons) : NULL;

  g_print ("  %s: %s%s%s", opinion->decided_by, dz_verdict_to_nick (opinion->verdict),
           reasons != NULL ? " " : "", reasons != NULL ? reasons : "");
}

/* Of a task that ends with a decision there is no id to finish it by. */
static void
print_text (const DzTask *task)
{
  g_autofree char *time = dz_time_format (task->raised_us);

  g_print ("%s  %s  %s  %s  %s  %s %s", task->id != NULL ? task->id : "–", time,
           dz_task_kind_to_nick (task->kind), dz_state_to_nick (task->state), task->school_name,
           task->identifier, task->name);
  if (task->twin != NULL)
    g_print ("  =  %s %s", task->twin->identifier, task->twin->name);
  if (task->asked_by != NULL)
    g_print ("  %s: %s", task->asked_by, task->reason != NULL ? task->reason : task->code);
  for (guint i = 0; task->opinions != NULL && i < task->opinions->len; i++)
    print_opinion (g_ptr_array_index (task->opinions, i));
  if (task->judge == DZ_TASK_JUDGE_NOBODY)
    g_print ("  %s", _("every supervisor has judged it before; “user add” adds one"));
  g_print ("\n");
}

static void
print_task (const DzTask *task,
            gboolean      as_json)
{
  g_autoptr(JsonNode) node = NULL;

  if (!as_json)
    {
      print_text (task);
      return;
    }
  node = dz_wire_task_to_json (task);
  dz_ctl_print_json (node);
}

/**
 * dz_ctl_task_list:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Lists what waits for a supervisor: since when, why, where it stands, and the two students whose
 * photos are the same.
 *
 * Returns: whether it could be read
 */
gboolean
dz_ctl_task_list (const DzCtlCommand *command,
                  char              **argv,
                  GError            **error)
{
  gint64 limit = LIMIT_DEFAULT;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT64, &limit, N_("List at most N tasks; 200 unless given"),
      N_("N") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print a line of JSON for each"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_autoptr(GPtrArray) tasks = NULL;
  g_auto(GStrv) rest = NULL;

  if (!dz_ctl_parse (command, argv, entries, target, &rest, error) ||
      !dz_ctl_expect (rest, 0, 0, error))
    return FALSE;
  if (limit < 1 || limit > DZ_CTL_TASKS_MAX)
    return dz_ctl_refuse_usage (error, _("--limit is at least 1 and at most %d."),
                                DZ_CTL_TASKS_MAX);
  if (!dz_ctl_target_open (target, FALSE, error))
    return FALSE;
  tasks = dz_ctl_target_list_tasks (target, (guint) limit, error);
  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    print_task (g_ptr_array_index (tasks, i), as_json);
  return tasks != NULL;
}

static void
print_done (const char *task,
            gboolean    as_json)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;

  if (!as_json)
    {
      g_print (_("Task %s is done.\n"), task);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "id", task);
  json_object_set_boolean_member (object, "done", TRUE);
  node = dz_wire_take_object (object);
  dz_ctl_print_json (node);
}

/**
 * dz_ctl_task_finish:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Says that a task is done. One that was done before stays as it is.
 *
 * Returns: whether it is done
 */
gboolean
dz_ctl_task_finish (const DzCtlCommand *command,
                    char              **argv,
                    GError            **error)
{
  g_autofree char *note = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "note", 0, 0, G_OPTION_ARG_FILENAME, &note,
      N_("What was found and done, for the history"), N_("TEXT") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print a line of JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_auto(GStrv) rest = NULL;
  g_autofree char *task = NULL;

  if (!dz_ctl_parse (command, argv, entries, target, &rest, error) ||
      !dz_ctl_expect (rest, 1, 1, error))
    return FALSE;
  task = dz_ctl_dup_text (rest[0], error);
  if (task == NULL || !dz_ctl_take_text (&note, error) ||
      !dz_ctl_target_open (target, FALSE, error) ||
      !dz_ctl_target_finish_task (target, task, note, error))
    return FALSE;
  print_done (task, as_json);
  return TRUE;
}
