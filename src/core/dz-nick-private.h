/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Enumerations are written as short words in tables, JSON and logs; each keeps its words in an
 * array indexed by value and asks this for the way back. */
gboolean dz_nick_find (const char *const *nicks,
                       guint              n_nicks,
                       const char        *nick,
                       guint             *value);
