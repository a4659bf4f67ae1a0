/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "dz-reason-list.h"

G_BEGIN_DECLS

/**
 * DzReasonIndex:
 *
 * Finds reasons by what a reviewer types: Chinese or English words, pinyin, or the initials of its
 * syllables.
 */
typedef struct _DzReasonIndex DzReasonIndex;

DzReasonIndex *dz_reason_index_new        (DzReasonList        *reasons);
void           dz_reason_index_free       (DzReasonIndex       *self);
void           dz_reason_index_new_async  (DzReasonList        *reasons,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
DzReasonIndex *dz_reason_index_new_finish (GAsyncResult        *result,
                                           GError             **error);
gboolean       dz_reason_index_matches    (DzReasonIndex       *self,
                                           const DzReason      *reason,
                                           const char          *typed);
gboolean       dz_reason_matches_word     (const DzReason      *reason,
                                           const char          *typed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzReasonIndex, dz_reason_index_free)

G_END_DECLS
