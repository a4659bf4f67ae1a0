/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-keymap.h"

G_BEGIN_DECLS

#define DZ_TYPE_KEY_CONTROLLER (dz_key_controller_get_type ())
G_DECLARE_FINAL_TYPE (DzKeyController, dz_key_controller, DZ, KEY_CONTROLLER, GObject)

/**
 * DzKeyPlaceFunc:
 * @window: the window
 * @target: (out) (transfer none): whose actions are meant; set to @window before
 *
 * Returns: where the reviewer is: one place
 */
typedef DzKeyPlaces (*DzKeyPlaceFunc) (GtkWindow  *window,
                                       GtkWidget **target);

/**
 * DzKeyController:
 *
 * Lets the keys of a window do what its keymap tells, and none do so because it is held down.
 */
DzKeyController *dz_key_controller_new     (GtkWindow       *window,
                                            DzKeymap        *keymap,
                                            DzKeyPlaceFunc   place_func);
void             dz_key_controller_close   (DzKeyController *self);
gboolean         dz_key_controller_may_repeat (guint keyval);
gboolean         dz_key_controller_is_repeating (DzKeyController *self);
void             dz_key_controller_release (DzKeyController *self,
                                            guint            keycode,
                                            guint32          time_ms);

G_END_DECLS
