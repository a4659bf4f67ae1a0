/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-regions.h"

#include <math.h>

/* Boxes of the eye frame, in E. Those of a cue are the cue's own (calibration, the section named);
 * the others are wide enough for a person to see what it is about. */
typedef struct
{
  double u_min;
  double u_max;
  double v_min;
  double v_max;
} Box;

static const Box eyes_box = { -0.65, 0.65, -0.18, 0.24 };      /* §5, the glare boxes, and a rim */
static const Box brows_box = { -0.65, 0.65, -0.50, 0.15 };     /* §4 */
static const Box glasses_box = { -0.80, 0.80, -0.30, 0.42 };
static const Box detail_box = { -0.62, 0.62, -0.30, 1.15 };    /* §9 */
static const Box cheeks_box = { -0.50, 0.50, 0.20, 0.62 };     /* §11, and a rim */
static const Box head_top_box = { -1.00, 1.00, -2.00, -0.40 }; /* §6 */

/* Ears: beyond the outline, §3. */
#define EAR_IN 0.15
#define EAR_OUT 0.35
#define EAR_V_MIN (-0.35)
#define EAR_V_MAX 0.75
#define OUTLINE_U 0.785 /* half of the median face width, §12; where the outline is not known */
#define OUTLINE_V 0.15  /* where points 234 and 454 lie */

/* Below the chin: §10. */
#define CHIN_V 1.25 /* median, §12; where the chin is not known */
#define TORSO_U 1.1
#define TORSO_FROM 0.30
#define TORSO_TO 1.60
#define SHOULDERS_U 1.6
#define NECK_TO 0.70
#define EAR_LOBE_V 0.30

#define MOUTH_HALF_WIDTH 0.85  /* of the mouth's width */
#define MOUTH_HALF_HEIGHT 0.50 /* likewise */
#define HEAD_MARGIN 0.10       /* of the face's width */
#define BORDER_DEPTH 0.45      /* of the height: the border zone of photo-standards §3.1 */

static const DzRegion nowhere = { 0, 0, 0, 0 };

static double
get (const DzFaceRegions *self,
     DzQuantity           quantity)
{
  return dz_measurement_get (self->measurement, quantity);
}

/* The part of a rectangle that lies on the photo. */
static DzRegion
clip (const DzFaceRegions *self,
      double               x_min,
      double               y_min,
      double               x_max,
      double               y_max)
{
  double left = fmax (x_min, 0);
  double top = fmax (y_min, 0);
  double right = fmin (x_max, self->width);
  double bottom = fmin (y_max, self->height);

  if (isnan (x_min + y_min + x_max + y_max) || isnan (self->width + self->height) ||
      right <= left || bottom <= top)
    return nowhere;
  return (DzRegion) { left, top, right - left, bottom - top };
}

static double
x_of (const DzFaceRegions *self,
      double               u,
      double               v)
{
  return self->origin_x + self->span * (u * self->cos_roll - v * self->sin_roll);
}

static double
y_of (const DzFaceRegions *self,
      double               u,
      double               v)
{
  return self->origin_y + self->span * (u * self->sin_roll + v * self->cos_roll);
}

/* The upright rectangle round a box that may lean. */
static DzRegion
enclose (const DzFaceRegions *self,
         const Box           *box)
{
  const double us[] = { box->u_min, box->u_max };
  const double vs[] = { box->v_min, box->v_max };
  double x_min = INFINITY;
  double y_min = INFINITY;
  double x_max = -INFINITY;
  double y_max = -INFINITY;

  if (!self->has_frame)
    return nowhere;
  for (guint i = 0; i < 4; i++)
    {
      double x = x_of (self, us[i % 2], vs[i / 2]);
      double y = y_of (self, us[i % 2], vs[i / 2]);

      x_min = fmin (x_min, x);
      x_max = fmax (x_max, x);
      y_min = fmin (y_min, y);
      y_max = fmax (y_max, y);
    }
  return clip (self, x_min, y_min, x_max, y_max);
}

/* How far down the face, in E, a point lies. */
static double
v_of (const DzFaceRegions *self,
      double               x,
      double               y)
{
  return ((y - self->origin_y) * self->cos_roll - (x - self->origin_x) * self->sin_roll) /
         self->span;
}

static double
chin_v (const DzFaceRegions *self)
{
  double v = v_of (self, get (self, DZ_QUANTITY_CHIN_X), get (self, DZ_QUANTITY_CHIN_Y));

  return isnan (v) ? CHIN_V : v;
}

/* The cheek outline at ear height, in E from the middle; of the outline only its x is kept. */
static double
outline_u (const DzFaceRegions *self,
           DzSide               side)
{
  double x = get (self, side == DZ_SIDE_LEFT ? DZ_QUANTITY_FACE_LEFT_X
                                             : DZ_QUANTITY_FACE_RIGHT_X);
  double u = ((x - self->origin_x) / self->span + OUTLINE_V * self->sin_roll) / self->cos_roll;

  if (isfinite (u))
    return u;
  return side == DZ_SIDE_LEFT ? -OUTLINE_U : OUTLINE_U;
}

/**
 * dz_face_regions_init:
 * @self: (out caller-allocates): regions
 * @measurement: the numbers of a photo; must outlive @self
 *
 * Finds the eye frame, where there is one.
 */
void
dz_face_regions_init (DzFaceRegions       *self,
                      const DzMeasurement *measurement)
{
  double left_x = dz_measurement_get (measurement, DZ_QUANTITY_CORNER_LEFT_X);
  double left_y = dz_measurement_get (measurement, DZ_QUANTITY_CORNER_LEFT_Y);
  double right_x = dz_measurement_get (measurement, DZ_QUANTITY_CORNER_RIGHT_X);
  double right_y = dz_measurement_get (measurement, DZ_QUANTITY_CORNER_RIGHT_Y);

  self->measurement = measurement;
  self->width = dz_measurement_get (measurement, DZ_QUANTITY_WIDTH);
  self->height = dz_measurement_get (measurement, DZ_QUANTITY_HEIGHT);
  self->origin_x = (left_x + right_x) / 2;
  self->origin_y = (left_y + right_y) / 2;
  self->span = hypot (right_x - left_x, right_y - left_y);
  self->has_frame = self->span > 0;
  self->cos_roll = self->has_frame ? (right_x - left_x) / self->span : 1;
  self->sin_roll = self->has_frame ? (right_y - left_y) / self->span : 0;
}

/**
 * dz_face_regions_photo:
 * @self: regions
 *
 * Returns: the whole photo
 */
DzRegion
dz_face_regions_photo (const DzFaceRegions *self)
{
  return clip (self, 0, 0, self->width, self->height);
}

/**
 * dz_face_regions_wall:
 * @self: regions
 *
 * Returns: the photo above the chin, where the wall is measured (calibration §8), or as far down
 *   as the border zone goes where no face is known
 */
DzRegion
dz_face_regions_wall (const DzFaceRegions *self)
{
  double chin = get (self, DZ_QUANTITY_CHIN_Y);

  return clip (self, 0, 0, self->width, isnan (chin) ? BORDER_DEPTH * self->height : chin);
}

/**
 * dz_face_regions_above_head:
 * @self: regions
 *
 * Returns: from the upper edge to the crown, as wide as the face; nowhere where the head reaches
 *   the edge
 */
DzRegion
dz_face_regions_above_head (const DzFaceRegions *self)
{
  return clip (self, get (self, DZ_QUANTITY_FACE_LEFT_X), 0, get (self, DZ_QUANTITY_FACE_RIGHT_X),
               get (self, DZ_QUANTITY_CROWN_Y));
}

/* As wide as the cheeks and a margin, between two heights. */
static DzRegion
between (const DzFaceRegions *self,
         double               top,
         double               bottom)
{
  double left = get (self, DZ_QUANTITY_FACE_LEFT_X);
  double right = get (self, DZ_QUANTITY_FACE_RIGHT_X);
  double margin = HEAD_MARGIN * (right - left);

  return clip (self, left - margin, top, right + margin, bottom);
}

/**
 * dz_face_regions_head:
 * @self: regions
 *
 * Returns: crown to chin
 */
DzRegion
dz_face_regions_head (const DzFaceRegions *self)
{
  double crown = get (self, DZ_QUANTITY_CROWN_Y);

  if (isnan (crown))
    return dz_face_regions_face (self);
  return between (self, crown, get (self, DZ_QUANTITY_CHIN_Y));
}

/**
 * dz_face_regions_face:
 * @self: regions
 *
 * Returns: from above the brows to the chin
 */
DzRegion
dz_face_regions_face (const DzFaceRegions *self)
{
  return between (self, self->origin_y + brows_box.v_min * self->span,
                  get (self, DZ_QUANTITY_CHIN_Y));
}

/**
 * dz_face_regions_detail:
 * @self: regions
 *
 * Returns: where sharpness is measured
 */
DzRegion
dz_face_regions_detail (const DzFaceRegions *self)
{
  return enclose (self, &detail_box);
}

/**
 * dz_face_regions_eyes:
 * @self: regions
 *
 * Returns: both eyes
 */
DzRegion
dz_face_regions_eyes (const DzFaceRegions *self)
{
  return enclose (self, &eyes_box);
}

/**
 * dz_face_regions_brows:
 * @self: regions
 *
 * Returns: the strip of both brows
 */
DzRegion
dz_face_regions_brows (const DzFaceRegions *self)
{
  return enclose (self, &brows_box);
}

/**
 * dz_face_regions_glasses:
 * @self: regions
 *
 * Returns: where glasses would be
 */
DzRegion
dz_face_regions_glasses (const DzFaceRegions *self)
{
  return enclose (self, &glasses_box);
}

/**
 * dz_face_regions_mouth:
 * @self: regions
 *
 * Returns: the mouth
 */
DzRegion
dz_face_regions_mouth (const DzFaceRegions *self)
{
  double x = get (self, DZ_QUANTITY_MOUTH_X);
  double y = get (self, DZ_QUANTITY_MOUTH_Y);
  double width = get (self, DZ_QUANTITY_MOUTH_WIDTH);

  return clip (self, x - MOUTH_HALF_WIDTH * width, y - MOUTH_HALF_HEIGHT * width,
               x + MOUTH_HALF_WIDTH * width, y + MOUTH_HALF_HEIGHT * width);
}

/**
 * dz_face_regions_ear:
 * @self: regions
 * @side: the picture's side
 *
 * Returns: where that ear should be
 */
DzRegion
dz_face_regions_ear (const DzFaceRegions *self,
                     DzSide               side)
{
  double outline = outline_u (self, side);
  Box box = { outline - EAR_IN, outline + EAR_OUT, EAR_V_MIN, EAR_V_MAX };

  if (side == DZ_SIDE_LEFT)
    {
      box.u_min = outline - EAR_OUT;
      box.u_max = outline + EAR_IN;
    }
  return enclose (self, &box);
}

/**
 * dz_face_regions_ears:
 * @self: regions
 *
 * Returns: both ears and what is between them
 */
DzRegion
dz_face_regions_ears (const DzFaceRegions *self)
{
  const Box box = { outline_u (self, DZ_SIDE_LEFT) - EAR_OUT,
                    outline_u (self, DZ_SIDE_RIGHT) + EAR_OUT, EAR_V_MIN, EAR_V_MAX };

  return enclose (self, &box);
}

/**
 * dz_face_regions_cheeks:
 * @self: regions
 *
 * Returns: both cheeks
 */
DzRegion
dz_face_regions_cheeks (const DzFaceRegions *self)
{
  return enclose (self, &cheeks_box);
}

/**
 * dz_face_regions_head_top:
 * @self: regions
 *
 * Returns: hair or hat
 */
DzRegion
dz_face_regions_head_top (const DzFaceRegions *self)
{
  return enclose (self, &head_top_box);
}

/**
 * dz_face_regions_jewellery:
 * @self: regions
 *
 * Returns: from the ear lobes to the neck
 */
DzRegion
dz_face_regions_jewellery (const DzFaceRegions *self)
{
  const Box box = { outline_u (self, DZ_SIDE_LEFT) - EAR_OUT,
                    outline_u (self, DZ_SIDE_RIGHT) + EAR_OUT, EAR_LOBE_V,
                    chin_v (self) + NECK_TO };

  return enclose (self, &box);
}

/**
 * dz_face_regions_shoulders:
 * @self: regions
 *
 * Returns: both shoulders
 */
DzRegion
dz_face_regions_shoulders (const DzFaceRegions *self)
{
  double chin = chin_v (self);
  const Box box = { -SHOULDERS_U, SHOULDERS_U, chin + TORSO_FROM, chin + TORSO_TO };

  return enclose (self, &box);
}

/**
 * dz_face_regions_clothes:
 * @self: regions
 *
 * Returns: where the clothes' colour is measured
 */
DzRegion
dz_face_regions_clothes (const DzFaceRegions *self)
{
  double chin = chin_v (self);
  const Box box = { -TORSO_U, TORSO_U, chin + TORSO_FROM, chin + TORSO_TO };

  return enclose (self, &box);
}
