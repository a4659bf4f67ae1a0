/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-entry.h"

#include "dz-canonical-face.h"
#include "dz-flexbuffer.h"
#include "dz-mesh-refinement.h"

/* Numbers that are not all alike, so that points lie somewhere. */
static void
run (DzNetwork *network)
{
  gsize n = dz_tensor_shape_count (dz_network_get_input (network));
  float points[DZ_MESH_POINTS][3], presence;
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; i < n; i++)
    dz_network_borrow_input (network)[i] = i % 251 / 251.0f;
  if (!dz_network_run (network, &error))
    g_error ("a network that was built must run: %s", error->message);
  if (dz_mesh_check (network, NULL))
    dz_mesh_refine (network, points, &presence);
}

static void
read_options (const uint8_t *data,
              size_t         size)
{
  DzFlexMap map;
  gint64 values[16];
  double number;
  guint n;

  if (!dz_flex_map_init (&map, data, size))
    return;
  dz_flex_map_get_int (&map, "output_width", values);
  dz_flex_map_get_float (&map, "scale_x", &number);
  dz_flex_map_get_ints (&map, "subset_idxs", values, G_N_ELEMENTS (values), &n);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzNetwork) network = dz_network_new (data, size, NULL, &error);
  DzCanonicalFace face;

  if ((network == NULL) != (error != NULL))
    g_error ("a model without a network must have an error, and only that");
  if (network != NULL)
    run (network);
  read_options (data, size);
  dz_canonical_face_init (&face, data, size, NULL);
  return 0;
}
