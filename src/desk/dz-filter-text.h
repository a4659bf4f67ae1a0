/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-queue-filter.h"
#include "dz-queue-window.h"

G_BEGIN_DECLS

/* How long photos may be asked to have waited, minutes, the shortest first. */
#define DZ_FILTER_N_WAITS 5

const char *dz_filter_verdict_label (DzFilterVerdict      verdict);
const char *dz_filter_attempt_label (DzFilterAttempt      attempt);
guint       dz_filter_get_wait      (guint                choice);
guint       dz_filter_find_wait     (guint                waited_min);
const char *dz_filter_wait_label    (guint                choice);
char       *dz_filter_school_label  (const DzQueueWindow *window);
char       *dz_filter_window_label  (const DzQueueWindow *window);
char       *dz_filter_summary       (const DzQueueFilter *filter,
                                     GPtrArray           *windows);
char       *dz_filter_counts        (guint                n_fitting,
                                     guint                n_free);

G_END_DECLS
