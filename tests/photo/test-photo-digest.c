/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-digest.h"
#include "dz-photo-samples.h"

#include <string.h>

static char *
digest (GBytes *file)
{
  g_autoptr(GError) error = NULL;
  char *text = dz_photo_pixels_digest (g_bytes_get_data (file, NULL), g_bytes_get_size (file),
                                       NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (text);
  g_assert_cmpuint (strlen (text), ==, 64);
  return text;
}

static GBytes *
with_orientation (const DzPixels *pixels,
                  guint           orientation,
                  const char     *software)
{
  const DzExifFields fields = { .orientation = orientation, .software = software };

  return dz_sample_with_exif (pixels, &fields);
}

/* The words of the function's promise, done by hand over a whole decode. */
static char *
expect (GBytes *file)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzPixels) pixels = dz_jpeg_decode (g_bytes_get_data (file, NULL),
                                               g_bytes_get_size (file), NULL, 0, 0, NULL, &error);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  const guint size[2] = { pixels->width, pixels->height };

  g_assert_no_error (error);
  for (guint i = 0; i < 8; i++)
    {
      guint8 byte = size[i / 4] >> (24 - 8 * (i % 4));

      g_byte_array_append (bytes, &byte, 1);
    }
  for (guint i = 0; i < pixels->width * pixels->height; i++)
    g_byte_array_append (bytes, dz_pixels_at (pixels, i % pixels->width, i / pixels->width), 3);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data, bytes->len);
}

static void
test_promise (void)
{
  g_autoptr(DzPixels) pixels = dz_sample_texture (50, 37);

  for (guint orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr(GBytes) file = with_orientation (pixels, orientation, NULL);
      g_autofree char *found = digest (file);
      g_autofree char *expected = expect (file);

      g_assert_cmpstr (found, ==, expected);
    }
}

/* Other metadata, other scans, bytes behind the end: the same picture. */
static void
test_same_picture (void)
{
  g_autoptr(DzPixels) pixels = dz_sample_texture (60, 80);
  g_autoptr(GBytes) tagged = with_orientation (pixels, 1, "GIMP 2.10");
  g_autoptr(GBytes) other = with_orientation (pixels, 1, "Adobe Photoshop 25.0");
  g_autoptr(GBytes) longer = dz_sample_joined (tagged, (const guint8 *) "and more", 8);
  g_autofree char *one = digest (tagged);
  g_autofree char *two = digest (other);
  g_autofree char *three = digest (longer);
  g_autofree char *four = NULL;
  DzJpegWriteOptions options;
  g_autoptr(GBytes) progressive = NULL;

  dz_jpeg_write_options_init (&options);
  options.quality = 98;
  options.subsampling = 444;
  options.progressive = TRUE;
  progressive = dz_sample_jpeg (pixels, &options, NULL, 0);
  four = digest (progressive);
  g_assert_cmpstr (one, ==, two);
  g_assert_cmpstr (one, ==, three);
  g_assert_cmpstr (one, ==, four);
}

/* One other pixel, the same pixels in rows of another length, a turn: other pictures. */
static void
test_other_picture (void)
{
  g_autoptr(DzPixels) wide = dz_sample_flat (64, 16, 0x808080);
  g_autoptr(DzPixels) high = dz_sample_flat (16, 64, 0x808080);
  g_autoptr(DzPixels) dotted = dz_sample_flat (64, 16, 0x808080);
  g_autoptr(GBytes) wide_file = with_orientation (wide, 1, NULL);
  g_autoptr(GBytes) high_file = with_orientation (high, 1, NULL);
  g_autoptr(GBytes) turned_file = with_orientation (wide, 6, NULL);
  g_autoptr(GBytes) dotted_file = NULL;
  g_autofree char *wide_digest = digest (wide_file);
  g_autofree char *high_digest = digest (high_file);
  g_autofree char *turned_digest = digest (turned_file);
  g_autofree char *dotted_digest = NULL;

  dz_pixels_at (dotted, 63, 15)[2] = 0;
  dotted_file = with_orientation (dotted, 1, NULL);
  dotted_digest = digest (dotted_file);
  g_assert_cmpstr (wide_digest, !=, dotted_digest);
  g_assert_cmpstr (wide_digest, !=, high_digest);
  g_assert_cmpstr (turned_digest, ==, high_digest);
}

/* Cut anywhere, a file has a digest or an error, as it lies upright and turned. */
static void
assert_honest (guint orientation)
{
  g_autoptr(DzPixels) pixels = dz_sample_texture (24, 20);
  g_autoptr(GBytes) file = with_orientation (pixels, orientation, NULL);
  const guint8 *data = g_bytes_get_data (file, NULL);

  for (gsize length = 0; length < g_bytes_get_size (file); length++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = dz_photo_pixels_digest (data, length, NULL, &error);

      g_assert_true ((text == NULL) == (error != NULL));
    }
}

static void
test_cuts (void)
{
  assert_honest (1);
  assert_honest (3);
}

static void
test_over_limits (void)
{
  g_autoptr(DzPixels) pixels = dz_sample_texture (60, 80);
  g_autoptr(GBytes) file = with_orientation (pixels, 1, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  DzJpegLimits limits;

  dz_jpeg_limits_init (&limits);
  limits.max_pixels = 60 * 80 - 1;
  text = dz_photo_pixels_digest (g_bytes_get_data (file, NULL), g_bytes_get_size (file), &limits,
                                 &error);
  g_assert_error (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_LIMIT);
  g_assert_null (text);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo-digest/promise-in-8-orientations", test_promise);
  g_test_add_func ("/photo-digest/same-picture", test_same_picture);
  g_test_add_func ("/photo-digest/other-picture", test_other_picture);
  g_test_add_func ("/photo-digest/every-cut", test_cuts);
  g_test_add_func ("/photo-digest/over-limits", test_over_limits);
  return g_test_run ();
}
