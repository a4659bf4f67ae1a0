/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-keys.h"
#include "dz-mirror-verify-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LIST_HEADS \
  "SELECT epoch, seq, hash, time_us, key, signature FROM heads ORDER BY epoch, seq"
#define LIST_TAILS \
  "SELECT epoch, base_seq, base_time_us, base_hash, base_aspects, ended_seq, ended_hash," \
  " ended_aspects FROM tails ORDER BY epoch"
#define LIST_TAIL "SELECT bytes, aspects FROM tail_entries WHERE epoch = ? ORDER BY seq"
#define COUNT_TAILS "SELECT COUNT(*) FROM tail_entries"

#define DOING "verifying what stands beside the copy of the history"

/* A head that was promised and not reached, or left behind, says nothing of these entries. */
static gboolean
check_reached (DzMirror           *self,
               const DzSignedHead *head,
               DzMirrorCheck      *check,
               GError            **error)
{
  guint8 hash[DZ_ENTRY_HASH_LENGTH];
  gint64 epoch;

  if (!dz_mirror_read_epoch_of (self, head->seq, &epoch, error))
    return FALSE;
  if (head->seq > self->end.walk.seq || head->epoch != epoch)
    return TRUE;
  if (!dz_mirror_hash_entry (self, head->seq, hash, error))
    return FALSE;
  if (memcmp (hash, head->hash, sizeof hash) != 0)
    dz_mirror_check_set (check, head->seq, _("a signed head says otherwise"));
  check->heads++;
  check->signed_seq = MAX (check->signed_seq, head->seq);
  return TRUE;
}

static gboolean
check_head (DzMirror           *self,
            const DzSignedHead *head,
            DzMirrorCheck      *check,
            GError            **error)
{
  DzKeyStanding standing;

  if (!dz_mirror_read_standing (self, head->key, 0, &standing, error))
    return FALSE;
  if (!dz_signed_head_verify (head))
    dz_mirror_check_set (check, head->seq, _("the signature of the head at it does not hold"));
  else if (standing != DZ_KEY_BELIEVED)
    dz_mirror_check_set (check, head->seq,
                         _("the head at it is signed with a key that this desk does not know"));
  return check_reached (self, head, check, error);
}

gboolean
dz_mirror_verify_heads (DzMirror      *self,
                        DzMirrorCheck *check,
                        GError       **error)
{
  g_autoptr(DzStatement) rows = dz_statement_new (self->db, LIST_HEADS, DOING, error);
  DzStep step = DZ_STEP_FAILED;

  while (rows != NULL && (step = dz_statement_step (rows, error)) == DZ_STEP_ROW)
    {
      DzSignedHead head;

      dz_mirror_fill_head (self, rows, &head);
      if (!check_head (self, &head, check, error))
        return FALSE;
    }
  return step == DZ_STEP_DONE;
}

static void
copy_blob (DzStatement *row,
           int          column,
           guint8      *bytes,
           gsize        length)
{
  gsize n;
  gconstpointer blob = dz_statement_get_blob (row, column, &n);

  if (n == length)
    memcpy (bytes, blob, length);
}

static void
fill_ends (DzStatement *row,
           DzMirrorEnd *base,
           DzMirrorEnd *ended)
{
  *base = (DzMirrorEnd) { 0 };
  *ended = (DzMirrorEnd) { 0 };
  base->walk.seq = dz_statement_get_int64 (row, 1);
  base->walk.time_us = dz_statement_get_int64 (row, 2);
  copy_blob (row, 3, base->walk.hash, sizeof base->walk.hash);
  copy_blob (row, 4, base->aspects, sizeof base->aspects);
  ended->walk.seq = dz_statement_get_int64 (row, 5);
  copy_blob (row, 6, ended->walk.hash, sizeof ended->walk.hash);
  copy_blob (row, 7, ended->aspects, sizeof ended->aspects);
}

/* From the last entry that both histories have along those that were left behind. */
static gboolean
check_tail (DzMirror      *self,
            gint64         epoch,
            DzMirrorEnd   *at,
            const DzMirrorEnd *ended,
            DzMirrorCheck *check,
            GError       **error)
{
  g_autoptr(DzStatement) rows = dz_statement_new (self->db, LIST_TAIL, DOING, error);
  DzStep step;

  if (rows == NULL)
    return FALSE;
  dz_statement_bind_int64 (rows, epoch);
  while ((step = dz_statement_step (rows, error)) == DZ_STEP_ROW)
    {
      gsize length;
      const guint8 *bytes = dz_statement_get_blob (rows, 0, &length);
      DzEntryView view;
      DzChainProblem problem = dz_chain_walk_step (&at->walk, bytes, length, &view);

      if (problem != DZ_CHAIN_FINE)
        dz_mirror_check_set (check, at->walk.seq + 1, dz_chain_problem_say (problem));
      bytes = dz_statement_get_blob (rows, 1, &length);
      dz_mirror_add_aspects (at->aspects, bytes, length);
      check->left_behind++;
    }
  if (at->walk.seq != ended->walk.seq ||
      memcmp (at->walk.hash, ended->walk.hash, sizeof at->walk.hash) != 0 ||
      memcmp (at->aspects, ended->aspects, sizeof at->aspects) != 0)
    dz_mirror_check_set (check, at->walk.seq,
                         _("what a restored service left behind does not end where it did"));
  return step == DZ_STEP_DONE;
}

static gboolean
check_count (DzMirror      *self,
             DzMirrorCheck *check,
             GError       **error)
{
  g_autoptr(DzStatement) row = dz_statement_new (self->db, COUNT_TAILS, DOING, error);

  if (row == NULL || dz_statement_step (row, error) != DZ_STEP_ROW)
    return FALSE;
  if (dz_statement_get_int64 (row, 0) != check->left_behind)
    dz_mirror_check_set (check, self->end.walk.seq,
                         _("the copy has entries that are not in the chain"));
  return TRUE;
}

gboolean
dz_mirror_verify_tails (DzMirror      *self,
                        DzMirrorCheck *check,
                        GError       **error)
{
  g_autoptr(DzStatement) rows = dz_statement_new (self->db, LIST_TAILS, DOING, error);
  DzStep step = DZ_STEP_FAILED;

  while (rows != NULL && (step = dz_statement_step (rows, error)) == DZ_STEP_ROW)
    {
      DzMirrorEnd base;
      DzMirrorEnd ended;

      fill_ends (rows, &base, &ended);
      if (!check_tail (self, dz_statement_get_int64 (rows, 0), &base, &ended, check, error))
        return FALSE;
    }
  return step == DZ_STEP_DONE && check_count (self, check, error);
}
