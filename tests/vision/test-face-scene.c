/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-samples.h"
#include "dz-median.h"
#include "dz-vision-samples.h"

#include <math.h>
#include <string.h>

#define IRIS_LEFT 468
#define IRIS_RIGHT 473
#define CHIN 152

static DzModels *models;

/* One face on each; the median error of the pupils is at most 3 % of their distance. */
static void
test_portraits (void)
{
  g_autoptr(GPtrArray) labels = dz_sample_labels ();
  g_autoptr(GArray) errors = g_array_new (FALSE, FALSE, sizeof (float));

  for (guint i = 0; labels != NULL && i < labels->len; i++)
    {
      const DzPortraitLabel *label = g_ptr_array_index (labels, i);
      g_autoptr(DzPixels) view = dz_sample_portrait (label->file, 675);
      g_autoptr(DzFaceScene) scene = dz_sample_scene (models, view);
      double distance = hypot (label->pupil_x[1] - label->pupil_x[0],
                               label->pupil_y[1] - label->pupil_y[0]);

      g_assert_cmpuint (scene->n_faces, ==, 1);
      g_assert_cmpuint (scene->turn_deg, ==, 0);
      g_assert_true (scene->has_points);
      g_assert_cmpfloat (fabs (scene->yaw_deg), <, 8);
      g_assert_cmpfloat (fabs (scene->pitch_deg), <, 16);
      for (guint side = 0; side < 2 && !isnan (distance); side++)
        {
          const DzFacePoint *iris = &scene->points[side == 0 ? IRIS_LEFT : IRIS_RIGHT];
          float error = hypot (2 * iris->x - label->pupil_x[side],
                               2 * iris->y - label->pupil_y[side]) / distance;

          g_array_append_val (errors, error);
        }
    }
  if (labels == NULL)
    return;
  g_assert_cmpuint (labels->len, ==, 56);
  g_assert_cmpuint (errors->len, ==, 56);
  g_assert_cmpfloat (dz_median ((float *) (gpointer) errors->data, errors->len), <=, 0.03);
}

/* Drawn people give exact truth. */
static void
test_drawn (void)
{
  for (guint seed = 0; seed < 10; seed++)
    {
      DzPortraitGeometry truth;
      g_autoptr(DzPixels) view = dz_sample_drawn (seed, 480, &truth);
      g_autoptr(DzFaceScene) scene = dz_sample_scene (models, view);

      g_assert_cmpuint (scene->n_faces, ==, 1);
      g_assert_true (scene->has_points);
      g_assert_cmpfloat_with_epsilon (scene->points[IRIS_LEFT].x, truth.pupil[0].x, 3);
      g_assert_cmpfloat_with_epsilon (scene->points[IRIS_LEFT].y, truth.pupil[0].y, 3);
      g_assert_cmpfloat_with_epsilon (scene->points[IRIS_RIGHT].x, truth.pupil[1].x, 3);
      g_assert_cmpfloat_with_epsilon (scene->points[CHIN].y, truth.chin.y, 10);
      g_assert_cmpfloat (dz_face_scene_mask (scene, truth.mouth.x, truth.mouth.y), >, 0.9);
      g_assert_cmpfloat (dz_face_scene_mask (scene, 4, 4), <, 0.1);
    }
}

/* On its side or on its head: the face is found, its turn told, and nothing measured on it. */
static void
assert_turns (const DzPixels *upright)
{
  g_autoptr(DzFaceScene) straight = dz_sample_scene (models, upright);

  g_assert_cmpuint (straight->turn_deg, ==, 0);
  for (guint turn = 90; turn < 360; turn += 90)
    {
      g_autoptr(DzPixels) view = dz_sample_turned (upright, turn);
      g_autoptr(DzFaceScene) scene = dz_sample_scene (models, view);
      double mean = 0;

      g_assert_cmpuint (scene->n_faces, ==, 1);
      g_assert_cmpuint (scene->turn_deg, ==, 360 - turn);
      g_assert_false (scene->has_points);
      g_assert_cmpfloat_with_epsilon (scene->faces[0].width, straight->faces[0].width,
                                      0.1 * straight->faces[0].width);
      /* The mask lies on the picture as it is. */
      for (guint i = 0; i < 100; i++)
        {
          double x = (i % 10 + 0.5) / 10;
          double y = (i / 10 + 0.5) / 10;
          double u = turn == 90 ? 1 - y : turn == 180 ? 1 - x : y;
          double v = turn == 90 ? x : turn == 180 ? 1 - y : 1 - x;

          mean += fabs (dz_face_scene_mask (straight, x * upright->width, y * upright->height) -
                        dz_face_scene_mask (scene, u * view->width, v * view->height)) / 100;
        }
      g_assert_cmpfloat (mean, <, 0.02);
    }
}

static void
test_turned (void)
{
  g_autoptr(GPtrArray) labels = dz_sample_labels ();

  for (guint seed = 20; seed < 23; seed++)
    {
      g_autoptr(DzPixels) drawn = dz_sample_drawn (seed, 480, NULL);

      assert_turns (drawn);
    }
  for (guint i = 0; labels != NULL && i < labels->len; i += 5)
    {
      const DzPortraitLabel *label = g_ptr_array_index (labels, i);
      g_autoptr(DzPixels) view = dz_sample_portrait (label->file, 500);

      assert_turns (view);
    }
}

static void
assert_stands (guint32 seed,
               void  (*change) (DzPortrait *))
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr(DzPixels) view = NULL;
  g_autoptr(DzFaceScene) scene = NULL;
  DzPortraitGeometry truth;
  DzPortrait portrait;

  dz_portrait_init_random (&portrait, rand);
  portrait.width = 640;
  portrait.height = 853;
  change (&portrait);
  view = dz_portrait_paint (&portrait, &truth);
  scene = dz_sample_scene (models, view);
  g_assert_cmpuint (scene->turn_deg, ==, 0);
  g_assert_true (scene->has_points);
}

static void
open_mouth (DzPortrait *portrait)
{
  portrait->lips = DZ_LIPS_OPEN;
}

static void
redden_wall (DzPortrait *portrait)
{
  portrait->background = dz_tint_rgb (190, 32, 40);
}

/* The detector is as sure of these two when they stand on their heads. */
static void
test_like_turned (void)
{
  assert_stands (24671, open_mouth);
  assert_stands (24738, redden_wall);
}

static void
assert_nobody (const DzPixels *view)
{
  g_autoptr(DzFaceScene) scene = dz_sample_scene (models, view);

  g_assert_cmpuint (scene->n_faces, ==, 0);
  g_assert_cmpuint (scene->turn_deg, ==, 0);
  g_assert_false (scene->has_points);
}

static void
test_nobody (void)
{
  static const guint8 greys[] = { 0, 90, 255 };

  for (guint i = 0; i < G_N_ELEMENTS (greys); i++)
    {
      g_autoptr(DzPixels) blank = dz_sample_canvas (480, 640, greys[i]);
      g_autoptr(DzPixels) dot = dz_sample_canvas (1, 1, greys[i]);
      g_autoptr(DzPixels) strip = dz_sample_canvas (2000, 3, greys[i]);

      assert_nobody (blank);
      assert_nobody (dot);
      assert_nobody (strip);
    }
  for (guint seed = 0; seed < 5; seed++)
    {
      g_autoptr(DzPixels) noise = dz_sample_canvas (480, 640, 0);
      g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

      for (gsize i = 0; i < dz_pixels_size (480, 640); i++)
        noise->data[i] = g_rand_int (rand);
      assert_nobody (noise);
    }
}

/* @n people in columns of equal cells, each drawn otherwise. */
static void
assert_crowd (guint columns,
              guint rows,
              guint cell)
{
  g_autoptr(DzPixels) view = dz_sample_canvas (columns * cell, rows * cell, 200);
  g_autoptr(DzFaceScene) scene = NULL;

  for (guint i = 0; i < columns * rows; i++)
    {
      g_autoptr(DzPixels) person = dz_sample_drawn (40 + i, cell * 3 / 4, NULL);

      dz_sample_paste (view, person, i % columns * cell, i / columns * cell);
    }
  scene = dz_sample_scene (models, view);
  g_assert_cmpuint (scene->n_faces, ==, columns * rows);
  g_assert_cmpuint (scene->turn_deg, ==, 0);
  g_assert_true (scene->has_points);
  for (guint i = 1; i < scene->n_faces; i++)
    g_assert_cmpfloat (scene->faces[i].width * scene->faces[i].height, <=,
                       scene->faces[i - 1].width * scene->faces[i - 1].height);
}

static void
test_crowd (void)
{
  assert_crowd (2, 1, 640);
  assert_crowd (5, 4, 250);
}

/* One who stands in front must not hide those behind: the one seen at first is small, too. */
static void
test_group (void)
{
  g_autoptr(DzPixels) view = dz_sample_canvas (1280, 1280, 200);
  g_autoptr(DzPixels) front = dz_sample_drawn (60, 480, NULL);
  g_autoptr(DzFaceScene) scene = NULL;

  dz_sample_paste (view, front, 0, 0);
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr(DzPixels) person = dz_sample_drawn (61 + i, 210, NULL);

      dz_sample_paste (view, person, i % 4 * 320, 660 + i / 4 * 300);
    }
  scene = dz_sample_scene (models, view);
  g_assert_cmpuint (scene->n_faces, ==, 9);
  g_assert_true (scene->has_points);
  g_assert_cmpfloat (scene->points[IRIS_LEFT].y, <, 640);
}

/* A second, smaller face: the larger one is measured. */
static void
test_second (void)
{
  g_autoptr(DzPixels) view = dz_sample_drawn (3, 600, NULL);
  g_autoptr(DzPixels) other = dz_sample_drawn (4, 270, NULL);
  g_autoptr(DzFaceScene) alone = dz_sample_scene (models, view);
  g_autoptr(DzFaceScene) both = NULL;

  dz_sample_paste (view, other, 0, 440);
  both = dz_sample_scene (models, view);
  g_assert_cmpuint (alone->n_faces, ==, 1);
  g_assert_cmpuint (both->n_faces, ==, 2);
  g_assert_true (both->has_points);
  g_assert_cmpfloat_with_epsilon (both->points[IRIS_LEFT].x, alone->points[IRIS_LEFT].x, 2);
  g_assert_cmpfloat (both->faces[1].width, <, 0.6 * both->faces[0].width);
}

/* Half of the face lies outside of the picture: whatever is seen, points stay finite. */
static void
test_cut (void)
{
  DzPortraitGeometry truth;
  g_autoptr(DzPixels) whole = dz_sample_drawn (5, 480, &truth);

  for (guint i = 0; i < 4; i++)
    {
      guint x = i == 0 ? truth.pupil[0].x : 0;
      guint y = i == 1 ? truth.pupil[0].y : 0;
      guint right = i == 2 ? truth.pupil[1].x : 480;
      guint bottom = i == 3 ? truth.mouth.y : 640;
      g_autoptr(DzPixels) view = dz_sample_cut (whole, x, y, right - x, bottom - y);
      g_autoptr(DzFaceScene) scene = dz_sample_scene (models, view);

      for (guint k = 0; scene->has_points && k < DZ_FACE_POINTS; k++)
        {
          g_assert_true (isfinite (scene->points[k].x));
          g_assert_cmpfloat (fabs (scene->points[k].y), <, 2000);
        }
    }
}

/* The same picture gives the same bits: nothing is left over from another one. */
static void
test_repeats (void)
{
  g_autoptr(DzPixels) view = dz_sample_drawn (6, 480, NULL);
  g_autoptr(DzPixels) other = dz_sample_drawn (7, 300, NULL);
  g_autoptr(DzFaceScene) first = dz_sample_scene (models, view);
  g_autoptr(DzFaceScene) between = dz_sample_scene (models, other);
  g_autoptr(DzFaceScene) second = dz_sample_scene (models, view);

  g_assert_cmpmem (first->points, sizeof first->points, second->points, sizeof second->points);
  g_assert_cmpmem (first->mask, sizeof first->mask, second->mask, sizeof second->mask);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  models = dz_sample_models ();
  if (models != NULL)
    {
      g_test_add_func ("/vision/face-scene/portraits", test_portraits);
      g_test_add_func ("/vision/face-scene/drawn", test_drawn);
      g_test_add_func ("/vision/face-scene/turned", test_turned);
      g_test_add_func ("/vision/face-scene/like-turned", test_like_turned);
      g_test_add_func ("/vision/face-scene/nobody", test_nobody);
      g_test_add_func ("/vision/face-scene/crowd", test_crowd);
      g_test_add_func ("/vision/face-scene/group", test_group);
      g_test_add_func ("/vision/face-scene/second", test_second);
      g_test_add_func ("/vision/face-scene/cut", test_cut);
      g_test_add_func ("/vision/face-scene/repeats", test_repeats);
    }
  result = g_test_run ();
  g_clear_pointer (&models, dz_models_free);
  return result;
}
