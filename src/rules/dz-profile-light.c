/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-fields.h"

/* The sections "light" and "sharpness". */

#define ENTROPY_MAX 8
#define VARIANCE_MAX 1e6
#define RATIO_MAX 1000
#define PEERS_MAX 1e6

const DzProfileField dz_profile_light_fields[] = {
  { "overlap", DZ_FIELD_GRADE, DZ_AT (light.overlap), 0, 1, TRUE, NULL, NULL },
  { "high", DZ_FIELD_GRADE, DZ_AT (light.high), 0, 100, FALSE, NULL, NULL },
  { "low", DZ_FIELD_CAPPED, DZ_AT (light.low), 0, 100, FALSE, NULL, NULL },
  { "mean", DZ_FIELD_BAND_NOTE, DZ_AT (light.mean), 0, 1, FALSE, NULL, NULL },
  { "entropy", DZ_FIELD_CAPPED, DZ_AT (light.entropy), 0, ENTROPY_MAX, TRUE, NULL, NULL },
  { "colour_distance", DZ_FIELD_CAPPED, DZ_AT (light.colour_distance), 0, DZ_DELTA_E_MAX, FALSE,
    NULL, NULL },
  DZ_FIELDS_END
};

static const DzProfileField rank_fields[] = {
  { "warn", DZ_FIELD_NUMBER, DZ_AT (sharpness.rank_warn), 0, 100, FALSE, NULL, NULL },
  { "fail", DZ_FIELD_NUMBER, DZ_AT (sharpness.rank_fail), 0, 100, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

const DzProfileField dz_profile_sharpness_fields[] = {
  { "variance", DZ_FIELD_NUMBER, DZ_AT (sharpness.variance_min), 0, VARIANCE_MAX, FALSE, NULL,
    NULL },
  { "ratio", DZ_FIELD_NUMBER, DZ_AT (sharpness.ratio_min), 0, RATIO_MAX, FALSE, NULL, NULL },
  DZ_OBJECT ("rank", rank_fields),
  { "peers", DZ_FIELD_INTEGER, DZ_AT (sharpness.peers), 1, PEERS_MAX, FALSE, NULL, NULL },
  DZ_FIELDS_END
};
