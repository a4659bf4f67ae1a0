/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-queue.h"

#include "dz-queue-item-private.h"

struct _DzQueue
{
  GObject parent_instance;

  GPtrArray *items;     /* owned (element-type DzQueueItem) */
  char      *looked_at; /* owned, nullable: the submission before somebody's eyes */
};

static void dz_queue_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DzQueue, dz_queue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, dz_queue_list_model_init))

static GType
dz_queue_get_item_type (GListModel *model)
{
  return DZ_TYPE_QUEUE_ITEM;
}

static guint
dz_queue_get_n_items (GListModel *model)
{
  return DZ_QUEUE (model)->items->len;
}

static gpointer
dz_queue_get_item (GListModel *model,
                   guint       position)
{
  DzQueue *self = DZ_QUEUE (model);

  if (position >= self->items->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->items, position));
}

static void
dz_queue_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = dz_queue_get_item_type;
  iface->get_n_items = dz_queue_get_n_items;
  iface->get_item = dz_queue_get_item;
}

static void
dz_queue_finalize (GObject *object)
{
  DzQueue *self = DZ_QUEUE (object);

  g_ptr_array_unref (self->items);
  g_free (self->looked_at);
  G_OBJECT_CLASS (dz_queue_parent_class)->finalize (object);
}

static void
dz_queue_class_init (DzQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_queue_finalize;
}

static void
dz_queue_init (DzQueue *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * dz_queue_new:
 *
 * Returns: (transfer full): an empty queue
 */
DzQueue *
dz_queue_new (void)
{
  return g_object_new (DZ_TYPE_QUEUE, NULL);
}

static gboolean
find_position (DzQueue    *self,
               const char *submission,
               guint      *position)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      if (g_str_equal (dz_queue_item_get_id (g_ptr_array_index (self->items, i)), submission))
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_among (GPtrArray  *items,
          const char *submission)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (g_str_equal (((const DzItem *) g_ptr_array_index (items, i))->submission->id, submission))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_looked_at (DzQueue *self,
              guint    position)
{
  const char *id = dz_queue_item_get_id (g_ptr_array_index (self->items, position));

  return self->looked_at != NULL ? g_str_equal (id, self->looked_at) : position == 0;
}

/* What the service no longer leases to this desk goes, but for what somebody looks at, or would
 * first: its decision will say what became of it. */
static void
drop_lost (DzQueue      *self,
           GPtrArray    *items,
           DzQueueIsStale is_stale,
           gpointer      user_data)
{
  for (guint i = self->items->len; i > 0; i--)
    {
      const char *id = dz_queue_item_get_id (g_ptr_array_index (self->items, i - 1));

      if (!is_looked_at (self, i - 1) && !is_among (items, id) && !is_stale (id, user_data))
        {
          g_ptr_array_remove_index (self->items, i - 1);
          g_list_model_items_changed (G_LIST_MODEL (self), i - 1, 1, 0);
        }
    }
}

static void
take_over (DzQueue      *self,
           guint         position,
           const DzItem *item)
{
  DzQueueItem *old = g_ptr_array_index (self->items, position);

  if (is_looked_at (self, position))
    dz_queue_item_set_lease (old, item->lease);
  else
    dz_queue_item_set_item (old, item);
}

/**
 * dz_queue_retain:
 * @self: a queue
 * @items: (element-type DzItem): what the service leases to this desk
 * @is_stale: tells which of them it knows better
 * @user_data: for @is_stale
 *
 * Drops what is not among @items, what somebody looks at not excepted: they have asked for others.
 */
void
dz_queue_retain (DzQueue       *self,
                 GPtrArray     *items,
                 DzQueueIsStale is_stale,
                 gpointer       user_data)
{
  g_return_if_fail (DZ_IS_QUEUE (self));

  for (guint i = self->items->len; i > 0; i--)
    {
      const char *id = dz_queue_item_get_id (g_ptr_array_index (self->items, i - 1));

      if (!is_among (items, id) && !is_stale (id, user_data))
        {
          g_ptr_array_remove_index (self->items, i - 1);
          g_list_model_items_changed (G_LIST_MODEL (self), i - 1, 1, 0);
        }
    }
}

/**
 * dz_queue_merge:
 * @self: a queue
 * @items: (element-type DzItem): what the service leases to this desk, in order
 * @is_stale: tells which of them it knows better
 * @user_data: for @is_stale
 *
 * Adds what is new at the end, drops what is lost, and takes over the leases of the rest: what was
 * undone, or leased again after its time, has another one. What nobody looks at yet is as the
 * service has it now, with what came since it was leased: duplicates, waivers, a corrected record.
 */
void
dz_queue_merge (DzQueue      *self,
                GPtrArray    *items,
                DzQueueIsStale is_stale,
                gpointer      user_data)
{
  guint before;
  guint position;

  g_return_if_fail (DZ_IS_QUEUE (self));

  drop_lost (self, items, is_stale, user_data);
  before = self->items->len;
  for (guint i = 0; i < items->len; i++)
    {
      const DzItem *item = g_ptr_array_index (items, i);

      if (is_stale (item->submission->id, user_data))
        continue;
      if (find_position (self, item->submission->id, &position))
        take_over (self, position, item);
      else
        g_ptr_array_add (self->items, dz_queue_item_new (dz_item_copy (item)));
    }
  if (self->items->len > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->items->len - before);
}

/**
 * dz_queue_set_looked_at:
 * @self: a queue
 * @submission: (nullable): id of the submission before somebody's eyes; %NULL for the first
 *
 * Keeps a submission where it is, even when its lease is lost: nothing moves that the reviewer did
 * not move.
 */
void
dz_queue_set_looked_at (DzQueue    *self,
                        const char *submission)
{
  g_autofree char *old = NULL;

  g_return_if_fail (DZ_IS_QUEUE (self));

  old = self->looked_at;
  self->looked_at = g_strdup (submission);
}

/**
 * dz_queue_push_front:
 * @self: a queue
 * @item: (transfer full): what comes back to be judged next
 */
void
dz_queue_push_front (DzQueue *self,
                     DzItem  *item)
{
  g_return_if_fail (DZ_IS_QUEUE (self) && item != NULL);

  g_ptr_array_insert (self->items, 0, dz_queue_item_new (item));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
}

/**
 * dz_queue_remove:
 * @self: a queue
 * @submission: a submission's id
 *
 * Returns: whether it stood in the queue
 */
gboolean
dz_queue_remove (DzQueue    *self,
                 const char *submission)
{
  guint position;

  g_return_val_if_fail (DZ_IS_QUEUE (self), FALSE);

  if (!find_position (self, submission, &position))
    return FALSE;
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  return TRUE;
}

/**
 * dz_queue_clear:
 * @self: a queue
 */
void
dz_queue_clear (DzQueue *self)
{
  guint before;

  g_return_if_fail (DZ_IS_QUEUE (self));

  before = self->items->len;
  g_ptr_array_set_size (self->items, 0);
  if (before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
}

/**
 * dz_queue_find:
 * @self: a queue
 * @submission: a submission's id
 *
 * Returns: (transfer none) (nullable): its item
 */
DzQueueItem *
dz_queue_find (DzQueue    *self,
               const char *submission)
{
  guint position;

  g_return_val_if_fail (DZ_IS_QUEUE (self), NULL);

  if (!find_position (self, submission, &position))
    return NULL;
  return g_ptr_array_index (self->items, position);
}

/**
 * dz_queue_get_length:
 * @self: a queue
 *
 * Returns: how many submissions stand in it
 */
guint
dz_queue_get_length (DzQueue *self)
{
  g_return_val_if_fail (DZ_IS_QUEUE (self), 0);

  return self->items->len;
}

/**
 * dz_queue_dup_leases:
 * @self: a queue
 *
 * Returns: (transfer full): the ids of its leases
 */
char **
dz_queue_dup_leases (DzQueue *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (DZ_IS_QUEUE (self), NULL);

  for (guint i = 0; i < self->items->len; i++)
    g_strv_builder_add (builder,
                        dz_queue_item_get_item (g_ptr_array_index (self->items, i))->lease->id);
  return g_strv_builder_end (builder);
}
