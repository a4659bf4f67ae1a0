/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"

G_BEGIN_DECLS

void dz_cue_set (DzMeasurement *measurement,
                 DzQuantity     quantity,
                 double         value);

G_END_DECLS
