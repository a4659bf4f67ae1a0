/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef gboolean (*DzTestCondition) (gpointer data);

/* Runs the main loop until @condition holds, for at most @seconds; fails the test when it does not. */
void dz_test_wait_for (DzTestCondition condition,
                       gpointer        data,
                       guint           seconds,
                       const char     *what);

/* The same for a variable that a callback sets. */
void dz_test_wait_set (gpointer        pointer,
                       guint           seconds,
                       const char     *what);

/* Removes a folder and all in it. */
void dz_test_remove_tree (const char *path);
