/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-sync.h"

G_BEGIN_DECLS

#define DZ_TYPE_FILTER_POPOVER (dz_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (DzFilterPopover, dz_filter_popover, DZ, FILTER_POPOVER, GtkPopover)

/**
 * DzFilterPopover:
 *
 * Asks which photos of the queue the reviewer wants to judge: of which school and window, what the
 * rules say, which attempt, how long they wait.
 */
void dz_filter_popover_set_sync (DzFilterPopover *self,
                                 DzSync          *sync);

G_END_DECLS
