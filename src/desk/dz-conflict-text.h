/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-conflict-item.h"
#include "dz-reason-list.h"

G_BEGIN_DECLS

char *dz_conflict_text_mine   (DzConflictItem *item,
                               DzReasonList   *reasons);
char *dz_conflict_text_theirs (DzConflictItem *item,
                               DzReasonList   *reasons);
char *dz_conflict_text_whose  (DzConflictItem *item);
char *dz_conflict_text_time   (DzConflictItem *item);
char *dz_conflict_text_way    (DzConflictItem *item);

G_END_DECLS
