/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-fields.h"

/* The sections of the face: "face", "eyes", "mouth", "hair" and "ears". */

const DzProfileField dz_profile_face_fields[] = {
  { "second_share", DZ_FIELD_NUMBER, DZ_AT (face.second_share), 0, 1, FALSE, NULL, NULL },
  { "score", DZ_FIELD_NUMBER, DZ_AT (face.score), 0, 1, FALSE, NULL, NULL },
  { "cut", DZ_FIELD_GRADE, DZ_AT (face.cut), 0, 1, FALSE, NULL, NULL },
  { "span", DZ_FIELD_NUMBER, DZ_AT (face.span_min), 0, DZ_EDGE_MAX, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

static const DzProfileField gaze_fields[] = {
  { "straight", DZ_FIELD_NUMBER, DZ_AT (eyes.gaze_straight), -10, 10, FALSE, NULL, NULL },
  { "off", DZ_FIELD_NUMBER, DZ_AT (eyes.gaze_off), 0, 10, FALSE, NULL, NULL },
  { "height", DZ_FIELD_RANGE, DZ_AT (eyes.gaze_height), -10, 10, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

const DzProfileField dz_profile_eyes_fields[] = {
  { "opening", DZ_FIELD_CUE, DZ_AT (eyes.opening), 0, 10, TRUE, NULL, NULL },
  DZ_OBJECT ("gaze", gaze_fields),
  { "red", DZ_FIELD_NUMBER, DZ_AT (eyes.red_share), 0, 1, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

const DzProfileField dz_profile_mouth_fields[] = {
  { "lip_gap", DZ_FIELD_CUE, DZ_AT (mouth.lip_gap), 0, 10, FALSE, NULL, NULL },
  { "teeth", DZ_FIELD_CUE, DZ_AT (mouth.teeth), 0, 1, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

const DzProfileField dz_profile_hair_fields[] = {
  { "brows", DZ_FIELD_CUE, DZ_AT (brows), 0, 1, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

const DzProfileField dz_profile_ears_fields[] = {
  { "score", DZ_FIELD_CUE, DZ_AT (ears), -1, 1, TRUE, NULL, NULL },
  DZ_FIELDS_END
};
