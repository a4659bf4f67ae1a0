/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"
#include "dz-face-outline.h"
#include "dz-face-samples.h"
#include "dz-vision-samples.h"
#include "dz-vision.h"

#include <math.h>
#include <string.h>

static DzModels *models;

static DzMeasurement *
measure (const DzPixels *view,
         double          scale)
{
  g_autoptr(GError) error = NULL;
  DzMeasurement *measurement = dz_measurement_new ();

  dz_measurement_set (measurement, DZ_QUANTITY_WIDTH, view->width * scale);
  dz_vision_measure (models, view, measurement, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (measurement->models, ==, models->version);
  return measurement;
}

#define get(measurement, name) dz_measurement_get (measurement, DZ_QUANTITY_##name)

static void
assert_near (const char *what,
             guint32     seed,
             double      value,
             double      truth,
             double      room)
{
  if (fabs (value - truth) > room || isnan (value))
    g_error ("%s of person %u: %g, not %g ± %g", what, seed, value, truth, room);
}

/* The figures: eye line, crown and chin within 2 % of the height, face width within 2 % of
 * the width, roll within 1°. */
static void
assert_true_to (const DzMeasurement      *m,
                const DzPortraitGeometry *truth,
                guint32                   seed)
{
  double eyes_y = (get (m, EYE_LEFT_Y) + get (m, EYE_RIGHT_Y)) / 2;

  assert_near ("eye line", seed, eyes_y, dz_portrait_geometry_eye_y (truth), 0.02 * truth->height);
  assert_near ("crown", seed, get (m, CROWN_Y), truth->crown.y, 0.02 * truth->height);
  assert_near ("chin", seed, get (m, CHIN_Y), truth->chin.y, 0.02 * truth->height);
  assert_near ("face width", seed, get (m, FACE_RIGHT_X) - get (m, FACE_LEFT_X),
               truth->face_right_x - truth->face_left_x, 0.02 * truth->width);
  assert_near ("roll", seed, get (m, ROLL), truth->roll_deg, 1);
  assert_near ("middle", seed, get (m, FACE_MIDDLE_X),
               (truth->pupil[0].x + truth->pupil[1].x) / 2, 0.01 * truth->width);
  assert_near ("mouth", seed, get (m, MOUTH_Y), truth->mouth.y, 0.02 * truth->height);
  assert_near ("crown's doubt", seed, get (m, CROWN_ROUGH), 0, 0);
  assert_near ("cut", seed, get (m, FACE_CUT), 0, 0);
}

static void
test_drawn (void)
{
  for (guint32 seed = 3000; seed < 3025; seed++)
    {
      DzPortraitGeometry truth;
      g_autoptr(DzPixels) view = dz_sample_drawn (seed, 480, &truth);
      g_autoptr(DzMeasurement) m = measure (view, 1);

      assert_true_to (m, &truth, seed);
      assert_near ("shoulders", seed, get (m, SHOULDER_TILT), truth.shoulder_tilt_deg, 2);
      g_assert_cmpfloat (fabs (get (m, YAW)), <, 3);
      g_assert_cmpfloat (get (m, SHOULDER_LEFT_X), <, get (m, CHIN_X));
      g_assert_cmpfloat (get (m, SHOULDER_RIGHT_X), >, get (m, CHIN_X));
    }
}

static DzPixels *
paint (guint32             seed,
       void              (*change) (DzPortrait *portrait),
       DzPortraitGeometry *truth)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  DzPortrait portrait;

  dz_portrait_init_random (&portrait, rand);
  portrait.width = 480;
  portrait.height = 640;
  change (&portrait);
  return dz_portrait_paint (&portrait, truth);
}

static void
tilt_right (DzPortrait *portrait)
{
  portrait->roll_deg = 9;
}

static void
tilt_left (DzPortrait *portrait)
{
  portrait->roll_deg = -9;
}

static void
stand_far (DzPortrait *portrait)
{
  portrait->head_share = 0.36;
  portrait->crown_share = 0.25;
  portrait->offset_share = 0.1;
}

static void
stand_near (DzPortrait *portrait)
{
  portrait->head_share = 0.68;
  portrait->crown_share = 0.06;
  portrait->offset_share = -0.05;
}

static void
take_white_wall (DzPortrait *portrait)
{
  portrait->background = (DzTint) { 0.97, 0.97, 0.97 };
}

static void
take_grey_wall (DzPortrait *portrait)
{
  portrait->background = (DzTint) { 0.25, 0.24, 0.24 };
  portrait->background_gradient = 0.4;
}

static void
test_changed (void)
{
  static void (*const changes[]) (DzPortrait *) = {
    tilt_right, tilt_left, stand_far, stand_near, take_white_wall, take_grey_wall,
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      for (guint32 seed = 10 * i; seed < 10 * i + 3; seed++)
        {
          DzPortraitGeometry truth;
          g_autoptr(DzPixels) view = paint (seed, changes[i], &truth);
          g_autoptr(DzMeasurement) m = measure (view, 1);

          assert_true_to (m, &truth, seed);
        }
    }
}

static void
wear_glasses (DzPortrait *portrait)
{
  portrait->glasses = DZ_GLASSES_FRAME;
}

/* Rims and arms of glasses lie where the cheek's edge is looked for. */
static void
test_glasses (void)
{
  static const guint32 seeds[] = { 24474, 24403, 24454 };

  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      DzPortraitGeometry truth;
      g_autoptr(DzPixels) view = paint (seeds[i], wear_glasses, &truth);
      g_autoptr(DzMeasurement) m = measure (view, 1);

      assert_true_to (m, &truth, seeds[i]);
    }
}

static void
tilt_shoulders (DzPortrait *portrait)
{
  portrait->shoulder_tilt_deg = 7;
  portrait->hair = DZ_HAIR_CROP;
}

static void
test_shoulders (void)
{
  for (guint32 seed = 0; seed < 5; seed++)
    {
      DzPortraitGeometry truth;
      g_autoptr(DzPixels) view = paint (seed, tilt_shoulders, &truth);
      g_autoptr(DzMeasurement) m = measure (view, 1);

      assert_near ("shoulders", seed, get (m, SHOULDER_TILT), 7, 1.5);
      g_assert_cmpfloat (get (m, SHOULDER_RIGHT_Y), >, get (m, SHOULDER_LEFT_Y));
    }
}

/* Places are told in px of the photo, whatever the view's size; angles and shares do not change. */
static void
test_scale (void)
{
  g_autoptr(DzPixels) view = dz_sample_drawn (8, 480, NULL);
  g_autoptr(DzMeasurement) one = measure (view, 1);
  g_autoptr(DzMeasurement) six = measure (view, 6);

  for (DzQuantity q = DZ_QUANTITY_FACE_SPAN; q <= DZ_QUANTITY_SHOULDER_RIGHT_Y; q++)
    {
      const DzQuantityInfo *info = dz_quantity_get_info (q);
      double factor = g_str_equal (info->unit, "px") ? 6 : 1;

      g_assert_cmpfloat_with_epsilon (dz_measurement_get (six, q),
                                      factor * dz_measurement_get (one, q), 1e-2);
    }
}

/* The upper half of the head is cut off by the frame: the crown lies at its edge, and is rough. */
static void
test_cut (void)
{
  DzPortraitGeometry truth;
  g_autoptr(DzPixels) whole = dz_sample_drawn (9, 480, &truth);
  guint top = (truth.crown.y + dz_portrait_geometry_eye_y (&truth)) / 2;
  g_autoptr(DzPixels) high = dz_sample_cut (whole, 0, top, 480, 640 - top);
  guint left = truth.pupil[0].x - 10;
  g_autoptr(DzPixels) side = dz_sample_cut (whole, left, 0, 480 - left, 640);
  g_autoptr(DzMeasurement) m = measure (high, 1);
  g_autoptr(DzMeasurement) n = measure (side, 1);

  g_assert_cmpfloat (get (m, FACES), ==, 1);
  g_assert_cmpfloat (get (m, CROWN_ROUGH), ==, 1);
  g_assert_cmpfloat_with_epsilon (get (m, CROWN_Y), 0, 3);
  g_assert_cmpfloat (get (m, FACE_CUT), <, 0.1);
  g_assert_true (dz_measurement_has (m, DZ_QUANTITY_ROLL));
  if (dz_measurement_has (n, DZ_QUANTITY_FACE_CUT))
    g_assert_cmpfloat (get (n, FACE_CUT), >, 0.05);
  /* The outer corner of an eye lies beyond the frame: how the head is held is not known. */
  for (DzQuantity q = DZ_QUANTITY_ROLL; q <= DZ_QUANTITY_PITCH; q++)
    g_assert_false (dz_measurement_has (n, q));
}

static void
test_nobody (void)
{
  g_autoptr(DzPixels) blank = dz_sample_canvas (480, 640, 200);
  g_autoptr(DzPixels) dot = dz_sample_canvas (1, 1, 200);
  g_autoptr(DzMeasurement) m = measure (blank, 1);
  g_autoptr(DzMeasurement) n = measure (dot, 1);

  g_assert_cmpfloat (get (m, FACES), ==, 0);
  g_assert_cmpfloat (get (n, FACES), ==, 0);
  for (DzQuantity q = DZ_QUANTITY_FACE_SCORE; q <= DZ_QUANTITY_SHOULDER_RIGHT_Y; q++)
    g_assert_false (dz_measurement_has (m, q));
}

/* On its side: there is a face, its turn is known, and nothing is measured across it. */
static void
test_turned (void)
{
  g_autoptr(DzPixels) upright = dz_sample_drawn (12, 480, NULL);
  g_autoptr(DzPixels) view = dz_sample_turned (upright, 90);
  g_autoptr(DzMeasurement) m = measure (view, 1);

  g_assert_cmpfloat (get (m, FACES), ==, 1);
  g_assert_cmpfloat (get (m, FACE_TURN), ==, 270);
  g_assert_true (dz_measurement_has (m, DZ_QUANTITY_FACE_SCORE));
  for (DzQuantity q = DZ_QUANTITY_FACE_CUT; q <= DZ_QUANTITY_SHOULDER_RIGHT_Y; q++)
    g_assert_false (dz_measurement_has (m, q));
}

static void
test_two (void)
{
  g_autoptr(DzPixels) view = dz_sample_canvas (1200, 800, 220);
  g_autoptr(DzPixels) large = dz_sample_drawn (13, 600, NULL);
  g_autoptr(DzPixels) small = dz_sample_drawn (14, 360, NULL);
  g_autoptr(DzMeasurement) m = NULL;

  dz_sample_paste (view, large, 0, 0);
  dz_sample_paste (view, small, 700, 100);
  m = measure (view, 1);
  g_assert_cmpfloat (get (m, FACES), ==, 2);
  g_assert_cmpfloat_with_epsilon (get (m, SECOND_FACE_SHARE), 0.36, 0.12);
  g_assert_cmpfloat (get (m, FACE_MIDDLE_X), <, 600);
}

/* Photographed people: what calibration §12 and §13 found on others. */
static void
test_portraits (void)
{
  g_autoptr(GPtrArray) labels = dz_sample_labels ();

  for (guint i = 0; labels != NULL && i < labels->len; i += 4)
    {
      const DzPortraitLabel *label = g_ptr_array_index (labels, i);
      g_autoptr(DzPixels) view = dz_sample_portrait (label->file, 675);
      g_autoptr(DzMeasurement) m = measure (view, 2);
      double span = get (m, FACE_SPAN);
      double eyes_y = (get (m, EYE_LEFT_Y) + get (m, EYE_RIGHT_Y)) / 2;

      g_assert_cmpfloat (get (m, FACES), ==, 1);
      g_assert_cmpfloat ((get (m, CHIN_Y) - eyes_y) / span, >, 1.1);
      g_assert_cmpfloat ((get (m, CHIN_Y) - eyes_y) / span, <, 1.45);
      g_assert_cmpfloat ((get (m, FACE_RIGHT_X) - get (m, FACE_LEFT_X)) / span, >, 1.45);
      g_assert_cmpfloat ((get (m, FACE_RIGHT_X) - get (m, FACE_LEFT_X)) / span, <, 1.75);
      g_assert_cmpfloat ((eyes_y - get (m, CROWN_Y)) / span, >, 1.05);
      g_assert_cmpfloat ((eyes_y - get (m, CROWN_Y)) / span, <, 1.8);
      g_assert_cmpfloat (fabs (get (m, ROLL)), <, 6);
    }
}

/* Nonsense that a mesh could give is kept out of the measurement. */
static void
test_nonsense (void)
{
  g_autoptr(DzPixels) view = dz_sample_canvas (480, 640, 128);
  g_autoptr(DzFaceScene) scene = g_new0 (DzFaceScene, 1);
  g_autoptr(DzFaceFrame) frame = NULL;
  g_autoptr(DzMeasurement) m = dz_measurement_new ();

  scene->view = view;
  scene->scale = 1;
  scene->has_points = TRUE;
  scene->yaw_deg = NAN;
  for (guint i = 0; i < DZ_FACE_POINTS; i++)
    scene->points[i] = (DzFacePoint) { -1e9f * i, 1e9f, 0 };
  frame = dz_face_frame_new (scene);
  if (frame != NULL)
    {
      dz_cue_geometry (frame, m);
      dz_cue_shoulders (frame, m);
    }
  g_assert_false (dz_measurement_has (m, DZ_QUANTITY_YAW));
  g_assert_false (dz_measurement_has (m, DZ_QUANTITY_CHIN_Y));
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  models = dz_sample_models ();
  g_test_add_func ("/vision/geometry/nonsense", test_nonsense);
  if (models != NULL)
    {
      g_test_add_func ("/vision/geometry/drawn", test_drawn);
      g_test_add_func ("/vision/geometry/changed", test_changed);
      g_test_add_func ("/vision/geometry/glasses", test_glasses);
      g_test_add_func ("/vision/geometry/shoulders-deg", test_shoulders);
      g_test_add_func ("/vision/geometry/scale", test_scale);
      g_test_add_func ("/vision/geometry/cut", test_cut);
      g_test_add_func ("/vision/geometry/nobody", test_nobody);
      g_test_add_func ("/vision/geometry/turned", test_turned);
      g_test_add_func ("/vision/geometry/two", test_two);
      g_test_add_func ("/vision/geometry/portraits", test_portraits);
    }
  result = g_test_run ();
  g_clear_pointer (&models, dz_models_free);
  return result;
}
