/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-overlay.h"

#include <math.h>

/* Light is lost where two channels are full: skin burns out in red first, and where only that is
 * full there is still something to see. Dark is lost where all are empty. A few levels short of the
 * ends, as compression and scaling leave nothing exactly there. */
#define FULL 250
#define EMPTY 8

/* Stripes and dots, so that light and dark differ in shape too, px of the picture. */
#define STRIPE 6
#define DOT 4

#define WALL_ALPHA 0.8

/* The perceptually even scale "inferno" (S. van der Walt, N. Smith, CC0), every fifth of it: it
 * grows lighter throughout, so that it can be read without colours. */
static const guint8 heat[][3] = {
  { 0, 0, 4 },      { 66, 10, 104 },  { 147, 38, 103 },
  { 221, 81, 58 },  { 252, 165, 10 }, { 252, 255, 164 },
};

/* All that a thread needs of a photo. */
typedef struct
{
  DzOverlayKind kind;
  GdkTexture   *photo;  /* owned */
  DzLab         wall;
  DzRegion      head;   /* shares of width and height, empty for none */
} Work;

static void
work_free (Work *work)
{
  g_object_unref (work->photo);
  g_free (work);
}

static guint32
premultiply (const double rgb[3],
             double       alpha)
{
  return (guint32) lround (255 * alpha) << 24 | (guint32) lround (rgb[0] * alpha) << 16
         | (guint32) lround (rgb[1] * alpha) << 8 | (guint32) lround (rgb[2] * alpha);
}

/**
 * dz_photo_overlay_heat:
 * @deviation: ΔE76 to the wall's median colour; NaN where there is no wall
 *
 * Returns: the colour that stands for it, 0xAARRGGBB premultiplied; 0 where there is no wall
 */
guint32
dz_photo_overlay_heat (double deviation)
{
  double at;
  guint i;
  double rgb[3];

  if (isnan (deviation))
    return 0;
  at = CLAMP (deviation / DZ_OVERLAY_DEVIATION_MAX, 0, 1) * (G_N_ELEMENTS (heat) - 1);
  i = MIN ((guint) at, G_N_ELEMENTS (heat) - 2);
  for (guint channel = 0; channel < 3; channel++)
    rgb[channel] = heat[i][channel] + (at - i) * (heat[i + 1][channel] - heat[i][channel]);
  return premultiply (rgb, WALL_ALPHA);
}

/**
 * dz_photo_overlay_clipped:
 * @pixel: 0xAARRGGBB of the photo
 * @x: where it is, for the pattern
 * @y: likewise
 *
 * Returns: what lies over it, 0xAARRGGBB premultiplied: stripes where light is lost, dots where
 *   dark is, 0 elsewhere
 */
guint32
dz_photo_overlay_clipped (guint32 pixel,
                          guint   x,
                          guint   y)
{
  guint red = (pixel >> 16) & 0xff;
  guint green = (pixel >> 8) & 0xff;
  guint blue = pixel & 0xff;

  if ((red >= FULL) + (green >= FULL) + (blue >= FULL) >= 2)
    return (x + y) / (STRIPE / 2) % 2 == 0 ? 0xffe01b24 : 0xffffffff;
  if (red <= EMPTY && green <= EMPTY && blue <= EMPTY)
    return x % DOT < DOT / 2 && y % DOT < DOT / 2 ? 0xff62a0ea : 0;
  return 0;
}

static GdkTexture *
wrap (guint32 *pixels,
      guint    width,
      guint    height)
{
  g_autoptr(GBytes) bytes = g_bytes_new_take (pixels, (gsize) width * height * sizeof *pixels);

  return gdk_memory_texture_new ((int) width, (int) height, GDK_MEMORY_DEFAULT, bytes,
                                 (gsize) width * sizeof *pixels);
}

static GdkTexture *
paint_wall (const Work        *work,
            const DzPixelRows *rows)
{
  const DzRegion head = { work->head.x * rows->width, work->head.y * rows->height,
                          work->head.width * rows->width, work->head.height * rows->height };
  g_autoptr(DzWallMap) map = dz_wall_map_new (rows, &work->wall, &head);
  guint n_cells = map->width * map->height;
  guint32 *painted = g_new (guint32, n_cells);

  for (guint i = 0; i < n_cells; i++)
    painted[i] = dz_photo_overlay_heat (map->deviation[i]);
  return wrap (painted, map->width, map->height);
}

static GdkTexture *
paint_clipped (const DzPixelRows *rows)
{
  guint32 *painted = g_new (guint32, (gsize) rows->width * rows->height);

  for (guint y = 0; y < rows->height; y++)
    {
      const guint32 *row = (const guint32 *) (gconstpointer) (rows->data + y * rows->stride);

      for (guint x = 0; x < rows->width; x++)
        painted[(gsize) y * rows->width + x] = dz_photo_overlay_clipped (row[x], x, y);
    }
  return wrap (painted, rows->width, rows->height);
}

static void
paint_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const Work *work = task_data;
  guint width = (guint) gdk_texture_get_width (work->photo);
  guint height = (guint) gdk_texture_get_height (work->photo);
  gsize stride = (gsize) width * 4;
  g_autofree guint8 *pixels = g_malloc (stride * height);
  const DzPixelRows rows = { pixels, width, height, stride };

  if (g_task_return_error_if_cancelled (task))
    return;
  gdk_texture_download (work->photo, pixels, stride);
  g_task_return_pointer (task, work->kind == DZ_OVERLAY_WALL ? paint_wall (work, &rows)
                                                             : paint_clipped (&rows),
                         g_object_unref);
}

static double
share (const DzMeasurement *measurement,
       DzQuantity           quantity,
       DzQuantity           whole)
{
  return dz_measurement_get (measurement, quantity) / dz_measurement_get (measurement, whole);
}

static DzRegion
find_head (const DzMeasurement *measurement)
{
  double left = share (measurement, DZ_QUANTITY_FACE_LEFT_X, DZ_QUANTITY_WIDTH);
  double right = share (measurement, DZ_QUANTITY_FACE_RIGHT_X, DZ_QUANTITY_WIDTH);
  double crown = share (measurement, DZ_QUANTITY_CROWN_Y, DZ_QUANTITY_HEIGHT);
  double chin = share (measurement, DZ_QUANTITY_CHIN_Y, DZ_QUANTITY_HEIGHT);
  double all = left + right + crown + chin;

  return isfinite (all) ? (DzRegion) { left, crown, right - left, chin - crown } : (DzRegion) { 0 };
}

/**
 * dz_photo_overlay_is_possible:
 * @kind: what to lay over a photo
 * @measurement: (nullable): the photo's numbers
 *
 * Returns: whether enough is known of the photo
 */
gboolean
dz_photo_overlay_is_possible (DzOverlayKind        kind,
                              const DzMeasurement *measurement)
{
  if (kind != DZ_OVERLAY_WALL)
    return kind == DZ_OVERLAY_CLIPPED;
  return measurement != NULL && dz_measurement_has (measurement, DZ_QUANTITY_WALL_L)
         && dz_measurement_has (measurement, DZ_QUANTITY_WALL_A)
         && dz_measurement_has (measurement, DZ_QUANTITY_WALL_B);
}

/**
 * dz_photo_overlay_paint_async:
 * @kind: what to lay over the photo
 * @photo: the photo as it is shown
 * @measurement: (nullable): its numbers, as dz_photo_overlay_is_possible() wants them; read now
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Paints an overlay in a thread.
 */
void
dz_photo_overlay_paint_async (DzOverlayKind        kind,
                              GdkTexture          *photo,
                              const DzMeasurement *measurement,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Work *work;

  g_return_if_fail (dz_photo_overlay_is_possible (kind, measurement));
  g_return_if_fail (GDK_IS_TEXTURE (photo));

  task = g_task_new (NULL, cancellable, callback, user_data);
  work = g_new0 (Work, 1);
  work->kind = kind;
  work->photo = g_object_ref (photo);
  if (kind == DZ_OVERLAY_WALL)
    {
      work->wall.L = (float) dz_measurement_get (measurement, DZ_QUANTITY_WALL_L);
      work->wall.a = (float) dz_measurement_get (measurement, DZ_QUANTITY_WALL_A);
      work->wall.b = (float) dz_measurement_get (measurement, DZ_QUANTITY_WALL_B);
      work->head = find_head (measurement);
    }
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, paint_in_thread);
}

/**
 * dz_photo_overlay_paint_finish:
 * @result: what the callback was given
 * @error: return location; G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what lies over the photo, of its shape, perhaps coarser
 */
GdkTexture *
dz_photo_overlay_paint_finish (GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
