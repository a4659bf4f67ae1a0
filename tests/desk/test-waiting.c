/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window, in this process, on a real service whose answers are kept: whatever asks it says
 * so within half a second, Escape leaves it, and the key acts again. */
#include "desk-window.h"

#include "desk-display.h"
#include "desk-keys.h"
#include "dz-asking-sign.h"
#include "dz-reasons-window.h"
#include "dz-reject-pane.h"
#include "dz-sheet-view.h"
#include "dz-tasks-window.h"
#include "dz-test-proxy.h"
#include "dz-test-school.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"

#include <string.h>

#define LONG_S 60
#define TITLE "Photos waited for"
#define OTHER_TITLE "Another window"
#define ASKING "Asking the service…"
#define SIGN_US (G_TIME_SPAN_SECOND / 2)
#define SLOW_US G_TIME_SPAN_SECOND /* of a machine that does much else */
#define UP_TO_DATE "The queue is as the service has it now."

/* One for all tests: a service takes its time to start. */
static DzTestSchool *school;
static DzTestService *service;
static DzTestProxy *proxy;
static DeskWindow desk;

/* ---- the service ---- */

static DzTestFault
hold (const char *request,
      gpointer    part)
{
  return strstr (request, part) != NULL ? DZ_TEST_FAULT_HOLD_ANSWER : DZ_TEST_FAULT_NONE;
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      asked)
{
  *(GAsyncResult **) asked = g_object_ref (result);
}

/* Nothing is on its way that the desk has asked by itself: a key would wait for that. */
static void
settle (void)
{
  g_autoptr(GAsyncResult) asked = NULL;

  dz_sync_refresh_async (desk_window_get_sync (&desk), NULL, asked_cb, &asked);
  dz_test_wait_set (&asked, LONG_S, "the service answers");
}

/* Keeps the answers to requests that have @part in their address, from now on. */
static void
hold_answers (const char *part)
{
  settle ();
  dz_test_proxy_set_func (proxy, hold, (gpointer) part);
}

static void
let_answers_go (void)
{
  dz_test_proxy_set_func (proxy, NULL, NULL);
  dz_test_proxy_let_go (proxy);
}

static void
open_all (void)
{
  school = dz_test_school_new ();
  service = dz_test_service_start (school->data, NULL, NULL);
  proxy = dz_test_proxy_start (service->staff_url);
  desk_window_open (&desk, dz_test_proxy_get_url (proxy), NULL);
  desk_window_sign_in (&desk, school->head, school->head_password);
  desk_window_wait_readable (&desk);
  desk_window_take_keyboard (&desk, TITLE);
}

static void
close_all (void)
{
  let_answers_go ();
  desk_window_close (&desk);
  dz_test_proxy_free (proxy);
  dz_test_service_stop (service);
  dz_test_service_free (service);
  dz_test_school_free (school);
}

/* ---- the sign ---- */

static GtkWidget *
find_sign (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (DZ_IS_ASKING_SIGN (root))
    return gtk_widget_get_mapped (root) ? root : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_sign (child);
  return found;
}

static gboolean
has_sign (gpointer root)
{
  return find_sign (root) != NULL;
}

static gboolean
has_no_sign (gpointer root)
{
  return !has_sign (root);
}

/* It comes soon after @since_us, and a screen reader hears of it. */
static void
wait_sign (gpointer root,
           gint64   since_us)
{
  dz_test_wait_for (has_sign, root, LONG_S, ASKING);
  g_assert_cmpint (g_get_monotonic_time () - since_us, <, SIGN_US + SLOW_US);
  gtk_test_accessible_assert_role (find_sign (root), GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_test_accessible_assert_property (find_sign (root), GTK_ACCESSIBLE_PROPERTY_LABEL, ASKING);
}

/* Presses a key whose answer is kept. */
static void
ask (const char *key,
     gpointer    root)
{
  gint64 since_us = g_get_monotonic_time ();

  desk_keys_send (key);
  wait_sign (root, since_us);
}

static void
leave (gpointer root)
{
  desk_keys_send ("Escape");
  dz_test_wait_for (has_no_sign, root, LONG_S, "nobody waits any more");
}

/* ---- the review page ---- */

static gboolean
has_side (gpointer type)
{
  return desk_display_has (desk.page, GPOINTER_TO_SIZE (type));
}

static gboolean
has_no_side (gpointer type)
{
  return !has_side (type);
}

/* F5 while the answer to F5 is kept: no second request, and the sign at once. */
static void
test_photo (void)
{
  GtkWidget *page = desk.page;
  guint n_held;

  hold_answers ("/leases");
  ask ("F5", page);
  n_held = dz_test_proxy_count (proxy, DZ_TEST_FAULT_HOLD_ANSWER);
  ask ("F5", page);
  g_assert_cmpuint (dz_test_proxy_count (proxy, DZ_TEST_FAULT_HOLD_ANSWER), ==, n_held);
  leave (page);
  ask ("F5", page);
  g_signal_emit_by_name (gtk_widget_get_ancestor (desk_display_find_text (page, "Do Not Wait"),
                                                  GTK_TYPE_BUTTON), "clicked");
  g_assert_true (has_no_sign (page));
  let_answers_go ();
  settle ();
  desk_keys_send ("F5");
  desk_display_wait_said (page, UP_TO_DATE);
  g_assert_cmpint (dz_sync_get_connection (desk_window_get_sync (&desk)), ==, DZ_CONNECTION_ONLINE);
}

/* What is composed, and a sheet, stay; @leaving leaves them. */
static void
test_over (const char *key,
           GType       type,
           const char *leaving)
{
  desk_keys_send (key);
  dz_test_wait_for (has_side, GSIZE_TO_POINTER (type), LONG_S, key);
  hold_answers ("/leases");
  ask ("F5", desk.page);
  leave (desk.page);
  g_assert_true (has_side (GSIZE_TO_POINTER (type)));
  let_answers_go ();
  desk_keys_send (leaving);
  dz_test_wait_for (has_no_side, GSIZE_TO_POINTER (type), LONG_S, "it is left");
}

static void
test_panes (void)
{
  test_over ("r", DZ_TYPE_REJECT_PANE, "Escape");
  test_over ("k", DZ_TYPE_SHEET_VIEW, "k");
}

static gboolean
says_failed (gpointer root)
{
  gboolean found = GTK_IS_LABEL (root) && gtk_widget_get_mapped (root)
                   && g_str_has_prefix (gtk_label_get_text (root), "The service does not answer: ");

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = says_failed (child);
  return found;
}

/* Who waits is told when it fails. */
static void
test_failed (void)
{
  settle ();
  dz_test_proxy_cut (proxy);
  desk_keys_send ("F5");
  dz_test_wait_for (says_failed, desk.page, LONG_S, "it failed");
  g_assert_true (has_no_sign (desk.page));
  dz_test_proxy_mend (proxy);
}

/* ---- popovers ---- */

static gboolean
has_popover (gpointer data)
{
  for (GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (desk.window)); focus != NULL;
       focus = gtk_widget_get_parent (focus))
    if (GTK_IS_POPOVER (focus))
      return TRUE;
  return FALSE;
}

static gboolean
has_no_popover (gpointer data)
{
  return !has_popover (data);
}

static void
test_popovers (void)
{
  const struct
  {
    const char *key;
    const char *part;
  } popovers[] = { { "q", "/queue/windows" }, { "w", "/queue/holders" } };

  for (guint i = 0; i < G_N_ELEMENTS (popovers); i++)
    {
      hold_answers (popovers[i].part);
      ask (popovers[i].key, desk.window);
      g_assert_true (has_popover (NULL));
      leave (desk.window);
      dz_test_wait_for (has_no_popover, NULL, LONG_S, "it is closed");
      let_answers_go ();
      desk_keys_send (popovers[i].key);
      dz_test_wait_for (has_popover, NULL, LONG_S, popovers[i].key);
      dz_test_wait_for (has_no_sign, desk.window, LONG_S, "it is answered");
      desk_keys_send ("Escape");
      dz_test_wait_for (has_no_popover, NULL, LONG_S, "it is closed again");
    }
}

/* ---- an empty page ---- */

static gboolean
is_empty (gpointer data)
{
  return desk_window_count_queue (&desk) == 0;
}

static gboolean
is_full (gpointer data)
{
  return desk_window_count_queue (&desk) > 0;
}

static void
set_filter (guint waited_min)
{
  g_autoptr(DzQueueFilter) filter = dz_queue_filter_new ();

  filter->waited_min = waited_min;
  dz_sync_set_filter (desk_window_get_sync (&desk), filter);
}

static void
look_again (void)
{
  g_signal_emit_by_name (gtk_widget_get_ancestor (desk_display_find_text (desk.page, "Look Again"),
                                                  GTK_TYPE_BUTTON), "clicked");
}

/* Whoever wants other photos sees that these are asked for; whoever has none may look again. */
static void
test_empty (void)
{
  gint64 since_us;

  hold_answers ("/leases");
  since_us = g_get_monotonic_time ();
  set_filter (DZ_FILTER_WAITED_MIN_MAX);
  wait_sign (desk.page, since_us);
  leave (desk.page);
  let_answers_go ();
  settle ();
  dz_test_wait_for (is_empty, NULL, LONG_S, "nothing fits");
  look_again ();
  desk_display_wait_said (desk.page, "There is still no photo to judge.");
  hold_answers ("/leases");
  since_us = g_get_monotonic_time ();
  look_again ();
  wait_sign (desk.page, since_us);
  leave (desk.page);
  let_answers_go ();
  set_filter (0);
  dz_test_wait_for (is_full, NULL, LONG_S, "there are photos again");
  desk_window_wait_readable (&desk);
}

/* ---- windows ---- */

static GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static gboolean
has_window (gpointer type)
{
  return find_window (GPOINTER_TO_SIZE (type)) != NULL;
}

static gboolean
has_no_window (gpointer type)
{
  return !has_window (type);
}

static GtkWindow *
open_window (const char *key,
             GType       type)
{
  GtkWindow *window;

  desk_keys_send (key);
  dz_test_wait_for (has_window, GSIZE_TO_POINTER (type), LONG_S, key);
  window = find_window (type);
  gtk_window_set_title (window, OTHER_TITLE);
  desk_keys_focus (window);
  return window;
}

static void
close_window (GType type)
{
  gtk_window_close (find_window (type));
  dz_test_wait_for (has_no_window, GSIZE_TO_POINTER (type), LONG_S, "the window is closed");
  desk_keys_focus (GTK_WINDOW (desk.window));
}

static gboolean
has_row (gpointer window)
{
  return desk_display_has (window, GTK_TYPE_LIST_BOX_ROW);
}

static void
test_tasks (void)
{
  GtkWindow *window;

  hold_answers ("/tasks");
  window = open_window ("ctrl+t", DZ_TYPE_TASKS_WINDOW);
  wait_sign (window, g_get_monotonic_time ());
  desk_keys_send ("Escape");
  dz_test_wait_for (has_no_window, GSIZE_TO_POINTER (DZ_TYPE_TASKS_WINDOW), LONG_S, "it is left");
  desk_keys_focus (GTK_WINDOW (desk.window));
  let_answers_go ();
  window = open_window ("ctrl+t", DZ_TYPE_TASKS_WINDOW);
  dz_test_wait_for (has_row, window, LONG_S, "the tasks");
  hold_answers ("/tasks");
  ask ("F5", window);
  leave (window);
  let_answers_go ();
  close_window (DZ_TYPE_TASKS_WINDOW);
}

static gboolean
is_asked (gpointer data)
{
  return has_window (GSIZE_TO_POINTER (ADW_TYPE_MESSAGE_DIALOG));
}

/* Escape does not close the window below. */
static void
test_reasons (void)
{
  GtkWindow *window = open_window ("ctrl+r", DZ_TYPE_REASONS_WINDOW);
  GtkWindow *question;
  gint64 since_us;

  hold_answers ("/reasons");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "reasons.retire", NULL));
  dz_test_wait_for (is_asked, NULL, LONG_S, "whether to retire it");
  question = find_window (ADW_TYPE_MESSAGE_DIALOG);
  since_us = g_get_monotonic_time ();
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "go-on");
  gtk_window_destroy (question);
  wait_sign (window, since_us);
  desk_keys_focus (window);
  leave (window);
  desk_display_wait_said (GTK_WIDGET (window),
                          "You gave up waiting. It may be done all the same.");
  let_answers_go ();
  close_window (DZ_TYPE_REASONS_WINDOW);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = desk_window_begin (&argc, &argv);
  int status;

  if (home == NULL)
    return 0;
  open_all ();
  g_test_add_func ("/waiting/photo", test_photo);
  g_test_add_func ("/waiting/panes", test_panes);
  g_test_add_func ("/waiting/popovers", test_popovers);
  g_test_add_func ("/waiting/empty", test_empty);
  g_test_add_func ("/waiting/tasks", test_tasks);
  g_test_add_func ("/waiting/reasons", test_reasons);
  g_test_add_func ("/waiting/failed", test_failed);
  status = g_test_run ();
  close_all ();
  dz_test_remove_tree (home);
  return status;
}
