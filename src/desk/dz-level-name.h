/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-level.h"

G_BEGIN_DECLS

const char *dz_level_name (DzLevel level);

G_END_DECLS
