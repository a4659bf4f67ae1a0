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
  [DZ_QUANTITY_WALL_BY_MASK] = { "wall-by-mask", "", 0, 1 },
  [DZ_QUANTITY_WALL_SPREAD_P50] = { "wall-spread-p50", "ΔE", 0, 400 },
  [DZ_QUANTITY_WALL_LEFT_RIGHT] = { "wall-left-right", "ΔE", 0, 400 },
  [DZ_QUANTITY_WALL_TOP_BOTTOM] = { "wall-top-bottom", "ΔE", 0, 400 },
  [DZ_QUANTITY_WALL_SHARE] = { "wall-share", "", 0, 1 },
  [DZ_QUANTITY_WALL_SHADOW] = { "wall-shadow", "%", 0, 100 },
  [DZ_QUANTITY_BLOCKINESS] = { "blockiness", "", 0, 1000 },
  [DZ_QUANTITY_DOUBLE_JPEG] = { "double-jpeg", "", 0, 1000 },
  [DZ_QUANTITY_HASH_QUALITY] = { "hash-quality", "", 0, 100 },
  [DZ_QUANTITY_FACE_HASH_QUALITY] = { "face-hash-quality", "", 0, 100 },
  [DZ_QUANTITY_FACES] = { "faces", "", 0, 1000 },
  [DZ_QUANTITY_FACE_SCORE] = { "face-score", "", 0, 1 },
  [DZ_QUANTITY_SECOND_FACE_SHARE] = { "second-face-share", "", 0, 1 },
  [DZ_QUANTITY_FACE_TURN] = { "face-turn", "°", 0, 270 },
  [DZ_QUANTITY_FACE_CUT] = { "face-cut", "", 0, 1 },
  [DZ_QUANTITY_FACE_SPAN] = { "face-span", "px", 0, 65535 },
  [DZ_QUANTITY_EYE_LEFT_X] = { "eye-left-x", "px", -65535, 131070 },
  [DZ_QUANTITY_EYE_LEFT_Y] = { "eye-left-y", "px", -65535, 131070 },
  [DZ_QUANTITY_EYE_RIGHT_X] = { "eye-right-x", "px", -65535, 131070 },
  [DZ_QUANTITY_EYE_RIGHT_Y] = { "eye-right-y", "px", -65535, 131070 },
  [DZ_QUANTITY_CORNER_LEFT_X] = { "corner-left-x", "px", -65535, 131070 },
  [DZ_QUANTITY_CORNER_LEFT_Y] = { "corner-left-y", "px", -65535, 131070 },
  [DZ_QUANTITY_CORNER_RIGHT_X] = { "corner-right-x", "px", -65535, 131070 },
  [DZ_QUANTITY_CORNER_RIGHT_Y] = { "corner-right-y", "px", -65535, 131070 },
  [DZ_QUANTITY_MOUTH_X] = { "mouth-x", "px", -65535, 131070 },
  [DZ_QUANTITY_MOUTH_Y] = { "mouth-y", "px", -65535, 131070 },
  [DZ_QUANTITY_MOUTH_WIDTH] = { "mouth-width", "px", 0, 65535 },
  [DZ_QUANTITY_CHIN_X] = { "chin-x", "px", -65535, 131070 },
  [DZ_QUANTITY_CHIN_Y] = { "chin-y", "px", -65535, 131070 },
  [DZ_QUANTITY_CROWN_Y] = { "crown-y", "px", -65535, 131070 },
  [DZ_QUANTITY_CROWN_ROUGH] = { "crown-rough", "", 0, 1 },
  [DZ_QUANTITY_FACE_LEFT_X] = { "face-left-x", "px", -65535, 131070 },
  [DZ_QUANTITY_FACE_RIGHT_X] = { "face-right-x", "px", -65535, 131070 },
  [DZ_QUANTITY_FACE_MIDDLE_X] = { "face-middle-x", "px", -65535, 131070 },
  [DZ_QUANTITY_ROLL] = { "roll", "°", -180, 180 },
  [DZ_QUANTITY_YAW] = { "yaw", "°", -180, 180 },
  [DZ_QUANTITY_PITCH] = { "pitch", "°", -180, 180 },
  [DZ_QUANTITY_SHOULDER_TILT] = { "shoulder-tilt", "°", -90, 90 },
  [DZ_QUANTITY_SHOULDER_LEFT_X] = { "shoulder-left-x", "px", -65535, 131070 },
  [DZ_QUANTITY_SHOULDER_LEFT_Y] = { "shoulder-left-y", "px", -65535, 131070 },
  [DZ_QUANTITY_SHOULDER_RIGHT_X] = { "shoulder-right-x", "px", -65535, 131070 },
  [DZ_QUANTITY_SHOULDER_RIGHT_Y] = { "shoulder-right-y", "px", -65535, 131070 },
  [DZ_QUANTITY_EYE_OPEN_LEFT] = { "eye-open-left", "", 0, 10 },
  [DZ_QUANTITY_EYE_OPEN_RIGHT] = { "eye-open-right", "", 0, 10 },
  [DZ_QUANTITY_GAZE_X] = { "gaze-x", "", -10, 10 },
  [DZ_QUANTITY_GAZE_Y] = { "gaze-y", "", -10, 10 },
  [DZ_QUANTITY_RED_EYE] = { "red-eye", "", 0, 1 },
  [DZ_QUANTITY_LIP_GAP] = { "lip-gap", "", 0, 10 },
  [DZ_QUANTITY_TEETH] = { "teeth", "", 0, 1 },
  [DZ_QUANTITY_BROW_HAIR_LEFT] = { "brow-hair-left", "", 0, 1 },
  [DZ_QUANTITY_BROW_HAIR_RIGHT] = { "brow-hair-right", "", 0, 1 },
  [DZ_QUANTITY_EAR_LEFT] = { "ear-left", "", -1, 1 },
  [DZ_QUANTITY_EAR_RIGHT] = { "ear-right", "", -1, 1 },
  [DZ_QUANTITY_GLASSES] = { "glasses", "", 0, 100 },
  [DZ_QUANTITY_GLASSES_SIDE] = { "glasses-side", "", 0, 100 },
  [DZ_QUANTITY_LENS_TINT] = { "lens-tint", "", -100, 100 },
  [DZ_QUANTITY_LENS_GLARE] = { "lens-glare", "", 0, 1 },
  [DZ_QUANTITY_HEADWEAR] = { "headwear", "", 0, 1 },
  [DZ_QUANTITY_JEWELLERY] = { "jewellery", "", 0, 1 },
  [DZ_QUANTITY_CLOTHES_WALL] = { "clothes-wall", "ΔE", 0, 400 },
  [DZ_QUANTITY_BARE_SHOULDERS] = { "bare-shoulders", "", 0, 1 },
  [DZ_QUANTITY_SKIN_DETAIL] = { "skin-detail", "", 0, 100 },
  [DZ_QUANTITY_LIP_CHROMA] = { "lip-chroma", "", -400, 400 },
  [DZ_QUANTITY_LIGHT_OVERLAP] = { "light-overlap", "", 0, 1 },
  [DZ_QUANTITY_LIGHT_HIGH] = { "light-high", "%", 0, 100 },
  [DZ_QUANTITY_LIGHT_LOW] = { "light-low", "%", 0, 100 },
  [DZ_QUANTITY_LIGHT_MEAN] = { "light-mean", "", 0, 1 },
  [DZ_QUANTITY_LIGHT_ENTROPY] = { "light-entropy", "bit", 0, 8 },
  [DZ_QUANTITY_CHEEK_L] = { "cheek-l", "", 0, 100 },
  [DZ_QUANTITY_CHEEK_A] = { "cheek-a", "", -128, 128 },
  [DZ_QUANTITY_CHEEK_B] = { "cheek-b", "", -128, 128 },
  [DZ_QUANTITY_COLOUR_DISTANCE] = { "colour-distance", "", 0, 400 },
  [DZ_QUANTITY_SHARPNESS] = { "sharpness", "", 0, 1000000 },
  [DZ_QUANTITY_SHARPNESS_RATIO] = { "sharpness-ratio", "", 0, 1000 },
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
