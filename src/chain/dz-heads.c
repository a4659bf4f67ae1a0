/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-heads.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "dz-chain-key.h"
#include "dz-entry-view.h"

/**
 * dz_heads_new:
 *
 * Returns: (transfer full): heads without rotations and epochs
 */
DzHeads *
dz_heads_new (void)
{
  DzHeads *self = g_new0 (DzHeads, 1);

  self->rotations = g_array_new (FALSE, FALSE, sizeof (DzSignedHead));
  self->epochs = g_array_new (FALSE, FALSE, sizeof (DzEpoch));
  return self;
}

/**
 * dz_heads_free:
 * @self: (transfer full) (nullable): heads
 */
void
dz_heads_free (DzHeads *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rotations);
  g_array_unref (self->epochs);
  g_free (self);
}

static JsonNode *
epoch_to_json (const DzEpoch *epoch)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_int_member (object, "epoch", epoch->epoch);
  json_object_set_int_member (object, "seq", epoch->seq);
  json_object_set_member (object, "lost", dz_signed_head_to_json (&epoch->lost));
  json_node_set_object (node, object);
  return node;
}

/**
 * dz_heads_to_json:
 * @self: heads
 *
 * Returns: (transfer full): {"head": …, "rotations": […], "epochs": [{"epoch", "seq", "lost"}]}
 */
JsonNode *
dz_heads_to_json (const DzHeads *self)
{
  g_autoptr(JsonObject) object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonArray *rotations = json_array_new ();
  JsonArray *epochs = json_array_new ();

  for (guint i = 0; i < self->rotations->len; i++)
    json_array_add_element (
      rotations, dz_signed_head_to_json (&g_array_index (self->rotations, DzSignedHead, i)));
  for (guint i = 0; i < self->epochs->len; i++)
    json_array_add_element (epochs, epoch_to_json (&g_array_index (self->epochs, DzEpoch, i)));
  json_object_set_member (object, "head", dz_signed_head_to_json (&self->head));
  json_object_set_array_member (object, "rotations", rotations);
  json_object_set_array_member (object, "epochs", epochs);
  json_node_set_object (node, object);
  return node;
}

static gboolean
read_epoch (DzHeads  *self,
            JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  DzEpoch epoch;

  if (object == NULL || !dz_signed_head_from_json (&epoch.lost,
                                                   json_object_get_member (object, "lost")))
    return FALSE;
  epoch.epoch = json_object_get_int_member_with_default (object, "epoch", 0);
  epoch.seq = json_object_get_int_member_with_default (object, "seq", 0);
  g_array_append_val (self->epochs, epoch);
  return epoch.epoch > 1 && epoch.seq > 0;
}

static gboolean
read_rotation (DzHeads  *self,
               JsonNode *node)
{
  DzSignedHead head;

  if (!dz_signed_head_from_json (&head, node))
    return FALSE;
  g_array_append_val (self->rotations, head);
  return TRUE;
}

static gboolean
read_list (DzHeads    *self,
           JsonObject *object,
           const char *name,
           gboolean  (*read) (DzHeads *, JsonNode *))
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                  : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if (!read (self, json_array_get_element (array, i)))
        return FALSE;
    }
  return array != NULL;
}

/**
 * dz_heads_from_json:
 * @node: (nullable): JSON from a service
 *
 * Nothing of it is verified here.
 *
 * Returns: (transfer full) (nullable): heads; %NULL where it has not their form
 */
DzHeads *
dz_heads_from_json (JsonNode *node)
{
  g_autoptr(DzHeads) self = dz_heads_new ();
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  return dz_signed_head_from_json (&self->head, json_object_get_member (object, "head")) &&
             read_list (self, object, "rotations", read_rotation) &&
             read_list (self, object, "epochs", read_epoch)
           ? g_steal_pointer (&self) : NULL;
}

/**
 * dz_signed_head_rotates:
 * @self: a head of a rotation
 * @bytes: (array length=length): bytes of its last entry, perhaps
 * @length: how many
 * @next: (out caller-allocates) (array fixed-size=32): the key that comes after its own
 *
 * Follows a key to the next: who trusts the one that signed the head may trust the other.
 *
 * Returns: whether the head is signed, these are its entry's bytes, and they name a key
 */
gboolean
dz_signed_head_rotates (const DzSignedHead *self,
                        const guint8       *bytes,
                        gsize               length,
                        guint8             *next)
{
  guint8 hash[DZ_ENTRY_HASH_LENGTH];
  g_autofree char *name = NULL;
  DzEntryView entry;

  crypto_hash_sha256 (hash, bytes, length);
  if (!dz_signed_head_verify (self) || memcmp (hash, self->hash, sizeof hash) != 0 ||
      !dz_entry_view_read (&entry, bytes, length) || entry.seq != self->seq ||
      !dz_entry_word_is (&entry.kind, DZ_ENTRY_KIND_KEY_ROTATE))
    return FALSE;
  name = dz_entry_word_dup (&entry.outcome);
  return dz_chain_key_from_name (name, next);
}

/**
 * dz_heads_know_key:
 * @self: heads of a history
 * @key: (array fixed-size=32): a public key
 *
 * Returns: whether it signs this history, or did before a rotation
 */
gboolean
dz_heads_know_key (const DzHeads *self,
                   const guint8  *key)
{
  if (memcmp (self->head.key, key, DZ_HEAD_KEY_LENGTH) == 0)
    return TRUE;
  for (guint i = 0; i < self->rotations->len; i++)
    {
      if (memcmp (g_array_index (self->rotations, DzSignedHead, i).key, key,
                  DZ_HEAD_KEY_LENGTH) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The restore that ended a head's epoch. */
static const DzEpoch *
find_restore (const DzHeads      *self,
              const DzSignedHead *kept)
{
  for (guint i = 0; i < self->epochs->len; i++)
    {
      const DzEpoch *epoch = &g_array_index (self->epochs, DzEpoch, i);

      if (epoch->epoch > kept->epoch)
        return epoch;
    }
  return NULL;
}

static gboolean
is_before (const DzSignedHead *kept,
           const DzSignedHead *lost)
{
  return kept->epoch < lost->epoch || (kept->epoch == lost->epoch && kept->seq <= lost->seq);
}

static DzHeadVerdict
check_place (const DzHeads      *self,
             const DzSignedHead *kept,
             const guint8       *hash)
{
  const DzEpoch *restore = find_restore (self, kept);

  if (kept->epoch > self->head.epoch)
    return DZ_HEAD_LATER_EPOCH;
  if (kept->seq == 0 || (hash != NULL && memcmp (hash, kept->hash, sizeof kept->hash) == 0))
    return DZ_HEAD_HOLDS;
  if (restore != NULL)
    return is_before (kept, &restore->lost) ? DZ_HEAD_LOST : DZ_HEAD_LOST_MORE;
  return hash == NULL ? DZ_HEAD_LATER : DZ_HEAD_REWRITTEN;
}

/**
 * dz_heads_check:
 * @self: heads of a history whose chain was walked and holds
 * @kept: a head that somebody kept
 * @hash: (nullable) (array fixed-size=32): the hash of the history's entry of that number; %NULL
 *   where it has none
 *
 * Holds a kept head against a history. A chain that holds says only that it fits together: who
 * rewrote all of it, hashes and signatures too, is found out by what others kept.
 *
 * Returns: what is to be said of it
 */
DzHeadVerdict
dz_heads_check (const DzHeads      *self,
                const DzSignedHead *kept,
                const guint8       *hash)
{
  if (!dz_signed_head_verify (kept))
    return DZ_HEAD_UNSIGNED;
  if (memcmp (kept->service, self->head.service, sizeof kept->service) != 0)
    return DZ_HEAD_OTHER_SERVICE;
  if (!dz_heads_know_key (self, kept->key))
    return DZ_HEAD_UNKNOWN_KEY;
  return check_place (self, kept, hash);
}

/**
 * dz_head_verdict_say:
 * @verdict: what is to be said of a kept head
 *
 * Returns: (transfer none): a whole sentence, translated
 */
const char *
dz_head_verdict_say (DzHeadVerdict verdict)
{
  switch (verdict)
    {
    case DZ_HEAD_LOST:
      return _("What the head stands for was lost when the data were restored from a backup, as "
               "the history itself says.");
    case DZ_HEAD_UNSIGNED:
      return _("The head is not signed with the key that it names; it was changed, or never was "
               "a head.");
    case DZ_HEAD_OTHER_SERVICE:
      return _("The head belongs to the history of another service.");
    case DZ_HEAD_UNKNOWN_KEY:
      return _("The head is signed with a key that this history has never had.");
    case DZ_HEAD_LATER:
      return _("The history ends before the head: its last entries are missing.");
    case DZ_HEAD_LATER_EPOCH:
      return _("The head was signed after a restore from a backup that this history does not know "
               "of.");
    case DZ_HEAD_LOST_MORE:
      return _("The restore from a backup lost more than the history says.");
    case DZ_HEAD_REWRITTEN:
      return _("The history reads differently from what was signed: the head's entry, or one "
               "before it, was rewritten.");
    case DZ_HEAD_HOLDS:
    default:
      return _("The history still has all that the head stands for.");
    }
}
