/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-correction.h"

#include <math.h>

/* A photo of 480×640 with its lines at 60, 240 and 380 px; the eyes 4 px apart in height. */
static DzMeasurement *
make_measurement (void)
{
  DzMeasurement *measurement = dz_measurement_new ();

  dz_measurement_set (measurement, DZ_QUANTITY_WIDTH, 480);
  dz_measurement_set (measurement, DZ_QUANTITY_HEIGHT, 640);
  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_Y, 60);
  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_ROUGH, 1);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_LEFT_Y, 238);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_RIGHT_Y, 242);
  dz_measurement_set (measurement, DZ_QUANTITY_CHIN_Y, 380);
  return measurement;
}

/* Each line by itself: its stored word, where it was measured, and where it was moved to. */
static void
test_lines (void)
{
  static const struct
  {
    DzLine      line;
    const char *nick;
    double      measured;
  } cases[DZ_N_LINES] = {
    { DZ_LINE_CROWN, "crown", 60 },
    { DZ_LINE_EYES, "eye", 240 },
    { DZ_LINE_CHIN, "chin", 380 },
  };
  g_autoptr(DzMeasurement) measurement = make_measurement ();
  DzCorrection correction = DZ_CORRECTION_NONE;
  DzLine found;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpstr (dz_line_to_nick (cases[i].line), ==, cases[i].nick);
      g_assert_true (dz_line_from_nick (cases[i].nick, &found));
      g_assert_cmpint (found, ==, cases[i].line);
      g_assert_cmpfloat (dz_line_measure (cases[i].line, measurement), ==, cases[i].measured);
      g_assert_true (isnan (dz_correction_get (&correction, cases[i].line)));
      dz_correction_set (&correction, cases[i].line, 10.0 * i);
      g_assert_cmpfloat (dz_correction_get (&correction, cases[i].line), ==, 10.0 * i);
    }
  g_assert_cmpfloat (correction.crown_y, ==, 0);
  g_assert_cmpfloat (correction.eye_y, ==, 10);
  g_assert_cmpfloat (correction.chin_y, ==, 20);
  g_assert_false (dz_line_from_nick ("nose", &found));
}

static void
test_legal (void)
{
  static const struct
  {
    DzCorrection correction;
    gboolean     legal;
  } cases[] = {
    { { NAN, NAN, NAN }, TRUE },
    { { 0, NAN, NAN }, TRUE },
    { { 239, NAN, NAN }, TRUE },
    { { 240, NAN, NAN }, FALSE }, /* the crown at the eyes */
    { { 300, NAN, NAN }, FALSE },
    { { 300, 320, NAN }, TRUE },
    { { NAN, 60, NAN }, FALSE },
    { { NAN, 380, NAN }, FALSE },
    { { NAN, NAN, 640 }, TRUE },
    { { NAN, NAN, 640.5 }, FALSE }, /* below the photo */
    { { -0.5, NAN, NAN }, FALSE },
    { { NAN, NAN, 239 }, FALSE },
    { { 500, 400, 300 }, FALSE },
    { { NAN, NAN, INFINITY }, FALSE },
    { { -INFINITY, NAN, NAN }, FALSE },
  };
  g_autoptr(DzMeasurement) measurement = make_measurement ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u", i);
      g_assert_cmpint (dz_correction_is_legal (&cases[i].correction, measurement), ==,
                       cases[i].legal);
    }
}

/* Of a photo without a face the reviewer may say where it is; of one without a height nothing can
 * be said. */
static void
test_unmeasured (void)
{
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(DzMeasurement) corrected = NULL;
  const DzCorrection lines = { 60, 240, 380 };

  g_assert_false (dz_correction_is_legal (&lines, measurement));
  dz_measurement_set (measurement, DZ_QUANTITY_HEIGHT, 640);
  g_assert_true (dz_correction_is_legal (&lines, measurement));
  corrected = dz_correction_apply (&lines, measurement);
  g_assert_cmpfloat (dz_measurement_get (corrected, DZ_QUANTITY_EYE_LEFT_Y), ==, 240);
  g_assert_cmpfloat (dz_measurement_get (corrected, DZ_QUANTITY_EYE_RIGHT_Y), ==, 240);
  g_assert_cmpfloat (dz_measurement_get (corrected, DZ_QUANTITY_CHIN_Y), ==, 380);
}

static void
test_apply (void)
{
  g_autoptr(DzMeasurement) measurement = make_measurement ();
  const DzCorrection moved = { 70, 250, NAN };
  g_autoptr(DzMeasurement) corrected = dz_correction_apply (&moved, measurement);

  g_assert_cmpfloat (dz_measurement_get (corrected, DZ_QUANTITY_CROWN_Y), ==, 70);
  g_assert_cmpfloat (dz_measurement_get (corrected, DZ_QUANTITY_CROWN_ROUGH), ==, 0);
  g_assert_cmpfloat (dz_measurement_get (corrected, DZ_QUANTITY_EYE_LEFT_Y), ==, 248);
  g_assert_cmpfloat (dz_measurement_get (corrected, DZ_QUANTITY_EYE_RIGHT_Y), ==, 252);
  g_assert_cmpfloat (dz_measurement_get (corrected, DZ_QUANTITY_CHIN_Y), ==, 380);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_CROWN_Y), ==, 60);
}

/* A measurer that lies may not make a legal correction leave the range of what is stored. */
static void
test_steep (void)
{
  g_autoptr(DzMeasurement) measurement = make_measurement ();
  const DzCorrection up = { NAN, 10, NAN };

  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_Y, -65535);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_LEFT_Y, -65535);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_RIGHT_Y, 65935);
  g_assert_false (dz_correction_is_legal (&up, measurement));
}

static void
test_empty (void)
{
  g_assert_true (dz_correction_is_empty (&(DzCorrection) DZ_CORRECTION_NONE));
  g_assert_false (dz_correction_is_empty (&(DzCorrection) { NAN, 0, NAN }));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/correction/lines", test_lines);
  g_test_add_func ("/correction/legal", test_legal);
  g_test_add_func ("/correction/unmeasured", test_unmeasured);
  g_test_add_func ("/correction/apply", test_apply);
  g_test_add_func ("/correction/steep", test_steep);
  g_test_add_func ("/correction/empty", test_empty);
  return g_test_run ();
}
