/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wall-map.h"

#include <math.h>

#define WIDTH 480
#define HEIGHT 640

static guint32 pixels[WIDTH * HEIGHT];

static const DzPixelRows rows = { (const guint8 *) pixels, WIDTH, HEIGHT, WIDTH * 4 };

static void
fill (int     left,
      int     top,
      int     right,
      int     bottom,
      guint32 colour)
{
  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      pixels[y * WIDTH + x] = 0xff000000 | colour;
}

/* Blue wall, a head of skin, a shirt of the wall's own colour below the chin. */
static void
draw (void)
{
  fill (0, 0, WIDTH, HEIGHT, 0x64b4ff);
  fill (140, 80, 340, 400, 0xd8a890);
  fill (60, 400, 420, HEIGHT, 0x64b4ff);
}

static float
at (const DzWallMap *map,
    guint            x,
    guint            y)
{
  return map->deviation[y * map->height / HEIGHT * map->width + x * map->width / WIDTH];
}

static DzWallMap *
find (const DzRegion *head)
{
  DzLab wall = dz_lab_from_srgb (0x64, 0xb4, 0xff);

  return dz_wall_map_new (&rows, &wall, head);
}

static const DzRegion head = { 140, 80, 200, 320 };
static const DzRegion no_head = { 0 };

/* Wall is wall up to the person, and nothing of the person is; below the chin nobody asks. */
static void
test_person (void)
{
  g_autoptr(DzWallMap) map = NULL;

  draw ();
  map = find (&head);
  g_assert_cmpuint (map->width, <=, DZ_WALL_MAP_WIDTH_MAX);
  g_assert_cmpfloat (at (map, 5, 5), <, 0.5);
  g_assert_cmpfloat (at (map, 130, 200), <, 0.5);
  g_assert_cmpfloat (at (map, 470, 390), <, 0.5);
  g_assert_true (isnan (at (map, 240, 240)));
  g_assert_true (isnan (at (map, 145, 100)));
  g_assert_true (isnan (at (map, 240, 500)));
}

/* A gradient and a soft shadow are wall, and hot; so is what hangs on the wall at the rim. */
static void
test_uneven (void)
{
  g_autoptr(DzWallMap) map = NULL;

  draw ();
  for (int y = 0; y < HEIGHT; y++)
    fill (0, y, 140, y + 1, (guint32) (0x64 + y / 8) << 16 | 0xb4ff);
  fill (400, 100, WIDTH, 200, 0x806040);
  map = find (&head);
  g_assert_cmpfloat (at (map, 20, 10), <, 3);
  g_assert_cmpfloat (at (map, 20, 380), >, 8);
  g_assert_cmpfloat (at (map, 20, 200), >, at (map, 20, 100));
  g_assert_cmpfloat (at (map, 450, 150), >, 40);
  g_assert_cmpfloat (at (map, 450, 300), <, 0.5);
}

static void
test_no_head (void)
{
  g_autoptr(DzWallMap) map = NULL;

  draw ();
  map = find (&no_head);
  g_assert_cmpfloat (at (map, 5, 5), <, 0.5);
  g_assert_true (isnan (at (map, 240, 240)));
  g_assert_true (isnan (at (map, 5, 500)));
}

/* Pictures of one pixel and of one row have a map too. */
static void
test_small (void)
{
  const DzPixelRows tiny = { (const guint8 *) pixels, 1, 1, WIDTH * 4 };
  const DzPixelRows flat = { (const guint8 *) pixels, WIDTH, 1, WIDTH * 4 };
  DzLab wall = dz_lab_from_srgb (0x64, 0xb4, 0xff);
  g_autoptr(DzWallMap) one = NULL;
  g_autoptr(DzWallMap) row = NULL;

  draw ();
  one = dz_wall_map_new (&tiny, &wall, &no_head);
  row = dz_wall_map_new (&flat, &wall, &no_head);
  g_assert_cmpuint (one->width * one->height, ==, 1);
  g_assert_cmpuint (row->height, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wall-map/person", test_person);
  g_test_add_func ("/wall-map/uneven", test_uneven);
  g_test_add_func ("/wall-map/no-head", test_no_head);
  g_test_add_func ("/wall-map/small", test_small);
  return g_test_run ();
}
