/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include "dz-face-plane.h"
#include "dz-median.h"

#include <math.h>

/* Calibration §11. */
static const DzFaceWindow all = { -0.55f, -0.14f, 0.55f, 0.50f };
static const DzFaceWindow eyes = { -0.55f, -0.14f, 0.55f, 0.12f };
static const DzFaceWindow cheeks[2] = {
  { -0.40f, 0.28f, -0.22f, 0.50f },
  { 0.22f, 0.28f, 0.40f, 0.50f },
};
#define DETAIL_SHARE 0.85
#define REACH 2

/* Of a cheek or the eyes, fewer pixels than this say nothing. */
#define PIXELS_MIN 80

/* How far a pixel is from the mean of the 5×5 round it. */
static float
detail_at (const DzFacePlane *plane,
           guint              x,
           guint              y)
{
  float sum = 0;

  for (guint row = y - REACH; row <= y + REACH; row++)
    {
      const float *p = dz_face_plane_at (plane, x - REACH, row);

      for (guint i = 0; i <= 2 * REACH; i++)
        sum += p[i];
    }
  return fabsf (*dz_face_plane_at (plane, x, y) - sum / ((2 * REACH + 1) * (2 * REACH + 1)));
}

static GArray *
collect (const DzFacePlane  *plane,
         const DzFaceWindow *window)
{
  GArray *details = g_array_new (FALSE, FALSE, sizeof (float));

  for (guint y = REACH; y + REACH < plane->height; y++)
    {
      guint from;
      guint to;

      dz_face_plane_find_run (plane, window, y, REACH, &from, &to);
      for (guint x = from; x < to; x++)
        {
          float detail = detail_at (plane, x, y);

          g_array_append_val (details, detail);
        }
    }
  return details;
}

/* Returns whether enough of @window was seen. */
static gboolean
find_share (const DzFacePlane  *plane,
            const DzFaceWindow *window,
            double              share,
            float              *value)
{
  g_autoptr(GArray) details = collect (plane, window);

  if (details->len < PIXELS_MIN)
    return FALSE;
  *value = dz_quantile ((float *) (gpointer) details->data, details->len, share);
  return TRUE;
}

/**
 * dz_cue_skin:
 * @frame: a face
 * @measurement: what is set: how rough the cheeks are, as a share of how rough the eyes are
 *
 * Holds the fine detail of the cheeks against that of eyes and brows (calibration §11): smoothed
 * skin beside crisp lashes is a hint that the face was retouched, never more than a hint.
 */
void
dz_cue_skin (const DzFaceFrame *frame,
             DzMeasurement     *measurement)
{
  g_autoptr(DzFacePlane) plane = NULL;
  float skin[2];
  float detail;

  g_return_if_fail (frame != NULL && measurement != NULL);

  if (frame->span < DZ_FACE_SPAN_MIN)
    return;
  plane = dz_face_plane_new (frame, &all);
  if (plane == NULL || !find_share (plane, &eyes, DETAIL_SHARE, &detail) || detail <= 0
      || !find_share (plane, &cheeks[0], 0.5, &skin[0])
      || !find_share (plane, &cheeks[1], 0.5, &skin[1]))
    return;
  dz_measurement_set (measurement, DZ_QUANTITY_SKIN_DETAIL,
                      MIN (100, (skin[0] + skin[1]) / 2 / detail));
}
