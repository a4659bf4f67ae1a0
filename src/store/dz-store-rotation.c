/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-heads-private.h"

#include <sodium.h>

#include "dz-store-key.h"
#include "dz-store-private.h"

#define ROTATING "changing the key of the history"

/**
 * dz_head_dup_service:
 * @head: a head
 *
 * Returns: (transfer full): its service's id in hex, the subject of entries of the history itself
 */
char *
dz_head_dup_service (const DzSignedHead *head)
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

  if (!dz_store_read_place (self, &place, error))
    return FALSE;
  dz_chain_key_get (next, public_key);
  name = dz_chain_key_name (public_key);
  service = dz_head_dup_service (&place);
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
      !dz_store_sign_place (self, now, TRUE, head, error) ||
      !dz_store_set_key (self, next, error) ||
      !dz_transaction_commit (transaction, error))
    return FALSE;
  placed = dz_store_load_key (self, error);
  return placed != NULL;
}
