/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-verify-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STRIDE 8192

#define READ_ENDS "SELECT MIN(seq), MAX(seq) FROM entries"
#define LIST_EPOCHS "SELECT epoch, first_seq FROM epochs ORDER BY epoch"

#define DOING "verifying the copy of the history"

typedef struct
{
  DzMirror        *mirror;  /* unowned */
  DzMirrorCheck   *check;   /* unowned */
  DzMirrorRebuild *rebuild; /* owned */
  DzMirrorEnd      end;     /* as far as it was walked */
  GArray          *epochs;  /* (element-type gint64), owned: each epoch, and where it began */
} Walk;

/**
 * dz_mirror_check_clear:
 * @self: what a verification found
 */
void
dz_mirror_check_clear (DzMirrorCheck *self)
{
  g_clear_pointer (&self->problem, g_free);
}

/* The first problem that is found is the one that is told. */
void
dz_mirror_check_set (DzMirrorCheck *check,
                     gint64         seq,
                     const char    *problem)
{
  if (check->problem != NULL)
    return;
  check->first_bad = seq;
  check->problem = g_strdup_printf (_("entry %lld: %s"), (long long) seq, problem);
}

/* What SQLite or the index says is damaged is an answer; that it cannot be asked is none. */
static gboolean
take_damage (DzMirrorCheck *check,
             gint64         seq,
             GError        *problem,
             GError       **error)
{
  if (g_error_matches (problem, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DAMAGED) ||
      g_error_matches (problem, DZ_SQLITE_ERROR, DZ_SQLITE_ERROR_DAMAGED))
    {
      dz_mirror_check_set (check, seq, problem->message);
      g_error_free (problem);
      return TRUE;
    }
  g_propagate_error (error, problem);
  return FALSE;
}

static void
note_epoch (Walk              *walk,
            const DzEntryView *view)
{
  gint64 epoch = dz_mirror_epoch_named (view);

  if (epoch == 0)
    return;
  g_array_append_val (walk->epochs, epoch);
  g_array_append_val (walk->epochs, view->seq);
  walk->end.epoch = epoch;
}

static gboolean
walk_entry (Walk    *walk,
            gint64   seq,
            GError **error)
{
  GError *problem = NULL;
  DzChainProblem followed;
  DzFeedEntry entry;
  DzEntryView view;

  if (!dz_mirror_find_entry (walk->mirror, seq, &entry, &problem))
    return take_damage (walk->check, seq, problem, error);
  followed = dz_chain_walk_step (&walk->end.walk, entry.bytes, entry.length, &view);
  if (followed != DZ_CHAIN_FINE)
    dz_mirror_check_set (walk->check, seq, dz_chain_problem_say (followed));
  else if (!dz_mirror_rebuild_add (walk->rebuild, &view, &entry))
    dz_mirror_check_set (walk->check, seq, _("what it is found by is damaged"));
  else
    note_epoch (walk, &view);
  dz_mirror_add_aspects (walk->end.aspects, entry.aspects, entry.aspects_length);
  walk->check->entries++;
  return TRUE;
}

static gboolean
check_block (Walk    *walk,
             gint64   block,
             GError **error)
{
  GError *problem = NULL;
  gint64 first_bad;

  if (!dz_mirror_rebuild_check (walk->rebuild, block, &first_bad, &problem))
    return take_damage (walk->check, dz_mirror_seq_of (block, 0), problem, error);
  if (first_bad != 0)
    dz_mirror_check_set (walk->check, first_bad, _("the index does not find it as it should"));
  return TRUE;
}

static gboolean
walk_all (Walk            *walk,
          DzMirrorProgress progress,
          gpointer         data,
          GCancellable    *cancellable,
          GError         **error)
{
  gint64 n = walk->mirror->end.walk.seq;

  for (gint64 seq = 1; seq <= n && walk->check->problem == NULL; seq++)
    {
      if (seq % STRIDE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (seq % STRIDE == 0 && progress != NULL)
        progress (seq, n, data);
      if (!walk_entry (walk, seq, error))
        return FALSE;
      if (walk->check->problem == NULL && (seq % DZ_MIRROR_BLOCK == 0 || seq == n) &&
          !check_block (walk, dz_mirror_block_of (seq), error))
        return FALSE;
    }
  return TRUE;
}

/* Nothing lies before the first entry or after the last one. */
static gboolean
check_ends (Walk    *walk,
            GError **error)
{
  gint64 n = walk->mirror->end.walk.seq;
  g_autoptr(DzStatement) row = dz_statement_new (walk->mirror->db, READ_ENDS, DOING, error);

  if (row == NULL || dz_statement_step (row, error) != DZ_STEP_ROW)
    return FALSE;
  if (dz_statement_get_int64 (row, 0) != MIN (n, 1) || dz_statement_get_int64 (row, 1) != n)
    dz_mirror_check_set (walk->check, n + 1, _("the copy has entries that are not in the chain"));
  return TRUE;
}

static gboolean
check_epochs (Walk    *walk,
              GError **error)
{
  g_autoptr(DzStatement) rows = dz_statement_new (walk->mirror->db, LIST_EPOCHS, DOING, error);
  guint i = 0;
  gboolean same = TRUE;
  DzStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = dz_statement_step (rows, error)) == DZ_STEP_ROW)
    {
      same = same && i + 1 < walk->epochs->len &&
             g_array_index (walk->epochs, gint64, i) == dz_statement_get_int64 (rows, 0) &&
             g_array_index (walk->epochs, gint64, i + 1) == dz_statement_get_int64 (rows, 1);
      i += 2;
    }
  if (!same || i != walk->epochs->len)
    dz_mirror_check_set (walk->check, 1, _("what the copy says of its epochs is damaged"));
  return step == DZ_STEP_DONE;
}

/* The aspects are not in the chain: their running hash says whether they are those that came. */
static gboolean
check_end (Walk    *walk,
           GError **error)
{
  gint64 n = walk->mirror->end.walk.seq;
  gboolean same;

  if (!dz_mirror_rebuild_check_all (walk->rebuild, &same, error))
    return FALSE;
  if (!same)
    dz_mirror_check_set (walk->check, n + 1, _("the index has rows that no entry made"));
  if (memcmp (walk->end.aspects, walk->mirror->end.aspects, sizeof walk->end.aspects) != 0)
    dz_mirror_check_set (walk->check, n, _("what this entry, or one before it, is found by was "
                                           "changed"));
  if (memcmp (&walk->end, &walk->mirror->end, sizeof walk->end) != 0)
    dz_mirror_check_set (walk->check, n, _("the history does not end where it is said to end"));
  return check_ends (walk, error) && check_epochs (walk, error);
}

static gboolean
verify (Walk            *walk,
        DzMirrorProgress progress,
        gpointer         data,
        GCancellable    *cancellable,
        GError         **error)
{
  if (!walk_all (walk, progress, data, cancellable, error))
    return FALSE;
  return walk->check->problem != NULL ||
         (check_end (walk, error) &&
          dz_mirror_verify_heads (walk->mirror, walk->check, error) &&
          dz_mirror_verify_tails (walk->mirror, walk->check, error));
}

/* What cannot be read at the end of the walk, because SQLite finds the file damaged, is an answer
 * too. */
static gboolean
verify_within (DzMirror        *self,
               DzMirrorProgress progress,
               gpointer         data,
               GCancellable    *cancellable,
               DzMirrorCheck   *check,
               GError         **error)
{
  Walk walk = { .mirror = self, .check = check, .end = { .epoch = 1 } };
  GError *problem = NULL;
  gboolean done;

  walk.rebuild = dz_mirror_rebuild_new (self);
  walk.epochs = g_array_new (FALSE, FALSE, sizeof (gint64));
  done = verify (&walk, progress, data, cancellable, &problem) ||
         take_damage (check, walk.end.walk.seq + 1, problem, error);
  g_array_unref (walk.epochs);
  dz_mirror_rebuild_free (walk.rebuild);
  return done;
}

/**
 * dz_mirror_verify:
 * @self: a copy
 * @progress: (nullable) (scope call): told now and then
 * @data: for @progress
 * @cancellable: (nullable): to stop between some thousand entries
 * @check: (out): what was found, to be cleared
 * @error: return location; G_IO_ERROR_CANCELLED, or why the file cannot be read. A copy that does
 *   not hold is no error but an answer
 *
 * Reads the whole copy, entry by entry, the way rows are read: each must follow from the one before
 * it, all must pass through the heads that were signed with a believed key, what they are found by
 * must be what came, and the index must find each as it should. Stops at the first that does not
 * hold.
 *
 * Returns: whether it could be read
 */
gboolean
dz_mirror_verify (DzMirror        *self,
                  DzMirrorProgress progress,
                  gpointer         data,
                  GCancellable    *cancellable,
                  DzMirrorCheck   *check,
                  GError         **error)
{
  GError *problem = NULL;
  gboolean done;

  g_return_val_if_fail (self != NULL && check != NULL, FALSE);

  *check = (DzMirrorCheck) { 0 };
  if (!dz_mirror_begin (self, "BEGIN", error))
    return FALSE;
  done = verify_within (self, progress, data, cancellable, check, &problem);
  return dz_mirror_end (self, done, problem, error);
}
