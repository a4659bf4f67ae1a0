/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-tray-window.h"

#include <glib/gi18n.h>

#include "dz-held-text.h"
#include "dz-key-badge.h"
#include "dz-key-controller.h"
#include "dz-toast.h"
#include "dz-tray-row.h"

struct _DzTrayWindow
{
  AdwWindow        parent_instance;

  GtkStack        *stack;   /* unowned, template child: "list", "none" */
  GtkListBox      *list;    /* unowned, template child */
  GtkLabel        *note;    /* unowned, template child */
  GtkWidget       *asking;  /* unowned, template child */
  GtkEditable     *reason;  /* unowned, template child */
  AdwToastOverlay *toasts;  /* unowned, template child */
  DzSync          *sync;    /* owned, nullable */
  DzKeymap        *keymap;  /* owned, nullable */
  DzKeyController *keys;    /* owned, nullable */
  DzHeldItem      *chosen;  /* owned, nullable */
  guint            tick_id; /* source, 0 for none */
  gboolean         filling; /* rows come and go, and nobody chooses them */
  gboolean         busy;    /* a request is on its way to the disk */
};

G_DEFINE_FINAL_TYPE (DzTrayWindow, dz_tray_window, ADW_TYPE_WINDOW)

enum
{
  UNDO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
say (DzTrayWindow *self,
     const char   *sentence)
{
  AdwToast *toast = dz_toast_new (sentence);

  dz_toast_fit (toast, GTK_WIDGET (self->toasts));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static const char *
say_note (DzHeldItem *chosen)
{
  switch (dz_held_item_get_state (chosen))
    {
    case DZ_HELD_LATE:
      return _("The undo came too late: the decision has taken effect, and the student is told. "
               "You can ask a supervisor to look at it again.");
    case DZ_HELD_SEALED:
      return _("Too late to undo: the decision has taken effect, and the student is told. You can "
               "ask a supervisor to look at it again.");
    case DZ_HELD_ASKED:
      return _("A supervisor is asked to look at it again. If they take the decision back, "
               "somebody else judges the photo, and the student is told of the correction.");
    case DZ_HELD_WAITING:
      return _("The service has not got this decision yet. It can be taken back; the student is "
               "told nothing.");
    case DZ_HELD_UNDOABLE:
    default:
      return _("Until the time is over, the decision can be taken back, and the student is told "
               "nothing. The service's clock counts.");
    }
}

static gboolean
may_ask (DzHeldItem *chosen)
{
  return chosen != NULL && (dz_held_item_get_state (chosen) == DZ_HELD_SEALED
                            || dz_held_item_get_state (chosen) == DZ_HELD_LATE);
}

static void
update (DzTrayWindow *self)
{
  gboolean undoable = self->chosen != NULL && dz_held_is_undoable (self->chosen);

  gtk_label_set_label (self->note, self->chosen != NULL ? say_note (self->chosen) : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tray.undo", undoable && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tray.ask",
                                 may_ask (self->chosen) && !self->busy);
}

/* An entry that is hidden while it has the keyboard goes on blinking. */
static void
focus_list (DzTrayWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->list));
}

static void
stop_asking (DzTrayWindow *self)
{
  if (!gtk_widget_get_visible (self->asking))
    return;
  focus_list (self);
  gtk_widget_set_visible (self->asking, FALSE);
}

static void
set_chosen (DzTrayWindow  *self,
            GtkListBoxRow *row)
{
  DzHeldItem *item = row != NULL ? dz_tray_row_get_item (DZ_TRAY_ROW (row)) : NULL;

  g_set_object (&self->chosen, item);
}

/* An id says nothing about whom it names. */
static void
tell_chosen (DzTrayWindow *self)
{
  g_debug ("tray %s", self->chosen != NULL
                        ? dz_held_item_get_item (self->chosen)->submission->id : "none");
}

static void
chosen_cb (DzTrayWindow  *self,
           GtkListBoxRow *row)
{
  if (self->sync == NULL || self->filling)
    return; /* the window is going, or its rows are */
  set_chosen (self, row);
  tell_chosen (self);
  stop_asking (self);
  update (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  DzTrayWindow *self = user_data;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    dz_tray_row_update (DZ_TRAY_ROW (row));
  return G_SOURCE_CONTINUE;
}

static void
append (DzTrayWindow *self,
        GListModel   *decisions)
{
  for (guint i = g_list_model_get_n_items (decisions); i > 0; i--)
    {
      g_autoptr(DzHeldItem) item = g_list_model_get_item (decisions, i - 1);

      if (dz_held_item_get_command (item)->decision != NULL)
        gtk_list_box_append (self->list,
                             dz_tray_row_new (item, dz_sync_get_reasons (self->sync)));
    }
}

static GtkListBoxRow *
find_row (DzTrayWindow *self,
          DzHeldItem   *item)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (dz_tray_row_get_item (DZ_TRAY_ROW (row)) == item)
      return row;
  return NULL;
}

/* What an undo came too late for is why the list is looked at. */
static GtkListBoxRow *
find_late (DzTrayWindow *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (dz_held_item_get_state (dz_tray_row_get_item (DZ_TRAY_ROW (row))) == DZ_HELD_LATE)
      return row;
  return NULL;
}

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* One is always chosen, so that the keys mean something; it stays so when it takes effect while it
 * is looked at, and moves down the list. */
static void
choose (DzTrayWindow *self)
{
  GtkListBoxRow *row = self->chosen != NULL ? find_row (self, self->chosen) : NULL;
  gboolean stays = row != NULL;

  if (row == NULL)
    row = find_late (self);
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  set_chosen (self, row);
  tell_chosen (self);
  gtk_list_box_select_row (self->list, row);
  if (!stays)
    stop_asking (self);
  if (row != NULL && !gtk_widget_get_visible (self->asking))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
fill (DzTrayWindow *self)
{
  self->filling = TRUE;
  clear (self->list);
  append (self, dz_sync_get_held (self->sync));
  append (self, dz_sync_get_sealed (self->sync));
  gtk_stack_set_visible_child_name (
      self->stack, gtk_list_box_get_row_at_index (self->list, 0) != NULL ? "list" : "none");
  choose (self);
  self->filling = FALSE;
  update (self);
}

static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  DzTrayWindow *self = DZ_TRAY_WINDOW (widget);

  if (self->chosen == NULL || !dz_held_is_undoable (self->chosen))
    return;
  g_signal_emit (self, signals[UNDO], 0, self->chosen);
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  DzTrayWindow *self = DZ_TRAY_WINDOW (widget);

  if (!may_ask (self->chosen) || self->busy)
    return;
  gtk_editable_set_text (self->reason, "");
  gtk_widget_set_visible (self->asking, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

/* A row that is pressed or entered does what can be done about it. */
static void
activated_cb (DzTrayWindow *self)
{
  if (self->chosen != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self),
                                dz_held_is_undoable (self->chosen) ? "tray.undo" : "tray.ask",
                                NULL);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DzTrayWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  dz_sync_ask_about_finish (DZ_SYNC (source), result, &error);
  if (self->sync == NULL)
    return;
  self->busy = FALSE;
  if (error != NULL)
    say (self, error->message);
  else
    {
      stop_asking (self);
      say (self, _("A supervisor is asked to look at it again."));
    }
  update (self);
}

static void
send_reason_cb (DzTrayWindow *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  if (!may_ask (self->chosen) || self->busy || *reason == '\0')
    return;
  self->busy = TRUE;
  update (self);
  dz_sync_ask_about_async (self->sync, self->chosen, reason, asked_cb, g_object_ref (self));
}

/* First the question is put away, then the window. */
static void
leave_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  DzTrayWindow *self = DZ_TRAY_WINDOW (widget);

  if (gtk_widget_get_visible (self->asking))
    stop_asking (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* What shows keys asks for them when it comes into a window: once more, now that they are known. */
static void
root_again (DzTrayWindow *self)
{
  g_autoptr(GtkWidget) content = g_object_ref (adw_window_get_content (ADW_WINDOW (self)));

  adw_window_set_content (ADW_WINDOW (self), NULL);
  adw_window_set_content (ADW_WINDOW (self), content);
}

static DzKeyPlaces
find_place (GtkWindow  *window,
            GtkWidget **target)
{
  return DZ_KEY_PLACE_TRAY;
}

static void
dz_tray_window_dispose (GObject *object)
{
  DzTrayWindow *self = DZ_TRAY_WINDOW (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->keys != NULL)
    dz_key_controller_close (self->keys);
  g_clear_object (&self->keys);
  g_clear_object (&self->keymap);
  if (self->sync != NULL)
    {
      g_signal_handlers_disconnect_by_data (dz_sync_get_held (self->sync), self);
      g_signal_handlers_disconnect_by_data (dz_sync_get_sealed (self->sync), self);
    }
  g_clear_object (&self->sync);
  g_clear_object (&self->chosen);

  G_OBJECT_CLASS (dz_tray_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-tray-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DzTrayWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DzTrayWindow, list);
  gtk_widget_class_bind_template_child (widget_class, DzTrayWindow, note);
  gtk_widget_class_bind_template_child (widget_class, DzTrayWindow, asking);
  gtk_widget_class_bind_template_child (widget_class, DzTrayWindow, reason);
  gtk_widget_class_bind_template_child (widget_class, DzTrayWindow, toasts);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_reason_cb);
}

static void
dz_tray_window_class_init (DzTrayWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_tray_window_dispose;
  signals[UNDO] = g_signal_new ("undo", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, DZ_TYPE_HELD_ITEM);
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  gtk_widget_class_install_action (widget_class, "tray.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "tray.ask", NULL, ask_action);
  gtk_widget_class_install_action (widget_class, "tray.leave", NULL, leave_action);
  bind_template (widget_class);
}

static void
dz_tray_window_init (DzTrayWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dz_tray_window_new:
 * @sync: the client; somebody has signed in
 * @keymap: what keys mean
 *
 * Returns: (transfer none): a window, which belongs to GTK
 */
GtkWindow *
dz_tray_window_new (DzSync   *sync,
                    DzKeymap *keymap)
{
  DzTrayWindow *self;

  g_return_val_if_fail (DZ_IS_SYNC (sync) && DZ_IS_KEYMAP (keymap), NULL);

  self = g_object_new (DZ_TYPE_TRAY_WINDOW, NULL);
  self->sync = g_object_ref (sync);
  self->keymap = g_object_ref (keymap);
  dz_keymap_attach (keymap, GTK_WINDOW (self));
  self->keys = dz_key_controller_new (GTK_WINDOW (self), keymap, find_place);
  root_again (self);
  g_signal_connect_object (dz_sync_get_held (sync), "items-changed", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dz_sync_get_sealed (sync), "items-changed", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  fill (self);
  self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
  return GTK_WINDOW (self);
}
