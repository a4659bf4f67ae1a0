/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-item.h"

G_BEGIN_DECLS

/**
 * DzRecordPane:
 *
 * The student's record, as the service masked it, which attempt this is, and what is waived. A
 * button beside what is masked is "review.reveal" as long as it is held.
 *
 * Signals: "why" (const char *code, const char *words): for what reason somebody looks at what is
 * masked, one of dz_reveal_reasons_get(), and their words or %NULL. "asked": they were asked for
 * it, and have answered or not.
 */
#define DZ_TYPE_RECORD_PANE (dz_record_pane_get_type ())
G_DECLARE_FINAL_TYPE (DzRecordPane, dz_record_pane, DZ, RECORD_PANE, GtkWidget)

void     dz_record_pane_set_item    (DzRecordPane *self,
                                     const DzItem *item);
gboolean dz_record_pane_hides       (DzRecordPane *self);
void     dz_record_pane_ask_why     (DzRecordPane *self);
void     dz_record_pane_stop_asking (DzRecordPane *self);
void     dz_record_pane_show_number (DzRecordPane *self,
                                     const char   *number);

G_END_DECLS
