/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-stage-private.h"

G_BEGIN_DECLS

/*
 * DzStrand:
 * @x: of the root, two controls and the tip
 * @y: likewise
 *
 * One hair, a cubic curve.
 */
typedef struct
{
  double x[4];
  double y[4];
} DzStrand;

DzStrand dz_strand_mirror (const DzStrand *self);
void     dz_lock_outline  (cairo_t        *cr,
                           const DzStrand *from,
                           const DzStrand *to);
void     dz_lock_draw     (DzStage        *stage,
                           const DzStrand *from,
                           const DzStrand *to,
                           guint           n_strands,
                           double          gloss);

G_END_DECLS
