/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "dz-keymap.h"
#include "dz-sync.h"

G_BEGIN_DECLS

/**
 * DzTrayWindow:
 *
 * The tray: my decisions, the newest first, each with the time that is left to take it back; any of
 * them can be, not only the last. Of those that have taken effect a supervisor can be asked.
 * Signal "undo" (#DzHeldItem): this one is to be taken back; the window goes.
 */
#define DZ_TYPE_TRAY_WINDOW (dz_tray_window_get_type ())
G_DECLARE_FINAL_TYPE (DzTrayWindow, dz_tray_window, DZ, TRAY_WINDOW, AdwWindow)

GtkWindow *dz_tray_window_new (DzSync   *sync,
                               DzKeymap *keymap);

G_END_DECLS
