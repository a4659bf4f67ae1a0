/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-id-number.h"
#include "dz-id.h"
#include "dz-service-error.h"
#include "dz-store-held.h"
#include "dz-store-queue.h"

#include <string.h>

#define LEASES_MAX 200

/* What a desk gets is masked; dz-resource-reveals.c shows the rest. */
static void
mask_item (gpointer data,
           gpointer user_data)
{
  DzStudent *student = ((DzItem *) data)->student;
  char *masked = dz_id_number_mask (student->id_number);

  g_free (student->id_number);
  student->id_number = masked;
}

static gboolean
set_counts (DzCall              *call,
            const DzQueueFilter *filter,
            JsonObject          *reply,
            GError             **error)
{
  DzStore *store = dz_call_get_store (call, error);
  DzQueueCounts counts = { 0 };

  if (store == NULL ||
      !dz_store_count_fitting (store, dz_call_get_user (call), filter, &counts, error))
    return FALSE;
  json_object_set_member (reply, "counts", dz_wire_queue_counts_to_json (&counts));
  return TRUE;
}

/* A desk that does not say it wants what waits for everybody. */
static DzQueueKind
read_queue (DzWireReader *reader)
{
  DzQueueKind queue = DZ_QUEUE_REVIEW;

  if (dz_wire_reader_has (reader, "queue"))
    DZ_WIRE_READ_NICK (reader, "queue", dz_queue_kind_from_nick, &queue);
  return queue;
}

/* What a desk asks for. */
typedef struct
{
  guint          wanted;
  DzQueueKind    queue;
  DzQueueFilter *filter;   /* owned, nullable */
  GStrv          given_up; /* owned, nullable */
} LeaseWish;

static void
lease_wish_clear (LeaseWish *wish)
{
  dz_queue_filter_free (wish->filter);
  g_strfreev (wish->given_up);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LeaseWish, lease_wish_clear)

static gboolean
read_wish (DzCall    *call,
           LeaseWish *wish,
           GError   **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  g_auto(DzWireReader) reader = { NULL, NULL };

  if (json == NULL)
    return FALSE;
  reader = dz_wire_reader_over (json);
  wish->wanted = dz_wire_reader_get_int (&reader, "wanted", 0, DZ_STORE_LEASES_MAX);
  wish->queue = read_queue (&reader);
  wish->filter = dz_wire_reader_read_nullable (&reader, "filter",
                                               (DzWireRead) dz_wire_queue_filter_from_json);
  if (dz_wire_reader_has (&reader, "given_up"))
    wish->given_up = dz_wire_reader_dup_strings (&reader, "given_up", LEASES_MAX);
  return dz_wire_reader_finish (&reader, error);
}

gboolean
dz_resource_lease (DzCall  *call,
                   GError **error)
{
  g_auto(LeaseWish) wish = { 0, DZ_QUEUE_REVIEW, NULL, NULL };
  DzStore *store = read_wish (call, &wish, error) ? dz_call_get_store (call, error) : NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(JsonObject) reply = json_object_new ();

  if (store == NULL)
    return FALSE;
  items = dz_store_lease_fitting (store, dz_call_get_user (call), dz_call_get_workstation (call),
                                  wish.queue, wish.filter, (const char *const *) wish.given_up,
                                  wish.wanted, error);
  if (items == NULL)
    return FALSE;
  g_ptr_array_foreach (items, mask_item, NULL);
  dz_wire_set_records (reply, "items", items, (DzWireWrite) dz_wire_item_to_json);
  if (!set_counts (call, wish.filter, reply, error))
    return FALSE;
  dz_call_reply (call, 200, dz_wire_take_object (g_steal_pointer (&reply)));
  return TRUE;
}

static GStrv
read_leases (DzCall  *call,
             GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  g_auto(DzWireReader) reader = { NULL, NULL };
  g_auto(GStrv) leases = NULL;

  if (json == NULL)
    return NULL;
  reader = dz_wire_reader_over (json);
  leases = dz_wire_reader_dup_strings (&reader, "leases", LEASES_MAX);
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&leases) : NULL;
}

gboolean
dz_resource_renew (DzCall  *call,
                   GError **error)
{
  g_auto(GStrv) leases = read_leases (call, error);
  DzStore *store = leases != NULL ? dz_call_get_store (call, error) : NULL;
  g_auto(GStrv) lost = NULL;
  JsonObject *reply;
  gint64 expires_us;

  if (store == NULL ||
      !dz_store_renew_leases (store, dz_call_get_user (call), dz_call_get_workstation (call),
                              leases, &expires_us, &lost, error))
    return FALSE;
  reply = json_object_new ();
  json_object_set_int_member (reply, "expires_us", expires_us);
  dz_wire_set_strings (reply, "lost", (const char *const *) lost);
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}

gboolean
dz_resource_release (DzCall  *call,
                     GError **error)
{
  g_auto(GStrv) leases = read_leases (call, error);
  DzStore *store = leases != NULL ? dz_call_get_store (call, error) : NULL;
  g_autoptr(JsonObject) reply = json_object_new ();
  guint n_released;

  if (store == NULL ||
      !dz_store_release_leases (store, dz_call_get_user (call), dz_call_get_workstation (call),
                                leases, &n_released, error))
    return FALSE;
  json_object_set_int_member (reply, "released", n_released);
  if (!set_counts (call, NULL, reply, error))
    return FALSE;
  dz_call_reply (call, 200, dz_wire_take_object (g_steal_pointer (&reply)));
  return TRUE;
}

/* Which of those that were listed ends first: microseconds and submission. A number of decisions to
 * leave out would be another one as soon as one of them is taken back. */
static gboolean
read_before (DzCall      *call,
             gint64      *before_us,
             const char **before,
             GError     **error)
{
  const char *text = dz_call_get_query (call, "before");
  const char *dash = text != NULL ? strchr (text, '-') : NULL;
  g_autofree char *number = dash != NULL ? g_strndup (text, (gsize) (dash - text)) : NULL;

  *before_us = G_MAXINT64;
  *before = "";
  if (dz_call_get_query (call, "skip") != NULL)
    {
      g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_NO_SKIP, "skip");
      return FALSE;
    }
  if (text == NULL)
    return TRUE;
  if (number == NULL || !dz_id_is_valid (dash + 1) ||
      !g_ascii_string_to_signed (number, 10, 0, G_MAXINT64, before_us, NULL))
    {
      g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_BAD_REQUEST, "before");
      return FALSE;
    }
  *before = dash + 1;
  return TRUE;
}

/* What was decided under leases that ended by it, and can still be taken back. */
gboolean
dz_resource_list_held (DzCall  *call,
                       GError **error)
{
  DzStore *store = dz_call_get_store (call, error);
  g_autoptr(GPtrArray) items = NULL;
  JsonObject *reply;
  const char *before;
  gint64 before_us;
  gint64 now_us;

  if (store == NULL || !read_before (call, &before_us, &before, error))
    return FALSE;
  items = dz_store_list_held (store, dz_call_get_user (call), before_us, before, &now_us, error);
  if (items == NULL)
    return FALSE;
  g_ptr_array_foreach (items, mask_item, NULL);
  reply = json_object_new ();
  json_object_set_int_member (reply, "now_us", now_us);
  dz_wire_set_records (reply, "items", items, (DzWireWrite) dz_wire_item_to_json);
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}
