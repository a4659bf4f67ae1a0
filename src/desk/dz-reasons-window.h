/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "dz-sync.h"

G_BEGIN_DECLS

/**
 * DzReasonsWindow:
 *
 * The reasons for refusing a photo: supervisors and administrators list them, add one, give one
 * other words, which makes another version of it, and retire one.
 */
#define DZ_TYPE_REASONS_WINDOW (dz_reasons_window_get_type ())
G_DECLARE_FINAL_TYPE (DzReasonsWindow, dz_reasons_window, DZ, REASONS_WINDOW, AdwWindow)

GtkWindow *dz_reasons_window_new (DzSync *sync);

G_END_DECLS
