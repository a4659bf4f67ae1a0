/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-jpeg-decoder.h"

#include "dz-box-scaler.h"
#include "dz-jpeg-reader.h"

#include <math.h>

#define MAX_BYTES (32 * 1024 * 1024)
#define MAX_PIXELS 60000000
#define MAX_SCANS 100
/* Twenty scans of the largest picture; encoders write about ten. */
#define MAX_SCAN_PIXELS (20 * (guint64) MAX_PIXELS)
#define MAX_MEMORY ((gsize) 440 * 1000 * 1000)

/**
 * dz_jpeg_limits_init:
 * @limits: (out caller-allocates): set to the usual: 32 MiB, 60 million pixels, 100 scans, 440 MB
 */
void
dz_jpeg_limits_init (DzJpegLimits *limits)
{
  g_return_if_fail (limits != NULL);

  *limits = (DzJpegLimits) {
    .max_bytes = MAX_BYTES,
    .max_pixels = MAX_PIXELS,
    .max_scans = MAX_SCANS,
    .max_scan_pixels = MAX_SCAN_PIXELS,
    .max_memory = MAX_MEMORY,
  };
}

/**
 * dz_jpeg_read_header:
 * @data: a file's bytes
 * @length: how many
 * @limits: (nullable): what may be spent; %NULL for the usual
 * @header: (out caller-allocates): what stands before the first scan; filled as far as it could be
 *   read, with or without an error, 0 where not
 * @error: return location; every code of DZ_PHOTO_ERROR but ENCODE
 *
 * Reads a JPEG's header and holds it against the limits.
 *
 * Returns: whether the picture may be decoded
 */
gboolean
dz_jpeg_read_header (const guint8       *data,
                     gsize               length,
                     const DzJpegLimits *limits,
                     DzJpegHeader       *header,
                     GError            **error)
{
  g_autoptr(DzJpegReader) reader = NULL;
  gboolean read;

  g_return_val_if_fail (data != NULL || length == 0, FALSE);
  g_return_val_if_fail (header != NULL, FALSE);

  reader = dz_jpeg_reader_new (data, length, limits);
  read = dz_jpeg_reader_read_header (reader, error);
  *header = *dz_jpeg_reader_get_header (reader);
  return read;
}

/**
 * dz_jpeg_fit:
 * @width: px of a picture
 * @height: px of a picture
 * @max_width: px of a box; 0 for no limit
 * @max_height: px of a box; 0 for no limit
 * @fit_width: (out): px
 * @fit_height: (out): px
 *
 * Gives the size at which a picture fits a box: same shape, at least 1 px, never enlarged.
 */
void
dz_jpeg_fit (guint  width,
             guint  height,
             guint  max_width,
             guint  max_height,
             guint *fit_width,
             guint *fit_height)
{
  double scale = 1;

  g_return_if_fail (width > 0 && height > 0 && fit_width != NULL && fit_height != NULL);

  if (max_width != 0)
    scale = MIN (scale, (double) max_width / width);
  if (max_height != 0)
    scale = MIN (scale, (double) max_height / height);
  *fit_width = MAX (1, floor (width * scale + 0.5));
  *fit_height = MAX (1, floor (height * scale + 0.5));
}

static gboolean
read_rows (DzJpegReader *reader,
           DzPixels     *pixels,
           GError      **error)
{
  guint width = dz_jpeg_reader_get_width (reader);
  guint height = dz_jpeg_reader_get_height (reader);
  guint orientation = dz_jpeg_reader_get_header (reader)->orientation;
  g_autoptr(DzBoxScaler) scaler = dz_box_scaler_new (width, height, orientation, pixels);

  for (guint y = 0; y < height; y++)
    {
      const guint8 *row = dz_jpeg_reader_next_row (reader, error);

      if (row == NULL)
        return FALSE;
      dz_box_scaler_push (scaler, row);
    }
  return dz_jpeg_reader_finish (reader, error);
}

/* Decodes into @pixels of a size that the header allows. */
static gboolean
decode_upright (DzJpegReader *reader,
                DzPixels     *pixels,
                char        **warnings,
                GError      **error)
{
  gboolean turned = dz_jpeg_reader_get_header (reader)->orientation >= 5;
  gsize extra = pixels->owned ? dz_pixels_size (pixels->width, pixels->height) : 0;
  gboolean decoded;

  decoded = dz_jpeg_reader_start (reader,
                                  turned ? pixels->height : pixels->width,
                                  turned ? pixels->width : pixels->height,
                                  extra, error) &&
            read_rows (reader, pixels, error);
  if (warnings != NULL)
    *warnings = dz_jpeg_reader_dup_warnings (reader);
  return decoded;
}

/**
 * dz_jpeg_decode:
 * @data: a file's bytes
 * @length: how many
 * @limits: (nullable): what may be spent; %NULL for the usual
 * @max_width: px of the box that the upright picture is to fit; 0 for no limit
 * @max_height: px of the box; 0 for no limit
 * @warnings: (out) (optional) (nullable) (transfer full): what the decoder complained of
 * @error: return location; every code of DZ_PHOTO_ERROR but ENCODE
 *
 * Decodes a JPEG upright, in sRGB, at the size that dz_jpeg_fit() gives for the header's upright
 * size. A truncated file decodes with warnings.
 *
 * Returns: (transfer full) (nullable): the picture
 */
DzPixels *
dz_jpeg_decode (const guint8       *data,
                gsize               length,
                const DzJpegLimits *limits,
                guint               max_width,
                guint               max_height,
                char              **warnings,
                GError            **error)
{
  g_autoptr(DzJpegReader) reader = NULL;
  g_autoptr(DzPixels) pixels = NULL;
  const DzJpegHeader *header;
  guint width;
  guint height;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (warnings != NULL)
    *warnings = NULL;
  reader = dz_jpeg_reader_new (data, length, limits);
  if (!dz_jpeg_reader_read_header (reader, error))
    return NULL;
  header = dz_jpeg_reader_get_header (reader);
  dz_jpeg_fit (header->upright_width, header->upright_height, max_width, max_height,
               &width, &height);
  pixels = dz_pixels_new (width, height);
  if (pixels == NULL)
    {
      g_set_error (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_MEMORY,
                   "no memory for a picture of %u×%u pixels", width, height);
      return NULL;
    }
  if (!decode_upright (reader, pixels, warnings, error))
    return NULL;
  return g_steal_pointer (&pixels);
}

/**
 * dz_jpeg_decode_into:
 * @data: a file's bytes
 * @length: how many
 * @limits: (nullable): what may be spent; %NULL for the usual
 * @pixels: the picture to fill, not larger than the header's upright size; its own size decides,
 *   which dz_jpeg_fit() gives for a box
 * @warnings: (out) (optional) (nullable) (transfer full): what the decoder complained of
 * @error: return location; every code of DZ_PHOTO_ERROR but ENCODE
 *
 * Decodes like dz_jpeg_decode() into memory of the caller. On an error some rows may be filled.
 *
 * Returns: whether all of it was decoded
 */
gboolean
dz_jpeg_decode_into (const guint8       *data,
                     gsize               length,
                     const DzJpegLimits *limits,
                     DzPixels           *pixels,
                     char              **warnings,
                     GError            **error)
{
  g_autoptr(DzJpegReader) reader = NULL;
  const DzJpegHeader *header;

  g_return_val_if_fail (data != NULL || length == 0, FALSE);
  g_return_val_if_fail (pixels != NULL, FALSE);

  if (warnings != NULL)
    *warnings = NULL;
  reader = dz_jpeg_reader_new (data, length, limits);
  if (!dz_jpeg_reader_read_header (reader, error))
    return FALSE;
  header = dz_jpeg_reader_get_header (reader);
  if (pixels->width > header->upright_width || pixels->height > header->upright_height)
    {
      g_set_error (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_LIMIT,
                   "the picture has %u×%u pixels upright and is not enlarged to %u×%u",
                   header->upright_width, header->upright_height, pixels->width, pixels->height);
      return FALSE;
    }
  return decode_upright (reader, pixels, warnings, error);
}
