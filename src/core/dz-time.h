/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times are microseconds since 1970-01-01 UTC everywhere; people see them in Beijing time. */

char    *dz_time_format      (gint64      time_us);
char    *dz_time_format_date (gint64      time_us);
gboolean dz_time_parse_day   (const char *day,
                              gint64     *begins_us);

#define DZ_TIME_DAY_US ((gint64) G_TIME_SPAN_DAY)

G_END_DECLS
