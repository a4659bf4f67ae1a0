/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-findings-pane.h"
#include "dz-item.h"
#include "dz-reason-list.h"
#include "dz-record-pane.h"

G_BEGIN_DECLS

/**
 * DzFactsPane:
 *
 * What is known of the photo that is judged: photos that it is like, the student's record, what the
 * rules found, earlier attempts.
 */
#define DZ_TYPE_FACTS_PANE (dz_facts_pane_get_type ())
G_DECLARE_FINAL_TYPE (DzFactsPane, dz_facts_pane, DZ, FACTS_PANE, GtkWidget)

void            dz_facts_pane_show_earlier (DzFactsPane        *self,
                                            const DzSubmission *earlier,
                                            DzReasonList       *reasons);
void            dz_facts_pane_set_judging  (DzFactsPane  *self,
                                            DzJudging    *judging);
void            dz_facts_pane_set_item     (DzFactsPane  *self,
                                            const DzItem *item,
                                            DzReasonList *reasons);
void            dz_facts_pane_clear        (DzFactsPane  *self);
DzFindingsPane *dz_facts_pane_get_findings (DzFactsPane  *self);
DzRecordPane   *dz_facts_pane_get_record   (DzFactsPane  *self);
void            dz_facts_pane_scroll_to    (DzFactsPane  *self,
                                            GtkWidget    *row);

G_END_DECLS
