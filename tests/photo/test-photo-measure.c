/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-samples.h"

#include <string.h>

#define assert_value(measurement, quantity, expected) \
  g_assert_cmpfloat (dz_measurement_get (measurement, quantity), ==, expected)

/* Nothing of a measurement may be refused where it crosses to another process. */
static void
assert_crosses (const DzMeasurement *measurement)
{
  g_autoptr(GVariant) variant = g_variant_ref_sink (dz_measurement_to_variant (measurement));
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) other = dz_measurement_from_variant (variant, &error);

  g_assert_no_error (error);
  g_assert_nonnull (other);
}

static GBytes *
sample (const DzJpegWriteOptions *options)
{
  g_autoptr(DzPixels) pixels = dz_sample_texture (120, 160);

  return dz_sample_jpeg (pixels, options, NULL, 0);
}

static DzJpegWriteOptions
usual (void)
{
  DzJpegWriteOptions options;

  dz_jpeg_write_options_init (&options);
  return options;
}

static void
test_plain (void)
{
  const DzJpegWriteOptions options = usual ();
  g_autoptr(GBytes) file = sample (&options);
  g_autoptr(DzMeasurement) m = dz_sample_measure (file);

  g_assert_cmpstr (m->problem, ==, NULL);
  g_assert_true (g_str_has_prefix (m->measurer, "duizhao "));
  g_assert_true (g_str_has_suffix (m->measurer,
                                   " measures " G_STRINGIFY (DZ_MEASURES_REVISION)));
  assert_value (m, DZ_QUANTITY_BYTES, g_bytes_get_size (file));
  assert_value (m, DZ_QUANTITY_DECODES, 1);
  assert_value (m, DZ_QUANTITY_TRUNCATED, 0);
  assert_value (m, DZ_QUANTITY_TRAILING_BYTES, 0);
  assert_value (m, DZ_QUANTITY_WIDTH, 120);
  assert_value (m, DZ_QUANTITY_HEIGHT, 160);
  assert_value (m, DZ_QUANTITY_ORIENTATION, 1);
  assert_value (m, DZ_QUANTITY_COMPONENTS, 3);
  assert_value (m, DZ_QUANTITY_BIT_DEPTH, 8);
  assert_value (m, DZ_QUANTITY_PROGRESSIVE, 0);
  assert_value (m, DZ_QUANTITY_DPI, 300);
  assert_value (m, DZ_QUANTITY_SRGB, 1);
  assert_value (m, DZ_QUANTITY_HAS_GPS, 0);
  g_assert_false (dz_measurement_has (m, DZ_QUANTITY_TAKEN_AT));
  g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_GREY_DISTANCE), >, 30);
  g_assert_true (dz_measurement_has (m, DZ_QUANTITY_WALL_SPREAD_P90));
  g_assert_cmpuint (m->marks->len, ==, 0);
  assert_crosses (m);
}

static void
test_quality (void)
{
  static const guint words[] = { 444, 422, 420 };

  for (guint quality = 5; quality <= 100; quality++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        {
          DzJpegWriteOptions options = usual ();
          g_autoptr(GBytes) file = NULL;
          g_autoptr(DzMeasurement) m = NULL;

          options.quality = quality;
          options.subsampling = words[i];
          file = sample (&options);
          m = dz_sample_measure (file);
          assert_value (m, DZ_QUANTITY_QUALITY, quality);
          assert_value (m, DZ_QUANTITY_QUALITY_RESIDUAL, 0);
          assert_value (m, DZ_QUANTITY_SUBSAMPLING, words[i]);
        }
    }
}

static void
test_dpi (void)
{
  static const guint values[] = { 0, 72, 300, 65535 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      DzJpegWriteOptions options = usual ();
      g_autoptr(GBytes) file = NULL;
      g_autoptr(DzMeasurement) m = NULL;

      options.dpi = values[i];
      file = sample (&options);
      m = dz_sample_measure (file);
      assert_value (m, DZ_QUANTITY_DPI, values[i]);
    }
}

static void
test_grey (void)
{
  DzJpegWriteOptions options = usual ();
  g_autoptr(GBytes) file = NULL;
  g_autoptr(DzMeasurement) m = NULL;

  options.grey = TRUE;
  options.quality = 80;
  file = sample (&options);
  m = dz_sample_measure (file);
  assert_value (m, DZ_QUANTITY_DECODES, 1);
  assert_value (m, DZ_QUANTITY_COMPONENTS, 1);
  assert_value (m, DZ_QUANTITY_GREY_DISTANCE, 0);
  assert_value (m, DZ_QUANTITY_QUALITY, 80);
  assert_value (m, DZ_QUANTITY_QUALITY_RESIDUAL, 0);
  g_assert_false (dz_measurement_has (m, DZ_QUANTITY_SUBSAMPLING));
}

/* A flat colour has a distance that can be worked out: |200 − 100| + |100 − 40|. */
static void
test_grey_distance (void)
{
  g_autoptr(DzPixels) pixels = dz_sample_flat (64, 64, 0xc86428);
  DzJpegWriteOptions options = usual ();
  g_autoptr(GBytes) file = NULL;
  g_autoptr(DzMeasurement) m = NULL;

  options.quality = 100;
  file = dz_sample_jpeg (pixels, &options, NULL, 0);
  m = dz_sample_measure (file);
  g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_GREY_DISTANCE), 160, 3);
}

static void
test_progressive (void)
{
  DzJpegWriteOptions options = usual ();
  g_autoptr(GBytes) plain = sample (&options);
  g_autoptr(GBytes) file = NULL;
  g_autoptr(DzMeasurement) one = dz_sample_measure (plain);
  g_autoptr(DzMeasurement) m = NULL;

  options.progressive = TRUE;
  file = sample (&options);
  m = dz_sample_measure (file);
  assert_value (m, DZ_QUANTITY_DECODES, 1);
  assert_value (m, DZ_QUANTITY_PROGRESSIVE, 1);
  /* The same coefficients, so the same pixels. */
  assert_value (m, DZ_QUANTITY_GREY_DISTANCE,
                dz_measurement_get (one, DZ_QUANTITY_GREY_DISTANCE));
}

static void
test_trailing (void)
{
  static const guint8 tail[100] = "a second picture, or whatever a phone hangs on";
  const DzJpegWriteOptions options = usual ();
  g_autoptr(GBytes) file = sample (&options);
  g_autoptr(GBytes) longer = dz_sample_joined (file, tail, sizeof tail);
  g_autoptr(DzMeasurement) m = dz_sample_measure (longer);

  assert_value (m, DZ_QUANTITY_DECODES, 1);
  assert_value (m, DZ_QUANTITY_TRUNCATED, 0);
  assert_value (m, DZ_QUANTITY_TRAILING_BYTES, 100);
}

static void
test_half (void)
{
  for (guint progressive = 0; progressive < 2; progressive++)
    {
      DzJpegWriteOptions options = usual ();
      g_autoptr(GBytes) file = NULL;
      g_autoptr(GBytes) half = NULL;
      g_autoptr(DzMeasurement) m = NULL;

      options.progressive = progressive;
      file = sample (&options);
      half = g_bytes_new_from_bytes (file, 0, g_bytes_get_size (file) / 2);
      m = dz_sample_measure (half);
      assert_value (m, DZ_QUANTITY_DECODES, 1);
      assert_value (m, DZ_QUANTITY_TRUNCATED, 1);
      assert_value (m, DZ_QUANTITY_TRAILING_BYTES, 0);
      assert_value (m, DZ_QUANTITY_WIDTH, 120);
      g_assert_nonnull (strstr (m->problem, "Premature end"));
    }
}

/* Cut anywhere, a file is measured, says so, and its numbers are in range. */
static void
test_every_cut (void)
{
  const DzJpegWriteOptions options = usual ();
  g_autoptr(DzPixels) pixels = dz_sample_texture (40, 40);
  const DzExifFields fields = { .orientation = 6, .software = "GIMP 2.10", .gps = TRUE };
  g_autoptr(GBytes) exif = dz_exif_write (&fields);
  const DzJpegSegment segment = { 0xe1, exif };
  g_autoptr(GBytes) file = dz_sample_jpeg (pixels, &options, &segment, 1);

  for (gsize length = 0; length < g_bytes_get_size (file); length++)
    {
      g_autoptr(GBytes) cut = g_bytes_new_from_bytes (file, 0, length);
      g_autoptr(DzMeasurement) m = dz_sample_measure (cut);

      g_assert_nonnull (m->problem);
      g_assert_true (dz_measurement_get (m, DZ_QUANTITY_DECODES) == 0 ||
                     dz_measurement_get (m, DZ_QUANTITY_TRUNCATED) == 1);
      assert_crosses (m);
    }
}

/* A restart marker in the middle of the data: they are all there, and still wrong. */
static void
test_corrupt_middle (void)
{
  const DzJpegWriteOptions options = usual ();
  g_autoptr(GBytes) file = sample (&options);
  g_autoptr(GBytes) broken = NULL;
  g_autoptr(DzMeasurement) m = NULL;
  gsize length;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (file, NULL), g_bytes_get_size (file));

  length = g_bytes_get_size (file);
  data[length / 2] = 0xff;
  data[length / 2 + 1] = 0xd3;
  broken = g_bytes_new (data, length);
  m = dz_sample_measure (broken);
  assert_value (m, DZ_QUANTITY_DECODES, 1);
  assert_value (m, DZ_QUANTITY_TRUNCATED, 1);
  g_assert_nonnull (strstr (m->problem, "Corrupt JPEG data"));
}

/* Stray bytes before a marker cost no pixel. */
static void
test_stray_bytes (void)
{
  const DzJpegWriteOptions options = usual ();
  g_autoptr(GBytes) file = sample (&options);
  const guint8 *data = g_bytes_get_data (file, NULL);
  g_autoptr(GBytes) start = g_bytes_new_static ("\xff\xd8\0\0\0", 5);
  g_autoptr(GBytes) padded = dz_sample_joined (start, data + 2, g_bytes_get_size (file) - 2);
  g_autoptr(DzMeasurement) m = dz_sample_measure (padded);

  assert_value (m, DZ_QUANTITY_DECODES, 1);
  assert_value (m, DZ_QUANTITY_TRUNCATED, 0);
  g_assert_nonnull (strstr (m->problem, "extraneous bytes"));
}

/* The precision of the frame header set to 12: its numbers are known, its pixels are not. */
static void
test_twelve_bit (void)
{
  const DzJpegWriteOptions options = usual ();
  g_autoptr(GBytes) file = sample (&options);
  gsize length = g_bytes_get_size (file);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (file, NULL), length);
  guint8 *frame = memmem (data, length, "\xff\xc0", 2);
  g_autoptr(GBytes) twelve = NULL;
  g_autoptr(DzMeasurement) m = NULL;

  g_assert_nonnull (frame);
  frame[4] = 12;
  twelve = g_bytes_new (data, length);
  m = dz_sample_measure (twelve);
  assert_value (m, DZ_QUANTITY_DECODES, 0);
  assert_value (m, DZ_QUANTITY_BIT_DEPTH, 12);
  assert_value (m, DZ_QUANTITY_WIDTH, 120);
  g_assert_nonnull (strstr (m->problem, "12"));
}

/* Blue to standard, 480×640: the figures of photo-standards §1.4, through a real encoder. */
static void
test_wall (void)
{
  g_autoptr(DzPixels) pixels = dz_sample_flat (480, 640, 0x64c5ff);
  DzJpegWriteOptions options = usual ();
  g_autoptr(GBytes) file = NULL;
  g_autoptr(DzMeasurement) m = NULL;

  options.quality = 95;
  file = dz_sample_jpeg (pixels, &options, NULL, 0);
  m = dz_sample_measure (file);
  g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_WALL_L), 76.0, 0.5);
  g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_WALL_A), -11.8, 1);
  g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_WALL_B), -37.1, 1);
  g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_WALL_CHROMA), 38.9, 1);
  g_assert_cmpfloat_with_epsilon (dz_measurement_get (m, DZ_QUANTITY_WALL_HUE), 252, 1.5);
  g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_WALL_SPREAD_P90), <, 1);
}

static void
test_over_limits (void)
{
  DzJpegLimits limits;
  DzJpegWriteOptions options = usual ();
  g_autoptr(GBytes) file = sample (&options);
  g_autoptr(DzMeasurement) m = NULL;

  dz_jpeg_limits_init (&limits);
  limits.max_pixels = 120 * 160 - 1;
  m = dz_photo_measure (g_bytes_get_data (file, NULL), g_bytes_get_size (file), &limits, NULL);
  assert_value (m, DZ_QUANTITY_DECODES, 0);
  assert_value (m, DZ_QUANTITY_WIDTH, 120);
  g_assert_false (dz_measurement_has (m, DZ_QUANTITY_GREY_DISTANCE));
  g_assert_nonnull (strstr (m->problem, "120×160 pixels"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo-measure/plain", test_plain);
  g_test_add_func ("/photo-measure/quality-5-to-100-exact", test_quality);
  g_test_add_func ("/photo-measure/dpi", test_dpi);
  g_test_add_func ("/photo-measure/grey", test_grey);
  g_test_add_func ("/photo-measure/grey-distance-of-255", test_grey_distance);
  g_test_add_func ("/photo-measure/progressive", test_progressive);
  g_test_add_func ("/photo-measure/trailing-bytes", test_trailing);
  g_test_add_func ("/photo-measure/half-a-file", test_half);
  g_test_add_func ("/photo-measure/every-cut", test_every_cut);
  g_test_add_func ("/photo-measure/corrupt-middle", test_corrupt_middle);
  g_test_add_func ("/photo-measure/stray-bytes", test_stray_bytes);
  g_test_add_func ("/photo-measure/twelve-bit", test_twelve_bit);
  g_test_add_func ("/photo-measure/wall-lab", test_wall);
  g_test_add_func ("/photo-measure/over-limits", test_over_limits);
  return g_test_run ();
}
