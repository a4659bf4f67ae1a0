/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-line.h"

G_BEGIN_DECLS

/**
 * DzCorrection:
 * @crown_y: px of the upright photo, NaN where the reviewer left the line as it was measured
 * @eye_y: likewise, the line through both pupils
 * @chin_y: likewise
 *
 * Lines that a reviewer dragged because the detector was wrong. It travels with the decision it
 * led to, so that both become durable at once.
 */
typedef struct
{
  double crown_y;
  double eye_y;
  double chin_y;
} DzCorrection;

#define DZ_CORRECTION_NONE { NAN, NAN, NAN }

double         dz_correction_get      (const DzCorrection  *self,
                                       DzLine               line);
void           dz_correction_set      (DzCorrection        *self,
                                       DzLine               line,
                                       double               y);
gboolean       dz_correction_is_empty (const DzCorrection  *self);
gboolean       dz_correction_is_legal (const DzCorrection  *self,
                                       const DzMeasurement *measurement);
DzMeasurement *dz_correction_apply    (const DzCorrection  *self,
                                       const DzMeasurement *measurement);

G_END_DECLS
