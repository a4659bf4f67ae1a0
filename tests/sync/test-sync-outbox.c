/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which order commands go out, and when; what a desk does that cannot keep them. */
#include "sync-fixture.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "dz-cache.h"
#include "dz-id.h"
#include "dz-outbox.h"
#include "dz-test-proxy.h"
#include "dz-test-wait.h"

#define FIRST "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SECOND "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static guint
count_about (Fixture    *fixture,
             const char *submission)
{
  guint n = 0;

  for (guint i = 0; i < fixture->commands->len; i++)
    n += strstr (g_ptr_array_index (fixture->commands, i), submission) != NULL;
  return n;
}

static gboolean
one_waits (gpointer data)
{
  return fixture_get_waiting (data) == 1;
}

static gboolean
two_wait (gpointer data)
{
  return fixture_get_waiting (data) == 2;
}

/* The service fails over one command: those about others go on, and the desk is not offline. */
static void
test_one_fails (Fixture      *fixture,
                gconstpointer data)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->failing = FIRST;
  fixture_approve_first (fixture);
  fixture_approve_first (fixture);
  dz_test_wait_for (one_waits, fixture, WAIT_S, "the other is applied");
  g_assert_cmpuint (count_about (fixture, SECOND), ==, 1);
  g_assert_cmpint (dz_sync_get_connection (fixture->sync), ==, DZ_CONNECTION_ONLINE);
  g_assert_null (fixture->conflict);
  fixture->failing = NULL;
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the first is applied, too");
  g_assert_cmpuint (count_about (fixture, FIRST), >=, 2);
}

/* What follows about the same submission waits for what failed. */
static void
test_order_of_one (Fixture      *fixture,
                   gconstpointer data)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->failing = FIRST;
  fixture_approve_first (fixture);
  fixture_undo_last (fixture);
  dz_test_wait_for (two_wait, fixture, WAIT_S, "both wait");
  dz_test_wait_for (fixture_has_command, fixture, WAIT_S, "the first is tried");
  for (guint i = 0; i < fixture->commands->len; i++)
    g_assert_nonnull (strstr (g_ptr_array_index (fixture->commands, i), "\"decide\""));
  fixture->failing = NULL;
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "both are answered");
  g_assert_nonnull (strstr (g_ptr_array_index (fixture->commands, fixture->commands->len - 1),
                            "\"undo\""));
}

static void
note_offline (DzSync     *sync,
              GParamSpec *pspec,
              gboolean   *heard)
{
  *heard |= dz_sync_get_connection (sync) == DZ_CONNECTION_OFFLINE;
}

static gboolean
is_heard (gpointer heard)
{
  return *(gboolean *) heard;
}

/* A service that asks to be left alone is, whatever else it answers meanwhile: leases that are on
 * their way may make it a service within reach again at once. */
static void
test_retry_after (Fixture      *fixture,
                  gconstpointer data)
{
  gint64 began_us;
  gboolean heard = FALSE;
  gulong heard_id = g_signal_connect (fixture->sync, "notify::connection",
                                      G_CALLBACK (note_offline), &heard);

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->busy_s = "3";
  began_us = g_get_monotonic_time ();
  fixture_approve_first (fixture);
  dz_test_wait_for (fixture_has_command, fixture, WAIT_S, "it is sent");
  dz_test_wait_for (is_heard, &heard, WAIT_S, "the refusal is heard");
  g_signal_handler_disconnect (fixture->sync, heard_id);
  fixture->busy_s = NULL;
  dz_sync_refresh (fixture->sync); /* answered, and so the outbox is resumed */
  dz_test_wait_for (fixture_is_online, fixture, WAIT_S, "leases are answered");
  /* Sent early, it would be answered early: only the clock tells, for on a busy machine the leases
   * may be answered after the three seconds. */
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "it is sent again");
  g_assert_cmpint (g_get_monotonic_time () - began_us, >=, 3 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (fixture->commands->len, ==, 2);
}

static gboolean
others_wait (gpointer data)
{
  guint n;

  g_object_get (((Fixture *) data)->sync, "waiting-others", &n, NULL);
  return n == 1;
}

/* Whoever comes next sees that something waits, and for whom, and no more. */
static void
test_waits_for_another (Fixture      *fixture,
                        gconstpointer data)
{
  const DzWaiting *waiting;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 503;
  fixture_approve_first (fixture);
  dz_test_wait_for (fixture_is_offline, fixture, WAIT_S, "the outage shows");
  fixture_close_desk (fixture);
  fixture->sync = fixture_open_sync (fixture->url, fixture->dir);
  dz_test_wait_for (others_wait, fixture, WAIT_S, "before anybody has signed in");
  fixture->user_name = "赵核";
  fixture_sign_in (fixture, ZHAO);
  dz_test_wait_for (others_wait, fixture, WAIT_S, "what waits for another is counted");
  waiting = g_ptr_array_index (dz_sync_get_others_waiting (fixture->sync), 0);
  g_assert_cmpstr (waiting->name, ==, "李审");
  g_assert_cmpuint (waiting->n_commands, ==, 1);
  g_assert_cmpuint (fixture_get_waiting (fixture), ==, 0);
}

/* ---- who comes while something is written ---- */

typedef struct
{
  DzApiClient   *api;
  DzCacheWorker *worker;
  DzOutbox      *outbox;
  guint          most;     /* the most that waited */
  GHashTable    *answered; /* owned: submission → what the service said: approve, reject or "" */
} Box;

static void
box_waiting_cb (Box *box)
{
  box->most = MAX (box->most, dz_outbox_get_waiting (box->outbox));
}

static void
box_answered_cb (DzOutbox        *outbox,
                 DzCommand       *command,
                 DzCommandAnswer *answer,
                 const char      *sentence,
                 DzConflict      *conflict,
                 Box             *box)
{
  const char *said = sentence != NULL ? sentence : dz_command_result_to_nick (answer->result);

  g_assert_true (g_hash_table_insert (box->answered, g_strdup (command->submission),
                                      g_strdup (said)));
}

static Box *
box_new (Fixture    *fixture,
         const char *url)
{
  Box *box = g_new0 (Box, 1);
  g_autofree char *dir = g_build_filename (fixture->dir, "box", NULL);
  g_autoptr(GError) error = NULL;
  DzCache *cache = dz_cache_open (dir, &error);

  g_assert_no_error (error);
  box->api = dz_api_client_new (url, &error);
  g_assert_no_error (error);
  box->worker = dz_cache_worker_new (cache);
  box->outbox = dz_outbox_new (box->api, box->worker);
  box->answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_signal_connect_swapped (box->outbox, "notify::waiting", G_CALLBACK (box_waiting_cb), box);
  g_signal_connect (box->outbox, "answered", G_CALLBACK (box_answered_cb), box);
  return box;
}

static void
box_free (Box *box)
{
  dz_outbox_close (box->outbox);
  dz_test_wait_finalized (g_steal_pointer (&box->outbox));
  g_object_unref (box->api);
  dz_cache_worker_close (box->worker);
  g_object_unref (box->worker);
  g_hash_table_unref (box->answered);
  g_free (box);
}

static void
box_open (Box           *box,
          const char    *id,
          GAsyncResult **result)
{
  g_autoptr(DzUser) user = dz_user_new ();

  user->id = g_strdup (id);
  user->name = g_strdup (id);
  dz_outbox_open_async (box->outbox, user, fixture_result_cb, result);
}

static void
box_add (Box           *box,
         const char    *submission,
         GAsyncResult **result)
{
  g_autoptr(DzCommand) command = dz_command_new ();

  command->id = dz_id_new ();
  command->kind = DZ_COMMAND_SKIP;
  command->submission = g_strdup (submission);
  command->photo = g_strnfill (64, 'f');
  dz_outbox_add_async (box->outbox, command, fixture_result_cb, result);
}

static void
box_wait (GAsyncResult **result)
{
  dz_test_wait_set (result, WAIT_S, "it is on disk");
  g_clear_object (result);
}

/* What is being written is its maker's, whoever has signed in when it is on disk. */
static void
test_other_comes (Fixture      *fixture,
                  gconstpointer data)
{
  Box *box = box_new (fixture, fixture->url);
  GAsyncResult *opened = NULL;
  GAsyncResult *added = NULL;

  box_open (box, LI, &opened);
  box_wait (&opened);
  box_add (box, FIRST, &added);
  box_open (box, ZHAO, &opened);
  box_wait (&added);
  box_wait (&opened);
  g_assert_cmpuint (box->most, ==, 0);
  box_open (box, LI, &opened);
  box_wait (&opened);
  g_assert_cmpuint (dz_outbox_get_waiting (box->outbox), ==, 1);
  box_free (box);
}

/* ---- answers to somebody else ---- */

static gboolean
box_is_empty (gpointer data)
{
  return dz_outbox_get_waiting (((Box *) data)->outbox) == 0;
}

static DzTestFault
spoil_second (const char *request,
              gpointer    data)
{
  guint *n_requests = data;

  return ++*n_requests == 2 ? DZ_TEST_FAULT_OLDER_ANSWER : DZ_TEST_FAULT_NONE;
}

static void
box_ask (Box        *box,
         const char *submission)
{
  GAsyncResult *added = NULL;

  box_add (box, submission, &added);
  box_wait (&added);
  dz_test_wait_for (box_is_empty, box, WAIT_S, "the command is answered");
}

/* What stands between desk and service is one answer behind, and brings to the second command what
 * was said to the first: that is no answer to it. @first_status, @second_status: what the service
 * says to either */
static void
check_older (Fixture    *fixture,
             guint       first_status,
             guint       second_status)
{
  g_autoptr(DzTestProxy) proxy = dz_test_proxy_start (fixture->url);
  Box *box = box_new (fixture, dz_test_proxy_get_url (proxy));
  GAsyncResult *opened = NULL;
  guint n_requests = 0;

  dz_test_proxy_set_func (proxy, spoil_second, &n_requests);
  dz_api_client_set_token (box->api, "of-" LI);
  box_open (box, LI, &opened);
  box_wait (&opened);
  fixture->command_status = first_status;
  box_ask (box, FIRST);
  fixture->command_status = second_status;
  box_ask (box, SECOND);
  g_assert_cmpuint (dz_test_proxy_count (proxy, DZ_TEST_FAULT_OLDER_ANSWER), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (box->answered, FIRST), ==,
                   first_status == 200 ? "applied" : "The photo fails some rules (POS-04)");
  g_assert_cmpstr (g_hash_table_lookup (box->answered, SECOND), ==,
                   second_status == 200 ? "applied" : "conflict");
  g_assert_cmpuint (count_about (fixture, SECOND), ==, 2); /* sent again, for nobody answered it */
  box_free (box);
}

static void
test_older_answer (Fixture      *fixture,
                   gconstpointer data)
{
  fixture->nameless = TRUE; /* but it says which command it answers */
  check_older (fixture, 200, 409);
}

static void
test_older_refusal (Fixture      *fixture,
                    gconstpointer data)
{
  check_older (fixture, 422, 200);
}

/* ---- a desk that cannot keep them ---- */

static void
failed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError **error = user_data;

  g_assert_false (dz_sync_decide_finish (DZ_SYNC (source), result, error));
  g_assert_nonnull (*error);
}

static void
assert_not_taken (Fixture    *fixture,
                  const char *words)
{
  g_autoptr(DzQueueItem) item = g_list_model_get_item (dz_sync_get_queue (fixture->sync), 0);
  g_autoptr(DzDecision) decision = dz_decision_new ();
  g_autoptr(GError) error = NULL;

  dz_sync_decide_async (fixture->sync, item, decision, 700, failed_cb, &error);
  dz_test_wait_set (&error, WAIT_S, "the disk refuses");
  g_assert_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_CACHE);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpuint (fixture_get_waiting (fixture), ==, 0);
  g_assert_cmpuint (fixture->commands->len, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (fixture->sync)), ==, 0);
  g_assert_true (fixture_queue_is_full (fixture)); /* the screen stays where it is */
}

/* No file may grow any more: what a full disk says to a program that writes. */
static void
test_full_disk (Fixture      *fixture,
                gconstpointer data)
{
  struct rlimit before;
  struct rlimit full;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  dz_test_wait_for (fixture_has_kept_photo, fixture, WAIT_S, "the photo is kept");
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  full = before;
  full.rlim_cur = 0;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  assert_not_taken (fixture, "is full or failing");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  fixture_approve_first (fixture); /* once there is room */
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the command is answered");
}

/* The table is gone, as if another program had been at the file. */
static void
test_spoiled (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "desk.sqlite", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *noise = g_strnfill (65536, 'x');

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture_close_desk (fixture);
  g_assert_true (g_file_set_contents (path, noise, 65536, NULL));
  {
    g_autoptr(GAsyncResult) result = NULL;
    g_autoptr(GError) error = NULL;

    dz_sync_open_async (fixture->url, fixture->dir, NULL, fixture_result_cb, &result);
    dz_test_wait_set (&result, WAIT_S, "the opening ends");
    g_assert_null (dz_sync_open_finish (result, &error));
    g_assert_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_CACHE);
    g_assert_nonnull (strstr (error->message, "cannot be read or written"));
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/sync-outbox/one-fails", test_one_fails);
  ADD ("/sync-outbox/order-of-one", test_order_of_one);
  ADD ("/sync-outbox/retry-after", test_retry_after);
  ADD ("/sync-outbox/waits-for-another", test_waits_for_another);
  ADD ("/sync-outbox/other-comes", test_other_comes);
  ADD ("/sync-outbox/older-answer", test_older_answer);
  ADD ("/sync-outbox/older-refusal", test_older_refusal);
  ADD ("/sync-outbox/full-disk", test_full_disk);
  ADD ("/sync-outbox/spoiled", test_spoiled);
  return g_test_run ();
}
