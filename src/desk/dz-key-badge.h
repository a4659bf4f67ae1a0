/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DZ_TYPE_KEY_BADGE (dz_key_badge_get_type ())
G_DECLARE_FINAL_TYPE (DzKeyBadge, dz_key_badge, DZ, KEY_BADGE, GtkWidget)

/**
 * DzKeyBadge:
 *
 * The key of an action, beside what does it: “A” on the button that approves. Its property "action"
 * names an entry of the table of keys; "tip" is what the button does, in a sentence, and becomes
 * the tooltip of the button around it, with the key.
 */
GtkWidget *dz_key_badge_new (const char *action);

G_END_DECLS
