/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-portrait.h"

/* Positions that the standard asks for, with room to spare on every side. */
#define CROWN_MIN  (66 / 640.0)
#define CROWN_MAX  (92 / 640.0)
#define HEAD_MIN   0.505
#define HEAD_MAX   0.545

static const DzTint STANDARD_BLUE = { 100 / 255.0, 197 / 255.0, 255 / 255.0 };

static const guint8 SKINS[][3] = {
  { 246, 218, 198 }, { 241, 209, 186 }, { 236, 201, 176 }, { 230, 192, 165 }, { 222, 181, 152 },
  { 212, 169, 139 },
};
static const guint8 HAIRS[][3] = {
  { 30, 26, 27 }, { 36, 30, 29 }, { 46, 36, 32 }, { 58, 43, 35 }, { 74, 54, 42 },
};
static const guint8 IRISES[][3] = {
  { 58, 36, 24 }, { 70, 44, 28 }, { 46, 30, 22 }, { 82, 54, 34 },
};
static const guint8 JACKETS[][3] = {
  { 34, 38, 52 }, { 40, 40, 44 }, { 28, 30, 34 }, { 52, 56, 66 }, { 44, 34, 38 },
};
static const guint8 SHIRTS[][3] = {
  { 236, 236, 240 }, { 238, 226, 214 }, { 66, 72, 90 }, { 104, 46, 52 }, { 72, 88, 70 },
};
static const guint8 TEES[][3] = {
  { 232, 230, 228 }, { 52, 54, 60 }, { 132, 52, 54 }, { 78, 96, 82 }, { 206, 178, 132 },
};
static const guint8 TIES[][3] = {
  { 112, 28, 40 }, { 34, 52, 96 }, { 60, 64, 74 }, { 88, 40, 84 },
};
static const guint8 FRAMES[][3] = {
  { 24, 22, 24 }, { 62, 40, 30 }, { 120, 96, 70 }, { 84, 86, 92 },
};

static DzTint
pick (GRand       *rand,
      const guint8 tints[][3],
      int          n)
{
  const guint8 *tint = tints[g_rand_int_range (rand, 0, n)];

  return dz_tint_rgb (tint[0], tint[1], tint[2]);
}

#define PICK(rand, tints) pick (rand, tints, G_N_ELEMENTS (tints))

static double
range (GRand *rand,
       double low,
       double high)
{
  return g_rand_double_range (rand, low, high);
}

static gboolean
chance (GRand *rand,
        double share)
{
  return g_rand_double (rand) < share;
}

static void
init_frame (DzPortrait *self,
            GRand      *rand)
{
  self->width = 900;
  self->height = 1200;
  self->head_share = range (rand, HEAD_MIN, HEAD_MAX);
  self->crown_share = range (rand, CROWN_MIN, CROWN_MAX);
  self->offset_share = range (rand, -0.012, 0.012);
  self->roll_deg = range (rand, -1.2, 1.2);
  self->shoulder_tilt_deg = range (rand, -1.2, 1.2);
}

static void
init_face (DzPortrait *self,
           GRand      *rand,
           gboolean    woman)
{
  const DzTint rose = woman ? dz_tint_rgb (200, 92, 92) : dz_tint_rgb (178, 100, 90);

  self->skin = PICK (rand, SKINS);
  self->face_width = range (rand, 0.965, 1.045);
  self->jaw = woman ? range (rand, 0.0, 0.35) : range (rand, 0.4, 1.0);
  self->age_shade = range (rand, 0.6, woman ? 0.9 : 1.2);
  self->brow_weight = woman ? range (rand, 0.65, 0.90) : range (rand, 0.95, 1.30);
  self->brow_lift = range (rand, 0.0, 1.0);
  self->eye_open = range (rand, 0.92, 1.0);
  self->eye_size = woman ? range (rand, 0.98, 1.10) : range (rand, 0.88, 1.02);
  self->eye_fold = range (rand, 0.15, 1.0);
  self->gaze_x = range (rand, -0.06, 0.06);
  self->gaze_y = 0;
  self->iris_tint = PICK (rand, IRISES);
  self->nose_width = woman ? range (rand, 0.86, 1.0) : range (rand, 0.96, 1.14);
  self->lips = chance (rand, 0.45) ? DZ_LIPS_SMILE : DZ_LIPS_CLOSED;
  self->lip_tint = dz_tint_mix (self->skin, rose, range (rand, 0.55, woman ? 0.85 : 0.65));
  self->lip_fullness = range (rand, 0.85, 1.15);
  self->blush = woman ? range (rand, 0.4, 1.0) : range (rand, 0.2, 0.5);
}

static void
init_hair (DzPortrait *self,
           GRand      *rand,
           gboolean    woman)
{
  static const DzHairStyle WOMENS[] = { DZ_HAIR_LONG, DZ_HAIR_TIED, DZ_HAIR_BOB, DZ_HAIR_LONG };
  static const DzHairStyle MENS[] = { DZ_HAIR_CROP, DZ_HAIR_SIDE, DZ_HAIR_TEXTURED };

  self->hair = woman ? WOMENS[g_rand_int_range (rand, 0, G_N_ELEMENTS (WOMENS))]
                     : MENS[g_rand_int_range (rand, 0, G_N_ELEMENTS (MENS))];
  self->hair_tint = PICK (rand, HAIRS);
  self->parting = chance (rand, 0.5) ? range (rand, 0.5, 1.0) : range (rand, -1.0, -0.5);
  self->fringe = self->hair == DZ_HAIR_TEXTURED ? DZ_FRINGE_LIGHT : DZ_FRINGE_NONE;
  self->ear_shown[0] = TRUE;
  self->ear_shown[1] = TRUE;
}

static void
init_clothes (DzPortrait *self,
              GRand      *rand,
              gboolean    woman)
{
  static const DzClothes WOMENS[] = { DZ_CLOTHES_BLAZER, DZ_CLOTHES_SHIRT, DZ_CLOTHES_TEE };
  static const DzClothes MENS[] = { DZ_CLOTHES_SUIT, DZ_CLOTHES_SUIT, DZ_CLOTHES_SHIRT,
                                    DZ_CLOTHES_TEE };

  self->clothes = woman ? WOMENS[g_rand_int_range (rand, 0, G_N_ELEMENTS (WOMENS))]
                        : MENS[g_rand_int_range (rand, 0, G_N_ELEMENTS (MENS))];
  if (self->clothes == DZ_CLOTHES_SHIRT)
    self->clothes_tint = PICK (rand, SHIRTS);
  else if (self->clothes == DZ_CLOTHES_TEE)
    self->clothes_tint = PICK (rand, TEES);
  else
    self->clothes_tint = PICK (rand, JACKETS);
  self->second_tint = PICK (rand, TIES);
  self->shoulder_width = woman ? range (rand, 0.86, 0.95) : range (rand, 0.98, 1.10);
}

static void
init_extras (DzPortrait *self,
             GRand      *rand)
{
  self->background = STANDARD_BLUE;
  self->glasses = chance (rand, 0.35) ? DZ_GLASSES_FRAME : DZ_GLASSES_NONE;
  self->glasses_tint = PICK (rand, FRAMES);
  self->glasses_round = range (rand, 0.0, 1.0);
  self->hat_tint = dz_tint_rgb (48, 62, 92);
  self->exposure = 1;
  self->blur_px = 0.55;
  self->noise = range (rand, 1.5, 2.1);
  self->noise_seed = g_rand_int (rand);
}

/* What came late to the painter has its chance apart, so that the people of a seed stay who they
 * are. */
static void
init_hair_shape (DzPortrait *self)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (self->noise_seed ^ 0x68616972);

  self->hairline = range (rand, -1.0, 1.0);
  self->hair_volume = range (rand, -1.0, 1.0);
}

/**
 * dz_portrait_init_random:
 * @self: to be filled
 * @rand: where chance comes from
 *
 * A young graduate of either sex on the standard blue, whose photo keeps every rule: 900×1200 px.
 */
void
dz_portrait_init_random (DzPortrait *self,
                         GRand      *rand)
{
  g_return_if_fail (rand != NULL);

  dz_portrait_init_random_as (self, rand, chance (rand, 0.5));
}

/**
 * dz_portrait_init_random_as:
 * @self: to be filled
 * @rand: where chance comes from
 * @woman: whether hair, clothes and features are drawn as those of a woman
 *
 * As dz_portrait_init_random(), with the sex given.
 */
void
dz_portrait_init_random_as (DzPortrait *self,
                            GRand      *rand,
                            gboolean    woman)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (rand != NULL);

  *self = (DzPortrait) { 0 };
  init_frame (self, rand);
  init_face (self, rand, woman);
  init_hair (self, rand, woman);
  init_clothes (self, rand, woman);
  init_extras (self, rand);
  init_hair_shape (self);
}
