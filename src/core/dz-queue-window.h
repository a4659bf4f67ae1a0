/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzQueueWindow:
 * @window: id of a window
 * @school: code of its school
 * @school_name: the school's name
 * @levels: set of 1 << DzLevel
 * @opens_us: when it opens
 * @closes_us: when the last photo may come to it: the end of its retakes
 * @n_free: how many of its submissions wait for any reviewer, held by nobody
 *
 * One window as reviewers see it: what waits of it.
 */
typedef struct
{
  char  *window;
  char  *school;
  char  *school_name;
  guint  levels;
  gint64 opens_us;
  gint64 closes_us;
  guint  n_free;
} DzQueueWindow;

DzQueueWindow *dz_queue_window_new  (void);
DzQueueWindow *dz_queue_window_copy (const DzQueueWindow *self);
void           dz_queue_window_free (DzQueueWindow       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzQueueWindow, dz_queue_window_free)

G_END_DECLS
