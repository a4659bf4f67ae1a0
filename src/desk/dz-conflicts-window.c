/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-conflicts-window.h"

#include <glib/gi18n.h>

#include "dz-asking-sign.h"
#include "dz-conflict-row.h"
#include "dz-key-badge.h"
#include "dz-key-controller.h"
#include "dz-toast.h"

struct _DzConflictsWindow
{
  AdwWindow        parent_instance;

  DzAskingSign    *sign;    /* unowned, template child */
  GtkStack        *stack;   /* unowned, template child: "list", "none" */
  GtkWidget       *answers; /* unowned, template child: below the list */
  GtkListBox      *list;    /* unowned, template child */
  GtkRevealer     *asking;  /* unowned, template child */
  GtkEditable     *reason;  /* unowned, template child */
  AdwToastOverlay *toasts;  /* unowned, template child */
  DzSync          *sync;    /* owned, nullable */
  DzKeymap        *keymap;  /* owned, nullable */
  DzKeyController *keys;    /* owned, nullable */
  GTask           *taking;  /* unowned, nullable: the service is asked for a photo again */
  gboolean         busy;    /* something is on its way to the disk or the service */
};

G_DEFINE_FINAL_TYPE (DzConflictsWindow, dz_conflicts_window, ADW_TYPE_WINDOW)

enum
{
  RETAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static DzConflictItem *
get_chosen (DzConflictsWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? dz_conflict_row_get_item (DZ_CONFLICT_ROW (row)) : NULL;
}

static void
say (DzConflictsWindow *self,
     const char        *sentence)
{
  AdwToast *toast = dz_toast_new (sentence);

  dz_toast_fit (toast, GTK_WIDGET (self->toasts));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
update (DzConflictsWindow *self)
{
  DzConflictItem *chosen = get_chosen (self);
  DzContest contest = chosen != NULL ? dz_conflict_item_get_contest (chosen) : DZ_CONTEST_UNKNOWN;
  gboolean contestable = chosen != NULL && dz_conflict_item_get_draft (chosen) != NULL
                         && (contest == DZ_CONTEST_ASK || contest == DZ_CONTEST_RETAKE);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conflicts.adopt",
                                 chosen != NULL && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conflicts.contest",
                                 contestable && !self->busy);
}

static void
set_busy (DzConflictsWindow *self,
          gboolean           busy)
{
  self->busy = busy;
  update (self);
}

/* From the chosen one an arrow goes to the next; from the list as such it would go to the first. */
static void
focus_chosen (DzConflictsWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->list));
}

/* One is always chosen, so that the keys mean something. A list that is not shown must not have the
 * keyboard: Escape would end there. */
static void
changed_cb (DzConflictsWindow *self)
{
  guint n = g_list_model_get_n_items (dz_sync_get_conflicts (self->sync));

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "none");
  gtk_widget_set_visible (self->answers, n > 0);
  if (n > 0 && gtk_list_box_get_selected_row (self->list) == NULL)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  if (n == 0)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  else if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    focus_chosen (self);
  update (self);
}

static void
chosen_cb (DzConflictsWindow *self)
{
  if (self->sync == NULL)
    return; /* the window is going, and its rows with it */
  gtk_revealer_set_reveal_child (self->asking, FALSE);
  update (self);
}

static void
adopted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DzConflictsWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  dz_sync_adopt_finish (DZ_SYNC (source), result, &error);
  if (self->sync == NULL)
    return;
  set_busy (self, FALSE);
  if (error != NULL)
    say (self, error->message);
}

static void
adopt_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  DzConflictsWindow *self = DZ_CONFLICTS_WINDOW (widget);
  DzConflictItem *chosen = get_chosen (self);

  if (chosen == NULL || self->busy)
    return;
  set_busy (self, TRUE);
  dz_sync_adopt_async (self->sync, chosen, adopted_cb, g_object_ref (self));
}

/* Where the service gives the photo all the same, it comes to the queue. */
static void
stop_waiting (DzConflictsWindow *self)
{
  self->taking = NULL;
  dz_asking_sign_end (self->sign);
  set_busy (self, FALSE);
}

static void
retaken_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzConflictsWindow *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  gboolean taken = dz_sync_retake_finish (DZ_SYNC (source), result, &error);

  if (self->sync == NULL || self->taking != task)
    return;
  stop_waiting (self);
  if (error != NULL)
    say (self, error->message);
  else if (!taken)
    say (self, _("Somebody else has this photo now."));
  else
    g_signal_emit (self, signals[RETAKEN], 0, g_task_get_task_data (task));
}

static void
retake (DzConflictsWindow *self,
        DzConflictItem    *chosen)
{
  GTask *task = g_task_new (self, NULL, NULL, NULL);

  g_task_set_task_data (task, g_object_ref (chosen), g_object_unref);
  set_busy (self, TRUE);
  self->taking = task;
  dz_asking_sign_begin (self->sign);
  dz_sync_retake_async (self->sync, chosen, retaken_cb, task);
}

static void
contest_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  DzConflictsWindow *self = DZ_CONFLICTS_WINDOW (widget);
  DzConflictItem *chosen = get_chosen (self);

  if (chosen == NULL || self->busy)
    return;
  if (dz_conflict_item_get_contest (chosen) == DZ_CONTEST_RETAKE)
    {
      retake (self, chosen);
      return;
    }
  gtk_editable_set_text (self->reason, "");
  gtk_revealer_set_reveal_child (self->asking, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
contested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(DzConflictsWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  dz_sync_contest_finish (DZ_SYNC (source), result, &error);
  if (self->sync == NULL)
    return;
  set_busy (self, FALSE);
  if (error != NULL)
    {
      say (self, error->message);
      return;
    }
  gtk_revealer_set_reveal_child (self->asking, FALSE);
  focus_chosen (self);
  say (self, _("A supervisor is asked to look at it again."));
}

static void
send_reason_cb (DzConflictsWindow *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));
  DzConflictItem *chosen = get_chosen (self);

  if (chosen == NULL || self->busy || *reason == '\0')
    return;
  set_busy (self, TRUE);
  dz_sync_contest_async (self->sync, chosen, reason, contested_cb, g_object_ref (self));
}

/* First the question is put away, then the window. */
static void
leave_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  DzConflictsWindow *self = DZ_CONFLICTS_WINDOW (widget);

  if (!gtk_revealer_get_reveal_child (self->asking))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_revealer_set_reveal_child (self->asking, FALSE);
  focus_chosen (self);
}

static GtkWidget *
new_row (gpointer item,
         gpointer user_data)
{
  DzConflictsWindow *self = user_data;

  g_signal_connect_object (item, "notify::heard", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return dz_conflict_row_new (item, dz_sync_get_reasons (self->sync));
}

/* What shows keys asks for them when it comes into a window: once more, now that they are known. */
static void
root_again (DzConflictsWindow *self)
{
  g_autoptr(GtkWidget) content = g_object_ref (adw_window_get_content (ADW_WINDOW (self)));

  adw_window_set_content (ADW_WINDOW (self), NULL);
  adw_window_set_content (ADW_WINDOW (self), content);
}

static DzKeyPlaces
find_place (GtkWindow  *window,
            GtkWidget **target)
{
  return DZ_KEY_PLACE_CONFLICTS;
}

static void
dz_conflicts_window_dispose (GObject *object)
{
  DzConflictsWindow *self = DZ_CONFLICTS_WINDOW (object);

  if (self->keys != NULL)
    dz_key_controller_close (self->keys);
  g_clear_object (&self->keys);
  g_clear_object (&self->keymap);
  if (self->sync != NULL)
    g_signal_handlers_disconnect_by_data (dz_sync_get_conflicts (self->sync), self);
  g_clear_object (&self->sync);

  G_OBJECT_CLASS (dz_conflicts_window_parent_class)->dispose (object);
}

static void
dz_conflicts_window_class_init (DzConflictsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_conflicts_window_dispose;
  signals[RETAKEN] = g_signal_new ("retaken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, DZ_TYPE_CONFLICT_ITEM);
  g_type_ensure (DZ_TYPE_ASKING_SIGN);
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  gtk_widget_class_install_action (widget_class, "conflicts.adopt", NULL, adopt_action);
  gtk_widget_class_install_action (widget_class, "conflicts.contest", NULL, contest_action);
  gtk_widget_class_install_action (widget_class, "conflicts.leave", NULL, leave_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/duizhao/Duizhao/dz-conflicts-window.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_WINDOW);
  gtk_widget_class_bind_template_child (widget_class, DzConflictsWindow, sign);
  gtk_widget_class_bind_template_child (widget_class, DzConflictsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DzConflictsWindow, answers);
  gtk_widget_class_bind_template_child (widget_class, DzConflictsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, DzConflictsWindow, asking);
  gtk_widget_class_bind_template_child (widget_class, DzConflictsWindow, reason);
  gtk_widget_class_bind_template_child (widget_class, DzConflictsWindow, toasts);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_waiting);
  gtk_widget_class_bind_template_callback (widget_class, send_reason_cb);
}

static void
dz_conflicts_window_init (DzConflictsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dz_conflicts_window_new:
 * @sync: the client; somebody has signed in
 * @keymap: what keys mean
 *
 * Returns: (transfer none): a window, which belongs to GTK
 */
GtkWindow *
dz_conflicts_window_new (DzSync   *sync,
                         DzKeymap *keymap)
{
  DzConflictsWindow *self;

  g_return_val_if_fail (DZ_IS_SYNC (sync) && DZ_IS_KEYMAP (keymap), NULL);

  self = g_object_new (DZ_TYPE_CONFLICTS_WINDOW, NULL);
  self->sync = g_object_ref (sync);
  self->keymap = g_object_ref (keymap);
  dz_keymap_attach (keymap, GTK_WINDOW (self));
  self->keys = dz_key_controller_new (GTK_WINDOW (self), keymap, find_place);
  root_again (self);
  gtk_list_box_bind_model (self->list, dz_sync_get_conflicts (sync), new_row, self, NULL);
  g_signal_connect_object (dz_sync_get_conflicts (sync), "items-changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  changed_cb (self);
  dz_sync_refresh_conflicts (sync);
  return GTK_WINDOW (self);
}
