/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-heads-private.h"

#include "dz-store-key.h"
#include "dz-store-private.h"

#include <string.h>

#define READ_PLACE \
  "SELECT service.service, service.epoch, history_head.seq, history_head.hash, service.key" \
  " FROM service, history_head WHERE service.id = 1 AND history_head.id = 1"
#define HEAD_COLUMNS "epoch, seq, hash, time_us, key, signature"
#define READ_LAST "SELECT " HEAD_COLUMNS " FROM signed_heads ORDER BY id DESC LIMIT 1"
#define LIST_ROTATIONS "SELECT " HEAD_COLUMNS " FROM signed_heads WHERE rotates = 1 ORDER BY id"
#define LIST_EPOCHS "SELECT epoch, seq, head FROM epochs ORDER BY epoch"
#define READ_HASH "SELECT hash FROM entries WHERE seq = ?1"
#define ADD_HEAD \
  "INSERT INTO signed_heads (" HEAD_COLUMNS ", rotates) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"

#define DOING "signing the history"
#define READING "reading the heads of the history"

static gboolean
take_blob (DzStatement *row,
           int          column,
           guint8      *bytes,
           gsize        wanted)
{
  gsize length;
  const guint8 *blob = dz_statement_get_blob (row, column, &length);

  if (blob == NULL || length != wanted)
    return FALSE;
  memcpy (bytes, blob, length);
  return TRUE;
}

static gboolean
set_damaged (GError **error)
{
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
               READING ": what is stored of them has another form");
  return FALSE;
}

/**
 * dz_store_read_place:
 * @self: a store
 * @head: (out caller-allocates): where the history ends: everything of a head but time and
 *   signature; its key is the one that signs next
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Returns: whether it could be read
 */
gboolean
dz_store_read_place (DzStore      *self,
                     DzSignedHead *head,
                     GError      **error)
{
  g_autoptr(DzStatement) row = dz_query_new (self, READING, READ_PLACE, DZ_VALUES (), error);
  DzStep step = dz_query_step (row, error);

  *head = (DzSignedHead) { 0 };
  if (step == DZ_STEP_FAILED)
    return FALSE;
  if (step != DZ_STEP_ROW || !take_blob (row, 0, head->service, sizeof head->service) ||
      !take_blob (row, 3, head->hash, sizeof head->hash) ||
      !take_blob (row, 4, head->key, sizeof head->key))
    return set_damaged (error);
  head->epoch = dz_statement_get_int64 (row, 1);
  head->seq = dz_statement_get_int64 (row, 2);
  return TRUE;
}

static gboolean
head_from_row (DzStatement  *row,
               DzSignedHead *head,
               GError      **error)
{
  if (!take_blob (row, 2, head->hash, sizeof head->hash) ||
      !take_blob (row, 4, head->key, sizeof head->key) ||
      !take_blob (row, 5, head->signature, sizeof head->signature))
    return set_damaged (error);
  head->epoch = dz_statement_get_int64 (row, 0);
  head->seq = dz_statement_get_int64 (row, 1);
  head->time_us = dz_statement_get_int64 (row, 3);
  return TRUE;
}

/* The last head that was signed; without a time where there is none. */
static gboolean
read_last (DzStore      *self,
           DzSignedHead *head,
           GError      **error)
{
  g_autoptr(DzStatement) row = dz_query_new (self, READING, READ_LAST, DZ_VALUES (), error);
  DzStep step = dz_query_step (row, error);

  head->time_us = 0;
  return step == DZ_STEP_ROW ? head_from_row (row, head, error) : step == DZ_STEP_DONE;
}

static gboolean
is_at (const DzSignedHead *last,
       const DzSignedHead *place)
{
  return last->time_us > 0 && last->epoch == place->epoch && last->seq == place->seq &&
         memcmp (last->hash, place->hash, sizeof last->hash) == 0 &&
         memcmp (last->key, place->key, sizeof last->key) == 0;
}

/* @head: the last head that was signed, where the history has not grown since. */
static gboolean
read_if_signed (DzStore      *self,
                DzSignedHead *head,
                gboolean     *is_signed,
                GError      **error)
{
  g_autoptr(DzTransaction) transaction = dz_transaction_begin_read (self, READING, error);
  DzSignedHead place;

  if (transaction == NULL || !dz_store_read_place (self, &place, error))
    return FALSE;
  memcpy (head->service, place.service, sizeof place.service);
  if (!read_last (self, head, error))
    return FALSE;
  *is_signed = is_at (head, &place);
  return TRUE;
}

/**
 * dz_store_sign_place:
 * @self: a store, within a write transaction
 * @key: what signs
 * @rotates: whether the last entry names the key after @key
 * @head: (out caller-allocates): where the history ends, signed
 * @error: return location
 *
 * Returns: whether the head is kept
 */
gboolean
dz_store_sign_place (DzStore          *self,
                     const DzChainKey *key,
                     gboolean          rotates,
                     DzSignedHead     *head,
                     GError          **error)
{
  if (!dz_store_read_place (self, head, error))
    return FALSE;
  head->time_us = self->now_us;
  dz_chain_key_sign (key, head);
  return dz_store_run (self, DOING, ADD_HEAD,
                       DZ_VALUES (DZ_INT (head->epoch), DZ_INT (head->seq),
                                  DZ_BLOB (head->hash, sizeof head->hash),
                                  DZ_INT (head->time_us), DZ_BLOB (head->key, sizeof head->key),
                                  DZ_BLOB (head->signature, sizeof head->signature),
                                  DZ_INT (rotates ? 1 : 0)),
                       NULL, error);
}

/**
 * dz_store_sign_head:
 * @self: a store
 * @head: (out caller-allocates): where the history ends, signed
 * @error: return location; DZ_STORE_ERROR_KEY
 *
 * Signs where the history ends, and keeps it. Where it has not grown since it was signed last, that
 * head is given again.
 *
 * Returns: whether there is a signed head of the history's end
 */
gboolean
dz_store_sign_head (DzStore      *self,
                    DzSignedHead *head,
                    GError      **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzChainKey) key = NULL;
  gboolean is_signed = FALSE;

  g_return_val_if_fail (self != NULL && head != NULL, FALSE);

  if (!read_if_signed (self, head, &is_signed, error))
    return FALSE;
  if (is_signed)
    return TRUE;
  transaction = dz_transaction_begin_write (self, DOING, error);
  key = transaction != NULL ? dz_store_load_key (self, error) : NULL;
  return key != NULL && dz_store_sign_place (self, key, FALSE, head, error) &&
         dz_transaction_commit (transaction, error);
}

/**
 * dz_store_sign_due:
 * @self: a store
 * @error: return location; DZ_STORE_ERROR_KEY
 *
 * Signs where the history ends, if it has grown and was signed DZ_STORE_SIGN_US ago or never.
 *
 * Returns: whether nothing is due any more
 */
gboolean
dz_store_sign_due (DzStore *self,
                   GError **error)
{
  DzSignedHead last;
  gboolean is_signed = FALSE;
  gint64 now_us;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!read_if_signed (self, &last, &is_signed, error) ||
      !dz_store_read_time (self, &now_us, error))
    return FALSE;
  return is_signed || (last.time_us > 0 && now_us - last.time_us < DZ_STORE_SIGN_US) ||
         dz_store_sign_head (self, &last, error);
}

static gboolean
list_rotations (DzStore *self,
                DzHeads *heads,
                GError **error)
{
  g_autoptr(DzStatement) rows = dz_query_new (self, READING, LIST_ROTATIONS, DZ_VALUES (), error);
  DzSignedHead head = heads->head; /* for the service's id */
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      if (!head_from_row (rows, &head, error))
        return FALSE;
      g_array_append_val (heads->rotations, head);
    }
  return step == DZ_STEP_DONE;
}

static gboolean
list_epochs (DzStore *self,
             DzHeads *heads,
             GError **error)
{
  g_autoptr(DzStatement) rows = dz_query_new (self, READING, LIST_EPOCHS, DZ_VALUES (), error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      DzEpoch epoch = { .epoch = dz_statement_get_int64 (rows, 0),
                        .seq = dz_statement_get_int64 (rows, 1) };
      g_autoptr(JsonNode) node = json_from_string (dz_statement_get_text (rows, 2), NULL);

      if (!dz_signed_head_from_json (&epoch.lost, node))
        return set_damaged (error);
      g_array_append_val (heads->epochs, epoch);
    }
  return step == DZ_STEP_DONE;
}

/**
 * dz_store_list_past:
 * @self: a store
 * @heads: (inout): heads that have their head; get rotations and epochs
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Returns: whether they could be read
 */
gboolean
dz_store_list_past (DzStore *self,
                    DzHeads *heads,
                    GError **error)
{
  return list_rotations (self, heads, error) && list_epochs (self, heads, error);
}

/**
 * dz_store_read_heads:
 * @self: a store
 * @error: return location; DZ_STORE_ERROR_KEY, DZ_STORE_ERROR_DAMAGED
 *
 * Signs where the history ends and says what somebody needs who has kept an earlier head: how one
 * key followed another, and which restores from a backup there were.
 *
 * Returns: (transfer full) (nullable): the heads
 */
DzHeads *
dz_store_read_heads (DzStore *self,
                     GError **error)
{
  g_autoptr(DzHeads) heads = dz_heads_new ();
  g_autoptr(DzTransaction) transaction = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!dz_store_sign_head (self, &heads->head, error))
    return NULL;
  transaction = dz_transaction_begin_read (self, READING, error);
  return transaction != NULL && dz_store_list_past (self, heads, error) ? g_steal_pointer (&heads)
                                                                          : NULL;
}

/**
 * dz_store_read_hash:
 * @self: a store
 * @seq: number of an entry
 * @hash: (out caller-allocates) (array fixed-size=32): its SHA-256
 * @is_there: (out): whether there is such an entry
 * @error: return location; DZ_STORE_ERROR_DAMAGED
 *
 * Returns: whether it could be read
 */
gboolean
dz_store_read_hash (DzStore  *self,
                    gint64    seq,
                    guint8   *hash,
                    gboolean *is_there,
                    GError  **error)
{
  g_autoptr(DzStatement) row =
    dz_query_new (self, READING, READ_HASH, DZ_VALUES (DZ_INT (seq)), error);
  DzStep step = dz_query_step (row, error);

  *is_there = step == DZ_STEP_ROW;
  if (*is_there && !take_blob (row, 0, hash, DZ_ENTRY_HASH_LENGTH))
    return set_damaged (error);
  return step != DZ_STEP_FAILED;
}

/**
 * dz_store_check_head:
 * @self: a store whose chain holds, see dz_store_verify_history()
 * @kept: a head that somebody kept
 * @verdict: (out): what is to be said of it
 * @error: return location; why it could not be looked at
 *
 * Returns: whether it could be looked at
 */
gboolean
dz_store_check_head (DzStore            *self,
                     const DzSignedHead *kept,
                     DzHeadVerdict      *verdict,
                     GError            **error)
{
  g_autoptr(DzHeads) heads = NULL;
  guint8 hash[DZ_ENTRY_HASH_LENGTH];
  gboolean is_there;

  g_return_val_if_fail (self != NULL && kept != NULL && verdict != NULL, FALSE);

  heads = dz_store_read_heads (self, error);
  if (heads == NULL || !dz_store_read_hash (self, kept->seq, hash, &is_there, error))
    return FALSE;
  *verdict = dz_heads_check (heads, kept, is_there ? hash : NULL);
  return TRUE;
}
