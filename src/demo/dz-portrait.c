/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-portrait.h"

#include "dz-backdrop-private.h"
#include "dz-body-private.h"
#include "dz-brows-private.h"
#include "dz-cap-private.h"
#include "dz-develop-private.h"
#include "dz-ears-private.h"
#include "dz-eyes-private.h"
#include "dz-face-private.h"
#include "dz-hair-private.h"
#include "dz-mouth-private.h"
#include "dz-nose-private.h"
#include "dz-spectacles-private.h"
#include "dz-wardrobe-private.h"

static void
draw_person (DzStage *stage)
{
  dz_hair_draw_back (stage);
  dz_body_draw (stage);
  dz_body_shade (stage);
  dz_wardrobe_draw (stage);
  dz_ears_draw (stage);
  dz_face_draw (stage);
  dz_eyes_draw (stage);
  dz_nose_draw (stage);
  dz_mouth_draw (stage);
  dz_brows_draw (stage);
  dz_hair_draw_shadow (stage);
  dz_spectacles_draw (stage);
  dz_hair_draw_front (stage);
  dz_ears_draw_earrings (stage);
  dz_cap_draw (stage);
}

static cairo_surface_t *
paint_person (const DzPortrait   *self,
              DzPortraitGeometry *truth,
              GRand              *rand)
{
  cairo_surface_t *person =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width, self->height);
  g_autoptr(cairo_t) cr = cairo_create (person);
  DzStage stage;

  dz_stage_init (&stage, self, truth, cr, rand);
  draw_person (&stage);
  dz_develop_light (self, cr);
  return person;
}

/**
 * dz_portrait_paint:
 * @self: what to paint
 * @truth: (out) (optional): where things are on the picture
 *
 * Paints a portrait. The same values give the same pixels.
 *
 * Returns: (transfer full): @self's width × height pixels
 */
DzPixels *
dz_portrait_paint (const DzPortrait   *self,
                   DzPortraitGeometry *truth)
{
  g_autoptr(GRand) rand = NULL;
  g_autoptr(cairo_surface_t) person = NULL;
  g_autoptr(cairo_surface_t) picture = NULL;
  g_autoptr(cairo_t) cr = NULL;
  g_autoptr(DzPixels) pixels = NULL;
  DzPortraitGeometry geometry = { 0 };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->width > 0 && self->height > 0, NULL);

  geometry.width = self->width;
  geometry.height = self->height;
  geometry.roll_deg = self->roll_deg;
  rand = g_rand_new_with_seed (self->noise_seed);
  person = paint_person (self, &geometry, rand);

  picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, self->width, self->height);
  cr = cairo_create (picture);
  dz_backdrop_draw (self, cr, person, rand);
  cairo_set_source_surface (cr, person, 0, 0);
  cairo_paint (cr);

  pixels = dz_pixels_new (self->width, self->height);
  dz_develop (self, picture, pixels);
  if (truth != NULL)
    *truth = geometry;
  return g_steal_pointer (&pixels);
}
