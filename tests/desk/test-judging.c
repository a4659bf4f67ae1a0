/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-judging.h"

#include <math.h>

#include "desk-samples.h"
#include "dz-judging-text.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

/* A line goes where it is put, to whole pixels, and back. */
static void
test_move (void)
{
  g_autoptr(DzJudging) judging = dz_judging_new ();
  g_autoptr(DzItem) item = desk_sample_measured_item ();
  guint n_changes = 0;

  dz_judging_set_item (judging, item);
  g_signal_connect_swapped (judging, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_cmpfloat (dz_judging_get_line (judging, DZ_LINE_CROWN), ==, 78);
  g_assert_cmpfloat (dz_judging_get_line (judging, DZ_LINE_EYES), ==, 250);
  g_assert_true (dz_correction_is_empty (dz_judging_get_correction (judging)));
  dz_judging_move (judging, DZ_LINE_CROWN, 60.4);
  dz_judging_move (judging, DZ_LINE_EYES, 260);
  g_assert_cmpfloat (dz_judging_get_line (judging, DZ_LINE_CROWN), ==, 60);
  g_assert_cmpfloat (dz_judging_get_correction (judging)->crown_y, ==, 60);
  g_assert_cmpfloat (dz_judging_get_correction (judging)->eye_y, ==, 260);
  g_assert_true (isnan (dz_judging_get_correction (judging)->chin_y));
  g_assert_true (dz_judging_is_moved (judging, DZ_LINE_EYES));
  g_assert_cmpfloat (dz_measurement_get (dz_judging_get_measurement (judging),
                                         DZ_QUANTITY_EYE_RIGHT_Y), ==, 262);
  dz_judging_put_back (judging, DZ_LINE_CROWN);
  g_assert_cmpfloat (dz_judging_get_line (judging, DZ_LINE_CROWN), ==, 78);
  g_assert_false (dz_judging_is_moved (judging, DZ_LINE_CROWN));
  dz_judging_put_all_back (judging);
  g_assert_true (dz_correction_is_empty (dz_judging_get_correction (judging)));
  g_assert_cmpuint (n_changes, ==, 4);
}

/* What is delivered follows the lines; of what was not measured nothing is known. */
static void
test_framing (void)
{
  g_autoptr(DzJudging) judging = dz_judging_new ();
  g_autoptr(DzItem) item = desk_sample_measured_item ();
  const DzFraming *framing;

  g_assert_null (dz_judging_get_framing (judging));
  dz_judging_set_item (judging, item);
  framing = dz_judging_get_framing (judging);
  g_assert_cmpint (framing->problem, ==, DZ_FRAMING_FINE);
  g_assert_cmpuint (framing->crop.width, ==, 480);
  g_assert_cmpfloat_with_epsilon (framing->places[DZ_FRAMING_CROWN], 78, 0.1);
  dz_judging_move (judging, DZ_LINE_CROWN, 30);
  framing = dz_judging_get_framing (judging);
  g_assert_cmpint (framing->problem, ==, DZ_FRAMING_OUTSIDE);
  g_assert_cmpfloat_with_epsilon (framing->places[DZ_FRAMING_CROWN], 30, 0.1);
  dz_judging_put_back (judging, DZ_LINE_CROWN);
  g_assert_cmpint (dz_judging_get_framing (judging)->problem, ==, DZ_FRAMING_FINE);
  dz_judging_set_item (judging, NULL);
  g_assert_null (dz_judging_get_framing (judging));
}

/* Lines stay in their order and on the photo, so that the service takes the correction. */
static void
test_order (void)
{
  g_autoptr(DzJudging) judging = dz_judging_new ();
  g_autoptr(DzItem) item = desk_sample_measured_item ();

  dz_judging_set_item (judging, item);
  dz_judging_move (judging, DZ_LINE_CROWN, -40);
  g_assert_cmpfloat (dz_judging_get_line (judging, DZ_LINE_CROWN), ==, 0);
  dz_judging_move (judging, DZ_LINE_CROWN, 600);
  g_assert_cmpfloat (dz_judging_get_line (judging, DZ_LINE_CROWN), ==, 249);
  dz_judging_move (judging, DZ_LINE_CHIN, 10);
  g_assert_cmpfloat (dz_judging_get_line (judging, DZ_LINE_CHIN), ==, 251);
  dz_judging_move (judging, DZ_LINE_CHIN, 9999);
  g_assert_cmpfloat (dz_judging_get_line (judging, DZ_LINE_CHIN), ==, 640);
  g_assert_true (dz_correction_is_legal (dz_judging_get_correction (judging), item->measurement));
}

/* Going back may not cross a line that was moved since. */
static void
test_put_back_order (void)
{
  g_autoptr(DzJudging) judging = dz_judging_new ();
  g_autoptr(DzItem) item = desk_sample_measured_item ();

  dz_judging_set_item (judging, item);
  dz_judging_move (judging, DZ_LINE_CROWN, 40);
  dz_judging_move (judging, DZ_LINE_EYES, 60);
  dz_judging_put_back (judging, DZ_LINE_CROWN);
  g_assert_cmpfloat (dz_judging_get_line (judging, DZ_LINE_CROWN), ==, 40);
  dz_judging_put_back (judging, DZ_LINE_EYES);
  dz_judging_put_back (judging, DZ_LINE_CROWN);
  g_assert_true (dz_correction_is_empty (dz_judging_get_correction (judging)));
}

/* Lines of a face that the program did not find can be set; without a photo's size they cannot. */
static void
test_no_face (void)
{
  g_autoptr(DzJudging) judging = dz_judging_new ();
  g_autoptr(DzItem) item = desk_sample_measured_item ();

  g_clear_pointer (&item->measurement, dz_measurement_free);
  dz_judging_set_item (judging, item);
  g_assert_false (dz_judging_can_move (judging));
  item->measurement = dz_measurement_new ();
  dz_measurement_set (item->measurement, DZ_QUANTITY_HEIGHT, 640);
  dz_judging_set_item (judging, item);
  g_assert_true (dz_judging_can_move (judging));
  g_assert_true (isnan (dz_judging_get_line (judging, DZ_LINE_EYES)));
  dz_judging_move (judging, DZ_LINE_EYES, 250);
  g_assert_cmpfloat (dz_judging_get_line (judging, DZ_LINE_EYES), ==, 250);
  g_assert_true (isnan (dz_judging_get_line (judging, DZ_LINE_CHIN)));
}

/* The next photo's lines are its own; the same photo, come again with a new lease, keeps them. */
static void
test_next_photo (void)
{
  g_autoptr(DzJudging) judging = dz_judging_new ();
  g_autoptr(DzItem) item = desk_sample_measured_item ();

  dz_judging_set_item (judging, item);
  dz_judging_move (judging, DZ_LINE_CROWN, 60);
  dz_judging_set_item (judging, item);
  g_assert_true (dz_judging_is_moved (judging, DZ_LINE_CROWN));
  item->submission->version++;
  dz_judging_set_item (judging, item);
  g_assert_false (dz_judging_is_moved (judging, DZ_LINE_CROWN));
  dz_judging_move (judging, DZ_LINE_CROWN, 60);
  dz_judging_set_item (judging, NULL);
  g_assert_true (dz_correction_is_empty (dz_judging_get_correction (judging)));
  g_assert_null (dz_judging_get_measurement (judging));
  g_assert_cmpuint (dz_judging_get_findings (judging)->len, ==, 0);
}

static DzWaiver *
new_waiver (const char *rule)
{
  DzWaiver *waiver = dz_waiver_new ();

  waiver->rule = g_strdup (rule);
  waiver->reason = g_strdup ("医疗原因");
  waiver->granted_by = g_strdup ("李主任");
  waiver->granted_us = 1652147883000000;
  return waiver;
}

/* What is waived does not stand in the way, and is said beside the finding. */
static void
test_waiver (void)
{
  g_autoptr(DzJudging) judging = dz_judging_new ();
  g_autoptr(DzItem) item = desk_sample_item ();
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;
  g_autofree char *remark = NULL;

  dz_judging_set_item (judging, item);
  before = dz_judging_list_failing (judging);
  g_assert_cmpuint (before->len, ==, 1);
  g_ptr_array_add (item->waivers, new_waiver ("FILE-02"));
  dz_judging_set_item (judging, item);
  after = dz_judging_list_failing (judging);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_nonnull (dz_judging_find_waiver (judging, "FILE-02"));
  remark = dz_judging_remark_text (judging, dz_judging_find (judging, "FILE-02"));
  g_assert_cmpstr (remark, ==, "Waived: 医疗原因, by 李主任, 2022-05-10");
}

/* Who worked on the data themselves has no name. */
static void
test_waiver_of_agency (void)
{
  g_autoptr(DzWaiver) waiver = new_waiver ("FILE-02");
  g_autofree char *text = NULL;

  g_free (waiver->granted_by);
  waiver->granted_by = g_strdup (DZ_WAIVER_GRANTED_BY_SERVICE);
  text = dz_judging_waiver_text (waiver);
  g_assert_cmpstr (text, ==, "Waived: 医疗原因, by the agency, 2022-05-10");
}

/* What the rules say follows the lines, under the profile that judged the photo; what no line
 * changes stays as the service said it. */
static void
test_outcomes (void)
{
  g_autoptr(DzJudging) judging = dz_judging_new ();
  g_autoptr(DzItem) item = desk_sample_measured_item ();
  g_autoptr(GPtrArray) failing = NULL;
  g_autofree char *remark = NULL;

  g_ptr_array_add (item->submission->findings,
                   desk_sample_finding ("REC-01", DZ_OUTCOME_FAIL, DZ_AUTHORITY_AUTO, NULL));
  dz_judging_set_item (judging, item);
  dz_judging_move (judging, DZ_LINE_CROWN, 30);
  g_assert_cmpint (dz_judging_find (judging, "POS-01")->outcome, ==, DZ_OUTCOME_FAIL);
  g_assert_cmpfloat (dz_judging_find (judging, "POS-01")->value, ==, 30);
  g_assert_cmpint (dz_judging_find_measured (judging, "POS-01")->outcome, ==, DZ_OUTCOME_PASS);
  g_assert_cmpfloat_with_epsilon (dz_judging_find (judging, "POS-04")->value, 57.5, 0.05);
  g_assert_true (dz_judging_is_corrected (judging, "POS-01"));
  g_assert_true (dz_judging_is_corrected (judging, "POS-04"));
  g_assert_false (dz_judging_is_corrected (judging, "POS-02"));
  g_assert_cmpint (dz_judging_find (judging, "REC-01")->outcome, ==, DZ_OUTCOME_FAIL);
  failing = dz_judging_list_failing (judging);
  g_assert_cmpuint (failing->len, ==, 2);
  remark = dz_judging_remark_text (judging, dz_judging_find (judging, "POS-01"));
  g_assert_cmpstr (remark, ==, "You moved a line; without it: 78 px, Passed");
  dz_judging_put_all_back (judging);
  g_assert_cmpint (dz_judging_find (judging, "POS-01")->outcome, ==, DZ_OUTCOME_PASS);
  g_assert_false (dz_judging_is_corrected (judging, "POS-01"));
}

/* Where this program does not have the limits that judged the photo, nothing would follow a line
 * that is moved; so none can be. */
static void
test_other_profile (void)
{
  g_autoptr(DzJudging) judging = dz_judging_new ();
  g_autoptr(DzItem) item = desk_sample_measured_item ();

  dz_judging_set_item (judging, item);
  g_assert_true (dz_judging_can_move (judging));
  dz_judging_move (judging, DZ_LINE_CROWN, 30);
  g_free (item->submission->profile_hash);
  item->submission->profile_hash = g_strdup ("0123");
  dz_judging_set_item (judging, item);
  g_assert_null (dz_judging_get_profile (judging));
  g_assert_false (dz_judging_can_move (judging));
  g_assert_true (dz_correction_is_empty (dz_judging_get_correction (judging)));
  g_assert_cmpint (dz_judging_find (judging, "POS-01")->outcome, ==, DZ_OUTCOME_PASS);
  g_assert_false (dz_judging_is_corrected (judging, "POS-01"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/judging/framing", test_framing);
  g_test_add_func ("/judging/move", test_move);
  g_test_add_func ("/judging/order", test_order);
  g_test_add_func ("/judging/put-back-order", test_put_back_order);
  g_test_add_func ("/judging/no-face", test_no_face);
  g_test_add_func ("/judging/next-photo", test_next_photo);
  g_test_add_func ("/judging/waiver", test_waiver);
  g_test_add_func ("/judging/waiver-of-agency", test_waiver_of_agency);
  g_test_add_func ("/judging/outcomes", test_outcomes);
  g_test_add_func ("/judging/other-profile", test_other_profile);
  return g_test_run ();
}
