/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-helper-call.h"
#include "dz-helper-child.h"

#include <sys/types.h>

G_BEGIN_DECLS

/**
 * DzHelperWorker:
 * @pid: 0 where there is none
 * @channel: a socket to it; -1 where there is none
 *
 * The helper's end of a child that was forked before anything was asked: it has taken the memory it
 * will need and waits for one call, answers it and ends. So nobody waits for the fork, and still no
 * process ever looks at two photos.
 */
typedef struct
{
  pid_t pid;
  int   channel; /* owned */
} DzHelperWorker;

/**
 * DzHelperWritten:
 * @bytes: one more than a child may write, so that too much shows
 * @length: how many there are
 *
 * What a child wrote.
 */
typedef struct
{
  guint8 bytes[DZ_HELPER_ANSWER_MAX + 1];
  gsize  length;
} DzHelperWritten;

gboolean         dz_helper_worker_start   (DzHelperWorker     *self,
                                           DzSandbox          *sandbox,
                                           DzModels           *models);
gboolean         dz_helper_worker_ask     (DzHelperWorker     *self,
                                           const DzHelperCall *call);
DzExaminerStatus dz_helper_worker_collect (DzHelperWorker     *self,
                                           int                 program_fd,
                                           gint64              deadline_us,
                                           DzHelperWritten    *written);
int              dz_helper_worker_end     (DzHelperWorker     *self);

G_END_DECLS
