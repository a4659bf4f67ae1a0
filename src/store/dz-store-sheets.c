/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-sheets.h"

#include "dz-sheet.h"
#include "dz-store-entries.h"
#include "dz-store-private.h"
#include "dz-store-windows.h"

#define GET_ALLOWED "SELECT sheet FROM schools WHERE code = ?1"
#define SET_ALLOWED "UPDATE schools SET sheet = ?2 WHERE code = ?1"

#define DOING "reading a school's policy"
#define SETTING "setting a school's policy"

/**
 * dz_store_get_sheet_allowed:
 * @self: a store
 * @school: five-digit code
 * @allowed: (out): whether photos of its students may be approved from a contact sheet
 * @error: return location; DZ_STORE_ERROR_UNKNOWN_SCHOOL
 *
 * Returns: whether it is known
 */
gboolean
dz_store_get_sheet_allowed (DzStore    *self,
                            const char *school,
                            gboolean   *allowed,
                            GError    **error)
{
  gint64 value;

  g_return_val_if_fail (self != NULL && school != NULL && allowed != NULL, FALSE);

  if (!dz_store_check_school (self, school, error) ||
      !dz_store_read_int (self, DOING, GET_ALLOWED, DZ_VALUES (DZ_TEXT (school)), 0, &value, error))
    return FALSE;
  *allowed = value != 0;
  return TRUE;
}

static gboolean
note_policy (DzStore    *self,
             const char *school,
             gboolean    allowed,
             const char *actor,
             GError    **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();

  dz_detail_add (detail, "sheet", allowed ? "allow" : "forbid");
  return dz_store_append_entry (self, "school-policy", actor, school, "", detail, error);
}

/**
 * dz_store_set_sheet_allowed:
 * @self: a store
 * @school: five-digit code
 * @allowed: whether photos of its students may be approved from a contact sheet
 * @actor: opaque id of who says so
 * @error: return location; DZ_STORE_ERROR_UNKNOWN_SCHOOL
 *
 * Sets a school's policy. It counts from now on, for sheets that stand before a reviewer already,
 * too. What it was already is not said again in the history.
 *
 * Returns: whether it is set
 */
gboolean
dz_store_set_sheet_allowed (DzStore    *self,
                            const char *school,
                            gboolean    allowed,
                            const char *actor,
                            GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  gboolean before;

  g_return_val_if_fail (self != NULL && school != NULL && actor != NULL, FALSE);

  transaction = dz_transaction_begin_write (self, SETTING, error);
  if (transaction == NULL || !dz_store_get_sheet_allowed (self, school, &before, error))
    return FALSE;
  if (before == !!allowed)
    return TRUE;
  return dz_store_run (self, SETTING, SET_ALLOWED,
                       DZ_VALUES (DZ_TEXT (school), DZ_INT (allowed ? 1 : 0)), NULL, error) &&
         note_policy (self, school, allowed, actor, error) &&
         dz_transaction_commit (transaction, error);
}

/**
 * dz_store_check_sheet:
 * @self: a store, within a write transaction
 * @application: a decision that fits
 * @lease: the lease under which it is made
 * @error: return location; DZ_STORE_ERROR_SHEET_FORBIDDEN, DZ_STORE_ERROR_SHEET_UNFIT
 *
 * Asks again what the desk asked before it showed a contact sheet: the school may have forbidden
 * sheets since, and a desk is only believed what can be checked.
 *
 * Returns: whether the decision may come from where it comes from
 */
gboolean
dz_store_check_sheet (DzStore             *self,
                      const DzApplication *application,
                      const char          *lease,
                      GError             **error)
{
  const DzSubmission *submission = application->submission;
  g_autoptr(DzWindow) window = NULL;
  gboolean allowed;
  DzState origin;
  DzSheetBar bar;

  if (application->command->decision->sheet_ms == 0)
    return TRUE;
  window = dz_store_get_window (self, submission->window, error);
  if (window == NULL || !dz_store_get_sheet_allowed (self, window->school, &allowed, error) ||
      !dz_store_read_origin (self, lease, &origin, error))
    return FALSE;
  bar = dz_sheet_find_bar (submission, dz_lease_tell_origin (origin), allowed);
  if (bar == DZ_SHEET_BAR_NONE)
    return TRUE;
  g_set_error_literal (error, DZ_STORE_ERROR,
                       bar == DZ_SHEET_BAR_FORBIDDEN ? DZ_STORE_ERROR_SHEET_FORBIDDEN
                                                     : DZ_STORE_ERROR_SHEET_UNFIT,
                       dz_sheet_bar_explain (bar));
  return FALSE;
}
