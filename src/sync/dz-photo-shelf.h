/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-api-client.h"
#include "dz-cache-worker.h"

G_BEGIN_DECLS

/**
 * DzPhotoShelf:
 *
 * Photos by their SHA-256, from this desk's encrypted disk or from the service, fetched once
 * however many ask, and fetched ahead.
 */
#define DZ_TYPE_PHOTO_SHELF (dz_photo_shelf_get_type ())
G_DECLARE_FINAL_TYPE (DzPhotoShelf, dz_photo_shelf, DZ, PHOTO_SHELF, GObject)

DzPhotoShelf *dz_photo_shelf_new         (DzApiClient         *api,
                                          DzCacheWorker       *worker);
void          dz_photo_shelf_close       (DzPhotoShelf        *self);
void          dz_photo_shelf_fetch_ahead (DzPhotoShelf        *self,
                                          const char          *sha256);
void          dz_photo_shelf_retain      (DzPhotoShelf        *self,
                                          GHashTable          *wanted);
void          dz_photo_shelf_load_async  (DzPhotoShelf        *self,
                                          const char          *sha256,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
GBytes       *dz_photo_shelf_load_finish (DzPhotoShelf        *self,
                                          GAsyncResult        *result,
                                          GError             **error);
gboolean      dz_photo_shelf_has         (DzPhotoShelf        *self,
                                          const char          *sha256);

G_END_DECLS
