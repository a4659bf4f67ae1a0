/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-guide-painter.h"

#include "desk-samples.h"

#define VIEW_WIDTH 800
#define VIEW_HEIGHT 700

/* The photo at its own size, room for numbers at every side. */
static const DzPhotoFrame frame = { GRAPHENE_RECT_INIT (160, 30, 480, 640), 480, 640 };

static DzJudging *
new_judging (DzOutcome outcome)
{
  DzJudging *judging = dz_judging_new ();
  g_autoptr(DzItem) item = desk_sample_measured_item ();

  for (guint i = 0; i < item->submission->findings->len; i++)
    {
      DzFinding *finding = g_ptr_array_index (item->submission->findings, i);

      finding->outcome = outcome;
    }
  dz_judging_set_item (judging, item);
  return judging;
}

static cairo_surface_t *
paint_in (const DzPhotoFrame *place,
          DzOutcome           outcome,
          int                 held)
{
  g_autoptr(DzJudging) judging = new_judging (outcome);
  g_autoptr(DzPhotoGuides) guides = dz_photo_guides_new (judging);
  PangoContext *pango = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  DzGuideScene scene = { guides, *place, VIEW_WIDTH, VIEW_HEIGHT, held, pango };
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, VIEW_WIDTH, VIEW_HEIGHT);
  cairo_t *cr = cairo_create (surface);

  dz_guide_painter_paint (&scene, cr);
  cairo_destroy (cr);
  g_object_unref (pango);
  cairo_surface_flush (surface);
  return surface;
}

static cairo_surface_t *
paint (DzOutcome outcome,
       int       held)
{
  return paint_in (&frame, outcome, held);
}

static guint
alpha_at (cairo_surface_t *surface,
          int              x,
          int              y)
{
  return cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface)
                                                + x * 4 + 3];
}

/* How many pixels of a row are drawn on, of the given ones. */
static guint
count_row (cairo_surface_t *surface,
           int              y,
           int              from,
           int              to)
{
  guint count = 0;

  for (int x = from; x < to; x++)
    count += alpha_at (surface, x, y) > 0 ? 1 : 0;
  return count;
}

static guint
count_box (cairo_surface_t *surface,
           int              left,
           int              top,
           int              right,
           int              bottom)
{
  guint count = 0;

  for (int y = top; y < bottom; y++)
    count += count_row (surface, y, left, right);
  return count;
}

/* Lines at the measured heights, from the rims of the photo towards the face. */
static void
test_lines (void)
{
  cairo_surface_t *surface = paint (DZ_OUTCOME_PASS, DZ_GUIDE_NO_LINE);

  g_assert_cmpuint (count_row (surface, 30 + 78, 160, 160 + 90), ==, 90);
  g_assert_cmpuint (count_row (surface, 30 + 250, 160, 160 + 90), ==, 90);
  g_assert_cmpuint (count_row (surface, 30 + 398, 160, 160 + 90), ==, 90);
  g_assert_cmpuint (count_row (surface, 30 + 250, 160 + 400, 160 + 480), ==, 80);
  g_assert_cmpuint (count_row (surface, 30 + 320, 160, 160 + 90), ==, 0);
  cairo_surface_destroy (surface);
}

/* Nothing is drawn over the face: between the cheeks, from above the brows to the chin. */
static void
test_face_is_free (void)
{
  cairo_surface_t *surface = paint (DZ_OUTCOME_FAIL, DZ_GUIDE_NO_LINE);

  g_assert_cmpuint (count_box (surface, 160 + 130, 30 + 150, 160 + 350, 30 + 640), ==, 0);
  cairo_surface_destroy (surface);
}

/* The line that is moved goes over the whole photo, so that it can be laid on what it means. */
static void
test_held (void)
{
  cairo_surface_t *surface = paint (DZ_OUTCOME_PASS, DZ_LINE_EYES);

  g_assert_cmpuint (count_row (surface, 30 + 250, 160, 160 + 480), ==, 480);
  g_assert_cmpuint (count_row (surface, 30 + 78, 160 + 130, 160 + 350), <, 10);
  cairo_surface_destroy (surface);
}

static guint32
pixel_at (cairo_surface_t *surface,
          int              x,
          int              y)
{
  const guint8 *row = cairo_image_surface_get_data (surface)
                      + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x];
}

static guint
count_light_in_row (cairo_surface_t *surface,
                    int              y,
                    int              from,
                    int              to)
{
  guint count = 0;

  for (int x = from; x < to; x++)
    count += ((pixel_at (surface, x, y) >> 16) & 0xff) > 120 ? 1 : 0;
  return count;
}

/* Light pixels of the stub of the eye line: all of a solid line, some of a dashed one. */
static guint
count_light (cairo_surface_t *surface)
{
  return count_light_in_row (surface, 30 + 250, 165, 245);
}

/* Outcomes differ in shape, not in colour alone. */
static void
test_dashes (void)
{
  cairo_surface_t *pass = paint (DZ_OUTCOME_PASS, DZ_GUIDE_NO_LINE);
  cairo_surface_t *warn = paint (DZ_OUTCOME_WARN, DZ_GUIDE_NO_LINE);
  cairo_surface_t *fail = paint (DZ_OUTCOME_FAIL, DZ_GUIDE_NO_LINE);

  g_assert_cmpuint (count_light (pass), ==, 80);
  g_assert_cmpuint (count_light (warn), <, 70);
  g_assert_cmpuint (count_light (warn), >, count_light (fail));
  g_assert_cmpuint (count_light (fail), >, 20);
  cairo_surface_destroy (pass);
  cairo_surface_destroy (warn);
  cairo_surface_destroy (fail);
}

/* Where the photo leaves no room beside it, labels lie over it, and no line crosses them; rulers
 * stand further in, so that none is under a label. */
static void
test_labels (void)
{
  const DzPhotoFrame wide = { GRAPHENE_RECT_INIT (0, 30, 800, 640), 480, 640 };
  cairo_surface_t *surface = paint_in (&wide, DZ_OUTCOME_PASS, DZ_GUIDE_NO_LINE);
  int ruler = 158; /* or further left: it ends before the face */

  g_assert_cmpuint (count_light_in_row (surface, 30 + 250, 10, 60), <, 40);
  g_assert_cmpuint (count_light_in_row (surface, 30 + 250, 145, 158), ==, 13);
  while (ruler > 10 && count_light_in_row (surface, 30 + 238, ruler, ruler + 1) == 0)
    ruler--;
  g_assert_cmpint (ruler, >, 60);
  g_assert_cmpuint (count_light_in_row (surface, 30 + 238, ruler - 9, ruler - 2), ==, 0);
  cairo_surface_destroy (surface);
}

/* Bands stand beside the photo, where the lines end. */
static void
test_bands (void)
{
  cairo_surface_t *surface = paint (DZ_OUTCOME_PASS, DZ_GUIDE_NO_LINE);
  int ruler = 160 + 480 + 12;

  g_assert_cmpuint (alpha_at (surface, ruler, 30 + 60), >, 150);
  g_assert_cmpuint (alpha_at (surface, ruler, 30 + 210), >, 150);
  g_assert_cmpuint (alpha_at (surface, ruler, 30 + 150), ==, 0);
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide-painter/lines", test_lines);
  g_test_add_func ("/guide-painter/face-is-free", test_face_is_free);
  g_test_add_func ("/guide-painter/held", test_held);
  g_test_add_func ("/guide-painter/dashes", test_dashes);
  g_test_add_func ("/guide-painter/labels", test_labels);
  g_test_add_func ("/guide-painter/bands", test_bands);
  return g_test_run ();
}
