/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-examiner-answers.h"
#include "dz-examiner-pool.h"

G_BEGIN_DECLS

/**
 * DzExaminerCall:
 * @pool: where helpers are
 * @program: path of the helper
 * @request: what is asked, but its id
 * @bytes: the input
 * @read: reads the answer
 * @cancellable: (nullable): the caller's
 *
 * One question, with all that is needed to ask it twice.
 */
typedef struct
{
  DzExaminerPool   *pool;
  const char       *program;
  DzExaminerRequest request;
  GBytes           *bytes;
  DzExaminerRead    read;
  GCancellable     *cancellable;
} DzExaminerCall;

gpointer dz_examiner_call_run   (DzExaminerCall  *self,
                                 GError         **error);
gboolean dz_examiner_call_start (DzExaminerPool  *pool,
                                 const char      *program,
                                 GError         **error);

G_END_DECLS
