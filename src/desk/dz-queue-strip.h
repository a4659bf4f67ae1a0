/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-queue-item.h"
#include "dz-texture-cache.h"

G_BEGIN_DECLS

/**
 * DzQueueStrip:
 *
 * The next few photos of the queue, small, and one or two before them.
 *
 * Signal "chosen" (DzQueueItem): somebody clicked one.
 */
#define DZ_TYPE_QUEUE_STRIP (dz_queue_strip_get_type ())
G_DECLARE_FINAL_TYPE (DzQueueStrip, dz_queue_strip, DZ, QUEUE_STRIP, GtkWidget)

void dz_queue_strip_set_cache (DzQueueStrip   *self,
                               DzTextureCache *cache);
void dz_queue_strip_show      (DzQueueStrip   *self,
                               GListModel     *queue,
                               guint           position);

G_END_DECLS
