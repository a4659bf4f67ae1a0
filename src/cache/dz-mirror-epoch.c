/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dz-mirror-keys.h"

#define ADD_TAIL \
  "INSERT INTO tails (epoch, base_seq, base_time_us, base_hash, base_aspects, ended_seq," \
  " ended_hash, ended_aspects, noted_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
#define MOVE_TAIL \
  "INSERT INTO tail_entries (epoch, seq, bytes, aspects)" \
  " SELECT ?1, seq, bytes, aspects FROM entries WHERE seq > ?2"
#define CUT_ENTRIES "DELETE FROM entries WHERE seq > ?"
#define CUT_EPOCHS "DELETE FROM epochs WHERE first_seq > ?"

#define DOING "leaving behind what a restored service no longer has"

static gboolean
set_problem (GError    **error,
             const char *sentence)
{
  g_set_error_literal (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_EPOCH, sentence);
  return FALSE;
}

/* The old head binds: what the restored service says it had must be what this desk has seen. */
static gboolean
check_old (DzMirror           *self,
           const DzSignedHead *old,
           GError            **error)
{
  guint8 hash[DZ_ENTRY_HASH_LENGTH];
  gint64 epoch;

  if (!dz_mirror_check_head (self, old, error) ||
      !dz_mirror_read_epoch_of (self, old->seq, &epoch, error))
    return FALSE;
  if (old->seq > self->end.walk.seq || old->epoch != epoch)
    return TRUE;
  if (!dz_mirror_hash_entry (self, old->seq, hash, error))
    return FALSE;
  if (memcmp (hash, old->hash, sizeof hash) == 0)
    return TRUE;
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_TWO_SERVICES,
               _("The service says that before it was restored its history was another one at "
                 "entry %lld than this desk has seen."),
               (long long) old->seq);
  return FALSE;
}

/* Where the feed parts from what this desk has: with the entry that begins the new epoch. */
static gboolean
find_parting (DzMirror           *self,
              const DzSignedHead *head,
              gint64              after,
              const guint8       *feed,
              gsize               length,
              gint64             *parting,
              GError            **error)
{
  DzFeedReader reader = dz_feed_reader_over (feed, length);
  DzFeedEntry theirs;
  DzFeedEntry ours;
  DzEntryView view;
  guint8 hash[DZ_ENTRY_HASH_LENGTH];

  for (gint64 seq = after + 1; seq <= self->end.walk.seq; seq++)
    {
      gint64 epoch;

      if (dz_feed_reader_next (&reader, &theirs) != DZ_FEED_ENTRY)
        return set_problem (error, _("The service did not send the entry with which its history "
                                     "goes on after it was restored."));
      if (!dz_mirror_find_entry (self, seq, &ours, error))
        return FALSE;
      if (theirs.length == ours.length && memcmp (theirs.bytes, ours.bytes, ours.length) == 0)
        continue;
      if (!dz_mirror_hash_entry (self, seq - 1, hash, error))
        return FALSE;
      epoch = dz_entry_view_read (&view, theirs.bytes, theirs.length)
                ? dz_mirror_epoch_named (&view) : 0;
      *parting = seq;
      if (epoch > 0 && epoch <= head->epoch && memcmp (view.previous_hash, hash, sizeof hash) == 0)
        return TRUE;
      g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_FORK,
                   _("Entry %lld of the service reads otherwise than when this desk first saw it, "
                     "and it is not the one that says that the service was restored."),
                   (long long) seq);
      return FALSE;
    }
  return set_problem (error, _("The service did not send the entry with which its history goes on "
                               "after it was restored."));
}

/* Where the mirror ends once it ends with @seq. The running hash of the aspects is walked for
 * again: a restore is rare. */
static gboolean
read_base (DzMirror    *self,
           gint64       seq,
           DzMirrorEnd *base,
           GError     **error)
{
  *base = (DzMirrorEnd) { 0 };
  for (gint64 i = 1; i <= seq; i++)
    {
      DzFeedEntry entry;
      DzEntryView view;

      if (!dz_mirror_find_entry (self, i, &entry, error))
        return FALSE;
      dz_mirror_add_aspects (base->aspects, entry.aspects, entry.aspects_length);
      if (i < seq)
        continue;
      dz_entry_view_read (&view, entry.bytes, entry.length);
      base->walk.seq = seq;
      base->walk.time_us = view.time_us;
      crypto_hash_sha256 (base->walk.hash, entry.bytes, entry.length);
    }
  return dz_mirror_read_epoch_of (self, seq, &base->epoch, error);
}

static gboolean
add_tail (DzMirror          *self,
          gint64             epoch,
          const DzMirrorEnd *base,
          GError           **error)
{
  const DzMirrorEnd *end = &self->end;
  g_autoptr(DzStatement) statement = dz_statement_new (self->db, ADD_TAIL, DOING, error);

  if (statement == NULL)
    return FALSE;
  dz_statement_bind_int64 (statement, epoch);
  dz_statement_bind_int64 (statement, base->walk.seq);
  dz_statement_bind_int64 (statement, base->walk.time_us);
  dz_statement_bind_blob (statement, base->walk.hash, sizeof base->walk.hash);
  dz_statement_bind_blob (statement, base->aspects, sizeof base->aspects);
  dz_statement_bind_int64 (statement, end->walk.seq);
  dz_statement_bind_blob (statement, end->walk.hash, sizeof end->walk.hash);
  dz_statement_bind_blob (statement, end->aspects, sizeof end->aspects);
  dz_statement_bind_int64 (statement, g_get_real_time ());
  return dz_statement_run (statement, error);
}

static gboolean
run (DzMirror   *self,
     const char *sql,
     gint64      first,
     gint64      second,
     GError    **error)
{
  g_autoptr(DzStatement) statement = dz_statement_new (self->db, sql, DOING, error);

  if (statement == NULL)
    return FALSE;
  dz_statement_bind_int64 (statement, first);
  if (second >= 0)
    dz_statement_bind_int64 (statement, second);
  return dz_statement_run (statement, error);
}

/* Entries after @seq go beside the history, which ends with @seq from now on. */
static gboolean
leave_behind (DzMirror *self,
              gint64    epoch,
              gint64    seq,
              GError  **error)
{
  DzMirrorEnd base;

  if (!read_base (self, seq, &base, error) || !add_tail (self, epoch, &base, error) ||
      !run (self, MOVE_TAIL, epoch, seq, error) || !run (self, CUT_ENTRIES, seq, -1, error) ||
      !run (self, CUT_EPOCHS, seq, -1, error) || !dz_mirror_index_cut (self, seq, error) ||
      !dz_mirror_keys_cut (self, seq, error))
    return FALSE;
  self->end = base;
  return TRUE;
}

/* The pages of the feed before the parting were compared already. */
static gboolean
take_rest (DzMirror     *self,
           gint64        after,
           const guint8 *feed,
           gsize         length,
           GError      **error)
{
  gint64 seen = self->end.walk.seq;

  return dz_mirror_take_feed (self, after, feed, length, error) &&
         dz_mirror_write_open (self, error) && dz_mirror_pass_heads (self, seen, error) &&
         dz_mirror_write_end (self, error);
}

static gboolean
begin_epoch (DzMirror           *self,
             const DzSignedHead *head,
             const DzSignedHead *old,
             gint64              after,
             const guint8       *feed,
             gsize               length,
             GError            **error)
{
  gint64 parting = 0;

  if (!dz_mirror_check_head (self, head, error) || !check_old (self, old, error))
    return FALSE;
  if (head->epoch <= self->end.epoch || old->epoch >= head->epoch)
    return set_problem (error, _("The epoch that the service names is not after the one that this "
                                 "desk has seen."));
  return dz_mirror_check_clock (self, head, error) &&
         find_parting (self, head, after, feed, length, &parting, error) &&
         leave_behind (self, head->epoch, parting - 1, error) &&
         dz_mirror_store_head (self, head, error) &&
         take_rest (self, after, feed, length, error);
}

/**
 * dz_mirror_begin_epoch:
 * @self: a copy
 * @head: a head that the service signed in its new epoch
 * @old: the head that its entry “epoch” names, as that entry's detail has it
 * @after: number of the entry before the first of the feed
 * @feed: (array length=length): the page of the feed with the entry with which the new history
 *   parts from what this desk has; all entries before it are the same, so that it is found by
 *   halving: dz_mirror_take() of one entry at a time tells which side
 * @length: how many bytes
 * @error: return location; DZ_CACHE_ERROR_EPOCH: it is no new epoch; DZ_CACHE_ERROR_FORK: the
 *   history parts without saying so; DZ_CACHE_ERROR_TWO_SERVICES: it names another past than this
 *   desk has seen; as dz_mirror_meet_head() for both heads; each with a sentence
 *
 * Follows a service that was restored from a backup and says so. What this desk had seen and the
 * service no longer has is kept beside the history, marked with the epoch that left it behind.
 *
 * Returns: whether the new epoch was accepted, and the page taken
 */
gboolean
dz_mirror_begin_epoch (DzMirror           *self,
                       const DzSignedHead *head,
                       const DzSignedHead *old,
                       gint64              after,
                       const guint8       *feed,
                       gsize               length,
                       GError            **error)
{
  GError *problem = NULL;
  gboolean done;

  g_return_val_if_fail (self != NULL && head != NULL && old != NULL && after >= 0, FALSE);

  if (!dz_mirror_begin (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  done = begin_epoch (self, head, old, after, feed, length, &problem);
  return dz_mirror_end (self, done, problem, error) && dz_mirror_note_write (self, error);
}
