/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include "dz-lab-sample.h"

/*
 * Hair over the eyebrows (calibration §4): the share of the strip just above the brow's upper edge
 * that is nearer to the hair than to the skin.
 */

/* Columns between the ends of a brow; those at the temple are left to the hair beside the face. */
#define N_COLUMNS 21
#define N_TEMPLE_COLUMNS 4
/* Rows above the brow's upper edge, in E. */
#define N_ROWS 10
#define ROW_FIRST 0.03f
#define ROW_STEP 0.01f
/* A brow of which less than this share of the strip is in the picture is not judged. */
#define SEEN_MIN 0.5

#define N_BROW_POINTS 5

static const guint16 BROW_TOPS[2][N_BROW_POINTS] = {
  { 70, 63, 105, 66, 107 },
  { 300, 293, 334, 296, 336 },
};
/* The cheeks of calibration §2, and the nose down the middle. */
static const guint16 SKIN_POINTS[] = {
  123, 147, 187, 50, 205, 116, 352, 376, 411, 280, 425, 345, 4, 5, 195, 197, 6,
};

/* The upper edge of a brow, its points in the order of the picture. */
typedef struct
{
  float u[N_BROW_POINTS];
  float v[N_BROW_POINTS];
} BrowTop;

static void
trace (const DzFaceFrame *frame,
       guint              side,
       BrowTop           *self)
{
  for (guint i = 0; i < N_BROW_POINTS; i++)
    {
      float u, v;
      guint at = i;

      dz_face_frame_uv (frame, BROW_TOPS[side][i], &u, &v);
      for (; at > 0 && self->u[at - 1] > u; at--)
        {
          self->u[at] = self->u[at - 1];
          self->v[at] = self->v[at - 1];
        }
      self->u[at] = u;
      self->v[at] = v;
    }
}

static float
edge_v (const BrowTop *self,
        float          u)
{
  for (guint i = 1; i < N_BROW_POINTS; i++)
    if (u < self->u[i])
      return self->v[i - 1] + (self->v[i] - self->v[i - 1]) * (u - self->u[i - 1]) /
                                (self->u[i] - self->u[i - 1]);
  return self->v[N_BROW_POINTS - 1];
}

/* Adds a column's samples to the counts: those in the picture, and those like hair. */
static void
count_column (const DzFaceFrame   *frame,
              const DzFaceColours *colours,
              const DzLab         *skin,
              float                u,
              float                v,
              guint               *n_seen,
              guint               *n_hair)
{
  for (guint row = 0; row < N_ROWS; row++)
    {
      DzLab lab;

      if (!dz_face_frame_lab (frame, u, v - ROW_FIRST - ROW_STEP * row, &lab))
        continue;
      *n_seen += 1;
      *n_hair += dz_lab_distance (&lab, &colours->hair) < dz_lab_distance (&lab, skin);
    }
}

static void
judge (const DzFaceFrame   *frame,
       const DzFaceColours *colours,
       const DzLab         *skin,
       guint                side,
       DzMeasurement       *measurement)
{
  /* The temple lies at the picture's left of the left brow, and at the right of the right one. */
  guint first = side == 0 ? N_TEMPLE_COLUMNS : 0;
  guint end = side == 0 ? N_COLUMNS : N_COLUMNS - N_TEMPLE_COLUMNS;
  guint n_seen = 0;
  guint n_hair = 0;
  BrowTop brow;

  trace (frame, side, &brow);
  for (guint column = first; column < end; column++)
    {
      float u = brow.u[0] + (brow.u[N_BROW_POINTS - 1] - brow.u[0]) * column / (N_COLUMNS - 1);

      count_column (frame, colours, skin, u, edge_v (&brow, u), &n_seen, &n_hair);
    }
  if (n_seen < SEEN_MIN * N_ROWS * (end - first))
    return;
  dz_measurement_set (measurement,
                      side == 0 ? DZ_QUANTITY_BROW_HAIR_LEFT : DZ_QUANTITY_BROW_HAIR_RIGHT,
                      (double) n_hair / n_seen);
}

/**
 * dz_cue_brows:
 * @frame: the face
 * @colours: its hair
 * @measurement: DZ_QUANTITY_BROW_HAIR_LEFT and DZ_QUANTITY_BROW_HAIR_RIGHT are set
 *
 * Measures for either brow how much of the strip above it is hair (calibration §4). Hair that ends
 * just above a brow cannot be told from hair that touches it. A small face is not judged.
 */
void
dz_cue_brows (const DzFaceFrame   *frame,
              const DzFaceColours *colours,
              DzMeasurement       *measurement)
{
  DzLabSample sample = { .n_values = 0 };
  DzLab skin;

  g_return_if_fail (frame != NULL && colours != NULL && measurement != NULL);

  if (frame->span < DZ_FACE_SPAN_MIN)
    return;
  dz_lab_sample_add_patches (&sample, frame, SKIN_POINTS, G_N_ELEMENTS (SKIN_POINTS));
  if (!dz_lab_sample_median (&sample, &skin))
    return;
  for (guint side = 0; side < 2; side++)
    judge (frame, colours, &skin, side, measurement);
}
