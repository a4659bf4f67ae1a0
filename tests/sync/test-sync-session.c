/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One person after another at a desk, and answers that come too late. */
#include "sync-fixture.h"

#include <string.h>

#include "dz-sync-reveals.h"
#include "dz-test-proxy.h"
#include "dz-test-wait.h"
#include "dz-wire.h"

#define AT_ONCE_US (5 * G_TIME_SPAN_SECOND) /* long before the service is given up */

/* One person's commands never go out in another's name, and nobody sees another's decisions. */
static void
test_another_person (Fixture      *fixture,
                     gconstpointer data)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 503;
  fixture_approve_first (fixture);
  dz_test_wait_for (fixture_is_offline, fixture, WAIT_S, "the outage shows");
  g_ptr_array_set_size (fixture->leased, 0);
  fixture_sign_in (fixture, ZHAO);
  fixture->command_status = 200;
  g_assert_cmpuint (fixture_get_waiting (fixture), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (fixture->sync)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_queue (fixture->sync)), ==, 0);
  fixture_sign_in (fixture, LI);
  g_ptr_array_set_size (fixture->commands, 0);
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the command is answered");
  for (guint i = 0; i < fixture->tokens->len; i++)
    g_assert_cmpstr (g_ptr_array_index (fixture->tokens, i), ==, "Bearer of-" LI);
}

static gboolean
has_held_leases (gpointer data)
{
  return ((Fixture *) data)->held_leases != NULL;
}

/* Begins a request for leases whose answer comes when it is let go. */
static void
hold_leases (Fixture *fixture)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->hold_leases = TRUE;
  dz_sync_refresh (fixture->sync);
  dz_test_wait_for (has_held_leases, fixture, WAIT_S, "the service is asked");
}

static void
let_leases_go (Fixture *fixture,
               guint    status)
{
  g_autoptr(JsonNode) node = fixture_answer_leases (fixture);
  g_autoptr(GBytes) bytes = dz_wire_print (node);

  soup_server_message_set_status (fixture->held_leases, status, NULL);
  soup_server_message_set_response (fixture->held_leases, "application/json", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  soup_server_message_unpause (fixture->held_leases);
}

static void
note_finished_cb (SoupServerMessage *message,
                  gboolean          *finished)
{
  *finished = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Lets the late answer go, and has others asked for and answered after it. */
static void
settle (Fixture *fixture,
        guint    status)
{
  gboolean finished = FALSE;

  g_signal_connect (fixture->held_leases, "finished", G_CALLBACK (note_finished_cb), &finished);
  let_leases_go (fixture, status);
  dz_test_wait_for (is_true, &finished, WAIT_S, "the late answer is sent");
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(DzServiceInfo) info = NULL;

      dz_sync_probe_async (fixture->sync, NULL, fixture_result_cb, &result);
      dz_test_wait_set (&result, WAIT_S, "a later answer");
      info = dz_sync_probe_finish (fixture->sync, result, NULL);
    }
}

/* The old session's end says nothing of the new one. */
static void
test_late_refusal (Fixture      *fixture,
                   gconstpointer data)
{
  hold_leases (fixture);
  fixture_sign_in (fixture, LI);
  dz_test_wait_for (fixture_is_online, fixture, WAIT_S, "signed in");
  settle (fixture, 401);
  g_assert_cmpint (dz_sync_get_connection (fixture->sync), ==, DZ_CONNECTION_ONLINE);
}

/* A late answer does not make an ended session look alive, whose commands then wait unseen. */
static void
test_late_success (Fixture      *fixture,
                   gconstpointer data)
{
  hold_leases (fixture);
  fixture->command_status = 401;
  fixture_approve_first (fixture);
  dz_test_wait_for (fixture_is_expired, fixture, WAIT_S, "the session's end shows");
  settle (fixture, 200);
  g_assert_cmpint (dz_sync_get_connection (fixture->sync), ==, DZ_CONNECTION_EXPIRED);
}

static gboolean
none_is_mine (gpointer data)
{
  guint mine;

  g_object_get (((Fixture *) data)->sync, "counts-mine", &mine, NULL);
  return mine == 0;
}

/* What was leased to one person does not reach the next one's queue. */
static void
test_late_leases (Fixture      *fixture,
                  gconstpointer data)
{
  hold_leases (fixture);
  g_ptr_array_set_size (fixture->leased, 0);
  fixture_sign_in (fixture, ZHAO);
  dz_test_wait_for (none_is_mine, fixture, WAIT_S, "the new session asks for itself");
  g_ptr_array_add (fixture->leased, g_strnfill (32, 'd'));
  settle (fixture, 200);
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_queue (fixture->sync)), ==, 0);
}

static gboolean
has_user (gpointer data)
{
  return dz_sync_get_user (((Fixture *) data)->sync) != NULL;
}

/* The desk ends between the service's answer and the outbox; nothing may run on without it. */
static void
test_close_while_signing_in (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;

  fixture_close_desk (fixture);
  fixture->sync = fixture_open_sync (fixture->url, fixture->dir);
  dz_sync_sign_in_async (fixture->sync, "李审", "password", NULL, fixture_result_cb, &result);
  dz_test_wait_for (has_user, fixture, WAIT_S, "the service lets us in");
  dz_sync_close (fixture->sync);
  dz_test_wait_set (&result, WAIT_S, "the sign-in ends");
  g_assert_false (dz_sync_sign_in_finish (fixture->sync, result, NULL));
  g_assert_null (g_main_context_find_source_by_user_data (NULL, fixture->sync));
}

static void
test_expired_session (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 401;
  fixture_approve_first (fixture);
  dz_test_wait_for (fixture_is_expired, fixture, WAIT_S, "the session's end shows");
  g_assert_false (dz_sync_may_reveal (fixture->sync, &error));
  g_assert_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_SIGNED_OUT);
  g_assert_cmpuint (fixture_get_waiting (fixture), ==, 1);
  fixture->command_status = 200;
  dz_sync_sign_in_async (fixture->sync, "李审", "password", NULL, fixture_result_cb, &result);
  dz_test_wait_set (&result, WAIT_S, "signing in again");
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the command arrives");
}

static void
test_sign_out (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  dz_sync_sign_out_async (fixture->sync, NULL, fixture_result_cb, &result);
  dz_test_wait_set (&result, WAIT_S, "signing out");
  g_assert_true (dz_sync_sign_out_finish (fixture->sync, result, NULL));
  g_assert_null (dz_sync_get_user (fixture->sync));
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_queue (fixture->sync)), ==, 0);
  g_assert_cmpint (dz_sync_get_connection (fixture->sync), ==, DZ_CONNECTION_SIGNED_OUT);
  dz_test_wait_for (fixture_has_no_photo, fixture, WAIT_S, "the photos leave");
}

static gboolean
has_ended_session (gpointer data)
{
  return ((Fixture *) data)->n_ended >= 1;
}

/* ---- who goes need not wait for the service ---- */

/* What the proxy keeps to itself of what passes: requests that end so. */
static DzTestFault
hold_some (const char *request,
           gpointer    suffix)
{
  return g_str_has_suffix (request, suffix) ? DZ_TEST_FAULT_HOLD_ANSWER : DZ_TEST_FAULT_NONE;
}

static gboolean
holds_answer (gpointer proxy)
{
  return dz_test_proxy_count (proxy, DZ_TEST_FAULT_HOLD_ANSWER) > 0;
}

static DzTestProxy *
work_through_proxy (Fixture *fixture)
{
  DzTestProxy *proxy = dz_test_proxy_start (fixture->url);

  fixture_close_desk (fixture);
  fixture->sync = fixture_open_sync (dz_test_proxy_get_url (proxy), fixture->dir);
  fixture_sign_in (fixture, LI);
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  return proxy;
}

/* Signs out while the service keeps the answer to a request that ends so, and does not wait. */
static void
sign_out_at_once (Fixture     *fixture,
                  DzTestProxy *proxy,
                  const char  *suffix)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gint64 since_us;

  dz_test_proxy_set_func (proxy, hold_some, (gpointer) suffix);
  dz_sync_sign_out_async (fixture->sync, cancellable, fixture_result_cb, &result);
  dz_test_wait_for (holds_answer, proxy, WAIT_S, "the service does not answer");
  g_assert_null (result);
  g_assert_nonnull (dz_sync_get_user (fixture->sync));
  since_us = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  dz_test_wait_set (&result, WAIT_S, "signing out");
  g_assert_cmpint (g_get_monotonic_time () - since_us, <, AT_ONCE_US);
  g_assert_true (dz_sync_sign_out_finish (fixture->sync, result, &error));
  g_assert_no_error (error);
  g_assert_null (dz_sync_get_user (fixture->sync));
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_queue (fixture->sync)), ==, 0);
  g_assert_cmpint (dz_sync_get_connection (fixture->sync), ==, DZ_CONNECTION_SIGNED_OUT);
}

static void
end_proxy (Fixture     *fixture,
           DzTestProxy *proxy)
{
  fixture_close_desk (fixture);
  dz_test_proxy_free (proxy);
  fixture->sync = fixture_open_sync (fixture->url, fixture->dir);
}

/* The session ends at the service all the same, as soon as it listens. */
static void
test_sign_out_at_once (Fixture      *fixture,
                       gconstpointer data)
{
  DzTestProxy *proxy = work_through_proxy (fixture);

  sign_out_at_once (fixture, proxy, "/leases/release");
  dz_test_wait_for (has_ended_session, fixture, WAIT_S, "the session ends at the service, too");
  end_proxy (fixture, proxy);
}

/* What arrives late of it leaves the next person's session alone. */
static void
test_next_person_after (Fixture      *fixture,
                        gconstpointer data)
{
  DzTestProxy *proxy = work_through_proxy (fixture);

  sign_out_at_once (fixture, proxy, "/sessions/current");
  fixture_sign_in (fixture, ZHAO);
  dz_test_proxy_set_func (proxy, NULL, NULL);
  dz_test_proxy_let_go (proxy);
  dz_sync_refresh (fixture->sync);
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  g_assert_cmpint (dz_sync_get_connection (fixture->sync), ==, DZ_CONNECTION_ONLINE);
  g_assert_cmpstr (dz_sync_get_user (fixture->sync)->id, ==, ZHAO);
  end_proxy (fixture, proxy);
}

/* What waits to be sent stays on disk. */
static void
test_sign_out_with_command (Fixture      *fixture,
                            gconstpointer data)
{
  DzTestProxy *proxy = work_through_proxy (fixture);

  fixture->command_status = 503;
  fixture_approve_first (fixture);
  dz_test_wait_for (fixture_is_offline, fixture, WAIT_S, "the outage shows");
  sign_out_at_once (fixture, proxy, "/leases/release");
  dz_test_proxy_set_func (proxy, NULL, NULL);
  fixture_sign_in (fixture, LI);
  g_assert_cmpuint (fixture_get_waiting (fixture), ==, 1);
  fixture->command_status = 200;
  dz_sync_refresh (fixture->sync);
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the command arrives");
  end_proxy (fixture, proxy);
}

/* ---- who signs in is told something in the end ---- */

static gboolean
sign_in_meanwhile (Fixture      *fixture,
                   DzSync       *sync,
                   GCancellable *cancellable,
                   gboolean      cancel,
                   GError      **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  dz_sync_sign_in_async (sync, "李审", "password", cancellable, fixture_result_cb, &result);
  if (cancel)
    g_cancellable_cancel (cancellable);
  dz_test_wait_set (&result, WAIT_S, "the sign-in ends");
  return dz_sync_sign_in_finish (sync, result, error);
}

/* A service that takes the request and never answers. */
static void
test_silent_service (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture_close_desk (fixture);
  fixture->sync = fixture_open_sync (fixture->url, fixture->dir);
  fixture->hold_sessions = TRUE;
  dz_sync_set_patience (fixture->sync, 200);
  g_assert_false (sign_in_meanwhile (fixture, fixture->sync, NULL, FALSE, &error));
  g_assert_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, "within 1 second"));
  g_assert_cmpint (dz_sync_get_connection (fixture->sync), ==, DZ_CONNECTION_SIGNED_OUT);
  fixture->hold_sessions = FALSE;
  dz_sync_set_patience (fixture->sync, WAIT_S * 1000);
  fixture_sign_in (fixture, LI);
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
}

static void
test_given_up (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  fixture_close_desk (fixture);
  fixture->sync = fixture_open_sync (fixture->url, fixture->dir);
  fixture->hold_sessions = TRUE;
  g_assert_false (sign_in_meanwhile (fixture, fixture->sync, cancellable, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (dz_sync_get_user (fixture->sync));
}

/* Given up when the service has answered already: nobody is signed in behind anybody's back. */
static void
test_given_up_late (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  fixture_close_desk (fixture);
  fixture->sync = fixture_open_sync (fixture->url, fixture->dir);
  dz_sync_sign_in_async (fixture->sync, "李审", "password", cancellable, fixture_result_cb,
                         &result);
  while (dz_sync_get_user (fixture->sync) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  dz_test_wait_set (&result, WAIT_S, "the sign-in ends");
  g_assert_false (dz_sync_sign_in_finish (fixture->sync, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (dz_sync_get_user (fixture->sync));
  g_assert_cmpint (dz_sync_get_connection (fixture->sync), ==, DZ_CONNECTION_SIGNED_OUT);
  dz_test_wait_for (has_ended_session, fixture, WAIT_S, "the session ends at the service, too");
}

/* Whatever becomes of what passes, it ends; and well where it can. */
static void
test_through_faults (Fixture      *fixture,
                     gconstpointer data)
{
  g_autofree char *dir = g_build_filename (fixture->dir, "through", NULL);
  DzTestProxy *proxy = dz_test_proxy_start (fixture->url);
  DzSync *sync = fixture_open_sync (dz_test_proxy_get_url (proxy), dir);

  for (guint fault = 1; fault < DZ_N_TEST_FAULTS; fault++)
    {
      g_autoptr(GError) error = NULL;
      gboolean spoils = fault == DZ_TEST_FAULT_CUT_REQUEST || fault == DZ_TEST_FAULT_CUT_ANSWER ||
                        fault == DZ_TEST_FAULT_TRUNCATE || fault == DZ_TEST_FAULT_OLDER_ANSWER;
      gboolean signed_in;

      g_test_message ("fault %u", fault);
      dz_test_proxy_set_fault (proxy, (DzTestFault) fault);
      signed_in = sign_in_meanwhile (fixture, sync, NULL, FALSE, &error);
      g_assert_true (signed_in == !spoils);
      g_assert_true (signed_in == (error == NULL));
      if (signed_in)
        g_assert_nonnull (dz_sync_get_user (sync));
    }
  dz_sync_close (sync);
  dz_test_wait_finalized (sync);
  dz_test_proxy_free (proxy);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/sync-session/another-person", test_another_person);
  ADD ("/sync-session/late-refusal", test_late_refusal);
  ADD ("/sync-session/late-success", test_late_success);
  ADD ("/sync-session/late-leases", test_late_leases);
  ADD ("/sync-session/close-while-signing-in", test_close_while_signing_in);
  ADD ("/sync-session/expired-session", test_expired_session);
  ADD ("/sync-session/sign-out", test_sign_out);
  ADD ("/sync-session/sign-out-at-once", test_sign_out_at_once);
  ADD ("/sync-session/next-person-after", test_next_person_after);
  ADD ("/sync-session/sign-out-with-command", test_sign_out_with_command);
  ADD ("/sync-session/silent-service", test_silent_service);
  ADD ("/sync-session/given-up", test_given_up);
  ADD ("/sync-session/given-up-late", test_given_up_late);
  ADD ("/sync-session/through-faults", test_through_faults);
  return g_test_run ();
}
