/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-framing.h"

#include "dz-correction.h"
#include "dz-portrait.h"
#include "dz-profile.h"

#include <math.h>

static DzProfile *profile;

/* The numbers of a head: crown, eyes, chin, cheeks and middle, in px of a photo. */
static DzMeasurement *
new_head (double width,
          double height,
          double crown,
          double eyes,
          double chin,
          double left,
          double right)
{
  DzMeasurement *measurement = dz_measurement_new ();

  dz_measurement_set (measurement, DZ_QUANTITY_WIDTH, width);
  dz_measurement_set (measurement, DZ_QUANTITY_HEIGHT, height);
  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_Y, crown);
  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_ROUGH, 0);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_LEFT_Y, eyes - 2);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_RIGHT_Y, eyes + 2);
  dz_measurement_set (measurement, DZ_QUANTITY_CHIN_X, (left + right) / 2);
  dz_measurement_set (measurement, DZ_QUANTITY_CHIN_Y, chin);
  dz_measurement_set (measurement, DZ_QUANTITY_FACE_LEFT_X, left);
  dz_measurement_set (measurement, DZ_QUANTITY_FACE_RIGHT_X, right);
  dz_measurement_set (measurement, DZ_QUANTITY_FACE_MIDDLE_X, (left + right) / 2);
  return measurement;
}

static void
find (DzFraming           *framing,
      const DzMeasurement *measurement)
{
  dz_framing_find (framing, measurement, profile);
  g_test_message ("%ux%u at %d,%d of %gx%g: crown %.1f eyes %.1f face %.1f head %.1f off %.1f",
                  framing->crop.width, framing->crop.height, framing->crop.x, framing->crop.y,
                  dz_measurement_get (measurement, DZ_QUANTITY_WIDTH),
                  dz_measurement_get (measurement, DZ_QUANTITY_HEIGHT),
                  framing->places[DZ_FRAMING_CROWN], framing->places[DZ_FRAMING_EYES],
                  framing->places[DZ_FRAMING_FACE], framing->places[DZ_FRAMING_HEAD],
                  framing->places[DZ_FRAMING_CENTRE]);
}

static void
assert_between (double value,
                double min,
                double max)
{
  g_assert_cmpfloat (value, >=, min);
  g_assert_cmpfloat (value, <=, max);
}

/* To the px that the frame's edge is rounded by. */
static void
assert_in_bands (const DzFraming *framing)
{
  g_assert_cmpint (framing->problem, ==, DZ_FRAMING_FINE);
  assert_between (framing->places[DZ_FRAMING_CROWN], 49, 111);
  assert_between (framing->places[DZ_FRAMING_EYES], 199, 301);
  assert_between (framing->places[DZ_FRAMING_FACE], 179, 301);
  assert_between (framing->places[DZ_FRAMING_HEAD], 44.9, 60.1);
  g_assert_cmpfloat (fabs (framing->places[DZ_FRAMING_CENTRE]), <=, 4.2);
}

/* What is right as it came is delivered whole, at any size. */
static void
test_whole (void)
{
  g_autoptr(DzMeasurement) small = new_head (480, 640, 78, 252, 398, 125, 355);
  g_autoptr(DzMeasurement) large = new_head (3000, 4000, 400, 1500, 2500, 800, 2250);
  DzFraming framing;

  find (&framing, small);
  assert_in_bands (&framing);
  g_assert_true (dz_crop_equal (&framing.crop, &(DzCrop) { 0, 0, 480, 640, 0, 480, 640, 1 }));
  find (&framing, large);
  assert_in_bands (&framing);
  g_assert_cmpuint (framing.crop.width, ==, 3000);
  g_assert_cmpuint (framing.crop.height, ==, 4000);
}

/* A camera's photo of somebody who stands aside and far off: the head comes to the middle of all
 * bands, and the frame keeps to the photo. */
static void
test_cut_out (void)
{
  g_autoptr(DzMeasurement) measurement = new_head (4000, 3000, 900, 1330, 1700, 1300, 1900);
  DzFraming framing;

  find (&framing, measurement);
  assert_in_bands (&framing);
  g_assert_cmpfloat_with_epsilon (framing.places[DZ_FRAMING_CENTRE], 0, 0.1);
  g_assert_cmpfloat_with_epsilon (framing.places[DZ_FRAMING_FACE], 240, 25);
  g_assert_null (dz_crop_find_problem (&framing.crop));
  g_assert_true (dz_crop_fits (&framing.crop, 4000, 3000));
  g_assert_null (dz_framing_find_problem (&framing.crop, measurement, profile));
}

/* A line that the reviewer moves moves the frame. */
static void
test_corrected (void)
{
  g_autoptr(DzMeasurement) measurement = new_head (4000, 3000, 900, 1330, 1700, 1300, 1900);
  g_autoptr(DzMeasurement) corrected = NULL;
  DzCorrection correction = DZ_CORRECTION_NONE;
  DzFraming before;
  DzFraming after;

  find (&before, measurement);
  correction.crown_y = 820;
  corrected = dz_correction_apply (&correction, measurement);
  find (&after, corrected);
  assert_in_bands (&after);
  g_assert_false (dz_crop_equal (&before.crop, &after.crop));
  g_assert_cmpint (after.crop.y, <, before.crop.y);
}

/* Where the photo ends, the frame ends; that the head is then not where it should be is said. */
static void
test_outside (void)
{
  g_autoptr(DzMeasurement) measurement = new_head (900, 1200, 5, 300, 620, 200, 640);
  DzFraming framing;

  find (&framing, measurement);
  g_assert_cmpint (framing.problem, ==, DZ_FRAMING_OUTSIDE);
  g_assert_cmpint (framing.crop.y, ==, 0);
  g_assert_cmpfloat (framing.places[DZ_FRAMING_CROWN], <, 50);
  g_assert_true (dz_crop_fits (&framing.crop, 900, 1200));
  g_assert_null (dz_framing_find_problem (&framing.crop, measurement, profile));
}

/* A head of 100 px is not blown up to the 180 that it should have. */
static void
test_far (void)
{
  g_autoptr(DzMeasurement) measurement = new_head (1500, 2000, 800, 875, 940, 700, 800);
  DzFraming framing;

  find (&framing, measurement);
  g_assert_cmpint (framing.problem, ==, DZ_FRAMING_FAR);
  g_assert_cmpuint (framing.crop.width, ==, 480);
  g_assert_cmpuint (framing.crop.height, ==, 640);
  g_assert_cmpfloat_with_epsilon (framing.enlarge, 1.8, 0.01);
}

static void
assert_none (const DzMeasurement *measurement,
             DzFramingProblem     problem)
{
  static const DzCrop some = { 0, 0, 480, 640, 0, 480, 640, DZ_CROP_RENDERING };
  DzFraming framing;

  find (&framing, measurement);
  g_assert_cmpint (framing.problem, ==, problem);
  g_assert_true (dz_crop_is_empty (&framing.crop));
  g_assert_cmpstr (dz_framing_find_problem (&some, measurement, profile), ==,
                   "no frame can be made of this photo");
}

static void
test_none (void)
{
  g_autoptr(DzMeasurement) nothing = dz_measurement_new ();
  g_autoptr(DzMeasurement) small = new_head (360, 480, 60, 190, 300, 95, 265);
  g_autoptr(DzMeasurement) cut = new_head (900, 1200, 100, 400, 1300, 300, 600);
  DzFraming framing;

  assert_none (nothing, DZ_FRAMING_UNMEASURED);
  assert_none (small, DZ_FRAMING_SMALL);
  find (&framing, small);
  g_assert_cmpfloat_with_epsilon (framing.enlarge, 1.333, 0.001);
  assert_none (cut, DZ_FRAMING_CUT);
}

static DzProfile *
parse_with (const char *from,
            const char *to)
{
  GBytes *json = dz_profile_get_json (profile);
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  g_autoptr(GString) changed = g_string_new (text);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  DzProfile *parsed;

  g_assert_cmpuint (g_string_replace (changed, from, to, 0), ==, 1);
  bytes = g_bytes_new (changed->str, changed->len);
  parsed = dz_profile_parse (bytes, &error);
  g_assert_no_error (error);
  return parsed;
}

/* Nobody knows where the head is: then all of the photo is delivered, or as much as such a picture
 * holds, about its middle; no other frame, and none that is turned. */
static void
test_faceless (void)
{
  static const struct
  {
    guint  width;
    guint  height;
    DzCrop crop;
  } photos[] = {
    { 900, 1200, { 0, 0, 900, 1200, 0, 480, 640, 1 } },
    { 480, 640, { 0, 0, 480, 640, 0, 480, 640, 1 } },
    { 1200, 1200, { 150, 0, 900, 1200, 0, 480, 640, 1 } },
    { 1001, 3000, { 0, 833, 1001, 1334, 0, 480, 640, 1 } },
  };
  g_autoptr(DzProfile) turning = parse_with ("\"rotation\": 0", "\"rotation\": 2.5");

  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    {
      g_autoptr(DzMeasurement) faceless = new_head (photos[i].width, photos[i].height, 100, 400,
                                                    700, 300, 600);
      DzFraming framing;
      DzCrop beside;

      dz_measurement_set (faceless, DZ_QUANTITY_ROLL, 2);
      faceless->values[DZ_QUANTITY_FACE_MIDDLE_X] = NAN;
      dz_framing_find (&framing, faceless, turning);
      g_assert_cmpint (framing.problem, ==, DZ_FRAMING_NO_FACE);
      g_assert_true (dz_crop_equal (&framing.crop, &photos[i].crop));
      g_assert_null (dz_crop_find_problem (&framing.crop));
      g_assert_true (dz_crop_fits (&framing.crop, photos[i].width, photos[i].height));
      g_assert_null (dz_framing_find_problem (&framing.crop, faceless, turning));
      beside = framing.crop;
      beside.x++;
      g_assert_nonnull (dz_framing_find_problem (&beside, faceless, turning));
    }
}

/* A crown that is not to be trusted holds nothing; eyes and cheeks do. */
static void
test_rough (void)
{
  g_autoptr(DzMeasurement) measurement = new_head (4000, 3000, 20, 1330, 1700, 1300, 1900);
  DzFraming framing;

  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_ROUGH, 1);
  find (&framing, measurement);
  g_assert_cmpint (framing.problem, ==, DZ_FRAMING_FINE);
  g_assert_true (isnan (framing.places[DZ_FRAMING_CROWN]));
  g_assert_cmpfloat_with_epsilon (framing.places[DZ_FRAMING_EYES], 250, 1);
  g_assert_cmpfloat_with_epsilon (framing.places[DZ_FRAMING_FACE], 240, 1);
}

/* Only where the profile allows it is a head made level, and by no more than it allows. */
static void
test_turned (void)
{
  g_autoptr(DzMeasurement) measurement = new_head (3000, 4000, 900, 1600, 2200, 1000, 2000);
  g_autoptr(DzProfile) turning = parse_with ("\"rotation\": 0", "\"rotation\": 2.5");
  DzFraming framing;

  dz_measurement_set (measurement, DZ_QUANTITY_ROLL, 1.84);
  find (&framing, measurement);
  g_assert_cmpfloat (framing.crop.rotation, ==, 0);
  dz_framing_find (&framing, measurement, turning);
  g_assert_cmpfloat (framing.crop.rotation, ==, -1.8);
  g_assert_true (dz_crop_fits (&framing.crop, 3000, 4000));
  assert_in_bands (&framing);
  g_assert_null (dz_framing_find_problem (&framing.crop, measurement, turning));
  g_assert_cmpstr (dz_framing_find_problem (&framing.crop, measurement, profile), ==,
                   "the frame turns the photo further than the limits allow");
  dz_measurement_set (measurement, DZ_QUANTITY_ROLL, -7);
  dz_framing_find (&framing, measurement, turning);
  g_assert_cmpfloat (framing.crop.rotation, ==, 2.5);
}

/* Another profile wants another head in another picture. */
static void
test_other_profile (void)
{
  g_autoptr(DzProfile) older = dz_profile_find ("older-7-10", NULL);
  g_autoptr(DzProfile) square
    = parse_with ("\"output\": { \"width\": 480, \"height\": 640 }",
                  "\"output\": { \"width\": 358, \"height\": 441 }");
  g_autoptr(DzMeasurement) measurement = new_head (4000, 3000, 900, 1330, 1700, 1300, 1900);
  DzFraming graduate;
  DzFraming framing;

  find (&graduate, measurement);
  dz_framing_find (&framing, measurement, older);
  g_assert_cmpuint (framing.crop.height, <, graduate.crop.height);
  dz_framing_find (&framing, measurement, square);
  g_assert_cmpuint (framing.crop.output_width, ==, 358);
  g_assert_null (dz_crop_find_problem (&framing.crop));
}

static void
assert_refused (const DzCrop        *crop,
                const DzMeasurement *measurement,
                const char          *sentence)
{
  g_assert_cmpstr (dz_framing_find_problem (crop, measurement, profile), ==, sentence);
}

/* A frame may be moved within the limits, and not beyond them. */
static void
test_adjusted (void)
{
  g_autoptr(DzMeasurement) measurement = new_head (4000, 3000, 900, 1330, 1700, 1300, 1900);
  DzFraming framing;
  DzCrop crop;

  find (&framing, measurement);
  crop = framing.crop;
  crop.x += 10;
  crop.y -= 10;
  assert_refused (&crop, measurement, NULL);
  crop.y = framing.crop.y + 300;
  assert_refused (&crop, measurement, "the frame cuts the face");
  crop.y = framing.crop.y - 300;
  assert_refused (&crop, measurement, "the frame puts the head where the limits do not want it");
  crop = framing.crop;
  crop.x = -1;
  assert_refused (&crop, measurement, "the frame reaches beyond the photo");
  crop = framing.crop;
  crop.output_width = 240;
  crop.output_height = 320;
  assert_refused (&crop, measurement, "the frame makes a picture of another size");
  crop = framing.crop;
  crop.rendering = 99;
  assert_refused (&crop, measurement, "the frame was made for another rendering");
}

static DzMeasurement *
measure_truth (const DzPortraitGeometry *truth)
{
  double eyes = dz_portrait_geometry_eye_y (truth);
  DzMeasurement *measurement
    = new_head (truth->width, truth->height, truth->crown.y, eyes, truth->chin.y,
                truth->face_left_x, truth->face_right_x);

  dz_measurement_set (measurement, DZ_QUANTITY_FACE_MIDDLE_X,
                      (truth->pupil[0].x + truth->pupil[1].x) / 2);
  return measurement;
}

/* People who were painted small, aside, high and low: their frames put them where the limits want
 * them, as the painter knows where they are. */
static void
test_painted (void)
{
  static const struct
  {
    double head;
    double crown;
    double offset;
  } stands[] = { { 0.30, 0.25, 0.10 }, { 0.40, 0.10, -0.08 }, { 0.35, 0.40, 0 },
                 { 0.33, 0.15, 0.12 } };
  g_autoptr(GRand) rand = g_rand_new_with_seed (11414);

  for (guint i = 0; i < G_N_ELEMENTS (stands); i++)
    {
      DzPortrait portrait;
      DzPortraitGeometry truth;
      DzFraming framing;
      g_autoptr(DzPixels) pixels = NULL;
      g_autoptr(DzMeasurement) measurement = NULL;

      dz_portrait_init_random (&portrait, rand);
      portrait.width = 1200;
      portrait.height = 1600;
      portrait.head_share = stands[i].head;
      portrait.crown_share = stands[i].crown;
      portrait.offset_share = stands[i].offset;
      pixels = dz_portrait_paint (&portrait, &truth);
      measurement = measure_truth (&truth);
      find (&framing, measurement);
      assert_in_bands (&framing);
      g_assert_cmpfloat_with_epsilon (
          (truth.crown.y - framing.crop.y) * 640.0 / framing.crop.height,
          framing.places[DZ_FRAMING_CROWN], 1e-6);
    }
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  profile = dz_profile_find ("graduate-2022", NULL);
  g_test_add_func ("/framing/whole", test_whole);
  g_test_add_func ("/framing/cut-out", test_cut_out);
  g_test_add_func ("/framing/corrected", test_corrected);
  g_test_add_func ("/framing/outside", test_outside);
  g_test_add_func ("/framing/far", test_far);
  g_test_add_func ("/framing/none", test_none);
  g_test_add_func ("/framing/faceless", test_faceless);
  g_test_add_func ("/framing/rough", test_rough);
  g_test_add_func ("/framing/turned", test_turned);
  g_test_add_func ("/framing/other-profile", test_other_profile);
  g_test_add_func ("/framing/adjusted", test_adjusted);
  g_test_add_func ("/framing/painted", test_painted);
  result = g_test_run ();
  dz_profile_unref (profile);
  return result;
}
