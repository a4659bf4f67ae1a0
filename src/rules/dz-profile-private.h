/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-outcome.h"
#include "dz-profile.h"

G_BEGIN_DECLS

#define DZ_PROFILE_FORMAT 3
#define DZ_PROFILE_WALLS_MAX 16

/* Both ends belong to the range. */
typedef struct
{
  double min;
  double max;
} DzRange;

/* A number that is fine up to @pass, a note up to @note, a warning up to @warn, and fails beyond.
 * Where @at_least, it is the other way round. @note is @pass where there is no such step, and @warn
 * is infinite where a rule never fails. */
typedef struct
{
  double pass;
  double note;
  double warn;
  gboolean at_least;
} DzGrade;

/* A number that is fine within @pass, not so fine within @warn. */
typedef struct
{
  DzRange pass;
  DzRange warn;
} DzBand;

/* A cue at which a person should look from @look on, that warns from @warn on, and strongly from
 * @strong on; NaN where it never does. @low where low values are the bad ones. */
typedef struct
{
  double look;
  double warn;
  double strong;
  gboolean low;
} DzCue;

/* A wall that is not refused. @has_hue is FALSE where a grey has none worth asking for. */
typedef struct
{
  char     *name; /* owned */
  DzOutcome outcome;
  gboolean  has_hue;
  DzRange   hue_deg;
  DzRange   chroma;
  DzRange   lightness;
} DzWallColour;

/* The sections of a profile, in the order and the words of data/profiles/profile.schema.json,
 * which says what each limit means. */

typedef struct
{
  double size_over;
  double size_warn_over;
  double width_min;
  double height_min;
  double ratio_width;
  double ratio_height;
  DzGrade ratio_distance;
  double components;
  double bit_depth;
  double grey_distance_min;
  DzGrade quality;
  DzGrade blockiness;
  double dpi;
} DzFileLimits;

typedef struct
{
  double double_jpeg_ratio;
  double double_jpeg_quality;
  double alike_whole_bits;
  double alike_face_bits;
  double alike_detail;
  double skin_look;
  double skin_rank;
  double skin_peers;
} DzOriginLimits;

typedef struct
{
  DzWallColour colours[DZ_PROFILE_WALLS_MAX];
  guint n_colours;
  DzGrade spread;
  DzGrade border_mean;
  double gradient_top_bottom;
  double gradient_left_right;
  double share_min;
  DzGrade shadow;
  DzGrade clothes;
} DzWallLimits;

typedef struct
{
  double standard_width;
  double standard_height;
  DzBand crown;
  DzBand eyes;
  DzBand face_width;
  DzBand head_height;
  DzGrade off_centre;
} DzPositionLimits;

typedef struct
{
  DzGrade roll;
  DzGrade yaw;
  DzGrade pitch;
  double pitch_bias;
  DzGrade shoulders;
} DzPoseLimits;

typedef struct
{
  double second_share;
  double score;
  DzGrade cut;
  double span_min;
} DzFaceLimits;

typedef struct
{
  DzCue opening;
  double gaze_straight;
  double gaze_off;
  DzRange gaze_height;
  double red_share;
} DzEyeLimits;

typedef struct
{
  DzCue lip_gap;
  DzCue teeth;
} DzMouthLimits;

typedef struct
{
  DzCue glasses_line;
  DzCue glasses_tint;
  DzCue glasses_glare;
  DzCue headwear;
  DzCue jewellery;
  DzCue bare_shoulders;
  DzCue lip_chroma;
} DzWearLimits;

typedef struct
{
  DzGrade overlap;
  DzGrade high;
  DzGrade low;
  DzBand mean;
  DzGrade entropy;
  DzGrade colour_distance;
} DzLightLimits;

typedef struct
{
  double variance_min;
  double ratio_min;
  double rank_warn;
  double rank_fail;
  double peers;
} DzSharpnessLimits;

typedef struct
{
  double output_width;
  double output_height;
  double rotation_max;
} DzDeliveryLimits;

struct _DzProfile
{
  gatomicrefcount ref_count;

  GBytes *json; /* owned, the bytes as read */
  char *hash;   /* owned, SHA-256 of @json */
  char *id;     /* owned */
  char *version; /* owned */
  char *title_zh; /* owned */
  char *title_en; /* owned */

  DzFileLimits file;
  DzOriginLimits origin;
  DzWallLimits wall;
  DzPositionLimits position;
  DzPoseLimits pose;
  DzFaceLimits face;
  DzEyeLimits eyes;
  DzMouthLimits mouth;
  DzCue brows;
  DzCue ears;
  DzWearLimits wear;
  DzLightLimits light;
  DzSharpnessLimits sharpness;
  DzDeliveryLimits delivery;
};

G_END_DECLS
