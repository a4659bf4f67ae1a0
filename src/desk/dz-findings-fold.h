/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-finding-row.h"
#include "dz-judging.h"

G_BEGIN_DECLS

/**
 * DzFindingsFold:
 *
 * Findings that take one line together until somebody unfolds them. It stays as it was left from
 * photo to photo.
 */
#define DZ_TYPE_FINDINGS_FOLD (dz_findings_fold_get_type ())
G_DECLARE_FINAL_TYPE (DzFindingsFold, dz_findings_fold, DZ, FINDINGS_FOLD, GtkWidget)

void     dz_findings_fold_set_findings (DzFindingsFold *self,
                                        const char     *title,
                                        DzOutcome       outcome,
                                        GPtrArray      *findings,
                                        DzJudging      *judging);
gboolean dz_findings_fold_get_expanded (DzFindingsFold *self);
void     dz_findings_fold_step_in      (DzFindingsFold *self);
void     dz_findings_fold_step_out     (DzFindingsFold *self);

G_END_DECLS
