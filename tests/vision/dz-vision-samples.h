/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-models.h"

G_BEGIN_DECLS

/* The models, or NULL and the test skipped where they are not installed. */
DzModels *dz_sample_models     (void);

/* The bytes of one model of the two packages: "mesh", "coarse", "detector", "canonical" or "mask";
 * NULL and the test skipped where they are not installed. */
GBytes   *dz_sample_model_file (const char *name);

/* Fills a network's input with something that is not flat, the same every time. */
void      dz_sample_fill       (DzNetwork  *network);

G_END_DECLS
