/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzQueueCounts:
 * @free: nobody has them, and who asks would be offered them
 * @mine: leased by me
 * @others: leased by others
 * @held: decided by me and still undoable
 * @fitting: of @free, those that fit the filter that was asked with; all of them where none was
 * @tasks: how many tasks wait for supervisors; 0 for everybody else
 *
 * How much waits, truthfully.
 */
typedef struct
{
  guint free;
  guint mine;
  guint others;
  guint held;
  guint fitting;
  guint tasks;
} DzQueueCounts;

DzQueueCounts *dz_queue_counts_new (void);
DzQueueCounts *dz_queue_counts_copy (const DzQueueCounts *self);
void dz_queue_counts_free (DzQueueCounts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzQueueCounts, dz_queue_counts_free)

G_END_DECLS
