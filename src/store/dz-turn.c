/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-turn.h"

/* SQLite lets writers wait by sleeping and trying again: whoever tries at the right moment wins,
 * and under load one thread can lose for seconds. Within a process tickets are cheap and fair. */
struct _DzTurn
{
  char   *dir;     /* owned, the key in all_turns */
  guint   refs;    /* under all_turns_mutex */
  GMutex  mutex;
  GCond   changed;
  guint64 next;    /* the ticket that the next writer draws */
  guint64 serving; /* the ticket whose turn it is */
};

static GMutex all_turns_mutex;
static GHashTable *all_turns; /* dir → DzTurn, both unowned by the table */

/**
 * dz_turn_ref_for_dir:
 * @canonical_dir: a data directory, as realpath() writes it
 *
 * Returns: (transfer full): the turns of that directory, the same for all of its stores
 */
DzTurn *
dz_turn_ref_for_dir (const char *canonical_dir)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&all_turns_mutex);
  DzTurn *self;

  if (all_turns == NULL)
    all_turns = g_hash_table_new (g_str_hash, g_str_equal);
  self = g_hash_table_lookup (all_turns, canonical_dir);
  if (self == NULL)
    {
      self = g_new0 (DzTurn, 1);
      self->dir = g_strdup (canonical_dir);
      g_mutex_init (&self->mutex);
      g_cond_init (&self->changed);
      g_hash_table_insert (all_turns, self->dir, self);
    }
  self->refs++;
  return self;
}

/**
 * dz_turn_unref:
 * @self: (transfer full): turns
 */
void
dz_turn_unref (DzTurn *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&all_turns_mutex);

  if (--self->refs > 0)
    return;
  g_hash_table_remove (all_turns, self->dir);
  if (g_hash_table_size (all_turns) == 0)
    g_clear_pointer (&all_turns, g_hash_table_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self->dir);
  g_free (self);
}

/**
 * dz_turn_take:
 * @self: turns
 *
 * Waits until all who came before have given their turn.
 */
void
dz_turn_take (DzTurn *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  guint64 ticket = self->next++;

  while (self->serving != ticket)
    g_cond_wait (&self->changed, &self->mutex);
}

/**
 * dz_turn_give:
 * @self: turns, taken by the caller
 */
void
dz_turn_give (DzTurn *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->serving++;
  g_cond_broadcast (&self->changed);
}
