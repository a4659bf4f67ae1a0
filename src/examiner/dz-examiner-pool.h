/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-examiner-process.h"

G_BEGIN_DECLS

/**
 * DzExaminerPool:
 *
 * A fixed number of places for helpers. A thread takes a place, with or without a helper that lives
 * already, and gives it back, with or without one.
 */
typedef struct _DzExaminerPool DzExaminerPool;

DzExaminerPool *dz_examiner_pool_new         (guint               n_places);
void            dz_examiner_pool_free        (DzExaminerPool     *self);
gboolean        dz_examiner_pool_take        (DzExaminerPool     *self,
                                              DzExaminerProcess **process,
                                              GCancellable       *cancellable,
                                              GError            **error);
void            dz_examiner_pool_give        (DzExaminerPool     *self,
                                              DzExaminerProcess  *process);
void            dz_examiner_pool_close       (DzExaminerPool     *self);
int             dz_examiner_pool_get_stop_fd (DzExaminerPool     *self);
char           *dz_examiner_pool_dup_models  (DzExaminerPool     *self,
                                              DzModelsProblem    *problem);
char           *dz_examiner_pool_dup_models_fault (DzExaminerPool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzExaminerPool, dz_examiner_pool_free)

G_END_DECLS
