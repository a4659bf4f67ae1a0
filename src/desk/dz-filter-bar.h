/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-sync.h"

G_BEGIN_DECLS

#define DZ_TYPE_FILTER_BAR (dz_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (DzFilterBar, dz_filter_bar, DZ, FILTER_BAR, GtkWidget)

/**
 * DzFilterBar:
 *
 * Says which photos of the queue are asked for, as long as it is not all of them, so that nobody
 * wonders where the others are.
 */
void dz_filter_bar_set_sync (DzFilterBar *self,
                             DzSync      *sync);

G_END_DECLS
