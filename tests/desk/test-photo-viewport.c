/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-viewport.h"

#include "dz-zoom-text.h"

#include <math.h>

/* One px of the view: a photo stands on whole ones. */
#define PX 1.0

static const DzViewSize view = { 800, 600, 12, 24, 1 };

/* A face of unit 130 px on a photo of 480×640, and the same person from a camera, five times as
 * large and not in the middle. */
static const DzPhotoAnchor small = { 480, 640, 240, 250, 130, 78, 410, FALSE };
static const DzPhotoAnchor large = { 3000, 4000, 1700, 1600, 650, 740, 2400, FALSE };

static double
to_x (const graphene_rect_t *bounds,
      const DzPhotoAnchor   *anchor,
      double                 photo_x)
{
  return bounds->origin.x + photo_x * bounds->size.width / anchor->width;
}

static double
to_y (const graphene_rect_t *bounds,
      const DzPhotoAnchor   *anchor,
      double                 photo_y)
{
  return bounds->origin.y + photo_y * bounds->size.height / anchor->height;
}

static graphene_rect_t
place (const DzPhotoViewport *viewport,
       const DzPhotoAnchor   *anchor)
{
  return dz_photo_viewport_place (viewport, anchor, &view);
}

static void
assert_near (double a,
             double b,
             double within)
{
  g_assert_cmpfloat_with_epsilon (a, b, within);
}

static void
test_fit (void)
{
  DzPhotoViewport viewport = DZ_PHOTO_VIEWPORT_FIT;
  graphene_rect_t bounds = place (&viewport, &small);

  g_assert_cmpfloat (bounds.size.height, ==, 552);
  g_assert_cmpfloat (bounds.size.width, ==, 414);
  g_assert_cmpfloat (bounds.origin.x, ==, 193);
  g_assert_cmpfloat (bounds.origin.y, ==, 24);
}

static void
check_followed (DzZoom zoom)
{
  DzPhotoViewport viewport = DZ_PHOTO_VIEWPORT_FIT;
  graphene_rect_t first;
  graphene_rect_t second;

  dz_photo_viewport_show (&viewport, zoom);
  first = place (&viewport, &small);
  second = place (&viewport, &large);
  assert_near (to_x (&first, &small, small.x), to_x (&second, &large, large.x), PX);
  assert_near (to_y (&first, &small, small.y), to_y (&second, &large, large.y), PX);
  assert_near (small.unit * first.size.width / small.width,
               large.unit * second.size.width / large.width, PX);
}

/* The same part of two people stands at the same place and is as large, whatever their photos
 * measure. */
static void
test_follows_face (void)
{
  check_followed (DZ_ZOOM_FACE);
  check_followed (DZ_ZOOM_EYES);
}

/* A photo beside another stands by its eyes and as large, even where it has too little of the wall
 * to fill the view so; all of it is seen where all of the other one is. */
static void
test_follow (void)
{
  DzPhotoViewport fit = DZ_PHOTO_VIEWPORT_FIT;
  DzPhotoViewport face = { DZ_ZOOM_FACE, 0, 0, 0, FALSE };
  DzPhotoAnchor edge = large;
  DzPhotoViewport followed = dz_photo_viewport_follow (&fit, &small, &view);
  graphene_rect_t first;
  graphene_rect_t second;

  g_assert_cmpint (followed.zoom, ==, DZ_ZOOM_FIT);
  edge.y = 0.1 * edge.height; /* hardly any of the photo is above the eyes */
  followed = dz_photo_viewport_follow (&face, &small, &view);
  first = place (&face, &small);
  second = place (&followed, &edge);
  assert_near (to_x (&first, &small, small.x), to_x (&second, &edge, edge.x), PX);
  assert_near (to_y (&first, &small, small.y), to_y (&second, &edge, edge.y), PX);
  assert_near (small.unit * first.size.width / small.width,
               edge.unit * second.size.width / edge.width, PX);
}

/* Laid on each other the eyes meet, however the one below is looked at. */
static void
test_lay (void)
{
  static const DzZoom zooms[] = { DZ_ZOOM_FIT, DZ_ZOOM_EYES };

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      DzPhotoViewport viewport = { zooms[i], 0, 0, 0, FALSE };
      graphene_rect_t below = place (&viewport, &small);
      graphene_rect_t above = dz_photo_viewport_lay (&below, &small, &large);

      assert_near (to_x (&below, &small, small.x), to_x (&above, &large, large.x), PX);
      assert_near (to_y (&below, &small, small.y), to_y (&above, &large, large.y), PX);
      assert_near (small.unit * below.size.width / small.width,
                   large.unit * above.size.width / large.width, PX);
      assert_near (above.size.width / large.width, above.size.height / large.height, 0.01);
    }
}

/* What is looked at fills the view, and lies within it. */
static void
test_parts (void)
{
  static const DzZoom zooms[] = { DZ_ZOOM_FACE, DZ_ZOOM_EYES, DZ_ZOOM_SHOULDERS };
  static const DzPhotoPart parts[] = { DZ_PHOTO_PART_FACE, DZ_PHOTO_PART_EYES,
                                       DZ_PHOTO_PART_SHOULDERS };

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      DzPhotoViewport viewport = { zooms[i], 0, 0, 0, FALSE };
      graphene_rect_t bounds = place (&viewport, &large);
      DzRegion part = dz_photo_anchor_find (&large, parts[i]);
      double left = to_x (&bounds, &large, part.x);
      double right = to_x (&bounds, &large, part.x + part.width);
      double top = to_y (&bounds, &large, part.y);
      double bottom = to_y (&bounds, &large, part.y + part.height);

      assert_near (fmin (left - view.margin_x, top - view.margin_y), 0, 2 * PX);
      assert_near (left + right, view.width, 2 * PX);
      assert_near (top + bottom, view.height, 2 * PX);
    }
}

/* Crown, chin and both ears are on the screen with the face; the shoulders with the clothes. */
static void
test_boxes (void)
{
  DzRegion face = dz_photo_anchor_find (&small, DZ_PHOTO_PART_FACE);
  DzRegion eyes = dz_photo_anchor_find (&small, DZ_PHOTO_PART_EYES);
  DzRegion shoulders = dz_photo_anchor_find (&small, DZ_PHOTO_PART_SHOULDERS);
  DzPhotoAnchor tall = small;

  g_assert_cmpfloat (face.y, <, small.crown);
  g_assert_cmpfloat (face.y + face.height, >, small.chin);
  g_assert_cmpfloat (face.width, >, 1.57 * small.unit);
  g_assert_cmpfloat (eyes.width, >, small.unit);
  g_assert_cmpfloat (eyes.height, <, small.unit);
  g_assert_cmpfloat (shoulders.width, ==, small.width);
  g_assert_cmpfloat (shoulders.y + shoulders.height, ==, small.height);
  tall.crown = 10;
  face = dz_photo_anchor_find (&tall, DZ_PHOTO_PART_FACE);
  g_assert_cmpfloat (face.y, <, tall.crown);
}

/* A pixel is a pixel, on a screen of twice the density too, and what is below the pointer stays. */
static void
check_pixels (double scale_factor)
{
  DzViewSize dense = view;
  DzPhotoViewport viewport = DZ_PHOTO_VIEWPORT_FIT;
  graphene_rect_t before;
  graphene_rect_t after;
  double x = 420;
  double y = 260;

  dense.scale_factor = scale_factor;
  before = dz_photo_viewport_place (&viewport, &large, &dense);
  dz_photo_viewport_pixels (&viewport, &large, &dense, x, y);
  after = dz_photo_viewport_place (&viewport, &large, &dense);
  g_assert_cmpint (viewport.zoom, ==, DZ_ZOOM_PIXELS);
  g_assert_cmpfloat (after.size.width * scale_factor, ==, large.width);
  g_assert_cmpfloat (after.size.height * scale_factor, ==, large.height);
  g_assert_cmpfloat (fmod (after.origin.x * scale_factor, 1), ==, 0);
  assert_near ((x - before.origin.x) / before.size.width * large.width,
               (x - after.origin.x) * scale_factor, 2 * scale_factor);
  assert_near ((y - before.origin.y) / before.size.height * large.height,
               (y - after.origin.y) * scale_factor, 2 * scale_factor);
}

static void
test_pixels (void)
{
  check_pixels (1);
  check_pixels (2);
}

/* Another photo at 100 % shows the same place of another face. */
static void
test_pixels_follow (void)
{
  DzPhotoAnchor other = { 3000, 4000, 1400, 1800, 600, NAN, NAN, FALSE };
  DzPhotoViewport viewport = DZ_PHOTO_VIEWPORT_FIT;
  graphene_rect_t first;
  graphene_rect_t second;

  dz_photo_viewport_show (&viewport, DZ_ZOOM_PIXELS);
  first = place (&viewport, &large);
  second = place (&viewport, &other);
  assert_near (to_x (&first, &large, large.x), 400, PX);
  assert_near (to_x (&second, &other, other.x), 400, PX);
  assert_near (to_y (&second, &other, other.y), 300, PX);
}

static void
test_zoom_by (void)
{
  DzPhotoViewport viewport = DZ_PHOTO_VIEWPORT_FIT;
  graphene_rect_t before = place (&viewport, &large);
  graphene_rect_t after;
  double x = 400;
  double y = 250;

  for (guint i = 0; i < 5; i++)
    {
      dz_photo_viewport_zoom_by (&viewport, &large, &view, 1.5, x, y);
      after = place (&viewport, &large);
      assert_near ((x - before.origin.x) / before.size.width,
                   (x - after.origin.x) / after.size.width, 2 * PX / before.size.width);
      assert_near ((y - before.origin.y) / before.size.height,
                   (y - after.origin.y) / after.size.height, 2 * PX / before.size.height);
      assert_near (after.size.width / before.size.width, pow (1.5, i + 1), 0.05);
    }
  for (guint i = 0; i < 9; i++)
    dz_photo_viewport_zoom_by (&viewport, &large, &view, 1 / 1.5, x, y);
  g_assert_cmpint (viewport.zoom, ==, DZ_ZOOM_FIT);
  for (guint i = 0; i < 99; i++)
    dz_photo_viewport_zoom_by (&viewport, &small, &view, 1.5, x, y);
  after = place (&viewport, &small);
  assert_near (after.size.width / small.width, 16, 0.1);
}

/* A photo is moved to its edge and no further, and comes back by the same way. */
static void
test_pan (void)
{
  DzPhotoViewport viewport = DZ_PHOTO_VIEWPORT_FIT;
  graphene_rect_t at;
  graphene_rect_t moved;

  dz_photo_viewport_pan (&viewport, &large, &view, 50, 50);
  g_assert_cmpint (viewport.zoom, ==, DZ_ZOOM_FIT);
  dz_photo_viewport_pixels (&viewport, &large, &view, 400, 300);
  at = place (&viewport, &large);
  dz_photo_viewport_pan (&viewport, &large, &view, 50, -30);
  moved = place (&viewport, &large);
  assert_near (moved.origin.x - at.origin.x, 50, PX);
  assert_near (moved.origin.y - at.origin.y, -30, PX);
  g_assert_cmpint (viewport.zoom, ==, DZ_ZOOM_PIXELS);
  dz_photo_viewport_pan (&viewport, &large, &view, 1e6, 1e6);
  moved = place (&viewport, &large);
  assert_near (moved.origin.x, view.margin_x, PX);
  assert_near (moved.origin.y, view.margin_y, PX);
  dz_photo_viewport_pan (&viewport, &large, &view, -10, 0);
  moved = place (&viewport, &large);
  assert_near (moved.origin.x, view.margin_x - 10, PX);
}

/* Where no face was found, one is looked for where the limits want it, and that is said. */
static void
test_guess (void)
{
  DzProfileBands bands = { 0 };
  DzPhotoAnchor anchor;
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autofree char *said = NULL;

  g_assert_false (dz_photo_anchor_measure (&anchor, measurement, NULL));
  dz_measurement_set (measurement, DZ_QUANTITY_WIDTH, 960);
  dz_measurement_set (measurement, DZ_QUANTITY_HEIGHT, 1280);
  bands.eyes = (DzProfileBand) { 0.3, 0.4, 0.2, 0.5 };
  bands.face_width = (DzProfileBand) { 0.5, 0.6, 0.4, 0.7 };
  g_assert_true (dz_photo_anchor_measure (&anchor, measurement, &bands));
  g_assert_true (anchor.guessed);
  g_assert_cmpfloat (anchor.x, ==, 480);
  assert_near (anchor.y, 448, PX);
  assert_near (anchor.unit * 1.57, 528, PX);
  said = dz_zoom_say (DZ_ZOOM_FACE, anchor.guessed, 240);
  g_assert_cmpstr (said, ==, "Face 240 %: no face was found, this is where one should be");
}

static void
test_measure (void)
{
  DzPhotoAnchor anchor;
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();

  dz_measurement_set (measurement, DZ_QUANTITY_WIDTH, 480);
  dz_measurement_set (measurement, DZ_QUANTITY_HEIGHT, 640);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_LEFT_X, 200);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_RIGHT_X, 290);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_LEFT_Y, 248);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_RIGHT_Y, 252);
  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_Y, 78);
  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_ROUGH, 1);
  g_assert_true (dz_photo_anchor_measure (&anchor, measurement, NULL));
  g_assert_false (anchor.guessed);
  g_assert_cmpfloat (anchor.x, ==, 245);
  g_assert_cmpfloat (anchor.y, ==, 250);
  assert_near (anchor.unit, 130, 1);
  g_assert_true (isnan (anchor.crown));
  dz_measurement_set (measurement, DZ_QUANTITY_FACE_SPAN, 133);
  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_ROUGH, 0);
  g_assert_true (dz_photo_anchor_measure (&anchor, measurement, NULL));
  g_assert_cmpfloat (anchor.unit, ==, 133);
  g_assert_cmpfloat (anchor.crown, ==, 78);
}

static void
test_words (void)
{
  for (guint i = 0; i < DZ_N_ZOOMS; i++)
    {
      g_autofree char *sized = dz_zoom_say (i, FALSE, 99.6);
      g_autofree char *plain = dz_zoom_say (i, FALSE, NAN);
      DzZoom back;

      g_assert_true (dz_zoom_from_nick (dz_zoom_to_nick (i), &back));
      g_assert_cmpint (back, ==, i);
      g_assert_true (g_str_has_suffix (sized, " 100 %"));
      g_assert_true (g_str_has_prefix (sized, plain));
      g_assert_false (g_str_has_suffix (plain, " "));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo-viewport/fit", test_fit);
  g_test_add_func ("/photo-viewport/follows-face", test_follows_face);
  g_test_add_func ("/photo-viewport/parts", test_parts);
  g_test_add_func ("/photo-viewport/follow", test_follow);
  g_test_add_func ("/photo-viewport/lay", test_lay);
  g_test_add_func ("/photo-viewport/boxes", test_boxes);
  g_test_add_func ("/photo-viewport/pixels", test_pixels);
  g_test_add_func ("/photo-viewport/pixels-follow", test_pixels_follow);
  g_test_add_func ("/photo-viewport/zoom-by", test_zoom_by);
  g_test_add_func ("/photo-viewport/pan", test_pan);
  g_test_add_func ("/photo-viewport/guess", test_guess);
  g_test_add_func ("/photo-viewport/measure", test_measure);
  g_test_add_func ("/photo-viewport/words", test_words);
  return g_test_run ();
}
