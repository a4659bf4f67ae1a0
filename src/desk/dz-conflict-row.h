/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-conflict-item.h"
#include "dz-reason-list.h"

G_BEGIN_DECLS

#define DZ_TYPE_CONFLICT_ROW (dz_conflict_row_get_type ())
G_DECLARE_FINAL_TYPE (DzConflictRow, dz_conflict_row, DZ, CONFLICT_ROW, GtkListBoxRow)

GtkWidget      *dz_conflict_row_new      (DzConflictItem *item,
                                          DzReasonList   *reasons);
DzConflictItem *dz_conflict_row_get_item (DzConflictRow  *self);

G_END_DECLS
