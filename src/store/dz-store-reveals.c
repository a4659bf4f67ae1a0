/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-reveals.h"

#include "dz-reveal-reason.h"
#include "dz-store-private.h"
#include "dz-store-rows.h"
#include "dz-store-submissions.h"

#include <string.h>

/* Who judges it now, or may still undo how they did. */
#define WORKS_ON \
  "SELECT COUNT(*) FROM submissions" \
  " LEFT JOIN leases ON leases.submission_id = submissions.id AND leases.ended IS NULL" \
  "  AND leases.expires_us > ?3" \
  " LEFT JOIN decisions ON decisions.id = submissions.decision_id AND submissions.state = 'held'" \
  " WHERE submissions.id = ?1 AND (leases.user_id = ?2 OR decisions.user_id = ?2)"
#define GET_NUMBER "SELECT id_number FROM students WHERE id = ?1"

#define DOING "showing what is hidden"

static gboolean
check_reason (const char *code,
              const char *words,
              GError    **error)
{
  const DzRevealReason *reason = dz_reveal_reason_find (code);
  gsize length = words != NULL ? strlen (words) : 0;

  if (reason != NULL && length <= DZ_STORE_REVEAL_WORDS_MAX &&
      (length > 0 || !reason->needs_words))
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID,
               reason == NULL ? "the reason is a word not known here"
               : length > 0 ? "the reason is longer than 400 bytes"
                            : "this reason needs words");
  return FALSE;
}

static gboolean
check_may (DzStore      *self,
           const DzUser *user,
           const char   *submission,
           GError      **error)
{
  gint64 works_on = 0;

  if (user->roles & DZ_ROLE_SUPERVISOR)
    return TRUE;
  if ((user->roles & DZ_ROLE_REVIEWER) &&
      !dz_store_read_int (self, DOING, WORKS_ON,
                          DZ_VALUES (DZ_TEXT (submission), DZ_TEXT (user->id),
                                     DZ_INT (self->now_us)),
                          0, &works_on, error))
    return FALSE;
  if (works_on > 0)
    return TRUE;
  g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN,
                       DOING ": this is no submission that they work on");
  return FALSE;
}

static gboolean
read_number (DzStore    *self,
             const char *student,
             char      **id_number,
             GError    **error)
{
  if (!dz_store_read_text (self, DOING, GET_NUMBER, DZ_VALUES (DZ_TEXT (student)), id_number,
                           error))
    return FALSE;
  if (*id_number != NULL && **id_number != '\0')
    return TRUE;
  g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND,
                       DOING ": the record has no ID number");
  return FALSE;
}

/* The number itself stands nowhere in it. */
static gboolean
note_reveal (DzStore            *self,
             const DzUser       *user,
             const DzSubmission *submission,
             const char         *code,
             const char         *words,
             GError            **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();

  dz_detail_add (detail, "student", submission->student);
  dz_detail_add (detail, "code", code);
  dz_detail_add (detail, "words", words);
  return dz_store_append_entry (self, "reveal", user->id, submission->id, "id-number", detail,
                                error);
}

static gboolean
reveal (DzStore      *self,
        const DzUser *user,
        const char   *submission,
        const char   *code,
        const char   *words,
        char        **id_number,
        GError      **error)
{
  g_autoptr(DzTransaction) transaction = dz_transaction_begin_write (self, DOING, error);
  g_autoptr(DzSubmission) found = NULL;

  if (transaction == NULL || !check_may (self, user, submission, error))
    return FALSE;
  found = dz_store_load_submission (self, submission, DZ_LOAD_PLAIN, error);
  return found != NULL && read_number (self, found->student, id_number, error) &&
         note_reveal (self, user, found, code, words, error) &&
         dz_transaction_commit (transaction, error);
}

/**
 * dz_store_reveal:
 * @self: a store
 * @user: who looks
 * @submission: id of the submission whose student's record it is
 * @code: why, one of dz_reveal_reasons_get()
 * @words: (nullable): why in their own words, at most %DZ_STORE_REVEAL_WORDS_MAX bytes; needed
 *   where the reason says nothing without
 * @id_number: (out) (transfer full): the ID number as the register has it
 * @error: return location; DZ_STORE_ERROR_FORBIDDEN, DZ_STORE_ERROR_NOT_FOUND,
 *   DZ_STORE_ERROR_INVALID
 *
 * Shows what is hidden of a student's record to a supervisor, or to who judges the submission now
 * or may still undo how they did. That they looked, and why, is on the disk before this returns;
 * where it cannot be, nothing is shown.
 *
 * Returns: whether it may be shown
 */
gboolean
dz_store_reveal (DzStore      *self,
                 const DzUser *user,
                 const char   *submission,
                 const char   *code,
                 const char   *words,
                 char        **id_number,
                 GError      **error)
{
  g_autofree char *number = NULL;

  g_return_val_if_fail (self != NULL && user != NULL && submission != NULL, FALSE);
  g_return_val_if_fail (code != NULL && id_number != NULL, FALSE);

  *id_number = NULL;
  if (!check_reason (code, words, error) ||
      !reveal (self, user, submission, code, words, &number, error))
    return FALSE;
  *id_number = g_steal_pointer (&number);
  return TRUE;
}
