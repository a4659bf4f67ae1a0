/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-outcome.h"
#include "dz-profile.h"

G_BEGIN_DECLS

#define DZ_PROFILE_FORMAT 1
#define DZ_PROFILE_WALLS_MAX 16

/* Both ends belong to the range. */
typedef struct
{
  double min;
  double max;
} DzRange;

/* A number that must be at most @pass, or at most @warn for a warning only. */
typedef struct
{
  double pass;
  double warn;
} DzGrade;

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

struct _DzProfile
{
  gatomicrefcount ref_count;

  GBytes *json; /* owned, the bytes as read */
  char *hash;   /* owned, SHA-256 of @json */
  char *id;     /* owned */
  char *version; /* owned */
  char *title_zh; /* owned */
  char *title_en; /* owned */

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
  DzGrade quality; /* here at least, not at most */
  double dpi;

  DzWallColour walls[DZ_PROFILE_WALLS_MAX];
  guint n_walls;
  DzGrade spread_mean;
  DzGrade spread_p90;
};

G_END_DECLS
