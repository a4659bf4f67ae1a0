/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-item.h"

G_BEGIN_DECLS

/**
 * DzRecordPane:
 *
 * The student's record, as the service masked it, which attempt this is, and what is waived.
 */
#define DZ_TYPE_RECORD_PANE (dz_record_pane_get_type ())
G_DECLARE_FINAL_TYPE (DzRecordPane, dz_record_pane, DZ, RECORD_PANE, GtkWidget)

void dz_record_pane_set_item (DzRecordPane *self,
                              const DzItem *item);

G_END_DECLS
