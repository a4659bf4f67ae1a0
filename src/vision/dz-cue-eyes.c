/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include "dz-face-polygon.h"

#include <math.h>

/* Lids, gaze (calibration §7) and red pupils (photo-standards §3.5). */

/* An eye less open than this shows no iris to look with: below it an eye is shut
 * (calibration §7). */
#define LIDS_SHUT 0.12
/* Samples across an iris. */
#define IRIS_STEPS 16
/* Red of a flash's reflex: R²/(G²+B²+14) above this, in a hue from 340° to 5° (photo-standards
 * §3.5); a brown iris has the one but not the other. */
#define RED_RATIO 2
#define RED_HUE_FROM_DEG -20
#define RED_HUE_TO_DEG 5

/* One eye's points; 0 is the picture's left. */
typedef struct
{
  guint16 corners[2];  /* at the picture's left, at its right */
  guint16 lids[2][2];  /* upper and lower, two pairs */
  guint16 iris;        /* its centre; four points of its edge follow */
} Eye;

static const Eye EYES[2] = {
  { { 33, 133 }, { { 160, 144 }, { 158, 153 } }, 468 },
  { { 362, 263 }, { { 385, 380 }, { 387, 373 } }, 473 },
};

static gboolean
is_seen (const DzFaceFrame *frame,
         const Eye         *eye)
{
  return dz_face_frame_shows (frame, eye->corners, 2)
         && dz_face_frame_shows (frame, eye->lids[0], 2)
         && dz_face_frame_shows (frame, eye->lids[1], 2);
}

/* How far the lids are apart to the eye's width; NaN where the corners coincide or the frame cuts
 * the eye. */
static double
openness (const DzFaceFrame *frame,
          const Eye         *eye)
{
  float width = dz_face_frame_distance (frame, eye->corners[0], eye->corners[1]);
  float lids = dz_face_frame_distance (frame, eye->lids[0][0], eye->lids[0][1]) +
               dz_face_frame_distance (frame, eye->lids[1][0], eye->lids[1][1]);

  return width > 0 && is_seen (frame, eye) ? lids / (2 * width) : NAN;
}

/* Where the iris stands between the corners, and how far below their middle, in eye widths. */
static gboolean
gaze_of (const DzFaceFrame *frame,
         const Eye         *eye,
         float             *x,
         float             *y)
{
  float iris_u, iris_v, left_u, left_v, right_u, right_v;

  dz_face_frame_uv (frame, eye->iris, &iris_u, &iris_v);
  dz_face_frame_uv (frame, eye->corners[0], &left_u, &left_v);
  dz_face_frame_uv (frame, eye->corners[1], &right_u, &right_v);
  if (right_u <= left_u)
    return FALSE;
  *x = (iris_u - left_u) / (right_u - left_u);
  *y = (iris_v - (left_v + right_v) / 2) / (right_u - left_u);
  return TRUE;
}

static void
measure_gaze (const DzFaceFrame *frame,
              DzMeasurement     *measurement)
{
  float x[2], y[2];

  if (!gaze_of (frame, &EYES[0], &x[0], &y[0]) || !gaze_of (frame, &EYES[1], &x[1], &y[1]))
    return;
  dz_measurement_set (measurement, DZ_QUANTITY_GAZE_X, CLAMP ((x[0] + x[1]) / 2, -10, 10));
  dz_measurement_set (measurement, DZ_QUANTITY_GAZE_Y, CLAMP ((y[0] + y[1]) / 2, -10, 10));
}

static gboolean
is_red (const float rgb[3])
{
  float most = MAX (rgb[0], MAX (rgb[1], rgb[2]));
  float least = MIN (rgb[0], MIN (rgb[1], rgb[2]));
  float hue;

  if (most != rgb[0] || most == least ||
      rgb[0] * rgb[0] <= RED_RATIO * (rgb[1] * rgb[1] + rgb[2] * rgb[2] + 14))
    return FALSE;
  hue = 60 * (rgb[1] - rgb[2]) / (most - least);
  return hue >= RED_HUE_FROM_DEG && hue <= RED_HUE_TO_DEG;
}

/* Share of what is seen of an iris between the lids that is red; NaN where nothing is seen. */
static double
redness (const DzFaceFrame *frame,
         guint              side)
{
  guint16 centre = EYES[side].iris;
  float radius = 0;
  guint n_red = 0;
  guint n_seen = 0;
  float u, v;
  DzFacePolygon lids;

  for (guint i = 1; i <= 4; i++)
    radius += dz_face_frame_distance (frame, centre, centre + i) / 4;
  dz_face_polygon_init (&lids, frame, DZ_FACE_EYE[side], G_N_ELEMENTS (DZ_FACE_EYE[side]));
  dz_face_frame_uv (frame, centre, &u, &v);
  for (guint i = 0; i < IRIS_STEPS * IRIS_STEPS; i++)
    {
      float du = radius * (2 * (i % IRIS_STEPS + 0.5f) / IRIS_STEPS - 1);
      float dv = radius * (2 * (i / IRIS_STEPS + 0.5f) / IRIS_STEPS - 1);
      float rgb[3];

      if (hypotf (du, dv) > radius || !dz_face_polygon_contains (&lids, u + du, v + dv) ||
          !dz_face_frame_rgb (frame, u + du, v + dv, rgb))
        continue;
      n_seen++;
      n_red += is_red (rgb);
    }
  return n_seen > 0 ? (double) n_red / n_seen : NAN;
}

static void
measure_red (const DzFaceFrame *frame,
             DzMeasurement     *measurement)
{
  double left = redness (frame, 0);
  double right = redness (frame, 1);

  if (!isnan (left) && !isnan (right))
    dz_measurement_set (measurement, DZ_QUANTITY_RED_EYE, MAX (left, right));
}

/**
 * dz_cue_eyes:
 * @frame: the face
 * @colours: unused
 * @measurement: DZ_QUANTITY_EYE_OPEN_LEFT, DZ_QUANTITY_EYE_OPEN_RIGHT, DZ_QUANTITY_GAZE_X,
 *   DZ_QUANTITY_GAZE_Y and DZ_QUANTITY_RED_EYE are set
 *
 * Measures how far the eyes are open, where they look (calibration §7) and whether a flash made
 * the pupils red (photo-standards §3.5). Eyes that are shut have no gaze. A small face is not
 * judged, nor is one of whose eyes the frame cuts one.
 */
void
dz_cue_eyes (const DzFaceFrame   *frame,
             const DzFaceColours *colours,
             DzMeasurement       *measurement)
{
  double left, right;

  g_return_if_fail (frame != NULL && colours != NULL && measurement != NULL);

  if (frame->span < DZ_FACE_SPAN_MIN)
    return;
  left = openness (frame, &EYES[0]);
  right = openness (frame, &EYES[1]);
  if (isnan (left) || isnan (right))
    return;
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_OPEN_LEFT, MIN (left, 10));
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_OPEN_RIGHT, MIN (right, 10));
  if (MIN (left, right) <= LIDS_SHUT)
    return;
  measure_gaze (frame, measurement);
  measure_red (frame, measurement);
}
