/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include "dz-cue-set.h"
#include "dz-face-outline.h"

#include <math.h>

/* Points of the mesh; left and right are the picture's. */
#define CORNER_LEFT 33
#define INNER_LEFT 133
#define INNER_RIGHT 362
#define CORNER_RIGHT 263
#define LIP_UPPER 13
#define LIP_LOWER 14
#define LIPS_LEFT 78
#define LIPS_RIGHT 308
#define CHIN 152
#define IRIS_LEFT 468
#define IRIS_RIGHT 473
/* Those of the mesh proper, without the irises. */
#define N_COARSE 468

/* Where these are not seen, nobody can say how the head is held: corners of the eyes, tip of the
 * nose, corners of the lips. */
static const guint16 POSE_POINTS[] = { CORNER_LEFT, CORNER_RIGHT, 4, LIPS_LEFT, LIPS_RIGHT };

static void
set_place (const DzFaceFrame *frame,
           DzMeasurement     *measurement,
           guint              point,
           DzQuantity         x,
           DzQuantity         y)
{
  const DzFaceScene *scene = frame->scene;

  dz_cue_set (measurement, x, scene->points[point].x * scene->scale);
  dz_cue_set (measurement, y, scene->points[point].y * scene->scale);
}

static void
measure_places (const DzFaceFrame *frame,
                DzMeasurement     *measurement)
{
  const DzFacePoint *p = frame->scene->points;
  double scale = frame->scene->scale;

  set_place (frame, measurement, IRIS_LEFT, DZ_QUANTITY_EYE_LEFT_X, DZ_QUANTITY_EYE_LEFT_Y);
  set_place (frame, measurement, IRIS_RIGHT, DZ_QUANTITY_EYE_RIGHT_X, DZ_QUANTITY_EYE_RIGHT_Y);
  set_place (frame, measurement, CORNER_LEFT,
             DZ_QUANTITY_CORNER_LEFT_X, DZ_QUANTITY_CORNER_LEFT_Y);
  set_place (frame, measurement, CORNER_RIGHT,
             DZ_QUANTITY_CORNER_RIGHT_X, DZ_QUANTITY_CORNER_RIGHT_Y);
  set_place (frame, measurement, CHIN, DZ_QUANTITY_CHIN_X, DZ_QUANTITY_CHIN_Y);
  dz_cue_set (measurement, DZ_QUANTITY_MOUTH_X, (p[LIP_UPPER].x + p[LIP_LOWER].x) / 2 * scale);
  dz_cue_set (measurement, DZ_QUANTITY_MOUTH_Y, (p[LIP_UPPER].y + p[LIP_LOWER].y) / 2 * scale);
  dz_cue_set (measurement, DZ_QUANTITY_MOUTH_WIDTH,
              hypot (p[LIPS_RIGHT].x - p[LIPS_LEFT].x, p[LIPS_RIGHT].y - p[LIPS_LEFT].y) * scale);
  /* The corners of both eyes: where somebody looks does not move them. */
  dz_cue_set (measurement, DZ_QUANTITY_FACE_MIDDLE_X,
              (p[CORNER_LEFT].x + p[INNER_LEFT].x + p[INNER_RIGHT].x + p[CORNER_RIGHT].x) / 4
              * scale);
}

static void
measure_outline (const DzFaceFrame *frame,
                 DzMeasurement     *measurement)
{
  double scale = frame->scene->scale;
  DzCrown crown;

  dz_cue_set (measurement, DZ_QUANTITY_FACE_LEFT_X, dz_face_outline_cheek (frame, 0) * scale);
  dz_cue_set (measurement, DZ_QUANTITY_FACE_RIGHT_X, dz_face_outline_cheek (frame, 1) * scale);
  if (!dz_face_outline_crown (frame, &crown))
    return;
  dz_cue_set (measurement, DZ_QUANTITY_CROWN_Y, crown.y * scale);
  dz_cue_set (measurement, DZ_QUANTITY_CROWN_ROUGH, crown.rough);
}

static double
measure_cut (const DzFaceScene *scene)
{
  guint n_outside = 0;

  for (guint i = 0; i < N_COARSE; i++)
    {
      const DzFacePoint *point = &scene->points[i];

      n_outside += point->x < 0 || point->y < 0 || point->x > scene->view->width
                   || point->y > scene->view->height;
    }
  return n_outside / (double) N_COARSE;
}

static void
measure_pose (const DzFaceFrame *frame,
              DzMeasurement     *measurement)
{
  if (!dz_face_frame_shows (frame, POSE_POINTS, G_N_ELEMENTS (POSE_POINTS)))
    return;
  dz_cue_set (measurement, DZ_QUANTITY_ROLL,
              atan2 (frame->sin_roll, frame->cos_roll) * 180 / G_PI);
  dz_cue_set (measurement, DZ_QUANTITY_YAW, frame->scene->yaw_deg);
  dz_cue_set (measurement, DZ_QUANTITY_PITCH, frame->scene->pitch_deg);
}

/**
 * dz_cue_geometry:
 * @frame: a face
 * @measurement: (inout): where the face is and how it is held is added
 *
 * Measures the places of eyes, mouth, chin, crown and cheeks in px of the photo, and the pose: roll
 * of the line through the outer eye corners, yaw and pitch of the canonical face (calibration §12,
 * §13). The crown is unmeasured where nobody is seen over the eyes, the pose where the frame cuts
 * eyes, nose or mouth.
 */
void
dz_cue_geometry (const DzFaceFrame *frame,
                 DzMeasurement     *measurement)
{
  const DzFaceScene *scene;

  g_return_if_fail (frame != NULL && measurement != NULL);

  scene = frame->scene;
  dz_cue_set (measurement, DZ_QUANTITY_FACE_SPAN, frame->span * scene->scale);
  dz_cue_set (measurement, DZ_QUANTITY_FACE_CUT, measure_cut (scene));
  measure_pose (frame, measurement);
  measure_places (frame, measurement);
  measure_outline (frame, measurement);
}
