/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include "dz-cue-set.h"
#include "dz-median.h"

#include <math.h>

#define CHIN 152

/* The outline of the shoulders is read in pairs of columns, as far from the neck on both sides, in
 * E: outside of hair that hangs down and inside of the arms. */
#define NEAR 1.05f
#define FAR 1.60f
#define STEP 0.05f
#define PAIRS_MAX 12
#define PAIRS_LEAST 4
#define DISAGREE_DEG 1.0f
#define PERSON 0.5f
/* A column begins here, in E below the chin's own line; what is a person there already is hair or a
 * raised hand, and not a shoulder. */
#define ABOVE_CHIN 0.10f
#define FURTHEST 1.8f
/* The neck is seen in these rows below the chin, if it is seen: what is wider is hair or collar. */
#define NECK_TOP 0.10f
#define NECK_ROW 0.03f
#define NECK_ROWS 9
#define NECK_MOST 1.25f
#define FALL 0.01f

typedef struct
{
  float away; /* of the middle, in px of the view */
  float left_y;
  float right_y;
} Pair;

/* Falls down a column from the height of the chin to where the person begins; NaN where that is
 * nowhere, or at once. */
static float
fall (const DzFaceFrame *frame,
      float              x,
      float              from_y)
{
  const DzPixels *view = frame->scene->view;
  float step = FALL * frame->span;
  float end = MIN (from_y + FURTHEST * frame->span, view->height - 1.0f);
  float above = dz_face_scene_mask (frame->scene, x, from_y);

  if (x < 1 || x >= view->width - 1 || above >= PERSON)
    return NAN;
  for (float y = from_y + step; y <= end; y += step)
    {
      float here = dz_face_scene_mask (frame->scene, x, y);

      if (here >= PERSON)
        return y - step * (here - PERSON) / MAX (here - above, 1e-6f);
      above = here;
    }
  return NAN;
}

/* The middle of the person in a row, from where the chin is; NaN where that is nobody. */
static float
middle_of_row (const DzFaceFrame *frame,
               float              x,
               float              y)
{
  float step = FALL * frame->span;
  float width = frame->scene->view->width;
  float left = x;
  float right = x;

  if (dz_face_scene_mask (frame->scene, x, y) < PERSON)
    return NAN;
  while (left > 0 && dz_face_scene_mask (frame->scene, left, y) >= PERSON)
    left -= step;
  while (right < width && dz_face_scene_mask (frame->scene, right, y) >= PERSON)
    right += step;
  return left > 0 && right < width && right - left < NECK_MOST * frame->span
         ? (left + right) / 2 : NAN;
}

/* A tilted head takes its chin aside and leaves the neck where it is. */
static float
find_neck (const DzFaceFrame *frame,
           const DzFacePoint *chin)
{
  float middles[NECK_ROWS];
  guint n = 0;

  for (guint i = 0; i < NECK_ROWS; i++)
    {
      float y = chin->y + (NECK_TOP + i * NECK_ROW) * frame->span;

      if (y >= frame->scene->view->height)
        break;
      middles[n] = middle_of_row (frame, chin->x, y);
      n += !isnan (middles[n]);
    }
  return n > 0 ? dz_median (middles, n) : chin->x;
}

static guint
find_pairs (const DzFaceFrame *frame,
            float              middle_x,
            float              from_y,
            Pair               pairs[PAIRS_MAX])
{
  guint n = 0;

  for (guint i = 0; i < PAIRS_MAX; i++)
    {
      float away = (NEAR + i * STEP) * frame->span;
      Pair pair = { away, fall (frame, middle_x - away, from_y),
                    fall (frame, middle_x + away, from_y) };

      if (!isnan (pair.left_y) && !isnan (pair.right_y))
        pairs[n++] = pair;
    }
  return n;
}

static float
tilt_of (const Pair *pair)
{
  return atan2f (pair->right_y - pair->left_y, 2 * pair->away) * 180 / (float) G_PI;
}

/* The pair that is tilted as the middle one of all: a strand of hair or a crease spoils some. Where
 * they do not agree, what is seen is no line over shoulders. */
static const Pair *
choose (const Pair *pairs,
        guint       n_pairs)
{
  float tilts[PAIRS_MAX];
  float median;
  guint best = 0;

  for (guint i = 0; i < n_pairs; i++)
    tilts[i] = tilt_of (&pairs[i]);
  median = dz_median (tilts, n_pairs);
  for (guint i = 0; i < n_pairs; i++)
    {
      tilts[i] = fabsf (tilt_of (&pairs[i]) - median);
      best = tilts[i] < tilts[best] ? i : best;
    }
  return dz_median (tilts, n_pairs) <= DISAGREE_DEG ? &pairs[best] : NULL;
}

/**
 * dz_cue_shoulders:
 * @frame: a face
 * @measurement: (inout): the line over the shoulders is added, if there is one
 *
 * Reads the heights of the person's outline left and right of the neck and the angle between them
 * (photo-standards §3.11). Long hair in front of the shoulders misleads it.
 */
void
dz_cue_shoulders (const DzFaceFrame *frame,
                  DzMeasurement     *measurement)
{
  const DzFacePoint *chin;
  const Pair *pair;
  Pair pairs[PAIRS_MAX];
  double scale;
  float middle;
  guint n;

  g_return_if_fail (frame != NULL && measurement != NULL);

  chin = &frame->scene->points[CHIN];
  scale = frame->scene->scale;
  middle = find_neck (frame, chin);
  n = find_pairs (frame, middle, chin->y - ABOVE_CHIN * frame->span, pairs);
  pair = n >= PAIRS_LEAST ? choose (pairs, n) : NULL;
  if (pair == NULL)
    return;
  dz_cue_set (measurement, DZ_QUANTITY_SHOULDER_TILT, tilt_of (pair));
  dz_cue_set (measurement, DZ_QUANTITY_SHOULDER_LEFT_X, (middle - pair->away) * scale);
  dz_cue_set (measurement, DZ_QUANTITY_SHOULDER_LEFT_Y, pair->left_y * scale);
  dz_cue_set (measurement, DZ_QUANTITY_SHOULDER_RIGHT_X, (middle + pair->away) * scale);
  dz_cue_set (measurement, DZ_QUANTITY_SHOULDER_RIGHT_Y, pair->right_y * scale);
}
