/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-guide-painter.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dz-guide-label.h"
#include "dz-outcome-look.h"

/* All of it in px of the view. Places stand on rulers beside the photo; over the photo there are
 * only stubs, which end before the face. */
#define RULER_GAP 12
#define RULER_WIDTH 7
#define THIN_WIDTH 2
#define LABEL_GAP 10
#define EDGE_GAP 4
#define TICK 6
#define CHEEK_TICK 14

/* How far from the face a stub ends, and how long it is where no face is known; shares of the
 * photo's width. */
#define FACE_GAP_SHARE 0.06
#define STUB_SHARE 0.16

#define HALO_WIDTH 4.0
#define LINE_WIDTH 2.0

/* Each outcome has dashes of its own besides its colour: solid, long, short. */
static const struct
{
  double dashes[2];
  int n_dashes;
} strokes[] = {
  [DZ_OUTCOME_PASS] = { { 0, 0 }, 0 },
  [DZ_OUTCOME_WARN] = { { 10, 5 }, 2 },
  [DZ_OUTCOME_FAIL] = { { 4, 4 }, 2 },
  [DZ_OUTCOME_UNMEASURED] = { { 1, 4 }, 2 },
};

static gboolean
has_span (const DzGuideSpan *span)
{
  return isfinite (span->min) && isfinite (span->max);
}

static void
set_colour (cairo_t   *cr,
            DzOutcome  outcome)
{
  const GdkRGBA *colour = dz_guide_colour (outcome);

  cairo_set_source_rgb (cr, colour->red, colour->green, colour->blue);
}

/* Whole device pixels, so that a thin line is one. */
static double
snap (double position)
{
  return floor (position) + 0.5;
}

/* A dark halo under a light line is seen on any photo. */
static void
stroke (cairo_t   *cr,
        DzOutcome  outcome)
{
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, HALO_WIDTH);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.55);
  cairo_stroke_preserve (cr);
  cairo_set_dash (cr, strokes[outcome].dashes, strokes[outcome].n_dashes, 0);
  cairo_set_line_width (cr, LINE_WIDTH);
  set_colour (cr, outcome);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
line (cairo_t   *cr,
      DzOutcome  outcome,
      double     x1,
      double     y1,
      double     x2,
      double     y2)
{
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
  stroke (cr, outcome);
}

static void
bar (cairo_t *cr,
     double   x,
     double   y,
     double   width,
     double   height)
{
  cairo_rectangle (cr, x, y, width, height);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.8);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 1);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_stroke (cr);
}

static void
bar_down (const DzGuideScene *scene,
          cairo_t            *cr,
          double              x,
          const DzGuideSpan  *span,
          double              width)
{
  double top = dz_photo_frame_to_y (&scene->frame, span->min);
  double bottom = dz_photo_frame_to_y (&scene->frame, span->max);

  bar (cr, snap (x - width / 2.0), top, width, bottom - top);
}

static void
bar_across (const DzGuideScene *scene,
            cairo_t            *cr,
            double              y,
            const DzGuideSpan  *span,
            double              width)
{
  double left = dz_photo_frame_to_x (&scene->frame, span->min);
  double right = dz_photo_frame_to_x (&scene->frame, span->max);

  bar (cr, left, snap (y - width / 2.0), right - left, width);
}

/* What is allowed: a pale bar that the end of a line should touch, and a thin one where it only
 * warns. */
static void
band_down (const DzGuideScene *scene,
           cairo_t            *cr,
           double              x,
           const DzGuideBand  *band)
{
  if (!has_span (&band->pass))
    return;
  bar_down (scene, cr, x, &band->warn, THIN_WIDTH);
  bar_down (scene, cr, x, &band->pass, RULER_WIDTH);
}

static void
band_across (const DzGuideScene *scene,
             cairo_t            *cr,
             double              y,
             const DzGuideBand  *band)
{
  if (!has_span (&band->pass))
    return;
  bar_across (scene, cr, y, &band->warn, THIN_WIDTH);
  bar_across (scene, cr, y, &band->pass, RULER_WIDTH);
}

/* Rulers stand beside the photo, or on its rim where the view is too narrow. */
static double
left_ruler (const DzGuideScene *scene)
{
  return MAX (scene->frame.bounds.origin.x - RULER_GAP, RULER_WIDTH);
}

static double
right_ruler (const DzGuideScene *scene)
{
  const graphene_rect_t *photo = &scene->frame.bounds;

  return MIN (photo->origin.x + photo->size.width + RULER_GAP, scene->width - RULER_WIDTH);
}

static DzGuideLabel *
new_label (const DzGuideScene *scene,
           const DzGuide      *guide,
           gboolean            one_line)
{
  gboolean measured = *guide->value != '\0';
  g_autofree char *title = g_strdup_printf ("%s %s", guide->name,
                                            measured ? guide->value
                                                     : dz_outcome_word (DZ_OUTCOME_UNMEASURED));
  g_autofree char *limit = guide->corrected && *guide->limit != '\0'
                             /* TRANSLATORS: "50–110 px · corrected": a line that was moved */
                             ? g_strdup_printf (_("%s · corrected"), guide->limit)
                             : g_strdup (guide->corrected ? _("corrected") : guide->limit);

  return dz_guide_label_new (scene->pango, guide->outcome, title, limit, one_line);
}

/* Of a photo that reaches beyond the view some places are not seen, and nothing is said of them. */
static gboolean
is_out_of_sight (const DzGuideScene *scene,
                 double              y)
{
  const graphene_rect_t *photo = &scene->frame.bounds;

  return (y < 0 && photo->origin.y < 0)
         || (y > scene->height && photo->origin.y + photo->size.height > scene->height);
}

/* Beside @x at the height @y, within the view. */
static void
put_label (const DzGuideScene *scene,
           cairo_t            *cr,
           const DzGuide      *guide,
           gboolean            one_line,
           gboolean            to_the_left,
           double              x,
           double              y)
{
  g_autoptr(DzGuideLabel) label = NULL;
  double width;
  double height;
  double left;

  if (is_out_of_sight (scene, y))
    return;
  label = new_label (scene, guide, one_line);
  width = dz_guide_label_get_width (label);
  height = dz_guide_label_get_height (label);
  left = to_the_left ? x - LABEL_GAP - width : x + LABEL_GAP;
  left = CLAMP (left, EDGE_GAP, MAX (EDGE_GAP, scene->width - EDGE_GAP - width));
  y = CLAMP (y - height / 2, 0, MAX (0, scene->height - height));
  dz_guide_label_paint (label, cr, round (left), round (y));
}

/* From both rims of the photo towards the face, and no further. */
static void
stubs (const DzGuideScene *scene,
       cairo_t            *cr,
       DzOutcome           outcome,
       double              photo_y,
       gboolean            whole)
{
  const graphene_rect_t *photo = &scene->frame.bounds;
  const DzGuideSpan *face = &scene->guides->face;
  double y = snap (dz_photo_frame_to_y (&scene->frame, photo_y));
  double left = photo->origin.x;
  double right = left + photo->size.width;
  double gap = FACE_GAP_SHARE * photo->size.width;
  double left_end = left + STUB_SHARE * photo->size.width;
  double right_end = right - STUB_SHARE * photo->size.width;

  if (has_span (face))
    {
      left_end = dz_photo_frame_to_x (&scene->frame, face->min) - gap;
      right_end = dz_photo_frame_to_x (&scene->frame, face->max) + gap;
    }
  if (whole)
    {
      line (cr, outcome, left_ruler (scene), y, right_ruler (scene), y);
      return;
    }
  if (left_end > left_ruler (scene))
    line (cr, outcome, left_ruler (scene), y, left_end, y);
  if (right_end < right_ruler (scene))
    line (cr, outcome, right_end, y, right_ruler (scene), y);
}

static void
paint_place_down (const DzGuideScene *scene,
                  cairo_t            *cr,
                  DzGuideKind         kind,
                  DzLine              moved)
{
  const DzGuide *guide = &scene->guides->guides[kind];
  double photo_y = dz_photo_guides_line_start (scene->guides, moved);
  gboolean held = scene->held == (int) moved;

  band_down (scene, cr, right_ruler (scene), &guide->bands[0]);
  if (has_span (&guide->measured) || held)
    stubs (scene, cr, guide->outcome, photo_y, held);
}

static void
label_place_down (const DzGuideScene *scene,
                  cairo_t            *cr,
                  DzGuideKind         kind,
                  DzLine              moved)
{
  const DzGuide *guide = &scene->guides->guides[kind];
  double photo_y = dz_photo_guides_line_start (scene->guides, moved);

  if (has_span (&guide->measured) || has_span (&guide->bands[0].pass))
    put_label (scene, cr, guide, FALSE, FALSE, right_ruler (scene),
               dz_photo_frame_to_y (&scene->frame, photo_y));
}

/* The chin has no rule of its own; it is the lower end of the head. */
static void
paint_head (const DzGuideScene *scene,
            cairo_t            *cr)
{
  const DzGuide *guide = &scene->guides->guides[DZ_GUIDE_HEAD];
  gboolean held = scene->held == DZ_LINE_CHIN;
  double x = snap (left_ruler (scene));
  double top;
  double bottom;

  band_down (scene, cr, left_ruler (scene), &guide->bands[0]);
  if (isfinite (scene->guides->lines[DZ_LINE_CHIN]) || held)
    stubs (scene, cr, guide->outcome,
           dz_photo_guides_line_start (scene->guides, DZ_LINE_CHIN), held);
  if (!has_span (&guide->measured))
    return;
  top = dz_photo_frame_to_y (&scene->frame, guide->measured.min);
  bottom = dz_photo_frame_to_y (&scene->frame, guide->measured.max);
  line (cr, guide->outcome, x, top, x, bottom);
  line (cr, guide->outcome, x - TICK, snap (top), x + TICK, snap (top));
  line (cr, guide->outcome, x - TICK, snap (bottom), x + TICK, snap (bottom));
}

static void
label_head (const DzGuideScene *scene,
            cairo_t            *cr)
{
  const DzGuide *guide = &scene->guides->guides[DZ_GUIDE_HEAD];

  if (has_span (&guide->measured))
    put_label (scene, cr, guide, FALSE, TRUE, snap (left_ruler (scene)),
               dz_photo_frame_to_y (&scene->frame,
                                    (guide->measured.min + guide->measured.max) / 2));
}

static double
below_photo (const DzGuideScene *scene)
{
  const graphene_rect_t *photo = &scene->frame.bounds;

  return snap (MIN (photo->origin.y + photo->size.height + RULER_GAP, scene->height - RULER_WIDTH));
}

static double
above_photo (const DzGuideScene *scene)
{
  return snap (MAX (scene->frame.bounds.origin.y - RULER_GAP, RULER_WIDTH));
}

/* Beside each cheek, halfway from the eyes to the chin. */
static void
paint_cheek (const DzGuideScene *scene,
             cairo_t            *cr,
             DzOutcome           outcome,
             double              x)
{
  double eyes = scene->guides->lines[DZ_LINE_EYES];
  double chin = scene->guides->lines[DZ_LINE_CHIN];
  double y = dz_photo_frame_to_y (&scene->frame, (eyes + chin) / 2);

  if (isfinite (y))
    line (cr, outcome, x, y - CHEEK_TICK, x, y + CHEEK_TICK);
}

static void
paint_face (const DzGuideScene *scene,
            cairo_t            *cr)
{
  const DzGuide *guide = &scene->guides->guides[DZ_GUIDE_FACE];
  double y = below_photo (scene);
  double left;
  double right;

  if (!has_span (&guide->measured))
    return;
  band_across (scene, cr, y, &guide->bands[0]);
  band_across (scene, cr, y, &guide->bands[1]);
  left = snap (dz_photo_frame_to_x (&scene->frame, guide->measured.min));
  right = snap (dz_photo_frame_to_x (&scene->frame, guide->measured.max));
  line (cr, guide->outcome, left, y, right, y);
  line (cr, guide->outcome, left, y - TICK, left, y + TICK);
  line (cr, guide->outcome, right, y - TICK, right, y + TICK);
  paint_cheek (scene, cr, guide->outcome, left);
  paint_cheek (scene, cr, guide->outcome, right);
}

/* Above the photo, and down to the crown. */
static void
paint_centre (const DzGuideScene *scene,
              cairo_t            *cr)
{
  const DzGuide *guide = &scene->guides->guides[DZ_GUIDE_CENTRE];
  double crown = scene->guides->lines[DZ_LINE_CROWN];
  double y = above_photo (scene);
  double x;
  double end;

  if (!has_span (&guide->measured))
    return;
  band_across (scene, cr, y, &guide->bands[0]);
  x = snap (dz_photo_frame_to_x (&scene->frame, guide->measured.min));
  end = isfinite (crown) ? dz_photo_frame_to_y (&scene->frame, crown / 2) : y + TICK;
  line (cr, guide->outcome, x, y - TICK, x, MAX (end, y + TICK));
}

/* Beside what was measured and what is allowed. */
static void
label_across (const DzGuideScene *scene,
              cairo_t            *cr,
              DzGuideKind         kind,
              const DzGuideBand  *band,
              double              y)
{
  const DzGuide *guide = &scene->guides->guides[kind];
  double end = guide->measured.max;

  if (!has_span (&guide->measured))
    return;
  if (has_span (&band->pass))
    end = MAX (end, band->warn.max);
  put_label (scene, cr, guide, TRUE, FALSE, snap (dz_photo_frame_to_x (&scene->frame, end)), y);
}

/* After all lines, for none of them may cross what is to be read. */
static void
paint_labels (const DzGuideScene *scene,
              cairo_t            *cr)
{
  const DzGuide *guides = scene->guides->guides;

  label_across (scene, cr, DZ_GUIDE_FACE, &guides[DZ_GUIDE_FACE].bands[1], below_photo (scene));
  label_across (scene, cr, DZ_GUIDE_CENTRE, &guides[DZ_GUIDE_CENTRE].bands[0],
                above_photo (scene));
  label_head (scene, cr);
  label_place_down (scene, cr, DZ_GUIDE_CROWN, DZ_LINE_CROWN);
  label_place_down (scene, cr, DZ_GUIDE_EYES, DZ_LINE_EYES);
}

/**
 * dz_guide_painter_paint:
 * @scene: what to draw, and where
 * @cr: draws in px of the view
 *
 * Draws the measured lines against the profile's bands. Every outcome has its colour, its dashes
 * and a mark beside its numbers.
 */
void
dz_guide_painter_paint (const DzGuideScene *scene,
                        cairo_t            *cr)
{
  g_return_if_fail (scene != NULL && cr != NULL);

  if (scene->guides == NULL || dz_photo_frame_is_empty (&scene->frame))
    return;
  cairo_save (cr);
  paint_face (scene, cr);
  paint_centre (scene, cr);
  paint_head (scene, cr);
  paint_place_down (scene, cr, DZ_GUIDE_CROWN, DZ_LINE_CROWN);
  paint_place_down (scene, cr, DZ_GUIDE_EYES, DZ_LINE_EYES);
  paint_labels (scene, cr);
  cairo_restore (cr);
}
