/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-mirror-private.h"
#include "dz-mirror-verify.h"

G_BEGIN_DECLS

/**
 * DzMirrorRebuild:
 *
 * What one block should be found by, made again from its entries, to be held against the file.
 */
typedef struct _DzMirrorRebuild DzMirrorRebuild;

DzMirrorRebuild *dz_mirror_rebuild_new    (DzMirror          *mirror);
void             dz_mirror_rebuild_free   (DzMirrorRebuild   *self);
gboolean         dz_mirror_rebuild_add    (DzMirrorRebuild   *self,
                                           const DzEntryView *view,
                                           const DzFeedEntry *entry);
gboolean         dz_mirror_rebuild_check  (DzMirrorRebuild   *self,
                                           gint64             block,
                                           gint64            *first_bad,
                                           GError           **error);
gboolean         dz_mirror_rebuild_check_all (DzMirrorRebuild *self,
                                           gboolean          *same,
                                           GError           **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzMirrorRebuild, dz_mirror_rebuild_free)

/* What stands beside the history: heads, epochs, what was left behind. Each sets the first problem,
 * if any, in @check. */
gboolean         dz_mirror_verify_heads   (DzMirror          *self,
                                           DzMirrorCheck     *check,
                                           GError           **error);
gboolean         dz_mirror_verify_tails   (DzMirror          *self,
                                           DzMirrorCheck     *check,
                                           GError           **error);
void             dz_mirror_check_set      (DzMirrorCheck     *check,
                                           gint64             seq,
                                           const char        *problem);

G_END_DECLS
