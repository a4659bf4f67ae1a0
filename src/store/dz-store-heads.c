/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-heads.h"

#include "dz-store-key.h"
#include "dz-store-private.h"

#include <sodium.h>
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
#define SET_EPOCH "UPDATE service SET epoch = ?1 WHERE id = 1"
#define ADD_EPOCH "INSERT INTO epochs (epoch, seq, head) VALUES (?1, ?2, ?3)"

#define DOING "signing the history"
#define READING "reading the heads of the history"
#define ROTATING "changing the key of the history"
#define BEGINNING "beginning an epoch of the history"

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

/* Everything of a head but time and signature; the key is the one that signs next. */
static gboolean
read_place (DzStore      *self,
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

  if (transaction == NULL || !read_place (self, &place, error))
    return FALSE;
  memcpy (head->service, place.service, sizeof place.service);
  if (!read_last (self, head, error))
    return FALSE;
  *is_signed = is_at (head, &place);
  return TRUE;
}

/* Within a write transaction. */
static gboolean
sign_place (DzStore          *self,
            const DzChainKey *key,
            gboolean          rotates,
            DzSignedHead     *head,
            GError          **error)
{
  if (!read_place (self, head, error))
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
  return key != NULL && sign_place (self, key, FALSE, head, error) &&
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
  return transaction != NULL && list_rotations (self, heads, error) &&
             list_epochs (self, heads, error)
           ? g_steal_pointer (&heads) : NULL;
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
  g_autoptr(DzStatement) row = NULL;
  guint8 hash[DZ_ENTRY_HASH_LENGTH];
  DzStep step;

  g_return_val_if_fail (self != NULL && kept != NULL && verdict != NULL, FALSE);

  heads = dz_store_read_heads (self, error);
  if (heads == NULL)
    return FALSE;
  row = dz_query_new (self, READING, READ_HASH, DZ_VALUES (DZ_INT (kept->seq)), error);
  step = dz_query_step (row, error);
  if (step == DZ_STEP_FAILED)
    return FALSE;
  if (step == DZ_STEP_ROW && !take_blob (row, 0, hash, sizeof hash))
    return set_damaged (error);
  *verdict = dz_heads_check (heads, kept, step == DZ_STEP_ROW ? hash : NULL);
  return TRUE;
}

static char *
dup_service (const DzSignedHead *head)
{
  char *hex = g_malloc (2 * DZ_HEAD_SERVICE_LENGTH + 1);

  return sodium_bin2hex (hex, 2 * DZ_HEAD_SERVICE_LENGTH + 1, head->service,
                         DZ_HEAD_SERVICE_LENGTH);
}

static gboolean
append_rotation (DzStore          *self,
                 const DzChainKey *next,
                 const char       *actor,
                 GError          **error)
{
  guint8 public_key[DZ_HEAD_KEY_LENGTH];
  g_autofree char *name = NULL;
  g_autofree char *service = NULL;
  DzSignedHead place;

  if (!read_place (self, &place, error))
    return FALSE;
  dz_chain_key_get (next, public_key);
  name = dz_chain_key_name (public_key);
  service = dup_service (&place);
  return dz_store_append_entry (self, DZ_ENTRY_KIND_KEY_ROTATE, actor, service, name, NULL, error);
}

/**
 * dz_store_rotate_key:
 * @self: a store
 * @actor: opaque id of who changes it
 * @head: (out caller-allocates): the head of the change, signed with the key before
 * @error: return location; DZ_STORE_ERROR_KEY
 *
 * Makes another key. An entry names it, and the last thing the key before signs is the head of this
 * entry: who trusts that key follows to the next.
 *
 * Returns: whether another key signs from now on
 */
gboolean
dz_store_rotate_key (DzStore      *self,
                     const char   *actor,
                     DzSignedHead *head,
                     GError      **error)
{
  g_autoptr(DzChainKey) next = NULL;
  g_autoptr(DzChainKey) now = NULL;
  g_autoptr(DzChainKey) placed = NULL;
  g_autoptr(DzTransaction) transaction = NULL;

  g_return_val_if_fail (self != NULL && actor != NULL && head != NULL, FALSE);

  next = dz_chain_key_new ();
  transaction = dz_transaction_begin_write (self, ROTATING, error);
  now = transaction != NULL ? dz_store_load_key (self, error) : NULL;
  if (now == NULL || !dz_store_put_next_key (self, next, error) ||
      !append_rotation (self, next, actor, error) ||
      !sign_place (self, now, TRUE, head, error) || !dz_store_set_key (self, next, error) ||
      !dz_transaction_commit (transaction, error))
    return FALSE;
  placed = dz_store_load_key (self, error);
  return placed != NULL;
}

/* The key of restored data is the backup's, or the one that was made after the backup. */
static DzChainKey *
find_key (DzStore            *self,
          const DzSignedHead *kept,
          GError            **error)
{
  g_autoptr(DzChainKey) key = dz_store_load_any_key (self, error);
  guint8 public_key[DZ_HEAD_KEY_LENGTH];

  if (key == NULL)
    return NULL;
  dz_chain_key_get (key, public_key);
  return memcmp (public_key, kept->key, sizeof public_key) == 0 ? g_steal_pointer (&key)
                                                                 : dz_store_load_key (self, error);
}

static gboolean
set_head_error (GError    **error,
                const char *problem)
{
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_HEAD, BEGINNING ": %s", problem);
  return FALSE;
}

/* Nothing that somebody kept may be said to be lost while the history still has it. */
static gboolean
check_lost (DzStore            *self,
            const DzSignedHead *kept,
            const DzHeads      *heads,
            GError            **error)
{
  g_autoptr(DzStatement) row =
    dz_query_new (self, BEGINNING, READ_HASH, DZ_VALUES (DZ_INT (kept->seq)), error);
  DzStep step = dz_query_step (row, error);
  guint8 hash[DZ_ENTRY_HASH_LENGTH] = { 0 };

  if (step == DZ_STEP_FAILED)
    return FALSE;
  if (step == DZ_STEP_ROW && !take_blob (row, 0, hash, sizeof hash))
    return set_damaged (error);
  switch (dz_heads_check (heads, kept, step == DZ_STEP_ROW ? hash : NULL))
    {
    case DZ_HEAD_LATER:
    case DZ_HEAD_LATER_EPOCH:
    case DZ_HEAD_LOST_MORE:
    case DZ_HEAD_REWRITTEN:
      return TRUE;
    case DZ_HEAD_UNSIGNED:
      return set_head_error (error, "the head is not signed with the key that it names");
    case DZ_HEAD_OTHER_SERVICE:
      return set_head_error (error, "the head is of other data");
    case DZ_HEAD_UNKNOWN_KEY:
      return set_head_error (error, "the head is signed with an unknown key");
    case DZ_HEAD_HOLDS:
    case DZ_HEAD_LOST:
    default:
      return set_head_error (error, "nothing was lost that the history does not tell of");
    }
}

static gboolean
check_kept (DzStore            *self,
            const DzSignedHead *kept,
            const DzChainKey   *key,
            gint64             *epoch,
            GError            **error)
{
  g_autoptr(DzHeads) heads = dz_heads_new ();

  if (!read_place (self, &heads->head, error) || !list_rotations (self, heads, error) ||
      !list_epochs (self, heads, error))
    return FALSE;
  dz_chain_key_get (key, heads->head.key);
  *epoch = MAX (kept->epoch, heads->head.epoch) + 1;
  return check_lost (self, kept, heads, error);
}

static gboolean
append_epoch (DzStore            *self,
              gint64              epoch,
              const DzSignedHead *kept,
              const char         *actor,
              GError            **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();
  g_autoptr(JsonNode) node = dz_signed_head_to_json (kept);
  g_autofree char *json = json_to_string (node, FALSE);
  g_autofree char *service = dup_service (kept);
  g_autofree char *outcome = g_strdup_printf ("%" G_GINT64_FORMAT, epoch);
  DzSignedHead place;

  json_builder_set_member_name (detail, "lost");
  json_builder_add_value (detail, g_steal_pointer (&node));
  return dz_store_append_entry (self, DZ_ENTRY_KIND_EPOCH, actor, service, outcome, detail,
                                error) &&
         read_place (self, &place, error) &&
         dz_store_run (self, BEGINNING, SET_EPOCH, DZ_VALUES (DZ_INT (epoch)), NULL, error) &&
         dz_store_run (self, BEGINNING, ADD_EPOCH,
                       DZ_VALUES (DZ_INT (epoch), DZ_INT (place.seq), DZ_TEXT (json)), NULL,
                       error);
}

/**
 * dz_store_begin_epoch:
 * @self: a store over data that were restored from a backup
 * @kept: the latest head from before that anybody has
 * @actor: opaque id of who says so
 * @head: (out caller-allocates): the first head of the new epoch
 * @error: return location; DZ_STORE_ERROR_HEAD where the head is not one of this history or what it
 *   stands for was not lost, DZ_STORE_ERROR_KEY
 *
 * Says that entries were lost because the data were restored from a backup. An entry names the lost
 * head, and everything after it is signed as of a new epoch, so that desks which have seen what was
 * lost know why.
 *
 * Returns: whether a new epoch has begun
 */
gboolean
dz_store_begin_epoch (DzStore            *self,
                      const DzSignedHead *kept,
                      const char         *actor,
                      DzSignedHead       *head,
                      GError            **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzChainKey) key = NULL;
  gint64 epoch;

  g_return_val_if_fail (self != NULL && kept != NULL && actor != NULL && head != NULL, FALSE);

  transaction = dz_transaction_begin_write (self, BEGINNING, error);
  key = transaction != NULL ? find_key (self, kept, error) : NULL;
  return key != NULL && check_kept (self, kept, key, &epoch, error) &&
         dz_store_set_key (self, key, error) && append_epoch (self, epoch, kept, actor, error) &&
         sign_place (self, key, FALSE, head, error) && dz_transaction_commit (transaction, error);
}
