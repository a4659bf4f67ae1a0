/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include "dz-lab-sample.h"

#include <math.h>

/* What is over the forehead and neither skin nor like hair (calibration §6). */

/* The grid, in E: to both sides of the middle, and from the forehead's point 10 up. */
#define GRID_HALF 0.5f
#define GRID_ABOVE 0.9f
#define GRID_BELOW 0.1f
#define GRID_STEP 0.025f
/* A sample belongs to the person from here on: the mask's soft edge does not. */
#define MASK_MIN 0.9f
/* Nearer to a cheek than to the hair and than this, ΔE with lightness at 0.7, is skin
 * (calibration §3). */
#define SKIN_REACH 30
/* Hair and hats cover more than this share of the person over the forehead. Where less is not skin,
 * it is lamps mirrored on a bald head, and its share of itself says nothing. */
#define COVER_MIN 0.25

static gboolean
is_skin (const DzFaceColours *colours,
         const DzLab         *lab)
{
  float reach = MIN (SKIN_REACH, dz_lab_shade_distance (lab, &colours->hair));

  for (guint side = 0; side < 2; side++)
    if (colours->has_skin[side] && dz_lab_shade_distance (lab, &colours->skin[side]) < reach)
      return TRUE;
  return FALSE;
}

/* Black, dark without colour, or brown to blond. */
static gboolean
is_like_hair (const DzLab *lab)
{
  float chroma = dz_lab_chroma (lab);
  float hue = atan2f (lab->b, lab->a) * 180 / (float) G_PI;

  return lab->L < 22 || (lab->L < 48 && chroma < 14) ||
         (hue >= 20 && hue <= 95 && lab->L < 62 && chroma < 40);
}

/**
 * dz_cue_headwear:
 * @frame: the face
 * @colours: its skin
 * @measurement: DZ_QUANTITY_HEADWEAR is set
 *
 * Measures how much of what covers the head looks like no hair (calibration §6). It misses black
 * caps and is taken in by dyed and grey hair: a mark for the reviewer's glance, no more. A small
 * face is not judged, nor one at the upper edge of the picture.
 */
void
dz_cue_headwear (const DzFaceFrame   *frame,
                 const DzFaceColours *colours,
                 DzMeasurement       *measurement)
{
  guint n_person = 0;
  guint n_cover = 0;
  guint n_strange = 0;
  float forehead_u, forehead_v;

  g_return_if_fail (frame != NULL && colours != NULL && measurement != NULL);

  if (frame->span < DZ_FACE_SPAN_MIN || !(colours->has_skin[0] || colours->has_skin[1]))
    return;
  dz_face_frame_uv (frame, 10, &forehead_u, &forehead_v);
  for (float v = forehead_v - GRID_ABOVE; v <= forehead_v + GRID_BELOW; v += GRID_STEP)
    for (float u = -GRID_HALF; u <= GRID_HALF; u += GRID_STEP)
      {
        DzLab lab;

        if (dz_face_frame_mask (frame, u, v) < MASK_MIN || !dz_face_frame_lab (frame, u, v, &lab))
          continue;
        n_person++;
        if (is_skin (colours, &lab))
          continue;
        n_cover++;
        n_strange += !is_like_hair (&lab);
      }
  if (n_person == 0)
    return;
  dz_measurement_set (measurement, DZ_QUANTITY_HEADWEAR,
                      n_strange / MAX (n_cover, COVER_MIN * n_person));
}
