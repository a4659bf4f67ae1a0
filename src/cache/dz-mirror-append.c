/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define KIND_EPOCH "epoch"
#define KIND_KEY "key-rotate"

#define ADD_EPOCH "INSERT INTO epochs (epoch, first_seq) VALUES (?, ?)"

/* The epoch that an entry begins; 0 where it begins none. */
gint64
dz_mirror_epoch_named (const DzEntryView *view)
{
  g_autofree char *number = NULL;
  guint64 epoch;

  if (!dz_entry_word_is (&view->kind, KIND_EPOCH))
    return 0;
  number = dz_entry_word_dup (&view->outcome);
  return g_ascii_string_to_unsigned (number, 10, 1, G_MAXINT64, &epoch, NULL) ? (gint64) epoch : 0;
}

static gboolean
add_epoch (DzMirror          *self,
           const DzEntryView *view,
           GError           **error)
{
  g_autoptr(DzStatement) statement = NULL;
  gint64 epoch = dz_mirror_epoch_named (view);

  if (epoch <= self->end.epoch)
    {
      g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_EPOCH,
                   _("Entry %lld says that the service was restored from a backup, but not into an "
                     "epoch after the present one."),
                   (long long) view->seq);
      return FALSE;
    }
  statement = dz_statement_new (self->db, ADD_EPOCH, "noting a new epoch", error);
  if (statement == NULL)
    return FALSE;
  dz_statement_bind_int64 (statement, epoch);
  dz_statement_bind_int64 (statement, view->seq);
  self->end.epoch = epoch;
  return dz_statement_run (statement, error);
}

static gboolean
add_entry (DzMirror          *self,
           const DzEntryView *view,
           const DzFeedEntry *entry,
           GError           **error)
{
  DzStatement *statement = dz_mirror_statement (self, DZ_MIRROR_ADD_ENTRY, error);

  if (statement == NULL)
    return FALSE;
  dz_statement_bind_int64 (statement, view->seq);
  dz_statement_bind_blob (statement, entry->bytes, entry->length);
  dz_statement_bind_blob (statement, entry->aspects_length > 0 ? entry->aspects : (guint8 *) "",
                          entry->aspects_length);
  return dz_statement_run (statement, error);
}

static gboolean
set_restored (gint64   seq,
              GError **error)
{
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_EPOCH,
               _("The service was restored from a backup: its history goes on otherwise from entry "
                 "%lld or before."),
               (long long) seq);
  return FALSE;
}

/* The first entry that this desk had not seen does not go on from the last one that it had. */
static gboolean
set_parted (DzMirror *self,
            GError  **error)
{
  gint64 seq = self->end.walk.seq;
  gboolean restored = FALSE;

  if (!dz_mirror_is_promised (self, self->end.epoch + 1, &restored, error))
    return FALSE;
  if (restored)
    return set_restored (seq, error);
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_FORK,
               _("Entry %lld of the service does not follow from entry %lld as this desk has seen "
                 "it: the history was changed at entry %lld or before."),
               (long long) seq + 1, (long long) seq, (long long) seq);
  return FALSE;
}

static gboolean
set_problem (DzMirror      *self,
             DzChainProblem problem,
             gboolean       is_first,
             GError       **error)
{
  if (problem == DZ_CHAIN_PREVIOUS && is_first)
    return set_parted (self, error);
  g_set_error (error, DZ_CACHE_ERROR,
               problem == DZ_CHAIN_TIME ? DZ_CACHE_ERROR_CLOCK : DZ_CACHE_ERROR_FORK,
               /* TRANSLATORS: the %s is a clause, "it does not follow from the entry before it" */
               _("Entry %lld of the service does not hold: %s."),
               (long long) self->end.walk.seq + 1, dz_chain_problem_say (problem));
  return FALSE;
}

static gboolean
append (DzMirror          *self,
        const DzFeedEntry *entry,
        gboolean           is_first,
        GError           **error)
{
  DzEntryView view;
  DzChainProblem problem
    = dz_chain_walk_step (&self->end.walk, entry->bytes, entry->length, &view);

  if (problem != DZ_CHAIN_FINE)
    return set_problem (self, problem, is_first, error);
  dz_mirror_add_aspects (self->end.aspects, entry->aspects, entry->aspects_length);
  if (!dz_mirror_index_entry (self, &view, entry, error) ||
      !add_entry (self, &view, entry, error))
    return FALSE;
  if (dz_entry_word_is (&view.kind, KIND_EPOCH))
    return add_epoch (self, &view, error);
  return !dz_entry_word_is (&view.kind, KIND_KEY) || dz_mirror_announce_key (self, &view, error);
}

static gboolean
is_same (const DzFeedEntry *one,
         const DzFeedEntry *other)
{
  return one->length == other->length && memcmp (one->bytes, other->bytes, one->length) == 0;
}

/* Two that are both said to have been restored into the same epoch. */
static gboolean
set_two_services (gint64   seq,
                  GError **error)
{
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_TWO_SERVICES,
               _("Two services claim this history: from entry %lld they tell it in two ways."),
               (long long) seq);
  return FALSE;
}

static gboolean
set_differs (DzMirror          *self,
             gint64             seq,
             const DzFeedEntry *theirs,
             const DzFeedEntry *ours,
             GError           **error)
{
  DzEntryView their_view;
  DzEntryView our_view;
  gint64 epoch = 0;
  guint8 hash[DZ_ENTRY_HASH_LENGTH];

  if (dz_entry_view_read (&their_view, theirs->bytes, theirs->length))
    epoch = dz_mirror_epoch_named (&their_view);
  if (epoch > 0 && dz_entry_view_read (&our_view, ours->bytes, ours->length) &&
      dz_mirror_epoch_named (&our_view) == epoch)
    return set_two_services (seq, error);
  if (!dz_mirror_hash_entry (self, seq - 1, hash, error))
    return FALSE;
  if (epoch > self->end.epoch && their_view.seq == seq &&
      memcmp (their_view.previous_hash, hash, sizeof hash) == 0)
    return set_restored (seq, error);
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_FORK,
               _("Entry %lld of the service reads otherwise than when this desk first saw it: the "
                 "history was changed."),
               (long long) seq);
  return FALSE;
}

static gboolean
compare (DzMirror          *self,
         gint64             seq,
         const DzFeedEntry *theirs,
         GError           **error)
{
  DzFeedEntry ours;

  if (!dz_mirror_find_entry (self, seq, &ours, error))
    return FALSE;
  if (!is_same (theirs, &ours))
    return set_differs (self, seq, theirs, &ours, error);
  if (theirs->aspects_length == ours.aspects_length &&
      (ours.aspects_length == 0 || /* which SQLite gives as nothing at all */
       memcmp (theirs->aspects, ours.aspects, ours.aspects_length) == 0))
    return TRUE;
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_FORK,
               _("What the service says about entry %lld, beside the entry itself, is not what it "
                 "said when this desk first saw it."),
               (long long) seq);
  return FALSE;
}

static gboolean
set_cut (DzMirror *self,
         gint64    after,
         GError  **error)
{
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_FORK,
               _("The service no longer has entry %lld, though this desk has seen entries up to "
                 "%lld: the history was cut."),
               (long long) after + 1, (long long) self->end.walk.seq);
  return FALSE;
}

/* Within a transaction. What this desk has is compared, what it has not is added. */
gboolean
dz_mirror_take_feed (DzMirror     *self,
                     gint64        after,
                     const guint8 *feed,
                     gsize         length,
                     GError      **error)
{
  const gint64 seen = self->end.walk.seq;
  DzFeedReader reader = dz_feed_reader_over (feed, length);
  DzFeedEntry entry;
  DzFeedStep step;
  gint64 seq = after;

  while ((step = dz_feed_reader_next (&reader, &entry)) == DZ_FEED_ENTRY)
    {
      gboolean taken = ++seq <= seen ? compare (self, seq, &entry, error)
                                     : append (self, &entry, seq == seen + 1, error);

      if (!taken)
        return FALSE;
    }
  if (step == DZ_FEED_END)
    return seq > after || after >= seen || set_cut (self, after, error);
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_FEED,
               _("What the service sent of its history broke off after entry %lld."),
               (long long) seq);
  return FALSE;
}

static gboolean
take (DzMirror     *self,
      gint64        after,
      const guint8 *feed,
      gsize         length,
      GError      **error)
{
  gint64 seen = self->end.walk.seq;

  if (after > seen)
    {
      g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_FEED,
                   _("This desk has the history up to entry %lld only."), (long long) seen);
      return FALSE;
    }
  return dz_mirror_take_feed (self, after, feed, length, error) &&
         (self->end.walk.seq == seen || (dz_mirror_write_open (self, error) &&
                                         dz_mirror_pass_heads (self, seen, error) &&
                                         dz_mirror_write_end (self, error)));
}

/**
 * dz_mirror_take:
 * @self: a copy
 * @after: number of the entry before the first of the feed, at most dz_mirror_get_seq()
 * @feed: (array length=length) (nullable): a page of the feed as the service sent it; see
 *   dz-history-feed.c
 * @length: how many bytes
 * @error: return location; DZ_CACHE_ERROR_FEED: it is no page, or was cut off;
 *   DZ_CACHE_ERROR_FORK: an entry that this desk has seen reads otherwise or is gone, or one does
 *   not follow; DZ_CACHE_ERROR_TWO_SERVICES; DZ_CACHE_ERROR_CLOCK: its time is before that of the
 *   entry before it; DZ_CACHE_ERROR_EPOCH: the service was restored, see dz_mirror_begin_epoch();
 *   each with a sentence that names the first entry where it shows; or any other #DzCacheError
 *
 * Takes the next page: one transaction. Entries that this desk has are compared with what it has,
 * byte by byte, so that who begins at 0 holds the whole of a service's history against this desk's
 * memory; an empty page before dz_mirror_get_seq() tells that the rest is gone. Entries that it has
 * not are added as far as each follows from the one before it and all pass through the heads that
 * were signed. Where anything is wrong nothing is added.
 *
 * Returns: whether all was as it should be
 */
gboolean
dz_mirror_take (DzMirror     *self,
                gint64        after,
                const guint8 *feed,
                gsize         length,
                GError      **error)
{
  GError *problem = NULL;
  gint64 seen;
  gboolean done;

  g_return_val_if_fail (self != NULL && after >= 0, FALSE);

  if (!dz_mirror_begin (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  seen = self->end.walk.seq;
  done = take (self, after, feed, length, &problem);
  return dz_mirror_end (self, done, problem, error) &&
         (self->end.walk.seq == seen || dz_mirror_note_write (self, error));
}
