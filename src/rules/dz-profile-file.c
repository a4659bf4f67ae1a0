/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-fields.h"

/* The sections "file" and "origin": facts of the file, and what other photos say. */

#define BYTES_MAX 1e9
#define GREY_MAX 510
#define RATIO_MAX 1000
#define PDQ_MATCH 31 /* what lies farther apart is no match (PDQ README), and is not looked for */
#define PEERS_MAX 1e6

static const DzProfileField size_fields[] = {
  { "over", DZ_FIELD_INTEGER, DZ_AT (file.size_over), 0, BYTES_MAX, FALSE, NULL, NULL },
  { "warn_over", DZ_FIELD_INTEGER, DZ_AT (file.size_warn_over), 1, BYTES_MAX, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

static const DzProfileField pixels_fields[] = {
  { "width", DZ_FIELD_INTEGER, DZ_AT (file.width_min), 1, DZ_EDGE_MAX, FALSE, NULL, NULL },
  { "height", DZ_FIELD_INTEGER, DZ_AT (file.height_min), 1, DZ_EDGE_MAX, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

static const DzProfileField ratio_fields[] = {
  { "width", DZ_FIELD_INTEGER, DZ_AT (file.ratio_width), 1, RATIO_MAX, FALSE, NULL, NULL },
  { "height", DZ_FIELD_INTEGER, DZ_AT (file.ratio_height), 1, RATIO_MAX, FALSE, NULL, NULL },
  { "distance", DZ_FIELD_GRADE, DZ_AT (file.ratio_distance), 0, 10, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

static const DzProfileField colour_fields[] = {
  { "components", DZ_FIELD_INTEGER, DZ_AT (file.components), 1, 4, FALSE, NULL, NULL },
  { "bit_depth", DZ_FIELD_INTEGER, DZ_AT (file.bit_depth), 1, 16, FALSE, NULL, NULL },
  { "grey_distance", DZ_FIELD_NUMBER, DZ_AT (file.grey_distance_min), 0, GREY_MAX, FALSE, NULL,
    NULL },
  DZ_FIELDS_END
};

const DzProfileField dz_profile_file_fields[] = {
  DZ_OBJECT ("size_bytes", size_fields),
  DZ_OBJECT ("pixels", pixels_fields),
  DZ_OBJECT ("ratio", ratio_fields),
  DZ_OBJECT ("colour", colour_fields),
  { "quality", DZ_FIELD_GRADE, DZ_AT (file.quality), 1, 100, TRUE, NULL, NULL },
  { "blockiness", DZ_FIELD_CAPPED, DZ_AT (file.blockiness), 0, 1000, FALSE, NULL, NULL },
  { "dpi", DZ_FIELD_INTEGER, DZ_AT (file.dpi), 1, DZ_EDGE_MAX, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

static const DzProfileField double_jpeg_fields[] = {
  { "ratio", DZ_FIELD_NUMBER, DZ_AT (origin.double_jpeg_ratio), 0, 10, FALSE, NULL, NULL },
  { "quality", DZ_FIELD_NUMBER, DZ_AT (origin.double_jpeg_quality), 1, 100, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

static const DzProfileField alike_fields[] = {
  { "whole_bits", DZ_FIELD_INTEGER, DZ_AT (origin.alike_whole_bits), 0, PDQ_MATCH, FALSE, NULL,
    NULL },
  { "face_bits", DZ_FIELD_INTEGER, DZ_AT (origin.alike_face_bits), 0, PDQ_MATCH, FALSE, NULL,
    NULL },
  { "detail", DZ_FIELD_NUMBER, DZ_AT (origin.alike_detail), 0, 100, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

static const DzProfileField skin_fields[] = {
  { "look", DZ_FIELD_NUMBER, DZ_AT (origin.skin_look), 0, 100, FALSE, NULL, NULL },
  { "rank", DZ_FIELD_NUMBER, DZ_AT (origin.skin_rank), 0, 100, FALSE, NULL, NULL },
  { "peers", DZ_FIELD_INTEGER, DZ_AT (origin.skin_peers), 1, PEERS_MAX, FALSE, NULL, NULL },
  DZ_FIELDS_END
};

const DzProfileField dz_profile_origin_fields[] = {
  DZ_OBJECT ("double_jpeg", double_jpeg_fields),
  DZ_OBJECT ("alike", alike_fields),
  DZ_OBJECT ("skin", skin_fields),
  DZ_FIELDS_END
};
