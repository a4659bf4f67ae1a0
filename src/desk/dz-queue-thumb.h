/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-queue-item.h"

G_BEGIN_DECLS

/**
 * DzQueueThumb:
 *
 * One submission of the queue, small, with the shape of what the rules found. Signal "clicked".
 */
#define DZ_TYPE_QUEUE_THUMB (dz_queue_thumb_get_type ())
G_DECLARE_FINAL_TYPE (DzQueueThumb, dz_queue_thumb, DZ, QUEUE_THUMB, GtkButton)

GtkWidget   *dz_queue_thumb_new         (void);
void         dz_queue_thumb_set_item    (DzQueueThumb *self,
                                         DzQueueItem  *item);
DzQueueItem *dz_queue_thumb_get_item    (DzQueueThumb *self);
void         dz_queue_thumb_set_texture (DzQueueThumb *self,
                                         GdkTexture   *texture);
void         dz_queue_thumb_set_current (DzQueueThumb *self,
                                         gboolean      current);

G_END_DECLS
