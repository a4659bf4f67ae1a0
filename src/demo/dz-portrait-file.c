/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-portrait-file.h"

#include "dz-brush-private.h"
#include "dz-exif-writer.h"
#include "dz-jpeg-writer.h"

#include <gio/gio.h>

#define PREVIEW_MAX 65000

/* What Meitu's program leaves in UserComment (photo-standards §3.8), its flags all the same. */
static char *
meitu_comment (gboolean changed)
{
  const char *flag = changed ? "true" : "false";

  return g_strdup_printf ("{\"BeautyInfo\":{\"IsAIBeauty\":%s,\"IsBrightEyes\":false},"
                          "\"FaceliftInfo\":{\"IsChangeFacelift\":%s,\"IsChangeThinFace\":%s},"
                          "\"FilterInfo\":{\"IsUseFilter\":false}}", flag, flag, flag);
}

static GBytes *
make_exif (const DzPortraitFile *file)
{
  g_autofree char *comment = file->meitu ? meitu_comment (file->facelift) : NULL;
  DzExifFields fields = {
    .dpi = file->dpi,
    .software = file->software,
    .artist = file->meitu ? "Meitu" : NULL,
    .user_comment = comment,
    .taken_at = file->taken_at,
    .modified_at = file->modified_at,
  };

  return dz_exif_write (&fields);
}

static gboolean
has_exif (const DzPortraitFile *file)
{
  return file->software != NULL || file->taken_at != NULL || file->modified_at != NULL ||
         file->meitu;
}

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
copy_to_surface (const DzPixels *pixels)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, pixels->width, pixels->height);
  guint8 *data = cairo_image_surface_get_data (surface);
  gsize stride = cairo_image_surface_get_stride (surface);

  for (guint y = 0; y < pixels->height; y++)
    {
      guint32 *row = (guint32 *) (void *) (data + y * stride);

      for (guint x = 0; x < pixels->width; x++)
        {
          const guint8 *p = dz_pixels_at (pixels, x, y);

          row[x] = (guint32) p[0] << 16 | (guint32) p[1] << 8 | p[2];
        }
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

/**
 * dz_portrait_file_init:
 * @self: (out caller-allocates): set to what a studio hands out: quality 92, 4:2:0, 300 dpi, no
 *   metadata
 */
void
dz_portrait_file_init (DzPortraitFile *self)
{
  g_return_if_fail (self != NULL);

  *self = (DzPortraitFile) { .quality = 92, .subsampling = 420, .dpi = 300 };
}

/**
 * dz_portrait_to_jpeg:
 * @self: what to paint
 * @file: how to write it
 * @truth: (out) (optional): where things are on the picture
 * @error: return location; DZ_PHOTO_ERROR_ENCODE
 *
 * Paints a portrait and writes it as a JPEG.
 *
 * Returns: (transfer full) (nullable): the file's bytes
 */
GBytes *
dz_portrait_to_jpeg (const DzPortrait      *self,
                     const DzPortraitFile  *file,
                     DzPortraitGeometry    *truth,
                     GError               **error)
{
  g_autoptr(DzPixels) pixels = NULL;
  g_autoptr(GBytes) exif = NULL;
  g_autoptr(GBytes) preview = NULL;
  DzJpegWriteOptions options;
  DzJpegSegment segments[2];
  guint n_segments = 0;

  g_return_val_if_fail (self != NULL && file != NULL, NULL);
  g_return_val_if_fail (file->preview_bytes <= PREVIEW_MAX, NULL);

  dz_jpeg_write_options_init (&options);
  options.quality = file->quality;
  options.subsampling = file->subsampling;
  options.dpi = file->dpi;
  if (has_exif (file))
    {
      exif = make_exif (file);
      segments[n_segments++] = (DzJpegSegment) { 0xE1, exif };
    }
  if (file->preview_bytes > 0)
    {
      preview = g_bytes_new_take (g_malloc0 (file->preview_bytes), file->preview_bytes);
      segments[n_segments++] = (DzJpegSegment) { 0xE4, preview };
    }

  pixels = dz_portrait_paint (self, truth);
  return dz_jpeg_write (pixels->data, pixels->width, pixels->height, pixels->stride,
                        DZ_PIXEL_ORDER_RGBX, &options, segments, n_segments, error);
}

/**
 * dz_portrait_to_png:
 * @self: what to paint
 * @truth: (out) (optional): where things are on the picture
 * @error: return location; G_IO_ERROR_FAILED
 *
 * Paints a portrait and writes it as a PNG, for what must not pass as a JPEG, and for people to
 * look at.
 *
 * Returns: (transfer full) (nullable): the file's bytes
 */
GBytes *
dz_portrait_to_png (const DzPortrait    *self,
                    DzPortraitGeometry  *truth,
                    GError             **error)
{
  g_autoptr(DzPixels) pixels = NULL;
  g_autoptr(cairo_surface_t) surface = NULL;
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status;

  g_return_val_if_fail (self != NULL, NULL);

  pixels = dz_portrait_paint (self, truth);
  surface = copy_to_surface (pixels);
  status = cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "writing a portrait as PNG: %s",
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
