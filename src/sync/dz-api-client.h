/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * DzApiParser:
 * @status: the HTTP status, 200…299 or 409
 * @json: (nullable): the body, %NULL where there is none
 * @error: return location; DZ_SYNC_ERROR_PROTOCOL and what is wrong
 *
 * Turns an answer into a record. Runs in a worker thread.
 *
 * Returns: (transfer full) (nullable): a record
 */
typedef gpointer (*DzApiParser) (guint     status,
                                 JsonNode *json,
                                 GError  **error);

/**
 * DzApiClient:
 *
 * One exchange with the service at a time of asking: version and token go with every request,
 * answers are parsed off the main thread, refusals become sentences.
 */
#define DZ_TYPE_API_CLIENT (dz_api_client_get_type ())
G_DECLARE_FINAL_TYPE (DzApiClient, dz_api_client, DZ, API_CLIENT, GObject)

gboolean     dz_api_client_check_url    (const char          *service_url,
                                         GError             **error);
DzApiClient *dz_api_client_new          (const char          *service_url,
                                         GError             **error);
const char  *dz_api_client_get_url      (DzApiClient         *self);
void         dz_api_client_set_token    (DzApiClient         *self,
                                         const char          *token);
gboolean     dz_api_client_has_token    (DzApiClient         *self);
gint64       dz_api_client_get_skew_us  (DzApiClient         *self);
void         dz_api_client_abort        (DzApiClient         *self);
void         dz_api_client_call_async   (DzApiClient         *self,
                                         const char          *method,
                                         const char          *path,
                                         GBytes              *body,
                                         DzApiParser          parser,
                                         GDestroyNotify       free_record,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
gpointer     dz_api_client_call_finish  (DzApiClient         *self,
                                         GAsyncResult        *result,
                                         GError             **error);
void         dz_api_client_fetch_async  (DzApiClient         *self,
                                         const char          *path,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
GBytes      *dz_api_client_fetch_finish (DzApiClient         *self,
                                         GAsyncResult        *result,
                                         GError             **error);

guint        dz_api_client_get_retry_after_s (DzApiClient    *self,
                                              GAsyncResult   *result);

G_END_DECLS
