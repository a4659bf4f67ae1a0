/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An id is 128 random bits as 32 lower-case hex digits: it says nothing about what it names. */
#define DZ_ID_LENGTH 32

char    *dz_id_new      (void);
gboolean dz_id_is_valid (const char *id);
gboolean dz_hash_is_valid (const char *sha256);

G_END_DECLS
