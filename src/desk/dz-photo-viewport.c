/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-viewport.h"

#include <math.h>

/* Beyond this a pixel of the photo is a tile, and shows nothing new; px of the screen. */
#define SCALE_MAX 16.0

static const char *const nicks[DZ_N_ZOOMS] = { "fit", "face", "eyes", "shoulders", "pixels",
                                               "free" };

/* Where a photo stands: what of it is at the middle of the view, and how large a px of it is. */
typedef struct
{
  double x;
  double y;
  double scale;
} Look;

/**
 * dz_zoom_to_nick:
 * @zoom: a zoom
 *
 * Returns: (transfer none): its name among actions and settings
 */
const char *
dz_zoom_to_nick (DzZoom zoom)
{
  g_return_val_if_fail (zoom < DZ_N_ZOOMS, NULL);
  return nicks[zoom];
}

/**
 * dz_zoom_from_nick:
 * @nick: (nullable): a name
 * @zoom: (out): what it names
 *
 * Returns: whether @nick is known
 */
gboolean
dz_zoom_from_nick (const char *nick,
                   DzZoom     *zoom)
{
  g_return_val_if_fail (zoom != NULL, FALSE);

  for (guint i = 0; i < DZ_N_ZOOMS; i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      {
        *zoom = i;
        return TRUE;
      }
  return FALSE;
}

static double
room_across (const DzViewSize *view)
{
  return fmax (view->width - 2 * view->margin_x, 1);
}

static double
room_down (const DzViewSize *view)
{
  return fmax (view->height - 2 * view->margin_y, 1);
}

static Look
look_at (const DzRegion   *box,
         const DzViewSize *view)
{
  return (Look) { box->x + box->width / 2, box->y + box->height / 2,
                  fmin (room_across (view) / box->width, room_down (view) / box->height) };
}

static Look
look_at_all (const DzPhotoAnchor *anchor,
             const DzViewSize    *view)
{
  DzRegion all = { 0, 0, anchor->width, anchor->height };

  return look_at (&all, view);
}

/* What is smaller than the view stands in its middle; what is larger leaves none of it empty. */
static double
keep_near (double at,
           double length,
           double view_length)
{
  double half = view_length / 2;

  return length <= view_length ? length / 2 : CLAMP (at, half, length - half);
}

static Look
look_freely (const DzPhotoViewport *self,
             const DzPhotoAnchor   *anchor,
             const DzViewSize      *view)
{
  double scale = self->zoom == DZ_ZOOM_PIXELS ? 1 / view->scale_factor
                                              : self->unit_px / anchor->unit;
  double least = look_at_all (anchor, view).scale;

  if (self->loose && self->zoom == DZ_ZOOM_FREE)
    return (Look) { anchor->x + self->u * anchor->unit, anchor->y + self->v * anchor->unit, scale };
  if (self->zoom == DZ_ZOOM_FREE)
    scale = CLAMP (scale, least, fmax (SCALE_MAX / view->scale_factor, least));
  return (Look) { keep_near (anchor->x + self->u * anchor->unit, anchor->width,
                             room_across (view) / scale),
                  keep_near (anchor->y + self->v * anchor->unit, anchor->height,
                             room_down (view) / scale),
                  scale };
}

static Look
look (const DzPhotoViewport *self,
      const DzPhotoAnchor   *anchor,
      const DzViewSize      *view)
{
  DzRegion box;

  if (self->zoom == DZ_ZOOM_FIT)
    return look_at_all (anchor, view);
  if (self->zoom == DZ_ZOOM_PIXELS || self->zoom == DZ_ZOOM_FREE)
    return look_freely (self, anchor, view);
  box = dz_photo_anchor_find (anchor, self->zoom == DZ_ZOOM_FACE   ? DZ_PHOTO_PART_FACE
                                      : self->zoom == DZ_ZOOM_EYES ? DZ_PHOTO_PART_EYES
                                                                   : DZ_PHOTO_PART_SHOULDERS);
  return look_at (&box, view);
}

/* Whole px of the screen, so that the picture is not blurred by half of one. */
static double
snap (double            at,
      const DzViewSize *view)
{
  return round (at * view->scale_factor) / view->scale_factor;
}

/**
 * dz_photo_viewport_place:
 * @self: a viewport
 * @anchor: what holds the photo
 * @view: where it is shown
 *
 * Returns: where all of the photo stands, px of the view; it may reach far beyond it
 */
graphene_rect_t
dz_photo_viewport_place (const DzPhotoViewport *self,
                         const DzPhotoAnchor   *anchor,
                         const DzViewSize      *view)
{
  Look at;
  double width;
  double height;

  g_return_val_if_fail (self != NULL && anchor != NULL && view != NULL, GRAPHENE_RECT_INIT_ZERO);

  at = look (self, anchor, view);
  width = fmax (snap (anchor->width * at.scale, view), 1);
  height = fmax (snap (anchor->height * at.scale, view), 1);
  return GRAPHENE_RECT_INIT ((float) snap (view->width / 2 - at.x * width / anchor->width, view),
                             (float) snap (view->height / 2 - at.y * height / anchor->height, view),
                             (float) width, (float) height);
}

/**
 * dz_photo_viewport_show:
 * @self: a viewport
 * @zoom: what is to fill the view; for pixels it is the middle between the eyes, for free what
 *   fills it now
 *
 * Looks at something else.
 */
void
dz_photo_viewport_show (DzPhotoViewport *self,
                        DzZoom           zoom)
{
  g_return_if_fail (self != NULL && zoom < DZ_N_ZOOMS);

  if (zoom == DZ_ZOOM_FREE)
    return;
  *self = (DzPhotoViewport) { zoom, 0, 0, 0, FALSE };
}

/* So that this point of the photo is at this one of the view. */
static void
put (DzPhotoViewport     *self,
     const DzPhotoAnchor *anchor,
     const DzViewSize    *view,
     double               photo_x,
     double               photo_y,
     double               x,
     double               y,
     double               scale)
{
  self->u = (photo_x + (view->width / 2 - x) / scale - anchor->x) / anchor->unit;
  self->v = (photo_y + (view->height / 2 - y) / scale - anchor->y) / anchor->unit;
  self->unit_px = scale * anchor->unit;
}

/* The point of the photo that is at this one of the view. */
static void
find_point (const Look       *at,
            const DzViewSize *view,
            double            x,
            double            y,
            double           *photo_x,
            double           *photo_y)
{
  *photo_x = at->x + (x - view->width / 2) / at->scale;
  *photo_y = at->y + (y - view->height / 2) / at->scale;
}

/**
 * dz_photo_viewport_pixels:
 * @self: a viewport
 * @anchor: what holds the photo
 * @view: where it is shown
 * @x: of the pointer, px of the view
 * @y: likewise
 *
 * Shows a pixel on a pixel; what is below the pointer stays there as far as the photo reaches.
 */
void
dz_photo_viewport_pixels (DzPhotoViewport     *self,
                          const DzPhotoAnchor *anchor,
                          const DzViewSize    *view,
                          double               x,
                          double               y)
{
  Look at;
  double photo_x;
  double photo_y;

  g_return_if_fail (self != NULL && anchor != NULL && view != NULL);

  at = look (self, anchor, view);
  find_point (&at, view, x, y, &photo_x, &photo_y);
  put (self, anchor, view, photo_x, photo_y, x, y, 1 / view->scale_factor);
  self->zoom = DZ_ZOOM_PIXELS;
}

/* Of a place that the photo's edge has kept from being reached, only what is seen counts. */
static void
settle (DzPhotoViewport     *self,
        const DzPhotoAnchor *anchor,
        const DzViewSize    *view)
{
  Look at = look (self, anchor, view);

  put (self, anchor, view, at.x, at.y, view->width / 2, view->height / 2, at.scale);
}

/**
 * dz_photo_viewport_zoom_by:
 * @self: a viewport
 * @anchor: what holds the photo
 * @view: where it is shown
 * @factor: how much larger, > 0
 * @x: of the pointer, px of the view
 * @y: likewise
 *
 * Shows the photo larger or smaller; what is below the pointer stays there. All of the photo is the
 * least.
 */
void
dz_photo_viewport_zoom_by (DzPhotoViewport     *self,
                           const DzPhotoAnchor *anchor,
                           const DzViewSize    *view,
                           double               factor,
                           double               x,
                           double               y)
{
  Look at;
  double least;
  double scale;
  double photo_x;
  double photo_y;

  g_return_if_fail (self != NULL && anchor != NULL && view != NULL && factor > 0);

  at = look (self, anchor, view);
  least = look_at_all (anchor, view).scale;
  scale = fmin (at.scale * factor, fmax (SCALE_MAX / view->scale_factor, least));
  if (scale <= least)
    {
      dz_photo_viewport_show (self, DZ_ZOOM_FIT);
      return;
    }
  find_point (&at, view, x, y, &photo_x, &photo_y);
  put (self, anchor, view, photo_x, photo_y, x, y, scale);
  self->zoom = DZ_ZOOM_FREE;
  settle (self, anchor, view);
}

/**
 * dz_photo_viewport_pan:
 * @self: a viewport
 * @anchor: what holds the photo
 * @view: where it is shown
 * @dx: how far the photo moves to the right, px of the view
 * @dy: likewise downwards
 *
 * Moves the photo as far as it reaches beyond the view; where all of it is seen it stays.
 */
void
dz_photo_viewport_pan (DzPhotoViewport     *self,
                       const DzPhotoAnchor *anchor,
                       const DzViewSize    *view,
                       double               dx,
                       double               dy)
{
  Look at;

  g_return_if_fail (self != NULL && anchor != NULL && view != NULL);

  if (self->zoom == DZ_ZOOM_FIT)
    return;
  at = look (self, anchor, view);
  put (self, anchor, view, at.x, at.y, view->width / 2 + dx, view->height / 2 + dy, at.scale);
  if (self->zoom != DZ_ZOOM_PIXELS)
    self->zoom = DZ_ZOOM_FREE;
  settle (self, anchor, view);
}

/**
 * dz_photo_viewport_follow:
 * @self: how a photo is looked at
 * @anchor: what holds it
 * @view: where it is shown
 *
 * Returns: how to look at another photo beside it: all of it where all of this one is seen; else at
 *   the same part of the face and as large, whatever the size of the photo
 */
DzPhotoViewport
dz_photo_viewport_follow (const DzPhotoViewport *self,
                          const DzPhotoAnchor   *anchor,
                          const DzViewSize      *view)
{
  DzPhotoViewport followed = DZ_PHOTO_VIEWPORT_FIT;
  Look at;

  g_return_val_if_fail (self != NULL && anchor != NULL && view != NULL, followed);

  if (self->zoom == DZ_ZOOM_FIT)
    return followed;
  at = look (self, anchor, view);
  put (&followed, anchor, view, at.x, at.y, view->width / 2, view->height / 2, at.scale);
  followed.zoom = DZ_ZOOM_FREE;
  followed.loose = TRUE;
  return followed;
}

/**
 * dz_photo_viewport_lay:
 * @bounds: where all of a photo stands, px of a view
 * @anchor: what holds it
 * @other: what holds another photo
 *
 * Returns: where the other photo stands so that its eyes lie on those of the first, and its face is
 *   as large
 */
graphene_rect_t
dz_photo_viewport_lay (const graphene_rect_t *bounds,
                       const DzPhotoAnchor   *anchor,
                       const DzPhotoAnchor   *other)
{
  double scale;
  double width;
  double height;
  double eyes_x;
  double eyes_y;

  g_return_val_if_fail (bounds != NULL && anchor != NULL && other != NULL,
                        GRAPHENE_RECT_INIT_ZERO);

  eyes_x = bounds->origin.x + anchor->x * bounds->size.width / anchor->width;
  eyes_y = bounds->origin.y + anchor->y * bounds->size.height / anchor->height;
  scale = anchor->unit * bounds->size.width / anchor->width / other->unit;
  width = other->width * scale;
  height = other->height * scale;
  return GRAPHENE_RECT_INIT ((float) (eyes_x - other->x * scale),
                             (float) (eyes_y - other->y * scale), (float) width, (float) height);
}
