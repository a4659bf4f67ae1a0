/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-guides-layer.h"

#include <math.h>

/* How near to a line the pointer takes it, px of the view. */
#define GRAB_PX 7

struct _DzGuidesLayer
{
  GtkWidget      parent_instance;

  DzPhotoGuides *guides;  /* owned, nullable */
  DzPhotoFrame   frame;
  int            held;    /* by the keyboard: DzLine, DZ_GUIDE_NO_LINE for none */
  int            dragged; /* by the pointer: likewise */
  double         grab_y;  /* of the pointer when it took the line, px of the view */
  double         line_y;  /* of the line then, px of the photo */
};

G_DEFINE_FINAL_TYPE (DzGuidesLayer, dz_guides_layer, GTK_TYPE_WIDGET)

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static int
line_at (DzGuidesLayer *self,
         double         y)
{
  double nearest = GRAB_PX;
  int found = DZ_GUIDE_NO_LINE;

  if (self->guides == NULL || dz_photo_frame_is_empty (&self->frame))
    return DZ_GUIDE_NO_LINE;
  for (int line = 0; line < DZ_N_LINES; line++)
    {
      double line_y = dz_photo_frame_to_y (&self->frame, self->guides->lines[line]);

      if (isfinite (line_y) && fabs (line_y - y) <= nearest)
        {
          nearest = fabs (line_y - y);
          found = line;
        }
    }
  return found;
}

static void
motion_cb (DzGuidesLayer *self,
           double         x,
           double         y)
{
  gboolean near = self->dragged != DZ_GUIDE_NO_LINE || line_at (self, y) != DZ_GUIDE_NO_LINE;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), near ? "ns-resize" : NULL);
}

static void
drag_begin_cb (DzGuidesLayer  *self,
               double          x,
               double          y,
               GtkGestureDrag *gesture)
{
  self->dragged = line_at (self, y);
  if (self->dragged == DZ_GUIDE_NO_LINE)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->grab_y = y;
  self->line_y = self->guides->lines[self->dragged];
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* A line is moved by as much as the pointer, so that it does not jump when it is taken beside. */
static void
drag_update_cb (DzGuidesLayer  *self,
                double          offset_x,
                double          offset_y,
                GtkGestureDrag *gesture)
{
  double moved;

  if (self->dragged == DZ_GUIDE_NO_LINE || dz_photo_frame_is_empty (&self->frame))
    return;
  moved = dz_photo_frame_from_y (&self->frame, self->grab_y + offset_y)
          - dz_photo_frame_from_y (&self->frame, self->grab_y);
  if (offset_y != 0)
    g_signal_emit (self, signals[MOVED], 0, (guint) self->dragged, self->line_y + moved);
}

static void
drag_end_cb (DzGuidesLayer *self)
{
  self->dragged = DZ_GUIDE_NO_LINE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
dz_guides_layer_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  DzGuidesLayer *self = DZ_GUIDES_LAYER (widget);
  DzGuideScene scene = { self->guides, self->frame, gtk_widget_get_width (widget),
                         gtk_widget_get_height (widget),
                         self->dragged != DZ_GUIDE_NO_LINE ? self->dragged : self->held,
                         gtk_widget_get_pango_context (widget) };
  cairo_t *cr;

  if (self->guides == NULL)
    return;
  cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) scene.width, (float) scene.height));
  dz_guide_painter_paint (&scene, cr);
  cairo_destroy (cr);
}

static void
dz_guides_layer_finalize (GObject *object)
{
  g_clear_pointer (&DZ_GUIDES_LAYER (object)->guides, dz_photo_guides_free);

  G_OBJECT_CLASS (dz_guides_layer_parent_class)->finalize (object);
}

static void
dz_guides_layer_class_init (DzGuidesLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dz_guides_layer_finalize;
  widget_class->snapshot = dz_guides_layer_snapshot;

  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_DOUBLE);
  /* The findings beside the photo say the same in words. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
dz_guides_layer_init (DzGuidesLayer *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->held = DZ_GUIDE_NO_LINE;
  self->dragged = DZ_GUIDE_NO_LINE;
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/**
 * dz_guides_layer_new:
 *
 * Returns: (transfer floating): a layer without guides
 */
GtkWidget *
dz_guides_layer_new (void)
{
  return g_object_new (DZ_TYPE_GUIDES_LAYER, NULL);
}

/**
 * dz_guides_layer_take_guides:
 * @self: a layer
 * @guides: (transfer full) (nullable): what to draw
 *
 * Draws other guides.
 */
void
dz_guides_layer_take_guides (DzGuidesLayer *self,
                             DzPhotoGuides *guides)
{
  g_return_if_fail (DZ_IS_GUIDES_LAYER (self));

  g_clear_pointer (&self->guides, dz_photo_guides_free);
  self->guides = guides;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_guides_layer_get_guides:
 * @self: a layer
 *
 * Returns: (transfer none) (nullable): what it draws
 */
const DzPhotoGuides *
dz_guides_layer_get_guides (DzGuidesLayer *self)
{
  g_return_val_if_fail (DZ_IS_GUIDES_LAYER (self), NULL);
  return self->guides;
}

/**
 * dz_guides_layer_set_frame:
 * @self: a layer
 * @frame: where the photo stands in it
 */
void
dz_guides_layer_set_frame (DzGuidesLayer      *self,
                           const DzPhotoFrame *frame)
{
  g_return_if_fail (DZ_IS_GUIDES_LAYER (self));
  g_return_if_fail (frame != NULL);

  self->frame = *frame;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_guides_layer_hold:
 * @self: a layer
 * @line: a #DzLine, DZ_GUIDE_NO_LINE for none
 *
 * Draws a line over the whole photo: it is the one that the keyboard moves.
 */
void
dz_guides_layer_hold (DzGuidesLayer *self,
                      int            line)
{
  g_return_if_fail (DZ_IS_GUIDES_LAYER (self));
  g_return_if_fail (line >= DZ_GUIDE_NO_LINE && line < DZ_N_LINES);

  self->held = line;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_guides_layer_get_held:
 * @self: a layer
 *
 * Returns: the #DzLine that the keyboard moves, DZ_GUIDE_NO_LINE for none
 */
int
dz_guides_layer_get_held (DzGuidesLayer *self)
{
  g_return_val_if_fail (DZ_IS_GUIDES_LAYER (self), DZ_GUIDE_NO_LINE);
  return self->held;
}

/**
 * dz_guides_layer_let_go:
 * @self: a layer
 *
 * Lets go of any line, held or dragged: the photo below is another one now.
 */
void
dz_guides_layer_let_go (DzGuidesLayer *self)
{
  g_return_if_fail (DZ_IS_GUIDES_LAYER (self));

  self->held = DZ_GUIDE_NO_LINE;
  drag_end_cb (self);
}
