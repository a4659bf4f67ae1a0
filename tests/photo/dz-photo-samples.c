/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-samples.h"

static void
put (DzPixels *pixels,
     guint     x,
     guint     y,
     guint32   rgb)
{
  guint8 *p = dz_pixels_at (pixels, x, y);

  p[0] = rgb >> 16;
  p[1] = rgb >> 8;
  p[2] = rgb;
  p[3] = 255;
}

DzPixels *
dz_sample_flat (guint   width,
                guint   height,
                guint32 rgb)
{
  const guint32 same[4] = { rgb, rgb, rgb, rgb };

  return dz_sample_quadrants (width, height, same);
}

/* Upper left, upper right, lower left, lower right. */
DzPixels *
dz_sample_quadrants (guint         width,
                     guint         height,
                     const guint32 rgb[4])
{
  DzPixels *pixels = dz_pixels_new (width, height);

  for (guint y = 0; y < height; y++)
    {
      for (guint x = 0; x < width; x++)
        put (pixels, x, y, rgb[(y >= height / 2 ? 2 : 0) + (x >= width / 2 ? 1 : 0)]);
    }
  return pixels;
}

/* Colour everywhere, smooth in the large and rough in the small, the same each time. */
DzPixels *
dz_sample_texture (guint width,
                   guint height)
{
  DzPixels *pixels = dz_pixels_new (width, height);
  guint32 state = 1;

  for (guint y = 0; y < height; y++)
    {
      for (guint x = 0; x < width; x++)
        {
          state = state * 1664525u + 1013904223u;
          put (pixels, x, y, (x * 200 / width + (state >> 28)) << 16 |
                             (y * 200 / height + (state >> 26) % 32) << 8 |
                             (180 - x * 100 / width));
        }
    }
  return pixels;
}

GBytes *
dz_sample_jpeg (const DzPixels           *pixels,
                const DzJpegWriteOptions *options,
                const DzJpegSegment      *segments,
                guint                     n_segments)
{
  g_autoptr(GError) error = NULL;
  GBytes *file = dz_jpeg_write (pixels->data, pixels->width, pixels->height, pixels->stride,
                                DZ_PIXEL_ORDER_RGBX, options, segments, n_segments, &error);

  g_assert_no_error (error);
  g_assert_nonnull (file);
  return file;
}

GBytes *
dz_sample_with_exif (const DzPixels     *pixels,
                     const DzExifFields *fields)
{
  g_autoptr(GBytes) exif = dz_exif_write (fields);
  const DzJpegSegment segment = { 0xe1, exif };
  DzJpegWriteOptions options;

  dz_jpeg_write_options_init (&options);
  options.quality = 98;
  options.subsampling = 444;
  options.dpi = 0;
  return dz_sample_jpeg (pixels, &options, &segment, 1);
}

GBytes *
dz_sample_joined (GBytes       *first,
                  const guint8 *rest,
                  gsize         length)
{
  GByteArray *bytes = g_byte_array_new ();
  gsize first_length;
  const guint8 *data = g_bytes_get_data (first, &first_length);

  g_byte_array_append (bytes, data, first_length);
  g_byte_array_append (bytes, rest, length);
  return g_byte_array_free_to_bytes (bytes);
}

DzMeasurement *
dz_sample_measure (GBytes *file)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (file, &length);

  return dz_photo_measure (data, length, NULL, NULL);
}

/* The folder of shared photos, or NULL where this machine has none; the test then says so. */
char *
dz_sample_shared_dir (const char *name)
{
  const char *shared = g_getenv ("DZ_SHARED_DIR");
  g_autofree char *folder = NULL;

  if (shared != NULL)
    folder = g_build_filename (shared, "photos", name, NULL);
  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the shared photos are not here (DZ_SHARED_DIR)");
      return NULL;
    }
  return g_steal_pointer (&folder);
}

static void
list_into (GPtrArray  *files,
           const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        list_into (files, path);
      else
        g_ptr_array_add (files, g_steal_pointer (&path));
    }
}

static int
compare_cb (const void *one,
            const void *other)
{
  return g_strcmp0 (*(const char *const *) one, *(const char *const *) other);
}

/* All files below a folder, in the order of their names. */
GPtrArray *
dz_sample_list_files (const char *folder)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);

  list_into (files, folder);
  g_ptr_array_sort (files, compare_cb);
  return files;
}
