/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk without a window, in a process of its own, decides all that a service leases to it,
 * through a proxy that spoils what passes, while service and desk are killed in turn. Afterwards
 * every decision that the desk saw safe on its disk is applied once or listed as a conflict, and
 * the history is legal. DZ_FAULT_ROUNDS asks for more rounds than the ten of every run. */
#include "dz-store-fixture.h"
#include "dz-sync.h"
#include "dz-test-proxy.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"
#include "fault-check.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#define NAME "李审"
#define PASSWORD "对照 fault run"
#define PER_ROUND 5 /* decisions that are safe before the next fault */
#define ROUNDS 10
#define PACE_MS 20
#define REFRESH_TICKS 10 /* an impatient reviewer, who presses F5 while nothing comes */
#define LONG_S 120
#define UNDECIDED "SELECT COUNT(*) FROM submissions WHERE decision_id IS NULL"

/* ---- the desk, in its own process ---- */

typedef struct
{
  DzSync   *sync;
  gboolean  deciding;
  gboolean  signing_in;
  guint     n_ticks;
} Desk;

static void
say (const char *word,
     const char *what)
{
  g_print ("%s %s\n", word, what);
  fflush (stdout);
}

static void
safe_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Desk *desk = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  const char *submission = g_object_get_data (G_OBJECT (task), "submission");

  desk->deciding = FALSE;
  if (dz_sync_decide_finish (DZ_SYNC (source), result, &error))
    say ("safe", submission);
  else
    say ("unsafe", submission);
}

static void
decide_first (Desk *desk)
{
  g_autoptr(DzQueueItem) item = g_list_model_get_item (dz_sync_get_queue (desk->sync), 0);
  g_autoptr(DzDecision) decision = dz_decision_new ();
  GTask *task;

  if (item == NULL || desk->deciding)
    return;
  decision->verdict = DZ_VERDICT_REJECT;
  decision->reasons = g_strsplit ("other", " ", -1);
  decision->note = g_strdup ("请上传证件照。");
  task = g_task_new (desk->sync, NULL, NULL, NULL);
  g_task_set_task_data (task, desk, NULL);
  g_object_set_data_full (G_OBJECT (task), "submission", g_strdup (dz_queue_item_get_id (item)),
                          g_free);
  desk->deciding = TRUE;
  dz_sync_decide_async (desk->sync, item, decision, 500, safe_cb, task);
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Desk *desk = user_data;

  desk->signing_in = FALSE; /* where it failed, it is tried again */
  dz_sync_sign_in_finish (DZ_SYNC (source), result, NULL);
}

/* What a reviewer would do next. */
static gboolean
pace_cb (gpointer user_data)
{
  Desk *desk = user_data;
  DzConnection connection = dz_sync_get_connection (desk->sync);
  guint waiting;
  guint n_free;

  if ((connection == DZ_CONNECTION_SIGNED_OUT || connection == DZ_CONNECTION_EXPIRED) &&
      !desk->signing_in)
    {
      desk->signing_in = TRUE;
      dz_sync_sign_in_async (desk->sync, NAME, PASSWORD, NULL, signed_in_cb, desk);
      return G_SOURCE_CONTINUE;
    }
  if (connection == DZ_CONNECTION_OFFLINE && ++desk->n_ticks % REFRESH_TICKS == 0)
    dz_sync_refresh (desk->sync);
  g_object_get (desk->sync, "waiting", &waiting, "counts-free", &n_free, NULL);
  if (g_list_model_get_n_items (dz_sync_get_queue (desk->sync)) > 0)
    decide_first (desk);
  else if (connection == DZ_CONNECTION_ONLINE && waiting == 0 && n_free == 0)
    say ("idle", "now");
  else
    say ("dry", "now");
  return G_SOURCE_CONTINUE;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static int
run_desk (const char *url,
          const char *dir)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  Desk desk = { NULL, FALSE, FALSE, 0 };

  dz_sync_open_async (url, dir, NULL, opened_cb, &result);
  dz_test_wait_set (&result, LONG_S, "the desk's data open");
  desk.sync = dz_sync_open_finish (result, &error);
  if (desk.sync == NULL)
    g_error ("%s", error->message);
  g_timeout_add (PACE_MS, pace_cb, &desk);
  g_main_loop_run (loop); /* until it is killed */
  return 1;
}

/* ---- the run ---- */

typedef struct
{
  char             *dir;
  char             *data;
  char             *desk_dir;
  DzTestService    *service;
  DzTestProxy      *proxy;
  GSubprocess      *desk;
  GDataInputStream *lines;
  GHashTable       *safe;    /* owned: submissions whose decision was seen safe */
  guint             n_safe;
  guint             n_desk_deaths;
  guint             n_service_deaths;
  guint             target;
  DzTestFault       fault;   /* that must be met before the round is over, or none */
  guint             n_met;   /* how often it was met before */
  gboolean          dry;     /* the desk has nothing to decide */
  gboolean          idle;    /* … and nothing waits */
} Run;

static const char *program;

static void read_line (Run *run);

static void
line_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Run *run = user_data;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source),
                                                                result, NULL, NULL);

  if (line == NULL || G_DATA_INPUT_STREAM (source) != run->lines)
    return; /* of a desk that was killed */
  g_assert_false (g_str_has_prefix (line, "unsafe"));
  run->dry = g_str_has_prefix (line, "dry");
  run->idle = g_str_has_prefix (line, "idle");
  if (g_str_has_prefix (line, "safe "))
    {
      g_hash_table_add (run->safe, g_strdup (line + strlen ("safe ")));
      run->n_safe++;
    }
  read_line (run);
}

static void
read_line (Run *run)
{
  g_data_input_stream_read_line_async (run->lines, G_PRIORITY_DEFAULT, NULL, line_cb, run);
}

static void
start_desk (Run *run)
{
  g_autoptr(GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GError) error = NULL;

  dz_test_bind_to_us (launcher);
  run->desk = g_subprocess_launcher_spawn (launcher, &error, program, "--desk",
                                           dz_test_proxy_get_url (run->proxy), run->desk_dir, NULL);
  g_assert_no_error (error);
  run->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (run->desk));
  read_line (run);
}

/* What it had printed before it died was seen, and counts. */
static void
kill_desk (Run *run)
{
  GDataInputStream *lines = g_steal_pointer (&run->lines);

  g_subprocess_force_exit (run->desk);
  g_assert_true (g_subprocess_wait (run->desk, NULL, NULL));
  g_clear_object (&run->desk);
  g_object_unref (lines);
  run->n_desk_deaths++;
  run->idle = FALSE;
}

static void
restart_service (Run *run)
{
  DzTestService *killed = run->service;

  dz_test_service_kill (killed);
  run->service = dz_test_service_start (run->data, killed->students_url, killed->staff_url);
  dz_test_service_free (killed);
  run->n_service_deaths++;
}

static void
seed (Run   *run,
      guint  n)
{
  const char *const argv[] = { g_getenv ("DZ_CTL"), "user", "add", NAME, "--roles", "reviewer",
                               "--password-stdin", "--data", run->data, NULL };
  g_autofree char *said = dz_test_run (argv, PASSWORD "\n", 0);
  g_autoptr(DzStore) store = NULL;
  g_autoptr(DzWindow) window = NULL;
  g_autoptr(GError) error = NULL;

  store = dz_store_open (run->data, &error);
  g_assert_no_error (error);
  fixture_fill (store, n, g_get_real_time () - G_TIME_SPAN_MINUTE, &window);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *photo = g_strdup_printf ("photo %u", i);
      g_autoptr(DzSubmission) queued = fixture_queue (store, i, photo);
    }
}

static gboolean
has_begun (gpointer data)
{
  return ((Run *) data)->n_safe > 0;
}

static gboolean
has_progress (gpointer data)
{
  Run *run = data;

  if (run->fault != DZ_TEST_FAULT_NONE &&
      dz_test_proxy_count (run->proxy, run->fault) == run->n_met)
    return FALSE;
  return run->n_safe >= run->target || run->dry || run->idle;
}

/* As the service's own data say: a desk that has just signed in knows of nothing to do yet. Who
 * only reads takes nothing away from a service that is starting meanwhile. */
static guint
count_undecided (Run *run)
{
  g_autofree char *file = g_build_filename (run->data, "duizhao.sqlite", NULL);
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;
  guint n = G_MAXUINT; /* nobody has the data open, and so nobody says */

  g_assert_cmpint (sqlite3_open_v2 (file, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, LONG_S * 1000);
  if (sqlite3_prepare_v2 (db, UNDECIDED, -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    n = (guint) sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return n;
}

static gboolean
is_idle (gpointer data)
{
  Run *run = data;

  return run->idle && count_undecided (run) == 0;
}

static gboolean
is_further (gpointer data)
{
  const Run *run = data;

  return run->n_safe >= run->target || is_idle (data);
}

/* Nothing is in the way any more: it decides again, or there is nothing left. */
static void
go_on (Run *run)
{
  run->target = run->n_safe + PER_ROUND;
  dz_test_wait_for (is_further, run, LONG_S, "the desk goes on with what is left");
}

static void
work_on (Run *run)
{
  run->target = run->n_safe + PER_ROUND;
  run->dry = FALSE;
  dz_test_wait_for (has_progress, run, LONG_S, "the desk goes on");
}

/* Faults of exchanges, then those of whole programs. */
static void
do_round (Run  *run,
          guint i)
{
  guint kind = 1 + i % ROUNDS;

  g_test_message ("round %u: %u decisions safe", i + 1, run->n_safe);
  run->fault = kind < DZ_N_TEST_FAULTS ? (DzTestFault) kind : DZ_TEST_FAULT_NONE;
  run->n_met = dz_test_proxy_count (run->proxy, run->fault);
  if (kind < DZ_N_TEST_FAULTS)
    dz_test_proxy_set_fault (run->proxy, run->fault);
  else if (kind == DZ_N_TEST_FAULTS)
    dz_test_proxy_cut (run->proxy);
  else if (kind == DZ_N_TEST_FAULTS + 1)
    restart_service (run);
  if (kind >= DZ_N_TEST_FAULTS + 2)
    {
      kill_desk (run);
      if (i / ROUNDS % 2 == 1) /* every other time both at once */
        restart_service (run);
      start_desk (run);
    }
  work_on (run);
  run->fault = DZ_TEST_FAULT_NONE;
  dz_test_proxy_set_fault (run->proxy, DZ_TEST_FAULT_NONE);
  dz_test_proxy_mend (run->proxy);
  go_on (run);
}

/* ---- what must be true afterwards ---- */

static void
check_all (Run   *run,
           guint  n_rounds,
           guint  n)
{
  FaultCheck check = { .data = run->data, .desk_dir = run->desk_dir, .kept = run->safe };

  fault_check_run (&check);
  g_assert_cmpuint (check.n_decided, ==, n);
  fault_check_print (&check, n_rounds);
  for (guint fault = 1; fault < DZ_N_TEST_FAULTS; fault++)
    g_print ("# exchanges with fault %u: %u\n", fault,
             dz_test_proxy_count (run->proxy, (DzTestFault) fault));
  g_print ("# killed the desk: %u\n# killed the service: %u\n", run->n_desk_deaths,
           run->n_service_deaths);
}

static void
test_faults (void)
{
  const char *asked = g_getenv ("DZ_FAULT_ROUNDS");
  guint n_rounds = asked != NULL ? (guint) g_ascii_strtoull (asked, NULL, 10) : ROUNDS;
  guint n = n_rounds * 3 * PER_ROUND;
  Run run = { 0 };

  run.dir = g_dir_make_tmp ("dz-faults-XXXXXX", NULL);
  run.data = g_build_filename (run.dir, "data", NULL);
  run.desk_dir = g_build_filename (run.dir, "desk", NULL);
  run.safe = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  seed (&run, n);
  run.service = dz_test_service_start (run.data, NULL, NULL);
  run.proxy = dz_test_proxy_start (run.service->staff_url);
  start_desk (&run);
  dz_test_wait_for (has_begun, &run, LONG_S, "the desk begins");
  for (guint i = 0; i < n_rounds; i++)
    do_round (&run, i);
  while (!is_idle (&run)) /* many may be left, which take their time */
    go_on (&run);
  dz_test_wait_for (is_idle, &run, LONG_S, "all is decided and has arrived");
  for (guint fault = 1; fault < DZ_N_TEST_FAULTS; fault++)
    g_assert_cmpuint (dz_test_proxy_count (run.proxy, (DzTestFault) fault), >, 0);
  kill_desk (&run);
  dz_test_service_stop (run.service);
  check_all (&run, n_rounds, n);
  dz_test_service_free (run.service);
  dz_test_proxy_free (run.proxy);
  g_hash_table_unref (run.safe);
  dz_test_remove_tree (run.dir);
  g_free (run.dir);
  g_free (run.data);
  g_free (run.desk_dir);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--desk"))
    return run_desk (argv[2], argv[3]);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults", test_faults);
  return g_test_run ();
}
