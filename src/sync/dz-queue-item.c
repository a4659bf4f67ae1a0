/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-queue-item-private.h"

struct _DzQueueItem
{
  GObject parent_instance;

  DzItem *item; /* owned */
};

G_DEFINE_FINAL_TYPE (DzQueueItem, dz_queue_item, G_TYPE_OBJECT)

static void
dz_queue_item_finalize (GObject *object)
{
  g_clear_pointer (&DZ_QUEUE_ITEM (object)->item, dz_item_free);
  G_OBJECT_CLASS (dz_queue_item_parent_class)->finalize (object);
}

static void
dz_queue_item_class_init (DzQueueItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_queue_item_finalize;
}

static void
dz_queue_item_init (DzQueueItem *self)
{
}

/**
 * dz_queue_item_new:
 * @item: (transfer full): a leased submission
 *
 * Returns: (transfer full): the same for a list model
 */
DzQueueItem *
dz_queue_item_new (DzItem *item)
{
  DzQueueItem *self = g_object_new (DZ_TYPE_QUEUE_ITEM, NULL);

  self->item = item;
  return self;
}

/**
 * dz_queue_item_get_item:
 * @self: an item of the queue
 *
 * Returns: (transfer none): the leased submission
 */
const DzItem *
dz_queue_item_get_item (DzQueueItem *self)
{
  g_return_val_if_fail (DZ_IS_QUEUE_ITEM (self), NULL);

  return self->item;
}

/**
 * dz_queue_item_get_id:
 * @self: an item of the queue
 *
 * Returns: (transfer none): the submission's id
 */
const char *
dz_queue_item_get_id (DzQueueItem *self)
{
  g_return_val_if_fail (DZ_IS_QUEUE_ITEM (self), NULL);

  return self->item->submission->id;
}

/* The same submission under another lease: nothing that is shown changes. */
void
dz_queue_item_set_lease (DzQueueItem   *self,
                         const DzLease *lease)
{
  dz_lease_free (self->item->lease);
  self->item->lease = dz_lease_copy (lease);
}

/* The same submission as the service has it now. */
void
dz_queue_item_set_item (DzQueueItem  *self,
                        const DzItem *item)
{
  DzItem *old = self->item;

  self->item = dz_item_copy (item);
  dz_item_free (old);
}
