/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-profile.h"

G_BEGIN_DECLS

/**
 * DzProfileChange:
 * @path: where in the profile, "position.crown.pass"
 * @before: (nullable): what stands there in the first profile, as JSON; %NULL where nothing does
 * @after: (nullable): what stands there in the second
 *
 * A field in which two profiles differ.
 */
typedef struct
{
  char *path;
  char *before;
  char *after;
} DzProfileChange;

void       dz_profile_change_free (DzProfileChange *self);
GPtrArray *dz_profile_diff        (const DzProfile *first,
                                   const DzProfile *second);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzProfileChange, dz_profile_change_free)

G_END_DECLS
