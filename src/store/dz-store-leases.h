/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-state.h"
#include "dz-store-queue.h"

G_BEGIN_DECLS

/* Within a write transaction. */

/**
 * DzHolder:
 * @lease: (nullable): lease id; %NULL where nobody holds it
 * @user: who holds it
 * @workstation: where
 * @begun_us: since when
 * @expires_us: until when
 *
 * Who holds a submission.
 */
typedef struct
{
  char  *lease;
  char  *user;
  char  *workstation;
  gint64 begun_us;
  gint64 expires_us;
} DzHolder;

void     dz_holder_clear          (DzHolder     *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzHolder, dz_holder_clear)

gboolean dz_store_read_holder     (DzStore      *self,
                                   const char   *submission,
                                   DzHolder     *holder,
                                   GError      **error);
gboolean dz_store_read_origin     (DzStore      *self,
                                   const char   *lease,
                                   DzState      *origin,
                                   GError      **error);
gboolean dz_store_write_lease     (DzStore      *self,
                                   const char   *submission,
                                   DzState       origin,
                                   const DzUser *user,
                                   const char   *workstation,
                                   char        **lease,
                                   GError      **error);
gboolean dz_store_begin_lease     (DzStore      *self,
                                   const char   *submission,
                                   DzState       origin,
                                   const DzUser *user,
                                   const char   *workstation,
                                   char        **lease,
                                   GError      **error);
gboolean dz_store_close_lease     (DzStore      *self,
                                   const char   *lease,
                                   const char   *how,
                                   GError      **error);
gboolean dz_store_return_lease    (DzStore      *self,
                                   const char   *lease,
                                   const char   *submission,
                                   const char   *how,
                                   const DzUser *user,
                                   GError      **error);
gboolean dz_store_return_expired  (DzStore      *self,
                                   guint        *n_expired,
                                   GError      **error);

/* In dz-store-items.c. */
GPtrArray *dz_store_load_items    (DzStore      *self,
                                   const DzUser *user,
                                   const char   *workstation,
                                   GError      **error);
gboolean dz_store_fill_item       (DzStore      *self,
                                   DzItem       *item,
                                   GError      **error);

G_END_DECLS
