/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include "dz-sync-answers.h"
#include "dz-wire.h"

static gpointer
write_reasons (DzCache *cache,
               gpointer body,
               GError **error)
{
  return GINT_TO_POINTER (dz_cache_keep_reasons (cache, body, error));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  dz_cache_worker_run_finish (DZ_CACHE_WORKER (source), result, &error);
  if (error != NULL) /* the service says them again at the next start */
    g_message ("%s", error->message);
}

static void
keep (DzSync       *self,
      DzReasonList *reasons)
{
  g_autoptr(JsonNode) node = dz_wire_reason_list_to_json (reasons);

  dz_cache_worker_run_async (self->worker, write_reasons, json_to_string (node, FALSE), g_free,
                             NULL, written_cb, NULL);
}

/* What another service said once is read again here: the reasons of this one come at sign-in, in
 * whatever revision. */
static gpointer
read_reasons (DzCache *cache,
              gpointer nothing,
              GError **error)
{
  g_autofree char *body = dz_cache_dup_reasons (cache, error);
  g_autoptr(JsonNode) node = body != NULL ? json_from_string (body, error) : NULL;

  return node != NULL ? dz_wire_reason_list_from_json (node, error) : NULL;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(DzSync) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzReasonList) reasons = dz_cache_worker_run_finish (DZ_CACHE_WORKER (source), result,
                                                                &error);

  if (reasons != NULL && !self->reasons_read)
    dz_sync_set_reasons (self, reasons);
  else if (error != NULL && !g_error_matches (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_NOT_FOUND))
    g_message ("%s", error->message);
}

/* Until the service answers, the reasons are those that it said at the last start. */
void
dz_sync_recall_reasons (DzSync *self)
{
  dz_cache_worker_run_async (self->worker, read_reasons, NULL, NULL,
                             (GDestroyNotify) dz_reason_list_unref, read_cb, g_object_ref (self));
}

/* An empty list says that nothing has changed. */
static void
reasons_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DzSync) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzReasonList) reasons = dz_api_client_call_finish (DZ_API_CLIENT (source), result,
                                                               &error);

  if (dz_sync_is_closed (self))
    return;
  if (reasons == NULL)
    dz_sync_note_failure (self, error);
  else if (dz_reason_list_get_all (reasons)->len > 0)
    {
      self->reasons_read = TRUE;
      dz_sync_set_reasons (self, reasons);
      keep (self, reasons);
    }
}

/* Asks for the reasons; the service says none of them twice. */
void
dz_sync_fetch_reasons (DzSync *self)
{
  guint known = self->reasons_read ? dz_reason_list_get_revision (self->reasons) : 0;
  g_autofree char *path = g_strdup_printf ("reasons?known=%u", known);

  dz_api_client_call_async (self->api, "GET", path, NULL, dz_sync_read_reasons,
                            (GDestroyNotify) dz_reason_list_unref, self->cancellable, reasons_cb,
                            g_object_ref (self));
}

/**
 * dz_sync_get_reasons:
 * @self: a client
 *
 * Returns: (transfer none): the reasons for refusing a photo as the service said last, perhaps at
 *   an earlier start; before it said anything, those that the program brings
 */
DzReasonList *
dz_sync_get_reasons (DzSync *self)
{
  g_return_val_if_fail (DZ_IS_SYNC (self), NULL);

  return self->reasons;
}
