/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "dz-starter.h"

G_BEGIN_DECLS

/**
 * DzWindow:
 *
 * The workstation's window: it starts, somebody signs in, photos are judged. Actions
 * "win.sign-out" and those of #DzWindowKeys.
 */
#define DZ_TYPE_WINDOW (dz_window_get_type ())
G_DECLARE_FINAL_TYPE (DzWindow, dz_window, DZ, WINDOW, AdwApplicationWindow)

GtkWidget *dz_window_new   (AdwApplication *application,
                            DzStarter      *starter,
                            GSettings      *settings);
void       dz_window_start (DzWindow       *self);
void       dz_window_close (DzWindow       *self);

G_END_DECLS
