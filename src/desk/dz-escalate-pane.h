/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-compose-pane.h"
#include "dz-escalation.h"
#include "dz-item.h"

G_BEGIN_DECLS

#define DZ_TYPE_ESCALATE_PANE (dz_escalate_pane_get_type ())
G_DECLARE_FINAL_TYPE (DzEscalatePane, dz_escalate_pane, DZ, ESCALATE_PANE, DzComposePane)

/**
 * DzEscalatePane:
 *
 * Asks why a photo is left to a supervisor: one reason, by a number key, and the reviewer's own
 * words, for staff only.
 *
 * Emits "send" when it is to be left, and "cancel" when it is not.
 */
void          dz_escalate_pane_open           (DzEscalatePane *self,
                                               const DzItem   *item);
DzEscalation *dz_escalate_pane_dup_escalation (DzEscalatePane *self);

G_END_DECLS
