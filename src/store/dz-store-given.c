/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-reason-rows.h"

#include "dz-store-private.h"

/* Since when the reviewer has had the photo: an undone decision or a lease whose time ran out is no
 * new beginning. */
#define HAD_SINCE \
  "SELECT MIN (begun_us) FROM leases WHERE submission_id = ?1 AND user_id = ?2" \
  " AND workstation = ?3 AND (ended IS NULL OR ended IN ('expiry', 'decide'))"
#define ADD_GIVEN \
  "INSERT INTO decision_reasons (decision_id, position, code, version) VALUES (?1, ?2, ?3, ?4)"
#define GET_GIVEN \
  "SELECT code, version FROM decision_reasons WHERE decision_id = ?1 ORDER BY position"

#define DOING "deciding a submission"

static gboolean
refuse_retired (const DzReason *reason,
                GError        **error)
{
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_RETIRED, "%s / %s", reason->label_zh,
               reason->label_en);
  return FALSE;
}

/*< private >
 * dz_store_check_given:
 * @self: a store, within a write transaction, the lease begun
 * @application: the command; its reasons are known
 * @reasons: every reason
 * @error: return location; DZ_STORE_ERROR_RETIRED
 *
 * A reviewer may have chosen a reason before it was retired, and the choice have waited at the desk
 * since. When that was only the desk's clock knows; the service knows since when the photo was
 * there to be judged.
 *
 * Returns: whether each reason could be given when the photo was there to be judged
 */
gboolean
dz_store_check_given (DzStore             *self,
                      const DzApplication *application,
                      DzReasonList        *reasons,
                      GError             **error)
{
  const DzDecision *decision = application->command->decision;
  gint64 since_us;

  if (!dz_store_read_int (self, DOING, HAD_SINCE,
                          DZ_VALUES (DZ_TEXT (application->submission->id),
                                     DZ_TEXT (application->user->id),
                                     DZ_TEXT (application->workstation)),
                          self->now_us, &since_us, error))
    return FALSE;
  for (guint i = 0; decision->reasons != NULL && decision->reasons[i] != NULL; i++)
    {
      const DzReason *reason = dz_reason_list_find_given (reasons, decision, i);

      if (reason->retired_us != 0 && reason->retired_us <= since_us)
        return refuse_retired (reason, error);
    }
  return TRUE;
}

/*< private >
 * dz_store_write_given:
 * @self: a store, within a write transaction
 * @decision: id of the decision
 * @application: the command that makes it, its reasons checked
 * @error: return location
 *
 * Returns: whether its reasons were written
 */
gboolean
dz_store_write_given (DzStore             *self,
                      const char          *decision,
                      const DzApplication *application,
                      GError             **error)
{
  const DzDecision *given = application->command->decision;

  for (guint i = 0; given->reasons != NULL && given->reasons[i] != NULL; i++)
    {
      const DzReason *reason = dz_reason_list_find_given (application->reasons, given, i);

      if (!dz_store_run (self, DOING, ADD_GIVEN,
                         DZ_VALUES (DZ_TEXT (decision), DZ_INT (i), DZ_TEXT (reason->code),
                                    DZ_INT (reason->version)),
                         NULL, error))
        return FALSE;
    }
  return TRUE;
}

/*< private >
 * dz_store_load_given:
 * @self: a store, within a transaction
 * @id: id of a decision
 * @decision: gets its reasons, each with its version
 * @error: return location
 *
 * Returns: whether they could be read
 */
gboolean
dz_store_load_given (DzStore    *self,
                     const char *id,
                     DzDecision *decision,
                     GError    **error)
{
  g_autoptr(GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr(DzStatement) rows = dz_query_new (self, "reading a submission", GET_GIVEN,
                                              DZ_VALUES (DZ_TEXT (id)), error);
  DzStep step;

  for (guint i = 0; (step = dz_query_step (rows, error)) == DZ_STEP_ROW; i++)
    {
      g_strv_builder_add (codes, dz_statement_get_text (rows, 0));
      if (i < DZ_DECISION_REASONS_MAX)
        decision->reason_versions[i] = (guint) dz_statement_get_int64 (rows, 1);
    }
  decision->reasons = g_strv_builder_end (codes);
  return step == DZ_STEP_DONE;
}
