/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-frame.h"

G_BEGIN_DECLS

#define DZ_LAB_SAMPLE_MAX 1024
/* Colours that one patch adds where it lies in the picture. */
#define DZ_LAB_SAMPLE_PATCH 25

/**
 * DzLabSample:
 * @values: colours taken from a face
 * @n_values: how many of @values count
 *
 * Colours of one material, to take their median. What comes after DZ_LAB_SAMPLE_MAX is left out.
 */
typedef struct
{
  DzLab values[DZ_LAB_SAMPLE_MAX];
  guint n_values;
} DzLabSample;

void     dz_lab_sample_add         (DzLabSample       *self,
                                    const DzFaceFrame *frame,
                                    float              u,
                                    float              v);
void     dz_lab_sample_add_patches (DzLabSample       *self,
                                    const DzFaceFrame *frame,
                                    const guint16     *points,
                                    guint              n_points);
float    dz_lab_shade_distance     (const DzLab       *one,
                                    const DzLab       *other);
gboolean dz_lab_sample_median      (const DzLabSample *self,
                                    DzLab             *median);

G_END_DECLS
