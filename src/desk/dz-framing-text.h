/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-framing.h"

G_BEGIN_DECLS

char *dz_framing_say (const DzFraming *framing);

G_END_DECLS
