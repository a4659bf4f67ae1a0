/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DZ_TYPE_FIRST_KEYS (dz_first_keys_get_type ())
G_DECLARE_FINAL_TYPE (DzFirstKeys, dz_first_keys, DZ, FIRST_KEYS, GtkWidget)

/**
 * DzFirstKeys:
 *
 * A card with the few keys by which a reviewer can begin. It lies over a window's content; signal
 * "closed" when it goes.
 */
GtkWidget *dz_first_keys_new   (void);
void       dz_first_keys_open  (DzFirstKeys *self);
void       dz_first_keys_close (DzFirstKeys *self);

G_END_DECLS
