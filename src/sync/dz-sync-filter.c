/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync-private.h"

#include <glib/gi18n-lib.h>

/* What of the queue this person wants to judge. */

static gboolean
take_filter (DzSync              *self,
             const DzQueueFilter *filter)
{
  if (dz_queue_filter_equal (self->filter, filter))
    return FALSE;
  dz_queue_filter_free (self->filter);
  self->filter = dz_queue_filter_copy (filter);
  self->filter_no++;
  dz_sync_notify_filter (self);
  return TRUE;
}

/**
 * dz_sync_remember_filter:
 * @self: a client
 * @user: id of the person who set it
 * @filter: what they wanted when they were here last
 *
 * Says with which filter a person is to begin when they sign in; everybody else begins with none.
 */
void
dz_sync_remember_filter (DzSync              *self,
                         const char          *user,
                         const DzQueueFilter *filter)
{
  g_autofree char *old_user = NULL;

  g_return_if_fail (DZ_IS_SYNC (self) && user != NULL && filter != NULL);

  old_user = self->remembered_of;
  self->remembered_of = g_strdup (user);
  dz_queue_filter_free (self->remembered);
  self->remembered = dz_queue_filter_copy (filter);
}

/* Somebody has signed in. Nothing is leased of what they would give back at once. */
void
dz_sync_recover_filter (DzSync *self)
{
  g_autoptr(DzQueueFilter) none = dz_queue_filter_new ();
  gboolean mine = self->user != NULL && self->remembered != NULL &&
                  g_strcmp0 (self->user->id, self->remembered_of) == 0;

  take_filter (self, mine ? self->remembered : none);
}

/* The service knows nothing of the school or window that is asked for: a window may have been taken
 * away since. Asked again, it would refuse again, and nothing would be leased any more. */
void
dz_sync_drop_filter (DzSync *self)
{
  g_autoptr(DzQueueFilter) none = dz_queue_filter_new ();

  if (dz_queue_filter_is_empty (self->filter))
    return;
  g_signal_emit_by_name (self, "problem",
                         _("The filter asked for a school or window that is not there any more. "
                           "It is off, and the whole queue is leased again."));
  dz_sync_set_filter (self, none);
}

/**
 * dz_sync_set_filter:
 * @self: a client
 * @filter: what of the queue is wanted from now on
 *
 * Asks for nothing else any more, and gives back what is leased and does not fit. What was decided
 * stays decided. Where the service does not answer now, that happens when it does.
 */
void
dz_sync_set_filter (DzSync              *self,
                    const DzQueueFilter *filter)
{
  g_return_if_fail (DZ_IS_SYNC (self) && filter != NULL);

  if (self->user != NULL)
    dz_sync_remember_filter (self, self->user->id, filter);
  if (take_filter (self, filter))
    dz_sync_top_up (self);
}

/**
 * dz_sync_get_filter:
 * @self: a client
 *
 * Returns: (transfer none): what of the queue is asked for
 */
const DzQueueFilter *
dz_sync_get_filter (DzSync *self)
{
  g_return_val_if_fail (DZ_IS_SYNC (self), NULL);

  return self->filter;
}
