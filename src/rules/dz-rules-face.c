/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

/* The face: one, eyes open, lips closed, brows and ears free. */

const DzRule dz_rules_face[] = {
  { "FACE-01", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { "EYE-01", DZ_AUTHORITY_HUMAN, FALSE, NULL, DZ_WHY_NO_FACE },
  { "EYE-02", DZ_AUTHORITY_HUMAN, FALSE, NULL, DZ_WHY_PERSON },
  { "EYE-03", DZ_AUTHORITY_ASSIST, FALSE, NULL, DZ_WHY_NO_FACE },
  { "MOUTH-01", DZ_AUTHORITY_HUMAN, FALSE, NULL, DZ_WHY_NO_FACE },
  { "HAIR-01", DZ_AUTHORITY_HUMAN, FALSE, NULL, DZ_WHY_NO_FACE },
  { "EAR-01", DZ_AUTHORITY_HUMAN, FALSE, NULL, DZ_WHY_NO_FACE },
  { NULL },
};
