/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-portrait-faults.h"

#include <math.h>

#include "dz-jpeg-writer.h"

#define WIDTH 600
#define HEIGHT 800
#define HEAD_SHARE 0.52
#define CROWN_SHARE 0.12 /* of the height above a head of HEAD_SHARE */

static const float BLUE[3] = { 100 / 255.0f, 197 / 255.0f, 1 };
static const float RED[3] = { 0.75f, 0.13f, 0.16f };

static float
luma (const float *rgb)
{
  return 0.299f * rgb[0] + 0.587f * rgb[1] + 0.114f * rgb[2];
}

/* Brightness of the wall, so that its own shading stays when its colour changes. */
static float
wall_luma (const DzPortraitShot *shot)
{
  double sum = 0;
  double weight = 0;

  for (guint i = 0; i < shot->width * shot->height; i++)
    {
      sum += (1 - shot->person[i]) * luma (shot->rgb + 3 * i);
      weight += 1 - shot->person[i];
    }
  return (float) (sum / MAX (weight, 1));
}

/* Like a wall of another colour in the same light; where the mask is in doubt, so is the colour. */
static void
recolour (DzPortraitShot *shot,
          const float     colour[3])
{
  float bright = wall_luma (shot);

  for (guint i = 0; i < shot->width * shot->height; i++)
    {
      float *rgb = shot->rgb + 3 * i;
      float light = luma (rgb) / bright;

      for (guint c = 0; c < 3; c++)
        rgb[c] = shot->person[i] * rgb[c] +
                 (1 - shot->person[i]) * MIN (1, colour[c] * light);
    }
}

static void
make_red (DzPortraitShot *shot)
{
  recolour (shot, RED);
}

/* The left of the wall keeps its light, the right loses half of it. */
static void
shade (DzPortraitShot *shot)
{
  for (guint i = 0; i < shot->width * shot->height; i++)
    {
      float loss = (1 - shot->person[i]) * 0.5f * (i % shot->width) / shot->width;

      for (guint c = 0; c < 3; c++)
        shot->rgb[3 * i + c] *= 1 - loss;
    }
}

/* One pass of a box over rows or columns; three of them are near to a Gaussian. */
static void
blur_line (float *values,
           gsize  step,
           guint  n,
           int    radius)
{
  g_autofree float *line = g_new (float, n);

  for (guint i = 0; i < n; i++)
    line[i] = values[i * step];
  for (int i = 0; i < (int) n; i++)
    {
      float sum = 0;

      for (int j = -radius; j <= radius; j++)
        sum += line[CLAMP (i + j, 0, (int) n - 1)];
      values[(gsize) i * step] = sum / (float) (2 * radius + 1);
    }
}

static void
blur_pass (DzPortraitShot *shot)
{
  for (guint c = 0; c < 3; c++)
    {
      for (guint y = 0; y < shot->height; y++)
        blur_line (shot->rgb + 3 * (gsize) y * shot->width + c, 3, shot->width, 3);
      for (guint x = 0; x < shot->width; x++)
        blur_line (shot->rgb + 3 * (gsize) x + c, 3 * (gsize) shot->width, shot->height, 3);
    }
}

/* σ of about 3.5 px where the outer eye corners lie about 150 px apart. */
static void
blur (DzPortraitShot *shot)
{
  for (guint i = 0; i < 3; i++)
    blur_pass (shot);
}

static void
take_colour (DzPortraitShot *shot)
{
  for (guint i = 0; i < shot->width * shot->height; i++)
    {
      float grey = luma (shot->rgb + 3 * i);

      for (guint c = 0; c < 3; c++)
        shot->rgb[3 * i + c] = grey;
    }
}

/* Brightness of what lies about the middle of the head, where the crop has put the face. */
static float
face_luma (const DzPortraitShot *shot)
{
  double sum = 0;
  guint n = 0;

  for (guint y = 3 * shot->height / 10; y < 11 * shot->height / 20; y++)
    {
      for (guint x = 2 * shot->width / 5; x < 3 * shot->width / 5; x++, n++)
        sum += luma (shot->rgb + 3 * (y * shot->width + x));
    }
  return (float) (sum / n);
}

/* So much light on the person that half of the face is white, whatever the skin. */
static void
overexpose (DzPortraitShot *shot)
{
  float gain = 1 / face_luma (shot);

  for (guint i = 0; i < shot->width * shot->height; i++)
    {
      for (guint c = 0; c < 3; c++)
        shot->rgb[3 * i + c] *= 1 + shot->person[i] * (gain - 1);
    }
}

/* What touches what: see dz_drawn_faults; light that clips takes the colour of the skin, and a
 * turned or moved crop shows what lies beyond the picture's edge as streaks. */
const DzPortraitFault dz_portrait_faults[] = {
  { "none", { "", "", DZ_FAULT_LOUD }, HEAD_SHARE, 0, 0, 0, NULL },
  { "red wall", { "BG-01", "", DZ_FAULT_LOUD }, HEAD_SHARE, 0, 0, 0, make_red },
  { "shaded wall", { "BG-02", "", DZ_FAULT_LOUD }, HEAD_SHARE, 0, 0, 0, shade },
  { "tilt", { "POSE-01", "POS", DZ_FAULT_LOUD }, HEAD_SHARE, 0, 0, 11, NULL },
  { "blur", { "SHARP-01", "LIGHT", DZ_FAULT_LOUD }, HEAD_SHARE, 0, 0, 0, blur },
  { "head too large", { "POS-04", "", DZ_FAULT_LOUD }, 0.74, 0, 0, 0, NULL },
  { "crown cut off", { "POS-01", "", DZ_FAULT_LOUD }, HEAD_SHARE, 0.16, 0, 0, NULL },
  { "off centre", { "POS-05", "", DZ_FAULT_LOUD }, HEAD_SHARE, 0, 0.12, 0, NULL },
  { "grey", { "FILE-05", "BG COL", DZ_FAULT_LOUD }, HEAD_SHARE, 0, 0, 0, take_colour },
  { "clipped light", { "LIGHT-02", "COL", DZ_FAULT_LOUD }, HEAD_SHARE, 0, 0, 0, overexpose },
};

const guint dz_n_portrait_faults = G_N_ELEMENTS (dz_portrait_faults);

/* Between pixels, and the edge's colour beyond it. */
static void
sample (const DzPixels *view,
        double          x,
        double          y,
        float           rgb[3])
{
  double left = CLAMP (x - 0.5, 0, view->width - 1.001);
  double top = CLAMP (y - 0.5, 0, view->height - 1.001);
  guint column = (guint) left;
  guint row = (guint) top;
  float right = (float) (left - column);
  float down = (float) (top - row);
  const guint8 *p[4] = {
    dz_pixels_at (view, column, row), dz_pixels_at (view, column + 1, row),
    dz_pixels_at (view, column, row + 1), dz_pixels_at (view, column + 1, row + 1),
  };

  for (guint c = 0; c < 3; c++)
    rgb[c] = ((p[0][c] * (1 - right) + p[1][c] * right) * (1 - down) +
              (p[2][c] * (1 - right) + p[3][c] * right) * down) / 255;
}

/**
 * Crop:
 * @x: px of the view in the middle of the crop
 * @y: likewise
 * @scale: px of the view to one of the crop
 * @turn: radians, clockwise
 *
 * Where a crop lies on the view.
 */
typedef struct
{
  double x;
  double y;
  double scale;
  double turn;
} Crop;

static Crop
place (const DzPortraitFault *fault,
       const DzFaceScene     *scene,
       const DzMeasurement   *measurement)
{
  double crown = dz_measurement_get (measurement, DZ_QUANTITY_CROWN_Y) / scene->scale;
  double chin = dz_measurement_get (measurement, DZ_QUANTITY_CHIN_Y) / scene->scale;
  double middle = dz_measurement_get (measurement, DZ_QUANTITY_FACE_MIDDLE_X) / scene->scale;
  double scale = (chin - crown) / (fault->head_share * HEIGHT);
  double above = CROWN_SHARE * (1 - fault->head_share) / (1 - HEAD_SHARE) - fault->rise_share;
  Crop crop = { middle - fault->offset_share * WIDTH * scale,
                crown + (0.5 - above) * HEIGHT * scale, scale, fault->turn_deg * G_PI / 180 };

  return crop;
}

static void
shoot (DzPortraitShot    *shot,
       const DzFaceScene *scene,
       const Crop        *crop)
{
  for (guint i = 0; i < shot->width * shot->height; i++)
    {
      double x = (i % shot->width + 0.5 - shot->width / 2.0) * crop->scale;
      double y = (i / shot->width + 0.5 - shot->height / 2.0) * crop->scale;
      double at_x = crop->x + x * cos (crop->turn) + y * sin (crop->turn);
      double at_y = crop->y - x * sin (crop->turn) + y * cos (crop->turn);

      sample (scene->view, at_x, at_y, shot->rgb + 3 * i);
      shot->person[i] = dz_face_scene_mask (scene, (float) CLAMP (at_x, 0, scene->view->width - 1),
                                            (float) CLAMP (at_y, 0, scene->view->height - 1));
    }
}

static GBytes *
develop (const DzPortraitShot *shot)
{
  g_autoptr(DzPixels) pixels = dz_pixels_new (shot->width, shot->height);
  g_autofree guint8 *zeros = g_malloc0 (40000);
  g_autoptr(GBytes) preview = g_bytes_new (zeros, 40000);
  const DzJpegSegment segment = { 0xec, preview };
  DzJpegWriteOptions options;
  g_autoptr(GError) error = NULL;
  GBytes *jpeg;

  for (guint i = 0; i < shot->width * shot->height; i++)
    {
      guint8 *p = dz_pixels_at (pixels, i % shot->width, i / shot->width);

      for (guint c = 0; c < 3; c++)
        p[c] = (guint8) lrintf (255 * CLAMP (shot->rgb[3 * i + c], 0, 1));
      p[3] = 255;
    }
  dz_jpeg_write_options_init (&options);
  options.quality = 95;
  options.dpi = 300;
  jpeg = dz_jpeg_write (pixels->data, pixels->width, pixels->height, pixels->stride,
                        DZ_PIXEL_ORDER_RGBX, &options, &segment, 1, &error);
  g_assert_no_error (error);
  return jpeg;
}

/**
 * dz_portrait_fault_shoot:
 * @self: a fault
 * @scene: a real portrait
 * @measurement: what was measured of it
 *
 * Crops the portrait as the notice asks, on a wall of the standard blue, and puts the fault on it.
 *
 * Returns: (transfer full): a JPEG
 */
GBytes *
dz_portrait_fault_shoot (const DzPortraitFault *self,
                         const DzFaceScene     *scene,
                         const DzMeasurement   *measurement)
{
  Crop crop = place (self, scene, measurement);
  g_autofree float *rgb = g_new (float, 3 * WIDTH * HEIGHT);
  g_autofree float *person = g_new (float, WIDTH * HEIGHT);
  DzPortraitShot shot = { WIDTH, HEIGHT, rgb, person };

  shoot (&shot, scene, &crop);
  recolour (&shot, BLUE);
  if (self->apply != NULL)
    self->apply (&shot);
  return develop (&shot);
}
