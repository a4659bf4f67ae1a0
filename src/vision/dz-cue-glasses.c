/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include "dz-face-polygon.h"
#include "dz-lab-sample.h"
#include "dz-median.h"

/*
 * Glasses (calibration §5): the thin dark line of the bridge over the nose, and what the lenses do
 * to the light. A fringe is a step and no line, so that it does not count.
 */

/* One step of the grid, in E. */
#define STEP (1 / 96.0f)
/* How far to either side of a line there must be lighter skin, in steps. A thick bridge fills the
 * narrow reach, so that a wide one looks too; the root of a nose is as wide and may lie in the
 * shade, but is not that dark: on portraits without glasses up to 6. */
#define BRIDGE_REACH 5
#define THICK_REACH 8
#define THICK_DARKER 10
#define SIDE_REACH 4
/* The bridge: columns to either side of point 168, rows from v = -0.06 to 0.18. */
#define BRIDGE_COLUMNS 8
#define BRIDGE_FIRST_V -0.06f
#define BRIDGE_ROWS 24
/* The rims beside the nose: u from 0.07 to 0.17 off point 168, v from 0.02 to 0.22. */
#define SIDE_FIRST_U 0.07f
#define SIDE_COLUMNS 10
#define SIDE_FIRST_V 0.02f
#define SIDE_ROWS 20

/* The strip below the lower lid: half its width, and its rows, in E. */
#define STRIP_HALF 0.14f
#define STRIP_FIRST 0.04f
#define STRIP_END 0.16f
/* The box round an eye, in E. */
#define BOX_HALF 0.24f
#define BOX_FIRST -0.12f
#define BOX_END 0.22f
/* Glare is this much lighter than the cheek, and nearly without colour. */
#define GLARE_LIGHTER 18
#define GLARE_CHROMA 12
/* Lightness of Y = 245 of 255, at which a mirrored lamp is white whatever the cheek
 * (photo-standards §3.11): on light skin nothing could be 18 lighter. */
#define GLARE_WHITE_L 96.5f

static const guint16 CHEEKS[2][3] = { { 50, 101, 205 }, { 280, 330, 425 } };
static const guint16 LOWER_LIDS[2] = { 145, 374 };
static const guint16 CORNERS[2][2] = { { 33, 133 }, { 362, 263 } };

/* Lightness on a small grid. */
typedef struct
{
  float values[BRIDGE_ROWS + 2 * THICK_REACH][2 * BRIDGE_COLUMNS + 3];
} Lights;

static gboolean
light_at (const DzFaceFrame *frame,
          float              u,
          float              v,
          float             *light)
{
  DzLab lab;

  if (!dz_face_frame_lab (frame, u, v, &lab))
    return FALSE;
  *light = lab.L;
  return TRUE;
}

/* Reads rows and columns of lightness from (u, v) on; FALSE where a part is not in the picture. */
static gboolean
read_lights (const DzFaceFrame *frame,
             float              u,
             float              v,
             guint              n_rows,
             guint              n_columns,
             Lights            *lights)
{
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      if (!light_at (frame, u + STEP * column, v + STEP * row, &lights->values[row][column]))
        return FALSE;
  return TRUE;
}

static float
smooth_across (const Lights *lights,
               guint         row,
               guint         column)
{
  const float *line = lights->values[row];

  return (line[column - 1] + 2 * line[column] + line[column + 1]) / 4;
}

static float
smooth_down (const Lights *lights,
             guint         row,
             guint         column)
{
  return (lights->values[row - 1][column] + 2 * lights->values[row][column] +
          lights->values[row + 1][column]) / 4;
}

/* How much darker the darkest line that crosses a column is than both sides of it. */
static float
darkest_line (const Lights *lights,
              guint         column,
              guint         reach)
{
  float most = 0;

  for (guint row = THICK_REACH; row < THICK_REACH + BRIDGE_ROWS; row++)
    {
      float here = smooth_across (lights, row, column);
      float above = smooth_across (lights, row - reach, column);
      float below = smooth_across (lights, row + reach, column);

      most = MAX (most, MIN (above, below) - here);
    }
  return most;
}

static void
measure_bridge (const DzFaceFrame *frame,
                float              nose_u,
                DzMeasurement     *measurement)
{
  float thin[2 * BRIDGE_COLUMNS + 1];
  float thick[2 * BRIDGE_COLUMNS + 1];
  Lights lights;

  if (!read_lights (frame, nose_u - STEP * (BRIDGE_COLUMNS + 1),
                    BRIDGE_FIRST_V - STEP * THICK_REACH,
                    BRIDGE_ROWS + 2 * THICK_REACH, 2 * BRIDGE_COLUMNS + 3, &lights))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (thin); i++)
    {
      thin[i] = darkest_line (&lights, i + 1, BRIDGE_REACH);
      thick[i] = darkest_line (&lights, i + 1, THICK_REACH) - THICK_DARKER;
    }
  dz_measurement_set (measurement, DZ_QUANTITY_GLASSES,
                      CLAMP (MAX (dz_median (thin, G_N_ELEMENTS (thin)),
                                  dz_median (thick, G_N_ELEMENTS (thick))), 0, 100));
}

/* The strongest upright line, dark or bright, that a row crosses. */
static float
strongest_line (const Lights *lights,
                guint         row)
{
  float most = 0;

  for (guint column = SIDE_REACH; column <= SIDE_REACH + SIDE_COLUMNS; column++)
    {
      float here = smooth_down (lights, row, column);
      float left = smooth_down (lights, row, column - SIDE_REACH);
      float right = smooth_down (lights, row, column + SIDE_REACH);

      most = MAX (most, MAX (MIN (left, right) - here, here - MAX (left, right)));
    }
  return most;
}

static gboolean
measure_side (const DzFaceFrame *frame,
              float              first_u,
              float             *line)
{
  float lines[SIDE_ROWS];
  Lights lights;

  if (!read_lights (frame, first_u - STEP * SIDE_REACH, SIDE_FIRST_V - STEP,
                    SIDE_ROWS + 2, SIDE_COLUMNS + 1 + 2 * SIDE_REACH, &lights))
    return FALSE;
  for (guint row = 0; row < SIDE_ROWS; row++)
    lines[row] = strongest_line (&lights, row + 1);
  *line = dz_median (lines, SIDE_ROWS);
  return TRUE;
}

static void
measure_sides (const DzFaceFrame *frame,
               float              nose_u,
               DzMeasurement     *measurement)
{
  float left, right;

  if (measure_side (frame, nose_u - SIDE_FIRST_U - STEP * SIDE_COLUMNS, &left) &&
      measure_side (frame, nose_u + SIDE_FIRST_U, &right))
    dz_measurement_set (measurement, DZ_QUANTITY_GLASSES_SIDE, CLAMP (MIN (left, right), 0, 100));
}

static gboolean
cheek_of (const DzFaceFrame *frame,
          guint              side,
          DzLab             *cheek)
{
  DzLabSample sample = { .n_values = 0 };

  dz_lab_sample_add_patches (&sample, frame, CHEEKS[side], G_N_ELEMENTS (CHEEKS[side]));
  return dz_lab_sample_median (&sample, cheek);
}

static gboolean
strip_of (const DzFaceFrame *frame,
          guint              side,
          DzLab             *strip)
{
  DzLabSample sample = { .n_values = 0 };
  float lid_u, lid_v;

  dz_face_frame_uv (frame, LOWER_LIDS[side], &lid_u, &lid_v);
  for (float v = STRIP_FIRST; v <= STRIP_END; v += STEP)
    for (float u = -STRIP_HALF; u <= STRIP_HALF; u += STEP)
      dz_lab_sample_add (&sample, frame, lid_u + u, lid_v + v);
  return dz_lab_sample_median (&sample, strip);
}

static void
measure_tint (const DzFaceFrame *frame,
              const DzLab       *cheeks,
              DzMeasurement     *measurement)
{
  DzLab left, right;

  if (strip_of (frame, 0, &left) && strip_of (frame, 1, &right))
    dz_measurement_set (measurement, DZ_QUANTITY_LENS_TINT,
                        (cheeks[0].L - left.L + cheeks[1].L - right.L) / 2);
}

/* Between the lids, the white of the eye is lighter than a dark cheek. */
static gboolean
is_glare (const DzLab         *lab,
          const DzLab         *cheek,
          const DzFacePolygon *lids,
          float                u,
          float                v)
{
  if (lab->L <= MIN (cheek->L + GLARE_LIGHTER, GLARE_WHITE_L) ||
      dz_lab_chroma (lab) >= GLARE_CHROMA)
    return FALSE;
  return lab->L > GLARE_WHITE_L || !dz_face_polygon_contains (lids, u, v);
}

static double
glare_of (const DzFaceFrame *frame,
          const DzLab       *cheek,
          guint              side)
{
  guint n_glare = 0;
  guint n_seen = 0;
  float left_u, right_u;
  DzFacePolygon lids;

  dz_face_polygon_init (&lids, frame, DZ_FACE_EYE[side], G_N_ELEMENTS (DZ_FACE_EYE[side]));
  dz_face_frame_uv (frame, CORNERS[side][0], &left_u, NULL);
  dz_face_frame_uv (frame, CORNERS[side][1], &right_u, NULL);
  for (float v = BOX_FIRST; v <= BOX_END; v += STEP)
    for (float t = -BOX_HALF; t <= BOX_HALF; t += STEP)
      {
        float u = (left_u + right_u) / 2 + t;
        DzLab lab;

        if (!dz_face_frame_lab (frame, u, v, &lab))
          continue;
        n_seen++;
        n_glare += is_glare (&lab, cheek, &lids, u, v);
      }
  return n_seen > 0 ? (double) n_glare / n_seen : 0;
}

/**
 * dz_cue_glasses:
 * @frame: the face
 * @colours: unused: lenses are compared with the cheek just below them
 * @measurement: DZ_QUANTITY_GLASSES, DZ_QUANTITY_GLASSES_SIDE, DZ_QUANTITY_LENS_TINT and
 *   DZ_QUANTITY_LENS_GLARE are set
 *
 * Measures the lines of a frame and the shade and glare of its lenses (calibration §5). Shade and
 * glare mean something only where a frame is seen. A small face is not judged.
 */
void
dz_cue_glasses (const DzFaceFrame   *frame,
                const DzFaceColours *colours,
                DzMeasurement       *measurement)
{
  DzLab cheeks[2];
  float nose_u, nose_v;

  g_return_if_fail (frame != NULL && colours != NULL && measurement != NULL);

  if (frame->span < DZ_FACE_SPAN_MIN)
    return;
  dz_face_frame_uv (frame, 168, &nose_u, &nose_v);
  measure_bridge (frame, nose_u, measurement);
  measure_sides (frame, nose_u, measurement);
  if (!cheek_of (frame, 0, &cheeks[0]) || !cheek_of (frame, 1, &cheeks[1]))
    return;
  measure_tint (frame, cheeks, measurement);
  dz_measurement_set (measurement, DZ_QUANTITY_LENS_GLARE,
                      MAX (glare_of (frame, &cheeks[0], 0), glare_of (frame, &cheeks[1], 1)));
}
