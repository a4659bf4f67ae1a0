/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "dz-command-answer.h"
#include "dz-conflict-item.h"
#include "dz-decision.h"
#include "dz-escalation.h"
#include "dz-held-item.h"
#include "dz-models-problem.h"
#include "dz-queue-counts.h"
#include "dz-queue-filter.h"
#include "dz-queue-item.h"
#include "dz-reason-list.h"
#include "dz-user.h"

G_BEGIN_DECLS

/**
 * DZ_SYNC_ERROR:
 *
 * The domain of the desk's client. The message is a sentence for a person, translated.
 */
#define DZ_SYNC_ERROR (dz_sync_error_quark ())

/**
 * DzSyncError:
 * @DZ_SYNC_ERROR_ADDRESS: the service's address is none, or plain http beyond loopback
 * @DZ_SYNC_ERROR_UNREACHABLE: nobody answers
 * @DZ_SYNC_ERROR_VERSION: the service is older or newer than this desk
 * @DZ_SYNC_ERROR_REFUSED: wrong name or password, or not allowed
 * @DZ_SYNC_ERROR_SIGNED_OUT: the session has ended
 * @DZ_SYNC_ERROR_PROTOCOL: the answer is not what the API says
 * @DZ_SYNC_ERROR_CACHE: this desk's own disk failed
 * @DZ_SYNC_ERROR_GONE: the photo or submission is no longer there for this desk
 * @DZ_SYNC_ERROR_FAILED: the service is there, but failed over what it was asked
 * @DZ_SYNC_ERROR_OVERTAKEN: somebody else was there first; nothing was changed
 * @DZ_SYNC_ERROR_UNKNOWN_FILTER: the school or window of a filter is not there
 */
typedef enum
{
  DZ_SYNC_ERROR_ADDRESS,
  DZ_SYNC_ERROR_UNREACHABLE,
  DZ_SYNC_ERROR_VERSION,
  DZ_SYNC_ERROR_REFUSED,
  DZ_SYNC_ERROR_SIGNED_OUT,
  DZ_SYNC_ERROR_PROTOCOL,
  DZ_SYNC_ERROR_CACHE,
  DZ_SYNC_ERROR_GONE,
  DZ_SYNC_ERROR_FAILED,
  DZ_SYNC_ERROR_OVERTAKEN,
  DZ_SYNC_ERROR_UNKNOWN_FILTER,
} DzSyncError;

GQuark dz_sync_error_quark (void);

/**
 * DzConnection:
 * @DZ_CONNECTION_SIGNED_OUT: nobody has signed in
 * @DZ_CONNECTION_ONLINE: the last exchange succeeded
 * @DZ_CONNECTION_OFFLINE: the service does not answer; leased work goes on, commands wait
 * @DZ_CONNECTION_EXPIRED: the session ended; commands wait until the same person signs in again
 *
 * How the desk stands to its service.
 */
typedef enum
{
  DZ_CONNECTION_SIGNED_OUT,
  DZ_CONNECTION_ONLINE,
  DZ_CONNECTION_OFFLINE,
  DZ_CONNECTION_EXPIRED,
} DzConnection;

/**
 * DzServiceInfo:
 * @version: the service's program version
 * @needs_setup: nobody can sign in yet; the first administrator must be named
 * @models: (nullable): versions of the models that photos are looked at with
 * @models_problem: why no face is looked for
 */
typedef struct
{
  char           *version;
  gboolean        needs_setup;
  char           *models;
  DzModelsProblem models_problem;
} DzServiceInfo;

void dz_service_info_free (DzServiceInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzServiceInfo, dz_service_info_free)

/**
 * DzSheetChoice:
 * @item: an item of the queue that was shown
 * @decision: the reviewer's judgement
 * @shown_ms: how long its photo was on screen
 *
 * One of several decisions that are made together.
 */
typedef struct
{
  DzQueueItem *item;     /* owned */
  DzDecision  *decision; /* owned */
  guint        shown_ms;
} DzSheetChoice;

DzSheetChoice *dz_sheet_choice_new  (DzQueueItem      *item,
                                     const DzDecision *decision,
                                     guint             shown_ms);
void           dz_sheet_choice_free (DzSheetChoice    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzSheetChoice, dz_sheet_choice_free)

/**
 * DzSync:
 *
 * The desk's client: signs in, keeps a queue of leased submissions filled, renews leases, fetches
 * photos ahead, and sends commands from an outbox on disk. All its functions belong to the main
 * thread and none of them waits.
 *
 * Properties (all notify): "connection" (#DzConnection as int), "user-name" (string, nullable),
 * "waiting" (guint: my commands in the outbox), "waiting-others" (guint: those of others at this
 * desk), "counts-free", "counts-mine", "counts-others" (guint), "counts-fitting" (guint: of the
 * free ones, those that fit the filter), "counts-tasks" (guint: what waits for a supervisor to
 * finish, 0 for others), "filter" (#DzQueueFilter),
 * "models-problem" (#DzModelsProblem as int, as the service said when it was asked last), "reasons"
 * (#DzReasonList as pointer).
 *
 * Signals: "conflict" (const char *submission, const char *sentence): a command was not applied
 * because somebody was there first, or because the service refused it (an approval against rules
 * that fail, without a reason for each); what was refused is the first of the queue again. The
 * sentence is translated. "problem" (const char *sentence):
 * something a person should know, translated.
 */
#define DZ_TYPE_SYNC (dz_sync_get_type ())
G_DECLARE_FINAL_TYPE (DzSync, dz_sync, DZ, SYNC, GObject)

void           dz_sync_open_async             (const char           *service_url,
                                               const char           *cache_dir,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
DzSync        *dz_sync_open_finish            (GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_close                  (DzSync               *self);
void           dz_sync_probe_async            (DzSync               *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
DzServiceInfo *dz_sync_probe_finish           (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_set_up_async           (DzSync               *self,
                                               const char           *credential,
                                               const char           *name,
                                               const char           *password,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       dz_sync_set_up_finish          (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_sign_in_async          (DzSync               *self,
                                               const char           *name,
                                               const char           *password,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void           dz_sync_sign_in_with_credential_async (DzSync              *self,
                                                      const char          *credential,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
void           dz_sync_set_patience           (DzSync               *self,
                                               guint                 ms);
gboolean       dz_sync_sign_in_finish         (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_sign_out_async         (DzSync               *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       dz_sync_sign_out_finish        (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
DzConnection   dz_sync_get_connection         (DzSync               *self);
const DzUser  *dz_sync_get_user               (DzSync               *self);
DzModelsProblem dz_sync_get_models_problem    (DzSync               *self);
GListModel    *dz_sync_get_queue              (DzSync               *self);
DzReasonList  *dz_sync_get_reasons            (DzSync               *self);
GListModel    *dz_sync_get_held               (DzSync               *self);
GListModel    *dz_sync_get_sealed             (DzSync               *self);
GListModel    *dz_sync_get_conflicts          (DzSync               *self);
GPtrArray     *dz_sync_get_others_waiting     (DzSync               *self);
guint          dz_sync_count_ready            (DzSync               *self);
void           dz_sync_refresh_conflicts      (DzSync               *self);
void           dz_sync_set_looked_at          (DzSync               *self,
                                               DzQueueItem          *item);
void           dz_sync_refresh                (DzSync               *self);
void           dz_sync_refresh_async          (DzSync               *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       dz_sync_refresh_finish         (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_load_photo_async       (DzSync               *self,
                                               DzQueueItem          *item,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GBytes        *dz_sync_load_photo_finish      (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_decide_async           (DzSync               *self,
                                               DzQueueItem          *item,
                                               const DzDecision     *decision,
                                               guint                 shown_ms,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       dz_sync_decide_finish          (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_decide_all_async       (DzSync               *self,
                                               GPtrArray            *choices,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       dz_sync_decide_all_finish      (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_skip_async             (DzSync               *self,
                                               DzQueueItem          *item,
                                               guint                 shown_ms,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       dz_sync_skip_finish            (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_escalate_async         (DzSync               *self,
                                               DzQueueItem          *item,
                                               const DzEscalation   *escalation,
                                               guint                 shown_ms,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       dz_sync_escalate_finish        (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_remember_filter        (DzSync               *self,
                                               const char           *user,
                                               const DzQueueFilter  *filter);
void           dz_sync_set_filter             (DzSync               *self,
                                               const DzQueueFilter  *filter);
const DzQueueFilter *dz_sync_get_filter       (DzSync               *self);
void           dz_sync_load_holders_async     (DzSync               *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray     *dz_sync_load_holders_finish    (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_recall_async           (DzSync               *self,
                                               const char           *user,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       dz_sync_recall_finish          (DzSync               *self,
                                               GAsyncResult         *result,
                                               guint                *n_recalled,
                                               GError              **error);
void           dz_sync_load_windows_async     (DzSync               *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray     *dz_sync_load_windows_finish    (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_undo_async             (DzSync               *self,
                                               DzHeldItem           *held,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       dz_sync_undo_finish            (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_ask_about_async        (DzSync               *self,
                                               DzHeldItem           *held,
                                               const char           *reason,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       dz_sync_ask_about_finish       (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_ask_async              (DzSync               *self,
                                               const char           *submission,
                                               guint                 version,
                                               const char           *photo,
                                               const char           *reason,
                                               const DzDecision     *draft,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       dz_sync_ask_finish             (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_adopt_async            (DzSync               *self,
                                               DzConflictItem       *item,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       dz_sync_adopt_finish           (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_contest_async          (DzSync               *self,
                                               DzConflictItem       *item,
                                               const char           *reason,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       dz_sync_contest_finish         (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void           dz_sync_retake_async           (DzSync               *self,
                                               DzConflictItem       *item,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       dz_sync_retake_finish          (DzSync               *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
