/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-anchor.h"

#include <math.h>

/* Where document 99 of 2017 wants a face, for a photo whose limits this program does not have:
 * eyes 200 to 300 of 640, face 180 to 300 of 480 wide. */
#define EYES_SHARE (250.0 / 640.0)
#define FACE_SHARE (240.0 / 480.0)

/* Median face width in units, calibration §12. */
#define FACE_UNITS 1.57

/* Distance of the pupils in units: 62 mm to 90 mm of a grown person. */
#define PUPIL_UNITS 0.69

/* Boxes in units from the middle between the eyes: half their width, upper and lower edge. Wide
 * enough that ears and brows keep a rim round them. */
typedef struct
{
  double half_width;
  double top;
  double bottom;
} Box;

static const Box face_box = { 1.05, -1.50, 1.40 };
static const Box eyes_box = { 0.85, -0.50, 0.40 };
static const Box shoulders_box = { 2.20, 0.0, 3.10 };

#define RIM_UNITS 0.10

/**
 * dz_photo_anchor_guess:
 * @self: (out caller-allocates): an anchor
 * @width: of the upright photo, px
 * @height: likewise
 * @bands: (nullable): what the photo's limits ask
 *
 * Takes a face to be where the limits want it, for a photo on which none was found.
 */
void
dz_photo_anchor_guess (DzPhotoAnchor        *self,
                       double                width,
                       double                height,
                       const DzProfileBands *bands)
{
  double eyes = EYES_SHARE;
  double face = FACE_SHARE;

  g_return_if_fail (self != NULL && width > 0 && height > 0);

  if (bands != NULL)
    {
      eyes = (bands->eyes.pass_min + bands->eyes.pass_max) / 2;
      face = (bands->face_width.pass_min + bands->face_width.pass_max) / 2;
    }
  *self = (DzPhotoAnchor) { width, height, width / 2, height * eyes, width * face / FACE_UNITS,
                            NAN, NAN, TRUE };
}

/* The span is the unit itself; a detector without a mesh gives only pupils or cheeks. */
static double
measure_unit (const DzMeasurement *measurement)
{
  double span = dz_measurement_get (measurement, DZ_QUANTITY_FACE_SPAN);
  double pupils = hypot (dz_measurement_get (measurement, DZ_QUANTITY_EYE_RIGHT_X)
                           - dz_measurement_get (measurement, DZ_QUANTITY_EYE_LEFT_X),
                         dz_measurement_get (measurement, DZ_QUANTITY_EYE_RIGHT_Y)
                           - dz_measurement_get (measurement, DZ_QUANTITY_EYE_LEFT_Y));
  double cheeks = dz_measurement_get (measurement, DZ_QUANTITY_FACE_RIGHT_X)
                  - dz_measurement_get (measurement, DZ_QUANTITY_FACE_LEFT_X);

  if (span > 0)
    return span;
  if (pupils > 0)
    return pupils / PUPIL_UNITS;
  return cheeks / FACE_UNITS;
}

static double
measure_x (const DzMeasurement *measurement)
{
  double eyes = (dz_measurement_get (measurement, DZ_QUANTITY_EYE_LEFT_X)
                 + dz_measurement_get (measurement, DZ_QUANTITY_EYE_RIGHT_X)) / 2;

  return isfinite (eyes) ? eyes : dz_measurement_get (measurement, DZ_QUANTITY_FACE_MIDDLE_X);
}

/**
 * dz_photo_anchor_measure:
 * @self: (out caller-allocates): an anchor
 * @measurement: the numbers of a photo, as the program measured them: a line that is being dragged
 *   must not move the picture below it
 * @bands: (nullable): what the photo's limits ask, for where no face was found
 *
 * Finds what holds the photo.
 *
 * Returns: whether the photo's size was measured; without it nothing has a place
 */
gboolean
dz_photo_anchor_measure (DzPhotoAnchor        *self,
                         const DzMeasurement  *measurement,
                         const DzProfileBands *bands)
{
  double width;
  double height;
  double x;
  double y;
  double unit;

  g_return_val_if_fail (self != NULL && measurement != NULL, FALSE);

  width = dz_measurement_get (measurement, DZ_QUANTITY_WIDTH);
  height = dz_measurement_get (measurement, DZ_QUANTITY_HEIGHT);
  if (!(width > 0 && height > 0))
    return FALSE;
  dz_photo_anchor_guess (self, width, height, bands);
  x = measure_x (measurement);
  y = (dz_measurement_get (measurement, DZ_QUANTITY_EYE_LEFT_Y)
       + dz_measurement_get (measurement, DZ_QUANTITY_EYE_RIGHT_Y)) / 2;
  unit = measure_unit (measurement);
  if (!isfinite (x) || !isfinite (y) || !(unit > 0))
    return TRUE;
  *self = (DzPhotoAnchor) { width, height, x, y, unit, NAN,
                            dz_measurement_get (measurement, DZ_QUANTITY_CHIN_Y), FALSE };
  if (dz_measurement_get (measurement, DZ_QUANTITY_CROWN_ROUGH) == 0)
    self->crown = dz_measurement_get (measurement, DZ_QUANTITY_CROWN_Y);
  return TRUE;
}

static DzRegion
place (const DzPhotoAnchor *self,
       const Box           *box)
{
  return (DzRegion) { self->x - box->half_width * self->unit, self->y + box->top * self->unit,
                      2 * box->half_width * self->unit, (box->bottom - box->top) * self->unit };
}

/* A high hair style and a long chin belong to the face, too. */
static DzRegion
place_face (const DzPhotoAnchor *self)
{
  DzRegion box = place (self, &face_box);
  double top = fmin (box.y, self->crown - RIM_UNITS * self->unit);
  double bottom = fmax (box.y + box.height, self->chin + RIM_UNITS * self->unit);

  return (DzRegion) { box.x, top, box.width, bottom - top };
}

/* Of what lies beyond the photo there is nothing to see. */
static DzRegion
place_shoulders (const DzPhotoAnchor *self)
{
  DzRegion box = place (self, &shoulders_box);
  double left = fmax (box.x, 0);
  double top = fmax (box.y, 0);
  double right = fmin (box.x + box.width, self->width);
  double bottom = fmin (box.y + box.height, self->height);

  return right > left && bottom > top ? (DzRegion) { left, top, right - left, bottom - top }
                                      : (DzRegion) { 0, 0, self->width, self->height };
}

/**
 * dz_photo_anchor_find:
 * @self: an anchor
 * @part: a part of the person
 *
 * Returns: where it is, in px of the upright photo; that of the face and of the eyes may reach
 *   beyond the photo, so that they stand at one place whatever is cut off around them
 */
DzRegion
dz_photo_anchor_find (const DzPhotoAnchor *self,
                      DzPhotoPart          part)
{
  g_return_val_if_fail (self != NULL, ((DzRegion) { 0, 0, 0, 0 }));

  if (part == DZ_PHOTO_PART_FACE)
    return place_face (self);
  if (part == DZ_PHOTO_PART_EYES)
    return place (self, &eyes_box);
  return place_shoulders (self);
}
