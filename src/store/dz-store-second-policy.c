/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-second-policy.h"

#include "dz-draw.h"
#include "dz-store-entries.h"
#include "dz-store-private.h"
#include "dz-store-windows.h"

#define GET_POLICY "SELECT second_review FROM schools WHERE code = ?1"
#define SET_POLICY "UPDATE schools SET second_review = ?2 WHERE code = ?1"
#define GET_KEY "SELECT bytes FROM draw_key"
/* Roles are words joined by commas. */
#define COUNT_JUDGES \
  "SELECT COUNT(*) FROM users WHERE ',' || roles || ',' LIKE '%,reviewer,%'" \
  " OR ',' || roles || ',' LIKE '%,supervisor,%'"

#define DOING "reading a school's policy"
#define SETTING "setting a school's policy"

/**
 * dz_store_get_second_policy:
 * @self: a store
 * @school: five-digit code
 * @policy: (out caller-allocates): which decisions on its students' photos somebody else judges too
 * @error: return location; DZ_STORE_ERROR_UNKNOWN_SCHOOL, DZ_STORE_ERROR_DAMAGED
 *
 * Returns: whether it is known
 */
gboolean
dz_store_get_second_policy (DzStore        *self,
                            const char     *school,
                            DzSecondPolicy *policy,
                            GError        **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL && school != NULL && policy != NULL, FALSE);

  if (!dz_store_check_school (self, school, error) ||
      !dz_store_read_text (self, DOING, GET_POLICY, DZ_VALUES (DZ_TEXT (school)), &text, error))
    return FALSE;
  if (dz_second_policy_from_text (text, policy))
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
               DOING ": what is judged twice is unknown");
  return FALSE;
}

/* Else what was decided would wait for ever. */
static gboolean
check_judges (DzStore *self,
              GError **error)
{
  gint64 n_judges;

  if (!dz_store_read_int (self, SETTING, COUNT_JUDGES, DZ_VALUES (), 0, &n_judges, error))
    return FALSE;
  if (n_judges >= 2)
    return TRUE;
  g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NO_SECOND,
                       SETTING ": nobody could judge twice, for there are fewer than two reviewers "
                               "and supervisors");
  return FALSE;
}

static gboolean
note_policy (DzStore    *self,
             const char *school,
             const char *text,
             const char *actor,
             GError    **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();

  dz_detail_add (detail, "second_review", text);
  return dz_store_append_entry (self, "school-policy", actor, school, "", detail, error);
}

/**
 * dz_store_set_second_policy:
 * @self: a store
 * @school: five-digit code
 * @policy: which decisions on its students' photos somebody else judges too
 * @actor: opaque id of who says so
 * @error: return location; DZ_STORE_ERROR_UNKNOWN_SCHOOL, and DZ_STORE_ERROR_NO_SECOND where there
 *   are fewer than two people who judge
 *
 * Sets a school's policy. It counts for every decision that takes effect from now on, those that
 * rest already too; what waits for its second judge goes on waiting. What it was already is not
 * said again in the history.
 *
 * Returns: whether it is set
 */
gboolean
dz_store_set_second_policy (DzStore              *self,
                            const char           *school,
                            const DzSecondPolicy *policy,
                            const char           *actor,
                            GError              **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autofree char *text = NULL;
  DzSecondPolicy before;

  g_return_val_if_fail (self != NULL && school != NULL && policy != NULL, FALSE);
  g_return_val_if_fail (actor != NULL && policy->approvals_percent <= 100, FALSE);

  transaction = dz_transaction_begin_write (self, SETTING, error);
  if (transaction == NULL || !dz_store_get_second_policy (self, school, &before, error))
    return FALSE;
  if (dz_second_policy_equal (&before, policy))
    return TRUE;
  if (!dz_second_policy_is_none (policy) && !check_judges (self, error))
    return FALSE;
  text = dz_second_policy_to_text (policy);
  return dz_store_run (self, SETTING, SET_POLICY, DZ_VALUES (DZ_TEXT (school), DZ_TEXT (text)),
                       NULL, error) &&
         note_policy (self, school, text, actor, error) &&
         dz_transaction_commit (transaction, error);
}

/**
 * dz_store_load_draw_key:
 * @self: a store, within a transaction
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Returns: (transfer full) (nullable): the secret by which this data draws, as of dz_draw_number()
 */
GBytes *
dz_store_load_draw_key (DzStore *self,
                        GError **error)
{
  g_autoptr(DzStatement) row = dz_query_new (self, "drawing", GET_KEY, DZ_VALUES (), error);
  DzStep step = dz_query_step (row, error);
  gconstpointer bytes = NULL;
  gsize length = 0;

  if (step == DZ_STEP_FAILED)
    return NULL;
  if (step == DZ_STEP_ROW)
    bytes = dz_statement_get_blob (row, 0, &length);
  if (bytes != NULL && length == DZ_DRAW_KEY_BYTES)
    return g_bytes_new (bytes, length);
  g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
                       "drawing: the key is not there");
  return NULL;
}
