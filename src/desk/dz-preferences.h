/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "dz-keymap.h"

G_BEGIN_DECLS

#define DZ_TYPE_PREFERENCES (dz_preferences_get_type ())
G_DECLARE_FINAL_TYPE (DzPreferences, dz_preferences, DZ, PREFERENCES, AdwPreferencesWindow)

/**
 * DzPreferences:
 *
 * What a reviewer may choose: what is shown, where the service is, and the keys.
 */
GtkWidget *dz_preferences_new (DzKeymap  *keymap,
                               GSettings *settings);

G_END_DECLS
