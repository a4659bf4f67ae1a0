/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzQueueHolder:
 * @user: id of a user
 * @name: their name
 * @n_leases: how many submissions they hold, at whichever desks
 * @first_us: when the first of these leases ends, by the service's clock
 * @last_us: when the last of them does
 *
 * Who holds how much of the queue until when.
 */
typedef struct
{
  char  *user;
  char  *name;
  guint  n_leases;
  gint64 first_us;
  gint64 last_us;
} DzQueueHolder;

DzQueueHolder *dz_queue_holder_new  (void);
DzQueueHolder *dz_queue_holder_copy (const DzQueueHolder *self);
void           dz_queue_holder_free (DzQueueHolder       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzQueueHolder, dz_queue_holder_free)

G_END_DECLS
