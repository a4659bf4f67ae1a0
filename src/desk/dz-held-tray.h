/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DzHeldTray:
 *
 * How many decisions rest, which undo would take back, and how long that is possible. Its button
 * activates "review.undo".
 */
#define DZ_TYPE_HELD_TRAY (dz_held_tray_get_type ())
G_DECLARE_FINAL_TYPE (DzHeldTray, dz_held_tray, DZ, HELD_TRAY, GtkWidget)

void dz_held_tray_set_model (DzHeldTray *self,
                             GListModel *held);

G_END_DECLS
