/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-item.h"
#include "dz-reason-list.h"
#include "dz-task.h"

G_BEGIN_DECLS

char *dz_task_text_kind     (const DzTask *task);
char *dz_task_text_whose    (const DzTask *task);
char *dz_task_text_asked    (const DzTask *task);
char *dz_task_text_said     (const DzTask *task);
char *dz_task_text_draft    (const DzTask *task,
                             DzReasonList *reasons);
char *dz_task_text_opinions (GPtrArray    *opinions,
                             DzReasonList *reasons);
char *dz_task_text_twin     (const DzTask *task);
char *dz_task_text_way      (const DzTask *task);
char *dz_task_text_standing (const DzItem *standing,
                             DzReasonList *reasons);

G_END_DECLS
