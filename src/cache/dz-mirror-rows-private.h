/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-mirror-private.h"
#include "dz-mirror-rows.h"

G_BEGIN_DECLS

struct _DzMirrorRows
{
  gint64             n_blocks;
  roaring_bitmap_t **bitmaps; /* (array length=n_blocks), owned, nullable elements: none of it */
  gint64            *before;  /* owned, n_blocks + 1: how many there are in the blocks before */
};

#define DZ_MIRROR_NO_DIMENSION (-1)

DzMirrorRows *dz_mirror_find_rows     (DzMirror             *self,
                                       const DzMirrorFilter *filter,
                                       int                   without,
                                       GCancellable         *cancellable,
                                       GError              **error);
gboolean      dz_mirror_find_time_seq (DzMirror             *self,
                                       gint64                time_us,
                                       gint64               *seq,
                                       GError              **error);

G_END_DECLS
