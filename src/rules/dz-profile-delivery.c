/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-fields.h"

#include "dz-crop.h"

/* The section "delivery": the picture that a school gets. */

static const DzProfileField output_fields[] = {
  { "width", DZ_FIELD_INTEGER, DZ_AT (delivery.output_width), 1, DZ_EDGE_MAX, FALSE, NULL, NULL },
  { "height", DZ_FIELD_INTEGER, DZ_AT (delivery.output_height), 1, DZ_EDGE_MAX, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

const DzProfileField dz_profile_delivery_fields[] = {
  DZ_OBJECT ("output", output_fields),
  { "rotation", DZ_FIELD_NUMBER, DZ_AT (delivery.rotation_max), 0, DZ_CROP_ROTATION_MAX, FALSE,
    NULL, NULL },
  DZ_FIELDS_END
};
