/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-finding.h"

G_BEGIN_DECLS

/**
 * DzFindingRow:
 *
 * One rule's finding: shape, word, rule, value, limit, and in a second line what was remarked.
 */
#define DZ_TYPE_FINDING_ROW (dz_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (DzFindingRow, dz_finding_row, DZ, FINDING_ROW, GtkListBoxRow)

GtkWidget  *dz_finding_row_new         (const DzFinding *finding,
                                        const char      *remark);
const char *dz_finding_row_get_rule    (DzFindingRow    *self);
void        dz_finding_row_set_current (DzFindingRow    *self,
                                        gboolean         current);

G_END_DECLS
