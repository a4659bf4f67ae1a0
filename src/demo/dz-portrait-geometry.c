/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-portrait-geometry.h"

/**
 * dz_portrait_geometry_head_share:
 * @self: a geometry
 *
 * The height of the head, hair included, as a share of the picture's.
 *
 * Returns: 0 to 1
 */
double
dz_portrait_geometry_head_share (const DzPortraitGeometry *self)
{
  return (self->chin.y - self->crown.y) / self->height;
}

/**
 * dz_portrait_geometry_eye_y:
 * @self: a geometry
 *
 * The height of the line of the eyes, midway between the pupils.
 *
 * Returns: px from the upper edge
 */
double
dz_portrait_geometry_eye_y (const DzPortraitGeometry *self)
{
  return (self->pupil[0].y + self->pupil[1].y) / 2;
}
