/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include "dz-lab-sample.h"

#include <math.h>
#include <stdlib.h>

/*
 * Whether an ear is seen (calibration §3): how far skin reaches out past the face's outline beside
 * eye and nose, less a share of the hair that lies there.
 *
 * Calibration stops at hair that is wider than a strand, and so takes a sideburn, or hair that is
 * tucked behind the ear, for hair over it: of 108 free ears of the portraits 10 fell below its
 * limit, and 14 before a blue wall. So here hair counts only where no ear stands out behind it. As
 * that has to be certain, what stands out must be skin that is neither the hair in more light nor
 * what lies between hair and wall: then none and 3 are below the limit. Of ears with hair painted
 * over them, black, of the person's own colour and with much light in it, before four walls, sharp
 * and blurred, at most one in a hundred more is taken for free.
 */

/* The part of calibration's grid that is judged: columns outwards from the outline, rows down from
 * the eyes to the mouth; steps in E. */
#define N_COLUMNS 36
#define COLUMN_STEP 0.01f
#define N_ROWS 26
#define ROW_STEP 0.02f
/* Columns at which the hair share and the judged part end. */
#define COLUMN_HAIR_END 12
#define COLUMN_JUDGED_FIRST 2
#define COLUMN_JUDGED_END 15

/* Where skin, hair and wall are all farther than this, a sample is none of them, ΔE. */
#define COLOUR_REACH 30
/* Samples that a walk outwards may jump: a strand over the ear. */
#define GAP_MAX 6
#define SMOOTH_ROWS 2
#define HAIR_WEIGHT 0.30f
/* What stands out of hair is an ear from this many columns on. The rim of hair that a lens and a
 * file blur is narrower at the size of face at which is measured. */
#define EAR_COLUMNS 3
/* So much hair may lie outside of such an ear: fine hair that flies about. More is hair in which
 * skin or light shows. */
#define HAIR_OUTSIDE 2
/* And so sure must the mask be of it. */
#define PERSON 0.5f
/* CIE 15: L and 16 more go by the cube root of the light, and a and b with them. */
#define LIGHTNESS_OFFSET 16
/* Above these an ear is not judged. */
#define OUTSIDE_MAX 0.30
#define YAW_MAX_DEG 12

typedef enum
{
  CLASS_OUT,
  CLASS_NONE,
  CLASS_SKIN,
  CLASS_SURE_SKIN, /* and neither shining hair nor its rim */
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

/* How far a colour is from those that hair and wall mix to where one passes into the other. */
static float
distance_to_rim (const DzLab *lab,
                 const DzLab *hair,
                 const DzLab *wall)
{
  float L = wall->L - hair->L;
  float a = wall->a - hair->a;
  float b = wall->b - hair->b;
  float square = L * L + a * a + b * b;
  float along = (lab->L - hair->L) * L + (lab->a - hair->a) * a + (lab->b - hair->b) * b;
  float share = square > 0 ? CLAMP (along / square, 0, 1) : 0;
  DzLab mixture = { hair->L + share * L, hair->a + share * a, hair->b + share * b };

  return dz_lab_distance (lab, &mixture);
}

/* How far a colour is from that of a material in as much light as it takes to be as light. */
static float
distance_in_light (const DzLab *lab,
                   const DzLab *material)
{
  float light = (lab->L + LIGHTNESS_OFFSET) / (material->L + LIGHTNESS_OFFSET);

  return hypotf (lab->a - light * material->a, lab->b - light * material->b);
}

/* Whether what is like skin cannot be anything else. */
static gboolean
is_sure (const DzLab *lab,
         float        to_skin,
         const DzLab *skin,
         const DzLab *hair,
         const DzLab *wall)
{
  return wall != NULL && to_skin < distance_to_rim (lab, hair, wall) &&
         distance_in_light (lab, skin) < distance_in_light (lab, hair);
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
    return is_sure (lab, to_skin, &colours->skin[side], &colours->hair, wall)
             ? CLASS_SURE_SKIN : CLASS_SKIN;
  return to_hair < to_wall ? CLASS_HAIR : CLASS_WALL;
}

/* A wall that is not plain may be of any colour, so that an ear must be the person's. */
static Class
look (const DzFaceFrame   *frame,
      const DzFaceColours *colours,
      guint                side,
      float                u,
      float                v)
{
  Class class;
  DzLab lab;

  if (!dz_face_frame_lab (frame, u, v, &lab))
    return CLASS_OUT;
  class = classify (colours, side, &lab);
  return class == CLASS_SURE_SKIN && dz_face_frame_mask (frame, u, v) < PERSON ? CLASS_SKIN : class;
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
      float v = ROW_STEP * row;
      float u = outline_u (self, v);

      for (guint column = 0; column < N_COLUMNS; column++)
        {
          float t = COLUMN_STEP * column;

          self->classes[row][column] = look (frame, colours, side, u + outward * t, v);
        }
    }
}

/* Share of the judged part that is not in the picture. */
static double
share_outside (const Side *self)
{
  guint n_outside = 0;

  for (guint row = 0; row < N_ROWS; row++)
    for (guint column = COLUMN_JUDGED_FIRST; column <= COLUMN_JUDGED_END; column++)
      n_outside += self->classes[row][column] == CLASS_OUT;
  return n_outside / (double) (N_ROWS * (COLUMN_JUDGED_END - COLUMN_JUDGED_FIRST + 1));
}

static gboolean
is_skin (Class class)
{
  return class == CLASS_SKIN || class == CLASS_SURE_SKIN;
}

/* How many columns of skin a row has from the outline outwards; a strand of hair does not end
 * them. */
static guint
walk_out (const guint8 *row)
{
  guint skin = 0;
  guint gap = 0;

  for (guint column = 0; column < N_COLUMNS && gap <= GAP_MAX; column++)
    {
      skin += is_skin (row[column]);
      gap = is_skin (row[column]) ? 0 : gap + 1;
    }
  return skin;
}

static gboolean
ends_person (const guint8 *row,
             guint         column)
{
  return column >= N_COLUMNS || row[column] == CLASS_WALL || row[column] == CLASS_OUT;
}

/* How many columns from @first on are surely skin, with hardly any hair outside of them. */
static guint
measure_run (const guint8 *row,
             guint         first)
{
  guint end = first;
  guint n_hair = 0;

  while (end < N_COLUMNS && row[end] == CLASS_SURE_SKIN)
    end++;
  for (guint column = end; !ends_person (row, column); column++)
    n_hair += row[column] == CLASS_HAIR;
  return end - first >= EAR_COLUMNS && n_hair <= HAIR_OUTSIDE ? end - first : 0;
}

/* An ear that stands out of hair: how many columns of it a row has, and how many lie before it. */
static guint
find_behind_hair (const guint8 *row,
                  guint        *n_before)
{
  guint n_ear = 0;
  guint column = 0;

  while (!ends_person (row, column) && row[column] != CLASS_HAIR)
    column++;
  while (!ends_person (row, column))
    {
      guint run = measure_run (row, column);

      if (run > 0 && n_ear == 0)
        *n_before = column;
      n_ear += run;
      column += MAX (run, 1);
    }
  return n_ear;
}

/* Of the strip beside the outline, what is hair with no ear behind it. */
static void
count_hair (const guint8 *row,
            guint         n_before,
            guint        *n_hair,
            guint        *n_seen)
{
  for (guint column = 0; column <= COLUMN_HAIR_END; column++)
    {
      *n_hair += row[column] == CLASS_HAIR && column >= n_before;
      *n_seen += row[column] != CLASS_OUT;
    }
}

static int
compare_cb (const void *one,
            const void *other)
{
  const float *a = one;
  const float *b = other;

  return (*b > *a) - (*b < *a);
}

/* The third widest row, in E, each averaged with its neighbours: no lone streak counts. */
static float
third_widest (const guint widths[N_ROWS])
{
  float smooth[N_ROWS];

  for (int i = 0; i < N_ROWS; i++)
    {
      int first = MAX (i - SMOOTH_ROWS, 0);
      int end = MIN (i + SMOOTH_ROWS, N_ROWS - 1);
      float sum = 0;

      for (int k = first; k <= end; k++)
        sum += widths[k];
      smooth[i] = COLUMN_STEP * sum / (end - first + 1);
    }
  qsort (smooth, N_ROWS, sizeof (float), compare_cb);
  return smooth[2];
}

static double
measure_ear (const Side *self)
{
  guint widths[N_ROWS];
  guint n_hair = 0;
  guint n_seen = 0;

  for (guint i = 0; i < N_ROWS; i++)
    {
      const guint8 *row = self->classes[i];
      guint n_before = 0;
      guint n_ear = find_behind_hair (row, &n_before);

      widths[i] = MAX (walk_out (row), n_ear);
      count_hair (row, n_before, &n_hair, &n_seen);
    }
  return third_widest (widths) - HAIR_WEIGHT * n_hair / MAX (n_seen, 1);
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
  if (share_outside (&self) < OUTSIDE_MAX)
    dz_measurement_set (measurement, quantity, measure_ear (&self));
}

/**
 * dz_cue_ears:
 * @frame: the face
 * @colours: its skin, hair and wall
 * @measurement: DZ_QUANTITY_EAR_LEFT and DZ_QUANTITY_EAR_RIGHT are set
 *
 * Measures for either side how much of an ear is seen (calibration §3, but for hair with an ear
 * behind it): about −0.3 where hair hides it, above 0 where it is free. A side that the picture
 * cuts off is not judged, nor is a head turned by more than 12°, nor a small face.
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
