/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-sync.h"

#include "dz-task.h"

G_BEGIN_DECLS

/* What supervisors do beyond judging: what waits for them, and the reasons for refusing. */

void          dz_sync_load_tasks_async     (DzSync              *self,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
GPtrArray    *dz_sync_load_tasks_finish    (DzSync              *self,
                                            GAsyncResult        *result,
                                            GError             **error);
void          dz_sync_load_standing_async  (DzSync              *self,
                                            const char          *submission,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
DzItem       *dz_sync_load_standing_finish (DzSync              *self,
                                            GAsyncResult        *result,
                                            GError             **error);
void          dz_sync_load_picture_async   (DzSync              *self,
                                            const char          *sha256,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
void          dz_sync_finish_task_async    (DzSync              *self,
                                            const char          *task,
                                            const char          *note,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
void          dz_sync_reopen_async         (DzSync              *self,
                                            const DzSubmission  *seen,
                                            guint                shown_ms,
                                            const char          *reason,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean      dz_sync_finish_task_finish   (DzSync              *self,
                                            GAsyncResult        *result,
                                            GError             **error);
void          dz_sync_add_reason_async     (DzSync              *self,
                                            const DzReason      *words,
                                            guint                last,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
void          dz_sync_retire_reason_async  (DzSync              *self,
                                            const DzReason      *reason,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
DzReason     *dz_sync_change_reason_finish (DzSync              *self,
                                            GAsyncResult        *result,
                                            GError             **error);

G_END_DECLS
