/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-side-handle.h"

#include <glib/gi18n.h>

/* Of an arrow key, in logical pixels. */
#define STEP 24

struct _DzSideHandle
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (DzSideHandle, dz_side_handle, GTK_TYPE_WIDGET)

enum
{
  DRAGGED,
  STEPPED,
  RESET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The handle goes along with the pointer, and so do its own coordinates. */
static void
dragged_cb (DzSideHandle *self,
            double        offset_x,
            double        offset_y,
            GtkGesture   *gesture)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double x;
  double y;

  if (!gtk_gesture_get_point (gesture, NULL, &x, &y))
    return;
  gtk_widget_translate_coordinates (widget, gtk_widget_get_parent (widget), x, y, &x, &y);
  g_signal_emit (self, signals[DRAGGED], 0, x);
}

static void
clicked_cb (DzSideHandle *self,
            int           n_clicks)
{
  if (n_clicks == 2)
    g_signal_emit (self, signals[RESET], 0);
}

static gboolean
pressed_cb (DzSideHandle    *self,
            guint            keyval,
            guint            keycode,
            GdkModifierType  state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      g_signal_emit (self, signals[STEPPED], 0, -STEP);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      g_signal_emit (self, signals[STEPPED], 0, STEP);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      g_signal_emit (self, signals[RESET], 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static guint
new_signal (const char *name,
            GType       type)
{
  return g_signal_new (name, DZ_TYPE_SIDE_HANDLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, type != G_TYPE_NONE ? 1 : 0, type);
}

static void
dz_side_handle_class_init (DzSideHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[DRAGGED] = new_signal ("dragged", G_TYPE_DOUBLE);
  signals[STEPPED] = new_signal ("stepped", G_TYPE_INT);
  signals[RESET] = new_signal ("reset", G_TYPE_NONE);
  gtk_widget_class_set_css_name (widget_class, "dz-side-handle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEPARATOR);
}

static void
add_gesture (DzSideHandle *self,
             GtkGesture   *gesture,
             const char   *signal,
             GCallback     callback)
{
  g_signal_connect_swapped (gesture, signal, callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

static void
dz_side_handle_init (DzSideHandle *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "col-resize");
  add_gesture (self, gtk_gesture_drag_new (), "drag-update", G_CALLBACK (dragged_cb));
  add_gesture (self, gtk_gesture_click_new (), "pressed", G_CALLBACK (clicked_cb));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Width of what stands beside the photo"), -1);
}

/**
 * dz_side_handle_new:
 *
 * Returns: (transfer floating): a handle
 */
GtkWidget *
dz_side_handle_new (void)
{
  return g_object_new (DZ_TYPE_SIDE_HANDLE, NULL);
}

/**
 * dz_side_handle_set_width:
 * @self: a handle
 * @width: what it gives the side now, in logical pixels
 * @minimum: the least that it may give
 * @maximum: the most
 *
 * Says to a screen reader where the handle stands.
 */
void
dz_side_handle_set_width (DzSideHandle *self,
                          int           width,
                          int           minimum,
                          int           maximum)
{
  g_return_if_fail (DZ_IS_SIDE_HANDLE (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  (double) minimum, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) maximum, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double) width, -1);
}
