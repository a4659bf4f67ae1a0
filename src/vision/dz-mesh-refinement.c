/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mesh-refinement.h"

#include <math.h>
#include <string.h>

/* An eye's region begins with the outline of the opening: 9 points below, 7 above. An iris lies as
 * deep as these do in the mean (MediaPipe, face_landmarks_from_tensors: “assign average”). */
#define OUTLINE_POINTS 16

#define IRIS_POINTS 5
#define LEFT_IRIS 468
#define RIGHT_IRIS 473

/* The outputs that together are the refined mesh, by the names the model gives them. Left and right
 * are the model's: the left eye is that in the left of the picture, the person's right. */
typedef enum
{
  COARSE,
  LIPS,
  LEFT_EYE,
  RIGHT_EYE,
  LEFT_IRIS_OUTPUT,
  RIGHT_IRIS_OUTPUT,
  PRESENCE,
  N_PARTS,
} Part;

static const struct
{
  const char *name;
  guint       n_numbers;
  guint       n_region;
} parts[N_PARTS] = {
  [COARSE] = { "output_mesh_identity", 3 * DZ_MESH_COARSE_POINTS, 0 },
  [LIPS] = { "output_lips", 2 * 80, 80 },
  [LEFT_EYE] = { "output_left_eye", 2 * 71, 71 },
  [RIGHT_EYE] = { "output_right_eye", 2 * 71, 71 },
  [LEFT_IRIS_OUTPUT] = { "output_left_iris", 2 * IRIS_POINTS, 71 },
  [RIGHT_IRIS_OUTPUT] = { "output_right_iris", 2 * IRIS_POINTS, 71 },
  [PRESENCE] = { "conv_faceflag", 1, 0 },
};

/* Which of the network's outputs a part is, or their number if none is. */
static guint
find_output (const DzNetwork *mesh,
             Part             part)
{
  guint n = dz_network_get_n_outputs (mesh);

  for (guint i = 0; i < n; i++)
    {
      if (strcmp (dz_network_get_output_name (mesh, i), parts[part].name) == 0)
        return i;
    }
  return n;
}

static gboolean
is_whole (const DzNetwork *mesh,
          Part             part)
{
  guint index = find_output (mesh, part);
  const guint16 *region;
  guint n_points;

  if (index == dz_network_get_n_outputs (mesh) ||
      dz_tensor_shape_count (dz_network_get_output (mesh, index)) != parts[part].n_numbers)
    return FALSE;
  region = dz_network_get_output_region (mesh, index, &n_points);
  if (n_points != parts[part].n_region)
    return FALSE;
  for (guint i = 0; i < n_points; i++)
    {
      if (region[i] >= DZ_MESH_COARSE_POINTS)
        return FALSE;
    }
  return TRUE;
}

/**
 * dz_mesh_check:
 * @mesh: a network
 * @error: return location; %DZ_VISION_ERROR_FORMAT
 *
 * Returns: whether the network is the face mesh with attention, and dz_mesh_refine() may be used
 */
gboolean
dz_mesh_check (const DzNetwork *mesh,
               GError         **error)
{
  g_return_val_if_fail (mesh != NULL, FALSE);

  for (Part part = 0; part < N_PARTS; part++)
    {
      if (is_whole (mesh, part))
        continue;
      g_set_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT,
                   "reading the face mesh: it has no output “%s” of %u numbers", parts[part].name,
                   parts[part].n_numbers);
      return FALSE;
    }
  return TRUE;
}

/* Puts the points of a part where the region says that they belong; their depth stays. */
static void
replace (const DzNetwork *mesh,
         Part             part,
         float            points[DZ_MESH_POINTS][3])
{
  guint index = find_output (mesh, part), n;
  const guint16 *region = dz_network_get_output_region (mesh, index, &n);
  const float *refined = dz_network_borrow_output (mesh, index);

  for (guint i = 0; i < n; i++)
    {
      points[region[i]][0] = refined[2 * i];
      points[region[i]][1] = refined[2 * i + 1];
    }
}

static void
add_iris (const DzNetwork *mesh,
          Part             part,
          guint            first,
          float            points[DZ_MESH_POINTS][3])
{
  guint index = find_output (mesh, part), n;
  const guint16 *region = dz_network_get_output_region (mesh, index, &n);
  const float *iris = dz_network_borrow_output (mesh, index);
  float depth = 0;

  for (guint i = 0; i < OUTLINE_POINTS; i++)
    depth += points[region[i]][2] / OUTLINE_POINTS;
  for (guint i = 0; i < IRIS_POINTS; i++)
    {
      points[first + i][0] = iris[2 * i];
      points[first + i][1] = iris[2 * i + 1];
      points[first + i][2] = depth;
    }
}

/**
 * dz_mesh_refine:
 * @mesh: the face mesh with attention, after a run
 * @points: (out caller-allocates): 478 points: 468 of the mesh, the better ones of lips and eyes
 *   already in their places, then the five of the iris in the left of the picture (468–472) and of
 *   that in its right (473–477), each its centre first. x and y in pixels of the network's input, z
 *   in the same unit, smaller towards the camera.
 * @presence: (out) (optional): how sure the model is that there is a face, 0 to 1. It answers 1
 *   upside down as well; a detector must decide.
 *
 * Puts together what the network says in several outputs (MediaPipe, Face Mesh with attention).
 */
void
dz_mesh_refine (const DzNetwork *mesh,
                float            points[DZ_MESH_POINTS][3],
                float           *presence)
{
  g_return_if_fail (mesh != NULL && points != NULL);
  g_return_if_fail (dz_mesh_check (mesh, NULL));

  memcpy (points, dz_network_borrow_output (mesh, find_output (mesh, COARSE)),
          DZ_MESH_COARSE_POINTS * sizeof points[0]);
  replace (mesh, LIPS, points);
  replace (mesh, LEFT_EYE, points);
  replace (mesh, RIGHT_EYE, points);
  add_iris (mesh, LEFT_IRIS_OUTPUT, LEFT_IRIS, points);
  add_iris (mesh, RIGHT_IRIS_OUTPUT, RIGHT_IRIS, points);
  if (presence != NULL)
    *presence = 1 / (1 + expf (-*dz_network_borrow_output (mesh, find_output (mesh, PRESENCE))));
}
