/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-guides.h"

#include <math.h>

#include "desk-samples.h"

static DzJudging *
judge (DzItem *item)
{
  DzJudging *judging = dz_judging_new ();

  dz_judging_set_item (judging, item);
  return judging;
}

static void
set_outcome (DzItem     *item,
             const char *rule,
             DzOutcome   outcome)
{
  DzFinding *finding = (DzFinding *) dz_findings_find (item->submission->findings, rule);

  finding->outcome = outcome;
  if (outcome == DZ_OUTCOME_UNMEASURED)
    finding->value = NAN;
}

static DzJudging *
new_judging (void)
{
  g_autoptr(DzItem) item = desk_sample_measured_item ();

  set_outcome (item, "POS-02", DZ_OUTCOME_UNMEASURED);
  set_outcome (item, "POS-03", DZ_OUTCOME_WARN);
  set_outcome (item, "POS-04", DZ_OUTCOME_FAIL);
  return judge (item);
}

static void
assert_span (DzGuideSpan span,
             double      min,
             double      max)
{
  g_assert_cmpfloat_with_epsilon (span.min, min, 1e-6);
  g_assert_cmpfloat_with_epsilon (span.max, max, 1e-6);
}

/* Each guide says what its rule says, and stands where it was measured. */
static void
test_numbers (void)
{
  g_autoptr(DzJudging) judging = new_judging ();
  g_autoptr(DzPhotoGuides) guides = dz_photo_guides_new (judging);
  const DzGuide *crown = &guides->guides[DZ_GUIDE_CROWN];
  const DzGuide *eyes = &guides->guides[DZ_GUIDE_EYES];
  const DzGuide *head = &guides->guides[DZ_GUIDE_HEAD];
  const DzGuide *face = &guides->guides[DZ_GUIDE_FACE];
  const DzGuide *centre = &guides->guides[DZ_GUIDE_CENTRE];

  g_assert_cmpfloat (guides->width, ==, 480);
  g_assert_cmpfloat (guides->height, ==, 640);
  g_assert_cmpint (crown->outcome, ==, DZ_OUTCOME_PASS);
  g_assert_cmpstr (crown->value, ==, "78 px");
  g_assert_cmpstr (crown->limit, ==, "50–110 px");
  assert_span (crown->measured, 78, 78);
  assert_span (eyes->measured, 250, 250);
  g_assert_cmpint (eyes->outcome, ==, DZ_OUTCOME_UNMEASURED);
  g_assert_cmpstr (eyes->value, ==, "");
  assert_span (head->measured, 78, 398);
  g_assert_cmpint (head->outcome, ==, DZ_OUTCOME_FAIL);
  g_assert_cmpstr (head->value, ==, "50 %");
  assert_span (face->measured, 125, 355);
  g_assert_cmpint (face->outcome, ==, DZ_OUTCOME_WARN);
  assert_span (centre->measured, 242, 242);
}

/* A band says where the end of a line may be; that of a length hangs on its other end. */
static void
test_bands (void)
{
  g_autoptr(DzJudging) judging = new_judging ();
  g_autoptr(DzPhotoGuides) guides = dz_photo_guides_new (judging);

  assert_span (guides->guides[DZ_GUIDE_CROWN].bands[0].pass, 50, 110);
  assert_span (guides->guides[DZ_GUIDE_CROWN].bands[0].warn, 37.2, 122.8);
  assert_span (guides->guides[DZ_GUIDE_EYES].bands[0].pass, 200, 300);
  assert_span (guides->guides[DZ_GUIDE_HEAD].bands[0].pass, 398 - 384, 398 - 288);
  assert_span (guides->guides[DZ_GUIDE_FACE].bands[0].pass, 240 - 150, 240 - 90);
  assert_span (guides->guides[DZ_GUIDE_FACE].bands[1].pass, 240 + 90, 240 + 150);
  assert_span (guides->guides[DZ_GUIDE_CENTRE].bands[0].pass, 220.8, 259.2);
}

/* Of a larger photo everything is in its own px; the numbers beside stay those of the rule. */
static void
test_large (void)
{
  g_autoptr(DzItem) item = desk_sample_measured_item ();
  g_autoptr(DzJudging) judging = NULL;
  g_autoptr(DzPhotoGuides) guides = NULL;

  dz_measurement_set (item->measurement, DZ_QUANTITY_WIDTH, 4800);
  dz_measurement_set (item->measurement, DZ_QUANTITY_HEIGHT, 6400);
  judging = judge (item);
  guides = dz_photo_guides_new (judging);
  assert_span (guides->guides[DZ_GUIDE_EYES].bands[0].pass, 2000, 3000);
  g_assert_cmpstr (guides->guides[DZ_GUIDE_EYES].value, ==, "250 px");
}

/* Where the limits are not known there are lines, and no bands. */
static void
test_no_bands (void)
{
  g_autoptr(DzItem) item = desk_sample_measured_item ();
  g_autoptr(DzJudging) judging = NULL;
  g_autoptr(DzPhotoGuides) guides = NULL;

  g_free (item->submission->profile_hash);
  item->submission->profile_hash = g_strdup ("0123");
  judging = judge (item);
  guides = dz_photo_guides_new (judging);
  for (guint kind = 0; kind < DZ_N_GUIDES; kind++)
    {
      g_assert_true (isfinite (guides->guides[kind].measured.min));
      g_assert_true (isnan (guides->guides[kind].bands[0].pass.min));
      g_assert_true (isnan (guides->guides[kind].bands[1].warn.max));
    }
}

static void
test_nothing_measured (void)
{
  g_autoptr(DzJudging) judging = dz_judging_new ();

  g_assert_null (dz_photo_guides_new (judging));
}

/* A line that was not found begins in the middle of its band. */
static void
test_start (void)
{
  g_autoptr(DzItem) item = desk_sample_measured_item ();
  g_autoptr(DzJudging) judging = NULL;
  g_autoptr(DzPhotoGuides) guides = NULL;

  g_clear_pointer (&item->measurement, dz_measurement_free);
  item->measurement = dz_measurement_new ();
  dz_measurement_set (item->measurement, DZ_QUANTITY_WIDTH, 480);
  dz_measurement_set (item->measurement, DZ_QUANTITY_HEIGHT, 640);
  judging = judge (item);
  guides = dz_photo_guides_new (judging);
  g_assert_cmpfloat (dz_photo_guides_line_start (guides, DZ_LINE_CROWN), ==, 80);
  g_assert_cmpfloat (dz_photo_guides_line_start (guides, DZ_LINE_EYES), ==, 250);
  g_assert_cmpfloat (dz_photo_guides_line_start (guides, DZ_LINE_CHIN), >, 250);
  g_assert_true (isnan (guides->guides[DZ_GUIDE_HEAD].bands[0].pass.min));
}

/* A moved line is where it was moved to. */
static void
test_moved (void)
{
  g_autoptr(DzJudging) judging = new_judging ();
  g_autoptr(DzPhotoGuides) guides = NULL;
  g_autofree char *said = NULL;

  dz_judging_move (judging, DZ_LINE_CHIN, 420);
  guides = dz_photo_guides_new (judging);
  g_assert_true (guides->moved[DZ_LINE_CHIN]);
  g_assert_false (guides->moved[DZ_LINE_CROWN]);
  assert_span (guides->guides[DZ_GUIDE_HEAD].measured, 78, 420);
  said = dz_photo_guides_say_line (guides, DZ_LINE_CHIN);
  g_assert_cmpstr (said, ==, "Chin, 53.4 %, Passed");
  assert_span (guides->guides[DZ_GUIDE_HEAD].bands[0].pass, 420 - 384, 420 - 288);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo-guides/numbers", test_numbers);
  g_test_add_func ("/photo-guides/bands", test_bands);
  g_test_add_func ("/photo-guides/large", test_large);
  g_test_add_func ("/photo-guides/no-bands", test_no_bands);
  g_test_add_func ("/photo-guides/nothing-measured", test_nothing_measured);
  g_test_add_func ("/photo-guides/start", test_start);
  g_test_add_func ("/photo-guides/moved", test_moved);
  return g_test_run ();
}
