/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include "dz-sync-answers.h"

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
    dz_sync_set_reasons (self, reasons);
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
 * Returns: (transfer none): the reasons for refusing a photo as the service said last; before it
 *   said anything, those that the program brings
 */
DzReasonList *
dz_sync_get_reasons (DzSync *self)
{
  g_return_val_if_fail (DZ_IS_SYNC (self), NULL);

  return self->reasons;
}
