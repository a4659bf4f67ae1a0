/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-skin-private.h"

/* Pores: specks so large, lighter and darker by any degree up to so much. */
#define SPECK 0.005
#define STRENGTH 0.08

/* The pattern repeats after as many of them. */
#define TILE 64

static const DzTint DARKER = { 0.36, 0.18, 0.11 };
static const DzTint LIGHTER = { 1, 0.93, 0.86 };

static guint32
make_speck (double depth)
{
  const DzTint *tint = depth < 0 ? &DARKER : &LIGHTER;
  double alpha = 255 * STRENGTH * ABS (depth);

  return (guint32) (alpha + 0.5) << 24 | (guint32) (alpha * tint->r + 0.5) << 16 |
         (guint32) (alpha * tint->g + 0.5) << 8 | (guint32) (alpha * tint->b + 0.5);
}

static cairo_surface_t *
make_tile (GRand *rand)
{
  cairo_surface_t *tile = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, TILE, TILE);
  guint8 *data = cairo_image_surface_get_data (tile);
  int stride = cairo_image_surface_get_stride (tile);

  for (int y = 0; y < TILE; y++)
    {
      guint32 *row = (guint32 *) (void *) (data + (gsize) y * stride);

      for (int x = 0; x < TILE; x++)
        row[x] = make_speck (g_rand_double_range (rand, -1, 1));
    }
  cairo_surface_mark_dirty (tile);
  return tile;
}

/*
 * Draws over the clip what smooth paint lacks of skin, in the head's frame: without it every drawn
 * face looks retouched. The chance of it is the photo's but not the stage's, so that strands of
 * hair fall as they did.
 */
void
dz_skin_draw_texture (DzStage *stage)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (~stage->portrait->noise_seed);
  g_autoptr(cairo_surface_t) tile = make_tile (rand);
  g_autoptr(cairo_pattern_t) pattern = cairo_pattern_create_for_surface (tile);
  cairo_matrix_t matrix;

  cairo_matrix_init_scale (&matrix, 1 / SPECK, 1 / SPECK);
  cairo_pattern_set_matrix (pattern, &matrix);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_BILINEAR);
  cairo_set_source (stage->cr, pattern);
  cairo_paint (stage->cr);
}
