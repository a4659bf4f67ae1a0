/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-api-client.h"
#include "dz-cache-worker.h"
#include "dz-command-answer.h"
#include "dz-command.h"
#include "dz-user.h"

G_BEGIN_DECLS

/**
 * DzOutbox:
 *
 * Commands of one person for one service, on disk before anybody sees them, sent in order, each
 * until it is answered. Where the service fails over one of them, those about other submissions go
 * on; what follows about the same one waits for it.
 *
 * Property "waiting" (guint, notifies): commands without an answer.
 *
 * Signals:
 * "answered" (#DzCommand, #DzCommandAnswer nullable, const char *sentence nullable, #DzConflict
 * nullable): a command ended; without an answer the service refused it for good, and @sentence says
 * why. With a conflict it was not applied and is listed.
 * "reached" (gboolean): whether the service answered the last exchange.
 * "signed-out": the session has ended; sending rests until dz_outbox_resume().
 */
#define DZ_TYPE_OUTBOX (dz_outbox_get_type ())
G_DECLARE_FINAL_TYPE (DzOutbox, dz_outbox, DZ, OUTBOX, GObject)

DzOutbox *dz_outbox_new         (DzApiClient         *api,
                                 DzCacheWorker       *worker);
void      dz_outbox_close       (DzOutbox            *self);
void      dz_outbox_open_async  (DzOutbox            *self,
                                 const DzUser        *user,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);
gboolean  dz_outbox_open_finish (DzOutbox            *self,
                                 GAsyncResult        *result,
                                 GError             **error);
void      dz_outbox_pause       (DzOutbox            *self);
void      dz_outbox_resume      (DzOutbox            *self);
void      dz_outbox_add_async   (DzOutbox            *self,
                                 const DzCommand     *command,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);
void      dz_outbox_add_all_async (DzOutbox          *self,
                                 GPtrArray           *commands,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);
gboolean  dz_outbox_add_finish  (DzOutbox            *self,
                                 GAsyncResult        *result,
                                 GError             **error);
guint     dz_outbox_get_waiting (DzOutbox            *self);
gboolean  dz_outbox_is_waiting  (DzOutbox            *self,
                                 const char          *submission);

G_END_DECLS
