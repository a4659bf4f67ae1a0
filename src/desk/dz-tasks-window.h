/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "dz-examiner.h"
#include "dz-sync.h"

G_BEGIN_DECLS

/**
 * DzTasksWindow:
 *
 * What waits for a supervisor, the oldest first: decisions that a reviewer asks to look at again,
 * and photos of two students. They finish a task with words for the history, or take the decision
 * back; what was set apart they judge.
 *
 * Signal "judge" (const char *submission): that is to be judged.
 */
#define DZ_TYPE_TASKS_WINDOW (dz_tasks_window_get_type ())
G_DECLARE_FINAL_TYPE (DzTasksWindow, dz_tasks_window, DZ, TASKS_WINDOW, AdwWindow)

GtkWindow *dz_tasks_window_new (DzSync     *sync,
                                DzExaminer *examiner);

G_END_DECLS
