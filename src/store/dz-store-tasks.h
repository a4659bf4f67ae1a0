/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store.h"
#include "dz-task.h"
#include "dz-user.h"

G_BEGIN_DECLS

#define DZ_STORE_TASK_NOTE_MAX 4000 /* bytes */
/* What one person may ask of supervisors at a time: more than they answer in a day. */
#define DZ_STORE_ASKED_MAX 50

GPtrArray *dz_store_list_tasks  (DzStore      *self,
                                 const DzUser *user,
                                 guint         limit,
                                 GError      **error);
gboolean   dz_store_finish_task (DzStore      *self,
                                 const DzUser *user,
                                 const char   *task,
                                 const char   *note,
                                 GError      **error);

/* Within a transaction. */
gboolean   dz_store_finish_tasks_of (DzStore  *self,
                                 const DzUser *user,
                                 const char   *submission,
                                 const char   *note,
                                 GError      **error);

G_END_DECLS
