/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include "dz-face-polygon.h"
#include "dz-lab-sample.h"

#include <math.h>

/* Lips apart, teeth between them (vision-models), and the colour of the lips. */

/* Grids over the mouth, in E. */
#define TEETH_STEP 0.01f
#define LIP_STEP 0.02f
/* A tooth is at least this light to the cheek's lightness, and this much less red than the lips. */
#define TOOTH_LIGHTER 0.75f
#define TOOTH_LESS_RED 6
/* Lips that are apart by this share of their width enclose enough to speak of its share
 * (vision-models: closed up to 0.015). */
#define GAP_LEAST 0.015f

/* Middle of the upper and of the lower lip, corners. */
static const guint16 MOUTH_POINTS[] = { 13, 14, 78, 308 };

/* What is red: the lips between their outer and inner edge. */
static gboolean
lips_of (const DzFaceFrame   *frame,
         const DzFacePolygon *inner,
         DzLab               *lips)
{
  DzFacePolygon outer;
  DzLabSample sample = { .n_values = 0 };
  float least_u, least_v, most_u, most_v;

  dz_face_polygon_init (&outer, frame, DZ_FACE_OUTER_LIPS, G_N_ELEMENTS (DZ_FACE_OUTER_LIPS));
  dz_face_polygon_bounds (&outer, &least_u, &least_v, &most_u, &most_v);
  for (float v = least_v; v <= most_v; v += LIP_STEP)
    for (float u = least_u; u <= most_u; u += LIP_STEP)
      if (dz_face_polygon_contains (&outer, u, v) && !dz_face_polygon_contains (inner, u, v))
        dz_lab_sample_add (&sample, frame, u, v);
  return dz_lab_sample_median (&sample, lips);
}

static gboolean
is_tooth (const DzLab *lab,
          const DzLab *lips,
          float        cheek_L)
{
  return lab->L > TOOTH_LIGHTER * cheek_L && lab->a < lips->a - TOOTH_LESS_RED;
}

static double
measure_teeth (const DzFaceFrame   *frame,
               const DzFacePolygon *inner,
               const DzLab         *lips,
               float                cheek_L)
{
  guint n_teeth = 0;
  guint n_seen = 0;
  float least_u, least_v, most_u, most_v;

  dz_face_polygon_bounds (inner, &least_u, &least_v, &most_u, &most_v);
  for (float v = least_v; v <= most_v; v += TEETH_STEP)
    for (float u = least_u; u <= most_u; u += TEETH_STEP)
      {
        DzLab lab;

        if (!dz_face_polygon_contains (inner, u, v) || !dz_face_frame_lab (frame, u, v, &lab))
          continue;
        n_seen++;
        n_teeth += is_tooth (&lab, lips, cheek_L);
      }
  return n_seen > 0 ? (double) n_teeth / n_seen : 0;
}

static void
measure_colours (const DzFaceFrame   *frame,
                 const DzFaceColours *colours,
                 gboolean             apart,
                 DzMeasurement       *measurement)
{
  const DzLab *left = &colours->skin[0];
  const DzLab *right = &colours->skin[1];
  DzFacePolygon inner;
  DzLab lips;

  dz_face_polygon_init (&inner, frame, DZ_FACE_INNER_LIPS, G_N_ELEMENTS (DZ_FACE_INNER_LIPS));
  if (!lips_of (frame, &inner, &lips))
    return;
  dz_measurement_set (measurement, DZ_QUANTITY_LIP_CHROMA,
                      dz_lab_chroma (&lips) -
                        (dz_lab_chroma (left) + dz_lab_chroma (right)) / 2);
  dz_measurement_set (measurement, DZ_QUANTITY_TEETH,
                      apart ? measure_teeth (frame, &inner, &lips, (left->L + right->L) / 2) : 0);
}

/**
 * dz_cue_mouth:
 * @frame: the face
 * @colours: its skin
 * @measurement: DZ_QUANTITY_LIP_GAP, DZ_QUANTITY_TEETH and DZ_QUANTITY_LIP_CHROMA are set
 *
 * Measures how far the lips are apart, how much of what lies between them is teeth, and how much
 * more colour the lips have than the cheeks. A small face is not judged, nor a mouth that the frame
 * cuts.
 */
void
dz_cue_mouth (const DzFaceFrame   *frame,
              const DzFaceColours *colours,
              DzMeasurement       *measurement)
{
  float width;
  float gap;

  g_return_if_fail (frame != NULL && colours != NULL && measurement != NULL);

  width = dz_face_frame_distance (frame, 78, 308);
  if (frame->span < DZ_FACE_SPAN_MIN || width <= 0
      || !dz_face_frame_shows (frame, MOUTH_POINTS, G_N_ELEMENTS (MOUTH_POINTS)))
    return;
  gap = dz_face_frame_distance (frame, 13, 14) / width;
  dz_measurement_set (measurement, DZ_QUANTITY_LIP_GAP, MIN (gap, 10));
  if (colours->has_skin[0] && colours->has_skin[1])
    measure_colours (frame, colours, gap > GAP_LEAST, measurement);
}
