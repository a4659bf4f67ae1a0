/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

/* Light on the face, sharpness and colour. LIGHT-04 is a note: an entropy alone says more of the
 * skin than of the light (OFIQ #93). */

const DzRule dz_rules_light[] = {
  { "LIGHT-01", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { "LIGHT-02", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { "LIGHT-03", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { "LIGHT-04", DZ_AUTHORITY_ASSIST, TRUE, NULL, DZ_WHY_NO_FACE },
  { "SHARP-01", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { "COL-01", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { NULL },
};
