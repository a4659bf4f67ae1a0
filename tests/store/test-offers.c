/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"

#include "dz-roster-row.h"
#include "dz-time.h"

/* What of the queue is offered, and in which order. The fixture's window closes within two days of
 * its opening; a second one, of another school, stays open for a month. */

#define FAR_SCHOOL "10001"

typedef struct
{
  Fixture   fixture;
  DzWindow *far;
} Case;

static void
enrol (DzStore *store)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  DzLevel level = DZ_LEVEL_MASTER;

  for (guint i = 0; i < 5; i++)
    {
      DzRosterRow *row = dz_roster_row_new ();

      row->line = i + 2;
      row->identifier = fixture_identifier (i);
      row->name = fixture_name (i);
      g_ptr_array_add (rows, row);
    }
  g_assert_true (dz_store_import_roster (store, FAR_SCHOOL, &level, rows, DZ_STORE_ACTOR_SERVICE,
                                         NULL, &error));
  g_assert_no_error (error);
}

static void
set_up (Case         *self,
        gconstpointer data)
{
  g_autoptr(DzWindow) wanted = NULL;
  g_autoptr(GError) error = NULL;

  fixture_set_up (&self->fixture, data);
  enrol (self->fixture.store);
  wanted = fixture_new_window (FIXTURE_NOON_US);
  g_free (wanted->school);
  wanted->school = g_strdup (FAR_SCHOOL);
  wanted->retake_ends_us = FIXTURE_NOON_US + 30 * DZ_TIME_DAY_US;
  wanted->upload_ends_us = wanted->retake_ends_us;
  self->far = dz_store_open_window (self->fixture.store, wanted, DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Case         *self,
           gconstpointer data)
{
  g_clear_pointer (&self->far, dz_window_free);
  fixture_tear_down (&self->fixture, data);
}

/* As student @n of either school sends it; a minute passes. */
static char *
send (Case       *self,
      const char *school,
      guint       n,
      DzOutcome   outcome)
{
  DzStore *store = self->fixture.store;
  g_autofree char *token = g_strdup_printf ("%s %u", school, n);
  g_autofree char *identity = g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
  g_autofree char *name = fixture_name (n);
  g_autofree char *identifier = fixture_identifier (n);
  g_autoptr(DzStudent) student = dz_store_bind_student (store, identity, school, DZ_LEVEL_MASTER,
                                                        name, identifier, NULL);
  g_autoptr(GBytes) photo = g_bytes_new (&self->fixture.now_us, sizeof self->fixture.now_us);
  g_autoptr(DzSubmission) received = dz_store_receive (store, identity, photo, NULL);
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  DzFinding *finding = dz_finding_new ("HEAD-02", DZ_AUTHORITY_ASSIST);
  DzFinding *look = dz_finding_new ("WEAR-01", DZ_AUTHORITY_HUMAN); /* says nothing here */
  DzExamination examination = { measurement, findings, NULL, 0, "graduate-2022", "hash" };
  g_autoptr(DzSubmission) queued = NULL;

  finding->outcome = outcome;
  look->outcome = DZ_OUTCOME_WARN;
  g_ptr_array_add (findings, finding);
  g_ptr_array_add (findings, look);
  g_assert_nonnull (received);
  queued = dz_store_record_examination (store, received->id, &examination, NULL);
  g_assert_cmpint (queued->state, ==, DZ_STATE_PENDING);
  self->fixture.now_us += G_TIME_SPAN_MINUTE;
  return g_strdup (queued->id);
}

static GPtrArray *
lease (Case                *self,
       const DzUser        *user,
       const DzQueueFilter *filter,
       const char *const   *given_up,
       guint                wanted)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *items = dz_store_lease_fitting (self->fixture.store, user, FIXTURE_DESK,
                                             DZ_QUEUE_REVIEW, filter, given_up, wanted, &error);

  g_assert_no_error (error);
  g_assert_nonnull (items);
  return items;
}

static const char *
id_at (GPtrArray *items,
       guint      index)
{
  g_assert_cmpuint (items->len, >, index);
  return ((const DzItem *) g_ptr_array_index (items, index))->submission->id;
}

static const char *
lease_at (GPtrArray *items,
          guint      index)
{
  return ((const DzItem *) g_ptr_array_index (items, index))->lease->id;
}

/* What came first of a window that stays open waits for what is of one that closes. */
static void
test_closing_first (Case         *self,
                    gconstpointer data)
{
  g_autofree char *far_old = send (self, FAR_SCHOOL, 0, DZ_OUTCOME_PASS);
  g_autofree char *far_new = send (self, FAR_SCHOOL, 1, DZ_OUTCOME_PASS);
  g_autofree char *near_old = send (self, FIXTURE_SCHOOL, 0, DZ_OUTCOME_PASS);
  g_autofree char *near_new = send (self, FIXTURE_SCHOOL, 1, DZ_OUTCOME_PASS);
  g_autoptr(GPtrArray) three = lease (self, self->fixture.wang, NULL, NULL, 3);
  g_autoptr(GPtrArray) all = NULL;

  g_assert_cmpuint (three->len, ==, 3);
  g_assert_cmpstr (id_at (three, 0), ==, near_old);
  g_assert_cmpstr (id_at (three, 1), ==, near_new);
  g_assert_cmpstr (id_at (three, 2), ==, far_old);
  all = lease (self, self->fixture.wang, NULL, NULL, 5);
  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpstr (id_at (all, 3), ==, far_new);
}

/* Once it has closed nobody can send another photo in time, and the oldest is first again. */
static void
test_closed_waits (Case         *self,
                   gconstpointer data)
{
  g_autofree char *far = send (self, FAR_SCHOOL, 0, DZ_OUTCOME_PASS);
  g_autofree char *near = send (self, FIXTURE_SCHOOL, 0, DZ_OUTCOME_PASS);
  g_autoptr(GPtrArray) items = NULL;

  self->fixture.now_us = self->fixture.window->retake_ends_us;
  items = lease (self, self->fixture.wang, NULL, NULL, 2);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (id_at (items, 0), ==, far);
  g_assert_cmpstr (id_at (items, 1), ==, near);
}

/* The one that closes sooner, whichever photo is older. */
static void
test_first_to_close (Case         *self,
                     gconstpointer data)
{
  g_autofree char *far = NULL;
  g_autofree char *near = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzWindow) wanted = fixture_new_window (FIXTURE_NOON_US);
  g_autoptr(DzWindow) doctors = NULL;
  g_autoptr(GPtrArray) items = NULL;

  self->fixture.now_us = FIXTURE_NOON_US + 20 * DZ_TIME_DAY_US;
  far = send (self, FAR_SCHOOL, 0, DZ_OUTCOME_PASS);
  wanted->opens_us = self->fixture.now_us;
  wanted->upload_ends_us = self->far->retake_ends_us - 2 * G_TIME_SPAN_HOUR;
  wanted->retake_ends_us = self->far->retake_ends_us - G_TIME_SPAN_HOUR;
  doctors = dz_store_open_window (self->fixture.store, wanted, DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
  near = send (self, FIXTURE_SCHOOL, 0, DZ_OUTCOME_PASS);
  self->fixture.now_us = wanted->retake_ends_us - DZ_STORE_CLOSING_US;
  items = lease (self, self->fixture.wang, NULL, NULL, 2);
  g_assert_cmpstr (id_at (items, 0), ==, near); /* the other closes an hour later */
  g_assert_cmpstr (id_at (items, 1), ==, far);
}

static void
assert_only (Case          *self,
             DzQueueFilter *filter,
             const char    *wanted)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_auto(GStrv) leases = NULL;
  DzQueueCounts counts;

  g_assert_true (dz_store_count_fitting (self->fixture.store, self->fixture.wang, filter, &counts,
                                         &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.fitting, ==, wanted != NULL ? 1 : 0);
  g_assert_cmpuint (counts.free, ==, 4);
  items = lease (self, self->fixture.wang, filter, NULL, 5);
  g_assert_cmpuint (items->len, ==, wanted != NULL ? 1 : 0);
  if (wanted == NULL)
    return;
  g_assert_cmpstr (id_at (items, 0), ==, wanted);
  leases = g_new0 (char *, 2);
  leases[0] = g_strdup (lease_at (items, 0));
  g_assert_true (dz_store_release_leases (self->fixture.store, self->fixture.wang, FIXTURE_DESK,
                                          leases, NULL, &error));
}

static void
test_filters (Case         *self,
              gconstpointer data)
{
  g_autofree char *failing = send (self, FAR_SCHOOL, 0, DZ_OUTCOME_FAIL);
  g_autofree char *warning = send (self, FAR_SCHOOL, 1, DZ_OUTCOME_WARN);
  g_autofree char *unmeasured = send (self, FIXTURE_SCHOOL, 0, DZ_OUTCOME_UNMEASURED);
  g_autofree char *passing = send (self, FIXTURE_SCHOOL, 1, DZ_OUTCOME_PASS);
  DzQueueFilter fails = { .verdict = DZ_FILTER_VERDICT_FAIL };
  DzQueueFilter passes = { .verdict = DZ_FILTER_VERDICT_PASS };
  DzQueueFilter warns = { .verdict = DZ_FILTER_VERDICT_WARN, .school = (char *) FAR_SCHOOL };
  DzQueueFilter unclear = { .verdict = DZ_FILTER_VERDICT_WARN,
                            .window = self->fixture.window->id };
  DzQueueFilter none = { .verdict = DZ_FILTER_VERDICT_FAIL,
                         .school = (char *) FIXTURE_SCHOOL };
  DzQueueFilter later = { .attempt = DZ_FILTER_ATTEMPT_LATER };
  DzQueueFilter long_waited = { .waited_min = 4 }; /* a minute lies between them */

  assert_only (self, &fails, failing);
  assert_only (self, &passes, passing);
  assert_only (self, &warns, warning);
  assert_only (self, &unclear, unmeasured);
  assert_only (self, &none, NULL);
  assert_only (self, &later, NULL);
  assert_only (self, &long_waited, failing);
}

static void
test_attempts (Case         *self,
               gconstpointer data)
{
  g_autofree char *first = send (self, FIXTURE_SCHOOL, 0, DZ_OUTCOME_PASS);
  g_autoptr(GPtrArray) items = lease (self, self->fixture.wang, NULL, NULL, 1);
  g_autoptr(DzCommand) command
      = fixture_reject (((DzItem *) g_ptr_array_index (items, 0))->submission, "blurred", NULL);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (&self->fixture, self->fixture.wang, command);
  DzQueueFilter later = { .attempt = DZ_FILTER_ATTEMPT_LATER };
  DzQueueFilter firsts = { .attempt = DZ_FILTER_ATTEMPT_FIRST };
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(GPtrArray) fresh = NULL;
  g_autofree char *second = NULL;
  g_autofree char *other = NULL;

  self->fixture.now_us = answer->hold_until_us;
  g_assert_true (dz_store_seal_due (self->fixture.store, NULL, NULL));
  second = send (self, FIXTURE_SCHOOL, 0, DZ_OUTCOME_PASS);
  other = send (self, FIXTURE_SCHOOL, 1, DZ_OUTCOME_PASS);
  again = lease (self, self->fixture.wang, &later, NULL, 5);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpstr (id_at (again, 0), ==, second);
  fresh = lease (self, self->fixture.li, &firsts, NULL, 5);
  g_assert_cmpuint (fresh->len, ==, 1);
  g_assert_cmpstr (id_at (fresh, 0), ==, other);
}

/* A change of the filter gives back what does not fit, and of the rest only what the desk lets go:
 * what was decided there and not sent yet stays its own. */
static void
test_given_up (Case         *self,
               gconstpointer data)
{
  g_autofree char *failing = send (self, FIXTURE_SCHOOL, 0, DZ_OUTCOME_FAIL);
  g_autofree char *decided = send (self, FIXTURE_SCHOOL, 1, DZ_OUTCOME_FAIL);
  g_autofree char *passing = send (self, FIXTURE_SCHOOL, 2, DZ_OUTCOME_PASS);
  g_autoptr(GPtrArray) all = lease (self, self->fixture.wang, NULL, NULL, 5);
  const char *given_up[] = { lease_at (all, 0), lease_at (all, 2), "none", NULL };
  DzQueueFilter passes = { .verdict = DZ_FILTER_VERDICT_PASS };
  g_autoptr(GPtrArray) kept = lease (self, self->fixture.wang, &passes, given_up, 5);
  g_autoptr(GPtrArray) others = lease (self, self->fixture.li, NULL, NULL, 5);

  g_assert_cmpuint (kept->len, ==, 2);
  g_assert_cmpstr (id_at (kept, 0), ==, decided);
  g_assert_cmpstr (id_at (kept, 1), ==, passing);
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_cmpstr (id_at (others, 0), ==, failing);
}

/* Nobody gives up what another holds. */
static void
test_given_up_of_another (Case         *self,
                          gconstpointer data)
{
  g_autofree char *failing = send (self, FIXTURE_SCHOOL, 0, DZ_OUTCOME_FAIL);
  g_autoptr(GPtrArray) mine = lease (self, self->fixture.wang, NULL, NULL, 5);
  const char *given_up[] = { lease_at (mine, 0), NULL };
  DzQueueFilter passes = { .verdict = DZ_FILTER_VERDICT_PASS };
  g_autoptr(GPtrArray) none = lease (self, self->fixture.li, &passes, given_up, 5);
  g_autoptr(GPtrArray) still = lease (self, self->fixture.wang, NULL, NULL, 5);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (still->len, ==, 1);
  g_assert_cmpstr (lease_at (still, 0), ==, lease_at (mine, 0));
}

static void
test_unknown (Case         *self,
              gconstpointer data)
{
  DzQueueFilter filters[] = {
    { .school = (char *) "99999" },
    { .window = (char *) "0123456789abcdef0123456789abcdef" },
    { .school = (char *) FIXTURE_SCHOOL, .window = self->far->id },
  };

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (dz_store_lease_fitting (self->fixture.store, self->fixture.wang, FIXTURE_DESK,
                                             DZ_QUEUE_REVIEW, &filters[i], NULL, 1, &error));
      g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_UNKNOWN_FILTER);
    }
}

/* What I skipped is passed over in a window that closes too, and does not use up a place. */
static void
test_skipped (Case         *self,
              gconstpointer data)
{
  g_autofree char *near = send (self, FIXTURE_SCHOOL, 0, DZ_OUTCOME_PASS);
  g_autofree char *far = send (self, FAR_SCHOOL, 0, DZ_OUTCOME_PASS);
  g_autoptr(GPtrArray) one = lease (self, self->fixture.wang, NULL, NULL, 1);
  g_autoptr(DzCommand) skip
      = fixture_command (NULL, DZ_COMMAND_SKIP,
                         ((DzItem *) g_ptr_array_index (one, 0))->submission);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (&self->fixture, self->fixture.wang, skip);
  g_autoptr(GPtrArray) next = lease (self, self->fixture.wang, NULL, NULL, 1);

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpstr (id_at (one, 0), ==, near);
  g_assert_cmpuint (next->len, ==, 1);
  g_assert_cmpstr (id_at (next, 0), ==, far);
}

static void
test_windows (Case         *self,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *near = send (self, FIXTURE_SCHOOL, 0, DZ_OUTCOME_PASS);
  g_autofree char *nearer = send (self, FIXTURE_SCHOOL, 1, DZ_OUTCOME_PASS);
  g_autoptr(GPtrArray) held = lease (self, self->fixture.wang, NULL, NULL, 1);
  g_autoptr(GPtrArray) windows = dz_store_list_queue_windows (self->fixture.store, &error);
  g_autoptr(GPtrArray) later = NULL;
  const DzQueueWindow *first;
  const DzQueueWindow *second;

  g_assert_no_error (error);
  g_assert_cmpuint (windows->len, ==, 2);
  first = g_ptr_array_index (windows, 0);
  second = g_ptr_array_index (windows, 1);
  g_assert_cmpstr (first->school, ==, FAR_SCHOOL);
  g_assert_cmpstr (first->school_name, ==, "北京大学");
  g_assert_cmpuint (first->n_free, ==, 0);
  g_assert_cmpstr (second->window, ==, self->fixture.window->id);
  g_assert_cmpuint (second->levels, ==, 1 << DZ_LEVEL_MASTER);
  g_assert_cmpint (second->closes_us, ==, self->fixture.window->retake_ends_us);
  g_assert_cmpuint (second->n_free, ==, 1);
  self->fixture.now_us = self->far->retake_ends_us; /* closed, but something of one waits */
  later = dz_store_list_queue_windows (self->fixture.store, &error);
  g_assert_cmpuint (later->len, ==, 1);
  g_assert_cmpuint (((DzQueueWindow *) g_ptr_array_index (later, 0))->n_free, ==, 2);
}

#define add(path, test) g_test_add ("/store/offers/" path, Case, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("closing-first", test_closing_first);
  add ("closed-waits", test_closed_waits);
  add ("first-to-close", test_first_to_close);
  add ("filters", test_filters);
  add ("attempts", test_attempts);
  add ("given-up", test_given_up);
  add ("given-up-of-another", test_given_up_of_another);
  add ("unknown", test_unknown);
  add ("skipped", test_skipped);
  add ("windows", test_windows);
  return g_test_run ();
}
