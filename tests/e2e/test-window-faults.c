/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reviewer with a real window and real keys decides what a real service leases, while what passes
 * between the two is spoiled, and in the midst of that, at random moments, the desk, its service or
 * one of their helpers is killed. Afterwards every decision that the desk said is on its disk is
 * applied once or listed as a conflict, nothing was decided that was not on the screen, and the
 * history verifies. DZ_FAULT_ROUNDS asks for another number of rounds than ten; the soak asks for
 * 200. */
#include "dz-portrait-file.h"
#include "dz-store-fixture.h"
#include "dz-test-desk.h"
#include "dz-test-keys.h"
#include "dz-test-proxy.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"
#include "fault-check.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>

#define NAME "reviewer"
#define PASSWORD "fault4windows"
#define ROUNDS 10
#define SUBMISSIONS_A_ROUND 8
#define PRESSES_MAX 4    /* before something dies, and as many again afterwards */
#define MOMENT_MS_MAX 250 /* between a key and a death */
#define AGAIN_MS 1000    /* a key that did nothing is pressed again after that */
#define TRIES_MAX 60
#define MEND_AFTER 2     /* tries; what is spoiled may keep the next photo away */
#define CUT DZ_N_TEST_FAULTS /* beside the faults of single exchanges */
#define LONG_S 120
#define TRAY "Held Decisions"

typedef enum
{
  DIES_DESK,
  DIES_SERVICE,
  DIES_DESK_HELPER,
  DIES_SERVICE_HELPER,
  N_DEATHS,
} Death;

static const char *const death_names[] = { "desk", "service", "desk's helper", "service's helper" };

typedef struct
{
  char          *dir;
  char          *data;
  DzTestService *service;
  DzTestProxy   *proxy;   /* owned: between @desk and @service */
  DzTestDesk    *desk;
  guint          fault;   /* what spoils the exchanges now, or CUT */
  guint          n_cuts;
  guint          n_keys;
  guint          n_deaths[N_DEATHS];
} Run;

/* ---- preparing ---- */

static GBytes *
draw_portrait (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (4);
  g_autoptr(GError) error = NULL;
  DzPortraitFile file;
  DzPortrait portrait;
  GBytes *jpeg;

  dz_portrait_init_random (&portrait, rand);
  portrait.width = 240;
  portrait.height = 320;
  dz_portrait_file_init (&file);
  jpeg = dz_portrait_to_jpeg (&portrait, &file, NULL, &error);
  g_assert_no_error (error);
  return jpeg;
}

/* The same picture in other bytes: behind the first marker a comment with a number. */
static GBytes *
number_photo (GBytes *jpeg,
              guint   number)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autofree char *comment = g_strdup_printf ("%08u", number);
  const guint8 marker[] = { 0xff, 0xfe, 0, 10 };
  gsize length;
  const guint8 *data = g_bytes_get_data (jpeg, &length);

  g_byte_array_append (bytes, data, 2);
  g_byte_array_append (bytes, marker, sizeof marker);
  g_byte_array_append (bytes, (const guint8 *) comment, 8);
  g_byte_array_append (bytes, data + 2, (guint) length - 2);
  return g_byte_array_free_to_bytes (bytes);
}

static void
queue_one (DzStore *store,
           GBytes  *jpeg,
           guint    i)
{
  g_autofree char *identity = fixture_identity (i);
  g_autoptr(GBytes) photo = number_photo (jpeg, i);
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(DzSubmission) queued = NULL;
  g_autoptr(GError) error = NULL;

  fixture_bind (store, i);
  received = dz_store_receive (store, identity, photo, &error);
  g_assert_no_error (error);
  queued = fixture_examine (store, received->id, DZ_OUTCOME_PASS, DZ_AUTHORITY_AUTO);
}

static void
seed (Run   *run,
      guint  n)
{
  const char *const argv[] = { g_getenv ("DZ_CTL"), "user", "add", NAME, "--roles", "reviewer",
                               "--password-stdin", "--data", run->data, NULL };
  g_autofree char *said = dz_test_run (argv, PASSWORD "\n", 0);
  g_autoptr(GBytes) jpeg = draw_portrait ();
  g_autoptr(DzStore) store = NULL;
  g_autoptr(DzWindow) window = NULL;
  g_autoptr(GError) error = NULL;

  store = dz_store_open (run->data, &error);
  g_assert_no_error (error);
  fixture_fill (store, n, g_get_real_time () - G_TIME_SPAN_MINUTE, &window);
  for (guint i = 0; i < n; i++)
    queue_one (store, jpeg, i);
}

static void
open_desk (Run *run)
{
  dz_test_desk_start (run->desk, dz_test_proxy_get_url (run->proxy));
  dz_test_desk_sign_in (run->desk, NAME, PASSWORD);
  dz_test_desk_close_first_keys (run->desk);
}

/* ---- spoiling what passes ---- */

static void
spoil (Run   *run,
       guint  fault)
{
  run->fault = fault;
  run->n_cuts += fault == CUT;
  if (fault == CUT)
    dz_test_proxy_cut (run->proxy);
  else
    dz_test_proxy_set_fault (run->proxy, (DzTestFault) fault);
}

/* The desk is told to try again, which it would by itself, but later. */
static void
mend (Run *run)
{
  if (run->fault == DZ_TEST_FAULT_NONE)
    return;
  run->fault = DZ_TEST_FAULT_NONE;
  dz_test_proxy_set_fault (run->proxy, DZ_TEST_FAULT_NONE);
  dz_test_proxy_mend (run->proxy);
  if (run->desk->process != NULL)
    dz_test_keys_send ("F5");
}

/* ---- deciding ---- */

/* As soon as the photo on the screen may be judged. */
static void
judge (Run *run)
{
  dz_test_desk_wait_readable (run->desk);
  dz_test_keys_send ("a");
  run->n_keys++;
}

/* As often as it takes: a key that comes while nothing can be judged does nothing. */
static void
decide_one (Run *run)
{
  guint n_shown = dz_test_desk_count (run->desk, "shown ");

  for (guint i = 0; i < TRIES_MAX; i++)
    {
      judge (run);
      if (dz_test_desk_wait_shown (run->desk, n_shown, AGAIN_MS))
        return;
      if (i == MEND_AFTER)
        mend (run);
      if (i % 5 == 4)
        dz_test_keys_send ("F5");
    }
  g_error ("no other photo came after %u keys", TRIES_MAX);
}

static void
decide_some (Run *run)
{
  gint n = g_test_rand_int_range (1, PRESSES_MAX + 1);

  for (gint i = 0; i < n; i++)
    decide_one (run);
}

/* ---- dying ---- */

/* "17 (duizhao-examin) S 12 …": a name may hold anything, the parent stands behind its end. */
static gboolean
is_helper_of (const char *pid,
              gint64      parent)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "stat", NULL);
  g_autofree char *text = NULL;
  const char *end;

  if (!g_ascii_isdigit (*pid) || !g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  end = strrchr (text, ')');
  return end != NULL && strstr (text, "(duizhao-examin") != NULL &&
         g_ascii_strtoll (end + strlen (") S "), NULL, 10) == parent;
}

/* Returns: 0 where there is none */
static pid_t
find_helper (GSubprocess *parent)
{
  g_autoptr(GDir) processes = g_dir_open ("/proc", 0, NULL);
  gint64 parent_pid = g_ascii_strtoll (g_subprocess_get_identifier (parent), NULL, 10);
  const char *pid;

  while ((pid = g_dir_read_name (processes)) != NULL)
    {
      if (is_helper_of (pid, parent_pid))
        return (pid_t) g_ascii_strtoll (pid, NULL, 10);
    }
  return 0;
}

static void
kill_helper (Run         *run,
             GSubprocess *parent,
             Death        death)
{
  pid_t pid = find_helper (parent);

  if (pid == 0)
    return;
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  run->n_deaths[death]++;
}

static void
restart_service (Run *run)
{
  DzTestService *killed = run->service;

  dz_test_service_kill (killed);
  run->service = dz_test_service_start (run->data, killed->students_url, killed->staff_url);
  dz_test_service_free (killed);
  run->n_deaths[DIES_SERVICE]++;
}

static void
die (Run   *run,
     Death  death)
{
  switch (death)
    {
    case DIES_DESK:
      dz_test_desk_kill (run->desk);
      run->n_deaths[DIES_DESK]++;
      mend (run); /* nobody signs in through a spoiled network */
      open_desk (run);
      break;
    case DIES_SERVICE:
      restart_service (run);
      break;
    case DIES_DESK_HELPER:
      kill_helper (run, run->desk->process, death);
      break;
    case DIES_SERVICE_HELPER:
      kill_helper (run, run->service->process, death);
      break;
    case N_DEATHS:
    default:
      g_assert_not_reached ();
    }
}

/* In 36 rounds everybody dies under every fault. */
static void
do_round (Run   *run,
          guint  i)
{
  gint moment_ms;

  spoil (run, (i + 1) % (CUT + 1));
  decide_some (run);
  judge (run);
  /* Most often while the command is on its way. */
  moment_ms = g_test_rand_int_range (0, g_test_rand_int_range (1, MOMENT_MS_MAX));
  dz_test_wait_until (g_get_monotonic_time () + moment_ms * G_TIME_SPAN_MILLISECOND);
  die (run, (Death) (i % N_DEATHS));
  mend (run);
  decide_some (run);
}

/* ---- what must be true afterwards ---- */

/* Its folder for the service, of which there is one only. */
static char *
find_desk_dir (DzTestDesk *desk)
{
  g_autofree char *path = g_build_filename (desk->home, "duizhao", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;

  g_assert_nonnull (name);
  return g_build_filename (path, name, NULL);
}

static guint
count_waiting (Run *run)
{
  g_autofree char *dir = find_desk_dir (run->desk);
  g_autofree char *file = g_build_filename (dir, "desk.sqlite", NULL);
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;
  guint n;

  g_assert_cmpint (sqlite3_open_v2 (file, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT COUNT(*) FROM outbox WHERE outcome = 'waiting'", -1,
                                       &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = (guint) sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return n;
}

static gboolean
nothing_waits (gpointer data)
{
  return count_waiting (data) == 0;
}

static void
check_all (Run   *run,
           guint  n_rounds)
{
  g_autofree char *desk_dir = find_desk_dir (run->desk);
  g_autoptr(GHashTable) kept = dz_test_desk_list (run->desk, "kept ");
  g_autoptr(GHashTable) shown = dz_test_desk_list (run->desk, "shown ");
  FaultCheck check = { .data = run->data, .desk_dir = desk_dir, .kept = kept, .shown = shown };

  fault_check_run (&check);
  g_assert_cmpuint (check.n_commands, >=, n_rounds);
  g_print ("# keys %u, photos shown %u, network cut %u times\n", run->n_keys,
           g_hash_table_size (shown), run->n_cuts);
  for (guint fault = 1; fault < DZ_N_TEST_FAULTS; fault++)
    g_print ("# exchanges with fault %u: %u\n", fault,
             dz_test_proxy_count (run->proxy, (DzTestFault) fault));
  for (guint i = 0; i < N_DEATHS; i++)
    {
      g_print ("# killed the %s: %u\n", death_names[i], run->n_deaths[i]);
      if (n_rounds >= ROUNDS) /* whoever was not there once was there the other times */
        g_assert_cmpuint (run->n_deaths[i], >, 0);
    }
  fault_check_print (&check, n_rounds);
}

static void
begin (Run   *run,
       guint  n_submissions)
{
  g_autofree char *state = NULL;

  run->dir = g_dir_make_tmp ("dz-window-faults-XXXXXX", NULL);
  run->data = g_build_filename (run->dir, "data", NULL);
  state = g_build_filename (run->dir, "state", NULL);
  run->desk = dz_test_desk_new (state);
  seed (run, n_submissions);
  run->service = dz_test_service_start (run->data, NULL, NULL);
  run->proxy = dz_test_proxy_start (run->service->staff_url);
  open_desk (run);
}

static void
run_clear (Run *run)
{
  dz_test_proxy_free (run->proxy);
  dz_test_service_free (run->service);
  dz_test_desk_free (run->desk);
  dz_test_remove_tree (run->dir);
  g_free (run->data);
  g_free (run->dir);
}

static void
test_window_faults (void)
{
  const char *asked = g_getenv ("DZ_FAULT_ROUNDS");
  guint n_rounds = asked != NULL ? (guint) g_ascii_strtoull (asked, NULL, 10) : ROUNDS;
  Run run = { 0 };

  begin (&run, (n_rounds + 1) * SUBMISSIONS_A_ROUND + PRESSES_MAX);
  for (guint i = 0; i < n_rounds; i++)
    do_round (&run, i);
  dz_test_keys_send ("F5");
  dz_test_wait_for (nothing_waits, &run, LONG_S, "all has arrived");
  dz_test_desk_kill (run.desk);
  dz_test_service_stop (run.service);
  check_all (&run, n_rounds);
  run_clear (&run);
}

/* ---- the tray after a death ---- */

/* A desk that died finds in its tray what it had decided, and takes it back there. */
static void
test_tray (void)
{
  Run run = { 0 };
  g_autofree char *decided = NULL;
  g_autofree char *shown = NULL;

  begin (&run, SUBMISSIONS_A_ROUND);
  decided = g_strdup (dz_test_desk_get_last (run.desk, "shown "));
  shown = g_strconcat ("shown ", decided, NULL);
  decide_one (&run);
  dz_test_wait_for (nothing_waits, &run, LONG_S, "the decision has arrived");
  dz_test_desk_kill (run.desk);
  open_desk (&run);
  dz_test_desk_wait_said (run.desk, run.desk->begun, "rests ");
  g_assert_cmpstr (dz_test_desk_get_last (run.desk, "rests "), ==, decided);
  dz_test_desk_press (run.desk, "t", "tray ");
  g_assert_cmpstr (dz_test_desk_get_last (run.desk, "tray "), ==, decided);
  dz_test_keys_focus (TRAY);
  dz_test_desk_press (run.desk, "z", shown);
  dz_test_wait_for (nothing_waits, &run, LONG_S, "the undo has arrived");
  dz_test_desk_kill (run.desk);
  dz_test_service_stop (run.service);
  run_clear (&run);
}

int
main (int    argc,
      char **argv)
{
  if (!dz_test_keys_open (&argc, &argv))
    return 0;
  g_test_add_func ("/window-faults/rounds", test_window_faults);
  if (g_getenv ("DZ_FAULT_ROUNDS") == NULL)
    g_test_add_func ("/window-faults/tray", test_tray);
  return g_test_run ();
}
