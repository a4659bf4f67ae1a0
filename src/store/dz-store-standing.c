/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-standing.h"

#include "dz-store-leases.h"
#include "dz-store-moves.h"
#include "dz-store-private.h"
#include "dz-store-rows.h"
#include "dz-store-register.h"
#include "dz-store-reopenings.h"
#include "dz-store-students.h"
#include "dz-store-submissions.h"

#define HELD_ONCE "SELECT COUNT(*) FROM leases WHERE submission_id = ?1 AND user_id = ?2"

#define DOING "reading how a submission stands"

/* Whoever judged it has seen it; nobody else needs to. */
static gboolean
check_seen (DzStore      *self,
            const DzUser *user,
            const char   *submission,
            GError      **error)
{
  gint64 n_leases;

  if (user->roles & DZ_ROLE_SUPERVISOR)
    return TRUE;
  if (!dz_store_read_int (self, DOING, HELD_ONCE,
                          DZ_VALUES (DZ_TEXT (submission), DZ_TEXT (user->id)), 0, &n_leases,
                          error))
    return FALSE;
  if (n_leases > 0)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN,
               "only who had a submission before them may ask how it stands");
  return FALSE;
}

static DzItem *
load_standing (DzStore    *self,
               const char *id,
               GError    **error)
{
  g_autoptr(DzItem) item = dz_item_new ();
  g_autoptr(DzSubmission) submission = dz_store_load_submission (self, id, DZ_LOAD_PLAIN, error);
  g_autoptr(DzStudent) student = NULL;
  g_autoptr(DzSchool) school = NULL;

  if (submission == NULL)
    return NULL;
  student = dz_store_get_masked_student (self, submission->student, error);
  school = student != NULL ? dz_store_get_school (self, student->school, error) : NULL;
  if (school == NULL)
    return NULL;
  dz_submission_free (item->submission);
  item->submission = g_steal_pointer (&submission);
  dz_student_free (item->student);
  item->student = g_steal_pointer (&student);
  item->school_name = g_strdup (school->name);
  return g_steal_pointer (&item);
}

/**
 * dz_store_get_standing:
 * @self: a store
 * @user: who asks
 * @submission: a submission's id
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND, DZ_STORE_ERROR_FORBIDDEN
 *
 * Tells somebody whose command was not applied how the submission stands now: where, who decided
 * what and why, and whose it is. A supervisor may ask of any, a reviewer of what they held.
 *
 * Returns: (transfer full) (nullable): the submission without findings, its student and school; no
 *   lease
 */
DzItem *
dz_store_get_standing (DzStore      *self,
                       const DzUser *user,
                       const char   *submission,
                       GError      **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzItem) item = NULL;

  g_return_val_if_fail (self != NULL && user != NULL && submission != NULL, NULL);

  transaction = dz_transaction_begin_read (self, DOING, error);
  item = transaction != NULL ? load_standing (self, submission, error) : NULL;
  if (item == NULL || !check_seen (self, user, submission, error))
    return NULL;
  return g_steal_pointer (&item);
}

/* What waits for everybody, and may be taken by this one: who decided it once is not to judge it
 * again (design.md, States). */
static gboolean
is_free (DzStore            *self,
         const DzUser       *user,
         const DzSubmission *submission,
         gboolean           *free,
         GError            **error)
{
  gboolean decided;

  *free = FALSE;
  if (submission->state != DZ_STATE_PENDING)
    return TRUE;
  if (!dz_store_has_decided (self, user, submission->id, &decided, error))
    return FALSE;
  *free = !decided;
  return TRUE;
}

static gboolean
take (DzStore            *self,
      const DzUser       *user,
      const char         *workstation,
      const DzSubmission *submission,
      gboolean           *taken,
      GError            **error)
{
  g_auto(DzHolder) holder = { NULL, NULL, NULL, 0, 0 };

  if (!dz_store_read_holder (self, submission->id, &holder, error))
    return FALSE;
  *taken = g_strcmp0 (holder.user, user->id) == 0 &&
           g_strcmp0 (holder.workstation, workstation) == 0;
  if (*taken || holder.lease != NULL)
    return TRUE;
  return is_free (self, user, submission, taken, error) &&
         (!*taken || dz_store_begin_lease (self, submission->id, DZ_STATE_PENDING, user,
                                           workstation, NULL, error));
}

/**
 * dz_store_retake:
 * @self: a store
 * @user: who asks
 * @workstation: at which desk
 * @submission: a submission's id
 * @taken: (out): whether it is theirs now
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND, DZ_STORE_ERROR_FORBIDDEN
 *
 * Leases one submission again to somebody who had it before, where it waits for everybody.
 *
 * Returns: whether it could be tried
 */
gboolean
dz_store_retake (DzStore      *self,
                 const DzUser *user,
                 const char   *workstation,
                 const char   *submission,
                 gboolean     *taken,
                 GError      **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzSubmission) found = NULL;

  g_return_val_if_fail (self != NULL && user != NULL && workstation != NULL, FALSE);
  g_return_val_if_fail (submission != NULL && taken != NULL, FALSE);

  transaction = dz_transaction_begin_write (self, "taking a submission again", error);
  if (transaction != NULL)
    found = dz_store_load_submission (self, submission, DZ_LOAD_PLAIN, error);
  return found != NULL && check_seen (self, user, submission, error) &&
         take (self, user, workstation, found, taken, error) &&
         dz_transaction_commit (transaction, error);
}
