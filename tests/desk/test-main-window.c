/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window, in this process, on a real service without photos. */
#include "desk-window.h"

#include "desk-display.h"
#include "dz-config.h"
#include "dz-filter-bar.h"
#include "dz-filter-popover.h"
#include "dz-review-page.h"
#include "dz-settings.h"
#include "dz-side-fold.h"
#include "dz-sign-in-page.h"
#include "dz-test-models.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"

#include <libintl.h>
#include <signal.h>
#include <string.h>

#define LONG_S 120
#define NARROW 360
#define COMMON_WIDTH 1280
#define COMMON_HEIGHT 800
#define PASSWORD "对照密码有八个字"

#define SILENT "The service does not answer; the next photos come when it does."

static void
wait_text (DeskWindow *desk,
           const char *text)
{
  desk_display_wait_said (GTK_WIDGET (desk->window), text);
}

/* Plain http beyond this machine is refused, and said. */
static void
test_plain_http (void)
{
  DeskWindow desk;

  desk_window_open (&desk, "http://photos.example.org:8081", NULL);
  wait_text (&desk, "This did not work");
  wait_text (&desk, "The service at photos.example.org is reached over plain http, which anybody "
                    "on the way can read. Use https.");
  desk_window_close (&desk);
}

static void
test_nobody_there (void)
{
  DeskWindow desk;

  desk_window_open (&desk, "http://127.0.0.1:1", NULL);
  wait_text (&desk, "This did not work");
  wait_text (&desk, "Try Again");
  desk_window_close (&desk);
}

static DzTestService *
start_service (const char *data)
{
  const char *const argv[] = { g_getenv ("DZ_CTL"), "user", "add", "李审", "--roles", "reviewer",
                               "--password-stdin", "--data", data, NULL };
  g_autofree char *said = dz_test_run (argv, PASSWORD "\n", 0);

  return dz_test_service_start (data, NULL, NULL);
}

static void
end_service (DzTestService *service,
             const char    *data)
{
  dz_test_service_stop (service);
  dz_test_service_free (service);
  dz_test_remove_tree (data);
}

static void
open_desk (DeskWindow    *desk,
           DzTestService *service)
{
  desk_window_open (desk, service->staff_url, NULL);
  wait_text (desk, service->staff_url);
}

static void
sign_in (DeskWindow *desk,
         const char *password)
{
  desk_window_sign_in (desk, "李审", password);
}

static gboolean
is_enabled (DeskWindow *desk,
            const char *text)
{
  GtkWidget *label = desk_display_find_text (GTK_WIDGET (desk->window), text);

  return gtk_widget_is_sensitive (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON));
}

static int
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* With panes and photo one over the other it fits on a narrow screen, and with text twice as large
 * on a common one. */
static void
assert_fits (DeskWindow *desk)
{
  GtkWidget *window = GTK_WIDGET (desk->window);
  GtkWidget *fold = desk_display_find (window, DZ_TYPE_SIDE_FOLD);

  g_assert_cmpint (measure (window, GTK_ORIENTATION_HORIZONTAL, -1), <=, NARROW);
  g_assert_cmpint (measure (fold, GTK_ORIENTATION_HORIZONTAL, -1), <=, NARROW);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  g_assert_cmpint (measure (window, GTK_ORIENTATION_HORIZONTAL, -1), <=, COMMON_WIDTH);
  g_assert_cmpint (measure (window, GTK_ORIENTATION_VERTICAL, COMMON_WIDTH), <=, COMMON_HEIGHT);
  g_assert_cmpint (measure (fold, GTK_ORIENTATION_HORIZONTAL, -1), <=, COMMON_WIDTH / 2);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
}

/* Who asks for help finds both versions and the licence. */
static void
assert_about (DeskWindow *desk)
{
  AdwAboutWindow *about = NULL;
  GListModel *windows = gtk_window_get_toplevels ();

  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "about", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_ABOUT_WINDOW (window))
        about = ADW_ABOUT_WINDOW (window);
    }
  g_assert_nonnull (about);
  g_assert_cmpstr (adw_about_window_get_version (about), ==, DZ_VERSION);
  g_assert_cmpint (adw_about_window_get_license_type (about), ==, GTK_LICENSE_GPL_3_0);
  g_assert_nonnull (strstr (adw_about_window_get_comments (about),
                            "is version " DZ_VERSION "."));
  g_assert_nonnull (strstr (adw_about_window_get_comments (about),
                            dz_starter_get_address (desk->starter)));
  gtk_window_destroy (GTK_WINDOW (about));
}

/* A window comes as it was left: its size, whether it filled the screen, what stood beside the
 * photo. */
static void
test_remembered (void)
{
  g_autoptr(GSettings) settings = dz_settings_open ();
  DeskWindow desk;
  gboolean beside;
  int width;
  int height;

  desk_window_open (&desk, "http://127.0.0.1:1", settings);
  gtk_window_set_default_size (GTK_WINDOW (desk.window), 911, 677);
  g_object_set (desk_display_find (GTK_WIDGET (desk.window), DZ_TYPE_SIDE_FOLD), "beside", FALSE,
                NULL);
  wait_text (&desk, "Try Again");
  desk_window_close (&desk);
  g_settings_set_boolean (settings, "window-maximized", TRUE);
  desk_window_open (&desk, "http://127.0.0.1:1", settings);
  gtk_window_get_default_size (GTK_WINDOW (desk.window), &width, &height);
  g_object_get (desk_display_find (GTK_WIDGET (desk.window), DZ_TYPE_SIDE_FOLD), "beside", &beside,
                NULL);
  g_assert_cmpint (width, ==, 911);
  g_assert_cmpint (height, ==, 677);
  g_assert_true (gtk_window_is_maximized (GTK_WINDOW (desk.window)));
  g_assert_false (beside);
  wait_text (&desk, "Try Again");
  desk_window_close (&desk);
  g_settings_reset (settings, "window-maximized");
  g_settings_reset (settings, "show-findings");
}

#define REST_MS 400

typedef struct
{
  gint64 painted_us;
} Motion;

static void
painted_cb (Motion *motion)
{
  motion->painted_us = g_get_monotonic_time ();
}

static gboolean
has_rested (gpointer motion)
{
  return g_get_monotonic_time () - ((Motion *) motion)->painted_us > REST_MS * 1000;
}

/* Who wants nothing to move: pages do not fade, and a page on which nobody does anything rests. */
static void
assert_still (DeskWindow *desk)
{
  GtkWidget *stack = gtk_widget_get_ancestor (desk->page, GTK_TYPE_STACK);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (desk->window));
  Motion motion = { g_get_monotonic_time () };
  gulong painted_id;

  g_assert_false (gtk_stack_get_transition_running (GTK_STACK (stack)));
  painted_id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &motion);
  dz_test_wait_for (has_rested, &motion, 20, "nothing is painted any more");
  g_signal_handler_disconnect (clock, painted_id);
}

/* A wrong password is said in a sentence; the right one leads to an empty queue, where nothing can
 * be judged; signing out leads back. */
static void
test_sign_in (void)
{
  g_autofree char *data = g_dir_make_tmp ("duizhao-test-XXXXXX", NULL);
  DzTestService *service = start_service (data);
  DeskWindow desk;

  open_desk (&desk, service);
  sign_in (&desk, "not the password");
  wait_text (&desk, "The name and the password do not match.");
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  sign_in (&desk, PASSWORD);
  wait_text (&desk, "No photos to judge");
  assert_still (&desk);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-enable-animations");
  wait_text (&desk, "free 0 · mine 0 · others 0");
  g_assert_false (is_enabled (&desk, "Approve"));
  g_assert_false (is_enabled (&desk, "Reject"));
  g_assert_false (is_enabled (&desk, "Skip"));
  assert_fits (&desk);
  assert_about (&desk);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (desk.window), "reasons"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (desk.window), "tasks"));
  g_subprocess_send_signal (service->process, SIGSTOP); /* it takes its time */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.sign-out", NULL));
  wait_text (&desk, "Signing out…");
  wait_text (&desk, "Do Not Wait");
  g_subprocess_send_signal (service->process, SIGCONT);
  wait_text (&desk, "Name");
  desk_window_close (&desk);
  end_service (service, data);
}

/* The header bar of a desk whose service looks for its models in @folder, and what it says. */
static void
assert_blind (const char *folder,
              const char *sentence)
{
  g_autofree char *data = g_dir_make_tmp ("duizhao-test-XXXXXX", NULL);
  g_autofree char *before = g_strdup (g_getenv ("DUIZHAO_MODELS"));
  DzTestService *service;
  DeskWindow desk;
  GtkWidget *label;
  g_autofree char *tooltip = NULL;

  g_setenv ("DUIZHAO_MODELS", folder, TRUE);
  service = start_service (data);
  if (before != NULL)
    g_setenv ("DUIZHAO_MODELS", before, TRUE);
  else
    g_unsetenv ("DUIZHAO_MODELS");
  open_desk (&desk, service);
  sign_in (&desk, PASSWORD);
  wait_text (&desk, "Faces are not measured");
  label = desk_display_find_text (GTK_WIDGET (desk.window), "Faces are not measured");
  g_assert_nonnull (gtk_widget_get_ancestor (label, ADW_TYPE_HEADER_BAR));
  tooltip = g_strdup (gtk_widget_get_tooltip_text (gtk_widget_get_parent (label)));
  g_assert_nonnull (strstr (tooltip, sentence));
  g_assert_nonnull (strstr (tooltip, "stands as unmeasured"));
  desk_window_close (&desk);
  end_service (service, data);
}

/* A service without models says so, and the header bar shows it and why. */
static void
test_no_models (void)
{
  g_autofree char *empty = g_dir_make_tmp ("duizhao-test-XXXXXX", NULL);

  assert_blind (empty, "the face models are not installed");
  dz_test_remove_tree (empty);
}

/* One bit of the installed models is another. */
static void
test_altered_models (void)
{
  g_autofree char *folder = dz_test_models_folder ();
  g_autofree char *copy = NULL;
  const char *fault;

  if (folder == NULL)
    return;
  copy = dz_test_models_spoil (folder, DZ_TEST_MODELS_MASK_BIT, &fault);
  assert_blind (copy, "the face models are not those this program was built for");
  dz_test_remove_tree (copy);
}

/* The service goes away while somebody works: the banner says so, and goes when it is back. */
static void
test_outage (void)
{
  g_autofree char *data = g_dir_make_tmp ("duizhao-test-XXXXXX", NULL);
  DzTestService *first = start_service (data);
  DzTestService *second;
  DeskWindow desk;

  open_desk (&desk, first);
  sign_in (&desk, PASSWORD);
  wait_text (&desk, "No photos to judge");
  dz_test_service_kill (first);
  wait_text (&desk, SILENT);
  second = dz_test_service_start (data, first->students_url, first->staff_url);
  desk_display_wait_unsaid (GTK_WIDGET (desk.window), SILENT); /* it is back */
  desk_window_close (&desk);
  dz_test_service_free (first);
  end_service (second, data);
}

static GtkDropDown *
find_list (GtkWidget  *root,
           const char *text)
{
  GtkWidget *label = desk_display_find_text (root, text);

  return GTK_DROP_DOWN (gtk_widget_get_ancestor (label, GTK_TYPE_DROP_DOWN));
}

/* In the first descendant of that type. */
static void
click (DeskWindow *desk,
       GType       within,
       const char *text)
{
  GtkWidget *found
    = desk_display_find_text (desk_display_find (GTK_WIDGET (desk->window), within), text);

  g_assert_true (found != NULL && gtk_widget_get_mapped (found));
  if (!GTK_IS_BUTTON (found))
    found = gtk_widget_get_ancestor (found, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (found, "clicked");
}

/* Both pages are there while one fades into the other. */
static gboolean
asks_who_is_there (gpointer data)
{
  DeskWindow *desk = data;
  GtkWidget *page = desk_display_find (GTK_WIDGET (desk->window), DZ_TYPE_SIGN_IN_PAGE);

  return gtk_stack_get_visible_child (GTK_STACK (gtk_widget_get_parent (page))) == page &&
         dz_sync_get_user (desk_window_get_sync (desk)) == NULL;
}

/* A filter is seen as long as it is set, and the same person begins with it again. */
static void
test_queue (void)
{
  g_autofree char *data = g_dir_make_tmp ("duizhao-test-XXXXXX", NULL);
  DzTestService *service = start_service (data);
  DeskWindow desk;

  open_desk (&desk, service);
  sign_in (&desk, PASSWORD);
  wait_text (&desk, "No photos to judge");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.holders", NULL));
  wait_text (&desk, "Nobody holds a photo now.");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.filter", NULL));
  wait_text (&desk, "Which photos to judge");
  gtk_drop_down_set_selected (find_list (GTK_WIDGET (desk.window), "Whatever the rules say"),
                              DZ_FILTER_VERDICT_FAIL);
  click (&desk, DZ_TYPE_FILTER_POPOVER, "Show These");
  wait_text (&desk, "Only these photos:");
  wait_text (&desk, "0 of 0 free photos fit");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.sign-out", NULL));
  dz_test_wait_for (asks_who_is_there, &desk, LONG_S, "somebody may sign in");
  sign_in (&desk, PASSWORD);
  wait_text (&desk, "Only these photos:");
  click (&desk, DZ_TYPE_FILTER_BAR, "Show All");
  desk_display_wait_unsaid (GTK_WIDGET (desk.window), "Only these photos:");
  desk_window_close (&desk);
  end_service (service, data);
}

static void
set_language (const char *language)
{
  g_autofree char *texts = g_test_build_filename (G_TEST_BUILT, "po", NULL);

  g_setenv ("LANGUAGE", language, TRUE);
  bindtextdomain ("duizhao", texts);
  textdomain ("duizhao"); /* libintl looks at the language again */
}

static void
test_chinese (void)
{
  g_autofree char *data = g_dir_make_tmp ("duizhao-test-XXXXXX", NULL);
  DzTestService *service = start_service (data);
  DeskWindow desk;

  set_language ("zh_CN");
  open_desk (&desk, service);
  sign_in (&desk, PASSWORD);
  wait_text (&desk, "没有待审照片");
  assert_fits (&desk);
  desk_window_close (&desk);
  set_language ("en");
  end_service (service, data);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = desk_window_begin (&argc, &argv);
  int status;

  if (home == NULL)
    return 0;
  g_test_add_func ("/window/plain-http", test_plain_http);
  g_test_add_func ("/window/nobody-there", test_nobody_there);
  g_test_add_func ("/window/remembered", test_remembered);
  g_test_add_func ("/window/sign-in", test_sign_in);
  g_test_add_func ("/window/chinese", test_chinese);
  g_test_add_func ("/window/queue", test_queue);
  g_test_add_func ("/window/no-models", test_no_models);
  g_test_add_func ("/window/altered-models", test_altered_models);
  g_test_add_func ("/window/outage", test_outage);
  status = g_test_run ();
  dz_test_remove_tree (home);
  return status;
}
