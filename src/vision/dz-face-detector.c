/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-detector.h"

#include <math.h>

/* The short-range detector (vision-models.md, Graphs). */
#define EDGE 128
#define N_ANCHORS 896
#define N_FINE_ANCHORS (16 * 16 * 2)
#define N_REGRESSORS 16
#define LEAST_SCORE 0.5f
/* Two answers that overlap as much, as a share of both together, are one face. */
#define SAME_FACE 0.3f

static const DzFaceRegionInput input = { EDGE, DZ_FACE_REGION_BLACK, -1, 1 };

/* One answer, in edges of the square: x, y, width, height, then the points. */
typedef struct
{
  float score;
  float at[N_REGRESSORS];
} Answer;

static float
least_logit (void)
{
  return logf (LEAST_SCORE / (1 - LEAST_SCORE));
}

static void
find_anchor (guint  index,
             float *x,
             float *y)
{
  gboolean fine = index < N_FINE_ANCHORS;
  guint grid = fine ? 16 : 8;
  guint cell = fine ? index / 2 : (index - N_FINE_ANCHORS) / 6;

  *x = (cell % grid + 0.5f) / grid;
  *y = (cell / grid + 0.5f) / grid;
}

static Answer
decode (const float *regressors,
        guint        index,
        float        logit)
{
  Answer answer = { .score = 1 / (1 + expf (-logit)) };
  float x;
  float y;

  find_anchor (index, &x, &y);
  for (guint i = 0; i < N_REGRESSORS; i++)
    answer.at[i] = regressors[i] / EDGE;
  for (guint i = 0; i < N_REGRESSORS; i += 2)
    {
      /* A size has no place. */
      if (i == 2)
        continue;
      answer.at[i] += x;
      answer.at[i + 1] += y;
    }
  return answer;
}

static gboolean
is_sane (const Answer *answer)
{
  gboolean sane = answer->at[2] > 0 && answer->at[3] > 0;

  for (guint i = 0; i < N_REGRESSORS; i++)
    sane = sane && fabsf (answer->at[i]) < 10;
  return sane;
}

static int
compare_score_cb (const void *one,
                  const void *other)
{
  float a = ((const Answer *) one)->score;
  float b = ((const Answer *) other)->score;

  return (a < b) - (a > b);
}

static GArray *
read_answers (const DzNetwork *detector)
{
  GArray *answers = g_array_new (FALSE, FALSE, sizeof (Answer));
  const float *regressors = dz_network_borrow_output (detector, 0);
  const float *logits = dz_network_borrow_output (detector, 1);

  for (guint i = 0; i < N_ANCHORS; i++)
    {
      Answer answer;

      if (!(logits[i] > least_logit ()))
        continue;
      answer = decode (regressors + i * N_REGRESSORS, i, logits[i]);
      if (is_sane (&answer))
        g_array_append_val (answers, answer);
    }
  g_array_sort (answers, compare_score_cb);
  return answers;
}

static float
overlap (const Answer *a,
         const Answer *b)
{
  float width = MIN (a->at[0] + a->at[2] / 2, b->at[0] + b->at[2] / 2) -
                MAX (a->at[0] - a->at[2] / 2, b->at[0] - b->at[2] / 2);
  float height = MIN (a->at[1] + a->at[3] / 2, b->at[1] + b->at[3] / 2) -
                 MAX (a->at[1] - a->at[3] / 2, b->at[1] - b->at[3] / 2);

  return MAX (width, 0) * MAX (height, 0);
}

static float
area (const Answer *answer)
{
  return answer->at[2] * answer->at[3];
}

static gboolean
is_same (const Answer *a,
         const Answer *b)
{
  float both = overlap (a, b);

  return both > SAME_FACE * (area (a) + area (b) - both);
}

/* The mean of all answers about the face of the best one, which is steadier than that one alone.
 * They are taken out of @answers. */
static Answer
take_face (GArray *answers)
{
  Answer best = g_array_index (answers, Answer, 0);
  Answer mean = { .score = best.score };
  float weight = 0;

  for (guint i = 0; i < answers->len;)
    {
      const Answer *answer = &g_array_index (answers, Answer, i);

      if (!is_same (&best, answer))
        {
          i++;
          continue;
        }
      for (guint k = 0; k < N_REGRESSORS; k++)
        mean.at[k] += answer->score * answer->at[k];
      weight += answer->score;
      g_array_remove_index (answers, i);
    }
  for (guint k = 0; k < N_REGRESSORS; k++)
    mean.at[k] /= weight;
  return mean;
}

static void
place_points (const DzFaceRegion *square,
              const Answer       *answer,
              DzDetection        *found)
{
  const float *eyes = &answer->at[4];

  for (guint i = 0; i < DZ_N_DETECTED_POINTS; i++)
    {
      double x;
      double y;

      dz_face_region_place (square, answer->at[4 + 2 * i], answer->at[5 + 2 * i], &x, &y);
      found->points[i][0] = x;
      found->points[i][1] = y;
    }
  found->roll_deg = atan2f (eyes[3] - eyes[1], eyes[2] - eyes[0]) * 180 / (float) G_PI;
}

static DzDetection
place (const DzFaceRegion *square,
       const Answer       *answer)
{
  double turned = fabs (sin (square->turn));
  DzDetection found = { .box.score = answer->score };
  float across = answer->at[2] * square->width;
  float down = answer->at[3] * square->height;
  double x;
  double y;

  dz_face_region_place (square, answer->at[0], answer->at[1], &x, &y);
  found.box.width = turned > 0.5 ? down : across;
  found.box.height = turned > 0.5 ? across : down;
  found.box.x = x - found.box.width / 2;
  found.box.y = y - found.box.height / 2;
  place_points (square, answer, &found);
  return found;
}

static gboolean
check_shapes (const DzNetwork *detector,
              GError         **error)
{
  const DzTensorShape *in = dz_network_get_input (detector);
  const DzTensorShape *regressors = dz_network_get_output (detector, 0);
  const DzTensorShape *logits = dz_network_get_output (detector, 1);

  if (in->dims[1] == EDGE && in->dims[2] == EDGE && in->dims[3] == 3
      && regressors->dims[1] == N_ANCHORS && regressors->dims[2] == N_REGRESSORS
      && logits->dims[1] == N_ANCHORS && logits->dims[2] == 1)
    return TRUE;
  g_set_error_literal (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT,
                       "the face detector is of another shape");
  return FALSE;
}

/**
 * dz_face_detector_find:
 * @detector: the short-range detector
 * @pyramid: over the view
 * @square: where to look; faces smaller than an eighth of it are not seen
 * @found: (element-type DzDetection): faces whose score is above a half are added
 * @error: return location; DZ_VISION_ERROR_RUNTIME, DZ_VISION_ERROR_FORMAT
 *
 * Looks for faces once (vision-models.md, Graphs).
 *
 * Returns: whether the network ran
 */
gboolean
dz_face_detector_find (DzNetwork          *detector,
                       DzPyramid          *pyramid,
                       const DzFaceRegion *square,
                       GArray             *found,
                       GError            **error)
{
  g_autoptr(GArray) answers = NULL;

  if (!check_shapes (detector, error))
    return FALSE;
  dz_face_region_sample (square, pyramid, &input, dz_network_borrow_input (detector));
  if (!dz_network_run (detector, error))
    return FALSE;
  answers = read_answers (detector);
  while (answers->len > 0)
    {
      Answer face = take_face (answers);
      DzDetection placed = place (square, &face);

      g_array_append_val (found, placed);
    }
  return TRUE;
}
