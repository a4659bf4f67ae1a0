/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-fields.h"

/* The section "wear". */

#define LIGHTNESS_MAX 100
#define CHROMA_DIFFERENCE_MAX 400

static const DzProfileField glasses_fields[] = {
  { "line", DZ_FIELD_CUE, DZ_AT (wear.glasses_line), 0, LIGHTNESS_MAX, FALSE, NULL, NULL },
  { "tint", DZ_FIELD_CUE, DZ_AT (wear.glasses_tint), -LIGHTNESS_MAX, LIGHTNESS_MAX, FALSE, NULL,
    NULL },
  { "glare", DZ_FIELD_CUE, DZ_AT (wear.glasses_glare), 0, 1, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

const DzProfileField dz_profile_wear_fields[] = {
  DZ_OBJECT ("glasses", glasses_fields),
  { "headwear", DZ_FIELD_CUE, DZ_AT (wear.headwear), 0, 1, FALSE, NULL, NULL },
  { "jewellery", DZ_FIELD_CUE, DZ_AT (wear.jewellery), 0, 1, FALSE, NULL, NULL },
  { "bare_shoulders", DZ_FIELD_CUE, DZ_AT (wear.bare_shoulders), 0, 1, FALSE, NULL, NULL },
  { "lip_chroma", DZ_FIELD_CUE, DZ_AT (wear.lip_chroma), -CHROMA_DIFFERENCE_MAX,
    CHROMA_DIFFERENCE_MAX, FALSE, NULL, NULL },
  DZ_FIELDS_END
};
