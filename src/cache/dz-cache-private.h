/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-cache.h"

#include <sodium.h>

#include "dz-sqlite.h"

struct _DzCache
{
  sqlite3 *db;          /* owned */
  int      lock_fd;     /* owned, -1 for none */
  char    *photo_dir;   /* owned */
  char    *workstation; /* owned */
  guint8   key[crypto_aead_xchacha20poly1305_ietf_KEYBYTES]; /* never leaves this memory */
};

gboolean dz_cache_take_error   (GError  *sqlite_error,
                                GError **error);
gboolean dz_cache_sweep_photos (DzCache *self,
                                GError **error);
