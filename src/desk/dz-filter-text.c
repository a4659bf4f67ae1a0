/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-filter-text.h"

#include <glib/gi18n.h>

#include "dz-level.h"
#include "dz-time.h"

typedef struct
{
  guint       minutes;
  const char *label;
  const char *summary;
} Wait;

static const Wait waits[DZ_FILTER_N_WAITS] = {
  { 0, N_("However long"), NULL },
  { 60, N_("An hour or more"), N_("Waiting an hour or more") },
  { 4 * 60, N_("Four hours or more"), N_("Waiting four hours or more") },
  { 24 * 60, N_("A day or more"), N_("Waiting a day or more") },
  { 3 * 24 * 60, N_("Three days or more"), N_("Waiting three days or more") },
};

/**
 * dz_filter_verdict_label:
 * @verdict: what the rules said
 *
 * Returns: (transfer none): it in a few words, translated
 */
const char *
dz_filter_verdict_label (DzFilterVerdict verdict)
{
  switch (verdict)
    {
    case DZ_FILTER_VERDICT_FAIL:
      return _("A rule fails");
    case DZ_FILTER_VERDICT_WARN:
      return _("A rule warns or could not measure");
    case DZ_FILTER_VERDICT_PASS:
      return _("All rules pass");
    case DZ_FILTER_VERDICT_ANY:
    case DZ_N_FILTER_VERDICTS:
    default:
      return _("Whatever the rules say");
    }
}

/**
 * dz_filter_attempt_label:
 * @attempt: which attempts
 *
 * Returns: (transfer none): them in a few words, translated
 */
const char *
dz_filter_attempt_label (DzFilterAttempt attempt)
{
  switch (attempt)
    {
    case DZ_FILTER_ATTEMPT_FIRST:
      return _("First attempts");
    case DZ_FILTER_ATTEMPT_LATER:
      return _("Second and later attempts");
    case DZ_FILTER_ATTEMPT_ANY:
    case DZ_N_FILTER_ATTEMPTS:
    default:
      return _("All attempts");
    }
}

/**
 * dz_filter_get_wait:
 * @choice: below DZ_FILTER_N_WAITS
 *
 * Returns: how many minutes that is
 */
guint
dz_filter_get_wait (guint choice)
{
  g_return_val_if_fail (choice < DZ_FILTER_N_WAITS, 0);

  return waits[choice].minutes;
}

/**
 * dz_filter_find_wait:
 * @waited_min: minutes
 *
 * Returns: the longest choice that is not longer
 */
guint
dz_filter_find_wait (guint waited_min)
{
  guint choice = 0;

  while (choice + 1 < DZ_FILTER_N_WAITS && waits[choice + 1].minutes <= waited_min)
    choice++;
  return choice;
}

/**
 * dz_filter_wait_label:
 * @choice: below DZ_FILTER_N_WAITS
 *
 * Returns: (transfer none): it in a few words, translated
 */
const char *
dz_filter_wait_label (guint choice)
{
  g_return_val_if_fail (choice < DZ_FILTER_N_WAITS, NULL);

  return _(waits[choice].label);
}

/**
 * dz_filter_school_label:
 * @window: a window of the queue
 *
 * Returns: (transfer full): its school, "11414 中国石油大学(北京)"
 */
char *
dz_filter_school_label (const DzQueueWindow *window)
{
  g_return_val_if_fail (window != NULL, NULL);

  return g_strdup_printf ("%s %s", window->school, window->school_name);
}

/**
 * dz_filter_window_label:
 * @window: a window of the queue
 *
 * Returns: (transfer full): its levels and days
 */
char *
dz_filter_window_label (const DzQueueWindow *window)
{
  g_autofree char *levels = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  g_return_val_if_fail (window != NULL, NULL);

  levels = dz_level_join (window->levels);
  from = dz_time_format_date (window->opens_us);
  to = dz_time_format_date (window->closes_us - 1); /* the first moment after is not of it */
  /* TRANSLATORS: levels of study, and the first and last day of a collection window */
  return g_strdup_printf (_("%s, %s to %s"), levels, from, to);
}

static const DzQueueWindow *
find_window (GPtrArray  *windows,
             const char *school,
             const char *id)
{
  for (guint i = 0; windows != NULL && i < windows->len; i++)
    {
      const DzQueueWindow *window = g_ptr_array_index (windows, i);

      if (id != NULL ? g_str_equal (window->window, id) : g_strcmp0 (window->school, school) == 0)
        return window;
    }
  return NULL;
}

/* A window's own words say little without its school. */
static void
add_place (GStrvBuilder        *parts,
           const DzQueueFilter *filter,
           GPtrArray           *windows)
{
  const DzQueueWindow *window = find_window (windows, filter->school, filter->window);
  g_autofree char *school = window != NULL ? dz_filter_school_label (window) : NULL;
  g_autofree char *of_window
      = window != NULL && filter->window != NULL ? dz_filter_window_label (window) : NULL;

  if (school != NULL)
    g_strv_builder_add (parts, school);
  else if (filter->school != NULL)
    g_strv_builder_add (parts, filter->school);
  if (filter->window != NULL)
    g_strv_builder_add (parts, of_window != NULL ? of_window : _("one window"));
}

/**
 * dz_filter_summary:
 * @filter: what of the queue is asked for
 * @windows: (nullable) (element-type DzQueueWindow): those known, for their names
 *
 * Returns: (transfer full): all that is set of it, in one line
 */
char *
dz_filter_summary (const DzQueueFilter *filter,
                   GPtrArray           *windows)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) parts = NULL;

  g_return_val_if_fail (filter != NULL, NULL);

  if (filter->school != NULL || filter->window != NULL)
    add_place (builder, filter, windows);
  if (filter->verdict != DZ_FILTER_VERDICT_ANY)
    g_strv_builder_add (builder, dz_filter_verdict_label (filter->verdict));
  if (filter->attempt != DZ_FILTER_ATTEMPT_ANY)
    g_strv_builder_add (builder, dz_filter_attempt_label (filter->attempt));
  if (filter->waited_min > 0)
    {
      const Wait *wait = &waits[dz_filter_find_wait (filter->waited_min)];

      if (wait->summary != NULL)
        g_strv_builder_add (builder, _(wait->summary));
    }
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

/**
 * dz_filter_counts:
 * @n_fitting: free photos that fit the filter
 * @n_free: all free photos
 *
 * Returns: (transfer full): both, in a few words
 */
char *
dz_filter_counts (guint n_fitting,
                  guint n_free)
{
  /* TRANSLATORS: photos that nobody has, and how many of them fit what was asked for */
  return g_strdup_printf (_("%u of %u free photos fit"), n_fitting, n_free);
}
