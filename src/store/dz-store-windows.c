/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-windows.h"

#include "dz-id.h"
#include "dz-store-private.h"

#define HOLD_S_MAX (24 * 60 * 60)

#define COLUMNS \
  "id, school_code, levels, identifier_kind, payer, fee_fen, profile, phone, opens_us," \
  " upload_ends_us, retake_ends_us, payment_ends_us, hold_s, attempts_max, retention_days"
#define ADD_WINDOW \
  "INSERT INTO windows (" COLUMNS ", created_us)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
#define GET_WINDOW "SELECT " COLUMNS " FROM windows WHERE id = ?1"
#define LIST_WINDOWS \
  "SELECT " COLUMNS " FROM windows WHERE ?1 IS NULL OR school_code = ?1" \
  " ORDER BY opens_us DESC, id"
#define FIND_OPEN_WINDOW \
  "SELECT " COLUMNS " FROM windows" \
  " WHERE school_code = ?1 AND (levels & ?2) <> 0 AND opens_us <= ?3 AND ?3 < retake_ends_us" \
  " ORDER BY opens_us DESC LIMIT 1"
#define FIND_OVERLAP \
  "SELECT id FROM windows WHERE school_code = ?1 AND (levels & ?2) <> 0" \
  " AND opens_us < ?4 AND ?3 < retake_ends_us LIMIT 1"
#define FIND_SCHOOL "SELECT code FROM schools WHERE code = ?1"

static DzWindow *
window_from_row (DzStatement *row)
{
  DzWindow *window = dz_window_new ();

  window->id = dz_statement_dup_text (row, 0);
  window->school = dz_statement_dup_text (row, 1);
  window->levels = (guint) dz_statement_get_int64 (row, 2);
  dz_identifier_kind_from_nick (dz_statement_get_text (row, 3), &window->identifier_kind);
  dz_payer_from_nick (dz_statement_get_text (row, 4), &window->payer);
  window->fee_fen = (int) dz_statement_get_int64 (row, 5);
  window->profile = dz_statement_dup_text (row, 6);
  window->phone = dz_statement_dup_text (row, 7);
  window->opens_us = dz_statement_get_int64 (row, 8);
  window->upload_ends_us = dz_statement_get_int64 (row, 9);
  window->retake_ends_us = dz_statement_get_int64 (row, 10);
  window->payment_ends_us = dz_statement_get_int64 (row, 11);
  window->hold_s = (guint) dz_statement_get_int64 (row, 12);
  window->attempts_max = (guint) dz_statement_get_int64 (row, 13);
  window->retention_days = (guint) dz_statement_get_int64 (row, 14);
  return window;
}

static const char *
find_problem (const DzWindow *window)
{
  if (window->levels == 0 || window->levels >= 1u << DZ_N_LEVELS)
    return "it is for no known level";
  if (window->profile == NULL || *window->profile == '\0')
    return "it names no profile";
  if (window->opens_us <= 0 || window->upload_ends_us <= window->opens_us)
    return "its uploads end before it opens";
  if (window->retake_ends_us < window->upload_ends_us)
    return "its retakes end before its first uploads do";
  if (window->fee_fen < 0)
    return "its fee is below nothing";
  if (window->payer == DZ_PAYER_STUDENT && window->payment_ends_us <= window->opens_us)
    return "its payments end before it opens";
  if (window->hold_s > HOLD_S_MAX)
    return "it holds decisions for more than a day";
  if (window->attempts_max == 0)
    return "it allows no attempt";
  return NULL;
}

/**
 * dz_store_check_school:
 * @self: a store
 * @code: five-digit code
 * @error: return location; DZ_STORE_ERROR_UNKNOWN_SCHOOL
 *
 * Returns: whether there is such a school
 */
gboolean
dz_store_check_school (DzStore    *self,
                       const char *code,
                       GError    **error)
{
  g_autofree char *found = NULL;

  if (!dz_store_read_text (self, "reading a school", FIND_SCHOOL, DZ_VALUES (DZ_TEXT (code)),
                           &found, error))
    return FALSE;
  if (found != NULL)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_UNKNOWN_SCHOOL, "no school has the code %s",
               code);
  return FALSE;
}

/* Two windows at once would leave open which one a student sends to. */
static gboolean
check_overlap (DzStore        *self,
               const DzWindow *window,
               GError        **error)
{
  g_autofree char *other = NULL;

  if (!dz_store_read_text (self, "opening a window", FIND_OVERLAP,
                           DZ_VALUES (DZ_TEXT (window->school), DZ_INT (window->levels),
                                      DZ_INT (window->opens_us), DZ_INT (window->retake_ends_us)),
                           &other, error))
    return FALSE;
  if (other == NULL)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID,
               "opening a window: another window of the school is open for these levels in that "
               "time");
  return FALSE;
}

static gboolean
write_window (DzStore        *self,
              const DzWindow *window,
              GError        **error)
{
  return dz_store_run (
    self, "opening a window", ADD_WINDOW,
    DZ_VALUES (DZ_TEXT (window->id), DZ_TEXT (window->school), DZ_INT (window->levels),
               DZ_TEXT (dz_identifier_kind_to_nick (window->identifier_kind)),
               DZ_TEXT (dz_payer_to_nick (window->payer)), DZ_INT (window->fee_fen),
               DZ_TEXT (window->profile), DZ_TEXT (window->phone), DZ_INT (window->opens_us),
               DZ_INT (window->upload_ends_us), DZ_INT (window->retake_ends_us),
               DZ_INT (window->payment_ends_us), DZ_INT (window->hold_s),
               DZ_INT (window->attempts_max), DZ_INT (window->retention_days),
               DZ_INT (self->now_us)),
    NULL, error);
}

static gboolean
note_window (DzStore        *self,
             const DzWindow *window,
             const char     *actor,
             GError        **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();

  dz_detail_add (detail, "school", window->school);
  dz_detail_add_int (detail, "levels", window->levels);
  dz_detail_add (detail, "profile", window->profile);
  dz_detail_add (detail, "payer", dz_payer_to_nick (window->payer));
  dz_detail_add_int (detail, "fee_fen", window->fee_fen);
  dz_detail_add_int (detail, "opens_us", window->opens_us);
  dz_detail_add_int (detail, "upload_ends_us", window->upload_ends_us);
  dz_detail_add_int (detail, "retake_ends_us", window->retake_ends_us);
  dz_detail_add_int (detail, "hold_s", window->hold_s);
  dz_detail_add_int (detail, "attempts_max", window->attempts_max);
  return dz_store_append_entry (self, "window-open", actor, window->id, "", detail, error);
}

/**
 * dz_store_open_window:
 * @self: a store
 * @window: what to open; its id is not looked at
 * @actor: opaque id of who opens it
 * @error: return location; DZ_STORE_ERROR_UNKNOWN_SCHOOL, DZ_STORE_ERROR_INVALID
 *
 * Opens a collection window. No two windows of a school may be open for one level at once.
 *
 * Returns: (transfer full) (nullable): the window with its id
 */
DzWindow *
dz_store_open_window (DzStore        *self,
                      const DzWindow *window,
                      const char     *actor,
                      GError        **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzWindow) opened = NULL;
  const char *problem;

  g_return_val_if_fail (self != NULL && window != NULL && window->school != NULL, NULL);
  g_return_val_if_fail (actor != NULL, NULL);

  problem = find_problem (window);
  if (problem != NULL)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID, "opening a window: %s", problem);
      return NULL;
    }
  opened = dz_window_copy (window);
  g_free (opened->id);
  opened->id = dz_id_new ();
  transaction = dz_transaction_begin_write (self, "opening a window", error);
  if (transaction == NULL || !dz_store_check_school (self, opened->school, error) ||
      !check_overlap (self, opened, error) || !write_window (self, opened, error) ||
      !note_window (self, opened, actor, error) || !dz_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&opened);
}

/**
 * dz_store_get_window:
 * @self: a store
 * @id: window id
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the window
 */
DzWindow *
dz_store_get_window (DzStore    *self,
                     const char *id,
                     GError    **error)
{
  g_autoptr(DzStatement) row = NULL;
  DzStep step;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  row = dz_query_new (self, "reading a window", GET_WINDOW, DZ_VALUES (DZ_TEXT (id)), error);
  step = dz_query_step (row, error);
  if (step == DZ_STEP_ROW)
    return window_from_row (row);
  if (step == DZ_STEP_DONE)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "no window has the id %.40s", id);
  return NULL;
}

/**
 * dz_store_list_windows:
 * @self: a store
 * @school: (nullable): code of the school; %NULL for the windows of all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type DzWindow): windows, those that open last first
 */
GPtrArray *
dz_store_list_windows (DzStore    *self,
                       const char *school,
                       GError    **error)
{
  g_autoptr(GPtrArray) windows = NULL;
  g_autoptr(DzStatement) rows = NULL;
  DzStep step;

  g_return_val_if_fail (self != NULL, NULL);

  windows = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_window_free);
  rows = dz_query_new (self, "listing the windows", LIST_WINDOWS, DZ_VALUES (DZ_TEXT (school)),
                       error);
  if (rows == NULL)
    return NULL;
  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    g_ptr_array_add (windows, window_from_row (rows));
  return step == DZ_STEP_DONE ? g_steal_pointer (&windows) : NULL;
}

/**
 * dz_store_find_open_window:
 * @self: a store, within a transaction
 * @school: code of the school
 * @level: level of the student
 * @now_us: the time
 * @error: return location; DZ_STORE_ERROR_UNKNOWN_SCHOOL, DZ_STORE_ERROR_NO_WINDOW
 *
 * Returns: (transfer full) (nullable): the window that is open for them now
 */
DzWindow *
dz_store_find_open_window (DzStore    *self,
                           const char *school,
                           DzLevel     level,
                           gint64      now_us,
                           GError    **error)
{
  g_autoptr(DzStatement) row = NULL;
  DzStep step;

  if (!dz_store_check_school (self, school, error))
    return NULL;
  row = dz_query_new (self, "looking for a window", FIND_OPEN_WINDOW,
                      DZ_VALUES (DZ_TEXT (school), DZ_INT (1 << level), DZ_INT (now_us)),
                  error);
  step = dz_query_step (row, error);
  if (step == DZ_STEP_ROW)
    return window_from_row (row);
  if (step == DZ_STEP_DONE)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NO_WINDOW,
                 "no window of %s is open now for the level %s", school, dz_level_to_nick (level));
  return NULL;
}
