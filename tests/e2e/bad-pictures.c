/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bad-pictures.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>

#define QUALITY 95
/* How far strokes and stone are blurred, px. */
#define STROKE_REACH 5
#define STONE_REACH 2

typedef void (*RowWriter) (const DzPixels *picture,
                           guint           y,
                           guint           width,
                           guint           height,
                           guint8         *row);

typedef struct
{
  J_COLOR_SPACE colours;
  guint         n_components;
  gboolean      adobe;
  gboolean      progressive;
  RowWriter     write;
} Form;

DzPixels *
bad_stretched (const DzPixels *picture,
               guint           width,
               guint           height)
{
  DzPixels *stretched = dz_pixels_new (width, height);

  for (guint y = 0; y < height; y++)
    {
      for (guint x = 0; x < width; x++)
        memcpy (dz_pixels_at (stretched, x, y),
                dz_pixels_at (picture, (gsize) x * picture->width / width,
                              (gsize) y * picture->height / height), 4);
    }
  return stretched;
}

static void
paint_disc (DzPixels *canvas,
            double    x,
            double    y,
            double    across,
            double    down,
            guint32   rgb)
{
  for (guint row = 0; row < canvas->height; row++)
    {
      for (guint column = 0; column < canvas->width; column++)
        {
          guint8 *pixel = dz_pixels_at (canvas, column, row);

          if (hypot ((column - x) / across, (row - y) / down) > 1)
            continue;
          pixel[0] = rgb >> 16;
          pixel[1] = rgb >> 8 & 0xff;
          pixel[2] = rgb & 0xff;
        }
    }
}

DzPixels *
bad_cartoon (void)
{
  static const struct { double x, y, across, down; guint32 rgb; } discs[] = {
    { 480, 640, 2000, 2000, 0x64c5ff }, { 480, 520, 320, 320, 0x333333 },
    { 480, 580, 220, 280, 0xffd9b3 },   { 390, 540, 52, 32, 0xffffff },
    { 570, 540, 52, 32, 0xffffff },     { 390, 540, 20, 20, 0x000000 },
    { 570, 540, 20, 20, 0x000000 },     { 480, 720, 80, 28, 0xcc4444 },
    { 480, 1240, 400, 360, 0x222244 },
  };
  DzPixels *canvas = dz_pixels_new (960, 1280);

  memset (canvas->data, 255, dz_pixels_size (960, 1280));
  for (guint i = 0; i < G_N_ELEMENTS (discs); i++)
    paint_disc (canvas, discs[i].x, discs[i].y, discs[i].across, discs[i].down, discs[i].rgb);
  return canvas;
}

static guint
light_at (const DzPixels *picture,
          guint           x,
          guint           y)
{
  const guint8 *pixel = dz_pixels_at (picture, x, y);

  return (pixel[0] * 54 + pixel[1] * 183 + pixel[2] * 19) >> 8;
}

/* The light of each place, and its mean along the rows, then down the columns. */
static float *
blur_light (const DzPixels *picture,
            int             reach)
{
  int width = picture->width;
  int height = picture->height;
  g_autofree float *along = g_new (float, (gsize) width * height);
  float *both = g_new0 (float, (gsize) width * height);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        float sum = 0;

        for (int i = x - reach; i <= x + reach; i++)
          sum += light_at (picture, CLAMP (i, 0, width - 1), y);
        along[y * width + x] = sum / (2 * reach + 1);
      }
  for (int y = 0; y < height; y++)
    for (int i = y - reach; i <= y + reach; i++)
      for (int x = 0; x < width; x++)
        both[y * width + x] += along[CLAMP (i, 0, height - 1) * width + x] / (2 * reach + 1);
  return both;
}

/* Light divided by the light round it: even places become paper, edges strokes. */
DzPixels *
bad_drawing (const DzPixels *photo)
{
  g_autofree float *round = blur_light (photo, STROKE_REACH);
  DzPixels *drawing = dz_pixels_new (photo->width, photo->height);

  memset (drawing->data, 255, dz_pixels_size (photo->width, photo->height));
  for (guint y = 0; y < photo->height; y++)
    for (guint x = 0; x < photo->width; x++)
      {
        float share = light_at (photo, x, y) / MAX (round[y * photo->width + x], 1);

        memset (dz_pixels_at (drawing, x, y), MIN (255 * share * share, 255), 3);
      }
  return drawing;
}

DzPixels *
bad_statue (const DzPixels *photo,
            const guint8    stone[3])
{
  g_autofree float *light = blur_light (photo, STONE_REACH);
  DzPixels *statue = dz_pixels_new (photo->width, photo->height);

  memset (statue->data, 255, dz_pixels_size (photo->width, photo->height));
  for (guint y = 0; y < photo->height; y++)
    for (guint x = 0; x < photo->width; x++)
      for (guint c = 0; c < 3; c++)
        dz_pixels_at (statue, x, y)[c] = light[y * photo->width + x] * stone[c] / 255;
  return statue;
}

static const guint8 *
source_of (const DzPixels *picture,
           guint           x,
           guint           y,
           guint           width,
           guint           height)
{
  return dz_pixels_at (picture, (gsize) x * picture->width / width,
                       (gsize) y * picture->height / height);
}

static void
write_colour (const DzPixels *picture,
              guint           y,
              guint           width,
              guint           height,
              guint8         *row)
{
  for (guint x = 0; x < width; x++, row += 3)
    memcpy (row, source_of (picture, x, y, width, height), 3);
}

static void
write_grey (const DzPixels *picture,
            guint           y,
            guint           width,
            guint           height,
            guint8         *row)
{
  for (guint x = 0; x < width; x++)
    row[x] = light_at (picture, x, y);
}

/* Ink is what takes light away; the darkest of the three is black's. */
static void
write_inks (const DzPixels *picture,
            guint           y,
            guint           width,
            guint           height,
            guint8         *row)
{
  for (guint x = 0; x < width; x++, row += 4)
    {
      const guint8 *rgb = source_of (picture, x, y, width, height);
      guint most = MAX (rgb[0], MAX (rgb[1], rgb[2]));

      for (guint c = 0; c < 3; c++)
        row[c] = most > 0 ? 255 - 255 * rgb[c] / most : 0;
      row[3] = 255 - most;
    }
}

static void
write_inverted (const DzPixels *picture,
                guint           y,
                guint           width,
                guint           height,
                guint8         *row)
{
  write_inks (picture, y, width, height, row);
  for (guint i = 0; i < 4 * width; i++)
    row[i] = 255 - row[i];
}

/* The library ends the program where it cannot write. */
static GBytes *
write_jpeg (const DzPixels *picture,
            guint           width,
            guint           height,
            const Form     *form)
{
  g_autofree guint8 *row = g_malloc ((gsize) width * form->n_components);
  struct jpeg_compress_struct cinfo;
  struct jpeg_error_mgr errors;
  unsigned char *bytes = NULL;
  unsigned long length = 0;

  cinfo.err = jpeg_std_error (&errors);
  jpeg_create_compress (&cinfo);
  jpeg_mem_dest (&cinfo, &bytes, &length);
  cinfo.image_width = width;
  cinfo.image_height = height;
  cinfo.input_components = form->n_components;
  cinfo.in_color_space = form->colours;
  jpeg_set_defaults (&cinfo);
  jpeg_set_quality (&cinfo, QUALITY, TRUE);
  if (form->n_components == 4)
    cinfo.write_Adobe_marker = form->adobe;
  if (form->progressive)
    jpeg_simple_progression (&cinfo);
  jpeg_start_compress (&cinfo, TRUE);
  while (cinfo.next_scanline < height)
    {
      form->write (picture, cinfo.next_scanline, width, height, row);
      jpeg_write_scanlines (&cinfo, &row, 1);
    }
  jpeg_finish_compress (&cinfo);
  jpeg_destroy_compress (&cinfo);
  return g_bytes_new_with_free_func (bytes, length, free, bytes);
}

GBytes *
bad_jpeg (const DzPixels *picture)
{
  static const Form form = { JCS_RGB, 3, FALSE, FALSE, write_colour };

  return write_jpeg (picture, picture->width, picture->height, &form);
}

GBytes *
bad_jpeg_grey (const DzPixels *picture)
{
  static const Form form = { JCS_GRAYSCALE, 1, FALSE, FALSE, write_grey };

  return write_jpeg (picture, picture->width, picture->height, &form);
}

GBytes *
bad_jpeg_cmyk (const DzPixels *picture,
               gboolean        adobe)
{
  const Form form = { JCS_CMYK, 4, adobe, FALSE, adobe ? write_inverted : write_inks };

  return write_jpeg (picture, picture->width, picture->height, &form);
}

GBytes *
bad_jpeg_stretched (const DzPixels *picture,
                    guint           width,
                    guint           height,
                    gboolean        progressive)
{
  const Form form = { JCS_RGB, 3, FALSE, progressive, write_colour };

  return write_jpeg (picture, width, height, &form);
}
