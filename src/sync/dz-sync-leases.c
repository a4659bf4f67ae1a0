/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include "dz-sync-answers.h"
#include "dz-wire.h"

#define QUEUE_WANTED 20

static gboolean
is_stale (const char *submission,
          gpointer    user_data)
{
  DzSync *self = user_data;
  const gint64 *touched = g_hash_table_lookup (self->touched, submission);

  return dz_outbox_is_waiting (self->outbox, submission) ||
         (touched != NULL && *touched > self->asked);
}

static const char *
photo_at (DzSync *self,
          guint   i)
{
  g_autoptr(DzQueueItem) item = g_list_model_get_item (G_LIST_MODEL (self->queue), i);

  return dz_queue_item_get_item (item)->submission->photo; /* the queue keeps it */
}

/* Has the photos of the queue at hand, and no others. */
void
dz_sync_fetch_ahead (DzSync *self)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = dz_queue_get_length (self->queue);

  for (guint i = 0; i < n; i++)
    g_hash_table_add (wanted, (char *) photo_at (self, i));
  dz_photo_shelf_retain (self->shelf, wanted);
  for (guint i = 0; i < n; i++)
    dz_photo_shelf_fetch_ahead (self->shelf, photo_at (self, i));
}

static void
leased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DzSync) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzLeaseAnswer) answer = dz_api_client_call_finish (DZ_API_CLIENT (source), result,
                                                               &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* of an earlier session; this one has asked for itself */
  self->leasing = FALSE;
  if (answer == NULL)
    {
      dz_sync_note_failure (self, error);
      return;
    }
  if (self->user == NULL)
    return;
  if (self->connection == DZ_CONNECTION_OFFLINE)
    dz_outbox_resume (self->outbox);
  dz_sync_note_reached (self, TRUE);
  dz_sync_set_counts (self, answer->counts);
  dz_queue_merge (self->queue, answer->items, is_stale, self);
  dz_sync_fetch_ahead (self);
}

/* Asks for as many as a full queue holds: the service answers with all that this desk has. */
void
dz_sync_top_up (DzSync *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GBytes) body = NULL;

  if (self->user == NULL || self->leasing || self->connection == DZ_CONNECTION_EXPIRED ||
      !(self->user->roles & (DZ_ROLE_REVIEWER | DZ_ROLE_SUPERVISOR)))
    return;
  self->leasing = TRUE;
  self->asked = ++self->epoch;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "wanted");
  json_builder_add_int_value (builder, QUEUE_WANTED);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  body = dz_wire_print (node);
  dz_api_client_call_async (self->api, "POST", "leases", body, dz_sync_read_leases,
                            (GDestroyNotify) dz_lease_answer_free, self->cancellable, leased_cb,
                            g_object_ref (self));
}

GBytes *
dz_sync_new_leases_body (DzSync *self)
{
  g_auto(GStrv) leases = dz_queue_dup_leases (self->queue);
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object = json_object_new ();

  dz_wire_set_strings (object, "leases", (const char *const *) leases);
  node = dz_wire_take_object (object);
  return dz_wire_print (node);
}

static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DzSync) self = user_data;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) lost = dz_api_client_call_finish (DZ_API_CLIENT (source), result, &error);

  if (lost == NULL)
    dz_sync_note_failure (self, error);
  else if (lost[0] != NULL)
    dz_sync_top_up (self); /* the answer tells which are still ours */
}

/* Keeps what this desk holds for another while. */
void
dz_sync_renew (DzSync *self)
{
  g_autoptr(GBytes) body = NULL;

  if (self->user == NULL || self->connection == DZ_CONNECTION_EXPIRED ||
      dz_queue_get_length (self->queue) == 0)
    return;
  body = dz_sync_new_leases_body (self);
  dz_api_client_call_async (self->api, "POST", "leases/renew", body, dz_sync_read_lost,
                            (GDestroyNotify) g_strfreev, self->cancellable, renewed_cb,
                            g_object_ref (self));
}
