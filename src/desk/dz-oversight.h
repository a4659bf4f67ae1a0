/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-examiner.h"
#include "dz-sync.h"

G_BEGIN_DECLS

/**
 * DzOversight:
 *
 * What supervisors and administrators find in the menu of a window beyond judging: its actions
 * "reasons" and "tasks", off for everybody else, and the windows that they open.
 *
 * Signal "judge" (const char *submission): a supervisor wants to judge what was set apart.
 */
#define DZ_TYPE_OVERSIGHT (dz_oversight_get_type ())
G_DECLARE_FINAL_TYPE (DzOversight, dz_oversight, DZ, OVERSIGHT, GObject)

DzOversight *dz_oversight_new   (GtkApplicationWindow *window);
void         dz_oversight_open  (DzOversight          *self,
                                 DzSync               *sync,
                                 DzExaminer           *examiner);
void         dz_oversight_close (DzOversight          *self);

G_END_DECLS
