/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-guide-label.h"

#include <math.h>

/* In px of the view. */
#define PADDING_X 6
#define PADDING_Y 2
#define RADIUS 5
#define MARK_GAP 5

/* Of the widget's font. */
#define FONT_SCALE 0.86

struct _DzGuideLabel
{
  PangoLayout *layout; /* owned */
  DzOutcome    outcome;
  double       text_width;
  double       text_height;
  double       mark;   /* its size, px */
};

/**
 * dz_guide_colour:
 * @outcome: what a rule said
 *
 * Returns: the colour that stands for it over a photo: light, whatever the theme, as it has always
 *   something dark behind it
 */
const GdkRGBA *
dz_guide_colour (DzOutcome outcome)
{
  static const GdkRGBA colours[] = {
    [DZ_OUTCOME_PASS] = { 0.56f, 0.94f, 0.64f, 1 },
    [DZ_OUTCOME_WARN] = { 1.0f, 0.87f, 0.35f, 1 },
    [DZ_OUTCOME_FAIL] = { 1.0f, 0.55f, 0.48f, 1 },
    [DZ_OUTCOME_UNMEASURED] = { 0.87f, 0.87f, 0.87f, 1 },
  };

  g_return_val_if_fail (outcome < G_N_ELEMENTS (colours), NULL);
  return &colours[outcome];
}

static PangoAttrList *
new_attributes (gsize title_length,
                gsize length)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  PangoAttribute *pale = pango_attr_foreground_alpha_new (G_MAXUINT16 / 5 * 4);

  bold->end_index = (guint) title_length;
  pale->start_index = (guint) title_length;
  pale->end_index = (guint) length;
  pango_attr_list_insert (attributes, bold);
  pango_attr_list_insert (attributes, pale);
  pango_attr_list_insert (attributes, pango_attr_scale_new (FONT_SCALE));
  return attributes;
}

/**
 * dz_guide_label_new:
 * @pango: fonts and text direction
 * @outcome: whose mark stands before the words
 * @title: what it is, and how much
 * @remark: what is allowed; "" for nothing
 * @one_line: whether both stand in one line, instead of two
 *
 * Returns: (transfer full): a label
 */
DzGuideLabel *
dz_guide_label_new (PangoContext *pango,
                    DzOutcome     outcome,
                    const char   *title,
                    const char   *remark,
                    gboolean      one_line)
{
  DzGuideLabel *self = g_new0 (DzGuideLabel, 1);
  g_autofree char *text = *remark != '\0'
                            ? g_strconcat (title, one_line ? "  " : "\n", remark, NULL)
                            : g_strdup (title);
  g_autoptr(PangoAttrList) attributes = new_attributes (strlen (title), strlen (text));
  PangoRectangle first;
  int width;
  int height;

  self->layout = pango_layout_new (pango);
  self->outcome = outcome;
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_set_attributes (self->layout, attributes);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  pango_layout_line_get_pixel_extents (pango_layout_get_line_readonly (self->layout, 0), NULL,
                                       &first);
  self->text_width = width;
  self->text_height = height;
  self->mark = round (first.height * 0.8);
  return self;
}

/**
 * dz_guide_label_free:
 * @self: (transfer full) (nullable): a label
 */
void
dz_guide_label_free (DzGuideLabel *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->layout);
  g_free (self);
}

/**
 * dz_guide_label_get_width:
 * @self: a label
 *
 * Returns: its width, px
 */
double
dz_guide_label_get_width (const DzGuideLabel *self)
{
  return self->text_width + self->mark + MARK_GAP + 2 * PADDING_X;
}

/**
 * dz_guide_label_get_height:
 * @self: a label
 *
 * Returns: its height, px
 */
double
dz_guide_label_get_height (const DzGuideLabel *self)
{
  return self->text_height + 2 * PADDING_Y;
}

static void
paint_ground (const DzGuideLabel *self,
              cairo_t            *cr,
              double              x,
              double              y)
{
  double right = x + dz_guide_label_get_width (self);
  double bottom = y + dz_guide_label_get_height (self);

  cairo_new_sub_path (cr);
  cairo_arc (cr, right - RADIUS, y + RADIUS, RADIUS, -G_PI_2, 0);
  cairo_arc (cr, right - RADIUS, bottom - RADIUS, RADIUS, 0, G_PI_2);
  cairo_arc (cr, x + RADIUS, bottom - RADIUS, RADIUS, G_PI_2, G_PI);
  cairo_arc (cr, x + RADIUS, y + RADIUS, RADIUS, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, 0.11, 0.11, 0.12, 0.86);
  cairo_fill (cr);
}

/* ✓ ! ✕ –, drawn: not every font has them. In a square of size 1. */
static void
trace_mark (cairo_t   *cr,
            DzOutcome  outcome)
{
  switch (outcome)
    {
    case DZ_OUTCOME_PASS:
      cairo_move_to (cr, 0.1, 0.55);
      cairo_line_to (cr, 0.4, 0.85);
      cairo_line_to (cr, 0.95, 0.2);
      break;
    case DZ_OUTCOME_WARN:
      cairo_move_to (cr, 0.5, 0.05);
      cairo_line_to (cr, 0.5, 0.6);
      cairo_move_to (cr, 0.5, 0.88);
      cairo_line_to (cr, 0.5, 0.92);
      break;
    case DZ_OUTCOME_FAIL:
      cairo_move_to (cr, 0.12, 0.12);
      cairo_line_to (cr, 0.88, 0.88);
      cairo_move_to (cr, 0.88, 0.12);
      cairo_line_to (cr, 0.12, 0.88);
      break;
    case DZ_OUTCOME_UNMEASURED:
    default:
      cairo_move_to (cr, 0.1, 0.5);
      cairo_line_to (cr, 0.9, 0.5);
      break;
    }
}

static void
paint_mark (const DzGuideLabel *self,
            cairo_t            *cr,
            double              x,
            double              y)
{
  const GdkRGBA *colour = dz_guide_colour (self->outcome);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, self->mark, self->mark);
  trace_mark (cr, self->outcome);
  cairo_restore (cr);
  cairo_set_line_width (cr, 2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_source_rgb (cr, colour->red, colour->green, colour->blue);
  cairo_stroke (cr);
}

/**
 * dz_guide_label_paint:
 * @self: a label
 * @cr: draws in px of the view
 * @x: left edge
 * @y: upper edge
 */
void
dz_guide_label_paint (const DzGuideLabel *self,
                      cairo_t            *cr,
                      double              x,
                      double              y)
{
  PangoRectangle first;

  g_return_if_fail (self != NULL && cr != NULL);

  pango_layout_line_get_pixel_extents (pango_layout_get_line_readonly (self->layout, 0), NULL,
                                       &first);
  cairo_save (cr);
  paint_ground (self, cr, x, y);
  paint_mark (self, cr, x + PADDING_X, y + PADDING_Y + (first.height - self->mark) / 2);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_move_to (cr, x + PADDING_X + self->mark + MARK_GAP, y + PADDING_Y);
  pango_cairo_show_layout (cr, self->layout);
  cairo_restore (cr);
}
