/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

typedef gboolean (*DzTestCondition) (gpointer data);

/* Runs the main loop until @condition holds, for at most @seconds; fails the test when it does
 * not. */
void dz_test_wait_for (DzTestCondition condition,
                       gpointer        data,
                       guint           seconds,
                       const char     *what);

/* The same for a variable that a callback sets. */
void dz_test_wait_set (gpointer        pointer,
                       guint           seconds,
                       const char     *what);

/* Lets the time pass until that moment of g_get_monotonic_time(), while the main loop runs. */
void dz_test_wait_until (gint64         monotonic_us);

/* Drops the last reference but those that callbacks under way hold, and waits until they are gone
 * too; fails the test when something keeps @object alive. */
void dz_test_wait_finalized (gpointer    object);

/* Removes a folder and all in it. */
void dz_test_remove_tree (const char *path);
