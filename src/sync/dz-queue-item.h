/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "dz-item.h"

G_BEGIN_DECLS

/**
 * DzQueueItem:
 *
 * A leased submission as a list model carries it. Immutable but for its place in the list.
 */
#define DZ_TYPE_QUEUE_ITEM (dz_queue_item_get_type ())
G_DECLARE_FINAL_TYPE (DzQueueItem, dz_queue_item, DZ, QUEUE_ITEM, GObject)

DzQueueItem  *dz_queue_item_new      (DzItem      *item);
const DzItem *dz_queue_item_get_item (DzQueueItem *self);
const char   *dz_queue_item_get_id   (DzQueueItem *self);

G_END_DECLS
