/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void dz_half_widen (const guint8 *halves,
                    gsize         n,
                    float        *numbers);

G_END_DECLS
