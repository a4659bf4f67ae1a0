/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-pixels.h"
#include "dz-portrait-geometry.h"
#include "dz-tint.h"

G_BEGIN_DECLS

/**
 * DzHairStyle:
 * @DZ_HAIR_CROP: close-cut all round
 * @DZ_HAIR_SIDE: short, combed to one side from a parting
 * @DZ_HAIR_TEXTURED: short, with volume and a ragged front
 * @DZ_HAIR_BOB: to the jaw
 * @DZ_HAIR_LONG: over the shoulders
 * @DZ_HAIR_TIED: drawn back into a tail that is not seen
 *
 * Whether hair hangs over an ear or over the brows is said apart from the style.
 */
typedef enum
{
  DZ_HAIR_CROP,
  DZ_HAIR_SIDE,
  DZ_HAIR_TEXTURED,
  DZ_HAIR_BOB,
  DZ_HAIR_LONG,
  DZ_HAIR_TIED,
} DzHairStyle;

/**
 * DzFringe:
 * @DZ_FRINGE_NONE: the forehead is free
 * @DZ_FRINGE_LIGHT: hair on the forehead that ends above the brows
 * @DZ_FRINGE_HEAVY: hair over the brows
 */
typedef enum
{
  DZ_FRINGE_NONE,
  DZ_FRINGE_LIGHT,
  DZ_FRINGE_HEAVY,
} DzFringe;

/**
 * DzLips:
 * @DZ_LIPS_CLOSED: at rest
 * @DZ_LIPS_SMILE: smiling, closed
 * @DZ_LIPS_OPEN: apart, dark between them
 * @DZ_LIPS_TEETH: smiling with the upper teeth shown
 */
typedef enum
{
  DZ_LIPS_CLOSED,
  DZ_LIPS_SMILE,
  DZ_LIPS_OPEN,
  DZ_LIPS_TEETH,
} DzLips;

/**
 * DzGlasses:
 * @DZ_GLASSES_NONE: none
 * @DZ_GLASSES_FRAME: clear lenses
 * @DZ_GLASSES_TINTED: coloured lenses
 * @DZ_GLASSES_GLARE: clear lenses that mirror a window
 */
typedef enum
{
  DZ_GLASSES_NONE,
  DZ_GLASSES_FRAME,
  DZ_GLASSES_TINTED,
  DZ_GLASSES_GLARE,
} DzGlasses;

/**
 * DzClothes:
 * @DZ_CLOTHES_SUIT: jacket and tie over a white shirt
 * @DZ_CLOTHES_BLAZER: open jacket over a white shirt without a tie
 * @DZ_CLOTHES_SHIRT: shirt with a collar
 * @DZ_CLOTHES_TEE: round neck
 * @DZ_CLOTHES_STRAPS: narrow straps over bare shoulders
 * @DZ_CLOTHES_FUR: coat with a big fur collar
 */
typedef enum
{
  DZ_CLOTHES_SUIT,
  DZ_CLOTHES_BLAZER,
  DZ_CLOTHES_SHIRT,
  DZ_CLOTHES_TEE,
  DZ_CLOTHES_STRAPS,
  DZ_CLOTHES_FUR,
} DzClothes;

/**
 * DzPortrait:
 * @width: of the picture, px
 * @height: likewise
 * @head_share: crown (hair included) to chin, as a share of the height, of a head held straight
 * @crown_share: upper edge to crown, likewise
 * @offset_share: how far the head is right of the middle, as a share of the width
 * @roll_deg: tilt of the head, clockwise positive
 * @shoulder_tilt_deg: tilt of the shoulders, clockwise positive
 * @skin: colour of the lit skin
 * @face_width: width of the face, 1 is common
 * @jaw: how square the jaw is, 0 to 1
 * @age_shade: strength of the shading of cheeks and folds, 1 is common
 * @hair: style
 * @hair_tint: colour
 * @parting: where the hair parts, -1 (picture's left) to 1
 * @hairline: how high the hair begins on the forehead, -1 low to 1 high; 0 is common
 * @hair_volume: how far it stands off the head at the sides, -1 little to 1 much; 0 is common
 * @fringe: hair on the forehead
 * @ear_shown: whether nothing hangs over the ear; 0 is the picture's left
 * @brow_weight: thickness of the brows, 1 is common
 * @brow_lift: height of the arch, 0 flat to 1
 * @eye_open: 1 open, 0 shut
 * @eye_size: 1 is common
 * @eye_fold: strength of the fold over the lid, 0 none to 1
 * @gaze_x: -1 (picture's left) to 1
 * @gaze_y: -1 up to 1 down
 * @iris_tint: colour of the irises
 * @nose_width: 1 is common
 * @lips: how the mouth is held
 * @lip_tint: colour of the lips
 * @lip_fullness: 1 is common
 * @blush: 0 to 1
 * @clothes: what is worn
 * @clothes_tint: its colour
 * @second_tint: of the tie, or of stripes
 * @shoulder_width: 1 is common
 * @background: colour of the wall
 * @background_gradient: 0 even, 1 loses two thirds of its light towards a corner
 * @background_shadow: strength of the head's shadow on the wall, 0 to 1
 * @background_clutter: 0 none, 1 a room full of things
 * @glasses: what is worn
 * @glasses_tint: of the frame
 * @glasses_round: 0 square to 1 round
 * @hat: whether a cap is worn
 * @hat_tint: its colour
 * @earrings: whether earrings are worn
 * @light_uneven: -1 the picture's right side lies in the dark, 0 even, 1 the left one
 * @exposure: 1 is right, below darker
 * @blur_px: deviation of the blur, px of the finished picture
 * @noise: deviation of the sensor's noise, levels of 255
 * @noise_seed: of the noise and of everything that must look random, like strands of hair
 * @grey: whether colour is taken out
 *
 * A person and how they were photographed. Fill it with dz_portrait_init_random(), then set what is
 * wanted: every fault of a photo is one of these values.
 */
typedef struct
{
  guint       width;
  guint       height;
  double      head_share;
  double      crown_share;
  double      offset_share;
  double      roll_deg;
  double      shoulder_tilt_deg;

  DzTint      skin;
  double      face_width;
  double      jaw;
  double      age_shade;
  DzHairStyle hair;
  DzTint      hair_tint;
  double      parting;
  double      hairline;
  double      hair_volume;
  DzFringe    fringe;
  gboolean    ear_shown[2];
  double      brow_weight;
  double      brow_lift;
  double      eye_open;
  double      eye_size;
  double      eye_fold;
  double      gaze_x;
  double      gaze_y;
  DzTint      iris_tint;
  double      nose_width;
  DzLips      lips;
  DzTint      lip_tint;
  double      lip_fullness;
  double      blush;

  DzClothes   clothes;
  DzTint      clothes_tint;
  DzTint      second_tint;
  double      shoulder_width;
  DzTint      background;
  double      background_gradient;
  double      background_shadow;
  double      background_clutter;
  DzGlasses   glasses;
  DzTint      glasses_tint;
  double      glasses_round;
  gboolean    hat;
  DzTint      hat_tint;
  gboolean    earrings;

  double      light_uneven;
  double      exposure;
  double      blur_px;
  double      noise;
  guint32     noise_seed;
  gboolean    grey;
} DzPortrait;

void      dz_portrait_init_random      (DzPortrait         *self,
                                        GRand              *rand);
void      dz_portrait_init_random_as   (DzPortrait         *self,
                                        GRand              *rand,
                                        gboolean            woman);
DzPixels *dz_portrait_paint            (const DzPortrait   *self,
                                        DzPortraitGeometry *truth);

G_END_DECLS
