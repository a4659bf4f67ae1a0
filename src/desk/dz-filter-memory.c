/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-filter-memory.h"

#include "dz-settings.h"

/* Whose it is, school, window, verdict, attempt, minutes; an empty text for none. */
#define KEY "queue-filter"
#define TYPE "(sssssu)"

static char *
dup_given (const char *text)
{
  return *text != '\0' ? g_strdup (text) : NULL;
}

/* The client drops a filter that its service does not know any more: it is not asked for at the
 * next start either. What another person's beginning sets aside stays. */
static void
filter_changed_cb (DzSync *sync)
{
  g_autoptr(GSettings) settings = dz_settings_open ();
  const DzUser *user = dz_sync_get_user (sync);
  g_autoptr(GVariant) value = NULL;
  const char *owner;

  if (settings == NULL || user == NULL || !dz_queue_filter_is_empty (dz_sync_get_filter (sync)))
    return;
  value = g_settings_get_value (settings, KEY);
  g_variant_get_child (value, 0, "&s", &owner);
  if (g_str_equal (owner, user->id))
    g_settings_reset (settings, KEY);
}

/**
 * dz_filter_memory_restore:
 * @sync: a client to whom nobody has signed in
 *
 * Tells it what was asked for here last, and by whom: the same person begins with it again. A
 * person's id is of one service, so that another service's windows are not asked for.
 */
void
dz_filter_memory_restore (DzSync *sync)
{
  g_autoptr(GSettings) settings = dz_settings_open ();
  g_autoptr(DzQueueFilter) filter = dz_queue_filter_new ();
  const char *user = "", *school = "", *window = "", *verdict = "", *attempt = "";
  g_autoptr(GVariant) value = NULL;

  g_return_if_fail (DZ_IS_SYNC (sync));

  if (settings == NULL)
    return;
  g_signal_connect (sync, "notify::filter", G_CALLBACK (filter_changed_cb), NULL);
  value = g_settings_get_value (settings, KEY);
  g_variant_get (value, "(&s&s&s&s&su)", &user, &school, &window, &verdict, &attempt,
                 &filter->waited_min);
  filter->school = dup_given (school);
  filter->window = dup_given (window);
  dz_filter_verdict_from_nick (verdict, &filter->verdict);
  dz_filter_attempt_from_nick (attempt, &filter->attempt);
  filter->waited_min = MIN (filter->waited_min, DZ_FILTER_WAITED_MIN_MAX);
  if (*user != '\0')
    dz_sync_remember_filter (sync, user, filter);
}

/**
 * dz_filter_memory_apply:
 * @sync: a client
 * @filter: what of the queue is wanted from now on
 *
 * Asks for it, and keeps it for the next time.
 */
void
dz_filter_memory_apply (DzSync              *sync,
                        const DzQueueFilter *filter)
{
  g_autoptr(GSettings) settings = dz_settings_open ();
  const DzUser *user;

  g_return_if_fail (DZ_IS_SYNC (sync) && filter != NULL);

  user = dz_sync_get_user (sync);
  if (settings != NULL && user != NULL)
    g_settings_set (settings, KEY, TYPE, user->id, filter->school != NULL ? filter->school : "",
                    filter->window != NULL ? filter->window : "",
                    dz_filter_verdict_to_nick (filter->verdict),
                    dz_filter_attempt_to_nick (filter->attempt), filter->waited_min);
  dz_sync_set_filter (sync, filter);
}
