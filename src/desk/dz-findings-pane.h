/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-finding.h"

G_BEGIN_DECLS

/**
 * DzFindingsPane:
 *
 * What the rules said of one photo: failing first, what is fine in one line.
 */
#define DZ_TYPE_FINDINGS_PANE (dz_findings_pane_get_type ())
G_DECLARE_FINAL_TYPE (DzFindingsPane, dz_findings_pane, DZ, FINDINGS_PANE, GtkWidget)

void dz_findings_pane_set_findings (DzFindingsPane *self,
                                    GPtrArray      *findings);

G_END_DECLS
