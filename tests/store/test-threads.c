/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"

#define N_THREADS 8
#define N_OPERATIONS 200
#define N_STUDENTS 60

/* Eight threads, each with its own store, do everything at once. */
typedef struct
{
  const char   *dir;
  const DzUser *user;
  char         *desk;  /* owned */
  guint32       seed;
  guint         n_done;
} Worker;

/* What the trade refuses is fine in a crowd; what SQLite refuses is not. */
static void
assert_of_the_trade (const GError *error)
{
  static const int fine[] = {
    DZ_STORE_ERROR_NOT_BOUND, DZ_STORE_ERROR_IN_REVIEW, DZ_STORE_ERROR_APPROVED_ALREADY,
    DZ_STORE_ERROR_ATTEMPTS,  DZ_STORE_ERROR_INVALID,
  };

  if (error == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fine); i++)
    {
      if (g_error_matches (error, DZ_STORE_ERROR, fine[i]))
        return;
    }
  g_assert_no_error (error);
}

static void
send_photo (DzStore *store,
            GRand   *rand)
{
  guint student = (guint) g_rand_int_range (rand, 0, N_STUDENTS);
  g_autoptr(GError) error = NULL;
  g_autofree char *identity = fixture_identity (student);
  g_autofree char *text = g_strdup_printf ("photo %d", g_rand_int_range (rand, 0, 10));
  g_autoptr(GBytes) photo = fixture_photo (text);
  g_autoptr(DzSubmission) received = NULL;

  fixture_bind (store, student);
  received = dz_store_receive (store, identity, photo, &error);
  assert_of_the_trade (error);
}

static void
examine_some (DzStore *store,
              GRand   *rand)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) received = dz_store_list_received (store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < MIN (received->len, 3); i++)
    {
      g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
      g_autoptr(GPtrArray) findings = dz_findings_new ();
      g_autoptr(DzSubmission) examined = NULL;
      const DzSubmission *submission = g_ptr_array_index (received, i);
      DzExamination examination = { measurement, findings, NULL, 0, "p", "hash" };
      DzFinding *finding = dz_finding_new ("FILE-02", DZ_AUTHORITY_AUTO);

      finding->outcome = g_rand_int_range (rand, 0, 4) == 0 ? DZ_OUTCOME_FAIL : DZ_OUTCOME_PASS;
      g_ptr_array_add (findings, finding);
      g_clear_error (&error);
      examined = dz_store_record_examination (store, submission->id, &examination, &error);
      assert_of_the_trade (error); /* another thread may have been faster */
    }
}

static DzCommand *
make_command (GRand              *rand,
              const DzSubmission *submission)
{
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      return fixture_command (NULL, DZ_COMMAND_SKIP, submission);
    case 1:
      return fixture_reject (submission, "blurred", NULL);
    default:
      return fixture_approve (submission);
    }
}

static void
apply (Worker          *self,
       DzStore         *store,
       const DzCommand *command)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzCommandAnswer) answer = dz_store_apply (store, self->user, self->desk, command,
                                                      "body", &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);
}

static void
work_on_queue (Worker  *self,
               DzStore *store,
               GRand   *rand)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = dz_store_lease (store, self->user, self->desk, DZ_QUEUE_REVIEW, 3,
                                                &error);

  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    {
      const DzItem *item = g_ptr_array_index (items, i);
      g_autoptr(DzCommand) command = make_command (rand, item->submission);

      apply (self, store, command);
      apply (self, store, command); /* the answer was lost, so it comes again */
      if (g_rand_int_range (rand, 0, 4) == 0)
        {
          g_autoptr(DzCommand) undo = fixture_command (NULL, DZ_COMMAND_UNDO, item->submission);

          apply (self, store, undo);
        }
    }
}

static void
tick (DzStore *store)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_store_seal_due (store, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (dz_store_expire_leases (store, NULL, &error));
  g_assert_no_error (error);
}

static gpointer
run_worker (gpointer data)
{
  Worker *self = data;
  g_autoptr(DzStore) store = fixture_open_store (self->dir);
  g_autoptr(GRand) rand = g_rand_new_with_seed (self->seed);

  for (; self->n_done < N_OPERATIONS; self->n_done++)
    {
      switch (g_rand_int_range (rand, 0, 8))
        {
        case 0:
        case 1:
        case 2:
          send_photo (store, rand);
          break;
        case 3:
        case 4:
          examine_some (store, rand);
          break;
        case 5:
        case 6:
          work_on_queue (self, store, rand);
          break;
        default:
          tick (store);
        }
    }
  return NULL;
}

/* Follows the history of every submission by core's table of moves. */
static void
replay (const DzEntry *entry,
        GHashTable    *states)
{
  guint n_moves;
  const DzMove *moves = dz_state_get_moves (&n_moves);
  gpointer state;

  if (g_str_equal (entry->kind, "receive"))
    {
      g_assert_true (g_hash_table_insert (states, g_strdup (entry->subject),
                                          GUINT_TO_POINTER (DZ_STATE_RECEIVED)));
      return;
    }
  if (!g_hash_table_lookup_extended (states, entry->subject, NULL, &state))
    return; /* not of a submission */
  for (guint i = 0; i < n_moves; i++)
    {
      if (moves[i].from == GPOINTER_TO_UINT (state) && g_str_equal (moves[i].name, entry->kind))
        {
          g_hash_table_insert (states, g_strdup (entry->subject),
                               GUINT_TO_POINTER (moves[i].to));
          return;
        }
    }
  g_error ("entry %" G_GINT64_FORMAT ": no %s from %s", entry->seq, entry->kind,
           dz_state_to_nick (GPOINTER_TO_UINT (state)));
}

static GHashTable *
replay_history (Fixture *fixture)
{
  GHashTable *states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 from = 1;

  while (TRUE)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) entries = dz_store_read_history (fixture->store, from, 500, NULL,
                                                            &error);

      g_assert_no_error (error);
      for (guint i = 0; i < entries->len; i++)
        replay (g_ptr_array_index (entries, i), states);
      from += entries->len;
      if (entries->len == 0)
        return states;
    }
}

static void
check_end (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) states = replay_history (fixture);
  g_autoptr(GPtrArray) messages = dz_store_list_messages (fixture->store, 0, 100000, &error);
  guint n_sealed = fixture_count_entries (fixture->store, "approve") +
                   fixture_count_entries (fixture->store, "reject");
  GHashTableIter iter;
  gpointer id;
  gpointer state;

  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (states), >, N_STUDENTS / 2);
  g_assert_cmpuint (n_sealed, >, 10);
  g_assert_cmpuint (messages->len, ==, n_sealed);
  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, &id, &state))
    {
      g_autoptr(DzSubmission) submission = dz_store_get_submission (fixture->store, id, &error);
      g_autoptr(GBytes) photo = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (submission->state, ==, GPOINTER_TO_UINT (state));
      photo = dz_store_get_photo (fixture->store, submission->photo, &error);
      g_assert_no_error (error);
    }
}

static void
test_everything_at_once (Fixture      *fixture,
                         gconstpointer data)
{
  Worker workers[N_THREADS] = { 0 };
  GThread *threads[N_THREADS];
  g_autoptr(DzWindow) wanted = fixture_new_window (g_get_real_time () - G_TIME_SPAN_MINUTE);
  g_autoptr(DzUser) wang = NULL;
  g_autoptr(DzUser) li = NULL;

  dz_store_set_clock (fixture->store, NULL, NULL);
  fixture_fill (fixture->store, N_STUDENTS, g_get_real_time () - 5 * G_TIME_SPAN_DAY,
                &fixture->window); /* over; its students stay */
  wanted->hold_s = 0;
  g_clear_pointer (&fixture->window, dz_window_free);
  fixture->window = dz_store_open_window (fixture->store, wanted, DZ_STORE_ACTOR_SERVICE, NULL);
  wang = dz_store_add_user (fixture->store, "王老师", "x", DZ_ROLE_REVIEWER, "service", NULL);
  li = dz_store_add_user (fixture->store, "李老师", "x", DZ_ROLE_SUPERVISOR, "service", NULL);
  for (guint i = 0; i < N_THREADS; i++)
    {
      workers[i].dir = fixture->dir;
      workers[i].user = i % 2 == 0 ? wang : li;
      workers[i].desk = g_strdup_printf ("desk-%u", i);
      workers[i].seed = i + 1;
      threads[i] = g_thread_new ("worker", run_worker, &workers[i]);
    }
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_thread_join (threads[i]);
      g_assert_cmpuint (workers[i].n_done, ==, N_OPERATIONS);
      g_free (workers[i].desk);
    }
  fixture_check_history (fixture);
  check_end (fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/threads/everything-at-once", fixture_set_up_empty,
               test_everything_at_once);
  return g_test_run ();
}
