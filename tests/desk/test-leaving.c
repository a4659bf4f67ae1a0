/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window, in this process, on a real service that commands do not reach: whoever goes is
 * told in words what waits, and nothing of it is lost; a session that ends keeps all under its
 * person and asks to sign in again. */
#include "desk-window.h"

#include "desk-display.h"
#include "desk-keys.h"
#include "dz-cache.h"
#include "dz-test-proxy.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"

#include <sqlite3.h>
#include <string.h>

#define LONG_S 120
#define AT_ONCE_US (5 * G_TIME_SPAN_SECOND) /* long before the service is given up */
#define NAME "李审"
#define PASSWORD "对照密码有八个字"
#define SUBMISSION "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define COMMAND "11111111111111111111111111111111"
#define PHOTO "0000000000000000000000000000000000000000000000000000000000000000"
#define BODY \
  "{\"id\":\"" COMMAND "\",\"kind\":\"skip\",\"submission\":\"" SUBMISSION "\",\"version\":2," \
  "\"photo\":\"" PHOTO "\",\"shown_ms\":900,\"decision\":null,\"made_us\":1}"
#define NOT_YET \
  "1 decision has not reached the service yet. It is kept safe on this computer and goes out " \
  "when you sign in here again."

typedef struct
{
  char          *data;
  DzTestService *service;
  DzTestProxy   *proxy;
  DeskWindow     opened;
  const char    *text;     /* what is waited for */
} Desk;

/* ---- preparing ---- */

/* Everything passes but commands. */
static DzTestFault
hold_commands (const char *request,
               gpointer    data)
{
  return g_str_has_suffix (request, "/commands") ? DZ_TEST_FAULT_CUT_REQUEST : DZ_TEST_FAULT_NONE;
}

static void
run_sql (const char *file,
         const char *sql,
         char      **value)
{
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW && value != NULL)
    *value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  sqlite3_close (db);
}

static char *
find_service_file (Desk *desk)
{
  return g_build_filename (desk->data, "duizhao.sqlite", NULL);
}

static char *
find_desk_dir (Desk *desk)
{
  g_autofree char *name
    = g_compute_checksum_for_string (G_CHECKSUM_SHA256, dz_test_proxy_get_url (desk->proxy), -1);

  return g_build_filename (g_get_user_state_dir (), "duizhao", name, NULL);
}

/* What an earlier run of the desk has left in its outbox. */
static void
leave_command (Desk *desk)
{
  g_autofree char *dir = find_desk_dir (desk);
  g_autofree char *file = find_service_file (desk);
  g_autofree char *user = NULL;
  g_autoptr(DzOutboxRow) row = dz_outbox_row_new ();
  g_autoptr(GError) error = NULL;
  DzCache *cache = dz_cache_open (dir, &error);

  g_assert_no_error (error);
  run_sql (file, "SELECT id FROM users WHERE name = '" NAME "'", &user);
  row->id = g_strdup (COMMAND);
  row->service = g_strdup (dz_test_proxy_get_url (desk->proxy));
  row->user = g_strdup (user);
  row->submission = g_strdup (SUBMISSION);
  row->body = g_strdup (BODY);
  g_assert_true (dz_cache_add_command (cache, row, &error));
  g_assert_no_error (error);
  dz_cache_close (cache);
}

static void
set_up (Desk         *desk,
        gconstpointer data)
{
  const char *argv[] = { g_getenv ("DZ_CTL"), "user", "add", NAME, "--roles", "reviewer",
                         "--password-stdin", "--data", NULL, NULL };
  g_autofree char *said = NULL;

  desk->data = g_dir_make_tmp ("duizhao-test-XXXXXX", NULL);
  argv[8] = desk->data;
  said = dz_test_run (argv, PASSWORD "\n", 0);
  desk->service = dz_test_service_start (desk->data, NULL, NULL);
  desk->proxy = dz_test_proxy_start (desk->service->staff_url);
  dz_test_proxy_set_func (desk->proxy, hold_commands, NULL);
  leave_command (desk);
  desk_window_open (&desk->opened, dz_test_proxy_get_url (desk->proxy), NULL);
}

static void
tear_down (Desk         *desk,
           gconstpointer data)
{
  g_autofree char *dir = find_desk_dir (desk);

  desk_window_close (&desk->opened);
  dz_test_proxy_free (desk->proxy);
  dz_test_service_stop (desk->service);
  dz_test_service_free (desk->service);
  dz_test_remove_tree (desk->data);
  dz_test_remove_tree (dir);
  g_free (desk->data);
}

/* ---- looking ---- */

/* In any window: a question is one of its own. */
static GtkWidget *
find_anywhere (const char *text)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);
      GtkWidget *found = desk_display_find_text (window, text);

      if (found != NULL && gtk_widget_get_mapped (found))
        return found;
    }
  return NULL;
}

static gboolean
says_text (gpointer data)
{
  return find_anywhere (((Desk *) data)->text) != NULL;
}

static gboolean
says_text_no_more (gpointer data)
{
  return !says_text (data);
}

static void
wait_text (Desk       *desk,
           const char *text)
{
  desk->text = text;
  dz_test_wait_for (says_text, desk, LONG_S, text);
}

static void
wait_no_text (Desk       *desk,
              const char *text)
{
  desk->text = text;
  dz_test_wait_for (says_text_no_more, desk, LONG_S, text);
}

static void
sign_out (Desk *desk)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->opened.window), "win.sign-out",
                                             NULL));
}

static guint
get_waiting (Desk *desk)
{
  guint n;

  g_object_get (desk_window_get_sync (&desk->opened), "waiting", &n, NULL);
  return n;
}

static gboolean
one_waits (gpointer data)
{
  return get_waiting (data) == 1;
}

/* Before anybody has signed in, the header bar counts what waits for all. */
static void
sign_in_to_what_waits (Desk *desk)
{
  desk_window_sign_in (&desk->opened, NAME, PASSWORD);
  wait_text (desk, "No photos to judge");
  dz_test_wait_for (one_waits, desk, LONG_S, "it is mine");
  wait_text (desk, "1 waits");
}

static void
answer (Desk       *desk,
        const char *response)
{
  GtkWidget *question = gtk_widget_get_ancestor (find_anywhere (NOT_YET), ADW_TYPE_MESSAGE_DIALOG);

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), response);
  gtk_window_close (GTK_WINDOW (question));
  wait_no_text (desk, NOT_YET);
}

static gboolean
nothing_waits (gpointer data)
{
  return get_waiting (data) == 0;
}

/* ---- a service that does not answer ---- */

/* Nor does it say anything to whoever goes or comes. */
static DzTestFault
hold_people (const char *request,
             gpointer    data)
{
  if (g_str_has_suffix (request, "/leases/release") || g_str_has_suffix (request, "/sessions"))
    return DZ_TEST_FAULT_HOLD_ANSWER;
  return hold_commands (request, data);
}

static gboolean
holds_answer (gpointer data)
{
  return dz_test_proxy_count (((Desk *) data)->proxy, DZ_TEST_FAULT_HOLD_ANSWER) > 0;
}

/* Leaves what waits with a real key, and finds @text soon. */
static void
press_escape (Desk       *desk,
              const char *text)
{
  gint64 since_us;

  dz_test_wait_for (holds_answer, desk, LONG_S, "the service was asked");
  desk_keys_focus (GTK_WINDOW (desk->opened.window));
  since_us = g_get_monotonic_time ();
  desk_keys_send ("Escape");
  wait_text (desk, text);
  g_assert_cmpint (g_get_monotonic_time () - since_us, <, AT_ONCE_US);
}

/* ---- tests ---- */

static void
quit_and_stay (Desk *desk)
{
  gtk_window_close (GTK_WINDOW (desk->opened.window));
  wait_text (desk, "Quit now?");
  wait_text (desk, NOT_YET);
  answer (desk, "stay");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (desk->opened.window)));
  g_assert_cmpuint (get_waiting (desk), ==, 1);
}

/* Who quits or signs out is asked, may stay, and finds it again. */
static void
test_asked (Desk         *desk,
            gconstpointer data)
{
  sign_in_to_what_waits (desk);
  quit_and_stay (desk);
  sign_out (desk);
  wait_text (desk, "Sign out now?");
  wait_text (desk, NOT_YET);
  answer (desk, "stay");
  g_assert_cmpuint (get_waiting (desk), ==, 1);
  sign_out (desk);
  wait_text (desk, NOT_YET);
  answer (desk, "go-on");
  sign_in_to_what_waits (desk);
  dz_test_proxy_set_func (desk->proxy, NULL, NULL);
  dz_sync_refresh (desk_window_get_sync (&desk->opened));
  dz_test_wait_for (nothing_waits, desk, LONG_S, "it goes out");
}

/* A session that the service has ended: all stays, and the same person goes on. */
static void
test_expired (Desk         *desk,
              gconstpointer data)
{
  g_autofree char *file = find_service_file (desk);

  sign_in_to_what_waits (desk);
  run_sql (file, "UPDATE sessions SET expires_us = 1", NULL);
  dz_sync_refresh (desk_window_get_sync (&desk->opened));
  wait_text (desk, "Your session has ended. Sign in again; nothing is lost.");
  g_assert_cmpuint (get_waiting (desk), ==, 1);
  wait_text (desk, "1 waits");
  g_signal_emit_by_name (gtk_widget_get_ancestor (find_anywhere ("Sign In Again"), GTK_TYPE_BUTTON),
                         "clicked");
  dz_test_proxy_set_func (desk->proxy, NULL, NULL);
  desk_window_sign_in (&desk->opened, NAME, PASSWORD);
  dz_test_wait_for (nothing_waits, desk, LONG_S, "it goes out");
}

/* Who signs out need not wait for a service that does not answer, and loses nothing. */
static void
test_without_waiting (Desk         *desk,
                      gconstpointer data)
{
  sign_in_to_what_waits (desk);
  dz_test_proxy_set_func (desk->proxy, hold_people, NULL);
  sign_out (desk);
  wait_text (desk, NOT_YET);
  answer (desk, "go-on");
  wait_text (desk, "Signing out…");
  wait_text (desk, "Do Not Wait");
  press_escape (desk, "Name");
  g_assert_null (dz_sync_get_user (desk_window_get_sync (&desk->opened)));
  dz_test_proxy_set_func (desk->proxy, hold_commands, NULL);
  sign_in_to_what_waits (desk);
}

static gboolean
may_sign_in (gpointer data)
{
  GtkWidget *cancel = find_anywhere ("Cancel");

  return cancel == NULL || !gtk_widget_get_mapped (cancel);
}

static void
test_sign_in_given_up (Desk         *desk,
                       gconstpointer data)
{
  dz_test_proxy_set_func (desk->proxy, hold_people, NULL);
  desk_window_sign_in (&desk->opened, NAME, PASSWORD);
  wait_text (desk, "Cancel");
  press_escape (desk, "Name");
  dz_test_wait_for (may_sign_in, desk, LONG_S, "nobody signs in any more");
  dz_test_proxy_set_func (desk->proxy, hold_commands, NULL);
  sign_in_to_what_waits (desk);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = desk_window_begin (&argc, &argv);
  int status;

  if (home == NULL)
    return 0;
#define ADD(path, func) g_test_add (path, Desk, NULL, set_up, func, tear_down)
  ADD ("/leaving/asked", test_asked);
  ADD ("/leaving/expired", test_expired);
  ADD ("/leaving/without-waiting", test_without_waiting);
  ADD ("/leaving/sign-in-given-up", test_sign_in_given_up);
  status = g_test_run ();
  dz_test_remove_tree (home);
  return status;
}
