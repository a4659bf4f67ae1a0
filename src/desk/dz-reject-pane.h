/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-compose-pane.h"
#include "dz-decision.h"
#include "dz-item.h"
#include "dz-reason-list.h"

G_BEGIN_DECLS

/**
 * DzRejectPane:
 *
 * Where a photo is returned: reasons by number keys or by typing, words to the student, a note for
 * staff, whether another photo may follow, and the message as the student's phone will show it.
 * Actions "reject.send", "reject.cancel", "reject.toggle" (u), "reject.find", "reject.final".
 *
 * Signals: "send": the decision is made, see dz_reject_pane_dup_decision(). "cancel": it is not.
 */
#define DZ_TYPE_REJECT_PANE (dz_reject_pane_get_type ())
G_DECLARE_FINAL_TYPE (DzRejectPane, dz_reject_pane, DZ, REJECT_PANE, DzComposePane)

void        dz_reject_pane_set_reasons  (DzRejectPane *self,
                                         DzReasonList *reasons);
void        dz_reject_pane_open         (DzRejectPane *self,
                                         const DzItem *item,
                                         GPtrArray    *findings);
void        dz_reject_pane_take_up     (DzRejectPane     *self,
                                        const DzDecision *draft);
DzDecision *dz_reject_pane_dup_decision (DzRejectPane *self);
char       *dz_reject_pane_dup_letter   (DzRejectPane *self);

G_END_DECLS
