/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Goes with Tab through @root, a window or an open popover of @window, and back with Shift+Tab:
 * what can have the keyboard must get it each time. @state: says where that was. */
void desk_walk_through (GtkWindow  *window,
                        GtkWidget  *root,
                        const char *state);
