/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include <string.h>

#include "dz-service-error.h"
#include "dz-store-history.h"

#define LIMIT_DEFAULT 200
#define LIMIT_MAX 1000

/* A page stays well under what a client takes, however much JSON makes of quotes in its details
 * (six bytes of one at the worst). */
#define DETAIL_BYTES_MAX ((gsize) 1024 * 1024)

/* The first entry always stays: whoever asks on from the last one gets on. */
static void
cut_page (GPtrArray *entries)
{
  gsize bytes = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const DzEntry *entry = g_ptr_array_index (entries, i);

      bytes += entry->detail != NULL ? strlen (entry->detail) : 0;
      if (i > 0 && bytes > DETAIL_BYTES_MAX)
        g_ptr_array_set_size (entries, (int) i);
    }
}

/* Whose entries are asked for: who may not read everybody's reads their own, and is told so where
 * they ask for another's. */
static gboolean
read_actor (DzCall      *call,
            const char **actor,
            GError     **error)
{
  const DzUser *user = dz_call_get_user (call);

  *actor = dz_call_get_query (call, "actor");
  if ((user->roles & (DZ_ROLE_SUPERVISOR | DZ_ROLE_ADMINISTRATOR)) != 0)
    return TRUE;
  if (*actor == NULL)
    *actor = user->id;
  if (g_str_equal (*actor, user->id))
    return TRUE;
  g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_FORBIDDEN,
                       "the history of somebody else");
  return FALSE;
}

gboolean
dz_resource_read_history (DzCall  *call,
                          GError **error)
{
  g_autoptr(GPtrArray) entries = NULL;
  const char *actor;
  JsonObject *reply;
  DzStore *store;
  gint64 from;
  gint64 limit;

  if (!read_actor (call, &actor, error) ||
      !dz_call_get_number (call, "from", 1, 1, G_MAXINT64, &from, error) ||
      !dz_call_get_number (call, "limit", LIMIT_DEFAULT, 1, LIMIT_MAX, &limit, error))
    return FALSE;
  store = dz_call_get_store (call, error);
  if (store == NULL)
    return FALSE;
  entries = dz_store_read_history (store, from, limit, actor, error);
  if (entries == NULL)
    return FALSE;
  cut_page (entries);
  reply = json_object_new ();
  dz_wire_set_records (reply, "entries", entries, (DzWireWrite) dz_wire_entry_to_json);
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}
