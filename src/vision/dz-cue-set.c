/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-cue-set.h"

/**
 * dz_cue_set:
 * @measurement: a photo's
 * @quantity: what was measured
 * @value: in its unit
 *
 * Keeps a value that can be true. A mesh that lies far outside of the picture, or is none, gives
 * others: those stay unmeasured.
 */
void
dz_cue_set (DzMeasurement *measurement,
            DzQuantity     quantity,
            double         value)
{
  const DzQuantityInfo *info = dz_quantity_get_info (quantity);

  if (value >= info->min && value <= info->max)
    dz_measurement_set (measurement, quantity, value);
}
