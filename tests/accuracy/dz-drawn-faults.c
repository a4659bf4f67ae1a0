/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-drawn-faults.h"

#include "dz-portrait-file.h"

static double
either_side (GRand *rand,
             double low,
             double high)
{
  double value = g_rand_double_range (rand, low, high);

  return g_rand_boolean (rand) ? value : -value;
}

static void
paint_red_wall (DzPortrait *portrait,
                GRand      *rand)
{
  portrait->background = dz_tint_rgb (g_rand_int_range (rand, 170, 220), 32, 40);
}

static void
paint_gradient (DzPortrait *portrait,
                GRand      *rand)
{
  portrait->background_gradient = g_rand_double_range (rand, 0.6, 1);
}

static void
paint_tilt (DzPortrait *portrait,
            GRand      *rand)
{
  portrait->roll_deg = either_side (rand, 9, 14);
}

static void
paint_closed_eyes (DzPortrait *portrait,
                   GRand      *rand)
{
  portrait->eye_open = 0;
}

static void
paint_open_mouth (DzPortrait *portrait,
                  GRand      *rand)
{
  portrait->lips = DZ_LIPS_OPEN;
}

static void
paint_teeth (DzPortrait *portrait,
             GRand      *rand)
{
  portrait->lips = DZ_LIPS_TEETH;
}

static void
paint_fringe (DzPortrait *portrait,
              GRand      *rand)
{
  portrait->fringe = DZ_FRINGE_HEAVY;
}

static void
paint_hidden_ear (DzPortrait *portrait,
                  GRand      *rand)
{
  portrait->ear_shown[g_rand_int_range (rand, 0, 2)] = FALSE;
}

static void
paint_glasses (DzPortrait *portrait,
               GRand      *rand)
{
  portrait->glasses = DZ_GLASSES_FRAME;
}

static void
paint_glare (DzPortrait *portrait,
             GRand      *rand)
{
  portrait->glasses = DZ_GLASSES_GLARE;
}

static void
paint_tinted_lenses (DzPortrait *portrait,
                     GRand      *rand)
{
  portrait->glasses = DZ_GLASSES_TINTED;
}

/* As near to the wall as another cloth can be. */
static void
paint_shirt_like_wall (DzPortrait *portrait,
                       GRand      *rand)
{
  portrait->clothes = DZ_CLOTHES_TEE;
  portrait->clothes_tint = dz_tint_scale (portrait->background,
                                          g_rand_double_range (rand, 0.97, 1.03));
}

static void
paint_bare_shoulders (DzPortrait *portrait,
                      GRand      *rand)
{
  portrait->clothes = DZ_CLOTHES_STRAPS;
  portrait->clothes_tint = dz_tint_rgb (60, 62, 84);
}

static void
paint_large_head (DzPortrait *portrait,
                  GRand      *rand)
{
  portrait->head_share = g_rand_double_range (rand, 0.70, 0.76);
  portrait->crown_share = 0.06;
}

static void
paint_small_head (DzPortrait *portrait,
                  GRand      *rand)
{
  portrait->head_share = g_rand_double_range (rand, 0.30, 0.36);
  portrait->crown_share = 0.16;
}

static void
paint_off_centre (DzPortrait *portrait,
                  GRand      *rand)
{
  portrait->offset_share = either_side (rand, 0.11, 0.15);
}

/* In px of a picture whose eye corners lie about 150 px apart. */
static void
paint_blur (DzPortrait *portrait,
            GRand      *rand)
{
  portrait->blur_px = g_rand_double_range (rand, 3, 5);
}

static void
paint_grey (DzPortrait *portrait,
            GRand      *rand)
{
  portrait->grey = TRUE;
}

/* What touches what: a grey photo has no coloured wall and no natural skin; a tilted head hangs
 * away from the middle, and its upper edge is another; size and place of a head are one family;
 * glasses are one; a bare shoulder is no cloth to hold against the wall; a shirt like the wall
 * hides the shoulders; a soft photo shows fewer tones; of a head that fills the picture the person
 * mask loses long hair to the wall. */
const DzDrawnFault dz_drawn_faults[] = {
  { "none", { "", "", DZ_FAULT_NO_WARNING }, NULL },
  { "red wall", { "BG-01", "", DZ_FAULT_LOUD }, paint_red_wall },
  { "gradient wall", { "BG-02", "", DZ_FAULT_BY_NOTE }, paint_gradient },
  { "tilt", { "POSE-01", "POS", DZ_FAULT_LOUD }, paint_tilt },
  { "closed eyes", { "EYE-01", "", DZ_FAULT_LOUD }, paint_closed_eyes },
  { "open mouth", { "MOUTH-01", "", DZ_FAULT_LOUD }, paint_open_mouth },
  { "teeth", { "MOUTH-01", "", DZ_FAULT_LOUD }, paint_teeth },
  { "fringe over brows", { "HAIR-01", "", DZ_FAULT_LOUD }, paint_fringe },
  { "hidden ear", { "EAR-01", "", DZ_FAULT_LOUD }, paint_hidden_ear },
  { "glasses", { "GLASS-01", "", DZ_FAULT_BY_NOTE }, paint_glasses },
  { "glare", { "GLASS-01", "", DZ_FAULT_LOUD }, paint_glare },
  { "tinted lenses", { "GLASS-02", "", DZ_FAULT_LOUD }, paint_tinted_lenses },
  { "shirt like the wall", { "BG-04", "POSE", DZ_FAULT_LOUD }, paint_shirt_like_wall },
  { "bare shoulders", { "CLOTH-01", "", DZ_FAULT_LOUD }, paint_bare_shoulders },
  { "head too large", { "POS-04", "BG", DZ_FAULT_LOUD }, paint_large_head },
  { "head too small", { "POS-04", "", DZ_FAULT_LOUD }, paint_small_head },
  { "off centre", { "POS-05", "", DZ_FAULT_LOUD }, paint_off_centre },
  { "blur", { "SHARP-01", "LIGHT", DZ_FAULT_LOUD }, paint_blur },
  { "grey", { "FILE-05", "BG COL", DZ_FAULT_LOUD }, paint_grey },
};

const guint dz_n_drawn_faults = G_N_ELEMENTS (dz_drawn_faults);

/**
 * dz_drawn_fault_paint:
 * @self: a fault
 * @person: which person; the same number gives the same person with any fault
 * @truth: (out): where the painter put things
 *
 * Returns: (transfer full): a JPEG of 600×800, larger than the notice asks of a file
 */
GBytes *
dz_drawn_fault_paint (const DzDrawnFault *self,
                      guint               person,
                      DzPortraitGeometry *truth)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (0x5eed + person);
  g_autoptr(GError) error = NULL;
  DzPortrait portrait;
  DzPortraitFile file;
  GBytes *jpeg;

  dz_portrait_init_random (&portrait, rand);
  portrait.width = 600;
  portrait.height = 800;
  if (self->paint != NULL)
    self->paint (&portrait, rand);
  dz_portrait_file_init (&file);
  file.quality = 95;
  file.dpi = 300;
  file.preview_bytes = 40000;
  jpeg = dz_portrait_to_jpeg (&portrait, &file, truth, &error);
  g_assert_no_error (error);
  return jpeg;
}
