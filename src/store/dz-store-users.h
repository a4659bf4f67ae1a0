/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store.h"
#include "dz-user.h"

G_BEGIN_DECLS

/* People of the agency and their sessions. Passwords come as libsodium's argon2id strings, tokens
 * as their SHA-256 in hex: neither is ever stored as such. */

DzUser   *dz_store_add_user          (DzStore    *self,
                                      const char *name,
                                      const char *password_hash,
                                      DzRole      roles,
                                      const char *actor,
                                      GError    **error);
DzUser   *dz_store_find_user         (DzStore    *self,
                                      const char *name,
                                      char      **password_hash,
                                      GError    **error);
DzUser   *dz_store_find_first_admin  (DzStore    *self,
                                      GError    **error);
gboolean  dz_store_count_users       (DzStore    *self,
                                      guint      *n_users,
                                      GError    **error);
gboolean  dz_store_begin_session     (DzStore    *self,
                                      const char *user,
                                      const char *token_hash,
                                      const char *workstation,
                                      gint64      lifetime_us,
                                      gint64     *expires_us,
                                      GError    **error);
gboolean  dz_store_note_refused_sign_in (DzStore    *self,
                                         const char *user,
                                         GError    **error);
DzUser   *dz_store_get_session       (DzStore    *self,
                                      const char *token_hash,
                                      char      **workstation,
                                      char      **program,
                                      GError    **error);
gboolean  dz_store_end_session       (DzStore    *self,
                                      const char *token_hash,
                                      GError    **error);

G_END_DECLS
