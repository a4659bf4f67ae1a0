/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-guide-painter.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dz-guide-label.h"
#include "dz-guide-pen.h"
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
#define STUB_MIN 20

/* How far from the face a stub ends, and how long it is where no face is known; shares of the
 * photo's width. */
#define FACE_GAP_SHARE 0.06
#define STUB_SHARE 0.16

/* Where rulers stand, px of the view. */
typedef struct
{
  double left;
  double right;
  double above;
  double below;
} Rulers;

/* What is drawn on a view; @labels stand beside what has any. */
typedef struct
{
  const DzPhotoGuides *guides;
  DzPhotoFrame         frame;
  double               width;
  double               height;
  int                  held;
  PangoContext        *pango;
  DzGuideLabel        *labels[DZ_N_GUIDES]; /* owned, nullable */
  Rulers               rulers;
} GuideDrawing;

static gboolean
has_span (const DzGuideSpan *span)
{
  return isfinite (span->min) && isfinite (span->max);
}

static void
bar_down (const GuideDrawing *drawing,
          cairo_t            *cr,
          double              x,
          const DzGuideSpan  *span,
          double              width)
{
  double top = dz_photo_frame_to_y (&drawing->frame, span->min);
  double bottom = dz_photo_frame_to_y (&drawing->frame, span->max);

  dz_guide_pen_bar (cr, dz_guide_pen_snap (x - width / 2.0), top, width, bottom - top);
}

static void
bar_across (const GuideDrawing *drawing,
            cairo_t            *cr,
            double              y,
            const DzGuideSpan  *span,
            double              width)
{
  double left = dz_photo_frame_to_x (&drawing->frame, span->min);
  double right = dz_photo_frame_to_x (&drawing->frame, span->max);

  dz_guide_pen_bar (cr, left, dz_guide_pen_snap (y - width / 2.0), right - left, width);
}

/* What is allowed: a pale bar that the end of a line should touch, and a thin one where it only
 * warns. */
static void
band_down (const GuideDrawing *drawing,
           cairo_t            *cr,
           double              x,
           const DzGuideBand  *band)
{
  if (!has_span (&band->pass))
    return;
  bar_down (drawing, cr, x, &band->warn, THIN_WIDTH);
  bar_down (drawing, cr, x, &band->pass, RULER_WIDTH);
}

static void
band_across (const GuideDrawing *drawing,
             cairo_t            *cr,
             double              y,
             const DzGuideBand  *band)
{
  if (!has_span (&band->pass))
    return;
  bar_across (drawing, cr, y, &band->warn, THIN_WIDTH);
  bar_across (drawing, cr, y, &band->pass, RULER_WIDTH);
}

static DzGuideLabel *
new_label (const GuideDrawing *drawing,
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

  return dz_guide_label_new (drawing->pango, guide->outcome, title, limit, one_line);
}

/* Of a photo that reaches beyond the view some places are not seen, and nothing is said of them. */
static gboolean
is_out_of_sight (const GuideDrawing *drawing,
                 double              y)
{
  const graphene_rect_t *photo = &drawing->frame.bounds;

  return (y < 0 && photo->origin.y < 0)
         || (y > drawing->height && photo->origin.y + photo->size.height > drawing->height);
}

/* Beside @x at the height @y, within the view. */
static void
put_label (const GuideDrawing *drawing,
           cairo_t            *cr,
           const DzGuideLabel *label,
           gboolean            to_the_left,
           double              x,
           double              y)
{
  double width = dz_guide_label_get_width (label);
  double height = dz_guide_label_get_height (label);
  double left = to_the_left ? x - LABEL_GAP - width : x + LABEL_GAP;

  left = CLAMP (left, EDGE_GAP, MAX (EDGE_GAP, drawing->width - EDGE_GAP - width));
  y = CLAMP (y - height / 2, 0, MAX (0, drawing->height - height));
  dz_guide_label_paint (label, cr, round (left), round (y));
}

/* Where the stubs of a line end before the face, px of the view. */
static void
find_stub_ends (const GuideDrawing *drawing,
                double             *left_end,
                double             *right_end)
{
  const graphene_rect_t *photo = &drawing->frame.bounds;
  const DzGuideSpan *face = &drawing->guides->face;
  double gap = FACE_GAP_SHARE * photo->size.width;

  *left_end = photo->origin.x + STUB_SHARE * photo->size.width;
  *right_end = photo->origin.x + (1 - STUB_SHARE) * photo->size.width;
  if (!has_span (face))
    return;
  *left_end = dz_photo_frame_to_x (&drawing->frame, face->min) - gap;
  *right_end = dz_photo_frame_to_x (&drawing->frame, face->max) + gap;
}

/* From both rulers towards the face, and no further; @whole: over all of the photo. */
static void
stubs (const GuideDrawing *drawing,
       cairo_t            *cr,
       DzOutcome           outcome,
       double              photo_y,
       gboolean            whole)
{
  const graphene_rect_t *photo = &drawing->frame.bounds;
  double y = dz_guide_pen_snap (dz_photo_frame_to_y (&drawing->frame, photo_y));
  double left = drawing->rulers.left;
  double right = drawing->rulers.right;
  double left_end;
  double right_end;

  find_stub_ends (drawing, &left_end, &right_end);
  if (whole)
    dz_guide_pen_line (cr, outcome, MIN (left, photo->origin.x), y,
                       MAX (right, photo->origin.x + photo->size.width), y);
  if (!whole && left_end > left)
    dz_guide_pen_line (cr, outcome, left, y, left_end, y);
  if (!whole && right_end < right)
    dz_guide_pen_line (cr, outcome, right_end, y, right, y);
}

static void
paint_place_down (const GuideDrawing *drawing,
                  cairo_t            *cr,
                  DzGuideKind         kind,
                  DzLine              moved)
{
  const DzGuide *guide = &drawing->guides->guides[kind];
  double photo_y = dz_photo_guides_line_start (drawing->guides, moved);
  gboolean held = drawing->held == (int) moved;

  band_down (drawing, cr, drawing->rulers.right, &guide->bands[0]);
  if (has_span (&guide->measured) || held)
    stubs (drawing, cr, guide->outcome, photo_y, held);
}

/* The chin has no rule of its own; it is the lower end of the head. */
static void
paint_head (const GuideDrawing *drawing,
            cairo_t            *cr)
{
  const DzGuide *guide = &drawing->guides->guides[DZ_GUIDE_HEAD];
  gboolean held = drawing->held == DZ_LINE_CHIN;
  double x = dz_guide_pen_snap (drawing->rulers.left);
  double top;
  double bottom;

  band_down (drawing, cr, drawing->rulers.left, &guide->bands[0]);
  if (isfinite (drawing->guides->lines[DZ_LINE_CHIN]) || held)
    stubs (drawing, cr, guide->outcome,
           dz_photo_guides_line_start (drawing->guides, DZ_LINE_CHIN), held);
  if (!has_span (&guide->measured))
    return;
  top = dz_guide_pen_snap (dz_photo_frame_to_y (&drawing->frame, guide->measured.min));
  bottom = dz_guide_pen_snap (dz_photo_frame_to_y (&drawing->frame, guide->measured.max));
  dz_guide_pen_line (cr, guide->outcome, x, top, x, bottom);
  dz_guide_pen_line (cr, guide->outcome, x - TICK, top, x + TICK, top);
  dz_guide_pen_line (cr, guide->outcome, x - TICK, bottom, x + TICK, bottom);
}

/* Beside each cheek, halfway from the eyes to the chin. */
static void
paint_cheek (const GuideDrawing *drawing,
             cairo_t            *cr,
             DzOutcome           outcome,
             double              x)
{
  double eyes = drawing->guides->lines[DZ_LINE_EYES];
  double chin = drawing->guides->lines[DZ_LINE_CHIN];
  double y = dz_photo_frame_to_y (&drawing->frame, (eyes + chin) / 2);

  if (isfinite (y))
    dz_guide_pen_line (cr, outcome, x, y - CHEEK_TICK, x, y + CHEEK_TICK);
}

static void
paint_face (const GuideDrawing *drawing,
            cairo_t            *cr)
{
  const DzGuide *guide = &drawing->guides->guides[DZ_GUIDE_FACE];
  double y = drawing->rulers.below;
  double left;
  double right;

  if (!has_span (&guide->measured))
    return;
  band_across (drawing, cr, y, &guide->bands[0]);
  band_across (drawing, cr, y, &guide->bands[1]);
  left = dz_guide_pen_snap (dz_photo_frame_to_x (&drawing->frame, guide->measured.min));
  right = dz_guide_pen_snap (dz_photo_frame_to_x (&drawing->frame, guide->measured.max));
  dz_guide_pen_line (cr, guide->outcome, left, y, right, y);
  dz_guide_pen_line (cr, guide->outcome, left, y - TICK, left, y + TICK);
  dz_guide_pen_line (cr, guide->outcome, right, y - TICK, right, y + TICK);
  paint_cheek (drawing, cr, guide->outcome, left);
  paint_cheek (drawing, cr, guide->outcome, right);
}

/* Above the photo, and down to the crown. */
static void
paint_centre (const GuideDrawing *drawing,
              cairo_t            *cr)
{
  const DzGuide *guide = &drawing->guides->guides[DZ_GUIDE_CENTRE];
  double crown = drawing->guides->lines[DZ_LINE_CROWN];
  double y = drawing->rulers.above;
  double x;
  double end;

  if (!has_span (&guide->measured))
    return;
  band_across (drawing, cr, y, &guide->bands[0]);
  x = dz_guide_pen_snap (dz_photo_frame_to_x (&drawing->frame, guide->measured.min));
  end = isfinite (crown) ? dz_photo_frame_to_y (&drawing->frame, crown / 2) : y + TICK;
  dz_guide_pen_line (cr, guide->outcome, x, y - TICK, x, MAX (end, y + TICK));
}

/* ---- words ---- */

/* The height at which a place down the photo is told, px of the view. */
static double
find_label_y (const GuideDrawing *drawing,
              DzGuideKind         kind)
{
  const DzGuideSpan *measured = &drawing->guides->guides[kind].measured;
  double photo_y = (measured->min + measured->max) / 2;

  if (kind != DZ_GUIDE_HEAD)
    photo_y = dz_photo_guides_line_start (drawing->guides, kind == DZ_GUIDE_CROWN ? DZ_LINE_CROWN
                                                                                  : DZ_LINE_EYES);
  return dz_photo_frame_to_y (&drawing->frame, photo_y);
}

static double
make_label (GuideDrawing *drawing,
            DzGuideKind   kind)
{
  const DzGuide *guide = &drawing->guides->guides[kind];
  gboolean said = has_span (&guide->measured)
                  || (kind != DZ_GUIDE_HEAD && has_span (&guide->bands[0].pass));

  if (!said || is_out_of_sight (drawing, find_label_y (drawing, kind)))
    return 0;
  drawing->labels[kind] = new_label (drawing, guide, FALSE);
  return dz_guide_label_get_width (drawing->labels[kind]) + LABEL_GAP + EDGE_GAP;
}

static void
paint_label (const GuideDrawing *drawing,
             cairo_t            *cr,
             DzGuideKind         kind,
             double              ruler)
{
  if (drawing->labels[kind] != NULL)
    put_label (drawing, cr, drawing->labels[kind], kind == DZ_GUIDE_HEAD, ruler,
               find_label_y (drawing, kind));
}

/* Beside what was measured and what is allowed. Below the photo it is said in two lines where it is
 * too long for one; above it the second one would lie over the words of the crown. */
static void
label_across (const GuideDrawing *drawing,
              cairo_t            *cr,
              DzGuideKind         kind,
              const DzGuideBand  *band,
              double              y)
{
  const DzGuide *guide = &drawing->guides->guides[kind];
  g_autoptr(DzGuideLabel) label = NULL;
  double end = guide->measured.max;

  if (!has_span (&guide->measured) || is_out_of_sight (drawing, y))
    return;
  if (has_span (&band->pass))
    end = MAX (end, band->warn.max);
  end = dz_guide_pen_snap (dz_photo_frame_to_x (&drawing->frame, end));
  label = new_label (drawing, guide, TRUE);
  if (kind == DZ_GUIDE_FACE
      && end + LABEL_GAP + dz_guide_label_get_width (label) + EDGE_GAP > drawing->width)
    {
      dz_guide_label_free (label);
      label = new_label (drawing, guide, FALSE);
    }
  put_label (drawing, cr, label, FALSE, end, y);
}

/* After all lines, for none of them may cross what is to be read. */
static void
paint_labels (const GuideDrawing *drawing,
              cairo_t            *cr)
{
  const DzGuide *guides = drawing->guides->guides;

  label_across (drawing, cr, DZ_GUIDE_FACE, &guides[DZ_GUIDE_FACE].bands[1],
                drawing->rulers.below);
  label_across (drawing, cr, DZ_GUIDE_CENTRE, &guides[DZ_GUIDE_CENTRE].bands[0],
                drawing->rulers.above);
  paint_label (drawing, cr, DZ_GUIDE_HEAD, drawing->rulers.left);
  paint_label (drawing, cr, DZ_GUIDE_CROWN, drawing->rulers.right);
  paint_label (drawing, cr, DZ_GUIDE_EYES, drawing->rulers.right);
}

/* Rulers stand beside the photo, or on its rim where the view is too narrow, and further in where
 * words would lie on them; never on the face, nor so near that no stubs are left. */
static void
place_rulers (GuideDrawing *drawing)
{
  const graphene_rect_t *photo = &drawing->frame.bounds;
  double left_room = make_label (drawing, DZ_GUIDE_HEAD);
  double crown_room = make_label (drawing, DZ_GUIDE_CROWN);
  double right_room = MAX (crown_room, make_label (drawing, DZ_GUIDE_EYES));
  double left_end;
  double right_end;

  find_stub_ends (drawing, &left_end, &right_end);
  drawing->rulers.left = MAX (MAX (photo->origin.x - RULER_GAP, RULER_WIDTH),
                              MIN (left_room, left_end - STUB_MIN));
  drawing->rulers.right = MIN (MIN (photo->origin.x + photo->size.width + RULER_GAP,
                                    drawing->width - RULER_WIDTH),
                               MAX (drawing->width - right_room, right_end + STUB_MIN));
  drawing->rulers.above = dz_guide_pen_snap (MAX (photo->origin.y - RULER_GAP, RULER_WIDTH));
  drawing->rulers.below = dz_guide_pen_snap (MIN (photo->origin.y + photo->size.height + RULER_GAP,
                                                  drawing->height - RULER_WIDTH));
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
  GuideDrawing drawing = { NULL };

  g_return_if_fail (scene != NULL && cr != NULL);

  if (scene->guides == NULL || dz_photo_frame_is_empty (&scene->frame))
    return;
  drawing.guides = scene->guides;
  drawing.frame = scene->frame;
  drawing.width = scene->width;
  drawing.height = scene->height;
  drawing.held = scene->held;
  drawing.pango = scene->pango;
  place_rulers (&drawing);
  cairo_save (cr);
  paint_face (&drawing, cr);
  paint_centre (&drawing, cr);
  paint_head (&drawing, cr);
  paint_place_down (&drawing, cr, DZ_GUIDE_CROWN, DZ_LINE_CROWN);
  paint_place_down (&drawing, cr, DZ_GUIDE_EYES, DZ_LINE_EYES);
  paint_labels (&drawing, cr);
  cairo_restore (cr);
  for (guint i = 0; i < DZ_N_GUIDES; i++)
    dz_guide_label_free (drawing.labels[i]);
}
