/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "dz-starter.h"

G_BEGIN_DECLS

/**
 * DzMainWindow:
 *
 * The workstation's window: it starts, somebody signs in, photos are judged. Actions
 * "win.sign-out" and those of #DzWindowKeys.
 */
#define DZ_TYPE_MAIN_WINDOW (dz_main_window_get_type ())
G_DECLARE_FINAL_TYPE (DzMainWindow, dz_main_window, DZ, MAIN_WINDOW, AdwApplicationWindow)

GtkWidget *dz_main_window_new         (AdwApplication *application,
                                       DzStarter      *starter,
                                       GSettings      *settings);
void       dz_main_window_start       (DzMainWindow   *self);
DzStarter *dz_main_window_get_starter (DzMainWindow   *self);
void       dz_main_window_close       (DzMainWindow   *self);

G_END_DECLS
