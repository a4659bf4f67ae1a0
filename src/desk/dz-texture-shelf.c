/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-texture-shelf.h"

#include "dz-queue-item.h"

/* What is shown and what comes next, whatever the budget. */
#define N_AT_LEAST 2

#define BYTES_A_PIXEL 3

/**
 * Entry:
 * @texture: (nullable): the photo; %NULL where it could not be rendered
 * @error: (nullable): why it could not
 * @generation: of the size it was rendered for
 * @used: clock of the shelf when it was last wanted
 */
typedef struct
{
  GdkTexture *texture;
  GError     *error;
  guint       generation;
  guint64     used;
} Entry;

struct _DzTextureShelf
{
  GHashTable *entries;      /* owned, submission id → Entry */
  gsize       budget_bytes;
  guint64     clock;        /* grows whenever something else is wanted */
};

static void
entry_free (Entry *entry)
{
  g_clear_object (&entry->texture);
  g_clear_error (&entry->error);
  g_free (entry);
}

/**
 * dz_texture_shelf_new:
 * @budget_bytes: how much to keep, beyond what is wanted now
 *
 * Returns: (transfer full): an empty shelf
 */
DzTextureShelf *
dz_texture_shelf_new (gsize budget_bytes)
{
  DzTextureShelf *self = g_new0 (DzTextureShelf, 1);

  self->entries
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
  self->budget_bytes = budget_bytes;
  return self;
}

/**
 * dz_texture_shelf_free:
 * @self: (transfer full) (nullable): a shelf
 */
void
dz_texture_shelf_free (DzTextureShelf *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->entries);
  g_free (self);
}

static gsize
count_bytes (GdkTexture *texture)
{
  return (gsize) gdk_texture_get_width (texture) * gdk_texture_get_height (texture)
         * BYTES_A_PIXEL;
}

static gsize
count_all_bytes (DzTextureShelf *self)
{
  GHashTableIter iter;
  Entry *entry;
  gsize total = 0;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &entry))
    if (entry->texture != NULL)
      total += count_bytes (entry->texture);
  return total;
}

static const char *
find_oldest (DzTextureShelf *self)
{
  GHashTableIter iter;
  const char *id;
  const char *oldest = NULL;
  guint64 oldest_used = G_MAXUINT64;
  Entry *entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &entry))
    if (entry->used < oldest_used && entry->used < self->clock)
      {
        oldest = id;
        oldest_used = entry->used;
      }
  return oldest;
}

/* What is wanted and fits stays: otherwise it would be rendered for ever. */
static void
keep_to_budget (DzTextureShelf *self)
{
  while (count_all_bytes (self) > self->budget_bytes)
    {
      const char *oldest = find_oldest (self);

      if (oldest == NULL)
        return;
      g_hash_table_remove (self->entries, oldest);
    }
}

/**
 * dz_texture_shelf_put:
 * @self: a shelf
 * @submission: submission id
 * @texture: (transfer full) (nullable): its photo
 * @error: (transfer full) (nullable): why there is none
 * @generation: of the size it was rendered for
 *
 * Keeps a photo, and drops those that were not wanted for longest where it is too much.
 */
void
dz_texture_shelf_put (DzTextureShelf *self,
                      const char     *submission,
                      GdkTexture     *texture,
                      GError         *error,
                      guint           generation)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->texture = texture;
  entry->error = error;
  entry->generation = generation;
  entry->used = self->clock;
  g_hash_table_replace (self->entries, g_strdup (submission), entry);
  keep_to_budget (self);
}

/**
 * dz_texture_shelf_get:
 * @self: a shelf
 * @submission: submission id
 *
 * Returns: (transfer none) (nullable): its photo; %NULL where there is none
 */
GdkTexture *
dz_texture_shelf_get (DzTextureShelf *self,
                      const char     *submission)
{
  const Entry *entry = g_hash_table_lookup (self->entries, submission);

  return entry != NULL ? entry->texture : NULL;
}

/**
 * dz_texture_shelf_get_error:
 * @self: a shelf
 * @submission: submission id
 *
 * Returns: (transfer none) (nullable): why there is no photo; %NULL where there is one, or nothing
 *   is known of it
 */
const GError *
dz_texture_shelf_get_error (DzTextureShelf *self,
                            const char     *submission)
{
  const Entry *entry = g_hash_table_lookup (self->entries, submission);

  return entry != NULL ? entry->error : NULL;
}

/**
 * dz_texture_shelf_is_current:
 * @self: a shelf
 * @submission: submission id
 * @generation: of the size that is wanted now
 *
 * Returns: whether there is nothing to render: its photo is there at this size, or none can be
 */
gboolean
dz_texture_shelf_is_current (DzTextureShelf *self,
                             const char     *submission,
                             guint           generation)
{
  const Entry *entry = g_hash_table_lookup (self->entries, submission);

  return entry != NULL && (entry->error != NULL || entry->generation == generation);
}

/**
 * dz_texture_shelf_count_fitting:
 * @self: a shelf
 * @items: (element-type DzQueueItem): what is wanted, most wanted first
 * @pixels_each: what one of them takes that is not rendered yet, at the most
 *
 * Returns: how many of the first of them there is room for
 */
guint
dz_texture_shelf_count_fitting (DzTextureShelf *self,
                                GPtrArray      *items,
                                gsize           pixels_each)
{
  gsize total = 0;
  guint n = 0;

  for (; n < items->len; n++)
    {
      DzQueueItem *item = g_ptr_array_index (items, n);
      const Entry *entry = g_hash_table_lookup (self->entries, dz_queue_item_get_id (item));

      if (entry == NULL)
        total += pixels_each * BYTES_A_PIXEL;
      else if (entry->texture != NULL)
        total += count_bytes (entry->texture);
      if (total > self->budget_bytes && n >= N_AT_LEAST)
        break;
    }
  return n;
}

static gboolean
is_wanted (gconstpointer item,
           gconstpointer submission)
{
  return g_str_equal (dz_queue_item_get_id ((DzQueueItem *) item), submission);
}

static gboolean
has_failed_unwanted (gpointer key,
                     gpointer value,
                     gpointer items)
{
  return ((const Entry *) value)->error != NULL
         && !g_ptr_array_find_with_equal_func (items, key, is_wanted, NULL);
}

/**
 * dz_texture_shelf_want:
 * @self: a shelf
 * @items: (element-type DzQueueItem): what is wanted now, most wanted first
 * @pixels_each: as for dz_texture_shelf_count_fitting()
 *
 * Keeps these before all others, as far as there is room. Of others it is forgotten that they could
 * not be rendered: what is given back and leased again is another lease, and may be there then.
 */
void
dz_texture_shelf_want (DzTextureShelf *self,
                       GPtrArray      *items,
                       gsize           pixels_each)
{
  guint n_fitting;

  self->clock++;
  g_hash_table_foreach_remove (self->entries, has_failed_unwanted, items);
  n_fitting = dz_texture_shelf_count_fitting (self, items, pixels_each);
  for (guint i = 0; i < n_fitting; i++)
    {
      DzQueueItem *item = g_ptr_array_index (items, i);
      Entry *entry = g_hash_table_lookup (self->entries, dz_queue_item_get_id (item));

      if (entry != NULL)
        entry->used = self->clock;
    }
}

static gboolean
has_failed (gpointer key,
            gpointer value,
            gpointer user_data)
{
  return ((const Entry *) value)->error != NULL;
}

/**
 * dz_texture_shelf_forget_failed:
 * @self: a shelf
 *
 * Forgets what could not be rendered, and why.
 */
void
dz_texture_shelf_forget_failed (DzTextureShelf *self)
{
  g_hash_table_foreach_remove (self->entries, has_failed, NULL);
}

/**
 * dz_texture_shelf_clear:
 * @self: a shelf
 *
 * Forgets everything.
 */
void
dz_texture_shelf_clear (DzTextureShelf *self)
{
  g_hash_table_remove_all (self->entries);
}
