/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

/* Where head and shoulders are, and how they are held. */

const DzRule dz_rules_position[] = {
  { "POS-01", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { "POS-02", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { "POS-03", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { "POS-04", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { "POS-05", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { "POSE-01", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { "POSE-02", DZ_AUTHORITY_HUMAN, FALSE, NULL, DZ_WHY_NO_FACE },
  { "POSE-03", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { NULL },
};
