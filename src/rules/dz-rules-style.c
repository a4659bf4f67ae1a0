/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

/* Whether it is an ID photo at all. */

const DzRule dz_rules_style[] = {
  { "STYLE-01", DZ_AUTHORITY_HUMAN, FALSE, NULL, DZ_WHY_PERSON, dz_face_regions_photo },
  { NULL },
};
