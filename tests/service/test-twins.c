/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Duplicates, from the file to where the submissions stand: real JPEGs, the real helper, a real
 * store; only HTTP is left out. */
#include <math.h>
#include <string.h>

#include "dz-examiner.h"
#include "dz-intake.h"
#include "dz-jpeg-writer.h"
#include "dz-portrait.h"
#include "dz-roster-row.h"
#include "dz-store-fixture.h"
#include "dz-store-tasks.h"
#include "dz-twin-search.h"

#define N_PEOPLE 4
#define N_STUDENTS 5
/* Large and grainy enough for files of more than 50 KB. */
#define WIDTH 750
#define HEIGHT 1000

static DzExaminer *examiner;
static DzPixels *people[N_PEOPLE]; /* painted when they are first asked for */

typedef struct
{
  Fixture   fixture;
  DzIntake *intake; /* owned */
  DzUser   *supervisor; /* owned */
} Case;

/* The fixture's students share a number, a fault of the register that refuses by itself. */
static void
forget_numbers (DzStore *store)
{
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  g_autoptr(GError) error = NULL;
  DzLevel level = DZ_LEVEL_MASTER;

  for (guint i = 0; i < N_STUDENTS; i++)
    {
      DzRosterRow *row = dz_roster_row_new ();

      row->line = i + 2;
      row->identifier = fixture_identifier (i);
      row->name = fixture_name (i);
      g_ptr_array_add (rows, row);
    }
  g_assert_true (dz_store_import_roster (store, FIXTURE_SCHOOL, &level, rows,
                                         DZ_STORE_ACTOR_SERVICE, NULL, &error));
  g_assert_no_error (error);
}

static void
set_up (Case         *self,
        gconstpointer data)
{
  fixture_set_up (&self->fixture, data);
  forget_numbers (self->fixture.store);
  self->intake = dz_intake_new (examiner);
  self->supervisor = dz_store_add_user (self->fixture.store, "赵主任", "$argon2id$",
                                        DZ_ROLE_SUPERVISOR, DZ_STORE_ACTOR_SERVICE, NULL);
}

static void
tear_down (Case         *self,
           gconstpointer data)
{
  dz_intake_free (self->intake);
  dz_user_free (self->supervisor);
  fixture_tear_down (&self->fixture, data);
}

static const DzPixels *
paint (guint person)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (100 + person);
  DzPortrait portrait;

  if (people[person] != NULL)
    return people[person];
  dz_portrait_init_random_as (&portrait, rand, person % 2 == 0);
  portrait.width = WIDTH;
  portrait.height = HEIGHT;
  people[person] = dz_portrait_paint (&portrait, NULL);
  return people[person];
}

static GBytes *
encode (const DzPixels *pixels,
        guint           quality,
        const char     *words)
{
  DzJpegWriteOptions options;
  g_autoptr(GBytes) payload = g_bytes_new (words, words != NULL ? strlen (words) : 0);
  DzJpegSegment segment = { 0xfe, payload };
  g_autoptr(GError) error = NULL;
  GBytes *jpeg;

  dz_jpeg_write_options_init (&options);
  options.quality = quality;
  jpeg = dz_jpeg_write (pixels->data, pixels->width, pixels->height, pixels->stride,
                        DZ_PIXEL_ORDER_RGBX, &options, &segment, words != NULL ? 1 : 0, &error);
  g_assert_no_error (error);
  return jpeg;
}

/* The picture mirrored, or turned by a quarter clockwise. */
static DzPixels *
change (const DzPixels *pixels,
        DzPdqForm       form)
{
  gboolean turned = form == DZ_PDQ_FORM_TURNED_90;
  DzPixels *changed = turned ? dz_pixels_new (pixels->height, pixels->width)
                             : dz_pixels_new (pixels->width, pixels->height);

  for (guint y = 0; y < changed->height; y++)
    {
      for (guint x = 0; x < changed->width; x++)
        {
          const guint8 *from = turned ? dz_pixels_at (pixels, y, pixels->height - 1 - x)
                                      : dz_pixels_at (pixels, pixels->width - 1 - x, y);

          memcpy (dz_pixels_at (changed, x, y), from, 4);
        }
    }
  return changed;
}

static DzSubmission *
examine_by (Case     *self,
            DzIntake *intake,
            guint     student,
            GBytes   *photo)
{
  g_autofree char *identity = fixture_identity (student);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) received = NULL;
  DzSubmission *examined;

  fixture_bind (self->fixture.store, student);
  received = dz_store_receive (self->fixture.store, identity, photo, &error);
  g_assert_no_error (error);
  examined = dz_intake_examine (intake, self->fixture.store, received->id, NULL, &error);
  g_assert_no_error (error);
  return examined;
}

static DzSubmission *
examine (Case   *self,
         guint   student,
         GBytes *photo)
{
  return examine_by (self, self->intake, student, photo);
}

static void
assert_state (Case               *self,
              const DzSubmission *submission,
              DzState             state)
{
  g_autoptr(DzSubmission) now = dz_store_get_submission (self->fixture.store, submission->id, NULL);

  g_assert_cmpstr (dz_state_to_nick (now->state), ==, dz_state_to_nick (state));
}

static void
assert_outcome (const DzSubmission *submission,
                const char         *rule,
                DzOutcome           outcome)
{
  const DzFinding *finding = dz_findings_find (submission->findings, rule);

  g_test_message ("%s: %s", rule, finding->why);
  g_assert_cmpstr (dz_outcome_to_nick (finding->outcome), ==, dz_outcome_to_nick (outcome));
}

/* The only duplicate that was found of a submission. */
static DzTwin *
get_twin (Case               *self,
          const DzSubmission *submission)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzPeers) peers = dz_store_get_peers (self->fixture.store, submission->id, &error);

  g_assert_no_error (error);
  g_assert_true (peers->searched);
  g_assert_cmpuint (peers->twins->len, ==, 1);
  return dz_twin_copy (g_ptr_array_index (peers->twins, 0));
}

static void
assert_twin (Case               *self,
             const DzSubmission *submission,
             const DzSubmission *other,
             DzTwinKind          kind,
             DzPdqForm           form)
{
  g_autoptr(DzTwin) twin = get_twin (self, submission);

  g_assert_cmpstr (twin->submission, ==, other->id);
  g_assert_cmpstr (dz_twin_kind_to_nick (twin->kind), ==, dz_twin_kind_to_nick (kind));
  g_assert_cmpstr (dz_pdq_form_to_nick (twin->form), ==, dz_pdq_form_to_nick (form));
}

static void
assert_no_twin (Case               *self,
                const DzSubmission *submission)
{
  g_autoptr(DzPeers) peers = dz_store_get_peers (self->fixture.store, submission->id, NULL);

  g_assert_true (peers->searched);
  g_assert_cmpuint (peers->twins->len, ==, 0);
}

static void
test_same_bytes (Case         *self,
                 gconstpointer data)
{
  g_autoptr(GBytes) photo = encode (paint (0), 95, NULL);
  g_autoptr(DzSubmission) first = examine (self, 0, photo);
  g_autoptr(DzSubmission) second = examine (self, 1, photo);

  assert_no_twin (self, first);
  assert_outcome (first, "ORIG-05", DZ_OUTCOME_PASS);
  assert_twin (self, second, first, DZ_TWIN_BYTES, DZ_PDQ_FORM_SAME);
  assert_outcome (second, "ORIG-05", DZ_OUTCOME_FAIL);
  assert_state (self, first, DZ_STATE_QUARANTINED);
  assert_state (self, second, DZ_STATE_QUARANTINED);
}

/* Words in the metadata make another file and not another picture; a third one is held against
 * both. */
static void
test_same_pixels (Case         *self,
                  gconstpointer data)
{
  g_autoptr(GBytes) photo = encode (paint (0), 95, NULL);
  g_autoptr(GBytes) commented = encode (paint (0), 95, "mine");
  g_autoptr(GBytes) again = encode (paint (0), 95, "no, mine");
  g_autoptr(DzSubmission) first = examine (self, 0, photo);
  g_autoptr(DzSubmission) second = examine (self, 1, commented);
  g_autoptr(DzSubmission) third = NULL;
  g_autoptr(DzPeers) peers = NULL;

  assert_twin (self, second, first, DZ_TWIN_PIXELS, DZ_PDQ_FORM_SAME);
  assert_state (self, first, DZ_STATE_QUARANTINED);
  assert_state (self, second, DZ_STATE_QUARANTINED);
  third = examine (self, 2, again);
  assert_state (self, third, DZ_STATE_QUARANTINED);
  peers = dz_store_get_peers (self->fixture.store, third->id, NULL);
  g_assert_cmpuint (peers->twins->len, ==, 2);
  for (guint i = 0; i < peers->twins->len; i++)
    g_assert_cmpint (((DzTwin *) g_ptr_array_index (peers->twins, i))->kind, ==, DZ_TWIN_PIXELS);
}

/* What only looks the same is shown, and waits for a reviewer as everything does. */
static void
test_alike (Case         *self,
            gconstpointer data)
{
  g_autoptr(GBytes) photo = encode (paint (0), 97, NULL);
  g_autoptr(GBytes) saved_again = encode (paint (0), 90, NULL);
  g_autoptr(DzPixels) mirrored = change (paint (1), DZ_PDQ_FORM_MIRRORED);
  g_autoptr(GBytes) other = encode (paint (1), 95, NULL);
  g_autoptr(GBytes) mirrored_photo = encode (mirrored, 95, NULL);
  g_autoptr(DzSubmission) first = examine (self, 0, photo);
  g_autoptr(DzSubmission) second = examine (self, 1, saved_again);
  g_autoptr(DzSubmission) third = examine (self, 2, other);
  g_autoptr(DzSubmission) fourth = examine (self, 3, mirrored_photo);

  assert_twin (self, second, first, DZ_TWIN_ALIKE, DZ_PDQ_FORM_SAME);
  assert_outcome (second, "ORIG-05", DZ_OUTCOME_WARN);
  assert_no_twin (self, third);
  assert_twin (self, fourth, third, DZ_TWIN_ALIKE, DZ_PDQ_FORM_MIRRORED);
  assert_outcome (fourth, "ORIG-05", DZ_OUTCOME_WARN);
  assert_state (self, first, DZ_STATE_PENDING);
  assert_state (self, second, DZ_STATE_PENDING);
  assert_state (self, third, DZ_STATE_PENDING);
  assert_state (self, fourth, DZ_STATE_PENDING);
}

static void
test_turned (Case         *self,
             gconstpointer data)
{
  g_autoptr(DzPixels) turned = change (paint (1), DZ_PDQ_FORM_TURNED_90);
  g_autoptr(GBytes) photo = encode (paint (1), 95, NULL);
  g_autoptr(GBytes) turned_photo = encode (turned, 95, NULL);
  g_autoptr(DzSubmission) first = examine (self, 0, photo);
  g_autoptr(DzSubmission) second = examine (self, 1, turned_photo);
  g_autoptr(DzTwin) twin = get_twin (self, second);

  g_assert_cmpstr (twin->submission, ==, first->id);
  g_assert_cmpstr (dz_pdq_form_to_nick (twin->form), ==, "turned-90");
  g_assert_false (twin->by_face);
}

/* The same person's other photo, as near as two photos come that are none of the other's: nobody is
 * set apart for looking like somebody. */
static void
test_honest_lookalikes (Case         *self,
                        gconstpointer data)
{
  g_autoptr(DzPixels) sibling = NULL;
  g_autoptr(GRand) rand = g_rand_new_with_seed (100);
  g_autoptr(GBytes) photo = encode (paint (0), 95, NULL);
  g_autoptr(GBytes) other = NULL;
  g_autoptr(DzSubmission) first = NULL;
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(DzTwin) twin = NULL;
  DzPortrait portrait;

  dz_portrait_init_random_as (&portrait, rand, TRUE);
  portrait.width = WIDTH;
  portrait.height = HEIGHT;
  portrait.noise_seed++;
  portrait.brow_lift += 0.01;
  sibling = dz_portrait_paint (&portrait, NULL);
  other = encode (sibling, 95, NULL);
  first = examine (self, 0, photo);
  second = examine (self, 1, other);
  twin = get_twin (self, second);
  g_assert_cmpint (twin->kind, ==, DZ_TWIN_ALIKE);
  assert_state (self, first, DZ_STATE_PENDING);
  assert_state (self, second, DZ_STATE_PENDING);
}

static void
seal (Case       *self,
      guint       student,
      const char *reason)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = fixture_lease (&self->fixture, self->fixture.wang, 1);
  const DzSubmission *leased = ((DzItem *) g_ptr_array_index (items, 0))->submission;
  g_autoptr(DzCommand) command = reason != NULL ? fixture_reject (leased, reason, NULL)
                                                : fixture_approve (leased);
  g_autoptr(GPtrArray) failing = dz_findings_list_failing (leased->findings, NULL);
  g_autoptr(DzCommandAnswer) answer = NULL;

  for (guint i = 0; reason == NULL && i < failing->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (failing, i);

      if (command->decision->overrides == NULL)
        command->decision->overrides = dz_overrides_new ();
      g_ptr_array_add (command->decision->overrides,
                       dz_override_new (finding->rule, FALSE, "a drawn person"));
    }
  answer = fixture_apply (&self->fixture, self->fixture.wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  self->fixture.now_us += G_TIME_SPAN_MINUTE;
  g_assert_true (dz_store_seal_due (self->fixture.store, NULL, &error));
  g_assert_no_error (error);
}

/* Approved and told: it stays, and a supervisor is called. */
static void
test_after_sealing (Case         *self,
                    gconstpointer data)
{
  g_autoptr(GBytes) photo = encode (paint (0), 95, NULL);
  g_autoptr(DzSubmission) first = examine (self, 0, photo);
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(GPtrArray) tasks = NULL;

  seal (self, 0, NULL);
  assert_state (self, first, DZ_STATE_APPROVED);
  second = examine (self, 1, photo);
  assert_state (self, first, DZ_STATE_APPROVED);
  assert_state (self, second, DZ_STATE_QUARANTINED);
  tasks = dz_store_list_tasks (self->fixture.store, NULL, 10, NULL);
  g_assert_cmpuint (tasks->len, ==, 2);
}

/* A photo of last year's window is found as well. */
static void
test_between_windows (Case         *self,
                      gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) photo = encode (paint (0), 95, NULL);
  g_autoptr(GBytes) saved_again = encode (paint (0), 90, NULL);
  g_autoptr(DzSubmission) first = examine (self, 0, photo);
  g_autoptr(DzWindow) wanted = fixture_new_window (self->fixture.window->retake_ends_us);
  g_autoptr(DzWindow) window = NULL;
  g_autoptr(DzSubmission) second = NULL;

  window = dz_store_open_window (self->fixture.store, wanted, DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
  self->fixture.now_us = window->opens_us;
  second = examine (self, 1, saved_again);
  g_assert_cmpstr (second->window, ==, window->id);
  assert_twin (self, second, first, DZ_TWIN_ALIKE, DZ_PDQ_FORM_SAME);
}

/* A student's own refused photo is no stranger's: the very photo is refused by rule, one saved
 * again is a reviewer's, a mirrored one is told as such. */
static void
test_refused_before (Case         *self,
                     gconstpointer data)
{
  g_autoptr(GBytes) photo = encode (paint (0), 95, NULL);
  g_autoptr(GBytes) saved_again = encode (paint (0), 90, NULL);
  g_autoptr(DzPixels) mirrored = change (paint (0), DZ_PDQ_FORM_MIRRORED);
  g_autoptr(GBytes) mirrored_photo = encode (mirrored, 95, NULL);
  g_autoptr(DzSubmission) first = examine (self, 0, photo);
  g_autoptr(DzSubmission) again = NULL;
  g_autoptr(DzSubmission) third = NULL;
  g_autoptr(DzSubmission) fourth = NULL;

  assert_outcome (first, "ORIG-07", DZ_OUTCOME_PASS);
  seal (self, 0, "background-colour");
  again = examine (self, 0, photo);
  assert_outcome (again, "ORIG-07", DZ_OUTCOME_FAIL);
  assert_outcome (again, "ORIG-05", DZ_OUTCOME_PASS);
  assert_state (self, again, DZ_STATE_REFUSED_BY_RULE);
  third = examine (self, 0, mirrored_photo);
  assert_outcome (third, "ORIG-06", DZ_OUTCOME_WARN);
  assert_outcome (third, "ORIG-05", DZ_OUTCOME_PASS);
  assert_state (self, third, DZ_STATE_PENDING);
  seal (self, 0, "mirrored");
  fourth = examine (self, 0, saved_again);
  assert_outcome (fourth, "ORIG-07", DZ_OUTCOME_WARN);
  assert_state (self, fourth, DZ_STATE_PENDING);
}

/* A picture of nothing has a hash that says nothing, and is only ever the very same. */
static void
test_blank (Case         *self,
            gconstpointer data)
{
  g_autoptr(DzPixels) grey = dz_pixels_new (WIDTH, HEIGHT);
  g_autoptr(DzPixels) paler = dz_pixels_new (WIDTH, HEIGHT);
  g_autofree char *ballast = g_strnfill (60000, 'x');
  g_autoptr(GBytes) photo = NULL;
  g_autoptr(GBytes) commented = NULL;
  g_autoptr(GBytes) other = NULL;
  g_autoptr(DzSubmission) first = NULL;
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(DzSubmission) third = NULL;

  memset (grey->data, 120, grey->stride * grey->height);
  memset (paler->data, 200, paler->stride * paler->height);
  photo = encode (grey, 95, ballast);
  other = encode (paler, 95, ballast);
  ballast[0] = 'y';
  commented = encode (grey, 95, ballast);
  first = examine (self, 0, photo);
  second = examine (self, 1, other);
  assert_no_twin (self, second);
  third = examine (self, 2, commented);
  assert_twin (self, third, first, DZ_TWIN_PIXELS, DZ_PDQ_FORM_SAME);
}

/* Two processes serve one store, each with hashes of its own in memory. */
static void
test_two_processes (Case         *self,
                    gconstpointer data)
{
  g_autoptr(DzIntake) other_intake = dz_intake_new (examiner);
  g_autoptr(GBytes) one = encode (paint (0), 97, NULL);
  g_autoptr(GBytes) two = encode (paint (1), 97, NULL);
  g_autoptr(GBytes) copy_of_one = encode (paint (0), 90, NULL);
  g_autoptr(GBytes) copy_of_two = encode (paint (1), 90, NULL);
  g_autoptr(DzSubmission) first = examine (self, 0, one);
  g_autoptr(DzSubmission) second = examine_by (self, other_intake, 1, two);
  g_autoptr(DzSubmission) third = examine_by (self, other_intake, 2, copy_of_one);
  g_autoptr(DzSubmission) fourth = examine (self, 3, copy_of_two);

  assert_twin (self, third, first, DZ_TWIN_ALIKE, DZ_PDQ_FORM_SAME);
  assert_twin (self, fourth, second, DZ_TWIN_ALIKE, DZ_PDQ_FORM_SAME);
}

typedef struct
{
  Case         *of;
  DzSubmission *received; /* owned */
  DzSubmission *examined; /* owned */
} Lane;

static gpointer
run_lane (gpointer data)
{
  Lane *lane = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzStore) store = dz_store_open (lane->of->fixture.dir, &error);

  g_assert_no_error (error);
  dz_store_set_clock (store, fixture_clock, &lane->of->fixture);
  lane->examined = dz_intake_examine (lane->of->intake, store, lane->received->id, NULL, &error);
  g_assert_no_error (error);
  return NULL;
}

static void
send_at_once (Case *self,
              guint first_student,
              guint person)
{
  g_autoptr(GBytes) photo = encode (paint (person), 95, NULL);
  Lane lanes[2];
  GThread *threads[G_N_ELEMENTS (lanes)];

  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    {
      g_autofree char *identity = fixture_identity (first_student + i);

      fixture_bind (self->fixture.store, first_student + i);
      lanes[i] = (Lane) { self, dz_store_receive (self->fixture.store, identity, photo, NULL),
                          NULL };
      g_assert_nonnull (lanes[i].received);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    threads[i] = g_thread_new ("lane", run_lane, &lanes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    {
      assert_state (self, lanes[i].received, DZ_STATE_QUARANTINED);
      dz_submission_free (lanes[i].received);
      dz_submission_free (lanes[i].examined);
    }
}

/* One photo of two students at the same moment: neither search sees the other photo. */
static void
test_at_once (Case         *self,
              gconstpointer data)
{
  send_at_once (self, 0, 2);
  send_at_once (self, 2, 3);
}

/* A search and what it found, before anything is recorded. */
typedef struct
{
  DzSubmission  *received;    /* owned */
  DzMeasurement *measurement; /* owned */
  DzPeers       *peers;       /* owned, nullable */
  gint64         searched_to;
} Looked;

static void
look (Case         *self,
      DzTwinSearch *search,
      GBytes       *photo,
      Looked       *looked)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-2022", &error);
  DzTwinQuestion question = { looked->received, photo, looked->measurement,
                              dz_profile_get_alike (profile) };

  g_clear_pointer (&looked->peers, dz_peers_free);
  looked->peers = dz_peers_new ();
  dz_twin_search_run (search, self->fixture.store, &question, NULL, looked->peers,
                      &looked->searched_to, &error);
  g_assert_no_error (error);
}

static Looked
receive_and_look (Case         *self,
                  DzTwinSearch *search,
                  guint         student,
                  GBytes       *photo)
{
  g_autofree char *identity = fixture_identity (student);
  g_autoptr(GError) error = NULL;
  Looked looked = { NULL, NULL, NULL, 0 };

  fixture_bind (self->fixture.store, student);
  looked.received = dz_store_receive (self->fixture.store, identity, photo, &error);
  g_assert_no_error (error);
  looked.measurement = dz_examiner_measure (examiner, photo, NULL, &error);
  g_assert_no_error (error);
  look (self, search, photo, &looked);
  return looked;
}

static DzSubmission *
record (Case         *self,
        const Looked *looked,
        GError      **error)
{
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  DzExamination examination = { looked->measurement, findings, looked->peers, looked->searched_to,
                                "p", "h" };

  return dz_store_record_examination (self->fixture.store, looked->received->id, &examination,
                                      error);
}

static void
looked_clear (Looked *looked)
{
  dz_submission_free (looked->received);
  dz_measurement_free (looked->measurement);
  dz_peers_free (looked->peers);
}

/* The same, step by step: both have looked before either is recorded. The second may not be
 * recorded as it looked, and finds the first when it looks again. */
static void
test_stale (Case         *self,
            gconstpointer data)
{
  g_autoptr(GBytes) photo = encode (paint (0), 95, NULL);
  DzTwinSearch *search = dz_twin_search_new (examiner);
  Looked one = receive_and_look (self, search, 0, photo);
  Looked other = receive_and_look (self, search, 1, photo);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) first = NULL;
  g_autoptr(DzSubmission) second = NULL;

  g_assert_cmpuint (one.peers->twins->len + other.peers->twins->len, ==, 0);
  first = record (self, &one, &error);
  g_assert_no_error (error);
  g_assert_cmpint (first->state, ==, DZ_STATE_PENDING);
  g_assert_null (record (self, &other, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_STALE);
  g_clear_error (&error);
  assert_state (self, other.received, DZ_STATE_RECEIVED);
  look (self, search, photo, &other);
  second = record (self, &other, &error);
  g_assert_no_error (error);
  assert_twin (self, second, first, DZ_TWIN_BYTES, DZ_PDQ_FORM_SAME);
  assert_state (self, first, DZ_STATE_QUARANTINED);
  assert_state (self, second, DZ_STATE_QUARANTINED);
  looked_clear (&one);
  looked_clear (&other);
  dz_twin_search_free (search);
}

/* The rank of a photo is taken among those before it. */
static void
test_ranks (Case         *self,
            gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) photo = encode (paint (i), 95, NULL);
      g_autoptr(DzSubmission) examined = examine (self, i, photo);
      g_autoptr(DzMeasurement) measurement =
        dz_store_get_measurement (self->fixture.store, examined->id, &error);
      g_autoptr(DzPeers) peers = dz_peers_new ();

      g_assert_true (dz_store_read_ranks (self->fixture.store, examined->id, measurement, peers,
                                          &error));
      g_assert_no_error (error);
      if (!dz_measurement_has (measurement, DZ_QUANTITY_SHARPNESS))
        {
          g_test_skip ("without the models there is no face to be sharp");
          return;
        }
      g_assert_cmpuint (peers->n_photos, ==, i);
      g_assert_true (isnan (peers->sharpness_rank) == (i == 0));
    }
}

#define add(path, test) g_test_add (path, Case, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  examiner = dz_examiner_new (NULL, 2, NULL);
  add ("/service/twins/same-bytes", test_same_bytes);
  add ("/service/twins/same-pixels", test_same_pixels);
  add ("/service/twins/alike", test_alike);
  add ("/service/twins/turned", test_turned);
  add ("/service/twins/honest-lookalikes", test_honest_lookalikes);
  add ("/service/twins/after-sealing", test_after_sealing);
  add ("/service/twins/between-windows", test_between_windows);
  add ("/service/twins/refused-before", test_refused_before);
  add ("/service/twins/blank", test_blank);
  add ("/service/twins/two-processes", test_two_processes);
  add ("/service/twins/at-once", test_at_once);
  add ("/service/twins/stale", test_stale);
  add ("/service/twins/ranks", test_ranks);
  result = g_test_run ();
  dz_examiner_close (examiner);
  g_object_unref (examiner);
  for (guint i = 0; i < N_PEOPLE; i++)
    g_clear_pointer (&people[i], dz_pixels_free);
  return result;
}
