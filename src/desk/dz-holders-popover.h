/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-queue-holder.h"
#include "dz-sync.h"

G_BEGIN_DECLS

#define DZ_TYPE_HOLDERS_POPOVER (dz_holders_popover_get_type ())
G_DECLARE_FINAL_TYPE (DzHoldersPopover, dz_holders_popover, DZ, HOLDERS_POPOVER, GtkPopover)

/**
 * DzHoldersPopover:
 *
 * Tells who holds how many photos until when. A supervisor may give back what another holds.
 */
void  dz_holders_popover_set_sync (DzHoldersPopover    *self,
                                   DzSync              *sync);
char *dz_holder_text              (const DzQueueHolder *holder);

G_END_DECLS
