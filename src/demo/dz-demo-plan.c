/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-demo-plan-private.h"

static void
standard_size (DzPortrait     *portrait,
               DzPortraitFile *file)
{
  /* Exactly the register's size: over 50 KB only at a high quality (photo-standards §1.3). */
  portrait->width = 480;
  portrait->height = 640;
  portrait->noise = 2.4;
  file->quality = 97;
}

static void
large_size (DzPortrait     *portrait,
            DzPortraitFile *file)
{
  portrait->width = 1200;
  portrait->height = 1600;
  portrait->blur_px = 0.8;
  file->quality = 95;
}

static void
middle_size (DzPortrait     *portrait,
             DzPortraitFile *file)
{
  portrait->width = 750;
  portrait->height = 1000;
  file->quality = 94;
  file->subsampling = 444;
}

/* As it comes out of a messenger. */
static void
saved_again (DzPortrait     *portrait,
             DzPortraitFile *file)
{
  portrait->width = 810;
  portrait->height = 1080;
  file->quality = 89;
}

static void
red_background (DzPortrait     *portrait,
                DzPortraitFile *file)
{
  portrait->background = dz_tint_rgb (196, 28, 38);
}

static void
gradient (DzPortrait     *portrait,
          DzPortraitFile *file)
{
  portrait->background_gradient = 0.85;
}

static void
clutter (DzPortrait     *portrait,
         DzPortraitFile *file)
{
  portrait->background = dz_tint_rgb (226, 220, 206);
  portrait->background_clutter = 1;
  portrait->background_shadow = 0.4;
}

static void
photoshop (DzPortrait     *portrait,
           DzPortraitFile *file)
{
  file->software = "Adobe Photoshop CS6 (Windows)";
  file->taken_at = "2022:04:18 10:21:05";
  file->modified_at = "2022:04:20 16:40:31";
}

static void
meitu (DzPortrait     *portrait,
       DzPortraitFile *file)
{
  file->meitu = TRUE;
  file->facelift = TRUE;
}

static void
wrong_shape (DzPortrait     *portrait,
             DzPortraitFile *file)
{
  portrait->width = 1000;
  portrait->height = 1000;
}

static void
low_quality (DzPortrait     *portrait,
             DzPortraitFile *file)
{
  /* Large and grainy, so that it is over the limit of bytes all the same. */
  portrait->width = 1500;
  portrait->height = 2000;
  portrait->noise = 4.5;
  file->quality = 42;
}

static void
hat (DzPortrait     *portrait,
     DzPortraitFile *file)
{
  portrait->hat = TRUE;
}

static void
glare (DzPortrait     *portrait,
       DzPortraitFile *file)
{
  portrait->glasses = DZ_GLASSES_GLARE;
}

static void
open_mouth (DzPortrait     *portrait,
            DzPortraitFile *file)
{
  portrait->lips = DZ_LIPS_OPEN;
}

static void
tilted (DzPortrait     *portrait,
        DzPortraitFile *file)
{
  portrait->roll_deg = 11;
  portrait->shoulder_tilt_deg = 5;
}

static void
off_centre (DzPortrait     *portrait,
            DzPortraitFile *file)
{
  portrait->offset_share = 0.13;
}

static void
too_large (DzPortrait     *portrait,
           DzPortraitFile *file)
{
  portrait->head_share = 0.72;
  portrait->crown_share = 0.04;
}

static void
too_small (DzPortrait     *portrait,
           DzPortraitFile *file)
{
  portrait->head_share = 0.34;
  portrait->crown_share = 0.22;
}

static void
fringe (DzPortrait     *portrait,
        DzPortraitFile *file)
{
  portrait->fringe = DZ_FRINGE_HEAVY;
}

static void
hidden_ears (DzPortrait     *portrait,
             DzPortraitFile *file)
{
  portrait->ear_shown[0] = FALSE;
  portrait->ear_shown[1] = FALSE;
}

static void
bare_shoulders (DzPortrait     *portrait,
                DzPortraitFile *file)
{
  portrait->clothes = DZ_CLOTHES_STRAPS;
  portrait->clothes_tint = dz_tint_rgb (40, 42, 48);
  portrait->earrings = TRUE;
}

static void
grey (DzPortrait     *portrait,
      DzPortraitFile *file)
{
  portrait->grey = TRUE;
}

static void
blurred (DzPortrait     *portrait,
         DzPortraitFile *file)
{
  portrait->blur_px = 5;
}

static void
uneven_light (DzPortrait     *portrait,
              DzPortraitFile *file)
{
  portrait->light_uneven = 1;
}

static void
too_few_pixels (DzPortrait     *portrait,
                DzPortraitFile *file)
{
  portrait->width = 400;
  portrait->height = 533;
  portrait->noise = 3;
  file->quality = 98;
  file->subsampling = 444;
}

static void
too_few_bytes (DzPortrait     *portrait,
               DzPortraitFile *file)
{
  portrait->width = 480;
  portrait->height = 640;
  file->quality = 80;
}

static void
small_png (DzPortrait     *portrait,
           DzPortraitFile *file)
{
  portrait->width = 480;
  portrait->height = 640;
}

static void
with_preview (DzPortrait     *portrait,
              DzPortraitFile *file)
{
  file->preview_bytes = 58000;
}

static void
eyes_shut (DzPortrait     *portrait,
           DzPortraitFile *file)
{
  portrait->eye_open = 0;
}

static void
teeth (DzPortrait     *portrait,
       DzPortraitFile *file)
{
  portrait->lips = DZ_LIPS_TEETH;
}

static void
tinted_lenses (DzPortrait     *portrait,
               DzPortraitFile *file)
{
  portrait->glasses = DZ_GLASSES_TINTED;
  portrait->background_shadow = 0.9;
}

/* More than half without a fault, as in a window that goes well. */
static const DzDemoCase cases[] = {
  { .kind = "clean", .n = 18 },
  { .kind = "clean-standard-size", .n = 4, .spoil = standard_size },
  { .kind = "clean-middle-size", .n = 3, .spoil = middle_size },
  { .kind = "clean-large", .n = 1, .spoil = large_size },
  { .kind = "second-attempt-eyes", .n = 1, .earlier_spoil = eyes_shut,
    .earlier_reasons = "eyes", .earlier_note = "拍摄时请睁开双眼，平视镜头。" },
  { .kind = "second-attempt-teeth", .n = 1, .earlier_spoil = teeth,
    .earlier_reasons = "mouth" },
  { .kind = "second-attempt-glasses", .n = 1, .earlier_spoil = tinted_lenses,
    .earlier_reasons = "glasses-tinted background-shadow",
    .earlier_note = "请勿佩戴变色镜片，并离墙一米拍摄。" },
  { .kind = "second-attempt-background", .n = 1, .earlier_spoil = red_background,
    .earlier_reasons = "background-colour" },
  { .kind = "second-attempt-still", .n = 1, .rule = "BG-02", .spoil = clutter,
    .earlier_spoil = gradient, .earlier_reasons = "background-uneven" },
  { .kind = "second-attempt-again", .n = 1, .rule = "ORIG-07", .spoil = saved_again,
    .earlier_spoil = red_background, .earlier_reasons = "background-colour", .again = TRUE },
  { .kind = "same-photo", .n = 2, .rule = "ORIG-05", .shows = "same-photo" },
  { .kind = "copied-photo", .n = 1, .rule = "ORIG-05", .spoil = saved_again, .shows = "clean" },
  { .kind = "red-background", .n = 1, .rule = "BG-01", .spoil = red_background },
  { .kind = "gradient", .n = 1, .rule = "BG-02", .spoil = gradient },
  { .kind = "photoshop", .n = 1, .rule = "ORIG-01", .spoil = photoshop },
  { .kind = "meitu", .n = 1, .rule = "ORIG-01", .spoil = meitu },
  { .kind = "wrong-shape", .n = 1, .rule = "FILE-04", .spoil = wrong_shape },
  { .kind = "low-quality", .n = 1, .rule = "FILE-06", .spoil = low_quality },
  { .kind = "hat", .n = 1, .rule = "HEAD-01", .spoil = hat },
  { .kind = "glare", .n = 1, .rule = "GLASS-01", .spoil = glare },
  { .kind = "open-mouth", .n = 1, .rule = "MOUTH-01", .spoil = open_mouth },
  { .kind = "tilted", .n = 1, .rule = "POSE-01", .spoil = tilted },
  { .kind = "off-centre", .n = 1, .rule = "POS-05", .spoil = off_centre },
  { .kind = "too-large", .n = 1, .rule = "POS-04", .spoil = too_large },
  { .kind = "too-small", .n = 1, .rule = "POS-04", .spoil = too_small },
  { .kind = "fringe", .n = 1, .rule = "HAIR-01", .spoil = fringe },
  { .kind = "hidden-ears", .n = 1, .rule = "EAR-01", .spoil = hidden_ears, .woman = TRUE },
  { .kind = "bare-shoulders", .n = 1, .rule = "CLOTH-01", .spoil = bare_shoulders,
    .woman = TRUE },
  { .kind = "grey", .n = 1, .rule = "FILE-05", .spoil = grey },
  { .kind = "blurred", .n = 1, .rule = "SHARP-01", .spoil = blurred },
  { .kind = "uneven-light", .n = 1, .rule = "LIGHT-01", .spoil = uneven_light },
  { .kind = "cut-tail", .n = 1, .rule = "FILE-01", .damage = DZ_DEMO_DAMAGE_CUT_TAIL },
  { .kind = "too-few-pixels", .n = 1, .rule = "FILE-03", .refused = TRUE,
    .spoil = too_few_pixels },
  { .kind = "too-few-bytes", .n = 1, .rule = "FILE-02", .refused = TRUE,
    .spoil = too_few_bytes },
  { .kind = "png-renamed", .n = 1, .rule = "FILE-01", .refused = TRUE,
    .damage = DZ_DEMO_DAMAGE_PNG, .spoil = small_png },
  { .kind = "cut-head", .n = 1, .rule = "FILE-01", .refused = TRUE,
    .damage = DZ_DEMO_DAMAGE_CUT_HEAD, .spoil = with_preview },
};

const DzDemoCase *
dz_demo_plan_get (guint *n_cases)
{
  *n_cases = G_N_ELEMENTS (cases);
  return cases;
}
