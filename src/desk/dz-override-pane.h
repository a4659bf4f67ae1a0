/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-compose-pane.h"
#include "dz-item.h"

G_BEGIN_DECLS

/**
 * DzOverridePane:
 *
 * Composes an approval against the rules: a reason for every rule that fails. Number keys choose a
 * reason for the rule that is marked, arrow keys mark another rule.
 *
 * Signals: "send": approve it as it is composed. "cancel": do not.
 */
#define DZ_TYPE_OVERRIDE_PANE (dz_override_pane_get_type ())
G_DECLARE_FINAL_TYPE (DzOverridePane, dz_override_pane, DZ, OVERRIDE_PANE, DzComposePane)

void        dz_override_pane_open         (DzOverridePane *self,
                                           const DzItem   *item,
                                           GPtrArray      *failing,
                                           GPtrArray      *warnings);
const char *dz_override_pane_get_rule     (DzOverridePane *self);
DzDecision *dz_override_pane_dup_decision (DzOverridePane *self);

G_END_DECLS
