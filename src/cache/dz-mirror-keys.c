/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-keys.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dz-chain-key.h"

#define READ_KEY \
  "SELECT believed FROM keys WHERE key = ?1 AND (until_seq IS NULL OR until_seq >= ?2)" \
  " ORDER BY believed DESC LIMIT 1"
#define READ_PRESENT "SELECT key FROM keys WHERE believed = 1 AND until_seq IS NULL"
#define ADD_KEY "INSERT INTO keys (key, since_seq, believed) VALUES (?, ?, ?)"
#define READ_NEXT \
  "SELECT id, since_seq FROM keys WHERE believed = 0 AND since_seq <= ? ORDER BY id LIMIT 1"
#define END_PRESENT "UPDATE keys SET until_seq = ? WHERE believed = 1 AND until_seq IS NULL"
#define BELIEVE "UPDATE keys SET believed = 1 WHERE id = ?"
#define FORGET_ANNOUNCED "DELETE FROM keys WHERE believed = 0 AND since_seq > ?"

/* What was believed stays so after a restore, whose service still has its newest key. */
#define MOVE_KEYS \
  "UPDATE keys SET since_seq = MIN(since_seq, ?1), until_seq = MIN(until_seq, ?1)"

#define DOING "reading the keys of the history"

static gboolean
run (DzMirror   *self,
     const char *sql,
     gint64      number,
     GError    **error)
{
  g_autoptr(DzStatement) statement = dz_statement_new (self->db, sql, DOING, error);

  if (statement == NULL)
    return FALSE;
  dz_statement_bind_int64 (statement, number);
  return dz_statement_run (statement, error);
}

static gboolean
add_key (DzMirror     *self,
         const guint8 *key,
         gint64        since_seq,
         gboolean      believed,
         GError      **error)
{
  g_autoptr(DzStatement) statement = dz_statement_new (self->db, ADD_KEY, DOING, error);

  if (statement == NULL)
    return FALSE;
  dz_statement_bind_blob (statement, key, DZ_HEAD_KEY_LENGTH);
  dz_statement_bind_int64 (statement, since_seq);
  dz_statement_bind_int64 (statement, believed);
  return dz_statement_run (statement, error);
}

/* An old key is believed up to the entry with which it ended, and no further. */
gboolean
dz_mirror_read_standing (DzMirror      *self,
                         const guint8  *key,
                         gint64         seq,
                         DzKeyStanding *standing,
                         GError       **error)
{
  g_autoptr(DzStatement) row = dz_statement_new (self->db, READ_KEY, DOING, error);
  DzStep step;

  *standing = DZ_KEY_UNKNOWN;
  if (row == NULL)
    return FALSE;
  dz_statement_bind_blob (row, key, DZ_HEAD_KEY_LENGTH);
  dz_statement_bind_int64 (row, seq);
  step = dz_statement_step (row, error);
  if (step == DZ_STEP_ROW)
    *standing = dz_statement_get_int64 (row, 0) != 0 ? DZ_KEY_BELIEVED : DZ_KEY_ANNOUNCED;
  return step != DZ_STEP_FAILED;
}

static gboolean
read_present (DzMirror *self,
              guint8   *key,
              gboolean *found,
              GError  **error)
{
  g_autoptr(DzStatement) row = dz_statement_new (self->db, READ_PRESENT, DOING, error);
  DzStep step;
  gsize length;

  *found = FALSE;
  if (row == NULL)
    return FALSE;
  step = dz_statement_step (row, error);
  if (step == DZ_STEP_ROW)
    {
      const guint8 *blob = dz_statement_get_blob (row, 0, &length);

      *found = length == DZ_HEAD_KEY_LENGTH;
      if (*found)
        memcpy (key, blob, length);
    }
  return step != DZ_STEP_FAILED;
}

/* Within the history of a service its key may change only by its own word: an entry that names the
 * next one. A name that is none changes nothing. */
gboolean
dz_mirror_announce_key (DzMirror          *self,
                        const DzEntryView *view,
                        GError           **error)
{
  g_autofree char *name = dz_entry_word_dup (&view->outcome);
  guint8 key[DZ_HEAD_KEY_LENGTH];

  return !dz_chain_key_from_name (name, key) || add_key (self, key, view->seq, FALSE, error);
}

/* A head that the present key has signed vouches for the next key that was announced before it. */
gboolean
dz_mirror_believe_keys (DzMirror           *self,
                        const DzSignedHead *head,
                        GError            **error)
{
  g_autoptr(DzStatement) row = NULL;
  guint8 present[DZ_HEAD_KEY_LENGTH];
  gboolean found;
  DzStep step;

  if (!read_present (self, present, &found, error))
    return FALSE;
  if (!found || memcmp (present, head->key, sizeof present) != 0)
    return TRUE;
  row = dz_statement_new (self->db, READ_NEXT, DOING, error);
  if (row == NULL)
    return FALSE;
  dz_statement_bind_int64 (row, head->seq);
  step = dz_statement_step (row, error);
  if (step != DZ_STEP_ROW)
    return step == DZ_STEP_DONE;
  return run (self, END_PRESENT, head->seq, error) &&
         run (self, BELIEVE, dz_statement_get_int64 (row, 0), error);
}

/* Entries after @seq were left behind. */
gboolean
dz_mirror_keys_cut (DzMirror *self,
                    gint64    seq,
                    GError  **error)
{
  return run (self, FORGET_ANNOUNCED, seq, error) && run (self, MOVE_KEYS, seq, error);
}

/* Believes a key where none is believed yet. */
gboolean
dz_mirror_pin_first (DzMirror     *self,
                     const guint8 *key,
                     GError      **error)
{
  guint8 present[DZ_HEAD_KEY_LENGTH];
  gboolean found;

  if (!read_present (self, present, &found, error))
    return FALSE;
  return found || add_key (self, key, 0, TRUE, error);
}

static gboolean
pin (DzMirror     *self,
     const guint8 *key,
     GError      **error)
{
  DzKeyStanding standing;
  guint8 present[DZ_HEAD_KEY_LENGTH];
  gboolean found;

  if (!read_present (self, present, &found, error) ||
      !dz_mirror_read_standing (self, key, self->end.walk.seq, &standing, error))
    return FALSE;
  if (!found)
    return add_key (self, key, 0, TRUE, error);
  if (standing != DZ_KEY_UNKNOWN)
    return TRUE;
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_KEY,
               _("The service signs its history with a key that this desk does not know. Ask your "
                 "administrator whether the key was changed."));
  return FALSE;
}

/**
 * dz_mirror_pin_key:
 * @self: a copy
 * @key: (array fixed-size=32): the key that the service names when somebody signs in
 * @error: return location; DZ_CACHE_ERROR_KEY: another key is pinned already and has not announced
 *   this one; any other #DzCacheError
 *
 * Believes the first key that is named. From then on a key is only believed on the word of the one
 * before it.
 *
 * Returns: whether the key is one that this desk knows
 */
gboolean
dz_mirror_pin_key (DzMirror     *self,
                   const guint8 *key,
                   GError      **error)
{
  GError *problem = NULL;
  gboolean done;

  g_return_val_if_fail (self != NULL && key != NULL, FALSE);

  if (!dz_mirror_begin (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  done = pin (self, key, &problem);
  return dz_mirror_end (self, done, problem, error);
}

/**
 * dz_mirror_read_rotation:
 * @self: a copy
 * @seq: (out): number of an entry that announces a key which is not believed yet, 0 for none
 * @error: return location; any #DzCacheError
 *
 * A key is followed once the key before it has signed a head at or after the entry that announces
 * the new one: give that head to dz_mirror_keep_head().
 *
 * Returns: whether it could be read
 */
gboolean
dz_mirror_read_rotation (DzMirror *self,
                         gint64   *seq,
                         GError  **error)
{
  g_autoptr(DzStatement) row = NULL;
  GError *problem = NULL;
  DzStep step = DZ_STEP_FAILED;

  g_return_val_if_fail (self != NULL && seq != NULL, FALSE);

  row = dz_statement_new (self->db, READ_NEXT, DOING, &problem);
  if (row != NULL)
    {
      dz_statement_bind_int64 (row, G_MAXINT64);
      step = dz_statement_step (row, &problem);
    }
  if (step == DZ_STEP_FAILED)
    return dz_cache_take_error (problem, error);
  *seq = step == DZ_STEP_ROW ? dz_statement_get_int64 (row, 1) : 0;
  return TRUE;
}
