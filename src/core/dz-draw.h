/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A draw's key, bytes: as long as what HMAC-SHA256 makes of it (RFC 2104, section 3). */
#define DZ_DRAW_KEY_BYTES 32

double   dz_draw_number (GBytes     *key,
                         const char *purpose,
                         const char *subject);
gboolean dz_draw_picks  (GBytes     *key,
                         const char *purpose,
                         const char *subject,
                         guint       percent);

G_END_DECLS
