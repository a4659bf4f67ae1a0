/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include "dz-reason-builtin.h"

#include <math.h>

static const RuleCase cases[] = {
  { "FACE-01", DZ_QUANTITY_FACES, 1, 'p' },
  { "FACE-01", DZ_QUANTITY_FACES, 0, 'f' },
  { "FACE-01", DZ_QUANTITY_FACES, 2, 'w' }, /* the second has no size */
  { "FACE-01", DZ_QUANTITY_FACES, NAN, 'u' },
  { "FACE-01", DZ_QUANTITY_FACE_TURN, 90, 'f' },
  { "FACE-01", DZ_QUANTITY_FACE_TURN, 180, 'f' },
  { "FACE-01", DZ_QUANTITY_FACE_CUT, 0.01, 'w' },
  { "FACE-01", DZ_QUANTITY_FACE_CUT, 0.1, 'w' },
  { "FACE-01", DZ_QUANTITY_FACE_CUT, 0.11, 'f' },
  { "FACE-01", DZ_QUANTITY_FACE_CUT, NAN, 'w' }, /* seen, but nothing of it was measured */
  { "FACE-01", DZ_QUANTITY_FACE_SCORE, 0.8, 'p' },
  { "FACE-01", DZ_QUANTITY_FACE_SCORE, 0.79, 'w' },
  { "FACE-01", DZ_QUANTITY_FACE_SCORE, NAN, 'w' },
  { "EYE-01", DZ_QUANTITY_EYE_OPEN_LEFT, 0.201, 'p' },
  { "EYE-01", DZ_QUANTITY_EYE_OPEN_LEFT, 0.2, 'u' }, /* to look at */
  { "EYE-01", DZ_QUANTITY_EYE_OPEN_LEFT, 0.161, 'u' },
  { "EYE-01", DZ_QUANTITY_EYE_OPEN_LEFT, 0.16, 'w' },
  { "EYE-01", DZ_QUANTITY_EYE_OPEN_RIGHT, 0.12, 'w' },
  { "EYE-01", DZ_QUANTITY_EYE_OPEN_RIGHT, 0, 'w' },
  { "EYE-01", DZ_QUANTITY_EYE_OPEN_RIGHT, NAN, 'u' },
  { "EYE-01", DZ_QUANTITY_FACE_SPAN, 80, 'p' },
  { "EYE-01", DZ_QUANTITY_FACE_SPAN, 79.9, 'u' },
  { "EYE-02", DZ_QUANTITY_GAZE_X, 0.497, 'u' },
  { "EYE-02", DZ_QUANTITY_GAZE_X, 0.57, 'u' },
  { "EYE-02", DZ_QUANTITY_GAZE_X, 0.578, 'w' },
  { "EYE-02", DZ_QUANTITY_GAZE_X, 0.416, 'w' },
  { "EYE-02", DZ_QUANTITY_GAZE_X, NAN, 'u' },
  { "EYE-02", DZ_QUANTITY_GAZE_Y, -0.2, 'u' },
  { "EYE-03", DZ_QUANTITY_RED_EYE, 0.049, 'p' },
  { "EYE-03", DZ_QUANTITY_RED_EYE, 0.05, 'w' },
  { "EYE-03", DZ_QUANTITY_RED_EYE, NAN, 'u' },
  { "MOUTH-01", DZ_QUANTITY_LIP_GAP, 0.0199, 'p' },
  { "MOUTH-01", DZ_QUANTITY_LIP_GAP, 0.02, 'u' },
  { "MOUTH-01", DZ_QUANTITY_LIP_GAP, 0.03, 'w' },
  { "MOUTH-01", DZ_QUANTITY_LIP_GAP, 0.9, 'w' }, /* a cue never fails */
  { "MOUTH-01", DZ_QUANTITY_LIP_GAP, NAN, 'u' },
  { "MOUTH-01", DZ_QUANTITY_TEETH, 0.099, 'p' },
  { "MOUTH-01", DZ_QUANTITY_TEETH, 0.1, 'w' },
  { "MOUTH-01", DZ_QUANTITY_TEETH, NAN, 'p' }, /* the lips are closed all the same */
  { "HAIR-01", DZ_QUANTITY_BROW_HAIR_LEFT, 0.199, 'p' },
  { "HAIR-01", DZ_QUANTITY_BROW_HAIR_LEFT, 0.2, 'w' },
  { "HAIR-01", DZ_QUANTITY_BROW_HAIR_RIGHT, 0.4, 'w' },
  { "HAIR-01", DZ_QUANTITY_BROW_HAIR_RIGHT, NAN, 'u' },
  { "HAIR-01", DZ_QUANTITY_FACE_SPAN, 79, 'u' },
  { "EAR-01", DZ_QUANTITY_EAR_LEFT, 0.001, 'p' },
  { "EAR-01", DZ_QUANTITY_EAR_LEFT, -0.001, 'u' }, /* to look at */
  { "EAR-01", DZ_QUANTITY_EAR_LEFT, -0.099, 'u' },
  { "EAR-01", DZ_QUANTITY_EAR_LEFT, -0.101, 'w' },
  { "EAR-01", DZ_QUANTITY_EAR_RIGHT, -0.3, 'w' },
  { "EAR-01", DZ_QUANTITY_EAR_RIGHT, NAN, 'u' },
  { "EAR-01", DZ_QUANTITY_FACE_SPAN, 79, 'u' },
};

static void
test_limits (void)
{
  rules_check_cases (cases, G_N_ELEMENTS (cases));
}

static const ReadCase read_cases[] = {
  { "FACE-01", DZ_QUANTITY_FACES, 0, 0, "", "1", NULL, "single-face", "no face was found" },
  { "FACE-01", DZ_QUANTITY_FACE_TURN, 90, 1, "", "1", NULL, "single-face",
    "the face stands upright only after the photo is turned" },
  { "FACE-01", DZ_QUANTITY_FACE_CUT, 0.3, 1, "", "1", NULL, "single-face",
    "the frame cuts the face" },
  { "FACE-01", DZ_QUANTITY_FACE_CUT, NAN, 1, "", "1", NULL, "single-face",
    "it may not be a clear photo of a person" },
  { "EYE-01", DZ_QUANTITY_EYE_OPEN_LEFT, 0.05, 0.05, "", "> 0.16", NULL, "eyes",
    "an eye is closed" },
  { "EYE-01", DZ_QUANTITY_EYE_OPEN_RIGHT, 0.14, 0.14, "", "> 0.16", NULL, "eyes",
    "an eye is nearly closed" },
  { "EYE-01", DZ_QUANTITY_EYE_OPEN_RIGHT, 0.18, 0.18, "", "> 0.16", NULL, "eyes",
    "narrow eyes: look whether they are open" },
  { "EYE-02", DZ_QUANTITY_GAZE_X, 0.397, 0.1, "", "< 0.08", NULL, "eyes",
    "the eyes may look aside" },
  { "EYE-02", DZ_QUANTITY_GAZE_Y, 0, 0, "", "< 0.08", NULL, "eyes",
    "look whether the eyes look up or down" },
  { "EYE-02", DZ_QUANTITY_GAZE_X, NAN, NAN, "", "", NULL, "eyes", "a person checks this" },
  { "EYE-03", DZ_QUANTITY_RED_EYE, 0.4, 0.4, "", "< 0.05", NULL, "red-eye", "red in a pupil" },
  { "MOUTH-01", DZ_QUANTITY_LIP_GAP, 0.06, 0.06, "", "< 0.03", NULL, "mouth",
    "the lips are open" },
  { "MOUTH-01", DZ_QUANTITY_LIP_GAP, 0.3, 0.3, "", "< 0.03", NULL, "mouth",
    "the mouth is wide open" },
  { "MOUTH-01", DZ_QUANTITY_TEETH, 0.3, 0.3, "", "< 0.1", NULL, "mouth", "teeth may show" },
  { "HAIR-01", DZ_QUANTITY_BROW_HAIR_LEFT, 0.25, 0.25, "", "< 0.2", NULL, "hair",
    "hair at a brow: look whether it covers it" },
  { "HAIR-01", DZ_QUANTITY_BROW_HAIR_LEFT, 0.8, 0.8, "", "< 0.2", NULL, "hair",
    "hair covers a brow" },
  /* The picture's left is the person's right. */
  { "EAR-01", DZ_QUANTITY_EAR_LEFT, -0.2, -0.2, "", "> -0.1", "right ear", "ears",
    "an ear is probably hidden" },
  { "EAR-01", DZ_QUANTITY_EAR_RIGHT, -0.2, -0.2, "", "> -0.1", "left ear", "ears",
    "an ear is probably hidden" },
  { "EAR-01", DZ_QUANTITY_EAR_RIGHT, -0.05, -0.05, "", "> -0.1", "left ear", "ears",
    "look whether an ear is partly covered" },
  { "EAR-01", DZ_QUANTITY_EAR_RIGHT, NAN, 0.12, "", "> -0.1", "left ear", "ears",
    "an ear could not be judged: it lies beyond the frame, or the head is turned" },
};

static void
test_read (void)
{
  rules_check_read (read_cases, G_N_ELEMENTS (read_cases));
}

/* A second face that is small may be a picture on the wall. */
static void
test_second_face (void)
{
  static const struct
  {
    double faces, share;
    char says;
  } crowds[] = { { 2, 0.149, 'w' }, { 2, 0.15, 'f' }, { 2, 0.9, 'f' }, { 20, 0.5, 'f' },
                 { 2, NAN, 'f' } };

  for (guint i = 0; i < G_N_ELEMENTS (crowds); i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzFinding) finding = NULL;

      measurement->values[DZ_QUANTITY_FACES] = crowds[i].faces;
      measurement->values[DZ_QUANTITY_SECOND_FACE_SHARE] = crowds[i].share;
      finding = rules_judge (measurement, "FACE-01");
      assert_says (finding, crowds[i].says);
      g_assert_cmpint (finding->authority, ==, DZ_AUTHORITY_ASSIST);
    }
}

/* What lies beyond the frame is not measured, and that is why. */
static void
test_cut (void)
{
  static const struct
  {
    const char *rule;
    DzQuantity quantity;
  } gone[] = {
    { "EYE-01", DZ_QUANTITY_EYE_OPEN_LEFT }, { "EYE-03", DZ_QUANTITY_RED_EYE },
    { "MOUTH-01", DZ_QUANTITY_LIP_GAP },     { "POSE-01", DZ_QUANTITY_ROLL },
    { "POSE-02", DZ_QUANTITY_YAW },
  };

  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzFinding) whole = NULL;
      g_autoptr(DzFinding) cut = NULL;

      measurement->values[gone[i].quantity] = NAN;
      whole = rules_judge (measurement, gone[i].rule);
      measurement->values[DZ_QUANTITY_FACE_CUT] = 0.2;
      cut = rules_judge (measurement, gone[i].rule);
      assert_says (whole, 'u');
      assert_says (cut, 'u');
      g_assert_cmpstr (whole->why, !=, "the frame cuts the face");
      g_assert_cmpstr (cut->why, ==, "the frame cuts the face");
    }
}

static void
test_both_ears (void)
{
  static const struct
  {
    double left, right;
    char says;
    const char *text;
    gboolean both;
  } heads[] = {
    { -0.2, -0.3, 'w', "both ears", TRUE },  { -0.2, -0.05, 'w', "right ear", FALSE },
    { -0.05, -0.2, 'w', "left ear", FALSE }, { -0.05, -0.05, 'u', "both ears", TRUE },
    { -0.2, NAN, 'w', "right ear", FALSE },  { NAN, NAN, 'u', NULL, TRUE },
    { NAN, 0.2, 'u', "right ear", FALSE },   { 0.2, 0.2, 'p', NULL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzFinding) finding = NULL;

      g_test_message ("left %g, right %g", heads[i].left, heads[i].right);
      measurement->values[DZ_QUANTITY_EAR_LEFT] = heads[i].left;
      measurement->values[DZ_QUANTITY_EAR_RIGHT] = heads[i].right;
      finding = rules_judge (measurement, "EAR-01");
      assert_says (finding, heads[i].says);
      g_assert_cmpstr (finding->text, ==, heads[i].text);
      g_assert_cmpint (finding->region.width > 400, ==, heads[i].both);
    }
}

static void
test_ear_sentence (void)
{
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  g_autoptr(DzFinding) finding = NULL;
  g_autofree char *zh = NULL;

  dz_measurement_set (measurement, DZ_QUANTITY_EAR_RIGHT, -0.4);
  finding = rules_judge (measurement, "EAR-01");
  zh = dz_reason_say_zh (dz_reason_builtin_find (finding->reason), finding);
  g_assert_cmpstr (zh, ==, "未露出双耳（左耳），请将头发整理至耳后。");
  g_assert_cmpfloat (finding->region.x, >, 480); /* on the picture's right */
}

/* Why nothing of the face is known, in the same words for every rule of it. */
static void
test_absence (void)
{
  static const char *const rules[] = {
    "POS-01",  "POS-02",   "POS-03",   "POS-04",   "POS-05",  "POSE-01",  "POSE-02",
    "POSE-03", "EYE-01",   "EYE-03",   "MOUTH-01", "HAIR-01", "EAR-01",   "GLASS-01",
    "GLASS-02", "LIGHT-01", "LIGHT-02", "LIGHT-03", "LIGHT-04", "SHARP-01", "COL-01",
    "ORIG-04",
  };
  static const struct
  {
    double decodes, faces, turn;
    guint schema;
    gboolean models;
    const char *why;
    char face_01;
  } absences[] = {
    { 1, 0, NAN, 2, TRUE, "no face was found", 'f' },
    { 1, 1, 180, 2, TRUE, "the face stands upright only after the photo is turned", 'f' },
    { 1, NAN, NAN, 2, FALSE, "models not installed", 'u' },
    { 1, NAN, NAN, 2, TRUE, "the face could not be measured", 'u' },
    { 1, NAN, NAN, 1, FALSE, "measured by an older release, which did not look for faces", 'u' },
    { 0, NAN, NAN, 2, FALSE, "the photo could not be read", 'u' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (absences); i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzFinding) single = NULL;

      for (guint q = DZ_QUANTITY_FACES; q < DZ_N_QUANTITIES; q++)
        measurement->values[q] = NAN;
      measurement->values[DZ_QUANTITY_DECODES] = absences[i].decodes;
      measurement->values[DZ_QUANTITY_FACES] = absences[i].faces;
      measurement->values[DZ_QUANTITY_FACE_TURN] = absences[i].turn;
      measurement->schema = absences[i].schema;
      if (!absences[i].models)
        g_clear_pointer (&measurement->models, g_free);
      single = rules_judge (measurement, "FACE-01");
      assert_says (single, absences[i].face_01);
      for (guint r = 0; r < G_N_ELEMENTS (rules); r++)
        {
          g_autoptr(DzFinding) finding = rules_judge (measurement, rules[r]);

          g_test_message ("%s: %s", rules[r], absences[i].why);
          assert_says (finding, 'u');
          g_assert_cmpstr (finding->why, ==, absences[i].why);
        }
    }
}

static void
test_small_face (void)
{
  static const char *const rules[] = { "EYE-01", "EYE-03", "HAIR-01", "EAR-01", "GLASS-01",
                                       "GLASS-02", "ORIG-04" };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzFinding) finding = NULL;

      dz_measurement_set (measurement, DZ_QUANTITY_FACE_SPAN, 60);
      finding = rules_judge (measurement, rules[i]);
      assert_says (finding, 'u');
      g_assert_cmpstr (finding->why, ==, "the face is too small in the picture");
    }
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  rules_fixture_start ();
  g_test_add_func ("/rules/face/limits", test_limits);
  g_test_add_func ("/rules/face/read", test_read);
  g_test_add_func ("/rules/face/second-face", test_second_face);
  g_test_add_func ("/rules/face/cut", test_cut);
  g_test_add_func ("/rules/face/both-ears", test_both_ears);
  g_test_add_func ("/rules/face/ear-sentence", test_ear_sentence);
  g_test_add_func ("/rules/face/absence", test_absence);
  g_test_add_func ("/rules/face/small-face", test_small_face);
  result = g_test_run ();
  rules_fixture_stop ();
  return result;
}
