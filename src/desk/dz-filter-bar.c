/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-filter-bar.h"

#include "dz-filter-memory.h"
#include "dz-filter-text.h"
#include "dz-key-badge.h"
#include "dz-widget.h"

struct _DzFilterBar
{
  GtkWidget     parent_instance;

  GtkLabel     *summary;     /* unowned, template child */
  GtkLabel     *counts;      /* unowned, template child */

  DzSync       *sync;        /* owned, nullable */
  GPtrArray    *windows;     /* owned, nullable (element-type DzQueueWindow) */
  GCancellable *cancellable; /* owned, nullable: of a question for @windows under way */
};

G_DEFINE_FINAL_TYPE (DzFilterBar, dz_filter_bar, GTK_TYPE_WIDGET)

static void
show_counts (DzFilterBar *self)
{
  guint n_fitting = 0;
  guint n_free = 0;
  g_autofree char *text = NULL;

  g_object_get (self->sync, "counts-fitting", &n_fitting, "counts-free", &n_free, NULL);
  text = dz_filter_counts (n_fitting, n_free);
  gtk_label_set_label (self->counts, text);
}

static void
show_summary (DzFilterBar *self)
{
  g_autofree char *text = dz_filter_summary (dz_sync_get_filter (self->sync), self->windows);

  gtk_label_set_label (self->summary, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), text);
}

static void
windows_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DzFilterBar) self = user_data;
  g_autoptr(GPtrArray) windows = dz_sync_load_windows_finish (DZ_SYNC (source), result, NULL);

  /* Without their names the codes stand there, which say the same. */
  if (windows == NULL || self->sync != DZ_SYNC (source))
    return;
  g_clear_pointer (&self->windows, g_ptr_array_unref);
  self->windows = g_steal_pointer (&windows);
  g_clear_object (&self->cancellable);
  show_summary (self);
}

static void
ask_for_names (DzFilterBar *self)
{
  const DzQueueFilter *filter = dz_sync_get_filter (self->sync);

  if (filter->school == NULL && filter->window == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  dz_sync_load_windows_async (self->sync, self->cancellable, windows_cb, g_object_ref (self));
}

static void
filter_changed_cb (DzFilterBar *self)
{
  gboolean set = !dz_queue_filter_is_empty (dz_sync_get_filter (self->sync));

  gtk_widget_set_visible (GTK_WIDGET (self), set);
  if (!set)
    return;
  show_summary (self);
  show_counts (self);
  ask_for_names (self);
}

static void
clear_cb (DzFilterBar *self)
{
  g_autoptr(DzQueueFilter) none = dz_queue_filter_new ();

  if (self->sync != NULL)
    dz_filter_memory_apply (self->sync, none);
}

static void
dz_filter_bar_dispose (GObject *object)
{
  DzFilterBar *self = DZ_FILTER_BAR (object);

  dz_filter_bar_set_sync (self, NULL);
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_filter_bar_parent_class)->dispose (object);
}

static void
dz_filter_bar_class_init (DzFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_filter_bar_dispose;
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, DzFilterBar, summary);
  gtk_widget_class_bind_template_child (widget_class, DzFilterBar, counts);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_filter_bar_init (DzFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
disconnect (DzFilterBar *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->windows, g_ptr_array_unref);
  if (self->sync != NULL)
    g_signal_handlers_disconnect_by_data (self->sync, self);
  g_clear_object (&self->sync);
}

/**
 * dz_filter_bar_set_sync:
 * @self: a bar
 * @sync: (nullable): whose filter it tells; %NULL for nobody's
 */
void
dz_filter_bar_set_sync (DzFilterBar *self,
                        DzSync      *sync)
{
  g_return_if_fail (DZ_IS_FILTER_BAR (self) && (sync == NULL || DZ_IS_SYNC (sync)));

  disconnect (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (sync == NULL)
    return;
  self->sync = g_object_ref (sync);
  g_signal_connect_object (sync, "notify::filter", G_CALLBACK (filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sync, "notify::counts-fitting", G_CALLBACK (show_counts), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sync, "notify::counts-free", G_CALLBACK (show_counts), self,
                           G_CONNECT_SWAPPED);
  filter_changed_cb (self);
}
