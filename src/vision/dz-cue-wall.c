/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include "dz-lab-counts.h"
#include "dz-wall-grid.h"

#include <math.h>

/* With less of the picture than this the wall is not known. */
#define WALL_SHARE_MIN 0.02
/* Of a side's wall, fewer steps than this have no median. */
#define SIDE_MIN 40

/* Calibration §8. */
#define LEFT_SHARE 0.3f
#define RIGHT_SHARE 0.7f
#define TOP_SHARE 0.12f
#define LOW_SHARE 0.35f

/* photo-standards §3.1: a shadow is looked for up to 25 px of 480 from the person. It takes this
 * much of the lightness that a wall whose light falls off evenly would have there; what takes more
 * is no shadow but a thing. */
#define RING_SHARE (25 / 480.0f)
#define SHADOW_DARKER_MIN 6
#define SHADOW_DARKER_MAX 45
/* Its colour is that of the wall in less light, within this. */
#define SHADOW_COLOUR 8
/* CIE 15: L and 16 more go by the cube root of the light, and a and b with them. */
#define LIGHTNESS_OFFSET 16

/* Steps to one unit of ΔE, and the most that is told apart. */
#define SPREAD_STEPS 16
#define SPREAD_MAX 256

/* Parts of the picture whose walls have a median. */
typedef enum
{
  PART_WHOLE,
  PART_LEFT,
  PART_RIGHT,
  PART_UPPER,
  PART_LOWER,
  N_PARTS,
} Part;

static DzLabCounts *
count_parts (const DzWallGrid *grid)
{
  DzLabCounts *parts = g_new0 (DzLabCounts, N_PARTS);

  for (guint i = 0; i < grid->n_steps; i++)
    {
      const DzWallStep *step = &grid->steps[i];

      dz_lab_counts_add (&parts[PART_WHOLE], &step->lab);
      if (step->x < LEFT_SHARE * grid->width)
        dz_lab_counts_add (&parts[PART_LEFT], &step->lab);
      else if (step->x >= RIGHT_SHARE * grid->width)
        dz_lab_counts_add (&parts[PART_RIGHT], &step->lab);
      if (step->y < TOP_SHARE * grid->height)
        dz_lab_counts_add (&parts[PART_UPPER], &step->lab);
      else if (step->y >= LOW_SHARE * grid->height)
        dz_lab_counts_add (&parts[PART_LOWER], &step->lab);
    }
  return parts;
}

static void
note_colour (DzMeasurement *measurement,
             const DzLab   *wall)
{
  double hue = atan2 (wall->b, wall->a) * 180 / G_PI;

  dz_measurement_set (measurement, DZ_QUANTITY_WALL_L, CLAMP (wall->L, 0, 100));
  dz_measurement_set (measurement, DZ_QUANTITY_WALL_A, wall->a);
  dz_measurement_set (measurement, DZ_QUANTITY_WALL_B, wall->b);
  dz_measurement_set (measurement, DZ_QUANTITY_WALL_CHROMA, dz_lab_chroma (wall));
  dz_measurement_set (measurement, DZ_QUANTITY_WALL_HUE, hue < 0 ? hue + 360 : hue);
}

/* The distance that @share of the steps do not exceed. */
static double
find_share (const guint32 *counts,
            guint          n,
            double         share)
{
  guint bin = 0;
  guint seen = counts[0];

  while (seen < share * n)
    seen += counts[++bin];
  return (bin + 0.5) / SPREAD_STEPS;
}

static void
note_spread (DzMeasurement    *measurement,
             const DzWallGrid *grid,
             const DzLab      *wall)
{
  g_autofree guint32 *counts = g_new0 (guint32, SPREAD_MAX * SPREAD_STEPS);
  guint n = grid->n_steps;
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      float distance = dz_lab_distance (&grid->steps[i].lab, wall);

      counts[(guint) (MIN (distance, SPREAD_MAX - 1) * SPREAD_STEPS)]++;
      sum += distance;
    }
  dz_measurement_set (measurement, DZ_QUANTITY_WALL_SPREAD_MEAN, sum / n);
  dz_measurement_set (measurement, DZ_QUANTITY_WALL_SPREAD_P50, find_share (counts, n, 0.5));
  dz_measurement_set (measurement, DZ_QUANTITY_WALL_SPREAD_P90, find_share (counts, n, 0.9));
}

static void
note_difference (DzMeasurement     *measurement,
                 DzQuantity         quantity,
                 const DzLabCounts *one,
                 const DzLabCounts *other)
{
  DzLab medians[2];

  if (one->n < SIDE_MIN || other->n < SIDE_MIN)
    return;
  medians[0] = dz_lab_counts_median (one);
  medians[1] = dz_lab_counts_median (other);
  dz_measurement_set (measurement, quantity, dz_lab_distance (&medians[0], &medians[1]));
}

/* Lightness that falls evenly over the picture: what it is in the middle of the wall, how much it
 * grows with a step, and where that middle is. */
typedef struct
{
  double middle;
  double across;
  double down;
  double x;
  double y;
} Fall;

static gboolean
tells_fall (const DzWallStep *step,
            guint             reach,
            const DzLab      *wall)
{
  return step->from_person > reach && fabsf (step->lab.L - wall->L) <= SHADOW_DARKER_MAX;
}

static guint
find_middle (const DzWallGrid *grid,
             guint             reach,
             const DzLab      *wall,
             Fall             *fall)
{
  guint n = 0;

  *fall = (Fall) { 0 };
  for (guint i = 0; i < grid->n_steps; i++)
    {
      const DzWallStep *step = &grid->steps[i];

      if (!tells_fall (step, reach, wall))
        continue;
      fall->middle += step->lab.L;
      fall->x += step->x;
      fall->y += step->y;
      n++;
    }
  fall->middle /= MAX (n, 1);
  fall->x /= MAX (n, 1);
  fall->y /= MAX (n, 1);
  return n;
}

/* Least squares over the wall farther from the person than @reach. */
static void
find_slopes (const DzWallGrid *grid,
             guint             reach,
             const DzLab      *wall,
             Fall             *fall)
{
  double xx = 0, yy = 0, xy = 0, xl = 0, yl = 0;
  double divisor;

  for (guint i = 0; i < grid->n_steps; i++)
    {
      const DzWallStep *step = &grid->steps[i];
      double x = step->x - fall->x;
      double y = step->y - fall->y;
      double lightness = step->lab.L - fall->middle;

      if (!tells_fall (step, reach, wall))
        continue;
      xx += x * x;
      yy += y * y;
      xy += x * y;
      xl += x * lightness;
      yl += y * lightness;
    }
  divisor = xx * yy - xy * xy;
  if (divisor <= 0)
    return;
  fall->across = (xl * yy - yl * xy) / divisor;
  fall->down = (yl * xx - xl * xy) / divisor;
}

/* Whether a step is what its place on the wall would be in less light. */
static gboolean
is_shadow (const DzWallStep *step,
           const DzLab      *wall,
           const Fall       *fall)
{
  float expected = fall->middle + fall->across * (step->x - fall->x) +
                   fall->down * (step->y - fall->y);
  float darker = expected - step->lab.L;
  float light = (step->lab.L + LIGHTNESS_OFFSET) / (wall->L + LIGHTNESS_OFFSET);

  return darker >= SHADOW_DARKER_MIN && darker <= SHADOW_DARKER_MAX &&
         hypotf (step->lab.a - light * wall->a, step->lab.b - light * wall->b) < SHADOW_COLOUR;
}

static void
note_shadow (DzMeasurement    *measurement,
             const DzWallGrid *grid,
             const DzLab      *wall)
{
  guint reach = lroundf (RING_SHARE * MAX (grid->width, grid->height));
  guint n_ring = 0;
  guint n_shadow = 0;
  Fall fall;

  if (find_middle (grid, reach, wall, &fall) < SIDE_MIN)
    return;
  find_slopes (grid, reach, wall, &fall);
  for (guint i = 0; i < grid->n_steps; i++)
    {
      if (grid->steps[i].from_person > reach)
        continue;
      n_ring++;
      n_shadow += is_shadow (&grid->steps[i], wall, &fall);
    }
  if (n_ring >= SIDE_MIN)
    dz_measurement_set (measurement, DZ_QUANTITY_WALL_SHADOW, 100.0 * n_shadow / n_ring);
}

/**
 * dz_cue_wall:
 * @scene: a picture
 * @measurement: what is set: colour and evenness of the wall
 *
 * Tells the wall from the person by the mask and measures its colour, how even it is, how its sides
 * differ, and the shadow beside the person (calibration §8, photo-standards §3.1). Where no face
 * stands upright or hardly any wall is seen, the figures of the border zone stay as they are.
 */
void
dz_cue_wall (const DzFaceScene *scene,
             DzMeasurement     *measurement)
{
  g_autoptr(DzWallGrid) grid = NULL;
  g_autofree DzLabCounts *parts = NULL;
  DzLab wall;

  g_return_if_fail (scene != NULL && measurement != NULL);

  dz_measurement_set (measurement, DZ_QUANTITY_WALL_BY_MASK, 0);
  if (!scene->has_points)
    return;
  grid = dz_wall_grid_new (scene);
  dz_measurement_set (measurement, DZ_QUANTITY_WALL_SHARE,
                      grid->n_empty / ((double) grid->width * grid->height));
  if (grid->n_steps < WALL_SHARE_MIN * grid->width * grid->height)
    return;
  parts = count_parts (grid);
  wall = dz_lab_counts_median (&parts[PART_WHOLE]);
  dz_measurement_set (measurement, DZ_QUANTITY_WALL_BY_MASK, 1);
  note_colour (measurement, &wall);
  note_spread (measurement, grid, &wall);
  note_difference (measurement, DZ_QUANTITY_WALL_LEFT_RIGHT, &parts[PART_LEFT],
                   &parts[PART_RIGHT]);
  note_difference (measurement, DZ_QUANTITY_WALL_TOP_BOTTOM, &parts[PART_UPPER],
                   &parts[PART_LOWER]);
  note_shadow (measurement, grid, &wall);
}
