/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-heads-private.h"

#include "dz-store-key.h"
#include "dz-store-private.h"

#include <string.h>

#define SET_EPOCH "UPDATE service SET epoch = ?1 WHERE id = 1"
#define ADD_EPOCH "INSERT INTO epochs (epoch, seq, head) VALUES (?1, ?2, ?3)"

#define BEGINNING "beginning an epoch of the history"

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
check_lost (DzHeadVerdict verdict,
            GError      **error)
{
  switch (verdict)
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
  guint8 hash[DZ_ENTRY_HASH_LENGTH];
  gboolean is_there;

  if (!dz_store_read_place (self, &heads->head, error) ||
      !dz_store_list_past (self, heads, error) ||
      !dz_store_read_hash (self, kept->seq, hash, &is_there, error))
    return FALSE;
  dz_chain_key_get (key, heads->head.key);
  if (!check_lost (dz_heads_check (heads, kept, is_there ? hash : NULL), error))
    return FALSE;
  *epoch = MAX (kept->epoch, heads->head.epoch) + 1;
  return TRUE;
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
  g_autofree char *service = dz_head_dup_service (kept);
  g_autofree char *outcome = g_strdup_printf ("%" G_GINT64_FORMAT, epoch);
  DzSignedHead place;

  json_builder_set_member_name (detail, "lost");
  json_builder_add_value (detail, g_steal_pointer (&node));
  return dz_store_append_entry (self, DZ_ENTRY_KIND_EPOCH, actor, service, outcome, detail,
                                error) &&
         dz_store_read_place (self, &place, error) &&
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
         dz_store_sign_place (self, key, FALSE, head, error) &&
         dz_transaction_commit (transaction, error);
}
