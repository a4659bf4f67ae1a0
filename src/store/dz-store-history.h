/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-entry.h"
#include "dz-store.h"

G_BEGIN_DECLS

/**
 * DzHistoryCheck:
 * @entries: how many entries were read
 * @first_bad: sequence number of the first that does not hold, 0 where all do
 * @problem: (nullable): what is wrong with it, a sentence
 * @head_seq: the last good entry
 * @head_hash: its hash in hex
 * @erased: details that were erased, which leaves the chain whole
 *
 * What a verification of the chain found.
 */
typedef struct
{
  gint64 entries;
  gint64 first_bad;
  char  *problem;
  gint64 head_seq;
  char  *head_hash;
  gint64 erased;
} DzHistoryCheck;

void dz_history_check_clear (DzHistoryCheck *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzHistoryCheck, dz_history_check_clear)

GPtrArray *dz_store_read_history   (DzStore        *self,
                                    gint64          from_seq,
                                    guint           limit,
                                    const char     *only_actor,
                                    GError        **error);
gboolean   dz_store_verify_history (DzStore        *self,
                                    GCancellable   *cancellable,
                                    DzHistoryCheck *check,
                                    GError        **error);
gboolean   dz_store_fill_aspects   (DzStore        *self,
                                    guint           limit,
                                    guint          *n_filled,
                                    GError        **error);

G_END_DECLS
