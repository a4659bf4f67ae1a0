/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-held-item.h"
#include "dz-reason-list.h"

G_BEGIN_DECLS

/**
 * DzTrayRow:
 *
 * One of my decisions: whose photo, what was decided and why, and how long it can be taken back.
 */
#define DZ_TYPE_TRAY_ROW (dz_tray_row_get_type ())
G_DECLARE_FINAL_TYPE (DzTrayRow, dz_tray_row, DZ, TRAY_ROW, GtkListBoxRow)

GtkWidget  *dz_tray_row_new      (DzHeldItem   *item,
                                  DzReasonList *reasons);
DzHeldItem *dz_tray_row_get_item (DzTrayRow    *self);
void        dz_tray_row_update   (DzTrayRow    *self);

G_END_DECLS
