/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-mirror-filter.h"

G_BEGIN_DECLS

/**
 * HistoryTable:
 *
 * A history in a table of plain columns with an index each, which is what one would do without
 * thinking: the floor that a copy of the history is held against.
 */
typedef struct _HistoryTable HistoryTable;

HistoryTable *history_table_open      (const char           *dir);
void          history_table_add       (HistoryTable         *self,
                                       const GByteArray     *bytes,
                                       const GByteArray     *aspects);
void          history_table_finish    (HistoryTable         *self);
gint64        history_table_count     (HistoryTable         *self,
                                       const DzMirrorFilter *filter);
guint         history_table_read_page (HistoryTable         *self,
                                       const DzMirrorFilter *filter,
                                       guint                 n);
void          history_table_close     (HistoryTable         *self);

G_END_DECLS
