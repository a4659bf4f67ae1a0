/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sign-in-guard.h"

/* More than this many at once are an attack; the oldest knowledge is dropped then. */
#define KEYS_MAX 10000

typedef struct
{
  guint  attempts;   /* since the last success */
  gint64 free_at_us; /* when the next may be tried, monotonic */
} Record;

struct _DzSignInGuard
{
  GMutex      mutex;
  GHashTable *records; /* (element-type utf8 Record), owned */
};

/**
 * dz_sign_in_guard_new:
 *
 * Returns: (transfer full): a guard that knows of no attempt
 */
DzSignInGuard *
dz_sign_in_guard_new (void)
{
  DzSignInGuard *self = g_new0 (DzSignInGuard, 1);

  g_mutex_init (&self->mutex);
  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * dz_sign_in_guard_free:
 * @self: (transfer full) (nullable): a guard
 */
void
dz_sign_in_guard_free (DzSignInGuard *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->records);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Only a hash is kept: what is typed as a name may be a password. */
static char *
make_key (const char *name,
          const char *address)
{
  g_autofree char *text = g_strconcat (name, "\n", address, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static Record *
find_record (DzSignInGuard *self,
             const char    *key)
{
  Record *record = g_hash_table_lookup (self->records, key);

  if (record != NULL)
    return record;
  if (g_hash_table_size (self->records) >= KEYS_MAX)
    g_hash_table_remove_all (self->records);
  record = g_new0 (Record, 1);
  g_hash_table_insert (self->records, g_strdup (key), record);
  return record;
}

static gint64
wait_after (guint attempts)
{
  guint over = attempts - DZ_SIGN_IN_FREE_ATTEMPTS;
  guint seconds = DZ_SIGN_IN_WAIT_S_FIRST << MIN (over, 8);

  return (gint64) MIN (seconds, DZ_SIGN_IN_WAIT_S_MAX) * G_USEC_PER_SEC;
}

/**
 * dz_sign_in_guard_begin:
 * @self: a guard
 * @name: the name typed
 * @address: where the request came from
 * @now_us: monotonic time
 * @wait_s: (out): where it must wait: how long, seconds
 *
 * Asks to try a sign-in. It counts as refused until dz_sign_in_guard_succeed(), so that many at
 * once gain nothing.
 *
 * Returns: whether it may be tried now
 */
gboolean
dz_sign_in_guard_begin (DzSignInGuard *self,
                        const char    *name,
                        const char    *address,
                        gint64         now_us,
                        guint         *wait_s)
{
  g_autofree char *key = make_key (name, address);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Record *record = find_record (self, key);

  *wait_s = 0;
  if (now_us < record->free_at_us)
    {
      *wait_s = 1 + (record->free_at_us - now_us) / G_USEC_PER_SEC;
      return FALSE;
    }
  record->attempts++;
  if (record->attempts >= DZ_SIGN_IN_FREE_ATTEMPTS)
    record->free_at_us = now_us + wait_after (record->attempts);
  return TRUE;
}

/**
 * dz_sign_in_guard_succeed:
 * @self: a guard
 * @name: the name typed
 * @address: where the request came from
 *
 * Forgets the refused attempts of a name that has signed in.
 */
void
dz_sign_in_guard_succeed (DzSignInGuard *self,
                          const char    *name,
                          const char    *address)
{
  g_autofree char *key = make_key (name, address);
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_hash_table_remove (self->records, key);
}
