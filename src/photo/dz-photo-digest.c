/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-digest.h"

#include "dz-jpeg-reader.h"

/* A digest in the making, and room for one row without its fourth bytes. */
typedef struct
{
  GChecksum *checksum; /* owned */
  guint8    *row;      /* owned */
  guint      width;
} Digest;

static void
digest_clear (Digest *self)
{
  g_clear_pointer (&self->checksum, g_checksum_free);
  g_clear_pointer (&self->row, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Digest, digest_clear)

static void
digest_begin (Digest *self,
              guint   width,
              guint   height)
{
  const guint32 size[2] = { GUINT32_TO_BE (width), GUINT32_TO_BE (height) };

  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->row = g_malloc (3 * (gsize) width);
  self->width = width;
  g_checksum_update (self->checksum, (const guint8 *) size, sizeof size);
}

static void
digest_add_row (Digest       *self,
                const guint8 *row)
{
  guint8 *out = self->row;

  for (guint x = 0; x < self->width; x++, row += 4, out += 3)
    {
      out[0] = row[0];
      out[1] = row[1];
      out[2] = row[2];
    }
  g_checksum_update (self->checksum, self->row, 3 * (gssize) self->width);
}

static char *
digest_end (Digest *self)
{
  return g_strdup (g_checksum_get_string (self->checksum));
}

/* A picture stored upright goes by row by row and is never held whole. */
static char *
digest_rows (DzJpegReader *reader,
             GError      **error)
{
  g_auto(Digest) digest = { 0 };
  guint height;

  if (!dz_jpeg_reader_start (reader, 0, 0, 0, error))
    return NULL;
  height = dz_jpeg_reader_get_height (reader);
  digest_begin (&digest, dz_jpeg_reader_get_width (reader), height);
  for (guint y = 0; y < height; y++)
    {
      const guint8 *row = dz_jpeg_reader_next_row (reader, error);

      if (row == NULL)
        return NULL;
      digest_add_row (&digest, row);
    }
  return dz_jpeg_reader_finish (reader, error) ? digest_end (&digest) : NULL;
}

static char *
digest_picture (const DzPixels *pixels)
{
  g_auto(Digest) digest = { 0 };

  digest_begin (&digest, pixels->width, pixels->height);
  for (guint y = 0; y < pixels->height; y++)
    digest_add_row (&digest, dz_pixels_at (pixels, 0, y));
  return digest_end (&digest);
}

/**
 * dz_photo_pixels_digest:
 * @data: a file's bytes
 * @length: how many
 * @limits: (nullable): what may be spent; %NULL for the usual
 * @error: return location; every code of DZ_PHOTO_ERROR but ENCODE
 *
 * Decodes a JPEG at its full size and digests what is seen of it: SHA-256 over the upright width
 * and height (32 bits each, most significant byte first) and all pixels, row by row, in sRGB, one
 * byte each for R, G and B. Two files with the same digest show the same picture, whatever stands
 * in their metadata. Of a truncated file the decoder's guesses count as pixels.
 *
 * Returns: (transfer full) (nullable): 64 small hexadecimal digits
 */
char *
dz_photo_pixels_digest (const guint8       *data,
                        gsize               length,
                        const DzJpegLimits *limits,
                        GError            **error)
{
  g_autoptr(DzJpegReader) reader = NULL;
  g_autoptr(DzPixels) pixels = NULL;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  reader = dz_jpeg_reader_new (data, length, limits);
  if (!dz_jpeg_reader_read_header (reader, error))
    return NULL;
  if (dz_jpeg_reader_get_header (reader)->orientation == 1)
    return digest_rows (reader, error);
  pixels = dz_jpeg_decode (data, length, limits, 0, 0, NULL, error);
  return pixels != NULL ? digest_picture (pixels) : NULL;
}
