/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-item.h"

G_BEGIN_DECLS

#define DZ_TYPE_ESCALATION_CARD (dz_escalation_card_get_type ())
G_DECLARE_FINAL_TYPE (DzEscalationCard, dz_escalation_card, DZ, ESCALATION_CARD, GtkWidget)

/**
 * DzEscalationCard:
 *
 * Tells who judges a photo what another of the staff wrote about it: who left it to a supervisor,
 * or took back the decision on it, and why. It is there only where somebody did.
 */
void  dz_escalation_card_set_escalation (DzEscalationCard   *self,
                                         const DzEscalation *escalation);
void  dz_escalation_card_set_reopening  (DzEscalationCard   *self,
                                         const DzReopening  *reopening);
char *dz_escalation_who                 (const DzEscalation *escalation);

G_END_DECLS
