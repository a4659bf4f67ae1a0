/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-keymap.h"

G_BEGIN_DECLS

#define DZ_TYPE_KEYS_LAYER (dz_keys_layer_get_type ())
G_DECLARE_FINAL_TYPE (DzKeysLayer, dz_keys_layer, DZ, KEYS_LAYER, GtkWidget)

/* All that has no other place in the window. */
#define DZ_KEYS_LAYER_REST "*"

/**
 * DzKeysLayer:
 *
 * Shows keys where they act: at the buttons whose action they do, and at what was given keys to
 * tell. It lies over a window's content.
 */
GtkWidget *dz_keys_layer_new   (DzKeymap    *keymap);
void       dz_keys_layer_open  (DzKeysLayer *self,
                                DzKeyPlaces  place);
void       dz_keys_layer_close (DzKeysLayer *self);

void       dz_keys_layer_tell  (GtkWidget   *widget,
                                const char  *actions);

G_END_DECLS
