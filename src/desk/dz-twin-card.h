/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-twin.h"

G_BEGIN_DECLS

/**
 * DzTwinCard:
 *
 * Says that the photo is, or looks like, another one: whose, and how alike. Without such a photo it
 * is not visible.
 */
#define DZ_TYPE_TWIN_CARD (dz_twin_card_get_type ())
G_DECLARE_FINAL_TYPE (DzTwinCard, dz_twin_card, DZ, TWIN_CARD, GtkWidget)

void dz_twin_card_set_twins (DzTwinCard *self,
                             GPtrArray  *twins);

G_END_DECLS
