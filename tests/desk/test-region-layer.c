/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-region-layer.h"

#define VIEW_WIDTH 800
#define VIEW_HEIGHT 600

static const graphene_rect_t view = GRAPHENE_RECT_INIT (0, 0, VIEW_WIDTH, VIEW_HEIGHT);

static void
assert_inset (graphene_rect_t  region,
              graphene_rect_t *inset)
{
  g_assert_true (dz_region_find_inset (&region, VIEW_WIDTH, VIEW_HEIGHT, inset));
  g_assert_true (graphene_rect_contains_rect (&view, inset));
  g_assert_false (graphene_rect_intersection (&region, inset, NULL));
  g_assert_cmpfloat (inset->size.width, >=, 1.5f * region.size.width - 1);
  g_assert_cmpfloat_with_epsilon (inset->size.width / inset->size.height,
                                  region.size.width / region.size.height, 0.05);
}

/* An ear is shown further from the face than it is. */
static void
test_outwards (void)
{
  graphene_rect_t inset;

  assert_inset (GRAPHENE_RECT_INIT (260, 220, 50, 90), &inset);
  g_assert_cmpfloat (inset.origin.x + inset.size.width, <, 260);
  assert_inset (GRAPHENE_RECT_INIT (490, 220, 50, 90), &inset);
  g_assert_cmpfloat (inset.origin.x, >, 540);
}

/* What is too wide for either side goes above or below. */
static void
test_wide (void)
{
  graphene_rect_t inset;

  assert_inset (GRAPHENE_RECT_INIT (250, 200, 300, 60), &inset);
  g_assert_cmpfloat (inset.origin.y + inset.size.height, <, 200);
  assert_inset (GRAPHENE_RECT_INIT (250, 20, 300, 60), &inset);
  g_assert_cmpfloat (inset.origin.y, >, 80);
}

/* In a corner it stays within the view. */
static void
test_corner (void)
{
  graphene_rect_t inset;

  assert_inset (GRAPHENE_RECT_INIT (2, 2, 60, 60), &inset);
  assert_inset (GRAPHENE_RECT_INIT (730, 530, 60, 60), &inset);
}

/* What is large is seen as it is. */
static void
test_large (void)
{
  graphene_rect_t inset;

  g_assert_false (dz_region_find_inset (&GRAPHENE_RECT_INIT (160, 20, 450, 500), VIEW_WIDTH,
                                        VIEW_HEIGHT, &inset));
  g_assert_false (dz_region_find_inset (&GRAPHENE_RECT_INIT (160, 20, 0, 0), VIEW_WIDTH,
                                        VIEW_HEIGHT, &inset));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/region-layer/outwards", test_outwards);
  g_test_add_func ("/region-layer/wide", test_wide);
  g_test_add_func ("/region-layer/corner", test_corner);
  g_test_add_func ("/region-layer/large", test_large);
  return g_test_run ();
}
