/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-examiner-frame.h"
#include "dz-models-problem.h"

G_BEGIN_DECLS

/**
 * DzExaminerWait:
 * @cancellable: (nullable): the caller's
 * @stop_fd: readable when the examiner closes
 * @timeout_ms: longest wait
 *
 * What ends a wait.
 */
typedef struct
{
  GCancellable *cancellable;
  int           stop_fd;
  guint         timeout_ms;
} DzExaminerWait;

/**
 * DzExaminerProcess:
 * @pid: its process
 * @socket_fd: our end of the socket
 * @n_served: requests it answered
 * @gone: whether it was found dead, rather than its child
 * @models: (nullable): versions of the models it looks with; %NULL where it has none
 * @models_problem: why it has none
 * @models_fault: (nullable): path of the file that is missing or altered
 *
 * One helper process, used by one thread at a time.
 */
typedef struct
{
  int             pid;
  int             socket_fd; /* owned */
  guint           n_served;
  gboolean        gone;
  char           *models;    /* owned */
  DzModelsProblem models_problem;
  char           *models_fault; /* owned */
} DzExaminerProcess;

DzExaminerProcess *dz_examiner_process_new      (const char               *program,
                                                 const DzExaminerWait     *wait,
                                                 GError                  **error);
void               dz_examiner_process_free     (DzExaminerProcess        *self);
GBytes            *dz_examiner_process_exchange (DzExaminerProcess        *self,
                                                 const DzExaminerRequest  *request,
                                                 const int                *fds,
                                                 guint                     n_fds,
                                                 const DzExaminerWait     *wait,
                                                 DzExaminerAnswer         *answer,
                                                 GError                  **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzExaminerProcess, dz_examiner_process_free)

G_END_DECLS
