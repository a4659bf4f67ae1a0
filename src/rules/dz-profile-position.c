/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-fields.h"

/* The sections "position" and "pose": where head and shoulders are, and how they are held. */

static const DzProfileField standard_fields[] = {
  { "width", DZ_FIELD_INTEGER, DZ_AT (position.standard_width), 1, DZ_EDGE_MAX, FALSE, NULL,
    NULL },
  { "height", DZ_FIELD_INTEGER, DZ_AT (position.standard_height), 1, DZ_EDGE_MAX, FALSE, NULL,
    NULL },
  DZ_FIELDS_END
};

const DzProfileField dz_profile_position_fields[] = {
  DZ_OBJECT ("standard", standard_fields),
  { "crown", DZ_FIELD_BAND, DZ_AT (position.crown), 0, DZ_EDGE_MAX, FALSE, NULL, NULL },
  { "eyes", DZ_FIELD_BAND, DZ_AT (position.eyes), 0, DZ_EDGE_MAX, FALSE, NULL, NULL },
  { "face_width", DZ_FIELD_BAND, DZ_AT (position.face_width), 0, DZ_EDGE_MAX, FALSE, NULL, NULL },
  { "head_height", DZ_FIELD_BAND, DZ_AT (position.head_height), 0, 100, FALSE, NULL, NULL },
  { "off_centre", DZ_FIELD_GRADE, DZ_AT (position.off_centre), 0, 100, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

const DzProfileField dz_profile_pose_fields[] = {
  { "roll", DZ_FIELD_STEPS, DZ_AT (pose.roll), 0, 180, FALSE, NULL, NULL },
  { "yaw", DZ_FIELD_CAPPED, DZ_AT (pose.yaw), 0, 180, FALSE, NULL, NULL },
  { "pitch", DZ_FIELD_CAPPED, DZ_AT (pose.pitch), 0, 180, FALSE, NULL, NULL },
  { "pitch_bias", DZ_FIELD_NUMBER, DZ_AT (pose.pitch_bias), -90, 90, FALSE, NULL, NULL },
  { "shoulders", DZ_FIELD_STEPS, DZ_AT (pose.shoulders), 0, 90, FALSE, NULL, NULL },
  DZ_FIELDS_END
};
