/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-patience.h"

struct _DzPatience
{
  GCancellable parent_instance;

  GCancellable *other;    /* owned, nullable */
  gulong        other_id; /* handler, 0 for none */
  guint         timer_id; /* source, 0 for none */
  gboolean      run_out;
};

G_DEFINE_FINAL_TYPE (DzPatience, dz_patience, G_TYPE_CANCELLABLE)

static void
dz_patience_finalize (GObject *object)
{
  DzPatience *self = DZ_PATIENCE (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->other != NULL)
    g_clear_signal_handler (&self->other_id, self->other);
  g_clear_object (&self->other);
  G_OBJECT_CLASS (dz_patience_parent_class)->finalize (object);
}

static void
dz_patience_class_init (DzPatienceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_patience_finalize;
}

static void
dz_patience_init (DzPatience *self)
{
}

static gboolean
over_cb (gpointer user_data)
{
  g_autoptr(DzPatience) self = g_object_ref (user_data);

  self->timer_id = 0;
  self->run_out = !g_cancellable_is_cancelled (G_CANCELLABLE (self));
  g_cancellable_cancel (G_CANCELLABLE (self));
  return G_SOURCE_REMOVE;
}

/**
 * dz_patience_new:
 * @other: (nullable): somebody else's way to end the waiting
 * @ms: the longest wait
 *
 * Belongs to the main thread, as @other does.
 *
 * Returns: (transfer full): a cancellable that is cancelled with @other, or after @ms
 */
DzPatience *
dz_patience_new (GCancellable *other,
                 guint         ms)
{
  DzPatience *self = g_object_new (DZ_TYPE_PATIENCE, NULL);

  self->timer_id = g_timeout_add (ms, over_cb, self);
  if (other == NULL)
    return self;
  self->other = g_object_ref (other);
  self->other_id = g_signal_connect_swapped (other, "cancelled",
                                             G_CALLBACK (g_cancellable_cancel), self);
  if (g_cancellable_is_cancelled (other))
    g_cancellable_cancel (G_CANCELLABLE (self));
  return self;
}

/**
 * dz_patience_has_run_out:
 * @self: somebody's patience
 *
 * Returns: whether it was the time that ended the waiting
 */
gboolean
dz_patience_has_run_out (DzPatience *self)
{
  g_return_val_if_fail (DZ_IS_PATIENCE (self), FALSE);

  return self->run_out;
}
