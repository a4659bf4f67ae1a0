/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-correction.h"

G_BEGIN_DECLS

/* The lines of a correction one by one, as they are stored and told. */
#define DZ_N_CORRECTION_LINES 3

const char *dz_correction_line_name     (guint                line);
double      dz_correction_line_get      (const DzCorrection  *correction,
                                         guint                line);
gboolean    dz_correction_line_set      (DzCorrection        *correction,
                                         const char          *name,
                                         double               value);
double      dz_correction_line_measured (const DzMeasurement *measurement,
                                         guint                line);

G_END_DECLS
