/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-screen-time.h"

struct _DzScreenTime
{
  GObject    parent_instance;

  GtkWidget *widget;     /* unowned: it owns this */
  gint64     painted_us; /* monotonic; 0 until it has been painted */
  gulong     painted_id; /* on the frame clock; 0 for none */
};

G_DEFINE_FINAL_TYPE (DzScreenTime, dz_screen_time, G_TYPE_OBJECT)

enum
{
  PAINTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
stop_watching (DzScreenTime *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->widget);

  if (clock != NULL && self->painted_id != 0)
    g_signal_handler_disconnect (clock, self->painted_id);
  self->painted_id = 0;
}

static void
after_paint_cb (GdkFrameClock *clock,
                DzScreenTime  *self)
{
  stop_watching (self);
  self->painted_us = g_get_monotonic_time ();
  g_signal_emit (self, signals[PAINTED], 0);
}

static void
dz_screen_time_class_init (DzScreenTimeClass *klass)
{
  signals[PAINTED] = g_signal_new ("painted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
dz_screen_time_init (DzScreenTime *self)
{
}

/**
 * dz_screen_time_new:
 * @widget: what is watched, and owns this
 *
 * Returns: (transfer full): a time that has not begun
 */
DzScreenTime *
dz_screen_time_new (GtkWidget *widget)
{
  DzScreenTime *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  self = g_object_new (DZ_TYPE_SCREEN_TIME, NULL);
  self->widget = widget;
  g_signal_connect_object (widget, "map", G_CALLBACK (gtk_widget_queue_draw), widget, 0);
  g_signal_connect_object (widget, "unmap", G_CALLBACK (dz_screen_time_restart), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "unrealize", G_CALLBACK (stop_watching), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * dz_screen_time_draw:
 * @self: a time
 *
 * Says that the widget is drawing what is to be seen, in its snapshot. A frame is on its way to the
 * screen when the clock says "after-paint", not when it is drawn.
 */
void
dz_screen_time_draw (DzScreenTime *self)
{
  GdkFrameClock *clock;

  g_return_if_fail (DZ_IS_SCREEN_TIME (self));

  clock = gtk_widget_get_frame_clock (self->widget);
  if (clock != NULL && self->painted_us == 0 && self->painted_id == 0)
    self->painted_id = g_signal_connect_object (clock, "after-paint",
                                                G_CALLBACK (after_paint_cb), self, 0);
}

/**
 * dz_screen_time_restart:
 * @self: a time
 *
 * Says that the widget shows something else now, or that it is not there any more: it has to be
 * painted anew.
 */
void
dz_screen_time_restart (DzScreenTime *self)
{
  g_return_if_fail (DZ_IS_SCREEN_TIME (self));

  stop_watching (self);
  self->painted_us = 0;
}

/**
 * dz_screen_time_is_painted:
 * @self: a time
 *
 * Returns: whether it is on the screen
 */
gboolean
dz_screen_time_is_painted (DzScreenTime *self)
{
  g_return_val_if_fail (DZ_IS_SCREEN_TIME (self), FALSE);
  return self->painted_us != 0;
}

/**
 * dz_screen_time_get_ms:
 * @self: a time
 *
 * Returns: how long it has been on the screen, ms; 0 where it is not
 */
guint
dz_screen_time_get_ms (DzScreenTime *self)
{
  gint64 shown_us;

  g_return_val_if_fail (DZ_IS_SCREEN_TIME (self), 0);

  if (self->painted_us == 0)
    return 0;
  shown_us = g_get_monotonic_time () - self->painted_us;
  return (guint) CLAMP (shown_us / 1000, 0, G_MAXINT);
}
