/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-finding-row.h"
#include "dz-judging.h"

G_BEGIN_DECLS

/**
 * DzFindingsPane:
 *
 * What the rules said of one photo: failing first, what is fine in one line. The reviewer can step
 * from finding to finding, through folds too, and the pane follows its judging.
 */
#define DZ_TYPE_FINDINGS_PANE (dz_findings_pane_get_type ())
G_DECLARE_FINAL_TYPE (DzFindingsPane, dz_findings_pane, DZ, FINDINGS_PANE, GtkWidget)

void          dz_findings_pane_set_judging     (DzFindingsPane *self,
                                                DzJudging      *judging);
gboolean      dz_findings_pane_step            (DzFindingsPane *self,
                                                int             by);
void          dz_findings_pane_leave           (DzFindingsPane *self);
const char   *dz_findings_pane_get_current     (DzFindingsPane *self);
DzFindingRow *dz_findings_pane_get_current_row (DzFindingsPane *self);

G_END_DECLS
