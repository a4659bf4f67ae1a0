/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-id.h"
#include "dz-store-moves.h"
#include "dz-store-photos.h"
#include "dz-store-private.h"
#include "dz-store-register.h"
#include "dz-store-rows.h"
#include "dz-store-students.h"
#include "dz-store-submissions.h"

/* The last one, unless one before it says more: it was reopened and waits again, or was refused for
 * good then, while those after it were never judged by anybody. */
#define LAST_ATTEMPT \
  "SELECT submissions.id, MAX(attempt) OVER (), state, retake" \
  " FROM submissions LEFT JOIN decisions ON decisions.id = decision_id" \
  " WHERE student_id = ?1 AND window_id = ?2" \
  " ORDER BY state NOT IN ('refused-by-rule', 'unpaid', 'expired', 'replaced', 'rejected'," \
  "  'erased') DESC, (state = 'rejected' AND retake = 0) DESC, attempt DESC LIMIT 1"
#define COUNT_REFUSED \
  "SELECT COUNT(*) FROM submissions WHERE student_id = ?1 AND window_id = ?2" \
  " AND state IN ('refused-by-rule', 'rejected')"
#define ADD_SUBMISSION \
  "INSERT INTO submissions (id, student_id, window_id, attempt, photo, identity, state, version," \
  " received_us) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'received', 1, ?7)"

#define DOING "receiving a photo"

/* What came before the photo that is coming. */
typedef struct
{
  char    *last_id;  /* owned, nullable: NULL where nothing came before */
  guint    attempts;
  DzState  last_state;
  gboolean final;    /* whether the last was refused for good */
  gboolean refused;  /* whether one of them was refused, so that this is a retake */
} Past;

static void
past_clear (Past *self)
{
  g_clear_pointer (&self->last_id, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Past, past_clear)

static gboolean
read_past (DzStore         *self,
           const DzBinding *binding,
           Past            *past,
           GError         **error)
{
  g_autoptr(DzStatement) last = dz_query_new (self, DOING, LAST_ATTEMPT,
                                              DZ_VALUES (DZ_TEXT (binding->student),
                                                         DZ_TEXT (binding->window)),
                                              error);
  DzStep step = dz_query_step (last, error);
  gint64 n_refused;

  if (step == DZ_STEP_FAILED ||
      !dz_store_read_int (self, DOING, COUNT_REFUSED,
                          DZ_VALUES (DZ_TEXT (binding->student), DZ_TEXT (binding->window)), 0,
                          &n_refused, error))
    return FALSE;
  past->refused = n_refused > 0;
  if (step == DZ_STEP_DONE)
    return TRUE;
  past->last_id = dz_statement_dup_text (last, 0);
  past->attempts = (guint) dz_statement_get_int64 (last, 1);
  past->final = !dz_statement_is_null (last, 3) && dz_statement_get_int64 (last, 3) == 0;
  if (dz_state_from_nick (dz_statement_get_text (last, 2), &past->last_state))
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED, "%s: an earlier state is unknown",
               DOING);
  return FALSE;
}

static gboolean
check_last (const Past *past,
            GError    **error)
{
  if (past->last_id == NULL)
    return TRUE;
  switch (past->last_state)
    {
    case DZ_STATE_REJECTED:
      if (!past->final)
        return TRUE;
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FINAL,
                   "an earlier photo was refused for good");
      return FALSE;
    case DZ_STATE_REFUSED_BY_RULE:
    case DZ_STATE_UNPAID: /* is replaced */
    case DZ_STATE_EXPIRED:
    case DZ_STATE_REPLACED:
    case DZ_STATE_ERASED:
      return TRUE;
    case DZ_STATE_APPROVED:
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_APPROVED_ALREADY,
                   "an earlier photo was approved");
      return FALSE;
    case DZ_STATE_RECEIVED:
    case DZ_STATE_EXAMINED:
    case DZ_STATE_PENDING:
    case DZ_STATE_LEASED:
    case DZ_STATE_QUARANTINED:
    case DZ_STATE_ESCALATED:
    case DZ_STATE_HELD:
    case DZ_STATE_SECOND_REVIEW:
    case DZ_STATE_REOPENED:
    case DZ_N_STATES:
    default:
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_IN_REVIEW,
                   "an earlier photo still waits for its result");
      return FALSE;
    }
}

/* First uploads end before retakes do. */
static gboolean
check_window (const DzWindow *window,
              const Past     *past,
              gint64          now_us,
              GError        **error)
{
  gint64 ends_us = past->refused ? window->retake_ends_us : window->upload_ends_us;

  if (now_us < window->opens_us || now_us >= ends_us)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NO_WINDOW,
                   past->refused ? "the window for retakes is closed"
                                 : "the window for first photos is closed");
      return FALSE;
    }
  if (past->attempts < window->attempts_max)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_ATTEMPTS, "all %u attempts are used",
               window->attempts_max);
  return FALSE;
}

/* Reads what came before and says whether another photo may come. */
static gboolean
check_may_send (DzStore    *self,
                const char *identity,
                gint64      now_us,
                DzBinding  *binding,
                Past       *past,
                GError    **error)
{
  g_autoptr(DzWindow) window = NULL;

  if (!dz_store_find_binding (self, identity, now_us, binding, error))
    return FALSE;
  window = dz_store_get_window (self, binding->window, error);
  return window != NULL && read_past (self, binding, past, error) && check_last (past, error) &&
         check_window (window, past, now_us, error);
}

/* The same question before the disk is touched, so that who may not send costs nothing. */
static gboolean
check_before_writing (DzStore    *self,
                      const char *identity,
                      GError    **error)
{
  g_autoptr(DzTransaction) transaction = dz_transaction_begin_read (self, DOING, error);
  g_auto(DzBinding) binding = { NULL, NULL };
  g_auto(Past) past = { NULL, 0, DZ_STATE_RECEIVED, FALSE, FALSE };
  gint64 now_us;

  return transaction != NULL && dz_store_read_time (self, &now_us, error) &&
         check_may_send (self, identity, now_us, &binding, &past, error);
}

static gboolean
replace_unpaid (DzStore    *self,
                const Past *past,
                const char *actor,
                GError    **error)
{
  DzStateChange change = { past->last_id, DZ_STATE_UNPAID, DZ_STATE_REPLACED, DZ_ACTOR_STUDENT,
                           actor, NULL, NULL, FALSE };

  return past->last_id == NULL || past->last_state != DZ_STATE_UNPAID ||
         dz_store_move (self, &change, NULL, error);
}

static gboolean
note_receipt (DzStore         *self,
              const char      *id,
              const DzBinding *binding,
              guint            attempt,
              const char      *photo,
              const char      *actor,
              GError         **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();

  dz_detail_add (detail, "student", binding->student);
  dz_detail_add (detail, "window", binding->window);
  dz_detail_add_int (detail, "attempt", attempt);
  dz_detail_add (detail, "photo", photo);
  return dz_store_append_entry (self, "receive", actor, id, dz_state_to_nick (DZ_STATE_RECEIVED),
                                detail, error);
}

static char *
write_submission (DzStore      *self,
                  const char   *identity,
                  DzPhotoDraft *draft,
                  gsize         n_bytes,
                  GError      **error)
{
  g_auto(DzBinding) binding = { NULL, NULL };
  g_auto(Past) past = { NULL, 0, DZ_STATE_RECEIVED, FALSE, FALSE };
  const char *photo = dz_photo_draft_get_sha256 (draft);
  g_autofree char *id = dz_id_new ();
  g_autofree char *actor = NULL;

  if (!check_may_send (self, identity, self->now_us, &binding, &past, error))
    return NULL;
  actor = dz_actor_of_student (binding.student);
  if (!replace_unpaid (self, &past, actor, error) ||
      !dz_store_keep_photo (self, draft, n_bytes, error) ||
      !dz_store_run (self, DOING, ADD_SUBMISSION,
                     DZ_VALUES (DZ_TEXT (id), DZ_TEXT (binding.student), DZ_TEXT (binding.window),
                                DZ_INT (past.attempts + 1), DZ_TEXT (photo), DZ_TEXT (identity),
                                DZ_INT (self->now_us)),
                     NULL, error) ||
      !note_receipt (self, id, &binding, past.attempts + 1, photo, actor, error))
    return NULL;
  return g_steal_pointer (&id);
}

static DzSubmission *
receive_draft (DzStore      *self,
               const char   *identity,
               DzPhotoDraft *draft,
               gsize         n_bytes,
               GError      **error)
{
  g_autoptr(DzTransaction) transaction = dz_transaction_begin_write (self, DOING, error);
  g_autoptr(DzSubmission) submission = NULL;
  g_autofree char *id = NULL;

  if (transaction == NULL)
    return NULL;
  id = write_submission (self, identity, draft, n_bytes, error);
  if (id == NULL)
    return NULL;
  submission = dz_store_load_submission (self, id, DZ_LOAD_PLAIN, error);
  if (submission == NULL || !dz_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&submission);
}

/**
 * dz_store_receive:
 * @self: a store
 * @identity: SHA-256 of the phone's token in hex
 * @photo: the bytes as they came; nothing looks into them here
 * @error: return location; DZ_STORE_ERROR_NOT_BOUND, DZ_STORE_ERROR_NO_WINDOW,
 *   DZ_STORE_ERROR_IN_REVIEW, DZ_STORE_ERROR_APPROVED_ALREADY, DZ_STORE_ERROR_FINAL,
 *   DZ_STORE_ERROR_ATTEMPTS, DZ_STORE_ERROR_DISK, after which nothing is kept
 *
 * Keeps a student's photo as their next attempt. The bytes are safe on the disk before the row is.
 * A photo that was not paid yet is replaced.
 *
 * Returns: (transfer full) (nullable): the submission, received
 */
DzSubmission *
dz_store_receive (DzStore    *self,
                  const char *identity,
                  GBytes     *photo,
                  GError    **error)
{
  g_autoptr(DzPhotoDraft) draft = NULL;
  DzSubmission *submission;

  g_return_val_if_fail (self != NULL && identity != NULL && photo != NULL, NULL);

  if (!check_before_writing (self, identity, error))
    return NULL;
  draft = dz_photo_files_write (self->photos, photo, error);
  if (draft == NULL)
    return NULL;
  submission = receive_draft (self, identity, draft, g_bytes_get_size (photo), error);
  if (submission == NULL)
    dz_store_drop_photo_without_row (self, dz_photo_draft_get_sha256 (draft));
  return submission;
}
