/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "dz-keymap.h"

G_BEGIN_DECLS

#define DZ_TYPE_KEY_ROW (dz_key_row_get_type ())
G_DECLARE_FINAL_TYPE (DzKeyRow, dz_key_row, DZ, KEY_ROW, AdwActionRow)

/**
 * DzKeyRow:
 *
 * What a key does, and its keys. Enter or a click makes it wait for another key; on one of its keys
 * it changes that one, and Delete takes it away. Where the new key does something already, it says
 * what, and asks.
 */
GtkWidget *dz_key_row_new         (DzKeymap          *keymap,
                                   const DzKeyAction *action);
gboolean   dz_key_row_get_waits   (DzKeyRow          *self);
void       dz_key_row_take        (DzKeyRow          *self,
                                   const DzKey       *key);

G_END_DECLS
