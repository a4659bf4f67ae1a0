/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-hand.h"

#include "dz-photo-view-private.h"

#include <math.h>

/* What pointer, wheel and fingers do with a photo. */

/* For one notch of the wheel. */
#define NOTCH_FACTOR 1.2

static void
motion_cb (DzPhotoView *view,
           double       x,
           double       y)
{
  view->pointed = TRUE;
  view->pointer_x = x;
  view->pointer_y = y;
}

static void
leave_cb (DzPhotoView *view)
{
  view->pointed = FALSE;
}

static void
add_motion (DzPhotoView *view)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  /* Lines take the pointer for themselves. */
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), view);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), view);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), view);
  gtk_widget_add_controller (GTK_WIDGET (view), motion);
}

/* Without Control the wheel does nothing: it is turned by accident, and the choice stays. */
static gboolean
scroll_cb (GtkEventController *scroll,
           double              dx,
           double              dy,
           DzPhotoView        *view)
{
  if (!(gtk_event_controller_get_current_event_state (scroll) & GDK_CONTROL_MASK) || dy == 0)
    return GDK_EVENT_PROPAGATE;
  dz_photo_view_zoom_by (view, pow (NOTCH_FACTOR, -dy), view->pointer_x, view->pointer_y);
  return GDK_EVENT_STOP;
}

static void
add_scroll (DzPhotoView *view)
{
  GtkEventController *scroll
    = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), view);
  gtk_widget_add_controller (GTK_WIDGET (view), scroll);
}

static void
pressed_cb (DzPhotoView *view,
            int          n_press,
            double       x,
            double       y)
{
  motion_cb (view, x, y);
  dz_photo_view_toggle_pixels (view);
}

static void
add_middle_click (DzPhotoView *view)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_MIDDLE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), view);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));
}

/**
 * Grip:
 * @view: what is moved; it owns the gesture that owns this
 * @x: how far it was moved so far, px
 * @y: likewise
 * @scale: how far two fingers were spread so far
 *
 * A gesture tells how far it came since it began; a photo is moved by what is new.
 */
typedef struct
{
  DzPhotoView *view;
  double       x;
  double       y;
  double       scale;
} Grip;

static Grip *
grip_new (DzPhotoView *view)
{
  Grip *grip = g_new (Grip, 1);

  *grip = (Grip) { view, 0, 0, 1 };
  return grip;
}

static void
begin_cb (Grip *grip)
{
  *grip = (Grip) { grip->view, 0, 0, 1 };
}

static void
drag_update_cb (Grip   *grip,
                double  x,
                double  y)
{
  dz_photo_view_pan (grip->view, x - grip->x, y - grip->y);
  grip->x = x;
  grip->y = y;
}

/* Below the lines, which take a drag that begins on one of them. */
static void
add_drag (DzPhotoView *view)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  Grip *grip = grip_new (view);

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (begin_cb), grip);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), grip);
  g_object_set_data_full (G_OBJECT (drag), "dz-grip", grip, g_free);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (drag));
}

static void
scale_changed_cb (Grip       *grip,
                  double      scale,
                  GtkGesture *pinch)
{
  double x;
  double y;

  if (!(scale > 0) || !gtk_gesture_get_bounding_box_center (pinch, &x, &y))
    return;
  dz_photo_view_zoom_by (grip->view, scale / grip->scale, x, y);
  grip->scale = scale;
}

static void
add_pinch (DzPhotoView *view)
{
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  Grip *grip = grip_new (view);

  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (begin_cb), grip);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (scale_changed_cb), grip);
  g_object_set_data_full (G_OBJECT (pinch), "dz-grip", grip, g_free);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (pinch));
}

/**
 * dz_photo_hand_add_to:
 * @view: a view
 *
 * Lets the pointer zoom and move the photo: the wheel with Control and two fingers zoom where they
 * are, a drag moves, the middle button shows a pixel on a pixel and back.
 */
void
dz_photo_hand_add_to (DzPhotoView *view)
{
  g_return_if_fail (DZ_IS_PHOTO_VIEW (view));

  add_motion (view);
  add_scroll (view);
  add_middle_click (view);
  add_drag (view);
  add_pinch (view);
}
