/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-repeat-filter.h"

#include "dz-key-guard.h"

#define GUARD_DATA "dz-key-guard"

static DzKeyGuard *
get_guard (GtkEventController *controller)
{
  return g_object_get_data (G_OBJECT (controller), GUARD_DATA);
}

/**
 * dz_repeat_may_pass:
 * @keyval: a key that is held down
 *
 * Returns: whether it may act again and again: keys that move but never decide
 */
gboolean
dz_repeat_may_pass (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
    case GDK_KEY_Up:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Left:
    case GDK_KEY_KP_Right:
    case GDK_KEY_KP_Up:
    case GDK_KEY_KP_Down:
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
types_text (GtkEventController *controller)
{
  GtkRoot *root = gtk_widget_get_root (gtk_event_controller_get_widget (controller));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && GTK_IS_EDITABLE (focus);
}

static gboolean
pressed_cb (GtkEventController *controller,
            guint               keyval,
            guint               keycode,
            GdkModifierType     state)
{
  if (dz_key_guard_press (get_guard (controller), keycode) || dz_repeat_may_pass (keyval)
      || types_text (controller))
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
released_cb (GtkEventController *controller,
             guint               keyval,
             guint               keycode,
             GdkModifierType     state)
{
  dz_key_guard_release (get_guard (controller), keycode);
}

static void
focus_left_cb (GtkEventController *controller)
{
  dz_key_guard_forget (get_guard (controller));
}

/**
 * dz_repeat_filter_new:
 * @window: the window it is for
 *
 * Makes a controller for a window that swallows the repeats of a held key, so that one long press
 * can never judge two photos. Keys that only move, and keys typed into a text, pass.
 *
 * Returns: (transfer full): the controller
 */
GtkEventController *
dz_repeat_filter_new (GtkWindow *window)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_object_set_data_full (G_OBJECT (controller), GUARD_DATA, dz_key_guard_new (),
                          (GDestroyNotify) dz_key_guard_free);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (pressed_cb), NULL);
  g_signal_connect (controller, "key-released", G_CALLBACK (released_cb), NULL);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (focus_left_cb), controller,
                           G_CONNECT_SWAPPED);
  return controller;
}
