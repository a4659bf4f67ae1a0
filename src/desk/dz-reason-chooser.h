/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-reason-choice.h"

G_BEGIN_DECLS

/**
 * DzReasonChooser:
 *
 * The reasons to refuse a photo, to be chosen with number keys, and found by typing.
 *
 * Signals: "changed": another choice. "send": Enter. "leave": Tab, to what stands below.
 */
#define DZ_TYPE_REASON_CHOOSER (dz_reason_chooser_get_type ())
G_DECLARE_FINAL_TYPE (DzReasonChooser, dz_reason_chooser, DZ, REASON_CHOOSER, GtkWidget)

void       dz_reason_chooser_set_reasons (DzReasonChooser *self,
                                          DzReasonList    *reasons);
void       dz_reason_chooser_open        (DzReasonChooser *self,
                                          GPtrArray       *findings);
DzReasonList *dz_reason_chooser_get_reasons (DzReasonChooser *self);
void       dz_reason_chooser_toggle      (DzReasonChooser *self,
                                          guint            position);
void       dz_reason_chooser_choose      (DzReasonChooser *self,
                                          GStrv            codes);
void       dz_reason_chooser_find        (DzReasonChooser *self);
GPtrArray *dz_reason_chooser_list_chosen (DzReasonChooser *self);

G_END_DECLS
