/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-conflict-text.h"

#include <glib/gi18n.h>

#include "dz-reason-choice.h"
#include "dz-time.h"

static char *
say_draft (DzReasonList     *reasons,
           const DzDecision *draft)
{
  g_autofree char *labels = NULL;

  if (draft->verdict == DZ_VERDICT_APPROVE)
    return g_strdup (_("You: approve"));
  labels = dz_reason_labels (reasons, draft);
  if (*labels == '\0')
    return g_strdup (_("You: reject"));
  /* TRANSLATORS: %s are the reasons why I wanted to reject the photo */
  return g_strdup_printf (_("You: reject – %s"), labels);
}

/**
 * dz_conflict_text_mine:
 * @item: a conflict
 * @reasons: the reasons by which codes are read
 *
 * Returns: (transfer full): what I wanted, in a line
 */
char *
dz_conflict_text_mine (DzConflictItem *item,
                       DzReasonList   *reasons)
{
  const DzCommand *draft = dz_conflict_item_get_draft (item);

  if (draft == NULL)
    return g_strdup (_("You: something that this version cannot read"));
  if (draft->kind == DZ_COMMAND_UNDO)
    return g_strdup (_("You: take the decision back"));
  if (draft->kind == DZ_COMMAND_ASK)
    return g_strdup_printf (_("You: ask a supervisor – %s"), draft->reason);
  return draft->decision != NULL ? say_draft (reasons, draft->decision)
                                 : g_strdup (_("You: give the photo back"));
}

static char *
say_decided (const char *by,
             const char *verdict,
             const char *labels)
{
  if (g_strcmp0 (verdict, "approve") == 0)
    return g_strdup_printf (_("%s: approved"), by);
  if (labels == NULL || *labels == '\0')
    return g_strdup_printf (_("%s: rejected"), by);
  /* TRANSLATORS: who rejected a photo, and why */
  return g_strdup_printf (_("%s: rejected – %s"), by, labels);
}

static char *
say_standing (DzReasonList     *reasons,
              const DzDecision *decision)
{
  g_autofree char *labels = dz_reason_labels (reasons, decision);

  return say_decided (decision->decided_by != NULL ? decision->decided_by : _("somebody"),
                      dz_verdict_to_nick (decision->verdict), labels);
}

/* As it was when the command came. */
static char *
say_answer (const DzCommandAnswer *answer)
{
  if (answer->by != NULL && answer->verdict != NULL)
    return say_decided (answer->by, answer->verdict, NULL);
  if (answer->by != NULL)
    return g_strdup_printf (_("%s: is judging it"), answer->by);
  return g_strdup (_("The submission had changed since it was shown"));
}

/**
 * dz_conflict_text_theirs:
 * @item: a conflict
 * @reasons: the reasons by which codes are read
 *
 * Returns: (transfer full): what the other did, in a line
 */
char *
dz_conflict_text_theirs (DzConflictItem *item,
                         DzReasonList   *reasons)
{
  const DzConflict *conflict = dz_conflict_item_get_conflict (item);
  const DzItem *standing = dz_conflict_item_get_standing (item);

  if (dz_conflict_item_is_heard (item) && standing->submission->decision != NULL)
    return say_standing (reasons, standing->submission->decision);
  if (conflict->answer != NULL)
    return say_answer (conflict->answer);
  /* TRANSLATORS: %s is a sentence of the service */
  return g_strdup_printf (_("The service refused: %s"), conflict->refused);
}

/**
 * dz_conflict_text_whose:
 * @item: a conflict
 *
 * Returns: (transfer full): the student's name and identifier
 */
char *
dz_conflict_text_whose (DzConflictItem *item)
{
  const DzItem *standing = dz_conflict_item_get_standing (item);

  if (standing == NULL || standing->student == NULL)
    return g_strdup (_("A student whose name comes once the service answers"));
  return g_strdup_printf ("%s  %s", standing->student->name, standing->student->identifier);
}

static gint64
time_of (DzConflictItem *item)
{
  const DzConflict *conflict = dz_conflict_item_get_conflict (item);
  const DzItem *standing = dz_conflict_item_get_standing (item);

  if (dz_conflict_item_is_heard (item) && standing->submission->decision != NULL)
    return standing->submission->decision->decided_us;
  return conflict->answer != NULL ? conflict->answer->at_us : conflict->noted_us;
}

/**
 * dz_conflict_text_time:
 * @item: a conflict
 *
 * Returns: (transfer full): when the other did it, to the minute
 */
char *
dz_conflict_text_time (DzConflictItem *item)
{
  g_autofree char *text = dz_time_format (time_of (item));

  return g_strndup (text, 16); /* "2022-05-10 09:58" */
}

/**
 * dz_conflict_text_way:
 * @item: a conflict
 *
 * Returns: (transfer full): what contesting it would do
 */
char *
dz_conflict_text_way (DzConflictItem *item)
{
  switch (dz_conflict_item_get_contest (item))
    {
    case DZ_CONTEST_ASK:
      return g_strdup (_("Contesting asks a supervisor to look at it again."));
    case DZ_CONTEST_RETAKE:
      return g_strdup (_("Nobody has decided it. Contesting brings it back to you to judge."));
    case DZ_CONTEST_NONE:
      return g_strdup (_("It is with the supervisors; there is nothing to contest."));
    case DZ_CONTEST_UNKNOWN:
    default:
      return g_strdup (_("It can be contested once the service says how it stands."));
    }
}
