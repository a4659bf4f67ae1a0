/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "coded-photos.h"

#include <string.h>

#include "dz-jpeg-writer.h"
#include "dz-portrait.h"

/* Painted no larger than this; what is larger is the same picture, each pixel many times, with the
 * noise of a sensor, so that a decoder has as much to do everywhere as with a camera's photo. */
#define PAINTED_WIDTH 480
#define PAINTED_HEIGHT 640
#define NOISE_MASK 7

#define QUALITY 92

static void
fill_cell (DzPixels *pixels,
           guint     cell,
           guint32   rgb)
{
  guint side = pixels->width / CODE_CELLS_ACROSS;
  guint left = side * (1 + cell);
  guint top = side / 2;

  for (guint y = top; y < top + side; y++)
    for (guint x = left; x < left + side; x++)
      {
        guint8 *to = dz_pixels_at (pixels, x, y);

        to[0] = rgb >> 16;
        to[1] = rgb >> 8;
        to[2] = rgb;
      }
}

static void
write_code (DzPixels *pixels,
            guint     number)
{
  guint sum = 0;

  fill_cell (pixels, 0, 0xff00ff);
  for (guint i = 0; i < CODE_BITS; i++)
    {
      guint bit = number >> (CODE_BITS - 1 - i) & 1;

      sum += bit;
      fill_cell (pixels, 1 + i, bit ? 0xffffff : 0x000000);
    }
  fill_cell (pixels, CODE_CELLS - 2, sum & 1 ? 0xffffff : 0x000000);
  fill_cell (pixels, CODE_CELLS - 1, 0x00ffff);
}

static DzPixels *
paint (GRand *rand)
{
  DzPortraitGeometry ignored;
  DzPortrait portrait;

  dz_portrait_init_random (&portrait, rand);
  portrait.width = PAINTED_WIDTH;
  portrait.height = PAINTED_HEIGHT;
  return dz_portrait_paint (&portrait, &ignored);
}

static DzPixels *
enlarge (const DzPixels *small,
         guint           width,
         guint           height)
{
  DzPixels *large = dz_pixels_new (width, height);
  guint32 noise = 1;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        const guint8 *from = dz_pixels_at (small, (guint) ((guint64) x * small->width / width),
                                           (guint) ((guint64) y * small->height / height));
        guint8 *to = dz_pixels_at (large, x, y);

        noise = noise * 1664525 + 1013904223;
        for (guint c = 0; c < 3; c++)
          to[c] = (guint8) CLAMP (from[c] + (int) (noise >> (8 + 8 * c) & NOISE_MASK) - 4, 0, 255);
        to[3] = 255;
      }
  return large;
}

GBytes *
coded_photo_compress (DzPixels *pixels,
                      int       number)
{
  g_autoptr(GError) error = NULL;
  DzJpegWriteOptions options;
  GBytes *photo;

  g_return_val_if_fail (number < CODED_PHOTOS_MAX, NULL);

  if (number >= 0)
    write_code (pixels, (guint) number);
  dz_jpeg_write_options_init (&options);
  options.quality = QUALITY;
  options.subsampling = 420;
  photo = dz_jpeg_write (pixels->data, pixels->width, pixels->height, pixels->stride,
                         DZ_PIXEL_ORDER_RGBX, &options, NULL, 0, &error);
  if (photo == NULL)
    g_error ("writing a photo: %s", error->message);
  return photo;
}

GPtrArray *
coded_photos_new (guint n_photos,
                  guint width,
                  guint height)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);
  GPtrArray *photos = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_return_val_if_fail (n_photos <= CODED_PHOTOS_MAX, NULL);

  for (guint i = 0; i < n_photos; i++)
    {
      g_autoptr(DzPixels) small = paint (rand);
      g_autoptr(DzPixels) large = enlarge (small, width, height);

      g_ptr_array_add (photos, coded_photo_compress (large, (int) i));
    }
  return photos;
}
