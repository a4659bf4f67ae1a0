/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-canonical-face.h"
#include "dz-network.h"

G_BEGIN_DECLS

/**
 * DzModels:
 * @scratch: what the networks work in; one of them may run at a time
 * @detector: short-range face detector, 128×128
 * @mesh: face mesh of 478 points with attention, 192×192; dz_mesh_refine() joins its outputs
 * @mask: person mask, 256×256
 * @canonical: the mean face that pose is measured against
 * @version: what a measurement says of them: package names and versions, one line
 *
 * The networks of the two pinned packages (reference/vision-models.md). Made once before the
 * sandbox closes; a child made by fork() uses its own copy.
 */
typedef struct
{
  DzScratch      *scratch;  /* owned */
  DzNetwork      *detector; /* owned */
  DzNetwork      *mesh;     /* owned */
  DzNetwork      *mask;     /* owned */
  DzCanonicalFace canonical;
  char           *version;  /* owned */
} DzModels;

DzModels *dz_models_load        (const char  *folder,
                                 GError     **error);
char     *dz_models_find_folder (void);
char     *dz_models_find_fault  (const char  *folder);
void      dz_models_free        (DzModels    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzModels, dz_models_free)

G_END_DECLS
