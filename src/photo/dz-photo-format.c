/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-format.h"

#include <string.h>

/* Bytes that stand at one offset of every file of a format. */
typedef struct
{
  DzPhotoFormat format;
  gsize         offset;
  const char   *magic;
  gsize         length;
} Signature;

#define AT(offset, magic) (offset), (magic), sizeof (magic) - 1

/* JPEG asks for the start-of-image marker only, as every decoder does; what follows it is the
 * decoder's to judge. */
static const Signature signatures[] = {
  { DZ_PHOTO_FORMAT_JPEG, AT (0, "\xff\xd8") },
  { DZ_PHOTO_FORMAT_PNG, AT (0, "\x89PNG\r\n\x1a\n") },
  { DZ_PHOTO_FORMAT_GIF, AT (0, "GIF87a") },
  { DZ_PHOTO_FORMAT_GIF, AT (0, "GIF89a") },
  { DZ_PHOTO_FORMAT_TIFF, AT (0, "II*\0") },
  { DZ_PHOTO_FORMAT_TIFF, AT (0, "MM\0*") },
  { DZ_PHOTO_FORMAT_TIFF, AT (0, "II+\0") },
  { DZ_PHOTO_FORMAT_TIFF, AT (0, "MM\0+") },
  { DZ_PHOTO_FORMAT_JPEG2000, AT (0, "\0\0\0\x0cjP  \r\n\x87\n") },
  { DZ_PHOTO_FORMAT_JPEG2000, AT (0, "\xff\x4f\xff\x51") },
  { DZ_PHOTO_FORMAT_JXL, AT (0, "\xff\x0a") },
  { DZ_PHOTO_FORMAT_JXL, AT (0, "\0\0\0\x0cJXL \r\n\x87\n") },
  { DZ_PHOTO_FORMAT_BMP, AT (0, "BM") },
};

/* Brands of the ISO media files that hold HEVC or AV1 stills (HEIF, ISO/IEC 23008-12; AVIF). */
static const char *const heif_brands[] = {
  "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "mif2", "msf1", "avif", "avis",
};

static gboolean
has_bytes (const guint8 *data,
           gsize         length,
           gsize         offset,
           const char   *bytes,
           gsize         n_bytes)
{
  return length >= offset + n_bytes && memcmp (data + offset, bytes, n_bytes) == 0;
}

static gboolean
is_heif (const guint8 *data,
         gsize         length)
{
  if (!has_bytes (data, length, 4, "ftyp", 4))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (heif_brands); i++)
    {
      if (has_bytes (data, length, 8, heif_brands[i], 4))
        return TRUE;
    }
  return FALSE;
}

/**
 * dz_photo_sniff:
 * @data: the file's bytes
 * @length: how many; a dozen are enough
 *
 * Tells a picture's format by its first bytes. Names lie: JPEG's file extension is often found on
 * WebP, PNG and HEIC (photo-standards §1.3).
 *
 * Returns: the format; %DZ_PHOTO_FORMAT_UNKNOWN where no signature fits
 */
DzPhotoFormat
dz_photo_sniff (const guint8 *data,
                gsize         length)
{
  g_return_val_if_fail (data != NULL || length == 0, DZ_PHOTO_FORMAT_UNKNOWN);

  if (length == 0)
    return DZ_PHOTO_FORMAT_EMPTY;
  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    {
      if (has_bytes (data, length, signatures[i].offset, signatures[i].magic,
                     signatures[i].length))
        return signatures[i].format;
    }
  if (has_bytes (data, length, 0, "RIFF", 4) && has_bytes (data, length, 8, "WEBP", 4))
    return DZ_PHOTO_FORMAT_WEBP;
  return is_heif (data, length) ? DZ_PHOTO_FORMAT_HEIC : DZ_PHOTO_FORMAT_UNKNOWN;
}
