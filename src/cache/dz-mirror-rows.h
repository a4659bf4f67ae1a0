/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-entry-aspects.h"
#include "dz-entry.h"
#include "dz-mirror-filter.h"
#include "dz-mirror.h"

G_BEGIN_DECLS

/**
 * DzMirrorOrder:
 * @DZ_MIRROR_NEWEST_FIRST: the last entry is row 0
 * @DZ_MIRROR_OLDEST_FIRST: the first entry is row 0
 */
typedef enum
{
  DZ_MIRROR_NEWEST_FIRST,
  DZ_MIRROR_OLDEST_FIRST,
} DzMirrorOrder;

/**
 * DzMirrorRow:
 * @entry: what the entry's bytes say; without detail and names, which the service has
 * @aspects: what it is found by besides
 *
 * One entry of the copy.
 */
typedef struct
{
  DzEntry       *entry;
  DzEntryAspects aspects;
} DzMirrorRow;

void dz_mirror_row_free (DzMirrorRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzMirrorRow, dz_mirror_row_free)

/**
 * DzMirrorRows:
 *
 * The entries that a filter wanted when it was asked: bitmaps, so that their number and row n are
 * known without a look at the file. It does not change, belongs to no thread, and may outlive the
 * copy. Entries that come later are not in it: who asks again with the same filter gets these rows
 * and the new ones, the new ones last (or first, newest first).
 */
typedef struct _DzMirrorRows DzMirrorRows;

DzMirrorRows *dz_mirror_find          (DzMirror             *self,
                                       const DzMirrorFilter *filter,
                                       GCancellable         *cancellable,
                                       GError              **error);
void          dz_mirror_rows_free     (DzMirrorRows         *self);
gint64        dz_mirror_rows_get_n    (const DzMirrorRows   *self);
gint64        dz_mirror_rows_get_seq  (const DzMirrorRows   *self,
                                       gint64                row,
                                       DzMirrorOrder         order);
gint64        dz_mirror_rows_find     (const DzMirrorRows   *self,
                                       gint64                seq,
                                       DzMirrorOrder         order);
GPtrArray    *dz_mirror_read_rows     (DzMirror             *self,
                                       const DzMirrorRows   *rows,
                                       gint64                first,
                                       guint                 n,
                                       DzMirrorOrder         order,
                                       GError              **error);
DzMirrorRow  *dz_mirror_read_row      (DzMirror             *self,
                                       gint64                seq,
                                       GError              **error);
gboolean      dz_mirror_find_time     (DzMirror             *self,
                                       gint64                time_us,
                                       gint64               *seq,
                                       GError              **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzMirrorRows, dz_mirror_rows_free)

G_END_DECLS
