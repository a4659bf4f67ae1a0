/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-commands.h"

#include <string.h>

#include "dz-plain-text.h"
#include "dz-sheet.h"
#include "dz-store-reopenings.h"

#define ID_MAX_BYTES 64

static const char *
find_reason_problem (const DzDecision *decision,
                     DzReasonList     *reasons)
{
  guint n_reasons = decision->reasons != NULL ? g_strv_length (decision->reasons) : 0;
  gboolean noted = !dz_plain_text_is_blank (decision->note);

  if (decision->verdict == DZ_VERDICT_APPROVE)
    return n_reasons > 0 || !decision->retake ? "an approval has no reasons, and is not final"
                                              : NULL;
  if (n_reasons == 0)
    return "a refusal needs a reason";
  if (n_reasons > DZ_DECISION_REASONS_MAX)
    return "there are too many reasons";
  for (guint i = 0; i < n_reasons; i++)
    {
      const DzReason *reason = dz_reason_list_find_given (reasons, decision, i);

      if (reason == NULL)
        return "a reason is not known";
      if (reason->needs_note && !noted)
        return "this reason needs a note to the student";
      if (g_strv_contains ((const char *const *) decision->reasons + i + 1,
                                    decision->reasons[i]))
        return "a reason stands there twice";
    }
  return NULL;
}

/* A code says all that is to be said, or stands beside a person's own words. */
static const char *
find_why_problem (const DzOverride *override)
{
  const DzOverrideCode *code = dz_override_code_find (override->code);

  if (!dz_override_is_reasoned (override->code, override->reason))
    return "an override needs a reason of one line, at most 200 characters";
  if (override->code != NULL && code == NULL)
    return "the code of an override is not known";
  if (code != NULL && code->waiver != override->waiver)
    return code->waiver ? "a reason is about the student, and is given for one photo"
                        : "a reason is about one photo, and is given for the student";
  return NULL;
}

static const char *
find_override_problem (const DzDecision *decision)
{
  guint n_overrides = decision->overrides != NULL ? decision->overrides->len : 0;

  if (n_overrides > 0 && decision->verdict != DZ_VERDICT_APPROVE)
    return "a refusal has no overrides";
  if (n_overrides > DZ_DECISION_OVERRIDES_MAX)
    return "there are too many overrides";
  for (guint i = 0; i < n_overrides; i++)
    {
      const DzOverride *override = g_ptr_array_index (decision->overrides, i);

      if (override->rule == NULL || strlen (override->rule) > DZ_OVERRIDE_RULE_MAX)
        return "an override names no rule";
      if (find_why_problem (override) != NULL)
        return find_why_problem (override);
      if (dz_overrides_find (decision->overrides, override->rule) != override)
        return "an override stands there twice";
    }
  return NULL;
}

static gboolean
is_a_note (const char *note)
{
  return note == NULL ||
         (strlen (note) <= DZ_DECISION_NOTE_MAX && g_utf8_validate (note, -1, NULL));
}

static const char *
find_crop_problem (const DzDecision *decision)
{
  if (dz_crop_is_empty (&decision->crop))
    return NULL;
  return decision->verdict == DZ_VERDICT_APPROVE ? dz_crop_find_problem (&decision->crop)
                                                 : "a refusal delivers nothing, so it has no frame";
}

/* Who moves a line or overrules a rule looks at one photo. */
static const char *
find_sheet_problem (const DzDecision *decision)
{
  if (decision->sheet_ms == 0)
    return NULL;
  if (decision->verdict != DZ_VERDICT_APPROVE)
    return "a contact sheet only approves";
  if ((decision->overrides != NULL && decision->overrides->len > 0) ||
      !dz_correction_is_empty (&decision->correction))
    return "a contact sheet overrules and corrects nothing";
  return decision->sheet_ms < DZ_SHEET_PHOTO_MS ? "the contact sheet stood too short a time" : NULL;
}

static const char *
find_decision_problem (const DzCommand *command,
                       DzReasonList    *reasons)
{
  const char *problem;

  if (command->decision == NULL)
    return "there is no decision in it";
  if (command->shown_ms == 0)
    return "what was not shown cannot be decided";
  if (command->photo == NULL || *command->photo == '\0')
    return "it does not say which photo was shown";
  if (!is_a_note (command->decision->note) || !is_a_note (command->decision->internal_note))
    return "a note is too long or not UTF-8";
  problem = find_crop_problem (command->decision);
  if (problem == NULL)
    problem = find_sheet_problem (command->decision);
  if (problem != NULL)
    return problem;
  problem = find_reason_problem (command->decision, reasons);
  return problem != NULL ? problem : find_override_problem (command->decision);
}

/* What the asker would have decided is only told, so that it needs no more than to be text. */
static const char *
find_ask_problem (const DzCommand *command)
{
  if (dz_reopening_find_problem (command->reason) != NULL)
    return dz_reopening_find_problem (command->reason);
  if (command->decision != NULL && !is_a_note (command->decision->note))
    return "a note is too long or not UTF-8";
  return NULL;
}

static const char *
find_escalation_problem (const DzCommand *command)
{
  if (command->photo == NULL || *command->photo == '\0')
    return "it does not say which photo was shown";
  if (command->escalation == NULL || !dz_escalation_is_reasoned (command->escalation))
    return "it does not say why a supervisor should look";
  return NULL;
}

static const char *
find_problem (const DzCommand *command,
              DzReasonList    *reasons)
{
  if (command->id == NULL || *command->id == '\0' || strlen (command->id) > ID_MAX_BYTES ||
      !g_utf8_validate (command->id, -1, NULL))
    return "it has no id, or one of more than 64 bytes";
  if (command->submission == NULL)
    return "it names no submission";
  if (command->kind == DZ_COMMAND_ASK)
    return find_ask_problem (command);
  if (command->kind == DZ_COMMAND_REOPEN)
    return dz_reopening_find_problem (command->reason);
  if (command->kind == DZ_COMMAND_ESCALATE)
    return find_escalation_problem (command);
  return command->kind == DZ_COMMAND_DECIDE ? find_decision_problem (command, reasons) : NULL;
}

/**
 * dz_command_check:
 * @command: a command
 * @reasons: every reason
 * @error: return location; DZ_STORE_ERROR_INVALID
 *
 * Checks what can be wrong with a command whatever its submission is.
 *
 * Returns: whether it may be tried
 */
gboolean
dz_command_check (const DzCommand *command,
                  DzReasonList    *reasons,
                  GError         **error)
{
  const char *problem = find_problem (command, reasons);

  if (problem == NULL)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID, "the command is refused: %s",
               problem);
  return FALSE;
}
