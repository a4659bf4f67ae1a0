/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-profile.h"

G_BEGIN_DECLS

/* The profile that photos are held against where nothing else is said. */
#define DZ_CTL_PROFILE_DEFAULT "graduate-2022"

DzProfile *dz_ctl_load_profile (const char  *name,
                                GError     **error);

G_END_DECLS
