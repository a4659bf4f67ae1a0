/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include "dz-queue-kind.h"
#include "dz-sync-answers.h"
#include "dz-wire.h"

/* What a reviewer has at hand, and as many behind it: their photos are fetched while there is time,
 * so that an outage of minutes stops nobody. At 1,200 photos an hour these are two minutes. */
#define AT_HAND 20
#define RESERVE 20
#define QUEUE_WANTED (AT_HAND + RESERVE)

/* Who has nothing gets these first: an answer of forty takes a while to make and to read. */
#define AT_FIRST 4

/* A service that asks to be left alone for a day is asked again sooner: somebody waits for it. */
#define ASKED_MAX_S 600

/* A supervisor's desk takes as many more of what was set apart, so that neither queue waits for the
 * other to be empty. */
#define SET_APART_WANTED 4

static gboolean
is_stale (const char *submission,
          gpointer    user_data)
{
  DzSync *self = user_data;
  const gint64 *touched = g_hash_table_lookup (self->touched, submission);

  return dz_outbox_is_waiting (self->outbox, submission) ||
         (touched != NULL && *touched > self->asked);
}

static const DzItem *
item_at (DzSync *self,
         guint   i)
{
  g_autoptr(DzQueueItem) item = g_list_model_get_item (G_LIST_MODEL (self->queue), i);

  return dz_queue_item_get_item (item); /* the queue keeps it */
}

/* What may be asked for beside a photo: all of its student's, and those that look like it. */
static void
add_others (GHashTable   *wanted,
            const DzItem *item)
{
  for (guint i = 0; i < item->earlier->len; i++)
    {
      const DzSubmission *earlier = g_ptr_array_index (item->earlier, i);

      g_hash_table_add (wanted, earlier->photo);
    }
  for (guint i = 0; i < item->twins->len; i++)
    {
      const DzTwin *twin = g_ptr_array_index (item->twins, i);

      g_hash_table_add (wanted, twin->photo);
    }
  if (item->admission != NULL)
    g_hash_table_add (wanted, item->admission->photo);
}

/* What will be asked for: the attempt that went back, the closest twin, and the photo that the
 * student was admitted with. */
static void
fetch_others (DzSync       *self,
              const DzItem *item)
{
  const DzSubmission *returned = dz_item_find_returned (item);

  if (returned != NULL)
    dz_photo_shelf_fetch_ahead (self->shelf, returned->photo);
  if (item->twins->len > 0)
    dz_photo_shelf_fetch_ahead (self->shelf,
                                ((const DzTwin *) g_ptr_array_index (item->twins, 0))->photo);
  if (item->admission != NULL)
    dz_photo_shelf_fetch_ahead (self->shelf, item->admission->photo);
}

/* Has the photos of the queue at hand, and no others but those that may stand beside them; these
 * are fetched when all that is to be judged is there. */
void
dz_sync_fetch_ahead (DzSync *self)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = dz_queue_get_length (self->queue);

  for (guint i = 0; i < n; i++)
    {
      g_hash_table_add (wanted, item_at (self, i)->submission->photo);
      add_others (wanted, item_at (self, i));
    }
  dz_photo_shelf_retain (self->shelf, wanted);
  for (guint i = 0; i < n; i++)
    dz_photo_shelf_fetch_ahead (self->shelf, item_at (self, i)->submission->photo);
  for (guint i = 0; i < n; i++)
    fetch_others (self, item_at (self, i));
}

static gboolean
is_supervisor (DzSync *self)
{
  return self->user != NULL && (self->user->roles & DZ_ROLE_SUPERVISOR) != 0;
}

/* What was undone is leased anew, and until the service has said so this desk cannot give it up. */
static gboolean
knows_leases (DzSync    *self,
              GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const DzItem *item = g_ptr_array_index (items, i);
      DzQueueItem *queued = dz_queue_find (self->queue, item->submission->id);

      if (queued != NULL && !is_stale (item->submission->id, self)
          && !g_str_equal (dz_queue_item_get_item (queued)->lease->id, item->lease->id))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_stale (DzSync *self)
{
  for (guint i = 0; i < dz_queue_get_length (self->queue); i++)
    if (is_stale (item_at (self, i)->submission->id, self))
      return TRUE;
  return FALSE;
}

/* What is being undone is asked for again when the service has answered. */
static gboolean
has_waiting (DzSync *self)
{
  for (guint i = 0; i < dz_queue_get_length (self->queue); i++)
    if (dz_outbox_is_waiting (self->outbox, item_at (self, i)->submission->id))
      return TRUE;
  return FALSE;
}

/* What the new filter let go is gone, even from before somebody's eyes: they asked for it. */
static void
sort_out (DzSync              *self,
          const DzLeaseAnswer *answer)
{
  if (self->asked_no != self->filter_no || self->fitted_no == self->filter_no)
    return;
  dz_queue_retain (self->queue, answer->items, is_stale, self);
  if (knows_leases (self, answer->items) && !has_stale (self))
    self->fitted_no = self->filter_no;
}

static void
take_answer (DzSync              *self,
             const DzLeaseAnswer *answer)
{
  if (self->connection == DZ_CONNECTION_OFFLINE)
    dz_outbox_resume (self->outbox);
  dz_sync_note_reached (self, TRUE);
  dz_sync_set_counts (self, answer->counts);
  sort_out (self, answer);
  dz_queue_merge (self->queue, answer->items, is_stale, self);
  dz_sync_fetch_ahead (self);
  dz_sync_fetch_held (self); /* where nobody answered before */
}

/* Only the filter that was asked for is to blame; another one has its own answer. */
static void
refuse_filter (DzSync *self)
{
  if (self->asked_no == self->filter_no)
    dz_sync_drop_filter (self);
  else
    dz_sync_top_up (self);
}

static void
note_failure (DzSync       *self,
              const GError *error)
{
  dz_sync_note_failure (self, error);
  dz_sync_end_refreshes (self, error);
}

/* FALSE where there is nobody here any more for whom to ask on. */
static gboolean
finish_lease (DzSync       *self,
              DzApiClient  *api,
              GAsyncResult *result)
{
  g_autoptr(GError) error = NULL;
  guint asked_s = dz_api_client_get_retry_after_s (api, result);
  g_autoptr(DzLeaseAnswer) answer = dz_api_client_call_finish (api, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE; /* of an earlier session; this one has asked for itself */
  self->leasing = FALSE;
  self->asked_off_us = g_get_monotonic_time () +
                       MIN (asked_s, ASKED_MAX_S) * G_TIME_SPAN_SECOND;
  if (g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNKNOWN_FILTER))
    refuse_filter (self);
  else if (answer == NULL)
    note_failure (self, error);
  if (answer == NULL || self->user == NULL)
    return FALSE;
  take_answer (self, answer);
  g_debug ("leased, %u here", dz_queue_get_length (self->queue));
  if (self->asked_no != self->filter_no
      || (self->fitted_no != self->filter_no && !has_waiting (self)))
    dz_sync_top_up (self); /* it changed while the service was answering, or can be met only now */
  return TRUE;
}

static void
add_filter (DzSync     *self,
            JsonObject *object)
{
  g_auto(GStrv) leases = NULL;

  self->asked_no = self->filter_no;
  if (!dz_queue_filter_is_empty (self->filter))
    json_object_set_member (object, "filter", dz_wire_queue_filter_to_json (self->filter));
  if (self->fitted_no == self->filter_no)
    return;
  leases = dz_queue_dup_leases (self->queue);
  dz_wire_set_strings (object, "given_up", (const char *const *) leases);
}

/* The service answers with all that this desk has, from whichever queue. */
static void
lease (DzSync             *self,
       DzQueueKind         queue,
       guint               wanted,
       GAsyncReadyCallback callback)
{
  JsonObject *object = json_object_new ();
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GBytes) body = NULL;

  self->leasing = TRUE;
  g_clear_object (&self->leasing_ended);
  self->leasing_ended = g_cancellable_new ();
  self->asked = ++self->epoch;
  json_object_set_int_member (object, "wanted", wanted);
  json_object_set_string_member (object, "queue", dz_queue_kind_to_nick (queue));
  add_filter (self, object);
  node = dz_wire_take_object (object);
  body = dz_wire_print (node);
  dz_api_client_call_async (self->api, "POST", "leases", body, dz_sync_read_leases,
                            (GDestroyNotify) dz_lease_answer_free, self->leasing_ended, callback,
                            g_object_ref (self));
}

/* Nobody waits while nothing is asked. */
static void
end_leasing (DzSync *self)
{
  if (!self->leasing)
    dz_sync_end_refreshes (self, NULL);
}

/* The request under way is given up, and its answer, should one come, is not heard: what the
 * service has leased by it comes with the next. */
void
dz_sync_stop_leasing (DzSync *self)
{
  g_cancellable_cancel (self->leasing_ended);
  self->leasing = FALSE;
}

static void
leased_set_apart_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(DzSync) self = user_data;

  finish_lease (self, DZ_API_CLIENT (source), result);
  end_leasing (self);
}

static void
lease_set_apart (DzSync *self)
{
  if (is_supervisor (self) && !self->leasing)
    lease (self, DZ_QUEUE_SUPERVISOR, QUEUE_WANTED + SET_APART_WANTED, leased_set_apart_cb);
}

static void
leased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DzSync) self = user_data;

  if (finish_lease (self, DZ_API_CLIENT (source), result))
    lease_set_apart (self);
  end_leasing (self);
}

static void
lease_further (DzSync *self)
{
  if (dz_queue_get_length (self->queue) >= AT_FIRST && !self->leasing)
    lease (self, DZ_QUEUE_REVIEW, QUEUE_WANTED, leased_cb);
  else
    lease_set_apart (self);
}

static void
leased_first_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(DzSync) self = user_data;

  if (finish_lease (self, DZ_API_CLIENT (source), result))
    lease_further (self);
  end_leasing (self);
}

/* Asks for as many as a full queue holds; a supervisor's then for some of what was set apart, which
 * nobody else may decide. */
void
dz_sync_top_up (DzSync *self)
{
  if (self->user == NULL || self->leasing || self->connection == DZ_CONNECTION_EXPIRED ||
      self->asked_off_us > g_get_monotonic_time () ||
      !(self->user->roles & (DZ_ROLE_REVIEWER | DZ_ROLE_SUPERVISOR)))
    return;
  if (dz_queue_get_length (self->queue) == 0)
    lease (self, DZ_QUEUE_REVIEW, AT_FIRST, leased_first_cb);
  else
    lease (self, DZ_QUEUE_REVIEW, QUEUE_WANTED, leased_cb);
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
