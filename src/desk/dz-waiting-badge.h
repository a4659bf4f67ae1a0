/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-sync.h"

G_BEGIN_DECLS

/**
 * DzWaitingBadge:
 *
 * In the header bar: how many decisions wait at this desk, and for whom, and how many were not
 * applied. Nothing stands there where there are none.
 */
#define DZ_TYPE_WAITING_BADGE (dz_waiting_badge_get_type ())
G_DECLARE_FINAL_TYPE (DzWaitingBadge, dz_waiting_badge, DZ, WAITING_BADGE, GtkWidget)

void dz_waiting_badge_set_sync  (DzWaitingBadge *self,
                                 DzSync         *sync);
void dz_waiting_badge_set_brief (DzWaitingBadge *self,
                                 gboolean        brief);

G_END_DECLS
