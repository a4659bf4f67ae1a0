/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-main-window.h"

#include <glib/gi18n.h>

#include "dz-conflicts-window.h"
#include "dz-tray-window.h"
#include "dz-desk-start.h"
#include "dz-focus-return.h"
#include "dz-header-bar.h"
#include "dz-keymap.h"
#include "dz-leaving.h"
#include "dz-oversight.h"
#include "dz-progress-page.h"
#include "dz-review-page.h"
#include "dz-service-banner.h"
#include "dz-settings.h"
#include "dz-setup-page.h"
#include "dz-sign-in-page.h"
#include "dz-window-keys.h"

struct _DzMainWindow
{
  AdwApplicationWindow parent_instance;

  DzHeaderBar     *header;         /* unowned, template child */
  DzServiceBanner *banner;         /* unowned, template child */
  GtkStack        *stack;          /* unowned, template child */
  AdwViewStack    *views;          /* unowned, template child */
  DzProgressPage  *progress;       /* unowned, template child */
  DzSignInPage    *sign_in;        /* unowned, template child */
  DzSetupPage     *setup;          /* unowned, template child */
  DzReviewPage    *review;         /* unowned, template child */

  DzWindowKeys    *keys;           /* owned */
  DzOversight     *oversight;      /* owned */
  DzFocusReturn   *focus_return;   /* owned */

  DzStarter       *starter;        /* owned */
  DzDeskStart     *start;          /* owned, nullable: once this is disposed of */
  DzLeaving       *leaving;        /* owned, nullable: likewise */
  DzSync          *sync;           /* owned, nullable: while somebody works */
  GtkWindow       *conflicts;      /* unowned, nullable: what was not applied */
  GtkWindow       *tray;           /* unowned, nullable: what I decided lately */
};

G_DEFINE_FINAL_TYPE (DzMainWindow, dz_main_window, ADW_TYPE_APPLICATION_WINDOW)

/* A service of our own that has ended does not come back by itself, as another's may. */
static void
show_connection (DzMainWindow *self)
{
  gboolean ended = dz_starter_has_ended (self->starter);
  int connection;
  guint n_waiting;

  g_object_get (self->sync, "connection", &connection, "waiting", &n_waiting, NULL);
  dz_header_bar_show_connection (self->header, ended ? DZ_CONNECTION_OFFLINE
                                                     : (DzConnection) connection);
  dz_service_banner_show (self->banner, (DzConnection) connection, ended,
                          dz_sync_count_ready (self->sync), n_waiting);
}

static void
school_changed_cb (DzMainWindow *self)
{
  g_autofree char *school = NULL;

  g_object_get (self->review, "school-title", &school, NULL);
  dz_header_bar_set_title (self->header, school);
}

static void
conflict_cb (DzMainWindow *self,
             const char   *submission,
             const char   *sentence)
{
  dz_review_page_say_conflict (self->review, submission, sentence);
}

static void
problem_cb (DzMainWindow *self,
            const char   *sentence)
{
  dz_review_page_say (self->review, sentence);
}

static void
set_working (DzMainWindow *self,
             gboolean      working)
{
  dz_header_bar_set_working (self->header, working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", working);
  if (self->keys != NULL)
    dz_window_keys_set_working (self->keys, working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.filter", working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.holders", working);
  if (!working)
    gtk_widget_set_visible (GTK_WIDGET (self->banner), FALSE);
}

static void
connect_sync (DzMainWindow *self)
{
  g_signal_connect_object (self->sync, "notify::connection", G_CALLBACK (show_connection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "notify::waiting", G_CALLBACK (show_connection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dz_sync_get_queue (self->sync), "items-changed",
                           G_CALLBACK (show_connection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "conflict", G_CALLBACK (conflict_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "problem", G_CALLBACK (problem_cb), self,
                           G_CONNECT_SWAPPED);
  show_connection (self);
}

/* An entry that is hidden while it has the keyboard goes on blinking, and GTK complains. */
static void
show_page (DzMainWindow *self,
           const char   *name)
{
  g_debug ("page %s", name);
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_stack_set_visible_child_name (self->stack, name);
}

/* Signing in again after the session ended finds the page as it was left. */
static void
open_main (DzMainWindow *self)
{
  DzSync *sync = dz_starter_get_sync (self->starter);
  DzExaminer *examiner = dz_desk_start_get_examiner (self->start);

  if (self->sync == NULL)
    {
      self->sync = g_object_ref (sync);
      connect_sync (self);
      dz_review_page_open (self->review, sync, examiner);
      dz_header_bar_set_sync (self->header, sync);
      dz_leaving_set_sync (self->leaving, sync);
    }
  dz_oversight_open (self->oversight, sync, examiner);
  set_working (self, TRUE);
  show_connection (self);
  show_page (self, "main");
  gtk_widget_grab_focus (GTK_WIDGET (self->review));
}

static void
close_main (DzMainWindow *self)
{
  set_working (self, FALSE);
  dz_oversight_close (self->oversight);
  if (self->sync == NULL)
    return;
  if (self->conflicts != NULL)
    gtk_window_destroy (self->conflicts);
  if (self->tray != NULL)
    gtk_window_destroy (self->tray);
  g_signal_handlers_disconnect_by_data (dz_sync_get_queue (self->sync), self);
  g_signal_handlers_disconnect_by_data (self->sync, self);
  g_clear_object (&self->sync);
  dz_review_page_close (self->review);
  dz_header_bar_set_sync (self->header, NULL);
  dz_leaving_set_sync (self->leaving, NULL);
}

static void
filter_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  dz_header_bar_open_filter (DZ_MAIN_WINDOW (widget)->header);
}

static void
holders_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  dz_header_bar_open_holders (DZ_MAIN_WINDOW (widget)->header);
}

static void
show_sign_in (DzMainWindow *self)
{
  DzSync *sync = dz_starter_get_sync (self->starter);
  g_autofree char *name = NULL;

  g_object_get (sync, "user-name", &name, NULL);
  show_page (self, "sign-in");
  dz_sign_in_page_open (self->sign_in, sync, dz_starter_get_address (self->starter), name);
}

static void
sign_in_again_cb (DzMainWindow *self)
{
  set_working (self, FALSE);
  show_sign_in (self);
}

/* Who has no time for that need not wait. */
static void
late_cb (DzMainWindow *self)
{
  show_page (self, "progress");
  dz_progress_page_show_leaving (self->progress, _("Signing out…"));
}

static void
wait_no_longer_cb (DzMainWindow *self)
{
  dz_leaving_wait_no_longer (self->leaving);
}

static void
sign_out_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  dz_leaving_sign_out (DZ_MAIN_WINDOW (widget)->leaving);
}

static gboolean
dz_main_window_close_request (GtkWindow *window)
{
  if (!dz_leaving_may_close (DZ_MAIN_WINDOW (window)->leaving))
    return TRUE;
  return GTK_WINDOW_CLASS (dz_main_window_parent_class)->close_request (window);
}

static void
retaken_cb (DzMainWindow   *self,
            DzConflictItem *item)
{
  gtk_window_destroy (self->conflicts);
  dz_review_page_resume (self->review, dz_conflict_item_get_draft (item));
}

static void
judge_cb (DzMainWindow *self,
          const char   *submission)
{
  if (!dz_review_page_show_submission (self->review, submission))
    dz_review_page_say (self->review, _("This photo is not at this desk now. It comes with the "
                                        "next ones, unless another supervisor has it."));
}

static void
open_over (DzMainWindow *self,
           GtkWindow    *window,
           GtkWindow   **place)
{
  *place = window;
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) place);
  gtk_window_set_transient_for (window, GTK_WINDOW (self));
  gtk_window_set_modal (window, TRUE);
  gtk_window_present (window);
}

static void
conflicts_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  DzMainWindow *self = DZ_MAIN_WINDOW (widget);

  if (self->sync == NULL || self->conflicts != NULL)
    return;
  open_over (self, dz_conflicts_window_new (self->sync, dz_keymap_of (widget)), &self->conflicts);
  g_signal_connect_object (self->conflicts, "retaken", G_CALLBACK (retaken_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
tray_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  DzMainWindow *self = DZ_MAIN_WINDOW (widget);

  if (self->sync == NULL || self->tray != NULL)
    return;
  open_over (self, dz_tray_window_new (self->sync, dz_keymap_of (widget)), &self->tray);
  g_signal_connect_object (self->tray, "undo", G_CALLBACK (dz_review_page_undo), self->review,
                           G_CONNECT_SWAPPED);
}

static DzKeyPlaces
find_place (GtkWindow  *window,
            GtkWidget **target)
{
  DzMainWindow *self = DZ_MAIN_WINDOW (window);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "main") != 0)
    {
      *target = gtk_stack_get_visible_child (self->stack);
      return DZ_KEY_PLACE_WINDOW;
    }
  return dz_review_page_get_key_place (self->review, target);
}

static void
show_failure (DzMainWindow *self,
              const char   *sentence)
{
  dz_progress_page_show_problem (self->progress, sentence);
  show_page (self, "progress");
}

/* Whoever was signed in by the starter works at once; another's service asks who is there. */
static void
show_first_page (DzMainWindow *self)
{
  DzSync *sync = dz_starter_get_sync (self->starter);
  const char *credential = dz_starter_get_credential (self->starter);

  dz_header_bar_set_outbox (self->header, sync);
  if (dz_starter_needs_setup (self->starter) && credential == NULL)
    show_failure (self, _("This service has no administrator yet. Name one where it runs, with "
                          "“duizhaoctl user add”, and try again."));
  else if (dz_starter_needs_setup (self->starter))
    {
      show_page (self, "setup");
      dz_setup_page_open (self->setup, sync, credential);
    }
  else if (dz_sync_get_user (sync) != NULL)
    open_main (self);
  else
    show_sign_in (self);
}

static void
service_ended_cb (DzMainWindow *self,
                  const char   *sentence)
{
  if (self->sync == NULL)
    {
      show_failure (self, sentence);
      return;
    }
  dz_review_page_say (self->review, sentence);
  show_connection (self);
}

static void
status_changed_cb (DzMainWindow *self)
{
  g_autofree char *status = NULL;

  g_object_get (self->starter, "status", &status, NULL);
  dz_progress_page_show_status (self->progress, status);
}

static void
cancel_cb (DzMainWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
dz_main_window_dispose (GObject *object)
{
  DzMainWindow *self = DZ_MAIN_WINDOW (object);

  dz_main_window_close (self);
  /* A window of which something is on its way outlives this one. */
  g_clear_weak_pointer (&self->conflicts);
  g_clear_weak_pointer (&self->tray);
  if (self->keys != NULL)
    dz_window_keys_close (self->keys);
  g_clear_object (&self->keys);
  g_clear_object (&self->oversight);
  g_clear_object (&self->focus_return);
  g_clear_object (&self->start);
  g_clear_object (&self->leaving);
  g_clear_object (&self->starter);

  G_OBJECT_CLASS (dz_main_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DzMainWindow, header);
  gtk_widget_class_bind_template_child (widget_class, DzMainWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, DzMainWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DzMainWindow, views);
  gtk_widget_class_bind_template_child (widget_class, DzMainWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, DzMainWindow, sign_in);
  gtk_widget_class_bind_template_child (widget_class, DzMainWindow, setup);
  gtk_widget_class_bind_template_child (widget_class, DzMainWindow, review);
}

static void
dz_main_window_class_init (DzMainWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_main_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = dz_main_window_close_request;

  g_type_ensure (DZ_TYPE_HEADER_BAR);
  g_type_ensure (DZ_TYPE_PROGRESS_PAGE);
  g_type_ensure (DZ_TYPE_REVIEW_PAGE);
  g_type_ensure (DZ_TYPE_SERVICE_BANNER);
  g_type_ensure (DZ_TYPE_SETUP_PAGE);
  g_type_ensure (DZ_TYPE_SIGN_IN_PAGE);
  gtk_widget_class_install_action (widget_class, "win.conflicts", NULL, conflicts_action);
  gtk_widget_class_install_action (widget_class, "win.tray", NULL, tray_action);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action);
  gtk_widget_class_install_action (widget_class, "win.filter", NULL, filter_action);
  gtk_widget_class_install_action (widget_class, "win.holders", NULL, holders_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-main-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback_full (widget_class, "start",
                                                G_CALLBACK (dz_main_window_start));
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_main);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, wait_no_longer_cb);
}

static void
connect_leaving (DzMainWindow *self)
{
  g_signal_connect_object (self->leaving, "going", G_CALLBACK (close_main), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaving, "late", G_CALLBACK (late_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaving, "gone", G_CALLBACK (show_sign_in), self,
                           G_CONNECT_SWAPPED);
}

static void
connect_review (DzMainWindow *self)
{
  dz_review_page_set_keys (self->review, dz_window_keys_get_controller (self->keys));
  g_signal_connect_object (self->review, "notify::school-title", G_CALLBACK (school_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->oversight, "judge", G_CALLBACK (judge_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
dz_main_window_init (DzMainWindow *self)
{
  g_autoptr(GSettings) settings = dz_settings_open ();

  self->keys = dz_window_keys_new (ADW_APPLICATION_WINDOW (self), find_place, settings);
  self->oversight = dz_oversight_new (GTK_APPLICATION_WINDOW (self));
  self->leaving = dz_leaving_new (GTK_WINDOW (self));
  gtk_widget_init_template (GTK_WIDGET (self));
  dz_window_keys_cover (self->keys);
  dz_header_bar_set_views (self->header, self->views);
  self->focus_return = dz_focus_return_new (GTK_WINDOW (self), GTK_WIDGET (self->review));
  g_signal_connect_object (self->header, "closed", G_CALLBACK (dz_focus_return_soon),
                           self->focus_return, G_CONNECT_SWAPPED);
  connect_leaving (self);
  connect_review (self);
  set_working (self, FALSE);
}

static void
remember_size (DzMainWindow *self,
               GSettings    *settings)
{
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

static void
connect_starter (DzMainWindow *self)
{
  g_signal_connect_object (self->starter, "notify::status", G_CALLBACK (status_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->starter, "problem", G_CALLBACK (service_ended_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start, "ready", G_CALLBACK (show_first_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start, "failed", G_CALLBACK (show_failure), self,
                           G_CONNECT_SWAPPED);
}

/**
 * dz_main_window_new:
 * @application: the program
 * @starter: brings it to its service
 * @settings: (nullable): where the window's size is kept
 *
 * Returns: (transfer floating): a window; dz_main_window_start() begins
 */
GtkWidget *
dz_main_window_new (AdwApplication *application,
                    DzStarter      *starter,
                    GSettings      *settings)
{
  DzMainWindow *self = g_object_new (DZ_TYPE_MAIN_WINDOW, "application", application, NULL);

  g_return_val_if_fail (DZ_IS_STARTER (starter), NULL);

  self->starter = g_object_ref (starter);
  self->start = dz_desk_start_new (starter);
  connect_starter (self);
  if (settings != NULL)
    remember_size (self, settings);
  return GTK_WIDGET (self);
}

/**
 * dz_main_window_start:
 * @self: a window
 *
 * Starts the helpers and the way to the service, or starts them again after a failure.
 */
void
dz_main_window_start (DzMainWindow *self)
{
  g_return_if_fail (DZ_IS_MAIN_WINDOW (self));

  dz_main_window_close (self);
  dz_progress_page_show_status (self->progress, NULL);
  show_page (self, "progress");
  dz_desk_start_begin (self->start);
}

/**
 * dz_main_window_get_starter:
 * @self: a window
 *
 * Returns: (transfer none): what brings it to its service
 */
DzStarter *
dz_main_window_get_starter (DzMainWindow *self)
{
  g_return_val_if_fail (DZ_IS_MAIN_WINDOW (self), NULL);
  return self->starter;
}

/**
 * dz_main_window_close:
 * @self: a window
 *
 * Gives up what is under way and lets go of client and helpers. Nothing happens the second time.
 */
void
dz_main_window_close (DzMainWindow *self)
{
  g_return_if_fail (DZ_IS_MAIN_WINDOW (self));

  if (self->start == NULL || !dz_desk_start_has_begun (self->start))
    return;
  dz_leaving_stop (self->leaving);
  close_main (self);
  dz_header_bar_set_outbox (self->header, NULL);
  dz_desk_start_stop (self->start);
}
