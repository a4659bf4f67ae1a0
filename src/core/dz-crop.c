/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-crop.h"

#include <math.h>

/* A corner of a turned frame is told in fractions of a px. */
#define TOLERANCE_PX 1e-6

/**
 * dz_crop_is_empty:
 * @self: a frame
 *
 * Returns: whether it is none
 */
gboolean
dz_crop_is_empty (const DzCrop *self)
{
  g_return_val_if_fail (self != NULL, TRUE);
  return self->width == 0 || self->height == 0;
}

/**
 * dz_crop_equal:
 * @a: a frame
 * @b: another
 *
 * Returns: whether both make the same picture
 */
gboolean
dz_crop_equal (const DzCrop *a,
               const DzCrop *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height
         && a->rotation == b->rotation && a->output_width == b->output_width
         && a->output_height == b->output_height && a->rendering == b->rendering;
}

/* To half a px, as no frame of whole ones comes nearer. */
static gboolean
keeps_proportions (const DzCrop *self)
{
  double wanted = (double) self->height * self->output_width / self->output_height;

  return fabs (wanted - self->width) <= 0.5 + TOLERANCE_PX;
}

/**
 * dz_crop_find_problem:
 * @self: a frame from outside
 *
 * Checks what can be wrong with a frame whatever its photo is.
 *
 * Returns: (transfer none) (nullable): what is wrong with it, as the end of an English sentence
 */
const char *
dz_crop_find_problem (const DzCrop *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (dz_crop_is_empty (self) || self->output_width == 0 || self->output_height == 0)
    return "the frame is empty";
  if (self->width > DZ_CROP_EDGE_MAX || self->height > DZ_CROP_EDGE_MAX
      || ABS (self->x) > DZ_CROP_EDGE_MAX || ABS (self->y) > DZ_CROP_EDGE_MAX)
    return "the frame is larger than any photo";
  if (!(fabs (self->rotation) <= DZ_CROP_ROTATION_MAX))
    return "the frame turns the photo too far";
  if (self->output_width > self->width || self->output_height > self->height)
    return "the frame would have to be enlarged";
  if (!keeps_proportions (self))
    return "the frame has other proportions than the picture that is delivered";
  if (self->rendering != DZ_CROP_RENDERING)
    return "the frame was made for another rendering";
  return NULL;
}

/* About the middle of the photo, clockwise by @degrees; y goes down. */
static void
turn (double  photo_width,
      double  photo_height,
      double  degrees,
      double *x,
      double *y)
{
  double angle = degrees * G_PI / 180;
  double from_x = *x - photo_width / 2;
  double from_y = *y - photo_height / 2;

  if (degrees == 0)
    return;
  *x = photo_width / 2 + from_x * cos (angle) - from_y * sin (angle);
  *y = photo_height / 2 + from_x * sin (angle) + from_y * cos (angle);
}

/**
 * dz_crop_turn:
 * @self: a frame
 * @photo_width: of the upright photo, px
 * @photo_height: likewise
 * @x: (inout): a place on the photo, px; then where it is after the turn
 * @y: (inout): likewise
 *
 * Finds where a place of the photo lies as the frame sees it.
 */
void
dz_crop_turn (const DzCrop *self,
              double        photo_width,
              double        photo_height,
              double       *x,
              double       *y)
{
  g_return_if_fail (self != NULL && x != NULL && y != NULL);

  turn (photo_width, photo_height, self->rotation, x, y);
}

/**
 * dz_crop_get_corner:
 * @self: a frame
 * @photo_width: of the upright photo, px
 * @photo_height: likewise
 * @corner: 0 upper left, then clockwise up to 3
 * @x: (out): where it lies on the upright photo, px
 * @y: (out): likewise
 */
void
dz_crop_get_corner (const DzCrop *self,
                    double        photo_width,
                    double        photo_height,
                    guint         corner,
                    double       *x,
                    double       *y)
{
  g_return_if_fail (self != NULL && corner < 4 && x != NULL && y != NULL);

  *x = self->x + (corner == 1 || corner == 2 ? self->width : 0.0);
  *y = self->y + (corner >= 2 ? self->height : 0.0);
  turn (photo_width, photo_height, -self->rotation, x, y);
}

/**
 * dz_crop_fits:
 * @self: a frame
 * @photo_width: of the upright photo, px
 * @photo_height: likewise
 *
 * Returns: whether all of it lies on the photo
 */
gboolean
dz_crop_fits (const DzCrop *self,
              double        photo_width,
              double        photo_height)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint corner = 0; corner < 4; corner++)
    {
      double x;
      double y;

      dz_crop_get_corner (self, photo_width, photo_height, corner, &x, &y);
      if (!(x >= -TOLERANCE_PX && x <= photo_width + TOLERANCE_PX && y >= -TOLERANCE_PX
            && y <= photo_height + TOLERANCE_PX))
        return FALSE;
    }
  return TRUE;
}

/**
 * dz_crop_get_scale:
 * @self: a frame that is not empty
 *
 * Returns: how long a px of the photo is in the picture that is delivered, at most 1
 */
double
dz_crop_get_scale (const DzCrop *self)
{
  g_return_val_if_fail (self != NULL && self->width > 0, 1);
  return (double) self->output_width / self->width;
}
