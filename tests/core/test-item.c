/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-item.h"

#define FIRST "11111111111111111111111111111111"
#define SECOND "22222222222222222222222222222222"

static DzSubmission *
add_earlier (DzItem  *item,
             guint    attempt,
             DzState  state)
{
  DzSubmission *earlier = dz_submission_new ();

  earlier->id = g_strdup (attempt == 1 ? FIRST : SECOND);
  earlier->attempt = attempt;
  earlier->state = state;
  g_ptr_array_insert (item->earlier, 0, earlier); /* newest first */
  return earlier;
}

/* What went back, before what was replaced; what is erased has no photo. */
static void
test_returned (void)
{
  g_autoptr(DzItem) item = dz_item_new ();
  DzSubmission *first;
  DzSubmission *second;

  g_assert_null (dz_item_find_returned (item));
  first = add_earlier (item, 1, DZ_STATE_REJECTED);
  g_assert_true (dz_item_find_returned (item) == first);
  second = add_earlier (item, 2, DZ_STATE_REPLACED);
  g_assert_true (dz_item_find_returned (item) == first);
  second->state = DZ_STATE_REFUSED_BY_RULE;
  g_assert_true (dz_item_find_returned (item) == second);
  second->state = DZ_STATE_EXPIRED;
  first->state = DZ_STATE_ERASED;
  g_assert_true (dz_item_find_returned (item) == second);
  second->state = DZ_STATE_ERASED;
  g_assert_null (dz_item_find_returned (item));
}

/* Of another photo a desk learns where the face is, and nothing else. */
static void
test_face (void)
{
  g_autoptr(DzItem) item = dz_item_new ();
  g_autoptr(DzItem) copy = NULL;
  g_autoptr(DzMeasurement) measured = dz_measurement_new ();
  const DzMeasurement *face;

  g_free (measured->measurer);
  measured->measurer = g_strdup ("test 1");
  dz_measurement_set (measured, DZ_QUANTITY_WIDTH, 480);
  dz_measurement_set (measured, DZ_QUANTITY_FACE_SPAN, 150);
  dz_measurement_set (measured, DZ_QUANTITY_EYE_LEFT_X, 190);
  dz_measurement_set (measured, DZ_QUANTITY_BYTES, 60000);
  dz_measurement_set (measured, DZ_QUANTITY_MOUTH_WIDTH, 80);
  g_ptr_array_add (item->faces, dz_other_face_new (SECOND, measured));
  copy = dz_item_copy (item);
  g_assert_null (dz_item_find_face (copy, FIRST));
  face = dz_item_find_face (copy, SECOND);
  g_assert_cmpfloat (dz_measurement_get (face, DZ_QUANTITY_WIDTH), ==, 480);
  g_assert_cmpfloat (dz_measurement_get (face, DZ_QUANTITY_FACE_SPAN), ==, 150);
  g_assert_cmpfloat (dz_measurement_get (face, DZ_QUANTITY_EYE_LEFT_X), ==, 190);
  g_assert_false (dz_measurement_has (face, DZ_QUANTITY_BYTES));
  g_assert_false (dz_measurement_has (face, DZ_QUANTITY_MOUTH_WIDTH));
  g_assert_cmpstr (face->measurer, ==, "test 1");
}

/* Neither does it of the photo that the student was admitted with. */
static void
test_admission (void)
{
  g_autoptr(DzItem) item = dz_item_new ();
  g_autoptr(DzItem) copy = NULL;
  g_autoptr(DzMeasurement) measured = dz_measurement_new ();

  copy = dz_item_copy (item);
  g_assert_null (copy->admission);
  g_clear_pointer (&copy, dz_item_free);
  dz_measurement_set (measured, DZ_QUANTITY_EYE_LEFT_X, 190);
  dz_measurement_set (measured, DZ_QUANTITY_MOUTH_WIDTH, 80);
  item->admission = dz_admission_new (FIRST, measured);
  copy = dz_item_copy (item);
  g_clear_pointer (&item, dz_item_free);
  g_assert_cmpstr (copy->admission->photo, ==, FIRST);
  g_assert_cmpfloat (dz_measurement_get (copy->admission->face, DZ_QUANTITY_EYE_LEFT_X), ==, 190);
  g_assert_false (dz_measurement_has (copy->admission->face, DZ_QUANTITY_MOUTH_WIDTH));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/item/returned", test_returned);
  g_test_add_func ("/item/face", test_face);
  g_test_add_func ("/item/admission", test_admission);
  return g_test_run ();
}
