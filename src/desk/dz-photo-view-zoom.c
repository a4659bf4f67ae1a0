/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-view-private.h"

#include <math.h>

#include "dz-zoom-text.h"

/* How much of the photo is seen. */

/* Around the photo, so that it stands where it stands with guides or without: their rulers and
 * numbers go there. */
#define MARGIN_X 12
#define MARGIN_Y 24

static DzViewSize
get_size (DzPhotoView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return (DzViewSize) { gtk_widget_get_width (widget), gtk_widget_get_height (widget), MARGIN_X,
                        MARGIN_Y, gtk_widget_get_scale_factor (widget) };
}

/*< private >
 * dz_photo_view_get_anchor:
 * @self: a view with a photo
 * @anchor: (out caller-allocates): what holds it
 *
 * Of a photo that was not measured only its proportions are known, and those from its picture.
 */
void
dz_photo_view_get_anchor (DzPhotoView   *self,
                          DzPhotoAnchor *anchor)
{
  if (self->anchored)
    *anchor = self->anchor;
  else
    dz_photo_anchor_guess (anchor, gdk_texture_get_width (self->texture),
                           gdk_texture_get_height (self->texture), NULL);
}

/**
 * dz_photo_view_find_bounds:
 * @self: a view
 *
 * Returns: where all of the photo stands, px of the view, beyond it where it is shown larger; empty
 *   where there is none
 */
graphene_rect_t
dz_photo_view_find_bounds (DzPhotoView *self)
{
  DzViewSize size;
  DzPhotoAnchor anchor;

  g_return_val_if_fail (DZ_IS_PHOTO_VIEW (self), GRAPHENE_RECT_INIT_ZERO);

  if (self->texture == NULL)
    return GRAPHENE_RECT_INIT_ZERO;
  size = get_size (self);
  dz_photo_view_get_anchor (self, &anchor);
  return dz_photo_viewport_place (&self->viewport, &anchor, &size);
}

/**
 * dz_photo_view_get_room:
 * @self: a view
 * @width: (out): px of the screen
 * @height: (out): px of the screen
 *
 * Gives the box that all of a photo is fitted into.
 *
 * Returns: whether the view has a size yet
 */
gboolean
dz_photo_view_get_room (DzPhotoView *self,
                        guint       *width,
                        guint       *height)
{
  DzViewSize size;
  double across;
  double down;

  g_return_val_if_fail (DZ_IS_PHOTO_VIEW (self), FALSE);
  g_return_val_if_fail (width != NULL && height != NULL, FALSE);

  size = get_size (self);
  across = (size.width - 2 * size.margin_x) * size.scale_factor;
  down = (size.height - 2 * size.margin_y) * size.scale_factor;
  *width = (guint) MAX (1, across);
  *height = (guint) MAX (1, down);
  return size.width > 0 && size.height > 0;
}

/**
 * dz_photo_view_get_wanted_width:
 * @self: a view
 *
 * Returns: how wide a picture of the photo has to be to look sharp as it is shown, px of the
 *   screen; 0 where there is none
 */
guint
dz_photo_view_get_wanted_width (DzPhotoView *self)
{
  graphene_rect_t bounds;

  g_return_val_if_fail (DZ_IS_PHOTO_VIEW (self), 0);

  bounds = dz_photo_view_find_bounds (self);
  return (guint) ceil (bounds.size.width * gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

/*< private >
 * dz_photo_view_choose_texture:
 * @self: a view with a photo
 *
 * Returns: (transfer none): the picture to paint: the sharper one where it is there and shows more
 */
GdkTexture *
dz_photo_view_choose_texture (DzPhotoView *self)
{
  guint width = (guint) gdk_texture_get_width (self->texture);

  return self->close_up != NULL && dz_photo_view_get_wanted_width (self) > width
             && (guint) gdk_texture_get_width (self->close_up) > width
           ? self->close_up : self->texture;
}

/**
 * dz_photo_view_dup_zoom_text:
 * @self: a view
 *
 * Returns: (transfer full): what is seen of the photo and how large, "Face 240 %"
 */
char *
dz_photo_view_dup_zoom_text (DzPhotoView *self)
{
  double percent = NAN;

  g_return_val_if_fail (DZ_IS_PHOTO_VIEW (self), NULL);

  if (self->texture != NULL && self->anchored)
    percent = 100.0 * dz_photo_view_get_wanted_width (self) / self->anchor.width;
  return dz_zoom_say (self->viewport.zoom, !self->anchored || self->anchor.guessed, percent);
}

/*< private >
 * dz_photo_view_say_zoom:
 * @self: a view
 *
 * Writes into the corner how the photo is looked at; all of it goes without saying.
 */
void
dz_photo_view_say_zoom (DzPhotoView *self)
{
  gboolean said = self->texture != NULL && self->viewport.zoom != DZ_ZOOM_FIT;
  g_autofree char *text = said ? dz_photo_view_dup_zoom_text (self) : NULL;
  int height;

  if (said)
    gtk_label_set_label (self->zoom_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->zoom_label), said);
  gtk_widget_measure (GTK_WIDGET (self->zoom_label), GTK_ORIENTATION_VERTICAL, -1, NULL, &height,
                      NULL, NULL);
  dz_overlay_layer_set_below (self->overlay, height);
}

static void
look_anew (DzPhotoView *self)
{
  dz_photo_view_place_layers (self);
  dz_photo_view_say_zoom (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  dz_photo_view_emit_zoomed (self);
}

/**
 * dz_photo_view_set_anchor:
 * @self: a view that shows a photo
 * @anchor: (nullable): what holds it; %NULL where not even its size was measured
 *
 * Says where the face is that the view follows from photo to photo.
 */
void
dz_photo_view_set_anchor (DzPhotoView         *self,
                          const DzPhotoAnchor *anchor)
{
  g_return_if_fail (DZ_IS_PHOTO_VIEW (self));

  self->anchored = anchor != NULL;
  if (anchor != NULL)
    self->anchor = *anchor;
  look_anew (self);
}

/**
 * dz_photo_view_set_viewport:
 * @self: a view
 * @viewport: how to look at photos
 *
 * Looks at this photo, and at others after it, as another view does.
 */
void
dz_photo_view_set_viewport (DzPhotoView           *self,
                            const DzPhotoViewport *viewport)
{
  g_return_if_fail (DZ_IS_PHOTO_VIEW (self) && viewport != NULL);

  if (viewport->zoom == DZ_ZOOM_PIXELS && self->viewport.zoom != DZ_ZOOM_PIXELS)
    self->before = self->viewport;
  self->viewport = *viewport;
  look_anew (self);
}

/**
 * dz_photo_view_get_viewport:
 * @self: a view
 *
 * Returns: (transfer none): how it looks at photos
 */
const DzPhotoViewport *
dz_photo_view_get_viewport (DzPhotoView *self)
{
  g_return_val_if_fail (DZ_IS_PHOTO_VIEW (self), NULL);
  return &self->viewport;
}

/**
 * dz_photo_view_zoom_to:
 * @self: a view
 * @zoom: what is to fill it, until another is asked for
 */
void
dz_photo_view_zoom_to (DzPhotoView *self,
                       DzZoom       zoom)
{
  g_return_if_fail (DZ_IS_PHOTO_VIEW (self) && zoom < DZ_N_ZOOMS);

  dz_photo_viewport_show (&self->viewport, zoom);
  look_anew (self);
}

/**
 * dz_photo_view_zoom_by:
 * @self: a view
 * @factor: how much larger, > 0
 * @x: what is to stay where it is, px of the view
 * @y: likewise
 */
void
dz_photo_view_zoom_by (DzPhotoView *self,
                       double       factor,
                       double       x,
                       double       y)
{
  DzViewSize size;
  DzPhotoAnchor anchor;

  g_return_if_fail (DZ_IS_PHOTO_VIEW (self) && factor > 0);

  if (self->texture == NULL)
    return;
  size = get_size (self);
  dz_photo_view_get_anchor (self, &anchor);
  dz_photo_viewport_zoom_by (&self->viewport, &anchor, &size, factor, x, y);
  look_anew (self);
}

/**
 * dz_photo_view_toggle_pixels:
 * @self: a view
 *
 * Shows a pixel of the photo on a pixel of the screen, at the pointer or, where that is elsewhere,
 * at the eyes; then again what was seen before.
 */
void
dz_photo_view_toggle_pixels (DzPhotoView *self)
{
  DzViewSize size;
  DzPhotoAnchor anchor;

  g_return_if_fail (DZ_IS_PHOTO_VIEW (self));

  if (self->viewport.zoom == DZ_ZOOM_PIXELS)
    self->viewport = self->before;
  else
    {
      self->before = self->viewport;
      dz_photo_viewport_show (&self->viewport, DZ_ZOOM_PIXELS);
      if (self->pointed && self->texture != NULL)
        {
          size = get_size (self);
          dz_photo_view_get_anchor (self, &anchor);
          self->viewport = self->before;
          dz_photo_viewport_pixels (&self->viewport, &anchor, &size, self->pointer_x,
                                    self->pointer_y);
        }
    }
  look_anew (self);
}

/**
 * dz_photo_view_pan:
 * @self: a view
 * @dx: how far the photo moves to the right, px of the view
 * @dy: likewise downwards
 */
void
dz_photo_view_pan (DzPhotoView *self,
                   double       dx,
                   double       dy)
{
  DzViewSize size;
  DzPhotoAnchor anchor;

  g_return_if_fail (DZ_IS_PHOTO_VIEW (self));

  if (self->texture == NULL)
    return;
  size = get_size (self);
  dz_photo_view_get_anchor (self, &anchor);
  dz_photo_viewport_pan (&self->viewport, &anchor, &size, dx, dy);
  look_anew (self);
}

/**
 * dz_photo_view_follow:
 * @self: a view
 * @other: another one, of the same size, that shows a photo
 *
 * Looks at the same part of the face as the other view, as large.
 */
void
dz_photo_view_follow (DzPhotoView *self,
                      DzPhotoView *other)
{
  DzViewSize size;
  DzPhotoAnchor anchor;
  DzPhotoViewport viewport;

  g_return_if_fail (DZ_IS_PHOTO_VIEW (self) && DZ_IS_PHOTO_VIEW (other));

  if (other->texture == NULL)
    return;
  size = get_size (other);
  dz_photo_view_get_anchor (other, &anchor);
  viewport = dz_photo_viewport_follow (&other->viewport, &anchor, &size);
  dz_photo_view_set_viewport (self, &viewport);
}
