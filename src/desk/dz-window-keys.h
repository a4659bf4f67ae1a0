/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "dz-key-controller.h"

G_BEGIN_DECLS

#define DZ_TYPE_WINDOW_KEYS (dz_window_keys_get_type ())
G_DECLARE_FINAL_TYPE (DzWindowKeys, dz_window_keys, DZ, WINDOW_KEYS, GObject)

/**
 * DzWindowKeys:
 *
 * All that has to do with keys in the workstation's window: they act, are shown where they act, are
 * listed, and are changed. Adds the actions "win.keys", "win.keys-let-go", "win.first-keys",
 * "win.shortcuts" and "win.preferences".
 */
DzWindowKeys *dz_window_keys_new         (AdwApplicationWindow *window,
                                          DzKeyPlaceFunc        place_func,
                                          GSettings            *settings);
void          dz_window_keys_cover       (DzWindowKeys         *self);
DzKeyController *dz_window_keys_get_controller (DzWindowKeys *self);
void          dz_window_keys_set_working (DzWindowKeys         *self,
                                          gboolean              working);
void          dz_window_keys_close       (DzWindowKeys         *self);

G_END_DECLS
