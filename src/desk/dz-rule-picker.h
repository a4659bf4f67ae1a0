/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DzRulePicker:
 *
 * The rules that a reason answers, chosen from the list of all rules, which can be searched.
 *
 * Signals: "changed": another choice. "leave": Escape where there was nothing to find any more.
 */
#define DZ_TYPE_RULE_PICKER (dz_rule_picker_get_type ())
G_DECLARE_FINAL_TYPE (DzRulePicker, dz_rule_picker, DZ, RULE_PICKER, GtkWidget)

void  dz_rule_picker_set_rules (DzRulePicker *self,
                                const char   *rules);
char *dz_rule_picker_dup_rules (DzRulePicker *self);

G_END_DECLS
