/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-frame-layer.h"

#include "dz-widget.h"

/* So dark that the picture is told from the rest at once, and not so dark that the rest is gone. */
#define DIM_ALPHA 0.6

#define HALO_WIDTH 4.0
#define LINE_WIDTH 2.0

struct _DzFrameLayer
{
  GtkWidget    parent_instance;

  GtkLabel    *label; /* unowned, child */
  DzPhotoFrame frame;
  DzCrop       crop;  /* empty for none */
};

G_DEFINE_FINAL_TYPE (DzFrameLayer, dz_frame_layer, GTK_TYPE_WIDGET)

static void
trace (DzFrameLayer *self,
       cairo_t      *cr)
{
  double x;
  double y;

  cairo_new_sub_path (cr);
  for (guint corner = 0; corner < 4; corner++)
    if (dz_frame_layer_get_corner (self, corner, &x, &y))
      cairo_line_to (cr, x, y);
  cairo_close_path (cr);
}

/* All of the photo but the frame. */
static void
dim (DzFrameLayer *self,
     cairo_t      *cr)
{
  const graphene_rect_t *photo = &self->frame.bounds;

  cairo_rectangle (cr, photo->origin.x, photo->origin.y, photo->size.width, photo->size.height);
  trace (self, cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_source_rgba (cr, 0, 0, 0, DIM_ALPHA);
  cairo_fill (cr);
}

/* A dark halo under a light line is seen on any photo. */
static void
outline (DzFrameLayer *self,
         cairo_t      *cr)
{
  trace (self, cr);
  cairo_set_line_width (cr, HALO_WIDTH);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.7);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke (cr);
}

static void
dz_frame_layer_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  DzFrameLayer *self = DZ_FRAME_LAYER (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (!dz_crop_is_empty (&self->crop) && !dz_photo_frame_is_empty (&self->frame))
    {
      cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
      dim (self, cr);
      outline (self, cr);
      cairo_destroy (cr);
    }
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->label), snapshot);
}

static void
dz_frame_layer_dispose (GObject *object)
{
  dz_widget_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (dz_frame_layer_parent_class)->dispose (object);
}

static void
dz_frame_layer_class_init (DzFrameLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_frame_layer_dispose;
  widget_class->snapshot = dz_frame_layer_snapshot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_frame_layer_init (DzFrameLayer *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_justify (self->label, GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (self->label, 90);
  gtk_widget_set_halign (GTK_WIDGET (self->label), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->label), GTK_ALIGN_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "dz-frame-label");
  gtk_widget_set_visible (GTK_WIDGET (self->label), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
}

/**
 * dz_frame_layer_new:
 *
 * Returns: (transfer floating): a layer that shows nothing
 */
GtkWidget *
dz_frame_layer_new (void)
{
  return g_object_new (DZ_TYPE_FRAME_LAYER, NULL);
}

/**
 * dz_frame_layer_set_frame:
 * @self: a layer
 * @frame: where the photo stands in it
 */
void
dz_frame_layer_set_frame (DzFrameLayer       *self,
                          const DzPhotoFrame *frame)
{
  g_return_if_fail (DZ_IS_FRAME_LAYER (self));
  g_return_if_fail (frame != NULL);

  self->frame = *frame;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_frame_layer_show:
 * @self: a layer
 * @crop: (nullable): what is delivered; %NULL or empty for nothing
 * @text: (nullable): its size and scale, or why there is none
 */
void
dz_frame_layer_show (DzFrameLayer *self,
                     const DzCrop *crop,
                     const char   *text)
{
  g_return_if_fail (DZ_IS_FRAME_LAYER (self));

  self->crop = crop != NULL ? *crop : (DzCrop) DZ_CROP_NONE;
  if (text != NULL)
    gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->label), text != NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_frame_layer_get_corner:
 * @self: a layer
 * @corner: 0 upper left, then clockwise up to 3
 * @x: (out): where the frame's corner is, px of the layer
 * @y: (out): likewise
 *
 * Returns: whether a frame is shown
 */
gboolean
dz_frame_layer_get_corner (DzFrameLayer *self,
                           guint         corner,
                           double       *x,
                           double       *y)
{
  g_return_val_if_fail (DZ_IS_FRAME_LAYER (self) && corner < 4, FALSE);
  g_return_val_if_fail (x != NULL && y != NULL, FALSE);

  if (dz_crop_is_empty (&self->crop) || dz_photo_frame_is_empty (&self->frame))
    return FALSE;
  dz_crop_get_corner (&self->crop, self->frame.width, self->frame.height, corner, x, y);
  *x = dz_photo_frame_to_x (&self->frame, *x);
  *y = dz_photo_frame_to_y (&self->frame, *y);
  return TRUE;
}
