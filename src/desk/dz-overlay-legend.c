/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-overlay-legend.h"

#include <glib/gi18n.h>
#include <math.h>

/* In px of the view. */
#define PADDING 7
#define GAP 5
#define RADIUS 6
#define SWATCH_WIDTH 24
#define SWATCH_HEIGHT 14
#define SCALE_WIDTH 140
#define SCALE_HEIGHT 12
#define FONT_SCALE 0.86

/* Where the scale has its numbers. */
#define N_TICKS 5

struct _DzOverlayLegend
{
  PangoContext *pango;  /* owned */
  DzOverlayKind kind;
  gboolean      possible;
  double        width;
  double        height;
  double        line;   /* height of a line of text */
};

static const char *
say_title (const DzOverlayLegend *self)
{
  if (!self->possible)
    return _("The background was not measured");
  /* TRANSLATORS: legend of a colour scale; ΔE is the unit of a difference of colours */
  return self->kind == DZ_OVERLAY_WALL ? _("Background, ΔE from its colour")
                                       : _("Detail lost to light or dark");
}

static PangoLayout *
new_layout (const DzOverlayLegend *self,
            const char            *text)
{
  PangoLayout *layout = pango_layout_new (self->pango);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (FONT_SCALE));
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

/* Returns how wide the text is; paints it where there is something to paint on. */
static double
put_text (const DzOverlayLegend *self,
          cairo_t               *cr,
          const char            *text,
          double                 x,
          double                 y)
{
  g_autoptr(PangoLayout) layout = new_layout (self, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  if (cr == NULL)
    return width;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  return width;
}

static void
measure (DzOverlayLegend *self)
{
  g_autoptr(PangoLayout) layout = new_layout (self, say_title (self));
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);
  self->line = height;
  self->width = MAX (width, SCALE_WIDTH + 2 * GAP) + 2 * PADDING;
  self->height = height + 2 * PADDING;
  if (self->possible && self->kind == DZ_OVERLAY_WALL)
    self->height += GAP + SCALE_HEIGHT + height;
  else if (self->possible)
    self->height += 2 * (GAP + height);
}

/**
 * dz_overlay_legend_new:
 * @pango: fonts and text direction
 * @kind: what lies over the photo
 * @possible: whether it can be shown of this photo; where not, the legend says why
 *
 * Returns: (transfer full): its legend
 */
DzOverlayLegend *
dz_overlay_legend_new (PangoContext  *pango,
                       DzOverlayKind  kind,
                       gboolean       possible)
{
  DzOverlayLegend *self;

  g_return_val_if_fail (PANGO_IS_CONTEXT (pango), NULL);
  g_return_val_if_fail (kind != DZ_OVERLAY_NONE && kind < DZ_N_OVERLAYS, NULL);

  self = g_new0 (DzOverlayLegend, 1);
  self->pango = g_object_ref (pango);
  self->kind = kind;
  self->possible = possible;
  measure (self);
  return self;
}

/**
 * dz_overlay_legend_free:
 * @self: (transfer full) (nullable): a legend
 */
void
dz_overlay_legend_free (DzOverlayLegend *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->pango);
  g_free (self);
}

/**
 * dz_overlay_legend_get_height:
 * @self: a legend
 *
 * Returns: its height, px
 */
double
dz_overlay_legend_get_height (const DzOverlayLegend *self)
{
  return self->height;
}

/* The same pixels as over the photo. */
static void
set_pixel (cairo_t *cr,
           guint32  pixel)
{
  double alpha = (pixel >> 24) / 255.0;

  cairo_set_source_rgb (cr, ((pixel >> 16) & 0xff) / 255.0 / alpha,
                        ((pixel >> 8) & 0xff) / 255.0 / alpha, (pixel & 0xff) / 255.0 / alpha);
}

static void
paint_scale (const DzOverlayLegend *self,
             cairo_t               *cr,
             double                 x,
             double                 y)
{
  for (guint i = 0; i < SCALE_WIDTH; i++)
    {
      set_pixel (cr, dz_photo_overlay_heat (DZ_OVERLAY_DEVIATION_MAX * i / SCALE_WIDTH));
      cairo_rectangle (cr, x + i, y, 1, SCALE_HEIGHT);
      cairo_fill (cr);
    }
  for (guint i = 0; i < N_TICKS; i++)
    {
      double value = DZ_OVERLAY_DEVIATION_MAX * i / (N_TICKS - 1);
      g_autofree char *number = g_strdup_printf (i + 1 < N_TICKS ? "%.0f" : "%.0f+", value);
      double width = put_text (self, NULL, number, 0, 0);
      double middle = x + SCALE_WIDTH * i / (double) (N_TICKS - 1);

      put_text (self, cr, number, CLAMP (middle - width / 2, x, x + SCALE_WIDTH + GAP - width / 2),
                y + SCALE_HEIGHT);
    }
}

static void
paint_swatch (cairo_t *cr,
              guint32  sample,
              double   x,
              double   y)
{
  for (guint row = 0; row < SWATCH_HEIGHT; row++)
    for (guint column = 0; column < SWATCH_WIDTH; column++)
      {
        guint32 pixel = dz_photo_overlay_clipped (sample, column, row);

        set_pixel (cr, pixel != 0 ? pixel : sample);
        cairo_rectangle (cr, x + column, y + row, 1, 1);
        cairo_fill (cr);
      }
}

static void
paint_line (const DzOverlayLegend *self,
            cairo_t               *cr,
            guint32                sample,
            const char            *text,
            double                 x,
            double                 y)
{
  paint_swatch (cr, sample, x, round (y + (self->line - SWATCH_HEIGHT) / 2));
  put_text (self, cr, text, x + SWATCH_WIDTH + GAP, y);
}

static void
paint_ground (const DzOverlayLegend *self,
              cairo_t               *cr,
              double                 x,
              double                 y)
{
  double right = x + self->width;
  double bottom = y + self->height;

  cairo_new_sub_path (cr);
  cairo_arc (cr, right - RADIUS, y + RADIUS, RADIUS, -G_PI_2, 0);
  cairo_arc (cr, right - RADIUS, bottom - RADIUS, RADIUS, 0, G_PI_2);
  cairo_arc (cr, x + RADIUS, bottom - RADIUS, RADIUS, G_PI_2, G_PI);
  cairo_arc (cr, x + RADIUS, y + RADIUS, RADIUS, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, 0.11, 0.11, 0.12, 0.9);
  cairo_fill (cr);
}

/**
 * dz_overlay_legend_paint:
 * @self: a legend
 * @cr: draws in px of the view
 * @x: left edge
 * @y: upper edge
 */
void
dz_overlay_legend_paint (const DzOverlayLegend *self,
                         cairo_t               *cr,
                         double                 x,
                         double                 y)
{
  double left = x + PADDING;
  double top = round (y) + PADDING;

  g_return_if_fail (self != NULL && cr != NULL);

  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  paint_ground (self, cr, x, round (y));
  put_text (self, cr, say_title (self), left, top);
  top += self->line + GAP;
  if (self->possible && self->kind == DZ_OVERLAY_WALL)
    paint_scale (self, cr, left, top);
  else if (self->possible)
    {
      paint_line (self, cr, 0xffffffff, _("Burnt out"), left, top);
      paint_line (self, cr, 0xff000000, _("Too dark"), left, top + self->line + GAP);
    }
  cairo_restore (cr);
}
