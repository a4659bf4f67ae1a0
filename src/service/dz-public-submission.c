/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a student may know of a submission: not who has it, not that a decision rests. */
#include "dz-public-submission.h"

#include "dz-letter-reopened.h"

/**
 * dz_public_state_of:
 * @state: where a submission stands
 *
 * Returns: (transfer none): the word for the student
 */
const char *
dz_public_state_of (DzState state)
{
  switch (state)
    {
    case DZ_STATE_RECEIVED:
    case DZ_STATE_EXAMINED:
      return "received";
    case DZ_STATE_REFUSED_BY_RULE:
      return "refused";
    case DZ_STATE_UNPAID:
      return "unpaid";
    case DZ_STATE_PENDING:
    case DZ_STATE_LEASED:
    case DZ_STATE_QUARANTINED:
    case DZ_STATE_ESCALATED:
    case DZ_STATE_HELD:
    case DZ_STATE_SECOND_REVIEW:
    case DZ_STATE_REOPENED:
      return "in-review";
    case DZ_STATE_APPROVED:
      return "approved";
    case DZ_STATE_REJECTED:
      return "rejected";
    case DZ_STATE_EXPIRED:
    case DZ_STATE_REPLACED:
    case DZ_STATE_ERASED:
    case DZ_N_STATES:
    default:
      return "closed";
    }
}

static void
add_problem (JsonArray       *problems,
             const DzReason  *reason,
             const DzFinding *finding)
{
  g_autofree char *zh = NULL;
  g_autofree char *en = NULL;
  JsonObject *object;

  if (reason == NULL)
    return;
  zh = dz_reason_say_zh (reason, finding);
  en = dz_reason_say_en (reason, finding);
  object = json_object_new ();
  json_object_set_string_member (object, "reason", reason->code);
  json_object_set_string_member (object, "zh", zh);
  json_object_set_string_member (object, "en", en);
  json_array_add_object_element (problems, object);
}

static gboolean
refuses (const DzFinding *finding)
{
  return finding->authority == DZ_AUTHORITY_AUTO && finding->reason != NULL;
}

/* What the student is excepted from did not refuse the photo; unless it did, before they were. */
static GPtrArray *
list_refusing (const DzSubmission *submission,
               GPtrArray          *waivers)
{
  g_autoptr(GPtrArray) failing = dz_findings_list_failing (submission->findings, waivers);

  return dz_findings_refuse (failing) ? g_steal_pointer (&failing)
                                      : dz_findings_list_failing (submission->findings, NULL);
}

/* One sentence a reason, though several rules may give it. */
static void
add_refusals (JsonArray          *problems,
              const DzSubmission *submission,
              DzReasonList       *reasons,
              GPtrArray          *waivers)
{
  g_autoptr(GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) refusing = list_refusing (submission, waivers);

  for (guint i = 0; i < refusing->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (refusing, i);

      if (refuses (finding) && g_hash_table_add (told, finding->reason))
        add_problem (problems, dz_reason_list_find_version (reasons, finding->reason, 0), finding);
    }
}

static void
add_reasons (JsonArray          *problems,
             const DzSubmission *submission,
             DzReasonList       *reasons)
{
  const DzDecision *decision = submission->decision;

  for (guint i = 0; decision != NULL && decision->reasons != NULL && decision->reasons[i] != NULL;
       i++)
    {
      const DzReason *reason = dz_reason_list_find_given (reasons, decision, i);

      if (reason != NULL)
        add_problem (problems, reason, dz_letter_find_finding (submission->findings, reason));
    }
}

static gboolean
is_told (const DzSubmission *submission)
{
  return submission->decision != NULL &&
         (submission->state == DZ_STATE_REJECTED || submission->state == DZ_STATE_APPROVED);
}

static gboolean
is_reopened (const DzSubmission *submission)
{
  return submission->reopened && submission->state != DZ_STATE_ERASED;
}

static gboolean
may_send_another (const DzSubmission *submission,
                  const DzDecision   *decision)
{
  if (submission->retakes_over)
    return FALSE;
  return submission->state == DZ_STATE_REFUSED_BY_RULE ||
         (submission->state == DZ_STATE_REJECTED && decision != NULL && decision->retake);
}

/* What the decision says to the student; nothing while it can still be undone. */
static void
add_decision (JsonObject         *object,
              const DzSubmission *submission,
              DzReasonList       *reasons)
{
  const DzDecision *decision = is_told (submission) ? submission->decision : NULL;
  g_autofree char *message = NULL;

  if (decision != NULL)
    message = dz_letter_say_of (submission, reasons);
  else if (is_reopened (submission))
    message = g_strdup (dz_letter_reopened_zh (FALSE));
  json_object_set_string_member (object, "note", decision != NULL ? decision->note : NULL);
  json_object_set_string_member (object, "message", message);
  json_object_set_boolean_member (object, "retake", may_send_another (submission, decision));
}

/* What was told before holds no more; the same in both languages, for pages that have both. */
static void
add_correction (JsonObject         *object,
                const DzSubmission *submission)
{
  gboolean decided = is_told (submission);
  JsonObject *correction;

  if (!is_reopened (submission))
    {
      json_object_set_null_member (object, "correction");
      return;
    }
  correction = json_object_new ();
  json_object_set_string_member (correction, "zh", dz_letter_reopened_zh (decided));
  json_object_set_string_member (correction, "en", dz_letter_reopened_en (decided));
  json_object_set_object_member (object, "correction", correction);
}

/**
 * dz_public_submission_to_json:
 * @submission: a submission with its findings and decision
 * @reasons: (nullable): every reason; wanted of what is decided or was refused
 * @waivers: (nullable) (element-type DzWaiver): the student's; wanted of what a rule refused
 *
 * Returns: (transfer full): what its student may know of it
 */
JsonNode *
dz_public_submission_to_json (const DzSubmission *submission,
                              DzReasonList       *reasons,
                              GPtrArray          *waivers)
{
  JsonObject *object = json_object_new ();
  JsonArray *problems = json_array_new ();

  if (submission->state == DZ_STATE_REFUSED_BY_RULE)
    add_refusals (problems, submission, reasons, waivers);
  else if (submission->state == DZ_STATE_REJECTED)
    add_reasons (problems, submission, reasons);
  json_object_set_string_member (object, "submission", submission->id);
  json_object_set_int_member (object, "attempt", submission->attempt);
  json_object_set_string_member (object, "state", dz_public_state_of (submission->state));
  json_object_set_int_member (object, "received_us", submission->received_us);
  json_object_set_array_member (object, "problems", problems);
  add_decision (object, submission, reasons);
  add_correction (object, submission);
  return dz_wire_take_object (object);
}
