/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DzRevealPopover:
 *
 * Asks why somebody looks at what is hidden of a record.
 *
 * Signals: "chosen" (const char *code, const char *words): one of dz_reveal_reasons_get(), and what
 * was written, or %NULL.
 */
#define DZ_TYPE_REVEAL_POPOVER (dz_reveal_popover_get_type ())
G_DECLARE_FINAL_TYPE (DzRevealPopover, dz_reveal_popover, DZ, REVEAL_POPOVER, GtkPopover)

void dz_reveal_popover_withdraw (DzRevealPopover *self);

G_END_DECLS
