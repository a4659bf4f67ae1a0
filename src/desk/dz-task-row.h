/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-task.h"

G_BEGIN_DECLS

/**
 * DzTaskRow:
 *
 * Something that waits for a supervisor, in a row of a list.
 */
#define DZ_TYPE_TASK_ROW (dz_task_row_get_type ())
G_DECLARE_FINAL_TYPE (DzTaskRow, dz_task_row, DZ, TASK_ROW, GtkListBoxRow)

GtkWidget    *dz_task_row_new      (const DzTask *task);
const DzTask *dz_task_row_get_task (DzTaskRow    *self);

G_END_DECLS
