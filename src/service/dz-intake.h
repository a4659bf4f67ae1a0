/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-examiner.h"
#include "dz-store.h"
#include "dz-submission.h"

G_BEGIN_DECLS

/**
 * DzIntake:
 *
 * The way of a received photo to its findings: measured by the examiner, judged by the rules with
 * the window's profile, recorded in the store. Its functions may be called from any thread.
 */
typedef struct _DzIntake DzIntake;

DzIntake     *dz_intake_new     (DzExaminer    *examiner);
void          dz_intake_free    (DzIntake      *self);
DzSubmission *dz_intake_examine (DzIntake      *self,
                                 DzStore       *store,
                                 const char    *submission,
                                 GCancellable  *cancellable,
                                 GError       **error);
gboolean      dz_intake_pick_up (DzIntake      *self,
                                 DzStore       *store,
                                 GCancellable  *cancellable,
                                 guint         *n_examined,
                                 GError       **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzIntake, dz_intake_free)

G_END_DECLS
