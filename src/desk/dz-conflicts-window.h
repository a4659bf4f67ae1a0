/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "dz-keymap.h"
#include "dz-sync.h"

G_BEGIN_DECLS

/**
 * DzConflictsWindow:
 *
 * The list of my commands that were not applied, each beside what the other did; one key lets that
 * stand, another contests it. Signal "retaken" (#DzConflictItem): its submission comes back to be
 * judged.
 */
#define DZ_TYPE_CONFLICTS_WINDOW (dz_conflicts_window_get_type ())
G_DECLARE_FINAL_TYPE (DzConflictsWindow, dz_conflicts_window, DZ, CONFLICTS_WINDOW, AdwWindow)

GtkWindow *dz_conflicts_window_new (DzSync   *sync,
                                    DzKeymap *keymap);

G_END_DECLS
