/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sheet-photo.h"
#include "dz-sheet-text.h"

#include <string.h>

static void
test_none (void)
{
  guint counts[DZ_N_SHEET_BARS] = { 0 };
  g_autofree char *nothing = dz_sheet_say_none (counts);
  g_autofree char *all = NULL;

  g_assert_cmpstr (nothing, ==, "There is no photo at hand.");
  counts[DZ_SHEET_BAR_FINDING] = 12;
  counts[DZ_SHEET_BAR_UNEXAMINED] = 1;
  counts[DZ_SHEET_BAR_ATTEMPT] = 1;
  counts[DZ_SHEET_BAR_FORBIDDEN] = 5;
  all = dz_sheet_say_none (counts);
  g_assert_cmpstr (all, ==,
                   "13 photos have a finding that does not pass, or was not measured.\n"
                   "1 photo is not the student's first one.\n"
                   "5 photos are of schools that want every photo judged alone.");
}

static void
test_count (void)
{
  g_autofree char *all = dz_sheet_say_count (24, 0);
  g_autofree char *less = dz_sheet_say_count (24, 2);

  g_assert_cmpstr (all, ==, "24 photos that pass the automatic checks");
  g_assert_cmpstr (less, ==, "24 photos, 2 pulled out");
}

/* A second that has begun is told as a whole one: nothing can be done before it is over. */
static void
test_looking (void)
{
  g_autofree char *long_time = dz_sheet_say_looking (7200);
  g_autofree char *short_time = dz_sheet_say_looking (1);
  g_autofree char *over = dz_sheet_say_looking (0);

  g_assert_nonnull (strstr (long_time, "8 seconds"));
  g_assert_nonnull (strstr (short_time, "1 second "));
  g_assert_null (strstr (over, "second"));
}

static void
test_done (void)
{
  g_autofree char *all = dz_sheet_say_done (24, 0);
  g_autofree char *less = dz_sheet_say_done (22, 2);

  g_assert_cmpstr (all, ==, "Approved 24 photos.");
  g_assert_cmpstr (less, ==, "Approved 22 photos. 2 were pulled out, and come now.");
}

/* The number as it is masked; that of the school only where there is no other. */
static void
test_who (void)
{
  g_autoptr(DzItem) item = dz_item_new ();
  g_autofree char *masked = NULL;
  g_autofree char *other = NULL;

  item->student->name = g_strdup ("王梦梦");
  item->student->identifier = g_strdup ("202000031");
  other = dz_sheet_say_who (item);
  item->student->id_number = g_strdup ("1101**********0031");
  masked = dz_sheet_say_who (item);
  g_assert_cmpstr (other, ==, "王梦梦  202000031");
  g_assert_cmpstr (masked, ==, "王梦梦  1101**********0031");
}

/* Where the eyes are in the view, and how long the unit of the face is there. */
static void
find_eyes (const DzPhotoAnchor *anchor,
           double               eyes[3])
{
  graphene_rect_t bounds = dz_sheet_photo_place (anchor, 200, 140);
  double scale = bounds.size.width / anchor->width;

  eyes[0] = bounds.origin.x + anchor->x * scale;
  eyes[1] = bounds.origin.y + anchor->y * scale;
  eyes[2] = anchor->unit * scale;
  g_assert_cmpfloat_with_epsilon (bounds.size.height / anchor->height, scale, 1e-4);
}

/* Two photos of unequal size and framing: their eyes stand in line, and equally far apart. */
static void
test_aligned (void)
{
  DzPhotoAnchor small = { 480, 640, 240, 250, 153, NAN, NAN, FALSE };
  DzPhotoAnchor large = { 3000, 4000, 1320, 1100, 520, NAN, NAN, FALSE };
  double a[3];
  double b[3];

  find_eyes (&small, a);
  find_eyes (&large, b);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (a[i], b[i], 0.01);
  g_assert_cmpfloat_with_epsilon (a[0], 100, 0.01);
  g_assert_cmpfloat (a[1], >, 0);
  g_assert_cmpfloat (a[1], <, 70);
}

/* All of a picture as the limits want it is seen. */
static void
test_whole (void)
{
  DzPhotoAnchor standard = { 480, 640, 240, 250, 153, NAN, NAN, FALSE };
  graphene_rect_t bounds = dz_sheet_photo_place (&standard, 200, 140);

  g_assert_cmpfloat (bounds.origin.y, >=, 0);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, 140);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/sheet-text/none", test_none);
  g_test_add_func ("/desk/sheet-text/count", test_count);
  g_test_add_func ("/desk/sheet-text/looking", test_looking);
  g_test_add_func ("/desk/sheet-text/done", test_done);
  g_test_add_func ("/desk/sheet-text/who", test_who);
  g_test_add_func ("/desk/sheet-photo/aligned", test_aligned);
  g_test_add_func ("/desk/sheet-photo/whole", test_whole);
  return g_test_run ();
}
