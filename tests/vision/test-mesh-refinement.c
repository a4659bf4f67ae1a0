/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mesh-refinement.h"
#include "dz-vision-samples.h"

#include <math.h>
#include <string.h>

/* MediaPipe, face_landmarks_refinement: the outline of each eye's opening, in any order. */
static const guint outlines[2][16] = {
  { 33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173 },
  { 263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398 },
};

static DzNetwork *
open_network (const char *name)
{
  g_autoptr(GBytes) bytes = dz_sample_model_file (name);
  g_autoptr(GError) error = NULL;
  DzNetwork *network;

  if (bytes == NULL)
    return NULL;
  network = dz_network_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, &error);
  g_assert_no_error (error);
  dz_sample_fill (network);
  g_assert_true (dz_network_run (network, NULL));
  return network;
}

static const float *
output_of (const DzNetwork *network,
           const char      *name)
{
  for (guint i = 0; i < dz_network_get_n_outputs (network); i++)
    {
      if (g_str_equal (dz_network_get_output_name (network, i), name))
        return dz_network_borrow_output (network, i);
    }
  g_assert_not_reached ();
}

static void
assert_place (const float  point[3],
              const float *place)
{
  g_assert_cmpfloat (point[0], ==, place[0]);
  g_assert_cmpfloat (point[1], ==, place[1]);
}

/* The corners of mouth and eyes by their numbers in MediaPipe's list of refined points. */
static void
test_places (void)
{
  static const struct { const char *output; guint index, point; } places[] = {
    { "output_lips", 0, 61 }, { "output_lips", 10, 291 }, { "output_lips", 35, 13 },
    { "output_lips", 25, 14 }, { "output_left_eye", 0, 33 }, { "output_left_eye", 8, 133 },
    { "output_left_eye", 12, 159 }, { "output_right_eye", 0, 263 }, { "output_right_eye", 8, 362 },
    { "output_right_eye", 12, 386 }, { "output_left_iris", 0, 468 },
    { "output_left_iris", 4, 472 }, { "output_right_iris", 0, 473 },
    { "output_right_iris", 4, 477 },
  };
  g_autoptr(DzNetwork) network = open_network ("mesh");
  float points[DZ_MESH_POINTS][3];

  if (network == NULL)
    return;
  dz_mesh_refine (network, points, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    assert_place (points[places[i].point], output_of (network, places[i].output) +
                                             2 * places[i].index);
}

/* What no part sees again stays as it was: 468 less 80 of the lips and 71 of each eye. Depth stays
 * everywhere. */
static void
test_rest (void)
{
  g_autoptr(DzNetwork) network = open_network ("mesh");
  float points[DZ_MESH_POINTS][3];
  const float *coarse;
  guint n_same = 0;

  if (network == NULL)
    return;
  dz_mesh_refine (network, points, NULL);
  coarse = output_of (network, "output_mesh_identity");
  for (guint i = 0; i < DZ_MESH_COARSE_POINTS; i++)
    {
      g_assert_cmpfloat (points[i][2], ==, coarse[3 * i + 2]);
      n_same += points[i][0] == coarse[3 * i] && points[i][1] == coarse[3 * i + 1];
    }
  g_assert_cmpuint (n_same, ==, DZ_MESH_COARSE_POINTS - 80 - 71 - 71);
}

static void
test_iris_depth (void)
{
  g_autoptr(DzNetwork) network = open_network ("mesh");
  float points[DZ_MESH_POINTS][3];

  if (network == NULL)
    return;
  dz_mesh_refine (network, points, NULL);
  for (guint eye = 0; eye < 2; eye++)
    {
      double depth = 0;

      for (guint i = 0; i < 16; i++)
        depth += points[outlines[eye][i]][2] / 16;
      for (guint i = 0; i < 5; i++)
        g_assert_cmpfloat_with_epsilon (points[468 + 5 * eye + i][2], depth, 1e-4);
    }
}

static void
test_presence (void)
{
  g_autoptr(DzNetwork) network = open_network ("mesh");
  float points[DZ_MESH_POINTS][3], presence = -1;

  if (network == NULL)
    return;
  dz_mesh_refine (network, points, &presence);
  g_assert_cmpfloat_with_epsilon (presence, 1 / (1 + exp (-*output_of (network, "conv_faceflag"))),
                                  1e-6);
}

static void
test_check (void)
{
  static const char *const others[] = { "detector", "coarse", "mask" };
  g_autoptr(DzNetwork) network = open_network ("mesh");
  g_autoptr(GError) error = NULL;

  if (network == NULL)
    return;
  g_assert_true (dz_mesh_check (network, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr(DzNetwork) other = open_network (others[i]);

      g_assert_false (dz_mesh_check (other, &error));
      g_assert_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT);
      g_clear_error (&error);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mesh-refinement/places", test_places);
  g_test_add_func ("/mesh-refinement/rest", test_rest);
  g_test_add_func ("/mesh-refinement/iris-depth", test_iris_depth);
  g_test_add_func ("/mesh-refinement/presence", test_presence);
  g_test_add_func ("/mesh-refinement/check", test_check);
  return g_test_run ();
}
