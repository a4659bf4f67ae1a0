/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-box-scaler.h"
#include "dz-photo-samples.h"

#include <lcms2.h>
#include <stdlib.h>
#include <string.h>

#define RED 0xd02020
#define GREEN 0x20d020
#define BLUE 0x2020d0
#define GREY 0x808080

static void
assert_near (const DzPixels *pixels,
             guint           x,
             guint           y,
             guint32         rgb,
             int             tolerance)
{
  const guint8 *p = dz_pixels_at (pixels, x, y);

  g_assert_cmpint (abs (p[0] - (int) (rgb >> 16 & 255)), <=, tolerance);
  g_assert_cmpint (abs (p[1] - (int) (rgb >> 8 & 255)), <=, tolerance);
  g_assert_cmpint (abs (p[2] - (int) (rgb & 255)), <=, tolerance);
  g_assert_cmpuint (p[3], ==, 255);
}

static DzPixels *
decode (GBytes *file,
        guint   max_width,
        guint   max_height)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *warnings = NULL;
  DzPixels *pixels = dz_jpeg_decode (g_bytes_get_data (file, NULL), g_bytes_get_size (file), NULL,
                                     max_width, max_height, &warnings, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pixels);
  g_assert_cmpstr (warnings, ==, NULL);
  return pixels;
}

/* Where the stored upper left, upper right, lower left and lower right quarters come to lie, as
 * the words of TIFF 6.0, tag 274, have it: "the 0th row is the top, the 0th column the left" … */
static const guint32 upright[9][4] = {
  [1] = { RED, GREEN, BLUE, GREY },  /* top, left */
  [2] = { GREEN, RED, GREY, BLUE },  /* top, right */
  [3] = { GREY, BLUE, GREEN, RED },  /* bottom, right */
  [4] = { BLUE, GREY, RED, GREEN },  /* bottom, left */
  [5] = { RED, BLUE, GREEN, GREY },  /* left, top */
  [6] = { BLUE, RED, GREY, GREEN },  /* right, top */
  [7] = { GREY, GREEN, BLUE, RED },  /* right, bottom */
  [8] = { GREEN, GREY, RED, BLUE },  /* left, bottom */
};

static void
assert_quarters (const DzPixels *pixels,
                 const guint32   rgb[4])
{
  guint x = pixels->width / 4;
  guint y = pixels->height / 4;

  assert_near (pixels, x, y, rgb[0], 6);
  assert_near (pixels, 3 * x, y, rgb[1], 6);
  assert_near (pixels, x, 3 * y, rgb[2], 6);
  assert_near (pixels, 3 * x, 3 * y, rgb[3], 6);
}

static void
test_orientation (const void *data)
{
  guint orientation = GPOINTER_TO_UINT (data);
  const DzExifFields fields = { .orientation = orientation };
  g_autoptr(DzPixels) stored = dz_sample_quadrants (96, 64, upright[1]);
  g_autoptr(GBytes) file = dz_sample_with_exif (stored, &fields);
  g_autoptr(DzPixels) full = decode (file, 0, 0);
  g_autoptr(DzPixels) less = decode (file, 41, 41);
  gboolean turned = orientation >= 5;

  g_assert_cmpuint (full->width, ==, turned ? 64 : 96);
  g_assert_cmpuint (full->height, ==, turned ? 96 : 64);
  g_assert_cmpuint (MAX (less->width, less->height), ==, 41);
  g_assert_cmpuint (MIN (less->width, less->height), ==, 27);
  assert_quarters (full, upright[orientation]);
  assert_quarters (less, upright[orientation]);
}

typedef struct
{
  guint width, height, max_width, max_height;
  guint fit_width, fit_height;
} FitCase;

static const FitCase fit_cases[] = {
  { 480, 640, 0, 0, 480, 640 },
  { 480, 640, 1000, 1000, 480, 640 },
  { 480, 640, 240, 0, 240, 320 },
  { 480, 640, 0, 320, 240, 320 },
  { 480, 640, 320, 320, 240, 320 },
  { 4000, 3000, 480, 480, 480, 360 },
  { 65000, 10, 100, 100, 100, 1 },
  { 7, 5, 3, 3, 3, 2 },
};

static void
test_fit (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fit_cases); i++)
    {
      const FitCase *c = &fit_cases[i];
      guint width;
      guint height;

      dz_jpeg_fit (c->width, c->height, c->max_width, c->max_height, &width, &height);
      g_assert_cmpuint (width, ==, c->fit_width);
      g_assert_cmpuint (height, ==, c->fit_height);
    }
}

/* Every size of a box gives its size, and the mean colour stays. */
static void
test_every_size (void)
{
  g_autoptr(DzPixels) stored = dz_sample_quadrants (90, 120, upright[1]);
  const DzExifFields none = { 0 };
  g_autoptr(GBytes) file = dz_sample_with_exif (stored, &none);

  for (guint edge = 1; edge <= 120; edge++)
    {
      g_autoptr(DzPixels) pixels = decode (file, edge, edge);

      g_assert_cmpuint (pixels->height, ==, edge);
      if (edge >= 12)
        assert_quarters (pixels, upright[1]);
    }
}

/* 3 → 2 by area: the middle pixel falls on both halves. */
static void
test_area (void)
{
  static const guint8 row[12] = { 0, 10, 20, 255, 90, 100, 110, 255, 30, 40, 50, 255 };
  g_autoptr(DzPixels) out = dz_pixels_new (2, 1);
  g_autoptr(DzBoxScaler) scaler = dz_box_scaler_new (3, 2, 1, out);

  dz_box_scaler_push (scaler, row);
  dz_box_scaler_push (scaler, row);
  assert_near (out, 0, 0, (0 * 2 + 90) / 3 << 16 | (10 * 2 + 100) / 3 << 8 | 50, 0);
  assert_near (out, 1, 0, (90 + 30 * 2) / 3 << 16 | (100 + 40 * 2) / 3 << 8 | 70, 0);
}

/* A caller's memory with a stride of its own: filled inside, untouched outside. */
static void
test_into (void)
{
  const DzExifFields fields = { .orientation = 6 };
  g_autoptr(DzPixels) stored = dz_sample_quadrants (96, 64, upright[1]);
  g_autoptr(GBytes) file = dz_sample_with_exif (stored, &fields);
  const gsize stride = 4 * 32 + 20;
  const gsize length = stride * 47 + 4 * 32;
  g_autofree guint8 *memory = g_malloc (length + 1);
  g_autoptr(DzPixels) pixels = dz_pixels_new_for_data (memory, length, 32, 48, stride);
  g_autoptr(GError) error = NULL;

  memset (memory, 7, length + 1);
  g_assert_true (dz_jpeg_decode_into (g_bytes_get_data (file, NULL), g_bytes_get_size (file), NULL,
                                      pixels, NULL, &error));
  g_assert_no_error (error);
  assert_quarters (pixels, upright[6]);
  for (guint y = 0; y < 47; y++)
    g_assert_cmpuint (memory[y * stride + 4 * 32], ==, 7);
  g_assert_cmpuint (memory[length], ==, 7);
}

static void
test_never_enlarged (void)
{
  const DzExifFields none = { 0 };
  g_autoptr(DzPixels) stored = dz_sample_flat (16, 16, GREY);
  g_autoptr(GBytes) file = dz_sample_with_exif (stored, &none);
  g_autoptr(DzPixels) pixels = dz_pixels_new (17, 16);
  g_autoptr(GError) error = NULL;

  g_assert_false (dz_jpeg_decode_into (g_bytes_get_data (file, NULL), g_bytes_get_size (file),
                                       NULL, pixels, NULL, &error));
  g_assert_error (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_LIMIT);
}

typedef struct
{
  const char  *name;
  gboolean     progressive;
  DzJpegLimits less; /* 0 where the usual one holds */
  gboolean     refused;
} LimitCase;

static const LimitCase limit_cases[] = {
  { "usual", TRUE, { 0 }, FALSE },
  { "bytes", FALSE, { .max_bytes = 500 }, TRUE },
  { "pixels", FALSE, { .max_pixels = 200 * 300 - 1 }, TRUE },
  { "pixels-just", FALSE, { .max_pixels = 200 * 300 }, FALSE },
  { "scans", TRUE, { .max_scans = 3 }, TRUE },
  { "scans-sequential", FALSE, { .max_scans = 1 }, FALSE },
  { "scan-pixels", TRUE, { .max_scan_pixels = 5 * 200 * 300 }, TRUE },
  { "scan-pixels-enough", TRUE, { .max_scan_pixels = 10 * 200 * 300 }, FALSE },
  { "memory-for-coefficients", TRUE, { .max_memory = 200000 }, TRUE },
  { "memory-sequential", FALSE, { .max_memory = 200000 }, FALSE },
};

static void
test_limit (const void *data)
{
  const LimitCase *c = data;
  g_autoptr(DzPixels) pixels = dz_sample_texture (200, 300);
  g_autoptr(DzPixels) decoded = NULL;
  DzJpegWriteOptions options;
  DzJpegLimits limits;
  g_autoptr(GBytes) file = NULL;
  g_autoptr(GError) error = NULL;

  dz_jpeg_write_options_init (&options);
  options.progressive = c->progressive;
  file = dz_sample_jpeg (pixels, &options, NULL, 0);
  dz_jpeg_limits_init (&limits);
  if (c->less.max_bytes != 0)
    limits.max_bytes = c->less.max_bytes;
  if (c->less.max_pixels != 0)
    limits.max_pixels = c->less.max_pixels;
  if (c->less.max_scans != 0)
    limits.max_scans = c->less.max_scans;
  if (c->less.max_scan_pixels != 0)
    limits.max_scan_pixels = c->less.max_scan_pixels;
  if (c->less.max_memory != 0)
    limits.max_memory = c->less.max_memory;
  decoded = dz_jpeg_decode (g_bytes_get_data (file, NULL), g_bytes_get_size (file), &limits,
                            100, 100, NULL, &error);
  if (c->refused)
    g_assert_error (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_LIMIT);
  else
    g_assert_no_error (error);
  g_assert_cmpint (decoded != NULL, ==, !c->refused);
}

static void
test_errors (void)
{
  g_autoptr(DzPixels) pixels = NULL;
  g_autoptr(GError) not_jpeg = NULL;
  g_autoptr(GError) damaged = NULL;

  pixels = dz_jpeg_decode ((const guint8 *) "GIF89a", 6, NULL, 0, 0, NULL, &not_jpeg);
  g_assert_null (pixels);
  g_assert_error (not_jpeg, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_NOT_JPEG);
  pixels = dz_jpeg_decode ((const guint8 *) "\xff\xd8\xff\xd9", 4, NULL, 0, 0, NULL, &damaged);
  g_assert_null (pixels);
  g_assert_error (damaged, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_DAMAGED);
}

/* A second frame of more components than the first one's list holds: nothing may be read of a list
 * that no longer fits its number. */
static void
test_two_frames (void)
{
  static const guint8 frame[] = { 0xff, 0xc0, 0, 8, 8, 0, 16, 0, 16, 3 };
  g_autoptr(DzPixels) pixels = dz_sample_flat (32, 32, 0x3060c0);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GBytes) file = NULL;
  g_autoptr(GError) error = NULL;
  DzJpegWriteOptions options;
  DzJpegHeader header;
  const guint8 *data;
  gsize length;
  gsize scan = 0;

  dz_jpeg_write_options_init (&options);
  file = dz_sample_jpeg (pixels, &options, NULL, 0);
  data = g_bytes_get_data (file, &length);
  while (data[scan] != 0xff || data[scan + 1] != 0xda)
    scan++;
  g_byte_array_append (bytes, data, scan);
  g_byte_array_append (bytes, frame, sizeof frame);
  g_byte_array_append (bytes, data + scan, length - scan);
  g_assert_false (dz_jpeg_read_header (bytes->data, bytes->len, NULL, &header, &error));
  g_assert_error (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_DAMAGED);
  g_assert_cmpuint (header.subsampling, ==, 0);
  g_assert_false (header.has_chroma_table);
}

static GBytes *
save_profile (cmsHPROFILE profile)
{
  cmsUInt32Number length = 0;
  guint8 *data;

  g_assert_true (cmsSaveProfileToMem (profile, NULL, &length));
  data = g_malloc (length);
  g_assert_true (cmsSaveProfileToMem (profile, data, &length));
  cmsCloseProfile (profile);
  return g_bytes_new_take (data, length);
}

/* The primaries of Adobe RGB (1998), gamma 2.2. */
static GBytes *
wide_profile (void)
{
  const cmsCIExyY white = { 0.3127, 0.3290, 1 };
  const cmsCIExyYTRIPLE primaries = { { 0.64, 0.33, 1 }, { 0.21, 0.71, 1 }, { 0.15, 0.06, 1 } };
  cmsToneCurve *curve = cmsBuildGamma (NULL, 2.19921875);
  cmsToneCurve *curves[3] = { curve, curve, curve };
  GBytes *bytes = save_profile (cmsCreateRGBProfile (&white, &primaries, curves));

  cmsFreeToneCurve (curve);
  return bytes;
}

/* Written in two parts, the second one first: their numbers decide. */
static GBytes *
file_with_profile (GBytes  *profile,
                   guint32  rgb)
{
  g_autoptr(DzPixels) pixels = dz_sample_flat (32, 32, rgb);
  DzJpegSegment segments[2];
  DzJpegWriteOptions options;
  gsize length;
  const guint8 *data = g_bytes_get_data (profile, &length);
  const gsize half = length / 2;
  GBytes *file;

  for (guint i = 0; i < 2; i++)
    {
      GByteArray *part = g_byte_array_new ();
      guint8 number = 2 - i;

      g_byte_array_append (part, (const guint8 *) "ICC_PROFILE\0", 12);
      g_byte_array_append (part, (const guint8 []) { number, 2 }, 2);
      g_byte_array_append (part, number == 1 ? data : data + half,
                           number == 1 ? half : length - half);
      segments[i] = (DzJpegSegment) { 0xe2, g_byte_array_free_to_bytes (part) };
    }
  dz_jpeg_write_options_init (&options);
  options.quality = 100;
  options.subsampling = 444;
  file = dz_sample_jpeg (pixels, &options, segments, 2);
  g_bytes_unref (segments[0].payload);
  g_bytes_unref (segments[1].payload);
  return file;
}

static double
measure_srgb (GBytes *file)
{
  g_autoptr(DzMeasurement) m = dz_sample_measure (file);

  return dz_measurement_get (m, DZ_QUANTITY_SRGB);
}

/* Adobe RGB 100,150,100 is a stronger green in sRGB: 66,151,97 by the matrices of both. */
static void
test_wide_profile (void)
{
  g_autoptr(GBytes) profile = wide_profile ();
  g_autoptr(GBytes) file = file_with_profile (profile, 0x649664);
  g_autoptr(DzPixels) pixels = decode (file, 0, 0);

  assert_near (pixels, 16, 16, 66 << 16 | 151 << 8 | 97, 2);
  g_assert_cmpfloat (measure_srgb (file), ==, 0);
}

static void
test_srgb_profile (void)
{
  g_autoptr(GBytes) profile = save_profile (cmsCreate_sRGBProfile ());
  g_autoptr(GBytes) file = file_with_profile (profile, 0x649664);
  g_autoptr(DzPixels) pixels = decode (file, 0, 0);

  assert_near (pixels, 16, 16, 0x649664, 2);
  g_assert_cmpfloat (measure_srgb (file), ==, 1);
}

static void
test_broken_profile (void)
{
  g_autoptr(GBytes) profile = g_bytes_new_static ("no profile at all, but long enough", 34);
  g_autoptr(GBytes) file = file_with_profile (profile, 0x649664);
  g_autoptr(DzPixels) pixels = decode (file, 0, 0);

  assert_near (pixels, 16, 16, 0x649664, 2);
  g_assert_cmpfloat (measure_srgb (file), ==, 0);
}

static void
test_writer_refuses (void)
{
  g_autoptr(DzPixels) pixels = dz_sample_flat (8, 8, GREY);
  g_autofree guint8 *payload = g_malloc0 (65534);
  g_autoptr(GBytes) longer = g_bytes_new_static (payload, 65534);
  const DzJpegSegment segment = { 0xfe, longer };
  DzJpegWriteOptions options;
  g_autoptr(GBytes) file = NULL;
  g_autoptr(GError) error = NULL;

  dz_jpeg_write_options_init (&options);
  file = dz_jpeg_write (pixels->data, 8, 8, pixels->stride, DZ_PIXEL_ORDER_RGBX, &options,
                        &segment, 1, &error);
  g_assert_null (file);
  g_assert_error (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_ENCODE);
}

/* Cairo's words are read in the machine's own byte order. */
static void
test_cairo_order (void)
{
  guint32 words[64];
  DzJpegWriteOptions options;
  g_autoptr(GBytes) file = NULL;
  g_autoptr(DzPixels) pixels = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    words[i] = 0xff000000u | RED;
  dz_jpeg_write_options_init (&options);
  options.quality = 100;
  file = dz_jpeg_write ((const guint8 *) words, 8, 8, 32, DZ_PIXEL_ORDER_CAIRO, &options, NULL, 0,
                        &error);
  g_assert_no_error (error);
  pixels = decode (file, 0, 0);
  assert_near (pixels, 4, 4, RED, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("/jpeg-decoder/orientation/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_orientation);
    }
  for (guint i = 0; i < G_N_ELEMENTS (limit_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/jpeg-decoder/limit/%s", limit_cases[i].name);

      g_test_add_data_func (path, &limit_cases[i], test_limit);
    }
  g_test_add_func ("/jpeg-decoder/fit", test_fit);
  g_test_add_func ("/jpeg-decoder/every-size", test_every_size);
  g_test_add_func ("/jpeg-decoder/area", test_area);
  g_test_add_func ("/jpeg-decoder/into", test_into);
  g_test_add_func ("/jpeg-decoder/never-enlarged", test_never_enlarged);
  g_test_add_func ("/jpeg-decoder/errors", test_errors);
  g_test_add_func ("/jpeg-decoder/two-frames", test_two_frames);
  g_test_add_func ("/jpeg-decoder/profile/wide", test_wide_profile);
  g_test_add_func ("/jpeg-decoder/profile/srgb", test_srgb_profile);
  g_test_add_func ("/jpeg-decoder/profile/broken", test_broken_profile);
  g_test_add_func ("/jpeg-writer/segment-too-long", test_writer_refuses);
  g_test_add_func ("/jpeg-writer/cairo-order", test_cairo_order);
  return g_test_run ();
}
