/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-framing-text.h"

#include <math.h>
#include <string.h>

static const DzFraming cut_out = { { 1017, 710, 1166, 1554, 0, 480, 640, DZ_CROP_RENDERING },
                                   DZ_FRAMING_FINE, { 78.2, 255.3, 247, 51.5, 0 }, 1, 480, 640 };

static void
assert_says (const DzFraming *framing,
             const char      *words)
{
  g_autofree char *said = dz_framing_say (framing);

  g_test_message ("%s", said);
  g_assert_nonnull (strstr (said, words));
}

static void
test_size (void)
{
  DzFraming framing = cut_out;
  g_autofree char *said = dz_framing_say (&cut_out);

  g_assert_cmpstr (said, ==,
                   "Delivered: 1166×1554 px, scaled to 41 %, gives 480×640 px\n"
                   "top of the head 78 px · eyes 255 px · width of the face 247 px"
                   " · height of the head 51.5 %");
  framing.crop.rotation = -1.8;
  assert_says (&framing, "gives 480×640 px, turned by -1.8°\n");
  framing.crop = (DzCrop) { 0, 0, 480, 640, 0, 480, 640, DZ_CROP_RENDERING };
  assert_says (&framing, "Delivered: 480×640 px, as it is\n");
}

/* What is not known of the head is not told as a number. */
static void
test_unknown (void)
{
  DzFraming framing = cut_out;

  framing.places[DZ_FRAMING_CROWN] = NAN;
  framing.places[DZ_FRAMING_HEAD] = NAN;
  assert_says (&framing, "px\neyes 255 px · width of the face 247 px");
  framing.places[DZ_FRAMING_EYES] = NAN;
  framing.places[DZ_FRAMING_FACE] = NAN;
  framing.problem = DZ_FRAMING_NO_FACE;
  assert_says (&framing, "gives 480×640 px\nIt is not known where the head is");
}

/* Each problem says what it is and, where something helps, what. */
static void
test_problems (void)
{
  static const struct
  {
    DzFramingProblem problem;
    gboolean         none;
    const char      *words;
  } cases[] = {
    { DZ_FRAMING_OUTSIDE, FALSE, "\nThe head cannot be brought to where the limits want it" },
    { DZ_FRAMING_FAR, FALSE,
      "\nThe head stays too small: it would have to be enlarged 1.8 times." },
    { DZ_FRAMING_SMALL, TRUE, "smaller than 480×640 px and would have to be enlarged 1.80 times" },
    { DZ_FRAMING_CUT, TRUE, "any frame would cut the face" },
    { DZ_FRAMING_NO_FACE, FALSE, "\nIt is not known where the head is: as much of the photo" },
    { DZ_FRAMING_UNMEASURED, TRUE, "the photo was not measured" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DzFraming framing = cut_out;

      framing.problem = cases[i].problem;
      framing.enlarge = 1.8;
      if (cases[i].none)
        framing.crop = (DzCrop) DZ_CROP_NONE;
      assert_says (&framing, cases[i].words);
    }
  assert_says (NULL, "It is not known what would be delivered");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/framing-text/size", test_size);
  g_test_add_func ("/framing-text/unknown", test_unknown);
  g_test_add_func ("/framing-text/problems", test_problems);
  return g_test_run ();
}
