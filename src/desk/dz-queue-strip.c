/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-queue-strip.h"

#include <glib/gi18n.h>

#include "dz-queue-thumb.h"
#include "dz-widget.h"

/* As many as are leased and in reserve; shown are those for which there is room. */
#define N_THUMBS 40
#define N_BEHIND 2

/* Before the width is known. */
#define N_SHOWN 20

/* Rendered beyond the last one that is shown. */
#define N_AHEAD 4

/* In logical pixels; the cache is asked for device pixels. */
#define THUMB_WIDTH 48
#define THUMB_HEIGHT 64
#define PADDING 3 /* as in style.css */
#define GAP 6

struct _DzQueueStrip
{
  GtkWidget       parent_instance;

  GtkWidget      *scroller;         /* unowned, child */
  GtkBox         *box;              /* unowned, inside @scroller */
  DzQueueThumb   *thumbs[N_THUMBS]; /* unowned, inside @box, as they stand there */
  DzTextureCache *cache;            /* owned, nullable */
  GListModel     *queue;            /* owned, nullable: what is shown */
  guint           position;         /* in @queue */
  guint           n_shown;          /* thumbnails for which there is room */
  guint           fitting;          /* source, 0 for none */
};

G_DEFINE_FINAL_TYPE (DzQueueStrip, dz_queue_strip, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clicked_cb (DzQueueStrip *self,
            DzQueueThumb *thumb)
{
  DzQueueItem *item = dz_queue_thumb_get_item (thumb);

  if (item != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, item);
}

static void
show_texture (DzQueueStrip *self,
              DzQueueThumb *thumb)
{
  DzQueueItem *item = dz_queue_thumb_get_item (thumb);

  if (item != NULL && self->cache != NULL)
    dz_queue_thumb_set_texture (thumb,
                                dz_texture_cache_get (self->cache, dz_queue_item_get_id (item)));
}

static void
cache_changed_cb (DzQueueStrip *self,
                  const char   *submission)
{
  for (guint i = 0; i < N_THUMBS; i++)
    {
      DzQueueItem *item = dz_queue_thumb_get_item (self->thumbs[i]);

      if (item != NULL && g_str_equal (dz_queue_item_get_id (item), submission))
        show_texture (self, self->thumbs[i]);
    }
}

static void
set_cache_size (DzQueueStrip *self)
{
  guint scale = (guint) gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (self->cache != NULL)
    dz_texture_cache_set_size (self->cache, THUMB_WIDTH * scale, THUMB_HEIGHT * scale);
}

static void
drop_cache (DzQueueStrip *self)
{
  if (self->cache != NULL)
    g_signal_handlers_disconnect_by_data (self->cache, self);
  g_clear_object (&self->cache);
}

static void
dz_queue_strip_dispose (GObject *object)
{
  DzQueueStrip *self = DZ_QUEUE_STRIP (object);

  g_clear_handle_id (&self->fitting, g_source_remove);
  g_clear_object (&self->queue);
  drop_cache (self);
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_queue_strip_parent_class)->dispose (object);
}

static void
dz_queue_strip_class_init (DzQueueStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_queue_strip_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, DZ_TYPE_QUEUE_ITEM);

  gtk_widget_class_set_css_name (widget_class, "dz-queue-strip");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_thumbs (DzQueueStrip *self)
{
  for (guint i = 0; i < N_THUMBS; i++)
    {
      self->thumbs[i] = DZ_QUEUE_THUMB (dz_queue_thumb_new ());
      dz_queue_thumb_set_item (self->thumbs[i], NULL);
      g_signal_connect_object (self->thumbs[i], "clicked", G_CALLBACK (clicked_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->box, GTK_WIDGET (self->thumbs[i]));
    }
}

/* The last one may be cut off, and tells that there are more. */
static guint
count_fitting (int width)
{
  return MIN ((guint) (width / (THUMB_WIDTH + 2 * PADDING + GAP)) + 1, N_THUMBS);
}

static gboolean
fit_cb (gpointer strip)
{
  DzQueueStrip *self = DZ_QUEUE_STRIP (strip);
  guint n_fitting = count_fitting (gtk_widget_get_width (self->scroller));

  self->fitting = 0;
  if (n_fitting == self->n_shown)
    return G_SOURCE_REMOVE;
  self->n_shown = n_fitting;
  if (self->queue != NULL)
    dz_queue_strip_show (self, self->queue, self->position);
  return G_SOURCE_REMOVE;
}

/* While widths are given out none can be asked for. */
static void
resized_cb (DzQueueStrip *self)
{
  if (self->fitting == 0)
    self->fitting = g_idle_add (fit_cb, self);
}

static void
dz_queue_strip_init (DzQueueStrip *self)
{
  self->n_shown = N_SHOWN;
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, GAP));
  add_thumbs (self);
  /* A narrow window cuts the last ones off rather than growing. */
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_can_focus (self->scroller, FALSE); /* the arrows go through the queue */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller),
                                 GTK_WIDGET (self->box));
  g_signal_connect_object (
      gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)),
      "notify::page-size", G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The next photos"), -1);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (set_cache_size), NULL);
}

/**
 * dz_queue_strip_set_cache:
 * @self: a strip
 * @cache: (nullable): gives the small photos; the strip says how small and which
 *
 * Takes its pictures from this cache.
 */
void
dz_queue_strip_set_cache (DzQueueStrip   *self,
                          DzTextureCache *cache)
{
  g_return_if_fail (DZ_IS_QUEUE_STRIP (self));
  g_return_if_fail (cache == NULL || DZ_IS_TEXTURE_CACHE (cache));

  drop_cache (self);
  if (cache == NULL)
    return;
  self->cache = g_object_ref (cache);
  g_signal_connect_swapped (cache, "changed", G_CALLBACK (cache_changed_cb), self);
  set_cache_size (self);
}

/* Takes a thumbnail from its place to another one; those between make room. */
static void
move_thumb (DzQueueStrip *self,
            guint         from,
            guint         to)
{
  DzQueueThumb *moved = self->thumbs[from];

  for (; from < to; from++)
    self->thumbs[from] = self->thumbs[from + 1];
  for (; from > to; from--)
    self->thumbs[from] = self->thumbs[from - 1];
  self->thumbs[to] = moved;
  gtk_box_reorder_child_after (self->box, GTK_WIDGET (moved),
                               to > 0 ? GTK_WIDGET (self->thumbs[to - 1]) : NULL);
}

static gboolean
is_among (DzQueueItem *item,
          GPtrArray   *items)
{
  return item != NULL && g_ptr_array_find (items, item, NULL);
}

/* Those that stand for none of @items go behind the others, where they wait for another one. */
static guint
set_free (DzQueueStrip *self,
          GPtrArray    *items)
{
  guint n_kept = N_THUMBS;

  for (guint i = 0; i < n_kept;)
    if (is_among (dz_queue_thumb_get_item (self->thumbs[i]), items))
      i++;
    else
      move_thumb (self, i, --n_kept);
  return n_kept;
}

/* Of all neighbours but one are those of the photo before: they are moved, not made anew. */
static void
place_thumbs (DzQueueStrip *self,
              GPtrArray    *items)
{
  guint n_kept = set_free (self, items);

  for (guint i = 0; i < N_THUMBS; i++)
    {
      DzQueueItem *item = i < items->len ? g_ptr_array_index (items, i) : NULL;

      if (item != NULL && dz_queue_thumb_get_item (self->thumbs[i]) == item)
        continue;
      if (i < n_kept)
        move_thumb (self, N_THUMBS - 1, i);
      n_kept += i < n_kept;
      dz_queue_thumb_set_item (self->thumbs[i], item);
      show_texture (self, self->thumbs[i]);
    }
}

static void
add_item (GPtrArray  *items,
          GListModel *queue,
          guint       position)
{
  DzQueueItem *item = g_list_model_get_item (queue, position);

  if (item != NULL)
    g_ptr_array_add (items, item);
}

static GPtrArray *
list_items (GListModel *queue,
            guint       first,
            guint       n_items)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_items; i++)
    add_item (items, queue, first + i);
  return items;
}

/* What comes next is rendered before it comes into sight. Where there is other room for the strip,
 * the queue may be shorter than when it was shown last. */
static void
want_thumbs (DzQueueStrip *self,
             GListModel   *queue,
             guint         first,
             guint         position)
{
  g_autoptr(GPtrArray) wanted = list_items (queue, position, self->n_shown + N_AHEAD);
  guint n_behind = position - first;

  for (guint i = 1; i <= n_behind; i++)
    add_item (wanted, queue, position - i);
  if (first > 0)
    add_item (wanted, queue, first - 1);
  dz_texture_cache_want (self->cache, wanted);
}

/**
 * dz_queue_strip_show:
 * @self: a strip
 * @queue: (element-type DzQueueItem): my leased submissions
 * @position: of the one in the middle
 *
 * Shows the neighbours of that position.
 */
void
dz_queue_strip_show (DzQueueStrip *self,
                     GListModel   *queue,
                     guint         position)
{
  guint first = position > N_BEHIND ? position - N_BEHIND : 0;
  g_autoptr(GPtrArray) items = NULL;

  g_return_if_fail (DZ_IS_QUEUE_STRIP (self));
  g_return_if_fail (G_IS_LIST_MODEL (queue));

  g_set_object (&self->queue, queue);
  self->position = position;
  items = list_items (queue, first, self->n_shown);
  place_thumbs (self, items);
  for (guint i = 0; i < N_THUMBS; i++)
    dz_queue_thumb_set_current (self->thumbs[i], first + i == position);
  if (self->cache != NULL)
    want_thumbs (self, queue, first, position);
}
