/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-time.h"

/* China has had one zone without summer time since 1991; the notice's hours are in it, whatever
 * zone the machine is in. */
#define BEIJING_OFFSET_US (8 * G_TIME_SPAN_HOUR)

static char *
format_beijing (gint64      time_us,
                const char *format)
{
  gint64 shifted_us = time_us + BEIJING_OFFSET_US;
  gint64 before_us = shifted_us % G_TIME_SPAN_SECOND < 0 ? G_TIME_SPAN_SECOND : 0;
  g_autoptr(GDateTime) whole =
    g_date_time_new_from_unix_utc ((shifted_us - before_us) / G_TIME_SPAN_SECOND);

  return whole != NULL ? g_date_time_format (whole, format) : g_strdup ("?");
}

/**
 * dz_time_format:
 * @time_us: microseconds since 1970 UTC
 *
 * Returns: (transfer full): Beijing time, "2022-05-10 09:58:03"
 */
char *
dz_time_format (gint64 time_us)
{
  return format_beijing (time_us, "%Y-%m-%d %H:%M:%S");
}

/**
 * dz_time_format_date:
 * @time_us: microseconds since 1970 UTC
 *
 * Returns: (transfer full): the day in Beijing, "2022-05-10"
 */
char *
dz_time_format_date (gint64 time_us)
{
  return format_beijing (time_us, "%Y-%m-%d");
}

/**
 * dz_time_parse_day:
 * @day: (nullable): a day in Beijing, "2022-05-14"
 * @begins_us: (out): its first microsecond, UTC
 *
 * Returns: whether @day is a day
 */
gboolean
dz_time_parse_day (const char *day,
                   gint64     *begins_us)
{
  g_autofree char *iso = g_strconcat (day != NULL ? day : "", "T00:00:00+08", NULL);
  g_autoptr(GDateTime) begins = NULL;

  if (day == NULL || !g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", day, 0, 0))
    return FALSE;
  begins = g_date_time_new_from_iso8601 (iso, NULL);
  if (begins == NULL)
    return FALSE;
  *begins_us = g_date_time_to_unix (begins) * G_TIME_SPAN_SECOND;
  return TRUE;
}
