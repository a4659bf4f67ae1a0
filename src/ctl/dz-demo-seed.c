/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-demo-seed.h"

#include <glib/gi18n.h>
#include <sodium.h>

#include "dz-admissions.h"
#include "dz-ctl-command.h"
#include "dz-demo-studio.h"
#include "dz-demo-timeline.h"
#include "dz-id.h"
#include "dz-intake.h"
#include "dz-passwords.h"
#include "dz-store-admission-imports.h"
#include "dz-store-queue.h"
#include "dz-store-submissions.h"
#include "dz-store-users.h"
#include "dz-time.h"
#include "dz-wire.h"

#define PROFILE "graduate-2022"
#define WORKSTATION "demo"
#define WINDOW_DAYS 6        /* from today on */
#define RETAKE_DAYS 8
#define SEND_AFTER_S 40      /* from finding one's record to sending the photo */
#define EXAMINE_AFTER_MS 900 /* from the photo's arrival to its findings */
#define EXAMINE_TRIES 3
#define SHOWN_MS 5200
#define PASSWORD_PARTS 3
#define PASSWORD_PART_LENGTH 4

/* A demo being filled. Everything goes the way that it goes in earnest; only the clock is ours. */
typedef struct
{
  gint64              now_us; /* what the store takes for the time */
  DzDataLock         *lock;   /* owned */
  DzStore            *store;  /* owned */
  DzExaminer         *examiner; /* owned */
  DzIntake           *intake;   /* owned */
  DzDemoSchool       *school;   /* owned */
  DzDemoStudio       *studio;   /* owned */
  GPtrArray          *identities; /* owned: of each submission's phone, %NULL before it is bound */
  DzUser             *demo;       /* owned */
  DzUser             *reviewer;   /* owned */
  DzDemoSeedProgress  progress;
  gpointer            user_data;
  DzDemoSeedResult   *result;     /* unowned */
} Seed;

/**
 * dz_demo_seed_result_clear:
 * @self: a result
 */
void
dz_demo_seed_result_clear (DzDemoSeedResult *self)
{
  g_clear_pointer (&self->school_name, g_free);
  g_clear_pointer (&self->demo_password, g_free);
  g_clear_pointer (&self->reviewer_password, g_free);
}

static void
seed_clear (Seed *seed)
{
  if (seed->examiner != NULL)
    dz_examiner_close (seed->examiner);
  g_clear_pointer (&seed->studio, dz_demo_studio_free);
  g_clear_pointer (&seed->intake, dz_intake_free);
  g_clear_object (&seed->examiner);
  g_clear_object (&seed->school);
  g_clear_pointer (&seed->identities, g_ptr_array_unref);
  g_clear_pointer (&seed->demo, dz_user_free);
  g_clear_pointer (&seed->reviewer, dz_user_free);
  g_clear_pointer (&seed->store, dz_store_close);
  g_clear_pointer (&seed->lock, dz_data_lock_release);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Seed, seed_clear)

static gint64
read_clock (gpointer user_data)
{
  return ((const Seed *) user_data)->now_us;
}

/* Letters and digits that cannot be taken for each other, in groups that can be read out. */
static char *
make_password (void)
{
  static const char alphabet[] = "abcdefghjkmnpqrstuvwxyz23456789";
  GString *password = g_string_new (NULL);

  for (guint i = 0; i < PASSWORD_PARTS * PASSWORD_PART_LENGTH; i++)
    {
      if (i > 0 && i % PASSWORD_PART_LENGTH == 0)
        g_string_append_c (password, '-');
      g_string_append_c (password, alphabet[randombytes_uniform (sizeof alphabet - 1)]);
    }
  return g_string_free (password, FALSE);
}

static DzUser *
add_user (Seed       *seed,
          const char *name,
          DzRole      roles,
          const char *actor,
          char      **password,
          GError    **error)
{
  g_autofree char *hash = NULL;

  *password = make_password ();
  hash = dz_password_hash (*password, DZ_PASSWORD_COST_MODERATE, error);
  return hash != NULL ? dz_store_add_user (seed->store, name, hash, roles, actor, error) : NULL;
}

static gboolean
add_users (Seed    *seed,
           GError **error)
{
  seed->demo = add_user (seed, DZ_DEMO_SEED_USER, DZ_ROLE_ALL, DZ_STORE_ACTOR_SERVICE,
                         &seed->result->demo_password, error);
  if (seed->demo == NULL)
    return FALSE;
  seed->reviewer = add_user (seed, DZ_DEMO_SEED_REVIEWER, DZ_ROLE_REVIEWER, seed->demo->id,
                             &seed->result->reviewer_password, error);
  return seed->reviewer != NULL;
}

static gint64
begin_of_day (gint64 time_us)
{
  g_autofree char *day = dz_time_format_date (time_us);
  gint64 begins_us = time_us;

  dz_time_parse_day (day, &begins_us);
  return begins_us;
}

static gboolean
open_window (Seed    *seed,
             gint64   begin_us,
             gint64   now_us,
             GError **error)
{
  g_autoptr(DzWindow) window = dz_window_new ();
  g_autoptr(DzWindow) opened = NULL;

  window->school = g_strdup (dz_demo_school_get_school (seed->school)->code);
  window->levels = 1u << dz_demo_school_get_level (seed->school);
  window->identifier_kind = DZ_IDENTIFIER_KIND_STUDENT_NUMBER;
  window->payer = DZ_PAYER_SCHOOL;
  window->fee_fen = DZ_DEMO_SEED_FEE_FEN;
  window->profile = g_strdup (PROFILE);
  window->phone = g_strdup (DZ_DEMO_SEED_PHONE);
  window->opens_us = begin_of_day (begin_us);
  window->upload_ends_us = begin_of_day (now_us) + WINDOW_DAYS * DZ_TIME_DAY_US;
  window->retake_ends_us = begin_of_day (now_us) + RETAKE_DAYS * DZ_TIME_DAY_US;
  window->payment_ends_us = window->retake_ends_us;
  window->hold_s = DZ_WINDOW_HOLD_S_DEFAULT;
  window->attempts_max = DZ_WINDOW_ATTEMPTS_MAX_DEFAULT;
  window->retention_days = DZ_WINDOW_RETENTION_DAYS_DEFAULT;
  opened = dz_store_open_window (seed->store, window, seed->demo->id, error);
  return opened != NULL;
}

static gboolean
import_roster (Seed    *seed,
               GError **error)
{
  const DzSchool *school = dz_demo_school_get_school (seed->school);
  g_autoptr(GPtrArray) rows = dz_demo_school_dup_roster (seed->school);

  seed->result->school_name = g_strdup_printf ("%s %s", school->code, school->name);
  seed->result->n_students = rows->len;
  return dz_store_import_roster (seed->store, school->code, NULL, rows, seed->demo->id, NULL,
                                 error);
}

/* The student finds their record, once; the phone keeps a token of which the store knows a hash. */
static const char *
bind (Seed    *seed,
      guint    i,
      GError **error)
{
  const DzStudent *student =
    dz_demo_school_get_student (seed->school, dz_demo_studio_get (seed->studio, i)->student);
  g_autofree char *token = NULL;
  g_autofree char *identity = NULL;
  g_autoptr(DzStudent) bound = NULL;

  if (g_ptr_array_index (seed->identities, i) != NULL)
    return g_ptr_array_index (seed->identities, i);
  token = dz_token_new ();
  identity = dz_token_hash (token);
  bound = dz_store_bind_student (seed->store, identity, student->school, student->level,
                                 student->name, student->identifier, error);
  if (bound == NULL)
    return NULL;
  g_ptr_array_index (seed->identities, i) = g_steal_pointer (&identity);
  return g_ptr_array_index (seed->identities, i);
}

/* On a machine that is busy a helper may miss its time; the submission then waits as received. */
static DzSubmission *
examine (Seed       *seed,
         const char *submission,
         GError    **error)
{
  DzSubmission *examined = NULL;

  for (guint i = 0; i < EXAMINE_TRIES && examined == NULL; i++)
    {
      g_autoptr(GError) met = NULL;

      examined = dz_intake_examine (seed->intake, seed->store, submission, NULL, &met);
      if (examined != NULL ||
          (g_error_matches (met, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_TIMEOUT) &&
           i + 1 < EXAMINE_TRIES))
        continue;
      g_propagate_error (error, g_steal_pointer (&met));
      return NULL;
    }
  return examined;
}

static gboolean
send_photo (Seed    *seed,
            guint    i,
            GBytes  *photo,
            GError **error)
{
  const char *identity = bind (seed, i, error);
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(DzSubmission) examined = NULL;

  if (identity == NULL)
    return FALSE;
  seed->now_us += SEND_AFTER_S * G_TIME_SPAN_SECOND;
  received = dz_store_receive (seed->store, identity, photo, error);
  if (received == NULL)
    return FALSE;
  seed->now_us += EXAMINE_AFTER_MS * G_TIME_SPAN_MILLISECOND;
  examined = examine (seed, received->id, error);
  if (examined == NULL)
    return FALSE;
  seed->result->n_photos++;
  seed->result->n_refused += examined->state == DZ_STATE_REFUSED_BY_RULE;
  return TRUE;
}

static DzCommand *
make_rejection (const DzItem           *item,
                const DzDemoSubmission *painted,
                gint64                  now_us)
{
  DzCommand *command = dz_command_new ();

  command->id = dz_id_new ();
  command->kind = DZ_COMMAND_DECIDE;
  command->submission = g_strdup (item->submission->id);
  command->version = item->submission->version;
  command->photo = g_strdup (item->submission->photo);
  command->shown_ms = SHOWN_MS;
  command->made_us = now_us;
  command->decision = dz_decision_new ();
  command->decision->verdict = DZ_VERDICT_REJECT;
  command->decision->reasons = g_strdupv (painted->earlier_reasons);
  command->decision->note = g_strdup (painted->earlier_note);
  return command;
}

static gboolean
apply (Seed            *seed,
       const DzCommand *command,
       GError         **error)
{
  g_autoptr(JsonNode) json = dz_wire_command_to_json (command);
  g_autoptr(GBytes) body = dz_wire_print (json);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);
  g_autoptr(DzCommandAnswer) answer =
    dz_store_apply (seed->store, seed->reviewer, WORKSTATION, command, hash, error);

  if (answer == NULL)
    return FALSE;
  return answer->result == DZ_COMMAND_RESULT_APPLIED ||
         dz_ctl_refuse (error, _("The sample reviewer's decision did not fit."));
}

/* Whose first attempt it is. */
static const DzDemoSubmission *
find_painted (Seed         *seed,
              const DzItem *item)
{
  for (guint i = 0; i < dz_demo_studio_get_n (seed->studio); i++)
    {
      const DzDemoSubmission *painted = dz_demo_studio_get (seed->studio, i);
      const DzStudent *student = dz_demo_school_get_student (seed->school, painted->student);

      if (painted->earlier_photo != NULL &&
          g_str_equal (student->identifier, item->student->identifier))
        return painted;
    }
  return NULL;
}

/* The queue holds nothing but first attempts at that time, of which the oldest is decided; whose it
 * is depends on the hours at which they came. */
static gboolean
reject_earlier (Seed    *seed,
                GError **error)
{
  g_autoptr(GPtrArray) items = dz_store_lease (seed->store, seed->reviewer, WORKSTATION,
                                                DZ_QUEUE_REVIEW, 1, error);
  const DzDemoSubmission *painted = NULL;
  g_autoptr(DzCommand) command = NULL;
  guint n_sealed;

  if (items == NULL)
    return FALSE;
  if (items->len == 1)
    painted = find_painted (seed, g_ptr_array_index (items, 0));
  if (painted == NULL)
    return dz_ctl_refuse (error, _("The sample reviewer got no photo to decide."));
  seed->now_us += SHOWN_MS * G_TIME_SPAN_MILLISECOND;
  command = make_rejection (g_ptr_array_index (items, 0), painted, seed->now_us);
  if (!apply (seed, command, error))
    return FALSE;
  seed->now_us += (DZ_WINDOW_HOLD_S_DEFAULT + 1) * G_TIME_SPAN_SECOND;
  return dz_store_seal_due (seed->store, &n_sealed, error);
}

static gboolean
happen (Seed              *seed,
        const DzDemoEvent *event,
        GError           **error)
{
  const DzDemoSubmission *painted = dz_demo_studio_get (seed->studio, event->submission);

  seed->now_us = MAX (seed->now_us, event->time_us);
  switch (event->moment)
    {
    case DZ_DEMO_MOMENT_SEND_EARLIER:
      return send_photo (seed, event->submission, painted->earlier_photo, error);
    case DZ_DEMO_MOMENT_REJECT_EARLIER:
      return reject_earlier (seed, error);
    case DZ_DEMO_MOMENT_SEND:
    default:
      return send_photo (seed, event->submission, painted->photo, error);
    }
}

/* The painter has as many steps as the history; the first half of the way is his. */
static void
tell_painted (guint    n_painted,
              guint    n_wanted,
              gpointer user_data)
{
  Seed *seed = user_data;

  seed->progress (n_painted, 2 * n_wanted, seed->user_data);
}

static gboolean
let_happen (Seed    *seed,
            guint32  random,
            gint64   now_us,
            GError **error)
{
  guint n = dz_demo_studio_get_n (seed->studio);
  g_autofree gboolean *has_earlier = g_new0 (gboolean, n);
  g_autoptr(GArray) events = NULL;
  guint n_sent = 0;

  for (guint i = 0; i < n; i++)
    has_earlier[i] = dz_demo_studio_get (seed->studio, i)->earlier_photo != NULL;
  events = dz_demo_timeline_make (random, now_us, has_earlier, n);
  for (guint i = 0; i < events->len; i++)
    {
      const DzDemoEvent *event = &g_array_index (events, DzDemoEvent, i);

      if (!happen (seed, event, error))
        return FALSE;
      if (event->moment == DZ_DEMO_MOMENT_SEND)
        seed->progress (n + ++n_sent, 2 * n, seed->user_data);
    }
  return TRUE;
}

static gboolean
bring_admission (Seed       *seed,
                 const char *import,
                 guint       i,
                 GError    **error)
{
  const DzDemoSubmission *painted = dz_demo_studio_get (seed->studio, i);
  const DzStudent *student = dz_demo_school_get_student (seed->school, painted->student);
  g_autofree char *id = NULL;
  DzAdmissionResult result;

  if (painted->admission_photo == NULL)
    return TRUE;
  if (!dz_store_match_admission (seed->store, import, seed->demo->id, student->identifier, &id,
                                 &result, error))
    return FALSE;
  if (id != NULL && !dz_admissions_keep (seed->examiner, seed->store, import, seed->demo->id, id,
                                         painted->admission_photo, &result, error))
    return FALSE;
  return result == DZ_ADMISSION_RESULT_ADDED ||
         dz_ctl_refuse (error, _("A sample admission photo could not be kept."));
}

static gboolean
bring_admissions (Seed    *seed,
                  GError **error)
{
  const DzSchool *school = dz_demo_school_get_school (seed->school);
  g_autofree char *import =
    dz_store_begin_admissions (seed->store, school->code, dz_demo_school_get_level (seed->school),
                               DZ_ADMISSION_KEY_IDENTIFIER, seed->demo->id, error);
  guint n = import != NULL ? dz_demo_studio_get_n (seed->studio) : 0;

  for (guint i = 0; i < n; i++)
    {
      if (!bring_admission (seed, import, i, error))
        return FALSE;
    }
  return import != NULL &&
         dz_store_end_admissions (seed->store, import, seed->demo->id, 0, NULL, error);
}

static gboolean
open_seed (Seed       *seed,
           const char *data_dir,
           guint32     random,
           GError    **error)
{
  /* The helper first: where it is missing, nothing is made. */
  seed->examiner = dz_examiner_new (NULL, 1, NULL);
  if (!dz_examiner_start (seed->examiner, error))
    return FALSE;
  seed->lock = dz_data_lock_take (data_dir, error);
  seed->store = seed->lock != NULL ? dz_store_open_at (data_dir, read_clock, seed, error) : NULL;
  if (seed->store == NULL)
    return FALSE;
  seed->intake = dz_intake_new (seed->examiner);
  seed->school = dz_demo_school_new (random);
  seed->studio = dz_demo_studio_new (seed->school);
  seed->identities = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (seed->identities, (int) dz_demo_studio_get_n (seed->studio));
  return TRUE;
}

static gboolean
is_empty (const char *data_dir,
          GError    **error)
{
  g_autoptr(GError) met = NULL;
  g_autoptr(GDir) folder = g_dir_open (data_dir, 0, &met);
  g_autofree char *shown = g_filename_display_name (data_dir);

  if (folder == NULL && g_error_matches (met, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  if (folder == NULL)
    return dz_ctl_refuse (error, _("%s cannot be filled: %s."), shown, met->message);
  return g_dir_read_name (folder) == NULL ||
         dz_ctl_refuse (error, _("%s is not empty; nothing was touched."), shown);
}

/**
 * dz_demo_seed_run:
 * @data_dir: a directory that is empty or not there
 * @seed: the same number gives the same school and photos
 * @progress: told of each step
 * @user_data: for @progress
 * @result: (out): what it was filled with
 * @error: return location; DZ_CTL_ERROR_WRONG where @data_dir is not empty, which is then
 *   untouched; DZ_STORE_ERROR, DZ_EXAMINER_ERROR
 *
 * Fills a data directory with a sample school whose window is open now. Photos are received,
 * measured in the helper, judged and decided as they are in earnest, at times within the last two
 * days.
 *
 * Returns: whether it was filled
 */
gboolean
dz_demo_seed_run (const char        *data_dir,
                  guint32            seed,
                  DzDemoSeedProgress progress,
                  gpointer           user_data,
                  DzDemoSeedResult  *result,
                  GError           **error)
{
  gint64 now_us = g_get_real_time ();
  gint64 begin_us = dz_demo_timeline_get_begin_us (now_us);
  g_auto(Seed) made = {
    .now_us = begin_us, .progress = progress, .user_data = user_data, .result = result
  };

  *result = (DzDemoSeedResult) { 0 };
  return is_empty (data_dir, error) && open_seed (&made, data_dir, seed, error) &&
         add_users (&made, error) && import_roster (&made, error) &&
         open_window (&made, begin_us, now_us, error) &&
         dz_demo_studio_wait (made.studio, tell_painted, &made, error) &&
         bring_admissions (&made, error) &&
         let_happen (&made, seed, now_us, error);
}
