/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reveal.h"

#include "dz-sync-reveals.h"

struct _DzReveal
{
  GObject       parent_instance;

  DzSync       *sync;        /* owned, nullable */
  char         *submission;  /* owned, nullable */
  char         *code;        /* owned, nullable: why */
  char         *words;       /* owned, nullable */
  GCancellable *cancellable; /* owned, nullable: while it is held */
  char         *number;      /* owned, nullable: what is shown */
  guint         end_id;      /* source, 0 for none */
};

G_DEFINE_FINAL_TYPE (DzReveal, dz_reveal, G_TYPE_OBJECT)

enum
{
  CHANGED,
  REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
forget_subject (DzReveal *self)
{
  g_clear_object (&self->sync);
  g_clear_pointer (&self->submission, g_free);
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->words, g_free);
}

static void
dz_reveal_dispose (GObject *object)
{
  DzReveal *self = DZ_REVEAL (object);

  dz_reveal_end (self);
  forget_subject (self);

  G_OBJECT_CLASS (dz_reveal_parent_class)->dispose (object);
}

static void
dz_reveal_class_init (DzRevealClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dz_reveal_dispose;
  signals[CHANGED] = g_signal_new ("changed", DZ_TYPE_REVEAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", DZ_TYPE_REVEAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
dz_reveal_init (DzReveal *self)
{
}

/**
 * dz_reveal_new:
 *
 * Returns: (transfer full): nobody's yet
 */
DzReveal *
dz_reveal_new (void)
{
  return g_object_new (DZ_TYPE_REVEAL, NULL);
}

/**
 * dz_reveal_set_subject:
 * @self: a reveal
 * @sync: (nullable): the client; %NULL where nobody's record is shown
 * @submission: (nullable): id of the submission whose record is shown
 *
 * Ends what was shown. Another submission needs a reason of its own.
 */
void
dz_reveal_set_subject (DzReveal   *self,
                       DzSync     *sync,
                       const char *submission)
{
  g_return_if_fail (DZ_IS_REVEAL (self));
  g_return_if_fail ((sync == NULL) == (submission == NULL));

  if (sync != NULL && sync == self->sync && g_strcmp0 (submission, self->submission) == 0)
    return;
  dz_reveal_end (self);
  forget_subject (self);
  g_set_object (&self->sync, sync);
  self->submission = g_strdup (submission);
}

/**
 * dz_reveal_has_reason:
 * @self: a reveal
 *
 * Returns: whether it was said why somebody looks
 */
gboolean
dz_reveal_has_reason (DzReveal *self)
{
  g_return_val_if_fail (DZ_IS_REVEAL (self), FALSE);
  return self->code != NULL;
}

/**
 * dz_reveal_give_reason:
 * @self: a reveal
 * @code: why, one of dz_reveal_reasons_get()
 * @words: (nullable): why in the person's own words
 */
void
dz_reveal_give_reason (DzReveal   *self,
                       const char *code,
                       const char *words)
{
  g_return_if_fail (DZ_IS_REVEAL (self) && code != NULL);

  g_free (self->code);
  g_free (self->words);
  self->code = g_strdup (code);
  self->words = g_strdup (words);
}

static void
show (DzReveal *self,
      char     *number)
{
  dz_sync_wipe (self->number);
  self->number = number;
  g_debug ("reveal %s", number != NULL ? "shown" : "hidden");
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
long_enough_cb (gpointer user_data)
{
  DzReveal *self = user_data;

  self->end_id = 0;
  if (self->number != NULL)
    show (self, NULL); /* and not again before it was let go */
  return G_SOURCE_REMOVE;
}

/* What was let go meanwhile is not shown, whatever the answer is. */
static void
revealed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(DzReveal) self = user_data;
  g_autoptr(GError) error = NULL;
  char *number = dz_sync_reveal_finish (DZ_SYNC (source), result, &error);

  if (self->cancellable == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    {
      dz_sync_wipe (number);
      return;
    }
  if (number == NULL)
    {
      dz_reveal_end (self);
      g_signal_emit (self, signals[REFUSED], 0, error->message);
      return;
    }
  self->end_id = g_timeout_add_seconds (DZ_REVEAL_S_MAX, long_enough_cb, self);
  show (self, number);
}

/**
 * dz_reveal_begin:
 * @self: a reveal with a subject and a reason
 *
 * Asks for the number and shows it until dz_reveal_end(), at most %DZ_REVEAL_S_MAX seconds. Nothing
 * happens while it is held already.
 */
void
dz_reveal_begin (DzReveal *self)
{
  g_return_if_fail (DZ_IS_REVEAL (self));
  g_return_if_fail (self->sync != NULL && self->code != NULL);

  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  dz_sync_reveal_async (self->sync, self->submission, self->code, self->words, self->cancellable,
                        revealed_cb, g_object_ref (self));
}

/**
 * dz_reveal_end:
 * @self: a reveal
 *
 * Hides the number again and wipes it, and gives up waiting for it.
 */
void
dz_reveal_end (DzReveal *self)
{
  g_return_if_fail (DZ_IS_REVEAL (self));

  g_clear_handle_id (&self->end_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->number != NULL)
    show (self, NULL);
}

/**
 * dz_reveal_get_number:
 * @self: a reveal
 *
 * Returns: (transfer none) (nullable): the number, while it is shown
 */
const char *
dz_reveal_get_number (DzReveal *self)
{
  g_return_val_if_fail (DZ_IS_REVEAL (self), NULL);
  return self->number;
}
