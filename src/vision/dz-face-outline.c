/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-outline.h"

#include "dz-median.h"

#include <math.h>

/* The mesh's outline from temple to jaw, at the picture's left and right. */
#define N_OUTLINE 6
static const guint16 outline[2][N_OUTLINE] = {
  { 162, 127, 234, 93, 132, 58 },
  { 389, 356, 454, 323, 361, 288 },
};

/* Colours along a line from inside the cheek to outside, in E from the mesh's outline, each the
 * median over the rows beside the eye, where a face is widest: an arm of glasses crosses a few. */
#define CHEEK_INSIDE 0.07f
#define CHEEK_STEP 0.005f
#define CHEEK_SAMPLES 30
#define CHEEK_FIRST 14 /* the first that lies on the outline or outside */
#define CHEEK_TOP -0.05f
#define CHEEK_ROW 0.01f
#define CHEEK_ROWS 21
/* A step is the change of colour between the means of three samples on each side; where the cheek
 * itself changes more than this share of it, it is no outline. The samples that are farthest inside
 * do not tell: a rim of glasses or the corner of the eye may lie there. */
#define CHEEK_SPREAD 3
#define CHEEK_CALM_FIRST 6
#define CHEEK_EDGE 3.0f
#define CHEEK_CALM 0.6f

/* Hair is looked for over the face: in columns of this half width, and up to this height over the
 * eyes, in E. */
#define CROWN_HALF_WIDTH 0.75f
#define CROWN_COLUMNS 61
#define CROWN_PERSON 0.5f
/* Of the columns' tops, that which this share lies above: a single strand is no crown. */
#define CROWN_SHARE 0.04
/* The edge of the mask is moved to where hair and wall meet in a column: looked for within ±REACH,
 * the colours being taken as far beyond, in E. */
#define CROWN_REACH 0.10f
#define CROWN_BEYOND 0.16f
#define CROWN_STEP 0.01f
#define CROWN_CONTRAST 12
/* Crown to eyes (calibration §12), in E; and how near to the frame's edge hair is cut by it. */
#define CROWN_LEAST 1.1f
#define CROWN_MOST 1.65f
#define CROWN_EDGE 0.01f

static float
find_outermost (const DzFaceFrame *frame,
                guint              side)
{
  float outermost = -INFINITY;

  for (guint i = 0; i < N_OUTLINE; i++)
    {
      float u;

      dz_face_frame_uv (frame, outline[side][i], &u, NULL);
      outermost = MAX (outermost, side == 0 ? -u : u);
    }
  return outermost;
}

static DzLab
median_column (const DzFaceFrame *frame,
               float              u)
{
  DzLab labs[CHEEK_ROWS];

  for (guint row = 0; row < CHEEK_ROWS; row++)
    dz_face_frame_lab (frame, u, CHEEK_TOP + row * CHEEK_ROW, &labs[row]);
  return dz_lab_median (labs, CHEEK_ROWS);
}

static DzLab
mean_of (const DzLab *labs,
         guint        n_labs)
{
  DzLab mean = { 0 };

  for (guint i = 0; i < n_labs; i++)
    {
      mean.L += labs[i].L / n_labs;
      mean.a += labs[i].a / n_labs;
      mean.b += labs[i].b / n_labs;
    }
  return mean;
}

static void
find_steps (const DzFaceFrame *frame,
            guint              side,
            float              outermost,
            float              steps[CHEEK_SAMPLES])
{
  DzLab labs[CHEEK_SAMPLES];

  for (guint i = 0; i < CHEEK_SAMPLES; i++)
    {
      float u = outermost - CHEEK_INSIDE + i * CHEEK_STEP;

      labs[i] = median_column (frame, side == 0 ? -u : u);
      steps[i] = 0;
    }
  for (guint i = CHEEK_SPREAD; i + CHEEK_SPREAD < CHEEK_SAMPLES; i++)
    {
      DzLab inner = mean_of (&labs[i - CHEEK_SPREAD], CHEEK_SPREAD);
      DzLab outer = mean_of (&labs[i + 1], CHEEK_SPREAD);

      steps[i] = dz_lab_distance (&inner, &outer);
    }
}

/* Where between samples the parabola through three steps is highest. */
static float
refine_peak (const float *steps)
{
  float bend = steps[-1] - 2 * steps[0] + steps[1];

  return bend < 0 ? (steps[-1] - steps[1]) / (2 * bend) : 0;
}

/* How far outside of the mesh's outline the first clear step of colour is, in E; 0 where there is
 * none, or where the cheek is not calm enough to tell. */
static float
find_edge (const float steps[CHEEK_SAMPLES])
{
  float calm = 0;

  for (guint i = CHEEK_CALM_FIRST; i + 2 < CHEEK_FIRST; i++)
    calm = MAX (calm, steps[i]);
  for (guint i = CHEEK_FIRST; i + CHEEK_SPREAD + 1 < CHEEK_SAMPLES; i++)
    {
      if (steps[i] < CHEEK_EDGE || steps[i] < steps[i - 1] || steps[i] < steps[i + 1])
        continue;
      if (calm > CHEEK_CALM * steps[i])
        return 0;
      return MAX (0, (i + refine_peak (&steps[i])) * CHEEK_STEP - CHEEK_INSIDE);
    }
  return 0;
}

/* On the picture itself, where a tilted face is a little wider than along its own eye line. */
static float
find_mesh_edge (const DzFaceScene *scene,
                guint              side)
{
  float edge = side == 0 ? INFINITY : -INFINITY;

  for (guint i = 0; i < N_OUTLINE; i++)
    {
      float x = scene->points[outline[side][i]].x;

      edge = side == 0 ? MIN (edge, x) : MAX (edge, x);
    }
  return edge;
}

/**
 * dz_face_outline_cheek:
 * @frame: a face
 * @side: 0 for the picture's left, 1 for its right
 *
 * Finds the outermost point of the cheek: that of the mesh, moved out to where the skin clearly
 * meets ear, hair or wall, if that is near. The mesh lies on the outline of photographed faces, and
 * up to 0.05 E inside of wide ones that are drawn.
 *
 * Returns: px of the view, from its left edge
 */
float
dz_face_outline_cheek (const DzFaceFrame *frame,
                       guint              side)
{
  float outermost = find_outermost (frame, side);
  float x = find_mesh_edge (frame->scene, side);
  float steps[CHEEK_SAMPLES];
  float shift;

  if (frame->span < DZ_FACE_SPAN_MIN)
    return x;
  find_steps (frame, side, outermost, steps);
  shift = find_edge (steps) * frame->span * frame->cos_roll;
  return side == 0 ? x - shift : x + shift;
}

/* Samples a place of the view, outside of which there is nothing. */
static gboolean
sample_place (const DzFaceFrame *frame,
              float              x,
              float              y,
              DzLab             *lab)
{
  float across = (x - frame->origin_x) / frame->span;
  float down = (y - frame->origin_y) / frame->span;

  return dz_face_frame_lab (frame, across * frame->cos_roll + down * frame->sin_roll,
                            down * frame->cos_roll - across * frame->sin_roll, lab);
}

/* Goes up a column from the forehead to where the mask says that the person ends; -1 where that is
 * beyond the upper edge, infinite where nobody is there. */
static float
climb_mask (const DzFaceFrame *frame,
            float              x,
            float              from_y)
{
  float step = CROWN_STEP * frame->span;
  float below = dz_face_scene_mask (frame->scene, x, from_y);

  if (below < CROWN_PERSON)
    return INFINITY;
  for (float y = from_y - step; y > 0; y -= step)
    {
      float here = dz_face_scene_mask (frame->scene, x, y);

      if (here < CROWN_PERSON)
        return y + step * (CROWN_PERSON - here) / MAX (below - here, 1e-6f);
      below = here;
    }
  return -1;
}

/* How far a colour is on the way from one to another: 0 at the first, 1 at the second. */
static float
progress (const DzLab *lab,
          const DzLab *from,
          const DzLab *to)
{
  float L = to->L - from->L;
  float a = to->a - from->a;
  float b = to->b - from->b;

  return ((lab->L - from->L) * L + (lab->a - from->a) * a + (lab->b - from->b) * b)
         / (L * L + a * a + b * b);
}

/* The mask knows a cell of 1/256 of the picture; the picture itself shows better where hair begins,
 * if it differs from the wall. */
static float
refine_top (const DzFaceFrame *frame,
            float              x,
            float              top)
{
  float span = frame->span;
  DzLab wall;
  DzLab hair;
  float before = 0;

  if (!sample_place (frame, x, top - CROWN_BEYOND * span, &wall)
      || !sample_place (frame, x, top + CROWN_BEYOND * span, &hair)
      || dz_lab_distance (&wall, &hair) < CROWN_CONTRAST)
    return top;
  for (float t = -CROWN_REACH; t <= CROWN_REACH; t += CROWN_STEP)
    {
      DzLab lab;
      float here;

      sample_place (frame, x, top + t * span, &lab);
      here = progress (&lab, &wall, &hair);
      if (here >= 0.5f)
        return top + (t - CROWN_STEP * (here - 0.5f) / MAX (here - before, 1e-6f)) * span;
      before = here;
    }
  return top;
}

/* The tops of the columns over the face; of those in which there is a person at all. */
static guint
find_tops (const DzFaceFrame *frame,
           float              tops[CROWN_COLUMNS])
{
  float forehead_x;
  float forehead_y;
  guint n = 0;

  dz_face_frame_xy (frame, 0, -CROWN_LEAST, &forehead_x, &forehead_y);
  forehead_y = frame->origin_y - (frame->origin_y - forehead_y) / 2;
  for (guint i = 0; i < CROWN_COLUMNS; i++)
    {
      float across = 2.0f * i / (CROWN_COLUMNS - 1) - 1;
      float x = forehead_x + across * CROWN_HALF_WIDTH * frame->span;
      float top;

      if (x < 0 || x >= frame->scene->view->width)
        continue;
      top = climb_mask (frame, x, forehead_y);
      if (isfinite (top))
        tops[n++] = top <= 0 ? 0 : refine_top (frame, x, top);
    }
  return n;
}

/**
 * dz_face_outline_crown:
 * @frame: a face
 * @crown: (out): the top of its hair
 *
 * Finds the top of the hair over the face's columns, hair volume included. It is rough where the
 * frame cuts it, or where it is as far from the eyes as no head is (calibration §12): then the mask
 * is wrong, or it is a hat or high hair.
 *
 * Returns: whether there is one
 */
gboolean
dz_face_outline_crown (const DzFaceFrame *frame,
                       DzCrown           *crown)
{
  float tops[CROWN_COLUMNS];
  guint n = find_tops (frame, tops);
  float height;

  if (n == 0)
    return FALSE;
  crown->y = dz_quantile (tops, n, CROWN_SHARE);
  height = (frame->origin_y - crown->y) / frame->span;
  crown->rough = height < CROWN_LEAST || height > CROWN_MOST
                 || crown->y < CROWN_EDGE * frame->scene->view->height;
  return TRUE;
}
