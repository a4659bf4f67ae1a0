/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-network.h"

G_BEGIN_DECLS

/* Points of the coarse mesh, and with the five of each iris (468–472 and 473–477, each its centre
 * first) behind them. Model card "MediaPipe Face Mesh", attention variant. */
#define DZ_MESH_COARSE_POINTS 468
#define DZ_MESH_POINTS 478

gboolean dz_mesh_check  (const DzNetwork  *mesh,
                         GError          **error);
void     dz_mesh_refine (const DzNetwork  *mesh,
                         float             points[DZ_MESH_POINTS][3],
                         float            *presence);

G_END_DECLS
