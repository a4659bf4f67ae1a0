/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-intake.h"

#include "dz-rules.h"
#include "dz-store-profiles.h"
#include "dz-store-register.h"
#include "dz-store-submissions.h"
#include "dz-store-twins.h"
#include "dz-twin-search.h"

/* Photos that are examined at the same time make each other look again, which takes milliseconds;
 * one of them is always through. */
#define LOOKS_MAX 100

struct _DzIntake
{
  DzExaminer   *examiner; /* owned */
  DzTwinSearch *search;   /* owned */
  GMutex        mutex;
  GHashTable   *busy;     /* (element-type utf8 utf8), owned: submissions being examined now */
};

/**
 * dz_intake_new:
 * @examiner: what measures
 *
 * Returns: (transfer full): an intake
 */
DzIntake *
dz_intake_new (DzExaminer *examiner)
{
  DzIntake *self = g_new0 (DzIntake, 1);

  self->examiner = g_object_ref (examiner);
  self->search = dz_twin_search_new (examiner);
  g_mutex_init (&self->mutex);
  self->busy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * dz_intake_free:
 * @self: (transfer full) (nullable): an intake
 */
void
dz_intake_free (DzIntake *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->busy);
  g_mutex_clear (&self->mutex);
  dz_twin_search_free (self->search);
  g_object_unref (self->examiner);
  g_free (self);
}

/* One examination of a submission at a time: the pick-up must not overtake the upload. */
static gboolean
claim (DzIntake   *self,
       const char *submission)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_hash_table_add (self->busy, g_strdup (submission));
}

static void
unclaim (DzIntake   *self,
         const char *submission)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_hash_table_remove (self->busy, submission);
}

static gboolean
is_fault_of_photo (const GError *error)
{
  return g_error_matches (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_CRASHED) ||
         g_error_matches (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED) ||
         g_error_matches (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE);
}

/* What two fresh helpers could not survive does not decode, and that is all that is known of it. */
static DzMeasurement *
make_undecodable (GBytes     *photo,
                  const char *problem)
{
  DzMeasurement *measurement = dz_measurement_new ();

  g_free (measurement->measurer);
  measurement->measurer = g_strdup ("duizhao-service");
  measurement->problem = g_strndup (problem, DZ_MEASUREMENT_TEXT_MAX);
  dz_measurement_set (measurement, DZ_QUANTITY_DECODES, 0);
  dz_measurement_set (measurement, DZ_QUANTITY_BYTES, g_bytes_get_size (photo));
  return measurement;
}

static DzMeasurement *
measure (DzIntake     *self,
         GBytes       *photo,
         GCancellable *cancellable,
         GError      **error)
{
  g_autoptr(GError) local_error = NULL;
  DzMeasurement *measurement =
    dz_examiner_measure (self->examiner, photo, cancellable, &local_error);

  if (measurement != NULL)
    return measurement;
  if (is_fault_of_photo (local_error))
    return make_undecodable (photo, local_error->message);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static DzProfile *
find_profile (DzStore            *store,
              const DzSubmission *submission,
              GError            **error)
{
  g_autoptr(DzWindow) window = dz_store_get_window (store, submission->window, error);

  return window != NULL ? dz_profile_find (window->profile, error) : NULL;
}

/* What is known of a photo once it was measured. */
typedef struct
{
  const DzSubmission *submission;  /* unowned */
  DzProfile          *profile;     /* owned */
  GBytes             *photo;       /* owned */
  DzMeasurement      *measurement; /* owned */
  DzRegister          facts;
} Evidence;

static void
evidence_clear (Evidence *self)
{
  g_clear_pointer (&self->profile, dz_profile_unref);
  g_clear_pointer (&self->photo, g_bytes_unref);
  g_clear_pointer (&self->measurement, dz_measurement_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Evidence, evidence_clear)

static gboolean
gather (DzIntake     *self,
        DzStore      *store,
        GCancellable *cancellable,
        Evidence     *evidence,
        GError      **error)
{
  const DzSubmission *submission = evidence->submission;

  evidence->profile = find_profile (store, submission, error);
  if (evidence->profile == NULL)
    return FALSE;
  evidence->photo = dz_store_get_photo (store, submission->photo, error);
  if (evidence->photo == NULL)
    return FALSE;
  evidence->measurement = measure (self, evidence->photo, cancellable, error);
  return evidence->measurement != NULL &&
         dz_store_get_register (store, submission->id, &evidence->facts, error);
}

static gboolean
ask_peers (DzIntake       *self,
           DzStore        *store,
           const Evidence *evidence,
           GCancellable   *cancellable,
           DzPeers        *peers,
           gint64         *searched_to,
           GError        **error)
{
  DzTwinQuestion question = { evidence->submission, evidence->photo, evidence->measurement,
                              dz_profile_get_alike (evidence->profile) };

  return dz_store_read_ranks (store, evidence->submission->id, evidence->measurement, peers,
                              error) &&
         dz_twin_search_run (self->search, store, &question, cancellable, peers, searched_to,
                             error);
}

static DzSubmission *
judge (DzIntake       *self,
       DzStore        *store,
       const Evidence *evidence,
       GCancellable   *cancellable,
       GError        **error)
{
  g_autoptr(DzPeers) peers = dz_peers_new ();
  g_autoptr(GPtrArray) findings = NULL;
  DzExamination examination = { evidence->measurement, NULL, peers, 0,
                                dz_profile_get_id (evidence->profile),
                                dz_profile_get_hash (evidence->profile) };

  if (!ask_peers (self, store, evidence, cancellable, peers, &examination.searched_to, error) ||
      !dz_store_keep_profile (store, examination.profile_hash,
                              dz_profile_get_json (evidence->profile), error))
    return NULL;
  findings = dz_rules_judge (evidence->measurement, &evidence->facts, peers, evidence->profile);
  examination.findings = findings;
  return dz_store_record_examination (store, evidence->submission->id, &examination, error);
}

static DzSubmission *
examine (DzIntake           *self,
         DzStore            *store,
         const DzSubmission *submission,
         GCancellable       *cancellable,
         GError            **error)
{
  g_auto(Evidence) evidence = { submission, NULL, NULL, NULL, DZ_REGISTER_CLEAN };
  g_autoptr(GError) met = NULL;
  DzSubmission *examined = NULL;

  if (!gather (self, store, cancellable, &evidence, error))
    return NULL;
  for (guint i = 0; examined == NULL && i < LOOKS_MAX; i++)
    {
      g_clear_error (&met);
      examined = judge (self, store, &evidence, cancellable, &met);
      if (met != NULL && !g_error_matches (met, DZ_STORE_ERROR, DZ_STORE_ERROR_STALE))
        break;
    }
  if (examined == NULL)
    g_propagate_error (error, g_steal_pointer (&met));
  return examined;
}

/**
 * dz_intake_examine:
 * @self: an intake
 * @store: the calling thread's store
 * @submission: id of a submission
 * @cancellable: (nullable): ends the wait
 * @error: return location; DZ_STORE_ERROR; DZ_EXAMINER_ERROR_TIMEOUT, _START or _CLOSED where its
 *   examination must wait and the submission is still received; DZ_PROFILE_ERROR
 *
 * Examines a submission that was received: it is measured, compared with the photos before it, and
 * judged. One that is past that, or that is being examined by
 * somebody else at this moment, is handed back as it stands.
 *
 * Returns: (transfer full) (nullable): the submission as it stands now
 */
DzSubmission *
dz_intake_examine (DzIntake     *self,
                   DzStore      *store,
                   const char   *submission,
                   GCancellable *cancellable,
                   GError      **error)
{
  g_autoptr(DzSubmission) before = NULL;
  DzSubmission *after;

  g_return_val_if_fail (self != NULL && store != NULL && submission != NULL, NULL);

  if (!claim (self, submission))
    return dz_store_get_submission (store, submission, error);
  before = dz_store_get_submission (store, submission, error);
  if (before != NULL && before->state != DZ_STATE_RECEIVED)
    after = g_steal_pointer (&before);
  else
    after = before != NULL ? examine (self, store, before, cancellable, error) : NULL;
  unclaim (self, submission);
  return after;
}

/**
 * dz_intake_pick_up:
 * @self: an intake
 * @store: the calling thread's store
 * @cancellable: (nullable): ends the wait
 * @n_examined: (out): how many were examined
 * @error: return location; as dz_intake_examine(), the first of them
 *
 * Examines what was received and still waits: after a crash, or after a helper took too long. One
 * that fails does not keep the others waiting.
 *
 * Returns: whether nothing failed
 */
gboolean
dz_intake_pick_up (DzIntake     *self,
                   DzStore      *store,
                   GCancellable *cancellable,
                   guint        *n_examined,
                   GError      **error)
{
  g_autoptr(GPtrArray) received = dz_store_list_received (store, error);
  g_autoptr(GError) first_error = NULL;

  *n_examined = 0;
  if (received == NULL)
    return FALSE;
  for (guint i = 0; i < received->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const DzSubmission *submission = g_ptr_array_index (received, i);
      g_autoptr(GError) local_error = NULL;
      g_autoptr(DzSubmission) after =
        dz_intake_examine (self, store, submission->id, cancellable, &local_error);

      if (after != NULL)
        *n_examined += 1;
      else if (first_error == NULL)
        first_error = g_steal_pointer (&local_error);
    }
  if (first_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first_error));
  return FALSE;
}
