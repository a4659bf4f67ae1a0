/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-queue-item.h"

G_BEGIN_DECLS

/**
 * DzQueue:
 *
 * The leased submissions in the order in which they are judged, a #GListModel of #DzQueueItem. What
 * stands in it keeps its place: the first is usually before somebody's eyes.
 */
#define DZ_TYPE_QUEUE (dz_queue_get_type ())
G_DECLARE_FINAL_TYPE (DzQueue, dz_queue, DZ, QUEUE, GObject)

/**
 * DzQueueIsStale:
 * @submission: a submission's id
 * @user_data: given with the merge
 *
 * Returns: whether the service's view of @submission is older than what was done here
 */
typedef gboolean (*DzQueueIsStale) (const char *submission,
                                    gpointer    user_data);

DzQueue     *dz_queue_new        (void);
void         dz_queue_merge      (DzQueue       *self,
                                  GPtrArray     *items,
                                  DzQueueIsStale is_stale,
                                  gpointer       user_data);
void         dz_queue_retain     (DzQueue       *self,
                                  GPtrArray     *items,
                                  DzQueueIsStale is_stale,
                                  gpointer       user_data);
void         dz_queue_set_looked_at (DzQueue    *self,
                                     const char *submission);
void         dz_queue_push_front (DzQueue       *self,
                                  DzItem        *item);
gboolean     dz_queue_remove     (DzQueue       *self,
                                  const char    *submission);
void         dz_queue_clear      (DzQueue       *self);
DzQueueItem *dz_queue_find       (DzQueue       *self,
                                  const char    *submission);
guint        dz_queue_get_length (DzQueue       *self);
char       **dz_queue_dup_leases (DzQueue       *self);

G_END_DECLS
