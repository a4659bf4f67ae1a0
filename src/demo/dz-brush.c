/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-brush-private.h"

#include "dz-box-blur-private.h"

#include <math.h>

/* Soft shapes are drawn small, blurred and stretched: nothing is lost, for they have no edges. */
#define SMALL_SIGMA_PX 2.5

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} Box;

void
dz_brush_set (cairo_t *cr,
              DzTint   tint,
              double   alpha)
{
  cairo_set_source_rgba (cr, tint.r, tint.g, tint.b, alpha);
}

void
dz_brush_fill (cairo_t *cr,
               DzTint   tint,
               double   alpha)
{
  dz_brush_set (cr, tint, alpha);
  cairo_fill (cr);
}

void
dz_brush_stroke (cairo_t *cr,
                 DzTint   tint,
                 double   alpha,
                 double   width)
{
  dz_brush_set (cr, tint, alpha);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

/* Fills the path with a gradient from @top at @y_top to @bottom at @y_bottom. */
void
dz_brush_fill_down (cairo_t *cr,
                    double   y_top,
                    DzTint   top,
                    double   y_bottom,
                    DzTint   bottom)
{
  g_autoptr(cairo_pattern_t) gradient = cairo_pattern_create_linear (0, y_top, 0, y_bottom);

  cairo_pattern_add_color_stop_rgb (gradient, 0, top.r, top.g, top.b);
  cairo_pattern_add_color_stop_rgb (gradient, 1, bottom.r, bottom.g, bottom.b);
  cairo_set_source (cr, gradient);
  cairo_fill (cr);
}

void
dz_brush_ellipse (cairo_t *cr,
                  double   x,
                  double   y,
                  double   radius_x,
                  double   radius_y)
{
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  cairo_translate (cr, x, y);
  cairo_scale (cr, radius_x, radius_y);
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_close_path (cr);
  cairo_set_matrix (cr, &matrix);
}

/* Turns left into right for what is drawn next; undone by cairo_restore or a second call. */
void
dz_brush_mirror (cairo_t *cr)
{
  cairo_scale (cr, -1, 1);
}

/* Where the path may leave colour, in pixels of the device, no more than the picture shows. */
static Box
reach (cairo_t *cr,
       double   margin_px)
{
  double x0, y0, x1, y1, cx0, cy0, cx1, cy1;
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  cairo_identity_matrix (cr);
  cairo_path_extents (cr, &x0, &y0, &x1, &y1);
  cairo_clip_extents (cr, &cx0, &cy0, &cx1, &cy1);
  cairo_set_matrix (cr, &matrix);

  /* Outside the clip nothing shows, but it still bleeds in from as far as the margin. */
  x0 = MAX (x0, cx0 - margin_px) - margin_px;
  y0 = MAX (y0, cy0 - margin_px) - margin_px;
  x1 = MIN (x1, cx1 + margin_px) + margin_px;
  y1 = MIN (y1, cy1 + margin_px) + margin_px;
  return (Box) { floor (x0), floor (y0), ceil (x1 - floor (x0)), ceil (y1 - floor (y0)) };
}

static cairo_surface_t *
draw_small (cairo_t            *cr,
            const Box          *box,
            double              shrink,
            double              width)
{
  g_autoptr(cairo_path_t) path = cairo_copy_path (cr);
  int columns = (int) ceil (box->width * shrink) + 1;
  int rows = (int) ceil (box->height * shrink) + 1;
  cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_A8, columns, rows);
  g_autoptr(cairo_t) pen = cairo_create (small);
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  cairo_scale (pen, shrink, shrink);
  cairo_translate (pen, -box->x, -box->y);
  cairo_transform (pen, &matrix);
  cairo_append_path (pen, path);
  cairo_set_line_width (pen, width);
  cairo_set_line_cap (pen, CAIRO_LINE_CAP_ROUND);
  if (width > 0)
    cairo_stroke (pen);
  else
    cairo_fill (pen);
  cairo_surface_flush (small);
  return small;
}

/* Where each column or row of the large mask lies between two of the small one. */
typedef struct
{
  guint16 before;
  guint16 after;
  guint16 share; /* of @after, 0 to 256 */
} Tap;

static Tap *
make_taps (int    n,
           int    n_small,
           double shrink)
{
  Tap *taps = g_new (Tap, n);

  for (int i = 0; i < n; i++)
    {
      double at = CLAMP ((i + 0.5) * shrink - 0.5, 0, n_small - 1);
      int before = (int) at;

      taps[i] = (Tap) { before, MIN (before + 1, n_small - 1), lround ((at - before) * 256) };
    }
  return taps;
}

static void
stretch_row (const guint16 *row,
             const Tap     *columns,
             int            n,
             guint8        *to)
{
  for (int x = 0; x < n; x++)
    {
      guint before = row[columns[x].before];
      guint after = row[columns[x].after];

      to[x] = (before * (256 - columns[x].share) + after * columns[x].share) >> 16;
    }
}

/* Stretches by straight lines between the samples: far quicker than a scaled pattern. */
static cairo_surface_t *
stretch (cairo_surface_t *small,
         const Box       *box,
         double           shrink)
{
  int width = (int) box->width;
  int height = (int) box->height;
  int small_width = cairo_image_surface_get_width (small);
  cairo_surface_t *large = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  g_autofree Tap *columns = make_taps (width, small_width, shrink);
  g_autofree Tap *rows = make_taps (height, cairo_image_surface_get_height (small), shrink);
  g_autofree guint16 *row = g_new (guint16, small_width);
  const guint8 *from = cairo_image_surface_get_data (small);
  gsize from_stride = cairo_image_surface_get_stride (small);
  guint8 *to = cairo_image_surface_get_data (large);
  gsize to_stride = cairo_image_surface_get_stride (large);

  for (int y = 0; y < height; y++)
    {
      const guint8 *before = from + rows[y].before * from_stride;
      const guint8 *after = from + rows[y].after * from_stride;

      for (int x = 0; x < small_width; x++)
        row[x] = before[x] * (256 - rows[y].share) + after[x] * rows[y].share;
      stretch_row (row, columns, width, to + y * to_stride);
    }
  cairo_surface_mark_dirty (large);
  return large;
}

static void
stamp (cairo_t         *cr,
       cairo_surface_t *small,
       const Box       *box,
       double           shrink)
{
  g_autoptr(cairo_surface_t) large = stretch (small, box, shrink);
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  cairo_identity_matrix (cr);
  cairo_mask_surface (cr, large, box->x, box->y);
  cairo_set_matrix (cr, &matrix);
}

static void
soft (cairo_t *cr,
      DzTint   tint,
      double   alpha,
      double   width,
      double   sigma)
{
  g_autoptr(cairo_surface_t) small = NULL;
  cairo_matrix_t matrix;
  double scale, sigma_px, shrink;
  Box box;

  cairo_get_matrix (cr, &matrix);
  scale = sqrt (fabs (matrix.xx * matrix.yy - matrix.xy * matrix.yx));
  sigma_px = MAX (sigma * scale, 0.5);
  shrink = MIN (1, SMALL_SIGMA_PX / sigma_px);
  box = reach (cr, 3 * sigma_px + width * scale / 2 + 1);

  if (box.width > 0 && box.height > 0)
    {
      small = draw_small (cr, &box, shrink, width);
      dz_box_blur (cairo_image_surface_get_data (small),
                   cairo_image_surface_get_width (small), cairo_image_surface_get_height (small),
                   cairo_image_surface_get_stride (small), 1, sigma_px * shrink);
      dz_brush_set (cr, tint, alpha);
      cairo_new_path (cr);
      stamp (cr, small, &box, shrink);
    }
  cairo_new_path (cr);
}

/* Fills the path with an edge that fades over @sigma, in user units. */
void
dz_brush_soft_fill (cairo_t *cr,
                    DzTint   tint,
                    double   alpha,
                    double   sigma)
{
  soft (cr, tint, alpha, 0, sigma);
}

void
dz_brush_soft_stroke (cairo_t *cr,
                      DzTint   tint,
                      double   alpha,
                      double   width,
                      double   sigma)
{
  soft (cr, tint, alpha, width, sigma);
}
