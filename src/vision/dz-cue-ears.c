/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include "dz-lab-sample.h"

#include <math.h>
#include <stdlib.h>

/*
 * Whether an ear is seen (calibration §3): how far skin reaches out past the face's outline beside
 * eye and nose, less a share of the hair that lies there.
 */

/* The grid: columns outwards from the outline, rows down from above the eyes; steps in E. */
#define N_COLUMNS 46
#define COLUMN_FIRST -0.10f
#define COLUMN_STEP 0.01f
#define N_ROWS 56
#define ROW_FIRST -0.30f
#define ROW_STEP 0.02f
/* Column of t = 0, and those at which the hair share and the judged part end. */
#define COLUMN_OUTLINE 10
#define COLUMN_HAIR_END 22
#define COLUMN_JUDGED_FIRST 12
#define COLUMN_JUDGED_END 25
/* Rows of v = 0.00 and v = 0.50. */
#define ROW_EYES 15
#define ROW_MOUTH 40
#define N_WALKS (ROW_MOUTH - ROW_EYES + 1)

/* Where skin, hair and wall are all farther than this, a sample is none of them, ΔE. */
#define COLOUR_REACH 30
/* Samples that a walk outwards may jump: a strand over the ear. */
#define GAP_MAX 6
#define SMOOTH_ROWS 2
#define HAIR_WEIGHT 0.30f
/* Above these an ear is not judged. */
#define OUTSIDE_MAX 0.30
#define YAW_MAX_DEG 12

typedef enum
{
  CLASS_OUT,
  CLASS_NONE,
  CLASS_SKIN,
  CLASS_HAIR,
  CLASS_WALL,
} Class;

/* One side's outline of the face from temple to jaw, and what is seen beside it. */
typedef struct
{
  float  u[6];
  float  v[6];
  guint8 classes[N_ROWS][N_COLUMNS];
} Side;

static const guint16 OUTLINES[2][6] = {
  { 162, 127, 234, 93, 132, 58 },
  { 389, 356, 454, 323, 361, 288 },
};

static void
trace_outline (const DzFaceFrame *frame,
               guint              side,
               Side              *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->u); i++)
    {
      float u, v;
      guint at = i;

      dz_face_frame_uv (frame, OUTLINES[side][i], &u, &v);
      for (; at > 0 && self->v[at - 1] > v; at--)
        {
          self->u[at] = self->u[at - 1];
          self->v[at] = self->v[at - 1];
        }
      self->u[at] = u;
      self->v[at] = v;
    }
}

/* Straight from point to point; past the ends, the last point's. */
static float
outline_u (const Side *self,
           float       v)
{
  guint last = G_N_ELEMENTS (self->u) - 1;

  if (v <= self->v[0])
    return self->u[0];
  for (guint i = 1; i <= last; i++)
    if (v < self->v[i])
      return self->u[i - 1] + (self->u[i] - self->u[i - 1]) * (v - self->v[i - 1]) /
                                (self->v[i] - self->v[i - 1]);
  return self->u[last];
}

/* A picture that ends beside the face has no wall there: then the other side's stands for it. */
static const DzLab *
wall_of (const DzFaceColours *colours,
         guint                side)
{
  if (colours->has_wall[side])
    return &colours->wall[side];
  return colours->has_wall[!side] ? &colours->wall[!side] : NULL;
}

static Class
classify (const DzFaceColours *colours,
          guint                side,
          const DzLab         *lab)
{
  const DzLab *wall = wall_of (colours, side);
  float to_skin = dz_lab_shade_distance (lab, &colours->skin[side]);
  float to_hair = dz_lab_shade_distance (lab, &colours->hair);
  float to_wall = wall != NULL ? dz_lab_distance (lab, wall) : COLOUR_REACH;

  if (MIN (to_skin, MIN (to_hair, to_wall)) >= COLOUR_REACH)
    return CLASS_NONE;
  if (to_skin < to_hair && to_skin < to_wall)
    return CLASS_SKIN;
  return to_hair < to_wall ? CLASS_HAIR : CLASS_WALL;
}

static void
classify_all (const DzFaceFrame   *frame,
              const DzFaceColours *colours,
              guint                side,
              Side                *self)
{
  float outward = side == 0 ? -1 : 1;

  for (guint row = 0; row < N_ROWS; row++)
    {
      float v = ROW_FIRST + ROW_STEP * row;
      float u = outline_u (self, v);

      for (guint column = 0; column < N_COLUMNS; column++)
        {
          float t = COLUMN_FIRST + COLUMN_STEP * column;
          DzLab lab;

          self->classes[row][column] = dz_face_frame_lab (frame, u + outward * t, v, &lab)
                                         ? classify (colours, side, &lab) : CLASS_OUT;
        }
    }
}

/* Share of @class among what is judged between two columns, beside eye and mouth. */
static double
share_of (const Side *self,
          Class       class,
          guint       first,
          guint       end,
          gboolean    with_outside)
{
  guint found = 0;
  guint total = 0;

  for (guint row = ROW_EYES; row <= ROW_MOUTH; row++)
    for (guint column = first; column <= end; column++)
      {
        found += self->classes[row][column] == class;
        total += with_outside || self->classes[row][column] != CLASS_OUT;
      }
  return total > 0 ? (double) found / total : 0;
}

/* How far skin goes outwards in a row, in E; a strand of hair does not end it. */
static float
walk_out (const Side *self,
          guint       row)
{
  guint skin = 0;
  guint gap = 0;

  for (guint column = COLUMN_OUTLINE; column < N_COLUMNS && gap <= GAP_MAX; column++)
    {
      gboolean is_skin = self->classes[row][column] == CLASS_SKIN;

      skin += is_skin;
      gap = is_skin ? 0 : gap + 1;
    }
  return skin * COLUMN_STEP;
}

static int
compare_cb (const void *one,
            const void *other)
{
  const float *a = one;
  const float *b = other;

  return (*b > *a) - (*b < *a);
}

/* The third widest row, each averaged with its neighbours: no lone streak counts. */
static float
measure_width (const Side *self)
{
  float walks[N_WALKS];
  float smooth[N_WALKS];

  for (guint i = 0; i < N_WALKS; i++)
    walks[i] = walk_out (self, ROW_EYES + i);
  for (int i = 0; i < N_WALKS; i++)
    {
      int first = MAX (i - SMOOTH_ROWS, 0);
      int end = MIN (i + SMOOTH_ROWS, N_WALKS - 1);
      float sum = 0;

      for (int k = first; k <= end; k++)
        sum += walks[k];
      smooth[i] = sum / (end - first + 1);
    }
  qsort (smooth, N_WALKS, sizeof (float), compare_cb);
  return smooth[2];
}

static void
judge (const DzFaceFrame   *frame,
       const DzFaceColours *colours,
       guint                side,
       DzMeasurement       *measurement)
{
  DzQuantity quantity = side == 0 ? DZ_QUANTITY_EAR_LEFT : DZ_QUANTITY_EAR_RIGHT;
  Side self;

  if (!colours->has_skin[side])
    return;
  trace_outline (frame, side, &self);
  classify_all (frame, colours, side, &self);
  if (share_of (&self, CLASS_OUT, COLUMN_JUDGED_FIRST, COLUMN_JUDGED_END, TRUE) >= OUTSIDE_MAX)
    return;
  dz_measurement_set (measurement, quantity,
                      measure_width (&self) -
                        HAIR_WEIGHT * share_of (&self, CLASS_HAIR, COLUMN_OUTLINE,
                                                COLUMN_HAIR_END, FALSE));
}

/**
 * dz_cue_ears:
 * @frame: the face
 * @colours: its skin, hair and wall
 * @measurement: DZ_QUANTITY_EAR_LEFT and DZ_QUANTITY_EAR_RIGHT are set
 *
 * Measures for either side how much of an ear is seen (calibration §3): about −0.3 where hair hides
 * it, above 0 where it is free. A side that the picture cuts off is not judged, nor is a head
 * turned by more than 12°, nor a small face.
 */
void
dz_cue_ears (const DzFaceFrame   *frame,
             const DzFaceColours *colours,
             DzMeasurement       *measurement)
{
  g_return_if_fail (frame != NULL && colours != NULL && measurement != NULL);

  if (frame->span < DZ_FACE_SPAN_MIN || fabs (frame->scene->yaw_deg) > YAW_MAX_DEG)
    return;
  for (guint side = 0; side < 2; side++)
    judge (frame, colours, side, measurement);
}
