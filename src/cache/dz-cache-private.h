/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-cache.h"

#include <sodium.h>

#include "dz-sqlite.h"
#include "dz-statement.h"

struct _DzCache
{
  sqlite3 *db;          /* owned */
  int      lock_fd;     /* owned, -1 for none */
  char    *photo_dir;   /* owned */
  char    *workstation; /* owned */
  guint8   key[crypto_aead_xchacha20poly1305_ietf_KEYBYTES]; /* never leaves this memory */
};

gboolean     dz_cache_take_error    (GError      *sqlite_error,
                                     GError     **error);
DzStatement *dz_cache_new_statement (DzCache     *self,
                                     const char  *sql,
                                     const char  *doing,
                                     GError     **error);
gboolean     dz_cache_run           (DzStatement *statement,
                                     GError     **error);
gboolean     dz_cache_sweep_photos  (DzCache     *self,
                                     GError     **error);
