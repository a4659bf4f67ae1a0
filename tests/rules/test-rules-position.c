/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include "dz-correction.h"
#include "dz-reason-builtin.h"

#include <math.h>

/* The clean photo is 960×1280: two of its px are one of the standard picture. */
static const RuleCase cases[] = {
  { "POS-01", DZ_QUANTITY_CROWN_Y, 100, 'p' }, /* 50 */
  { "POS-01", DZ_QUANTITY_CROWN_Y, 99.1, 'p' }, /* told as 50 */
  { "POS-01", DZ_QUANTITY_CROWN_Y, 98, 'w' },
  { "POS-01", DZ_QUANTITY_CROWN_Y, 76, 'w' }, /* 38 */
  { "POS-01", DZ_QUANTITY_CROWN_Y, 74, 'f' }, /* 37: 37.2 is 2 % off */
  { "POS-01", DZ_QUANTITY_CROWN_Y, 220, 'p' }, /* 110 */
  { "POS-01", DZ_QUANTITY_CROWN_Y, 222, 'w' },
  { "POS-01", DZ_QUANTITY_CROWN_Y, 244, 'w' }, /* 122 */
  { "POS-01", DZ_QUANTITY_CROWN_Y, 246, 'f' },
  { "POS-01", DZ_QUANTITY_CROWN_Y, -20, 'f' },
  { "POS-01", DZ_QUANTITY_CROWN_Y, NAN, 'u' },
  { "POS-01", DZ_QUANTITY_HEIGHT, NAN, 'u' },
  { "POS-01", DZ_QUANTITY_HEIGHT, 0, 'u' },
  { "POS-01", DZ_QUANTITY_CROWN_ROUGH, 1, 'n' },
  { "POS-01", DZ_QUANTITY_CROWN_ROUGH, NAN, 'n' },
  { "POS-02", DZ_QUANTITY_EYE_LEFT_Y, 300, 'p' }, /* the middle at 200 */
  { "POS-02", DZ_QUANTITY_EYE_LEFT_Y, 298, 'p' }, /* 199.5 is told as 200 */
  { "POS-02", DZ_QUANTITY_EYE_LEFT_Y, 296, 'w' },
  { "POS-02", DZ_QUANTITY_EYE_LEFT_Y, 252, 'w' }, /* 188 */
  { "POS-02", DZ_QUANTITY_EYE_LEFT_Y, 248, 'f' }, /* 187 */
  { "POS-02", DZ_QUANTITY_EYE_LEFT_Y, 700, 'p' }, /* 300 */
  { "POS-02", DZ_QUANTITY_EYE_LEFT_Y, 704, 'w' },
  { "POS-02", DZ_QUANTITY_EYE_LEFT_Y, 748, 'w' }, /* 312 */
  { "POS-02", DZ_QUANTITY_EYE_LEFT_Y, 752, 'f' },
  { "POS-02", DZ_QUANTITY_EYE_LEFT_Y, NAN, 'u' },
  { "POS-02", DZ_QUANTITY_EYE_RIGHT_Y, NAN, 'u' },
  { "POS-03", DZ_QUANTITY_FACE_RIGHT_X, 647, 'p' }, /* 180 */
  { "POS-03", DZ_QUANTITY_FACE_RIGHT_X, 645, 'w' },
  { "POS-03", DZ_QUANTITY_FACE_RIGHT_X, 619, 'w' }, /* 166 */
  { "POS-03", DZ_QUANTITY_FACE_RIGHT_X, 617, 'f' },
  { "POS-03", DZ_QUANTITY_FACE_RIGHT_X, 887, 'p' }, /* 300 */
  { "POS-03", DZ_QUANTITY_FACE_RIGHT_X, 889, 'w' },
  { "POS-03", DZ_QUANTITY_FACE_RIGHT_X, 915, 'w' }, /* 314 */
  { "POS-03", DZ_QUANTITY_FACE_RIGHT_X, 917, 'f' },
  { "POS-03", DZ_QUANTITY_FACE_LEFT_X, NAN, 'u' },
  { "POS-03", DZ_QUANTITY_WIDTH, 673, 'p' }, /* 275 */
  { "POS-03", DZ_QUANTITY_WIDTH, 672, 'w' }, /* 276, of which one was not seen */
  { "POS-03", DZ_QUANTITY_WIDTH, NAN, 'u' },
  { "POS-04", DZ_QUANTITY_CHIN_Y, 736, 'p' }, /* 45 % */
  { "POS-04", DZ_QUANTITY_CHIN_Y, 734, 'w' },
  { "POS-04", DZ_QUANTITY_CHIN_Y, 672, 'w' }, /* 40 % */
  { "POS-04", DZ_QUANTITY_CHIN_Y, 670, 'f' },
  { "POS-04", DZ_QUANTITY_CHIN_Y, 928, 'p' }, /* 60 % */
  { "POS-04", DZ_QUANTITY_CHIN_Y, 930, 'w' },
  { "POS-04", DZ_QUANTITY_CHIN_Y, 1017.6, 'w' }, /* 67 % */
  { "POS-04", DZ_QUANTITY_CHIN_Y, 1019, 'f' },
  { "POS-04", DZ_QUANTITY_CHIN_Y, NAN, 'u' },
  { "POS-04", DZ_QUANTITY_CROWN_Y, NAN, 'u' },
  { "POS-04", DZ_QUANTITY_CROWN_Y, 700, 'f' },
  { "POS-04", DZ_QUANTITY_CROWN_ROUGH, 1, 'n' },
  { "POS-05", DZ_QUANTITY_FACE_MIDDLE_X, 518.4, 'p' }, /* 4 % */
  { "POS-05", DZ_QUANTITY_FACE_MIDDLE_X, 519.4, 'w' },
  { "POS-05", DZ_QUANTITY_FACE_MIDDLE_X, 556.8, 'w' }, /* 8 % */
  { "POS-05", DZ_QUANTITY_FACE_MIDDLE_X, 557.8, 'f' },
  { "POS-05", DZ_QUANTITY_FACE_MIDDLE_X, 441.6, 'p' },
  { "POS-05", DZ_QUANTITY_FACE_MIDDLE_X, 402, 'f' },
  { "POS-05", DZ_QUANTITY_FACE_MIDDLE_X, NAN, 'u' },
  { "POSE-01", DZ_QUANTITY_ROLL, 3, 'p' },
  { "POSE-01", DZ_QUANTITY_ROLL, -3.1, 'n' },
  { "POSE-01", DZ_QUANTITY_ROLL, 5, 'n' },
  { "POSE-01", DZ_QUANTITY_ROLL, 5.1, 'w' },
  { "POSE-01", DZ_QUANTITY_ROLL, -8, 'w' },
  { "POSE-01", DZ_QUANTITY_ROLL, 8.1, 'f' },
  { "POSE-01", DZ_QUANTITY_ROLL, NAN, 'u' },
  { "POSE-02", DZ_QUANTITY_YAW, 5, 'p' },
  { "POSE-02", DZ_QUANTITY_YAW, -5.1, 'n' },
  { "POSE-02", DZ_QUANTITY_YAW, 8, 'n' },
  { "POSE-02", DZ_QUANTITY_YAW, 8.1, 'w' },
  { "POSE-02", DZ_QUANTITY_YAW, -80, 'w' }, /* a cue never fails */
  { "POSE-02", DZ_QUANTITY_YAW, NAN, 'u' },
  { "POSE-02", DZ_QUANTITY_PITCH, 16.5, 'p' }, /* 11 after the bias of 5.5 */
  { "POSE-02", DZ_QUANTITY_PITCH, 16.6, 'w' },
  { "POSE-02", DZ_QUANTITY_PITCH, -5.5, 'p' },
  { "POSE-02", DZ_QUANTITY_PITCH, -5.6, 'w' },
  { "POSE-02", DZ_QUANTITY_PITCH, NAN, 'u' },
  { "POSE-03", DZ_QUANTITY_SHOULDER_TILT, -3, 'p' },
  { "POSE-03", DZ_QUANTITY_SHOULDER_TILT, 3.1, 'n' },
  { "POSE-03", DZ_QUANTITY_SHOULDER_TILT, 5, 'n' },
  { "POSE-03", DZ_QUANTITY_SHOULDER_TILT, -5.1, 'w' },
  { "POSE-03", DZ_QUANTITY_SHOULDER_TILT, 10, 'w' },
  { "POSE-03", DZ_QUANTITY_SHOULDER_TILT, -10.1, 'f' },
  { "POSE-03", DZ_QUANTITY_SHOULDER_TILT, NAN, 'u' },
};

static void
test_limits (void)
{
  rules_check_cases (cases, G_N_ELEMENTS (cases));
}

static const ReadCase read_cases[] = {
  { "POS-01", DZ_QUANTITY_CROWN_Y, 60.6, 30, "px", "50–110", NULL, "head-top", NULL },
  { "POS-02", DZ_QUANTITY_EYE_LEFT_Y, 788, 322, "px", "200–300", NULL, "eye-line", NULL },
  { "POS-03", DZ_QUANTITY_FACE_RIGHT_X, 607, 160, "px", "180–300", NULL, "face-width", NULL },
  { "POS-04", DZ_QUANTITY_CHIN_Y, 649.1, 38.2, "%", "45–60", NULL, "head-height", NULL },
  { "POS-05", DZ_QUANTITY_FACE_MIDDLE_X, 384, 10, "%", "≤ 4", NULL, "off-centre",
    "too far to the left of the picture" },
  { "POS-05", DZ_QUANTITY_FACE_MIDDLE_X, 576, 10, "%", "≤ 4", NULL, "off-centre",
    "too far to the right of the picture" },
  { "POSE-01", DZ_QUANTITY_ROLL, -9.26, 9.3, "°", "≤ 3", NULL, "pose", "the head is tilted" },
  { "POSE-02", DZ_QUANTITY_YAW, -9, 9, "°", "≤ 5", NULL, "pose", "the head is turned aside" },
  { "POSE-02", DZ_QUANTITY_PITCH, 20, 14.5, "°", "≤ 11", NULL, "pose",
    "the head is raised or lowered" },
  { "POSE-03", DZ_QUANTITY_SHOULDER_TILT, 7, 7, "°", "≤ 3", NULL, "shoulders",
    "one shoulder is higher" },
};

static void
test_read (void)
{
  rules_check_read (read_cases, G_N_ELEMENTS (read_cases));
}

/* The sentences of photo-standards §4.2, with numbers that fit them. */
static void
test_sentences (void)
{
  static const struct
  {
    const char *rule;
    DzQuantity quantity;
    double value;
    const char *zh;
  } said[] = {
    { "POS-01", DZ_QUANTITY_CROWN_Y, 60.6,
      "头顶距照片上边 30 像素，要求 50–110 像素（按标准尺寸折算），请调整取景后重拍。" },
    { "POS-02", DZ_QUANTITY_EYE_LEFT_Y, 788,
      "眼睛距照片上边 322 像素，要求 200–300 像素（按标准尺寸折算），请调整取景后重拍。" },
    { "POS-03", DZ_QUANTITY_FACE_RIGHT_X, 607,
      "脸部宽度 160 像素，要求 180–300 像素（按标准尺寸折算），请调整拍摄距离。" },
    { "POS-04", DZ_QUANTITY_CHIN_Y, 649.1,
      "头部高度约占画面 38.2%，要求 45–60%，请调整拍摄距离。" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzFinding) finding = NULL;
      g_autofree char *zh = NULL;

      dz_measurement_set (measurement, said[i].quantity, said[i].value);
      finding = rules_judge (measurement, said[i].rule);
      zh = dz_reason_say_zh (dz_reason_builtin_find (finding->reason), finding);
      g_assert_cmpstr (zh, ==, said[i].zh);
    }
}

/* A crown that is not to be trusted neither passes nor fails, wherever it lies. */
static void
test_rough_crown (void)
{
  static const struct
  {
    double crown;
    char says;
  } crowns[] = { { 160, 'n' }, { 90, 'w' }, { 0, 'w' }, { 480, 'w' } };
  static const char *const rules[] = { "POS-01", "POS-04" };

  for (guint i = 0; i < G_N_ELEMENTS (crowns) * G_N_ELEMENTS (rules); i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzFinding) finding = NULL;

      dz_measurement_set (measurement, DZ_QUANTITY_CROWN_ROUGH, 1);
      dz_measurement_set (measurement, DZ_QUANTITY_CROWN_Y, crowns[i / 2].crown);
      finding = rules_judge (measurement, rules[i % 2]);
      g_assert_cmpint (finding->outcome, ==, DZ_OUTCOME_WARN);
      g_assert_nonnull (finding->why);
      if (i % 2 == 0)
        assert_says (finding, crowns[i / 2].says);
    }
}

/* The same face in a picture of any size stands in the same place. */
static void
test_scale (void)
{
  static const char *const rules[] = { "POS-01", "POS-02", "POS-03", "POS-04", "POS-05" };
  static const double scales[] = { 0.5, 1.5, 4 };
  g_autoptr(DzMeasurement) clean = rules_make_clean ();

  for (guint i = 0; i < G_N_ELEMENTS (scales) * G_N_ELEMENTS (rules); i++)
    {
      g_autoptr(DzMeasurement) scaled = dz_measurement_copy (clean);
      const char *rule = rules[i % G_N_ELEMENTS (rules)];
      double scale = scales[i / G_N_ELEMENTS (rules)];
      g_autoptr(DzFinding) before = rules_judge (clean, rule);
      g_autoptr(DzFinding) after = NULL;

      for (guint q = 0; q < DZ_N_QUANTITIES; q++)
        {
          if (g_str_equal (dz_quantity_get_info (q)->unit, "px"))
            scaled->values[q] *= scale;
        }
      after = rules_judge (scaled, rule);
      g_assert_cmpfloat (before->value, ==, after->value);
      g_assert_cmpint (after->outcome, ==, DZ_OUTCOME_PASS);
    }
}

/* A tenth that is told is a tenth, and not a bit more. */
static void
test_rounding (void)
{
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr(DzFinding) finding = NULL;
      g_autofree char *text = g_strdup_printf ("%u.%u", i / 10, i % 10);

      dz_measurement_set (measurement, DZ_QUANTITY_ROLL, i / 10.0 + 0.03);
      finding = rules_judge (measurement, "POSE-01");
      g_assert_cmpfloat (finding->value, ==, g_ascii_strtod (text, NULL));
    }
}

/* A reviewer who moves a line moves value and outcome, also where no face was found. */
static void
test_corrected (void)
{
  static const DzCorrection moved = { 60, 500, 900 };
  g_autoptr(DzMeasurement) faceless = rules_make_clean ();
  g_autoptr(DzMeasurement) corrected = NULL;
  g_autoptr(DzFinding) crown = NULL;
  g_autoptr(DzFinding) eyes = NULL;
  g_autoptr(DzFinding) head = NULL;
  g_autoptr(DzFinding) width = NULL;

  for (guint i = DZ_QUANTITY_SECOND_FACE_SHARE; i < DZ_N_QUANTITIES; i++)
    faceless->values[i] = NAN;
  dz_measurement_set (faceless, DZ_QUANTITY_FACES, 0);
  corrected = dz_correction_apply (&moved, faceless);
  crown = rules_judge (corrected, "POS-01");
  eyes = rules_judge (corrected, "POS-02");
  head = rules_judge (corrected, "POS-04");
  width = rules_judge (corrected, "POS-03");
  assert_says (crown, 'f');
  g_assert_cmpfloat (crown->value, ==, 30);
  assert_says (eyes, 'p');
  assert_says (head, 'w');
  assert_says (width, 'u');
  g_assert_cmpstr (width->why, ==, "no face was found");
}

/* The older rule wants another head. */
static void
test_older_profile (void)
{
  g_autoptr(DzProfile) older = dz_profile_find ("older-7-10", NULL);
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  g_autoptr(DzFinding) half = rules_judge_full (measurement, NULL, NULL, older, "POS-04");
  g_autoptr(DzFinding) tall = NULL;
  g_autoptr(DzFinding) tall_now = NULL;

  assert_says (half, 'f');
  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_Y, 128);
  dz_measurement_set (measurement, DZ_QUANTITY_CHIN_Y, 1024);
  tall = rules_judge_full (measurement, NULL, NULL, older, "POS-04");
  tall_now = rules_judge (measurement, "POS-04");
  assert_says (tall, 'p');
  g_assert_cmpfloat_with_epsilon (tall->value, 70, 1e-9);
  assert_says (tall_now, 'f');
}

/* A chin below the picture and a cheek beside it are guesses, which pass nothing. */
static void
test_beyond_the_frame (void)
{
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  g_autoptr(DzFinding) height = NULL;
  g_autoptr(DzFinding) width = NULL;

  measurement->values[DZ_QUANTITY_CROWN_Y] = 640;
  measurement->values[DZ_QUANTITY_CHIN_Y] = 1281;
  measurement->values[DZ_QUANTITY_FACE_LEFT_X] = -1;
  measurement->values[DZ_QUANTITY_FACE_RIGHT_X] = 480;
  height = rules_judge (measurement, "POS-04");
  width = rules_judge (measurement, "POS-03");
  assert_says (height, 'w');
  assert_says (width, 'w');
  g_assert_cmpstr (height->why, ==, "the frame cuts the face");
  g_assert_cmpstr (width->why, ==, "the frame cuts the face");
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  rules_fixture_start ();
  g_test_add_func ("/rules/position/limits", test_limits);
  g_test_add_func ("/rules/position/beyond-the-frame", test_beyond_the_frame);
  g_test_add_func ("/rules/position/read", test_read);
  g_test_add_func ("/rules/position/sentences", test_sentences);
  g_test_add_func ("/rules/position/rough-crown", test_rough_crown);
  g_test_add_func ("/rules/position/scale", test_scale);
  g_test_add_func ("/rules/position/rounding", test_rounding);
  g_test_add_func ("/rules/position/corrected", test_corrected);
  g_test_add_func ("/rules/position/older-profile", test_older_profile);
  result = g_test_run ();
  rules_fixture_stop ();
  return result;
}
