/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-window.h"

#include <glib/gi18n.h>

#include "dz-conflicts-window.h"
#include "dz-examiner.h"
#include "dz-filter-popover.h"
#include "dz-holders-popover.h"
#include "dz-keymap.h"
#include "dz-keys-layer.h"
#include "dz-progress-page.h"
#include "dz-question.h"
#include "dz-review-page.h"
#include "dz-review-text.h"
#include "dz-settings.h"
#include "dz-setup-page.h"
#include "dz-sign-in-page.h"
#include "dz-waiting-badge.h"
#include "dz-waiting-text.h"
#include "dz-window-keys.h"

/* One renders what is looked at, the other what comes next. */
#define N_HELPERS 2

struct _DzWindow
{
  AdwApplicationWindow parent_instance;

  AdwWindowTitle  *title;          /* unowned, template child */
  AdwViewSwitcher *switcher;       /* unowned, template child */
  GtkWidget       *menu;           /* unowned, template child */
  GtkWidget       *status;         /* unowned, template child */
  GtkWidget       *no_faces;       /* unowned, template child */
  GtkMenuButton   *filter_button;  /* unowned, template child */
  DzFilterPopover *filter;         /* unowned, template child */
  GtkMenuButton   *holders_button; /* unowned, template child */
  DzHoldersPopover *holders;       /* unowned, template child */
  DzWaitingBadge  *waiting;        /* unowned, template child */
  GtkLabel        *counts;         /* unowned, template child */
  GtkImage        *connection;     /* unowned, template child */
  GtkWidget       *banner;         /* unowned, template child */
  GtkLabel        *banner_text;    /* unowned, template child */
  GtkWidget       *banner_sign_in; /* unowned, template child */
  GtkWidget       *banner_start;   /* unowned, template child */
  GtkStack        *stack;          /* unowned, template child */
  AdwViewStack    *views;          /* unowned, template child */
  DzProgressPage  *progress;       /* unowned, template child */
  DzSignInPage    *sign_in;        /* unowned, template child */
  DzSetupPage     *setup;          /* unowned, template child */
  DzReviewPage    *review;         /* unowned, template child */

  DzWindowKeys    *keys;           /* owned */

  DzStarter       *starter;        /* owned */
  DzExaminer      *examiner;       /* owned, nullable: once it was started */
  GCancellable    *cancellable;    /* owned, nullable: of the start under way */
  guint            n_starting;     /* of service and helpers, those that are under way */
  GError          *start_error;    /* owned, nullable: what went wrong first */
  DzSync          *sync;           /* owned, nullable: while somebody works */
  GtkWindow       *conflicts;      /* unowned, nullable: what was not applied */
  GtkWindow       *question;       /* unowned, nullable: whether to go on */
  gboolean         leaving;        /* it was asked already */
};

G_DEFINE_FINAL_TYPE (DzWindow, dz_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_counts (DzWindow *self)
{
  guint n_free;
  guint n_mine;
  guint n_others;
  g_autofree char *text = NULL;

  g_object_get (self->sync, "counts-free", &n_free, "counts-mine", &n_mine, "counts-others",
                &n_others, NULL);
  text = dz_review_counts_text (n_free, n_mine, n_others);
  gtk_label_set_label (self->counts, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->holders_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static const char *
say_connection (DzConnection connection)
{
  switch (connection)
    {
    case DZ_CONNECTION_ONLINE:
      return _("Connected to the service");
    case DZ_CONNECTION_OFFLINE:
      return _("The service does not answer");
    case DZ_CONNECTION_EXPIRED:
      return _("Signed out by the service");
    case DZ_CONNECTION_SIGNED_OUT:
    default:
      return _("Signed out");
    }
}

/* A full disc and a ring: shape as well as colour. */
static void
show_dot (DzWindow     *self,
          DzConnection  connection)
{
  gboolean online = connection == DZ_CONNECTION_ONLINE;
  const char *text = say_connection (connection);

  gtk_image_set_from_icon_name (self->connection, online ? "dz-online-symbolic"
                                                         : "dz-offline-symbolic");
  gtk_widget_set_css_classes (
      GTK_WIDGET (self->connection),
      (const char *[]) { online ? "dz-connected" : "dz-disconnected", NULL });
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->connection), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->connection),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static char *
say_trouble (DzConnection connection,
             gboolean     ended,
             guint        n_ready,
             guint        n_waiting)
{
  if (ended)
    return g_strdup (_("The service on this computer has ended. Start it again; nothing is lost."));
  if (connection == DZ_CONNECTION_EXPIRED)
    return g_strdup (_("Your session has ended. Sign in again; nothing is lost."));
  return dz_waiting_offline_text (n_ready, n_waiting);
}

/* A service of our own that has ended does not come back by itself, as another's may. */
static void
show_connection (DzWindow *self)
{
  gboolean ended = dz_starter_has_ended (self->starter);
  int connection;
  guint n_waiting;
  g_autofree char *text = NULL;

  g_object_get (self->sync, "connection", &connection, "waiting", &n_waiting, NULL);
  show_dot (self, ended ? DZ_CONNECTION_OFFLINE : (DzConnection) connection);
  text = say_trouble ((DzConnection) connection, ended, dz_sync_count_ready (self->sync),
                      n_waiting);
  gtk_label_set_label (self->banner_text, text);
  gtk_widget_set_visible (self->banner_start, ended);
  gtk_widget_set_visible (self->banner_sign_in, !ended && connection == DZ_CONNECTION_EXPIRED);
  gtk_widget_set_visible (self->banner, ended || connection == DZ_CONNECTION_OFFLINE
                                            || connection == DZ_CONNECTION_EXPIRED);
}

/* Why, and what it means for the findings beside the photo. */
static void
show_models (DzWindow *self)
{
  const char *sentence
    = dz_models_problem_to_sentence (dz_sync_get_models_problem (self->sync));
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->no_faces, sentence != NULL);
  if (sentence == NULL)
    return;
  text = g_strdup_printf ("%s\n%s", _(sentence),
                          _("What only a face could tell stands as unmeasured."));
  gtk_widget_set_tooltip_text (self->no_faces, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->no_faces), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
school_changed_cb (DzWindow *self)
{
  g_autofree char *school = NULL;

  g_object_get (self->review, "school-title", &school, NULL);
  adw_window_title_set_title (self->title, school != NULL ? school : _("Duizhao"));
}

static void
conflict_cb (DzWindow   *self,
             const char *submission,
             const char *sentence)
{
  dz_review_page_say (self->review, sentence);
}

static void
problem_cb (DzWindow   *self,
            const char *sentence)
{
  dz_review_page_say (self->review, sentence);
}

static void
set_working (DzWindow *self,
             gboolean  working)
{
  gtk_widget_set_visible (GTK_WIDGET (self->switcher), working);
  gtk_widget_set_visible (self->status, working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", working);
  if (self->keys != NULL)
    dz_window_keys_set_working (self->keys, working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.filter", working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.holders", working);
  if (!working)
    gtk_widget_set_visible (self->banner, FALSE);
}

static void
connect_sync (DzWindow *self)
{
  static const char *const counts[]
      = { "notify::counts-free", "notify::counts-mine", "notify::counts-others" };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_signal_connect_object (self->sync, counts[i], G_CALLBACK (show_counts), self,
                             G_CONNECT_SWAPPED);
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
  g_signal_connect_object (self->sync, "notify::models-problem", G_CALLBACK (show_models), self,
                           G_CONNECT_SWAPPED);
  show_counts (self);
  show_connection (self);
  show_models (self);
}

/* An entry that is hidden while it has the keyboard goes on blinking, and GTK complains. */
static void
show_page (DzWindow   *self,
           const char *name)
{
  g_debug ("page %s", name);
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_stack_set_visible_child_name (self->stack, name);
}

/* Signing in again after the session ended finds the page as it was left. */
static void
open_main (DzWindow *self)
{
  DzSync *sync = dz_starter_get_sync (self->starter);

  if (self->sync == NULL)
    {
      self->sync = g_object_ref (sync);
      connect_sync (self);
      dz_review_page_open (self->review, sync, self->examiner);
      dz_filter_popover_set_sync (self->filter, sync);
      dz_holders_popover_set_sync (self->holders, sync);
    }
  set_working (self, TRUE);
  show_connection (self);
  show_page (self, "main");
  gtk_widget_grab_focus (GTK_WIDGET (self->review));
}

static void
close_main (DzWindow *self)
{
  set_working (self, FALSE);
  if (self->sync == NULL)
    return;
  if (self->conflicts != NULL)
    gtk_window_destroy (self->conflicts);
  g_signal_handlers_disconnect_by_data (dz_sync_get_queue (self->sync), self);
  g_signal_handlers_disconnect_by_data (self->sync, self);
  g_clear_object (&self->sync);
  dz_review_page_close (self->review);
  dz_filter_popover_set_sync (self->filter, NULL);
  dz_holders_popover_set_sync (self->holders, NULL);
}

static void
filter_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  gtk_menu_button_popup (DZ_WINDOW (widget)->filter_button);
}

static void
holders_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  gtk_menu_button_popup (DZ_WINDOW (widget)->holders_button);
}

static void
show_sign_in (DzWindow *self)
{
  DzSync *sync = dz_starter_get_sync (self->starter);
  g_autofree char *name = NULL;

  g_object_get (sync, "user-name", &name, NULL);
  show_page (self, "sign-in");
  dz_sign_in_page_open (self->sign_in, sync, dz_starter_get_address (self->starter), name);
}

static void
sign_in_again_cb (DzWindow *self)
{
  set_working (self, FALSE);
  show_sign_in (self);
}

static void
signed_out_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(DzWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!dz_sync_sign_out_finish (DZ_SYNC (source), result, &error))
    g_message ("signing out: %s", error->message);
  if (self->cancellable != NULL && DZ_SYNC (source) == dz_starter_get_sync (self->starter))
    show_sign_in (self);
}

static void
sign_out (gpointer user_data)
{
  DzWindow *self = user_data;
  g_autoptr(DzSync) sync = self->sync != NULL ? g_object_ref (self->sync) : NULL;

  if (sync == NULL)
    return;
  close_main (self);
  dz_sync_sign_out_async (sync, signed_out_cb, g_object_ref (self));
}

static guint
count_waiting (DzWindow *self)
{
  guint n = 0;

  if (self->sync != NULL)
    g_object_get (self->sync, "waiting", &n, NULL);
  return n;
}

/* Nothing is lost by going; but who goes should know that something has not arrived. */
static void
ask_leaving (DzWindow       *self,
             const char     *heading,
             const char     *go_on,
             DzQuestionFunc  func)
{
  g_autofree char *body = dz_waiting_leaving_text (count_waiting (self));

  if (self->question != NULL)
    return;
  self->question = dz_question_ask (GTK_WINDOW (self), heading, body, _("_Stay"), go_on, func,
                                    G_OBJECT (self));
  g_object_add_weak_pointer (G_OBJECT (self->question), (gpointer *) &self->question);
}

static void
sign_out_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  DzWindow *self = DZ_WINDOW (widget);

  if (count_waiting (self) > 0)
    ask_leaving (self, _("Sign out now?"), _("_Sign Out"), sign_out);
  else
    sign_out (self);
}

static void
leave (gpointer user_data)
{
  DzWindow *self = user_data;

  self->leaving = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
dz_window_close_request (GtkWindow *window)
{
  DzWindow *self = DZ_WINDOW (window);

  if (count_waiting (self) == 0 || self->leaving)
    return GTK_WINDOW_CLASS (dz_window_parent_class)->close_request (window);
  ask_leaving (self, _("Quit now?"), _("_Quit"), leave);
  return TRUE;
}

static void
retaken_cb (DzWindow       *self,
            DzConflictItem *item)
{
  gtk_window_destroy (self->conflicts);
  dz_review_page_resume (self->review, dz_conflict_item_get_draft (item));
}

static void
conflicts_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  DzWindow *self = DZ_WINDOW (widget);

  if (self->sync == NULL || self->conflicts != NULL)
    return;
  self->conflicts = dz_conflicts_window_new (self->sync, dz_keymap_of (widget));
  g_object_add_weak_pointer (G_OBJECT (self->conflicts), (gpointer *) &self->conflicts);
  gtk_window_set_transient_for (self->conflicts, GTK_WINDOW (self));
  gtk_window_set_modal (self->conflicts, TRUE);
  g_signal_connect_object (self->conflicts, "retaken", G_CALLBACK (retaken_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (self->conflicts);
}

static DzKeyPlaces
find_place (GtkWindow  *window,
            GtkWidget **target)
{
  DzWindow *self = DZ_WINDOW (window);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "main") != 0)
    return DZ_KEY_PLACE_WINDOW;
  return dz_review_page_get_key_place (self->review, target);
}

static void
show_failure (DzWindow   *self,
              const char *sentence)
{
  dz_progress_page_show_problem (self->progress, sentence);
  show_page (self, "progress");
}

/* Whoever was signed in by the starter works at once; another's service asks who is there. */
static void
show_first_page (DzWindow *self)
{
  DzSync *sync = dz_starter_get_sync (self->starter);
  const char *credential = dz_starter_get_credential (self->starter);

  dz_waiting_badge_set_sync (self->waiting, sync);
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
service_ended_cb (DzWindow   *self,
                  const char *sentence)
{
  if (self->sync == NULL)
    {
      show_failure (self, sentence);
      return;
    }
  dz_review_page_say (self->review, sentence);
  show_connection (self);
}

/* The way to the service and the helpers start side by side; what went wrong is said when neither
 * is under way any more, so that it can be tried again. */
static void
end_start (DzWindow *self,
           GError   *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  if (self->start_error == NULL)
    self->start_error = error;
  else
    g_clear_error (&error);
  if (--self->n_starting > 0)
    return;
  if (self->start_error == NULL)
    show_first_page (self);
  else
    show_failure (self, self->start_error->message);
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DzWindow) self = user_data;
  GError *error = NULL;

  dz_starter_start_finish (DZ_STARTER (source), result, &error);
  end_start (self, error);
}

static void
start_examiner (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (dz_examiner_start (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
examiner_started_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  end_start (DZ_WINDOW (source), error);
}

static void
status_changed_cb (DzWindow *self)
{
  g_autofree char *status = NULL;

  g_object_get (self->starter, "status", &status, NULL);
  dz_progress_page_show_status (self->progress, status);
}

static void
cancel_cb (DzWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
dz_window_dispose (GObject *object)
{
  DzWindow *self = DZ_WINDOW (object);

  dz_window_close (self);
  if (self->keys != NULL)
    dz_window_keys_close (self->keys);
  g_clear_object (&self->keys);
  g_clear_object (&self->starter);
  g_clear_error (&self->start_error);

  G_OBJECT_CLASS (dz_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DzWindow, title);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, menu);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, status);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, no_faces);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, filter_button);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, filter);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, holders_button);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, holders);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, waiting);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, counts);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, connection);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, banner_text);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, banner_sign_in);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, banner_start);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, views);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, sign_in);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, setup);
  gtk_widget_class_bind_template_child (widget_class, DzWindow, review);
}

static void
dz_window_class_init (DzWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = dz_window_close_request;

  g_type_ensure (DZ_TYPE_FILTER_POPOVER);
  g_type_ensure (DZ_TYPE_HOLDERS_POPOVER);
  g_type_ensure (DZ_TYPE_PROGRESS_PAGE);
  g_type_ensure (DZ_TYPE_REVIEW_PAGE);
  g_type_ensure (DZ_TYPE_SETUP_PAGE);
  g_type_ensure (DZ_TYPE_SIGN_IN_PAGE);
  g_type_ensure (DZ_TYPE_WAITING_BADGE);
  gtk_widget_class_install_action (widget_class, "win.conflicts", NULL, conflicts_action);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action);
  gtk_widget_class_install_action (widget_class, "win.filter", NULL, filter_action);
  gtk_widget_class_install_action (widget_class, "win.holders", NULL, holders_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback_full (widget_class, "start",
                                                G_CALLBACK (dz_window_start));
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_main);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_again_cb);
}

static void
dz_window_init (DzWindow *self)
{
  g_autoptr(GSettings) settings = dz_settings_open ();

  self->keys = dz_window_keys_new (ADW_APPLICATION_WINDOW (self), find_place, settings);
  gtk_widget_init_template (GTK_WIDGET (self));
  dz_window_keys_cover (self->keys);
  dz_keys_layer_tell (self->menu, "win.menu");
  dz_keys_layer_tell (GTK_WIDGET (self->filter_button), "win.filter");
  dz_keys_layer_tell (GTK_WIDGET (self->holders_button), "win.holders");
  dz_review_page_set_keys (self->review, dz_window_keys_get_controller (self->keys));
  g_signal_connect_object (self->review, "notify::school-title", G_CALLBACK (school_changed_cb),
                           self, G_CONNECT_SWAPPED);
  set_working (self, FALSE);
}

static void
remember_size (DzWindow  *self,
               GSettings *settings)
{
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

/**
 * dz_window_new:
 * @application: the program
 * @starter: brings it to its service
 * @settings: (nullable): where the window's size is kept
 *
 * Returns: (transfer floating): a window; dz_window_start() begins
 */
GtkWidget *
dz_window_new (AdwApplication *application,
               DzStarter      *starter,
               GSettings      *settings)
{
  DzWindow *self = g_object_new (DZ_TYPE_WINDOW, "application", application, NULL);

  g_return_val_if_fail (DZ_IS_STARTER (starter), NULL);

  self->starter = g_object_ref (starter);
  g_signal_connect_object (starter, "notify::status", G_CALLBACK (status_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (starter, "problem", G_CALLBACK (service_ended_cb), self,
                           G_CONNECT_SWAPPED);
  if (settings != NULL)
    remember_size (self, settings);
  return GTK_WIDGET (self);
}

/**
 * dz_window_start:
 * @self: a window
 *
 * Starts the helpers and the way to the service, or starts them again after a failure.
 */
void
dz_window_start (DzWindow *self)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (DZ_IS_WINDOW (self));

  dz_window_close (self);
  self->cancellable = g_cancellable_new ();
  dz_progress_page_show_status (self->progress, NULL);
  show_page (self, "progress");

  if (self->examiner == NULL)
    {
      const DzExaminerLimits limits = DZ_EXAMINER_LIMITS_DEFAULT;

      self->examiner = dz_examiner_new (NULL, N_HELPERS, &limits);
    }
  task = g_task_new (self, self->cancellable, examiner_started_cb, NULL);
  g_task_set_task_data (task, g_object_ref (self->examiner), g_object_unref);
  g_clear_error (&self->start_error);
  self->n_starting = 2;
  g_task_run_in_thread (task, start_examiner);
  dz_starter_start_async (self->starter, self->cancellable, started_cb, g_object_ref (self));
}

/**
 * dz_window_close:
 * @self: a window
 *
 * Gives up what is under way and lets go of client and helpers. Nothing happens the second time.
 */
void
dz_window_close (DzWindow *self)
{
  g_return_if_fail (DZ_IS_WINDOW (self));

  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  close_main (self);
  dz_waiting_badge_set_sync (self->waiting, NULL);
  if (self->examiner != NULL)
    dz_examiner_close (self->examiner);
  g_clear_object (&self->examiner);
}
