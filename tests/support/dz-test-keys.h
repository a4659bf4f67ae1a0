/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Real keys of a real display, as xdotool names them, for whichever window has the keyboard. */

/* Begins a test program that presses keys. %FALSE, having said so to the test harness, where there
 * is no display or nothing to press keys with; the program then ends well. */
gboolean dz_test_keys_open   (int         *argc,
                              char      ***argv);
/* Gives a window the keyboard, by its title, which nobody does without a window manager; waits
 * until there is such a window. */
void     dz_test_keys_focus  (const char  *title);
/* Presses a key, or several, a space between; xdotool's options may stand before them. */
void     dz_test_keys_send   (const char  *keys);
/* Puts a finger on a key; a key that stands there again and again is repeated, as a keyboard does
 * while the finger rests. */
void     dz_test_keys_hold   (const char  *keys);
void     dz_test_keys_let_go (const char  *key);
/* Types a text of ASCII. */
void     dz_test_keys_type   (const char  *text);
