/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dz-chain-key.h"
#include "dz-mirror-keys.h"

#define COLUMNS "epoch, seq, hash, time_us, key, signature"
#define READ_HEAD "SELECT " COLUMNS " FROM heads WHERE epoch = ? AND seq = ?"
#define LIST_PASSED "SELECT " COLUMNS " FROM heads WHERE seq > ? AND seq <= ? ORDER BY seq, epoch"
#define LIST_LAST \
  "SELECT " COLUMNS " FROM heads WHERE seq <= ? ORDER BY epoch DESC, seq DESC"
#define ADD_HEAD \
  "INSERT OR REPLACE INTO heads (epoch, seq, hash, time_us, key, signature)" \
  " VALUES (?, ?, ?, ?, ?, ?)"
/* One a day is enough of a witness for what lies between them. */
#define DROP_HEADS \
  "DELETE FROM heads WHERE epoch = ?1 AND seq < ?2 AND time_us >= ?3 - ?3 % 86400000000"
#define READ_LAST_TIME "SELECT MAX(time_us) FROM heads WHERE epoch = ? AND seq <= ?"
#define READ_PROMISED "SELECT 1 FROM heads WHERE epoch >= ? LIMIT 1"

#define DOING "reading the signed heads of the history"

/* A row of COLUMNS. What was damaged in it makes its signature none. */
void
dz_mirror_fill_head (DzMirror     *self,
                     DzStatement  *row,
                     DzSignedHead *head)
{
  const struct
  {
    int     column;
    guint8 *bytes;
    gsize   length;
  } blobs[] = {
    { 2, head->hash, sizeof head->hash },
    { 4, head->key, sizeof head->key },
    { 5, head->signature, sizeof head->signature },
  };

  *head = (DzSignedHead) { .epoch = dz_statement_get_int64 (row, 0),
                           .seq = dz_statement_get_int64 (row, 1),
                           .time_us = dz_statement_get_int64 (row, 3) };
  memcpy (head->service, self->service, sizeof head->service);
  for (guint i = 0; i < G_N_ELEMENTS (blobs); i++)
    {
      gsize length;
      gconstpointer blob = dz_statement_get_blob (row, blobs[i].column, &length);

      if (length == blobs[i].length)
        memcpy (blobs[i].bytes, blob, length);
    }
}

static DzStatement *
ask (DzMirror   *self,
     const char *sql,
     gint64      first,
     gint64      second,
     GError    **error)
{
  DzStatement *row = dz_statement_new (self->db, sql, DOING, error);

  if (row == NULL)
    return NULL;
  dz_statement_bind_int64 (row, first);
  dz_statement_bind_int64 (row, second);
  return row;
}

/* Whether the service has signed a head of @epoch or after, reached or not. */
gboolean
dz_mirror_is_promised (DzMirror *self,
                       gint64    epoch,
                       gboolean *promised,
                       GError  **error)
{
  g_autoptr(DzStatement) row = dz_statement_new (self->db, READ_PROMISED, DOING, error);
  DzStep step;

  if (row == NULL)
    return FALSE;
  dz_statement_bind_int64 (row, epoch);
  step = dz_statement_step (row, error);
  *promised = step == DZ_STEP_ROW;
  return step != DZ_STEP_FAILED;
}

static gboolean
set_error (GError    **error,
           DzCacheError code,
           const char  *sentence)
{
  g_set_error_literal (error, DZ_CACHE_ERROR, (int) code, sentence);
  return FALSE;
}

static gboolean
set_two_ways (const DzSignedHead *head,
              DzCacheError        code,
              GError            **error)
{
  g_set_error (error, DZ_CACHE_ERROR, (int) code,
               code == DZ_CACHE_ERROR_TWO_SERVICES
                 ? _("Two services claim this history: at entry %lld they tell it in two ways.")
                 : _("The service has signed a history that is not the one this desk has seen: it "
                     "was changed at entry %lld or before."),
               (long long) head->seq);
  return FALSE;
}

/* Writes to @same whether the mirror, as far as it has come, reads as the head says. */
static gboolean
compare_head (DzMirror           *self,
              const DzSignedHead *head,
              gboolean           *same,
              GError            **error)
{
  guint8 hash[DZ_ENTRY_HASH_LENGTH];
  gint64 epoch;

  *same = TRUE;
  if (head->seq > self->end.walk.seq)
    return TRUE;
  if (!dz_mirror_read_epoch_of (self, head->seq, &epoch, error) ||
      !dz_mirror_hash_entry (self, head->seq, hash, error))
    return FALSE;
  *same = epoch != head->epoch || memcmp (hash, head->hash, sizeof hash) == 0;
  return TRUE;
}

static gboolean
check_key (DzMirror           *self,
           const DzSignedHead *head,
           GError            **error)
{
  DzKeyStanding standing;
  gboolean same;

  if (!dz_mirror_read_standing (self, head->key, head->seq, &standing, error) ||
      !compare_head (self, head, &same, error))
    return FALSE;
  if (standing == DZ_KEY_BELIEVED)
    return TRUE;
  if (!same)
    return set_two_ways (head, DZ_CACHE_ERROR_TWO_SERVICES, error);
  return set_error (error, DZ_CACHE_ERROR_KEY,
                    standing == DZ_KEY_ANNOUNCED
                      ? _("The service signs its history with a new key, and the key that this "
                          "desk knows has not yet signed the change.")
                      : _("The service signs its history with a key that this desk does not know. "
                          "Ask your administrator whether the key was changed."));
}

static gboolean
read_last_time (DzMirror           *self,
                const DzSignedHead *head,
                gint64             *time_us,
                GError            **error)
{
  g_autoptr(DzStatement) row = ask (self, READ_LAST_TIME, head->epoch, head->seq, error);

  if (row == NULL || dz_statement_step (row, error) != DZ_STEP_ROW)
    return FALSE;
  *time_us = dz_statement_get_int64 (row, 0);
  return TRUE;
}

static gboolean
read_entry_time (DzMirror           *self,
                 const DzSignedHead *head,
                 gint64             *time_us,
                 GError            **error)
{
  DzFeedEntry entry;
  DzEntryView view;

  *time_us = 0;
  if (head->seq == 0 || head->seq > self->end.walk.seq)
    return TRUE;
  if (!dz_mirror_find_entry (self, head->seq, &entry, error))
    return FALSE;
  if (dz_entry_view_read (&view, entry.bytes, entry.length))
    *time_us = view.time_us;
  return TRUE;
}

/* A head that is otherwise as it should be was signed after all that it covers. */
gboolean
dz_mirror_check_clock (DzMirror           *self,
                       const DzSignedHead *head,
                       GError            **error)
{
  gint64 signed_us;
  gint64 entry_us;

  if (!read_last_time (self, head, &signed_us, error) ||
      !read_entry_time (self, head, &entry_us, error))
    return FALSE;
  if (head->time_us >= MAX (signed_us, entry_us))
    return TRUE;
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_CLOCK,
               _("The service's clock was set back: it has signed its history %lld seconds before "
                 "a time at which it had signed or written before."),
               (long long) ((MAX (signed_us, entry_us) - head->time_us + G_USEC_PER_SEC - 1) /
                            G_USEC_PER_SEC));
  return FALSE;
}

/* Who signed it; not yet whether it is the history that this desk knows. */
gboolean
dz_mirror_check_head (DzMirror           *self,
                      const DzSignedHead *head,
                      GError            **error)
{
  if (memcmp (head->service, self->service, sizeof self->service) != 0)
    return set_error (error, DZ_CACHE_ERROR_TWO_SERVICES,
                      _("This service keeps another history than the one that this desk has "
                        "seen."));
  if (head->seq < 0 || head->epoch < 1 || !dz_signed_head_verify (head))
    return set_error (error, DZ_CACHE_ERROR_SIGNATURE,
                      _("The service sent the end of its history with a signature that does not "
                        "hold."));
  return check_key (self, head, error);
}

static gboolean
run_with_head (DzMirror           *self,
               const char         *sql,
               const DzSignedHead *head,
               GError            **error)
{
  g_autoptr(DzStatement) statement = ask (self, sql, head->epoch, head->seq, error);

  if (statement == NULL)
    return FALSE;
  dz_statement_bind_int64 (statement, head->time_us);
  return dz_statement_run (statement, error);
}

static gboolean
insert_head (DzMirror           *self,
             const DzSignedHead *head,
             GError            **error)
{
  g_autoptr(DzStatement) statement = ask (self, ADD_HEAD, head->epoch, head->seq, error);

  if (statement == NULL)
    return FALSE;
  dz_statement_bind_blob (statement, head->hash, sizeof head->hash);
  dz_statement_bind_int64 (statement, head->time_us);
  dz_statement_bind_blob (statement, head->key, sizeof head->key);
  dz_statement_bind_blob (statement, head->signature, sizeof head->signature);
  return dz_statement_run (statement, error);
}

/* Keeps a head, reached or promised. The service cannot have signed two at one place. */
gboolean
dz_mirror_store_head (DzMirror           *self,
                      const DzSignedHead *head,
                      GError            **error)
{
  g_autoptr(DzStatement) row = ask (self, READ_HEAD, head->epoch, head->seq, error);
  DzSignedHead kept;

  if (row == NULL)
    return FALSE;
  switch (dz_statement_step (row, error))
    {
    case DZ_STEP_ROW:
      dz_mirror_fill_head (self, row, &kept);
      if (memcmp (kept.hash, head->hash, sizeof kept.hash) != 0)
        return set_two_ways (head, DZ_CACHE_ERROR_TWO_SERVICES, error);
      if (memcmp (&kept, head, sizeof kept) == 0)
        return TRUE;
      break;
    case DZ_STEP_DONE:
      break;
    case DZ_STEP_FAILED:
    default:
      return FALSE;
    }
  return insert_head (self, head, error);
}

/* The history has come to a head. */
static gboolean
reach (DzMirror           *self,
       const DzSignedHead *head,
       GError            **error)
{
  return dz_mirror_believe_keys (self, head, error) &&
         run_with_head (self, DROP_HEADS, head, error);
}

static gboolean
pass_head (DzMirror           *self,
           const DzSignedHead *head,
           GError            **error)
{
  gboolean same;
  gint64 epoch;

  if (!dz_mirror_read_epoch_of (self, head->seq, &epoch, error))
    return FALSE;
  if (head->epoch < epoch) /* what it was promised for was left behind by a restore */
    return TRUE;
  if (head->epoch > epoch)
    {
      g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_EPOCH,
                   _("The service signed entry %lld as one after a restore from a backup, but its "
                     "history does not say so."),
                   (long long) head->seq);
      return FALSE;
    }
  if (!compare_head (self, head, &same, error))
    return FALSE;
  return same ? reach (self, head, error)
              : set_two_ways (head, DZ_CACHE_ERROR_FORK, error);
}

/* The heads that entries after @after have come to. */
static GArray *
list_passed (DzMirror *self,
             gint64    after,
             GError  **error)
{
  g_autoptr(GArray) heads = g_array_new (FALSE, FALSE, sizeof (DzSignedHead));
  g_autoptr(DzStatement) rows = ask (self, LIST_PASSED, after, self->end.walk.seq, error);
  DzStep step = DZ_STEP_FAILED;

  while (rows != NULL && (step = dz_statement_step (rows, error)) == DZ_STEP_ROW)
    {
      DzSignedHead head;

      dz_mirror_fill_head (self, rows, &head);
      g_array_append_val (heads, head);
    }
  return step == DZ_STEP_DONE ? g_steal_pointer (&heads) : NULL;
}

/* New entries must pass through what was signed of them. */
gboolean
dz_mirror_pass_heads (DzMirror *self,
                      gint64    after,
                      GError  **error)
{
  g_autoptr(GArray) heads = list_passed (self, after, error);

  for (guint i = 0; heads != NULL && i < heads->len; i++)
    {
      if (!pass_head (self, &g_array_index (heads, DzSignedHead, i), error))
        return FALSE;
    }
  return heads != NULL;
}

/* The last head that the history has come to. */
gboolean
dz_mirror_find_head (DzMirror     *self,
                     DzSignedHead *head,
                     gboolean     *found,
                     GError      **error)
{
  g_autoptr(DzStatement) rows = dz_statement_new (self->db, LIST_LAST, DOING, error);
  DzStep step = DZ_STEP_FAILED;

  *found = FALSE;
  if (rows == NULL)
    return FALSE;
  dz_statement_bind_int64 (rows, self->end.walk.seq);
  while (!*found && (step = dz_statement_step (rows, error)) == DZ_STEP_ROW)
    {
      gint64 epoch;

      dz_mirror_fill_head (self, rows, head);
      if (!dz_mirror_read_epoch_of (self, head->seq, &epoch, error))
        return FALSE;
      *found = epoch == head->epoch;
    }
  return *found || step == DZ_STEP_DONE;
}

static gboolean
set_older (DzMirror           *self,
           const DzSignedHead *head,
           GError            **error)
{
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_FORK,
               _("The service's history ends at entry %lld of epoch %lld, but this desk has seen "
                 "it up to entry %lld of epoch %lld: it was cut, or restored without saying so."),
               (long long) head->seq, (long long) head->epoch, (long long) self->end.walk.seq,
               (long long) self->end.epoch);
  return FALSE;
}

static gboolean
set_restored (const DzSignedHead *head,
              GError            **error)
{
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_EPOCH,
               _("The service was restored from a backup and is in epoch %lld now."),
               (long long) head->epoch);
  return FALSE;
}

static gboolean
meet (DzMirror           *self,
      const DzSignedHead *head,
      GError            **error)
{
  gboolean same;

  if (!dz_mirror_check_head (self, head, error) || !compare_head (self, head, &same, error))
    return FALSE;
  if (head->epoch < self->end.epoch)
    return set_older (self, head, error);
  if (head->epoch > self->end.epoch && head->seq <= self->end.walk.seq)
    return set_restored (head, error);
  if (!same)
    return set_two_ways (head, DZ_CACHE_ERROR_FORK, error);
  if (head->seq < self->end.walk.seq)
    return set_older (self, head, error);
  return dz_mirror_check_clock (self, head, error) && dz_mirror_store_head (self, head, error) &&
         (head->seq > self->end.walk.seq || reach (self, head, error));
}

/**
 * dz_mirror_meet_head:
 * @self: a copy
 * @head: the service's present head
 * @error: return location; DZ_CACHE_ERROR_FORK: it is of another history than this desk has seen,
 *   or of less of it; DZ_CACHE_ERROR_TWO_SERVICES; DZ_CACHE_ERROR_SIGNATURE; DZ_CACHE_ERROR_KEY:
 *   signed by a key that is not (or not yet) believed, see dz_mirror_read_rotation();
 *   DZ_CACHE_ERROR_EPOCH: the service was restored, see dz_mirror_begin_epoch();
 *   DZ_CACHE_ERROR_CLOCK; each with a sentence; or any other #DzCacheError
 *
 * Holds what the service says of its end against what this desk has. A head after
 * dz_mirror_get_seq() is a promise: what dz_mirror_take() takes from then on must come to it.
 *
 * Returns: whether it is the end of the history this desk knows, or of what it grows to
 */
gboolean
dz_mirror_meet_head (DzMirror           *self,
                     const DzSignedHead *head,
                     GError            **error)
{
  GError *problem = NULL;
  gboolean done;

  g_return_val_if_fail (self != NULL && head != NULL, FALSE);

  if (!dz_mirror_begin (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  done = meet (self, head, &problem);
  return dz_mirror_end (self, done, problem, error) &&
         (head->seq > self->end.walk.seq || dz_mirror_note_write (self, error));
}

static gboolean
keep (DzMirror           *self,
      const DzSignedHead *head,
      GError            **error)
{
  return dz_mirror_check_head (self, head, error) &&
         (head->seq > self->end.walk.seq || pass_head (self, head, error)) &&
         dz_mirror_check_clock (self, head, error) && dz_mirror_store_head (self, head, error);
}

/**
 * dz_mirror_keep_head:
 * @self: a copy
 * @head: a head from before: of a receipt, or the one with which a key signed its successor
 * @error: return location; as dz_mirror_meet_head(), but that it ends before this desk's copy is
 *   no fault
 *
 * Holds a head from any time against what this desk has.
 *
 * Returns: whether the history passes through it, as far as this desk can tell yet
 */
gboolean
dz_mirror_keep_head (DzMirror           *self,
                     const DzSignedHead *head,
                     GError            **error)
{
  GError *problem = NULL;
  gboolean done;

  g_return_val_if_fail (self != NULL && head != NULL, FALSE);

  if (!dz_mirror_begin (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  done = keep (self, head, &problem);
  return dz_mirror_end (self, done, problem, error);
}

/**
 * dz_mirror_read_head:
 * @self: a copy
 * @head: (out caller-allocates): the last signed head that the copy has come to
 * @error: return location; DZ_CACHE_ERROR_NOT_FOUND where there is none yet, any #DzCacheError
 *
 * Returns: whether there is one
 */
gboolean
dz_mirror_read_head (DzMirror     *self,
                     DzSignedHead *head,
                     GError      **error)
{
  GError *problem = NULL;
  gboolean found = FALSE;
  gboolean done;

  g_return_val_if_fail (self != NULL && head != NULL, FALSE);

  if (!dz_mirror_begin (self, "BEGIN", error))
    return FALSE;
  done = dz_mirror_find_head (self, head, &found, &problem);
  if (!dz_mirror_end (self, done, problem, error))
    return FALSE;
  return found || set_error (error, DZ_CACHE_ERROR_NOT_FOUND,
                             _("No end of the history was signed yet that this desk has seen."));
}
