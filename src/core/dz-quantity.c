/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-quantity.h"

static const DzQuantityInfo infos[DZ_N_QUANTITIES] = {
  [DZ_QUANTITY_BYTES] = { "bytes", "B", 0, 1e9 },
  [DZ_QUANTITY_DECODES] = { "decodes", "", 0, 1 },
  [DZ_QUANTITY_TRUNCATED] = { "truncated", "", 0, 1 },
  [DZ_QUANTITY_TRAILING_BYTES] = { "trailing-bytes", "B", 0, 1e9 },
  [DZ_QUANTITY_WIDTH] = { "width", "px", 0, 65535 },
  [DZ_QUANTITY_HEIGHT] = { "height", "px", 0, 65535 },
  [DZ_QUANTITY_ORIENTATION] = { "orientation", "", 1, 8 },
  [DZ_QUANTITY_COMPONENTS] = { "components", "", 0, 255 },
  [DZ_QUANTITY_BIT_DEPTH] = { "bit-depth", "bit", 0, 255 },
  [DZ_QUANTITY_PROGRESSIVE] = { "progressive", "", 0, 1 },
  [DZ_QUANTITY_QUALITY] = { "quality", "", 1, 100 },
  [DZ_QUANTITY_QUALITY_RESIDUAL] = { "quality-residual", "", 0, 1e7 },
  [DZ_QUANTITY_SUBSAMPLING] = { "subsampling", "", 0, 9999 },
  [DZ_QUANTITY_DPI] = { "dpi", "dpi", 0, 65535 },
  [DZ_QUANTITY_SRGB] = { "srgb", "", 0, 1 },
  [DZ_QUANTITY_GREY_DISTANCE] = { "grey-distance", "", 0, 510 },
  [DZ_QUANTITY_HAS_GPS] = { "has-gps", "", 0, 1 },
  [DZ_QUANTITY_TAKEN_AT] = { "taken-at", "d", -100000, 100000 },
  [DZ_QUANTITY_WALL_L] = { "wall-l", "", 0, 100 },
  [DZ_QUANTITY_WALL_A] = { "wall-a", "", -128, 128 },
  [DZ_QUANTITY_WALL_B] = { "wall-b", "", -128, 128 },
  [DZ_QUANTITY_WALL_CHROMA] = { "wall-chroma", "", 0, 182 },
  [DZ_QUANTITY_WALL_HUE] = { "wall-hue", "°", 0, 360 },
  [DZ_QUANTITY_WALL_SPREAD_MEAN] = { "wall-spread-mean", "ΔE", 0, 400 },
  [DZ_QUANTITY_WALL_SPREAD_P90] = { "wall-spread-p90", "ΔE", 0, 400 },
};

/**
 * dz_quantity_get_info:
 * @quantity: a quantity
 *
 * Returns: (transfer none): its name, unit and range
 */
const DzQuantityInfo *
dz_quantity_get_info (DzQuantity quantity)
{
  g_return_val_if_fail (quantity < DZ_N_QUANTITIES, NULL);

  return &infos[quantity];
}

/**
 * dz_quantity_from_name:
 * @name: (nullable): a stored name
 * @quantity: (out): the quantity it names
 *
 * Returns: whether this program knows @name
 */
gboolean
dz_quantity_from_name (const char *name,
                       DzQuantity *quantity)
{
  for (guint i = 0; name != NULL && i < DZ_N_QUANTITIES; i++)
    {
      if (g_str_equal (infos[i].name, name))
        {
          *quantity = i;
          return TRUE;
        }
    }
  return FALSE;
}
