/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-canonical-face.h"
#include "dz-vision-samples.h"

#include <math.h>
#include <string.h>

/* The face is its own mirror image: these lie left and right of the middle. */
static void
test_symmetry (void)
{
  static const guint pairs[][2] = { { 33, 263 }, { 133, 362 }, { 61, 291 }, { 234, 454 },
                                    { 127, 356 }, { 70, 300 } };
  g_autoptr(GBytes) bytes = dz_sample_model_file ("canonical");
  g_autoptr(GError) error = NULL;
  DzCanonicalFace face;

  if (bytes == NULL)
    return;
  g_assert_true (dz_canonical_face_init (&face, g_bytes_get_data (bytes, NULL),
                                         g_bytes_get_size (bytes), &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const float *left = face.points[pairs[i][0]], *right = face.points[pairs[i][1]];

      g_assert_cmpfloat_with_epsilon (left[0], -right[0], 1e-4);
      g_assert_cmpfloat_with_epsilon (left[1], right[1], 1e-4);
      g_assert_cmpfloat_with_epsilon (left[2], right[2], 1e-4);
      g_assert_cmpfloat (left[0], <, 0);
      g_assert_cmpfloat (face.weights[pairs[i][0]], ==, face.weights[pairs[i][1]]);
    }
}

static gboolean
read_bytes (const guint8 *data,
            gsize         length)
{
  g_autoptr(GError) error = NULL;
  DzCanonicalFace face;

  if (!dz_canonical_face_init (&face, data, length, &error))
    {
      g_assert_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT);
      return FALSE;
    }
  g_assert_no_error (error);
  for (guint i = 0; i < DZ_CANONICAL_POINTS; i++)
    {
      g_assert_true (isfinite (face.points[i][0]) && isfinite (face.points[i][1]) &&
                     isfinite (face.points[i][2]));
      g_assert_true (isfinite (face.weights[i]) && face.weights[i] >= 0);
    }
  return TRUE;
}

/* The mesh stands first; what is cut within it is no face. */
static void
test_truncated (void)
{
  g_autoptr(GBytes) bytes = dz_sample_model_file ("canonical");
  gsize length;
  const guint8 *data;

  if (bytes == NULL)
    return;
  data = g_bytes_get_data (bytes, &length);
  for (gsize cut = 0; cut < 19000; cut += 37)
    {
      g_autofree guint8 *part = g_memdup2 (data, cut);

      g_assert_false (read_bytes (part, cut));
    }
}

static void
test_spoiled (void)
{
  g_autoptr(GBytes) bytes = dz_sample_model_file ("canonical");
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autofree guint8 *copy = NULL;
  gsize length;
  guint n_refused = 0;

  if (bytes == NULL)
    return;
  copy = g_memdup2 (g_bytes_get_data (bytes, &length), g_bytes_get_size (bytes));
  for (guint i = 0; i < 4000; i++)
    {
      guint at = g_rand_int_range (rand, 0, length);
      guint8 before = copy[at];

      copy[at] = g_rand_int (rand);
      n_refused += !read_bytes (copy, length);
      copy[at] = before;
    }
  g_assert_true (read_bytes (copy, length));
  g_assert_cmpuint (n_refused, >, 100);
}

/* A varint that never ends, a length beyond the end, a wire type that is not used here. */
static void
test_broken (void)
{
  static const guint8 endless[] = { 0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                    0xff, 0xff, 0x01 };
  static const guint8 longer[] = { 0x0a, 0x05, 0x08, 0x00 };
  static const guint8 group[] = { 0x0b, 0x00 };

  g_assert_false (read_bytes (NULL, 0));
  g_assert_false (read_bytes (endless, sizeof endless));
  g_assert_false (read_bytes (longer, sizeof longer));
  g_assert_false (read_bytes (group, sizeof group));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/canonical-face/symmetry", test_symmetry);
  g_test_add_func ("/canonical-face/truncated", test_truncated);
  g_test_add_func ("/canonical-face/spoiled", test_spoiled);
  g_test_add_func ("/canonical-face/broken", test_broken);
  return g_test_run ();
}
