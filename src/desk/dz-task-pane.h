/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-examiner.h"
#include "dz-sync.h"
#include "dz-task.h"

G_BEGIN_DECLS

/**
 * DzTaskPane:
 *
 * One thing that waits for a supervisor: the photo, who asked what, how it stands, and where the
 * supervisor writes what they found.
 *
 * Signal "heard": the service has said how it stands, or that it cannot.
 */
#define DZ_TYPE_TASK_PANE (dz_task_pane_get_type ())
G_DECLARE_FINAL_TYPE (DzTaskPane, dz_task_pane, DZ, TASK_PANE, GtkWidget)

void                dz_task_pane_open         (DzTaskPane   *self,
                                               DzSync       *sync,
                                               DzExaminer   *examiner,
                                               const DzTask *task,
                                               const char   *words);
void                dz_task_pane_close        (DzTaskPane   *self);
const DzSubmission *dz_task_pane_get_standing (DzTaskPane   *self);
guint               dz_task_pane_get_shown_ms (DzTaskPane   *self);
char               *dz_task_pane_dup_words    (DzTaskPane   *self);
void                dz_task_pane_need_words   (DzTaskPane   *self,
                                               const char   *sentence);

G_END_DECLS
