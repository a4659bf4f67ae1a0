/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-held-tray.h"

#include <glib/gi18n.h>

#include "dz-held-text.h"
#include "dz-key-badge.h"
#include "dz-widget.h"

struct _DzHeldTray
{
  GtkWidget   parent_instance;

  GtkWidget  *box;     /* unowned, template child */
  GtkLabel   *count;   /* unowned, template child */
  GtkLabel   *last;    /* unowned, template child */
  GListModel *held;    /* owned, nullable */
  guint       tick_id; /* source, 0 for none */
};

G_DEFINE_FINAL_TYPE (DzHeldTray, dz_held_tray, GTK_TYPE_WIDGET)

static gboolean tick_cb (gpointer user_data);

static void
stop_ticking (DzHeldTray *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
}

/* What is not shown keeps its room, so that the buttons beside it stay where they are. */
static void
show_all (DzHeldTray *self,
          gboolean    shown)
{
  if (gtk_widget_get_child_visible (self->box) == shown)
    return;
  gtk_widget_set_child_visible (self->box, shown);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
show_last (DzHeldTray *self,
           DzHeldItem *last)
{
  g_autofree char *text
      = dz_held_last_text (dz_held_item_get_item (last)->student->name,
                           dz_held_item_get_command (last)->decision,
                           dz_held_item_get_state (last), dz_held_item_get_seconds_left (last));

  gtk_label_set_label (self->last, text);
}

static void
update (DzHeldTray *self)
{
  g_autoptr(DzHeldItem) last = self->held != NULL ? dz_held_find_last (self->held) : NULL;
  guint n_held = self->held != NULL ? dz_held_count (self->held) : 0;
  g_autofree char *count = dz_held_text (n_held);

  show_all (self, last != NULL);
  gtk_label_set_label (self->count, count);
  if (last == NULL)
    {
      gtk_label_set_label (self->last, "");
      stop_ticking (self);
      return;
    }
  show_last (self, last);
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
}

static gboolean
tick_cb (gpointer user_data)
{
  DzHeldTray *self = user_data;

  self->tick_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
dz_held_tray_dispose (GObject *object)
{
  DzHeldTray *self = DZ_HELD_TRAY (object);

  stop_ticking (self);
  if (self->held != NULL)
    g_signal_handlers_disconnect_by_data (self->held, self);
  g_clear_object (&self->held);
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_held_tray_parent_class)->dispose (object);
}

static void
dz_held_tray_class_init (DzHeldTrayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_held_tray_dispose;
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-held-tray.ui");
  gtk_widget_class_bind_template_child (widget_class, DzHeldTray, box);
  gtk_widget_class_bind_template_child (widget_class, DzHeldTray, count);
  gtk_widget_class_bind_template_child (widget_class, DzHeldTray, last);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_held_tray_init (DzHeldTray *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * dz_held_tray_set_model:
 * @self: a tray
 * @held: (nullable) (element-type DzHeldItem): my decisions that rest
 *
 * Shows these decisions.
 */
void
dz_held_tray_set_model (DzHeldTray *self,
                        GListModel *held)
{
  g_return_if_fail (DZ_IS_HELD_TRAY (self));
  g_return_if_fail (held == NULL || G_IS_LIST_MODEL (held));

  if (self->held == held)
    return;
  if (self->held != NULL)
    g_signal_handlers_disconnect_by_data (self->held, self);
  g_set_object (&self->held, held);
  if (held != NULL)
    g_signal_connect_swapped (held, "items-changed", G_CALLBACK (update), self);
  update (self);
}
