/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"

G_BEGIN_DECLS

/**
 * DzLine:
 * @DZ_LINE_CROWN: top of the hair
 * @DZ_LINE_EYES: through both pupils
 * @DZ_LINE_CHIN: under the chin
 *
 * A line of the photo that a reviewer can move, from the top down.
 */
typedef enum
{
  DZ_LINE_CROWN,
  DZ_LINE_EYES,
  DZ_LINE_CHIN,
  DZ_N_LINES,
} DzLine;

const char *dz_line_to_nick   (DzLine               line);
gboolean    dz_line_from_nick (const char          *nick,
                               DzLine              *line);
double      dz_line_measure   (DzLine               line,
                               const DzMeasurement *measurement);

G_END_DECLS
