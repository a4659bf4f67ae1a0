/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-jpeg-decoder.h"
#include "dz-photo-measure.h"
#include "dz-photo-samples.h"

#include <string.h>

static DzMeasurement *
measure (GBytes    *file,
         DzPixels **view)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (file, &length);

  return dz_photo_measure (data, length, NULL, view);
}

static GBytes *
make_file (guint    width,
           guint    height,
           guint    orientation,
           gboolean progressive)
{
  g_autoptr(DzPixels) pixels = dz_sample_texture (width, height);
  const DzExifFields fields = { .orientation = orientation };
  g_autoptr(GBytes) exif = dz_exif_write (&fields);
  const DzJpegSegment segment = { 0xe1, exif };
  DzJpegWriteOptions options;

  dz_jpeg_write_options_init (&options);
  options.progressive = progressive;
  return dz_sample_jpeg (pixels, &options, &segment, 1);
}

static double
mean_difference (const DzPixels *a,
                 const DzPixels *b)
{
  double sum = 0;

  g_assert_cmpuint (a->width, ==, b->width);
  g_assert_cmpuint (a->height, ==, b->height);
  for (guint y = 0; y < a->height; y++)
    {
      for (guint i = 0; i < 4 * a->width; i++)
        sum += ABS (dz_pixels_at (a, 0, y)[i] - dz_pixels_at (b, 0, y)[i]);
    }
  return sum / a->height / a->width / 4;
}

/* The view is the picture as it is decoded to that size: the same pixels where none are lost. */
static void
assert_view (guint    width,
             guint    height,
             guint    orientation,
             gboolean progressive,
             double   room)
{
  g_autoptr(GBytes) file = make_file (width, height, orientation, progressive);
  g_autoptr(DzPixels) view = NULL;
  g_autoptr(DzMeasurement) m = measure (file, &view);
  g_autoptr(DzPixels) expected = NULL;
  gsize length;
  const guint8 *data = g_bytes_get_data (file, &length);

  expected = dz_jpeg_decode (data, length, NULL, DZ_PHOTO_VIEW_EDGE, DZ_PHOTO_VIEW_EDGE, NULL,
                             NULL);
  g_assert_nonnull (view);
  g_assert_cmpuint (MAX (view->width, view->height), ==,
                    MIN (MAX (width, height), DZ_PHOTO_VIEW_EDGE));
  g_assert_cmpfloat (mean_difference (view, expected), <=, room);
  g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_DECODES), ==, 1);
  g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_WIDTH), ==,
                     orientation >= 5 ? height : width);
}

static void
test_sizes (void)
{
  assert_view (50, 50, 1, FALSE, 0);
  assert_view (480, 640, 1, FALSE, 0);
  assert_view (640, 480, 6, FALSE, 0);
  assert_view (1281, 40, 8, FALSE, 0);
  assert_view (1350, 1350, 3, TRUE, 0);
  assert_view (2560, 1024, 5, FALSE, 0);
  assert_view (3024, 2000, 6, TRUE, 0);
}

/* Of a large picture, only the small one is held in the caller's memory. */
static void
test_same_numbers (void)
{
  g_autoptr(GBytes) file = make_file (2700, 1900, 1, FALSE);
  g_autoptr(DzPixels) view = NULL;
  g_autoptr(DzMeasurement) with = measure (file, &view);
  g_autoptr(DzMeasurement) without = measure (file, NULL);

  g_assert_false (dz_measurement_has (with, DZ_QUANTITY_WALL_L));
  g_assert_true (dz_measurement_has (without, DZ_QUANTITY_WALL_L));
  dz_photo_measure_wall (with, view);
  g_assert_cmpfloat (dz_measurement_get (with, DZ_QUANTITY_WALL_BY_MASK), ==, 0);
  g_assert_cmpmem (with->values, sizeof with->values, without->values, sizeof without->values);
  g_assert_cmpmem (with->hashes, sizeof with->hashes, without->hashes, sizeof without->hashes);
}

/* A fraction of the size proves as much as the whole: wherever a large file is cut, what is said of
 * it is what the decoder says that computes every pixel. */
static void
test_cuts (void)
{
  for (guint progressive = 0; progressive < 2; progressive++)
    {
      g_autoptr(GBytes) file = make_file (2600, 1400, 1, progressive);

      for (guint fifth = 1; fifth <= 5; fifth++)
        {
          gsize length = g_bytes_get_size (file) * fifth / 5 - (fifth < 5 ? 0 : 1);
          const guint8 *data = g_bytes_get_data (file, NULL);
          g_autofree char *warnings = NULL;
          g_autoptr(DzPixels) whole = dz_jpeg_decode (data, length, NULL, 0, 0, &warnings, NULL);
          g_autoptr(DzMeasurement) m = dz_photo_measure (data, length, NULL, NULL);

          g_assert_nonnull (warnings);
          g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_DECODES), ==, whole != NULL);
          g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_TRUNCATED), ==, 1);
          g_assert_cmpstr (m->problem, ==, warnings);
        }
    }
}

/* What the decoder says, without the step at which it says so: who measures keeps the coefficients
 * and reads all of the file before the first row, and who decodes reads its end last. */
static const char *
without_step (const GError *error)
{
  static const char *const steps[] = { "beginning to decode: ", "reading to the end: " };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (g_str_has_prefix (error->message, steps[i]))
        return error->message + strlen (steps[i]);
    }
  return error->message;
}

/* Likewise one bad byte, anywhere. */
static void
test_damage (void)
{
  g_autoptr(GBytes) file = make_file (2600, 1400, 1, FALSE);
  gsize length = g_bytes_get_size (file);

  for (guint i = 0; i < 12; i++)
    {
      g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (file, NULL), length);
      g_autofree char *warnings = NULL;
      g_autoptr(DzPixels) whole = NULL;
      g_autoptr(DzMeasurement) m = NULL;
      g_autoptr(GError) error = NULL;

      data[g_test_rand_int_range (700, length)] ^= 1 << g_test_rand_int_range (0, 8);
      whole = dz_jpeg_decode (data, length, NULL, 0, 0, &warnings, &error);
      m = dz_photo_measure (data, length, NULL, NULL);
      g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_DECODES), ==, whole != NULL);
      if (error != NULL)
        g_assert_true (g_str_has_suffix (m->problem, without_step (error)));
      else
        g_assert_cmpstr (m->problem, ==, warnings);
    }
}

static void
test_no_picture (void)
{
  g_autoptr(GBytes) text = g_bytes_new_static ("hello", 5);
  DzPixels *view = (gpointer) 1;
  g_autoptr(DzMeasurement) m = measure (text, &view);

  g_assert_null (view);
  g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_DECODES), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo-view/sizes-px", test_sizes);
  g_test_add_func ("/photo-view/same-numbers", test_same_numbers);
  g_test_add_func ("/photo-view/cuts", test_cuts);
  g_test_add_func ("/photo-view/damage", test_damage);
  g_test_add_func ("/photo-view/no-picture", test_no_picture);
  return g_test_run ();
}
