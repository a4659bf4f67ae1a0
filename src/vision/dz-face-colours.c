/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-frame.h"

#include "dz-lab-sample.h"
#include "dz-median.h"

#define FOREHEAD 10

/* Samples of calibration §2. */
#define N_CHEEK_POINTS 6

/* Over the forehead, hair is what is darker than skin; where hardly any is seen, it is black. */
#define HAIR_COLUMNS 37
#define HAIR_ROWS 25
#define HAIR_HALF_WIDTH 0.45f
#define HAIR_ABOVE 0.60f
#define HAIR_BELOW 0.02f
#define HAIR_MASK 0.8f
#define HAIR_DARKER 15
#define HAIR_SHARE 0.6
#define HAIR_LEAST 25

/* A cheek that is nearer to the hair than to the nose, and this far from the nose, ΔE with
 * lightness at 0.7, lies under hair. Of 2256 curtains of hair that were painted over portraits, 3
 * to 16 % by the kind of hair were taken for skin, and the ears under them for free. A cheek in the
 * shade, or of dark skin, is not that far off on any portrait. */
#define COVERED_APART 20

/* Beside the face. */
#define WALL_MASK 0.05f
#define WALL_NEAR 0.15f
#define WALL_FAR 1.3f
#define WALL_HALF_HEIGHT 0.9f
#define WALL_STEP 0.05f
#define WALL_LEAST 40
#define WALL_BOTTOM 1.0f
/* In each direction, however small the face is in its picture. */
#define WALL_SAMPLES_MAX 60

static const guint16 cheek_points[2][N_CHEEK_POINTS] = {
  { 123, 147, 187, 50, 205, 116 },
  { 352, 376, 411, 280, 425, 345 },
};
static const guint16 nose_points[] = { 4, 5, 195, 197, 6 };
static const guint16 outline_points[2] = { 234, 454 };

static DzLab
median_of (const GArray *labs)
{
  return dz_lab_median ((const DzLab *) (gconstpointer) labs->data, labs->len);
}

/* A cheek counts that lies in the picture by half. */
static void
sample_skin (const DzFaceFrame *frame,
             guint              side,
             DzFaceColours     *self)
{
  DzLabSample sample = { .n_values = 0 };

  dz_lab_sample_add_patches (&sample, frame, cheek_points[side], N_CHEEK_POINTS);
  self->has_skin[side] = 2 * sample.n_values >= N_CHEEK_POINTS * DZ_LAB_SAMPLE_PATCH &&
                         dz_lab_sample_median (&sample, &self->skin[side]);
}

/* How light the skin of both cheeks is, or of the one that is seen. */
static float
skin_lightness (const DzFaceColours *self)
{
  if (self->has_skin[0] && self->has_skin[1])
    return (self->skin[0].L + self->skin[1].L) / 2;
  return self->has_skin[0] ? self->skin[0].L : self->has_skin[1] ? self->skin[1].L : 100;
}

/* Leaves the darkest @share of some colours. */
static void
keep_darkest (GArray *labs,
              double  share)
{
  g_autofree float *lights = g_new (float, labs->len);
  guint n_kept = 0;
  float limit;

  for (guint i = 0; i < labs->len; i++)
    lights[i] = g_array_index (labs, DzLab, i).L;
  limit = dz_quantile (lights, labs->len, share);
  for (guint i = 0; i < labs->len; i++)
    {
      const DzLab lab = g_array_index (labs, DzLab, i);

      if (lab.L <= limit)
        g_array_index (labs, DzLab, n_kept++) = lab;
    }
  g_array_set_size (labs, n_kept);
}

static void
sample_hair (const DzFaceFrame *frame,
             DzFaceColours     *self)
{
  g_autoptr(GArray) labs = g_array_new (FALSE, FALSE, sizeof (DzLab));
  float limit = skin_lightness (self) - HAIR_DARKER;
  float forehead;

  dz_face_frame_uv (frame, FOREHEAD, NULL, &forehead);
  for (guint row = 0; row < HAIR_ROWS; row++)
    {
      float v = forehead - HAIR_ABOVE + row * (HAIR_ABOVE + HAIR_BELOW) / (HAIR_ROWS - 1);

      for (guint column = 0; column < HAIR_COLUMNS; column++)
        {
          float u = HAIR_HALF_WIDTH * (2.0f * column / (HAIR_COLUMNS - 1) - 1);
          DzLab lab;

          if (dz_face_frame_mask (frame, u, v) > HAIR_MASK
              && dz_face_frame_lab (frame, u, v, &lab) && lab.L < limit)
            g_array_append_val (labs, lab);
        }
    }
  self->hair = (DzLab) { 20, 2, 2 };
  if (labs->len < HAIR_LEAST)
    return;
  keep_darkest (labs, HAIR_SHARE);
  self->hair = median_of (labs);
}

/* Hair that falls over a cheek leaves the nose free, whose skin then stands for it. */
static void
uncover_skin (const DzFaceFrame *frame,
              DzFaceColours     *self)
{
  DzLabSample sample = { .n_values = 0 };
  DzLab nose;

  dz_lab_sample_add_patches (&sample, frame, nose_points, G_N_ELEMENTS (nose_points));
  if (!dz_lab_sample_median (&sample, &nose))
    return;
  for (guint side = 0; side < 2; side++)
    {
      float to_nose = dz_lab_shade_distance (&self->skin[side], &nose);
      float to_hair = dz_lab_shade_distance (&self->skin[side], &self->hair);

      if (self->has_skin[side] && to_nose > COVERED_APART && to_hair < to_nose)
        self->skin[side] = nose;
    }
}

static void
add_wall (const DzFaceFrame *frame,
          float              from_u,
          float              to_u,
          float              from_v,
          float              to_v,
          GArray            *labs)
{
  float step_u = MAX (WALL_STEP, (to_u - from_u) / WALL_SAMPLES_MAX);
  float step_v = MAX (WALL_STEP, (to_v - from_v) / WALL_SAMPLES_MAX);

  for (float v = from_v; v <= to_v; v += step_v)
    {
      for (float u = from_u; u <= to_u; u += step_u)
        {
          DzLab lab;

          if (dz_face_frame_mask (frame, u, v) < WALL_MASK
              && dz_face_frame_lab (frame, u, v, &lab))
            g_array_append_val (labs, lab);
        }
    }
}

/* In the frame, the picture's edges: a turned face sees further, where there is nothing. */
static void
find_reach (const DzFaceFrame *frame,
            float             *reach_u,
            float             *reach_v)
{
  const DzPixels *view = frame->scene->view;

  *reach_u = MAX (frame->origin_x, view->width - frame->origin_x) / frame->span;
  *reach_v = frame->origin_y / frame->span;
}

/* Where too little wall is seen beside the face, all that stands above the chin will do. */
static void
sample_wall (const DzFaceFrame *frame,
             guint              side,
             DzFaceColours     *self)
{
  g_autoptr(GArray) labs = g_array_new (FALSE, FALSE, sizeof (DzLab));
  float outward = side == 0 ? -1 : 1;
  float reach_u;
  float reach_v;
  float u;

  dz_face_frame_uv (frame, outline_points[side], &u, NULL);
  add_wall (frame, MIN (u + outward * WALL_NEAR, u + outward * WALL_FAR),
            MAX (u + outward * WALL_NEAR, u + outward * WALL_FAR), -WALL_HALF_HEIGHT,
            WALL_HALF_HEIGHT, labs);
  if (labs->len < WALL_LEAST)
    {
      g_array_set_size (labs, 0);
      find_reach (frame, &reach_u, &reach_v);
      add_wall (frame, -reach_u, reach_u, -reach_v, WALL_BOTTOM, labs);
    }
  self->has_wall[side] = labs->len >= WALL_LEAST;
  if (self->has_wall[side])
    self->wall[side] = median_of (labs);
}

/**
 * dz_face_colours_sample:
 * @frame: a face
 * @self: (out caller-allocates): its colours
 *
 * Takes the samples of skin, hair and wall that the cues compare with (calibration §2). A cheek
 * under hair has the nose's skin.
 */
void
dz_face_colours_sample (const DzFaceFrame *frame,
                        DzFaceColours     *self)
{
  g_return_if_fail (frame != NULL && self != NULL);

  *self = (DzFaceColours) { 0 };
  for (guint side = 0; side < 2; side++)
    sample_skin (frame, side, self);
  sample_hair (frame, self);
  uncover_skin (frame, self);
  for (guint side = 0; side < 2; side++)
    sample_wall (frame, side, self);
}
