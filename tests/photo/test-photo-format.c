/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-format.h"
#include "dz-photo-samples.h"

typedef struct
{
  const char   *name;
  const char   *bytes;
  gsize         length;
  DzPhotoFormat format;
} Case;

#define BYTES(text) (text), sizeof (text) - 1

static const Case cases[] = {
  { "empty", BYTES (""), DZ_PHOTO_FORMAT_EMPTY },
  { "one-byte", BYTES ("\xff"), DZ_PHOTO_FORMAT_UNKNOWN },
  { "jpeg-jfif", BYTES ("\xff\xd8\xff\xe0\0\x10JFIF"), DZ_PHOTO_FORMAT_JPEG },
  { "jpeg-exif", BYTES ("\xff\xd8\xff\xe1"), DZ_PHOTO_FORMAT_JPEG },
  { "jpeg-junk-after-start", BYTES ("\xff\xd8\0\0\xff\xdb"), DZ_PHOTO_FORMAT_JPEG },
  { "png", BYTES ("\x89PNG\r\n\x1a\n\0\0"), DZ_PHOTO_FORMAT_PNG },
  { "png-mangled-newlines", BYTES ("\x89PNG\n\x1a\n\0\0"), DZ_PHOTO_FORMAT_UNKNOWN },
  { "webp", BYTES ("RIFF\x10\0\0\0WEBPVP8 "), DZ_PHOTO_FORMAT_WEBP },
  { "riff-sound", BYTES ("RIFF\x10\0\0\0WAVEfmt "), DZ_PHOTO_FORMAT_UNKNOWN },
  { "heic", BYTES ("\0\0\0\x18" "ftypheic\0\0\0\0"), DZ_PHOTO_FORMAT_HEIC },
  { "heif-mif1", BYTES ("\0\0\0\x18" "ftypmif1\0\0\0\0"), DZ_PHOTO_FORMAT_HEIC },
  { "avif", BYTES ("\0\0\0\x1c" "ftypavif\0\0\0\0"), DZ_PHOTO_FORMAT_HEIC },
  { "mp4", BYTES ("\0\0\0\x18" "ftypisom\0\0\0\0"), DZ_PHOTO_FORMAT_UNKNOWN },
  { "gif87", BYTES ("GIF87a\1\0\1\0"), DZ_PHOTO_FORMAT_GIF },
  { "gif89", BYTES ("GIF89a\1\0\1\0"), DZ_PHOTO_FORMAT_GIF },
  { "bmp", BYTES ("BM\x36\0\0\0"), DZ_PHOTO_FORMAT_BMP },
  { "tiff-little", BYTES ("II*\0\x08\0\0\0"), DZ_PHOTO_FORMAT_TIFF },
  { "tiff-big", BYTES ("MM\0*\0\0\0\x08"), DZ_PHOTO_FORMAT_TIFF },
  { "jpeg2000", BYTES ("\0\0\0\x0cjP  \r\n\x87\n"), DZ_PHOTO_FORMAT_JPEG2000 },
  { "jpeg2000-codestream", BYTES ("\xff\x4f\xff\x51\0"), DZ_PHOTO_FORMAT_JPEG2000 },
  { "jxl-codestream", BYTES ("\xff\x0a\xfa"), DZ_PHOTO_FORMAT_JXL },
  { "jxl-container", BYTES ("\0\0\0\x0cJXL \r\n\x87\n"), DZ_PHOTO_FORMAT_JXL },
  { "text", BYTES ("hello, world"), DZ_PHOTO_FORMAT_UNKNOWN },
};

static void
test_sniff (const void *data)
{
  const Case *c = data;

  g_assert_cmpint (dz_photo_sniff ((const guint8 *) c->bytes, c->length), ==, c->format);
}

/* What is no JPEG is measured too: its bytes and a sentence. */
static void
test_measure (const void *data)
{
  const Case *c = data;
  g_autoptr(GBytes) file = g_bytes_new_static (c->bytes, c->length);
  g_autoptr(DzMeasurement) measurement = dz_sample_measure (file);

  g_assert_cmpint (measurement->format, ==, c->format);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_BYTES), ==, c->length);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_DECODES), ==, 0);
  g_assert_nonnull (measurement->problem);
  g_assert_false (dz_measurement_has (measurement, DZ_QUANTITY_WIDTH));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sniff = g_strdup_printf ("/photo-format/sniff/%s", cases[i].name);
      g_autofree char *measure = g_strdup_printf ("/photo-format/measure/%s", cases[i].name);

      g_test_add_data_func (sniff, &cases[i], test_sniff);
      g_test_add_data_func (measure, &cases[i], test_measure);
    }
  return g_test_run ();
}
