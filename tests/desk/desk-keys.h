/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Real keys of a real display, for tests that have it for themselves. */

/* Gives a window the keyboard, which nobody does without a window manager. */
void desk_keys_focus (GtkWindow  *window);
/* Presses keys as xdotool names them, up to a NULL, and waits until the window has had them. */
void desk_keys_press (GtkWindow  *window,
                      const char *first,
                      ...) G_GNUC_NULL_TERMINATED;
/* Presses one key that often in a window or a popover, and waits likewise. */
void desk_keys_repeat (GtkWidget  *root,
                       const char *key,
                       guint       n);
/* Presses a key after which the keyboard may be another window's; or several, a space between. */
void desk_keys_send  (const char *keys);
/* Puts a finger on a key, and takes it off. */
void desk_keys_hold   (const char *key);
void desk_keys_let_go (const char *key);
/* Types a text of ASCII. */
void desk_keys_type  (GtkWindow  *window,
                      const char *text);
