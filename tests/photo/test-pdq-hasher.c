/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-pdq-hasher.h"
#include "dz-photo-samples.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_BLOBS 40

/* Round spots of all sizes and greys, the same for every size of the picture. */
static DzPixels *
paint_blobs (guint width,
             guint height,
             guint seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  DzPixels *pixels = dz_sample_flat (width, height, 0xa0a0a0);

  for (guint i = 0; i < N_BLOBS; i++)
    {
      double x = g_rand_double (rand);
      double y = g_rand_double (rand);
      double radius = g_rand_double_range (rand, 0.03, 0.15);
      guint8 grey = g_rand_int_range (rand, 0, 256);

      for (guint at = 0; at < width * height; at++)
        {
          if (hypot ((at % width + 0.5) / width - x, (at / width + 0.5) / height - y) < radius)
            memset (dz_pixels_at (pixels, at % width, at / width), grey, 3);
        }
    }
  return pixels;
}

/* What each form does to a place of the new picture of @width × @height: where it comes from. */
static const guint8 *
source_of (const DzPixels *from,
           DzPdqForm       form,
           guint           x,
           guint           y)
{
  guint right = from->width - 1;
  guint bottom = from->height - 1;

  switch (form)
    {
    case DZ_PDQ_FORM_TURNED_90: return dz_pixels_at (from, y, bottom - x);
    case DZ_PDQ_FORM_TURNED_180: return dz_pixels_at (from, right - x, bottom - y);
    case DZ_PDQ_FORM_TURNED_270: return dz_pixels_at (from, right - y, x);
    case DZ_PDQ_FORM_MIRRORED: return dz_pixels_at (from, right - x, y);
    case DZ_PDQ_FORM_FLIPPED: return dz_pixels_at (from, x, bottom - y);
    case DZ_PDQ_FORM_TRANSPOSED: return dz_pixels_at (from, y, x);
    case DZ_PDQ_FORM_TRANSVERSED: return dz_pixels_at (from, right - y, bottom - x);
    case DZ_PDQ_FORM_SAME:
    case DZ_N_PDQ_FORMS:
    default: return dz_pixels_at (from, x, y);
    }
}

static DzPixels *
move (const DzPixels *from,
      DzPdqForm       form)
{
  gboolean turned = form == DZ_PDQ_FORM_TURNED_90 || form == DZ_PDQ_FORM_TURNED_270 ||
                    form >= DZ_PDQ_FORM_TRANSPOSED;
  DzPixels *pixels = turned ? dz_pixels_new (from->height, from->width)
                            : dz_pixels_new (from->width, from->height);

  for (guint y = 0; y < pixels->height; y++)
    {
      for (guint x = 0; x < pixels->width; x++)
        memcpy (dz_pixels_at (pixels, x, y), source_of (from, form, x, y), 4);
    }
  return pixels;
}

/* Turned by 90° clockwise, what was at the upper left comes to the upper right. */
static void
test_moves (void)
{
  static const guint32 rgb[4] = { 0x111111, 0x222222, 0x333333, 0x444444 };
  static const guint8 corners[DZ_N_PDQ_FORMS][2] = {
    { 0x11, 0x22 }, { 0x33, 0x11 }, { 0x44, 0x33 }, { 0x22, 0x44 },
    { 0x22, 0x11 }, { 0x33, 0x44 }, { 0x11, 0x33 }, { 0x44, 0x22 },
  };
  g_autoptr(DzPixels) pixels = dz_sample_quadrants (8, 6, rgb);

  for (guint form = 0; form < DZ_N_PDQ_FORMS; form++)
    {
      g_autoptr(DzPixels) moved = move (pixels, form);

      g_assert_cmpuint (dz_pixels_at (moved, 0, 0)[0], ==, corners[form][0]);
      g_assert_cmpuint (dz_pixels_at (moved, moved->width - 1, 0)[0], ==, corners[form][1]);
    }
}

static void
test_forms (void)
{
  static const guint sizes[][2] = { { 360, 480 }, { 384, 512 }, { 123, 77 }, { 40, 50 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(DzPixels) pixels = paint_blobs (sizes[i][0], sizes[i][1], i + 1);
      DzPdq forms[DZ_N_PDQ_FORMS];

      dz_pdq_hasher_hash (pixels, forms);
      for (guint form = 0; form < DZ_N_PDQ_FORMS; form++)
        {
          g_autoptr(DzPixels) moved = move (pixels, form);
          DzPdq other[DZ_N_PDQ_FORMS];

          dz_pdq_hasher_hash (moved, other);
          g_assert_cmpuint (dz_pdq_distance (&forms[form], &other[DZ_PDQ_FORM_SAME]), <=, 4);
          if (form != DZ_PDQ_FORM_SAME)
            g_assert_cmpuint (dz_pdq_distance (&forms[0], &other[DZ_PDQ_FORM_SAME]), >, 60);
        }
    }
}

static double
wave_of (const DzPixels *pixels,
         guint           down,
         guint           across)
{
  double sum = 0;

  for (guint y = 0; y < 64; y++)
    {
      for (guint x = 0; x < 64; x++)
        {
          const guint8 *p = dz_pixels_at (pixels, x, y);

          sum += (0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2]) *
                 cos (G_PI * down * (2 * y + 1) / 128) * cos (G_PI * across * (2 * x + 1) / 128);
        }
    }
  return sum;
}

static int
compare_cb (const void *one,
            const void *other)
{
  const double *a = one;
  const double *b = other;

  return (*a > *b) - (*a < *b);
}

/* The transform by its definition, at a size at which nothing is filtered: the last bit, waves 16
 * and 16, is written first. */
static void
test_definition (void)
{
  g_autoptr(DzPixels) pixels = paint_blobs (64, 64, 7);
  double waves[256];
  double sorted[256];
  char bits[65] = { 0 };
  DzPdq forms[DZ_N_PDQ_FORMS];
  g_autofree char *hex = NULL;

  for (guint i = 0; i < 256; i++)
    waves[i] = wave_of (pixels, i / 16 + 1, i % 16 + 1);
  memcpy (sorted, waves, sizeof sorted);
  qsort (sorted, 256, sizeof (double), compare_cb);
  for (guint digit = 0; digit < 64; digit++)
    {
      guint value = 0;

      for (guint i = 0; i < 4; i++)
        value = 2 * value + (waves[255 - 4 * digit - i] > sorted[127]);
      bits[digit] = "0123456789abcdef"[value];
    }
  dz_pdq_hasher_hash (pixels, forms);
  hex = dz_pdq_to_hex (&forms[DZ_PDQ_FORM_SAME]);
  g_assert_cmpstr (hex, ==, bits);
}

static void
test_quality (void)
{
  static const guint sizes[][2] = { { 1, 1 }, { 1, 500 }, { 63, 2 }, { 480, 640 } };
  g_autoptr(DzPixels) rich = paint_blobs (200, 200, 3);
  g_autoptr(DzPixels) poor = dz_sample_flat (200, 200, 0xa0a0a0);
  DzPdq forms[DZ_N_PDQ_FORMS];

  g_assert_cmpuint (dz_pdq_hasher_hash (rich, forms), ==, 100);
  for (guint y = 50; y < 60; y++)
    memset (dz_pixels_at (poor, 50, y), 90, 40);
  g_assert_cmpuint (dz_pdq_hasher_hash (poor, forms), <, 10);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(DzPixels) flat = dz_sample_flat (sizes[i][0], sizes[i][1], 0x64c5ff);

      g_assert_cmpuint (dz_pdq_hasher_hash (flat, forms), ==, 0);
    }
}

/* What is done to a photo on the way from hand to hand leaves its hash nearly as it is; another
 * photo is far off. */
static void
test_copies (void)
{
  g_autoptr(DzPixels) pixels = paint_blobs (360, 480, 11);
  g_autoptr(DzPixels) half = paint_blobs (180, 240, 11);
  g_autoptr(DzPixels) other = paint_blobs (360, 480, 12);
  DzPdq mine[DZ_N_PDQ_FORMS];
  DzPdq yours[DZ_N_PDQ_FORMS];

  dz_pdq_hasher_hash (pixels, mine);
  dz_pdq_hasher_hash (half, yours);
  g_assert_cmpuint (dz_pdq_distance (&mine[0], &yours[0]), <=, 10);
  for (guint i = 0; i < pixels->width * pixels->height * 4; i++)
    pixels->data[i] = pixels->data[i] * 9 / 10 + (i * 2654435761u >> 28);
  dz_pdq_hasher_hash (pixels, yours);
  g_assert_cmpuint (dz_pdq_distance (&mine[0], &yours[0]), <=, 10);
  dz_pdq_hasher_hash (other, yours);
  g_assert_cmpuint (dz_pdq_distance (&mine[0], &yours[0]), >, 90);
}

static DzMeasurement *
measure_again (const DzPixels *pixels,
               guint           quality)
{
  DzJpegWriteOptions options;
  g_autoptr(GBytes) file = NULL;

  dz_jpeg_write_options_init (&options);
  options.quality = quality;
  file = dz_sample_jpeg (pixels, &options, NULL, 0);
  return dz_sample_measure (file);
}

static DzPixels *
decode (const char *path,
        guint       edge)
{
  g_autofree char *data = NULL;
  g_autoptr(GError) error = NULL;
  DzPixels *pixels;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  pixels = dz_jpeg_decode ((const guint8 *) data, length, NULL, edge, edge, NULL, &error);
  g_assert_no_error (error);
  return pixels;
}

/* Real people before one and the same wall, in one and the same light: PDQ's own limit of 31 keeps
 * them apart, and the copies of each together. */
static void
test_portraits (void)
{
  static const char *const names[] = { "003_03", "005_03", "010_03", "012_03" };
  g_autofree char *folder = dz_sample_shared_dir ("portraits");
  g_autoptr(GPtrArray) seen = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_measurement_free);

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.jpg", folder, names[i]);
      g_autoptr(DzPixels) full = decode (path, 640);
      g_autoptr(DzPixels) small = decode (path, 300);
      g_autoptr(DzMeasurement) m = measure_again (full, 92);
      g_autoptr(DzMeasurement) worse = measure_again (full, 60);
      g_autoptr(DzMeasurement) smaller = measure_again (small, 85);

      g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_HASH_QUALITY), >, 49);
      g_assert_cmpuint (dz_pdq_distance (&m->hashes[0], &worse->hashes[0]), <=, 10);
      g_assert_cmpuint (dz_pdq_distance (&m->hashes[0], &smaller->hashes[0]), <=, 16);
      for (guint j = 0; j < seen->len; j++)
        {
          const DzMeasurement *other = g_ptr_array_index (seen, j);

          g_assert_cmpuint (dz_pdq_distance (&m->hashes[0], &other->hashes[0]), >, 31);
        }
      g_ptr_array_add (seen, g_steal_pointer (&m));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdq-hasher/moves", test_moves);
  g_test_add_func ("/pdq-hasher/eight-forms-bits", test_forms);
  g_test_add_func ("/pdq-hasher/definition", test_definition);
  g_test_add_func ("/pdq-hasher/quality-of-100", test_quality);
  g_test_add_func ("/pdq-hasher/copies-bits", test_copies);
  g_test_add_func ("/pdq-hasher/portraits-bits", test_portraits);
  return g_test_run ();
}
