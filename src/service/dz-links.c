/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-links.h"

#define LOOK_MS_MAX 1000

struct _DzLinks
{
  GHashTable *resting; /* owned: (element-type GSocket gint64), when each began to rest; 0 where it
                        * is at work */
  GSource    *timer;   /* owned */
  guint       links_max;
  gint64      idle_us;
};

static gboolean
is_over (gpointer key,
         gpointer value,
         gpointer user_data)
{
  DzLinks *self = user_data;
  GSocket *socket = key;
  gint64 since_us = *(gint64 *) value;

  if (g_socket_is_closed (socket))
    return TRUE;
  if (since_us == 0 || g_get_monotonic_time () - since_us < self->idle_us)
    return FALSE;
  g_socket_shutdown (socket, TRUE, TRUE, NULL); /* the server sees the end and tidies up */
  return TRUE;
}

static gboolean
look_cb (gpointer user_data)
{
  DzLinks *self = user_data;

  g_hash_table_foreach_remove (self->resting, is_over, self);
  return G_SOURCE_CONTINUE;
}

/**
 * dz_links_new:
 * @context: where to look from
 * @links_max: most connections at once
 * @idle_ms: longest rest between two requests
 *
 * Returns: (transfer full): a table without connections
 */
DzLinks *
dz_links_new (GMainContext *context,
              guint         links_max,
              guint         idle_ms)
{
  DzLinks *self = g_new0 (DzLinks, 1);

  self->resting = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->links_max = links_max;
  self->idle_us = (gint64) idle_ms * 1000;
  self->timer = g_timeout_source_new (CLAMP (idle_ms / 4, 10, LOOK_MS_MAX));
  g_source_set_callback (self->timer, look_cb, self, NULL);
  g_source_attach (self->timer, context);
  return self;
}

/**
 * dz_links_free:
 * @self: (transfer full) (nullable): a table
 */
void
dz_links_free (DzLinks *self)
{
  if (self == NULL)
    return;
  g_source_destroy (self->timer);
  g_source_unref (self->timer);
  g_hash_table_unref (self->resting);
  g_free (self);
}

/**
 * dz_links_count:
 * @self: a table
 *
 * Returns: how many connections there are
 */
guint
dz_links_count (DzLinks *self)
{
  g_hash_table_foreach_remove (self->resting, is_over, self);
  return g_hash_table_size (self->resting);
}

/**
 * dz_links_begin:
 * @self: a table
 * @socket: a connection on which a request is awaited or begins
 *
 * Notes that a connection is at work. A new one beyond the limit is ended.
 *
 * Returns: whether the connection may stay
 */
gboolean
dz_links_begin (DzLinks *self,
                GSocket *socket)
{
  gint64 *since_us = g_hash_table_lookup (self->resting, socket);

  if (since_us != NULL)
    {
      *since_us = 0;
      return TRUE;
    }
  if (g_hash_table_size (self->resting) >= self->links_max &&
      dz_links_count (self) >= self->links_max)
    {
      g_socket_shutdown (socket, TRUE, TRUE, NULL);
      return FALSE;
    }
  g_hash_table_insert (self->resting, g_object_ref (socket), g_new0 (gint64, 1));
  return TRUE;
}

/**
 * dz_links_rest:
 * @self: a table
 * @socket: a connection whose request was answered
 *
 * Notes that a connection waits for its next request, for a bounded time.
 */
void
dz_links_rest (DzLinks *self,
               GSocket *socket)
{
  gint64 *since_us = g_hash_table_lookup (self->resting, socket);

  if (since_us != NULL)
    *since_us = g_get_monotonic_time ();
}
