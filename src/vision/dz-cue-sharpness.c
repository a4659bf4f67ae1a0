/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include "dz-face-plane.h"

/* The face from the brows to the chin (calibration §9). */
static const DzFaceWindow face = { -0.62f, -0.30f, 0.62f, 1.15f };

/* Of the window's pixels, as many must lie in the picture: a quarter of them all. */
#define PIXELS_MIN 3600

/* With a mean squared gradient of less, levels of 255 squared, there is nothing to be sharp. */
#define GRADIENT_MIN 0.01

typedef struct
{
  guint  n;
  double sum;      /* of the Laplacian */
  double squares;  /* of the Laplacian squared */
  double gradient; /* of the squared differences of neighbours, both ways */
} Sums;

static void
add_run (const DzFacePlane *plane,
         guint              y,
         guint              from,
         guint              to,
         Sums              *sums)
{
  const float *above = dz_face_plane_at (plane, 0, y - 1);
  const float *row = dz_face_plane_at (plane, 0, y);
  const float *below = dz_face_plane_at (plane, 0, y + 1);
  float sum = 0;
  float squares = 0;
  float gradient = 0;

  for (guint x = from; x < to; x++)
    {
      float laplacian = row[x - 1] + row[x + 1] + above[x] + below[x] - 4 * row[x];
      float across = row[x + 1] - row[x - 1];
      float down = below[x] - above[x];

      sum += laplacian;
      squares += laplacian * laplacian;
      gradient += across * across + down * down;
    }
  sums->n += to - from;
  sums->sum += sum;
  sums->squares += squares;
  sums->gradient += gradient;
}

/**
 * dz_cue_sharpness:
 * @frame: a face
 * @measurement: what is set: how sharp the face is, at a fixed size of the face, so that the size
 *   of the picture does not matter
 *
 * Takes the variance of the Laplacian over the face, and its ratio to the mean squared gradient, in
 * which contrast cancels (calibration §9). A face smaller than DZ_FACE_SPAN_MIN is not judged.
 */
void
dz_cue_sharpness (const DzFaceFrame *frame,
                  DzMeasurement     *measurement)
{
  g_autoptr(DzFacePlane) plane = NULL;
  Sums sums = { 0 };
  double mean;
  double variance;

  g_return_if_fail (frame != NULL && measurement != NULL);

  if (frame->span < DZ_FACE_SPAN_MIN)
    return;
  plane = dz_face_plane_new (frame, &face);
  for (guint y = 1; plane != NULL && y + 1 < plane->height; y++)
    {
      guint from;
      guint to;

      dz_face_plane_find_run (plane, &face, y, 1, &from, &to);
      add_run (plane, y, from, to, &sums);
    }
  if (sums.n < PIXELS_MIN)
    return;
  mean = sums.sum / sums.n;
  variance = sums.squares / sums.n - mean * mean;
  dz_measurement_set (measurement, DZ_QUANTITY_SHARPNESS, MAX (0, variance));
  if (sums.gradient > GRADIENT_MIN * sums.n)
    dz_measurement_set (measurement, DZ_QUANTITY_SHARPNESS_RATIO,
                        MAX (0, variance) * sums.n / sums.gradient);
}
