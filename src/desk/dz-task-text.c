/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-task-text.h"

#include <glib/gi18n.h>

#include "dz-escalation-code.h"
#include "dz-reason-choice.h"
#include "dz-time.h"
#include "dz-twin-text.h"

#define MINUTE_LENGTH 16 /* "2022-05-10 09:58" */

static char *
dup_minute (gint64 time_us)
{
  g_autofree char *text = dz_time_format (time_us);

  return g_strndup (text, MINUTE_LENGTH);
}

/**
 * dz_task_text_kind:
 * @task: what waits for a supervisor
 *
 * Returns: (transfer full): what it is, in a few words
 */
char *
dz_task_text_kind (const DzTask *task)
{
  g_return_val_if_fail (task != NULL, NULL);

  switch (task->kind)
    {
    case DZ_TASK_REQUEST:
      return g_strdup (_("Asked to look again"));
    case DZ_TASK_ESCALATION:
      return g_strdup (_("Left to a supervisor"));
    case DZ_TASK_DISAGREEMENT:
      return g_strdup (_("Judged twice, and differently"));
    case DZ_TASK_SEALED_TWIN:
      return g_strdup (_("Same photo as another student’s, after the decision"));
    case DZ_TASK_QUARANTINE:
    default:
      return g_strdup (_("Same photo as another student’s"));
    }
}

/**
 * dz_task_text_whose:
 * @task: what waits for a supervisor
 *
 * Returns: (transfer full): the student's name and identifier
 */
char *
dz_task_text_whose (const DzTask *task)
{
  g_return_val_if_fail (task != NULL, NULL);

  return g_strdup_printf ("%s  %s", task->name, task->identifier);
}

/**
 * dz_task_text_asked:
 * @task: what waits for a supervisor
 *
 * Returns: (transfer full): since when, and who asked
 */
char *
dz_task_text_asked (const DzTask *task)
{
  g_autofree char *when = NULL;

  g_return_val_if_fail (task != NULL, NULL);

  when = dup_minute (task->raised_us);
  if (task->asked_by == NULL)
    /* TRANSLATORS: %s is a date */
    return g_strdup_printf (_("Found %s"), when);
  if (task->kind == DZ_TASK_ESCALATION)
    /* TRANSLATORS: a name and a date */
    return g_strdup_printf (_("Left by %s, %s"), task->asked_by, when);
  /* TRANSLATORS: a name and a date */
  return g_strdup_printf (_("Asked by %s, %s"), task->asked_by, when);
}

/**
 * dz_task_text_said:
 * @task: what waits for a supervisor
 *
 * Returns: (transfer full) (nullable): why somebody asked or left it, in the words they chose and
 *   in their own; %NULL where nobody did
 */
char *
dz_task_text_said (const DzTask *task)
{
  const char *why;

  g_return_val_if_fail (task != NULL, NULL);

  why = task->code != NULL ? _(dz_escalation_code_label (task->code)) : NULL;
  if (task->reason == NULL)
    return g_strdup (why);
  if (why != NULL)
    /* TRANSLATORS: a reason as it is listed, and what somebody has written */
    return g_strdup_printf (_("%s: “%s”"), why, task->reason);
  /* TRANSLATORS: %s is what somebody has written */
  return g_strdup_printf (_("“%s”"), task->reason);
}

static char *
say_verdict (const DzDecision *decision,
             DzReasonList     *reasons)
{
  g_autofree char *labels = dz_reason_labels (reasons, decision);

  if (decision->verdict == DZ_VERDICT_APPROVE)
    return g_strdup (_("approve"));
  if (*labels == '\0')
    return g_strdup (_("reject"));
  /* TRANSLATORS: %s are reasons */
  return g_strdup_printf (_("reject – %s"), labels);
}

/**
 * dz_task_text_draft:
 * @task: what waits for a supervisor
 * @reasons: the reasons by which codes are read
 *
 * Returns: (transfer full) (nullable): what who asked would have decided; %NULL where they did not
 *   say
 */
char *
dz_task_text_draft (const DzTask *task,
                    DzReasonList *reasons)
{
  g_autofree char *verdict = NULL;

  g_return_val_if_fail (task != NULL && reasons != NULL, NULL);

  if (task->draft == NULL || task->asked_by == NULL)
    return NULL;
  verdict = say_verdict (task->draft, reasons);
  /* TRANSLATORS: a name, and what they wanted to decide: "approve", "reject – Eyes closed" */
  return g_strdup_printf (_("%s would decide: %s"), task->asked_by, verdict);
}

static void
add_opinion (GString          *text,
             const DzDecision *opinion,
             DzReasonList     *reasons)
{
  g_autofree char *verdict = say_verdict (opinion, reasons);
  g_autofree char *when = dup_minute (opinion->decided_us);

  if (text->len > 0)
    g_string_append_c (text, '\n');
  /* TRANSLATORS: a name, what they decided: "approve", "reject – Eyes closed", and a date */
  g_string_append_printf (text, _("%s decided: %s, %s"),
                          opinion->decided_by != NULL ? opinion->decided_by : _("Somebody"),
                          verdict, when);
}

/**
 * dz_task_text_opinions:
 * @opinions: (nullable) (element-type DzDecision): what was decided and did not take effect
 * @reasons: the reasons by which codes are read
 *
 * Returns: (transfer full) (nullable): a line for each, the first first; %NULL where there is none
 */
char *
dz_task_text_opinions (GPtrArray    *opinions,
                       DzReasonList *reasons)
{
  GString *text;

  g_return_val_if_fail (reasons != NULL, NULL);

  if (opinions == NULL || opinions->len == 0)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < opinions->len; i++)
    add_opinion (text, g_ptr_array_index (opinions, i), reasons);
  return g_string_free (text, FALSE);
}

/**
 * dz_task_text_twin:
 * @task: what waits for a supervisor
 *
 * Returns: (transfer full) (nullable): whose photo is the same, and how alike they are
 */
char *
dz_task_text_twin (const DzTask *task)
{
  g_autofree char *who = NULL;
  g_autofree char *how = NULL;

  g_return_val_if_fail (task != NULL, NULL);

  if (task->twin == NULL)
    return NULL;
  who = dz_twin_who (task->twin);
  how = dz_twin_how (task->twin);
  /* TRANSLATORS: whose photo it is as well, and how alike both are */
  return g_strdup_printf (_("Also sent by %s: %s"), who, how);
}

/**
 * dz_task_text_way:
 * @task: what waits for a supervisor
 *
 * Returns: (transfer full): how it ends
 */
char *
dz_task_text_way (const DzTask *task)
{
  g_return_val_if_fail (task != NULL, NULL);

  if (task->id == NULL && task->judge == DZ_TASK_JUDGE_NOBODY)
    return g_strdup (_("Every supervisor has judged this photo before, and none may judge it "
                       "again. It waits until an administrator adds another supervisor."));
  if (task->id == NULL && task->judge == DZ_TASK_JUDGE_OTHERS)
    return g_strdup (_("You have judged this photo before, so it comes to other supervisors "
                       "only."));
  if (task->id == NULL)
    return g_strdup (_("It ends when a supervisor judges the photo, which comes to supervisors in "
                       "the queue."));
  return g_strdup (_("Finishing lets the decision stand. Reopening gives the photo to somebody who "
                     "has never decided it, and tells the student that the result holds no "
                     "more."));
}

/**
 * dz_task_text_standing:
 * @standing: a submission as it stands
 * @reasons: the reasons by which codes are read
 *
 * Returns: (transfer full): the decision that is in effect, who made it and when; or that there is
 *   none
 */
char *
dz_task_text_standing (const DzItem *standing,
                       DzReasonList *reasons)
{
  const DzDecision *decision;
  g_autofree char *verdict = NULL;
  g_autofree char *when = NULL;

  g_return_val_if_fail (standing != NULL && reasons != NULL, NULL);

  decision = standing->submission->decision;
  if (decision == NULL)
    return g_strdup (_("No decision on it stands."));
  verdict = say_verdict (decision, reasons);
  when = dup_minute (decision->decided_us);
  /* TRANSLATORS: a name, what they decided: "approve", "reject – Eyes closed", and a date */
  return g_strdup_printf (_("%s decided: %s, %s"),
                          decision->decided_by != NULL ? decision->decided_by : _("Somebody"),
                          verdict, when);
}
