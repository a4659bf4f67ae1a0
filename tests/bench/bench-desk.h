/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench-screen.h"

G_BEGIN_DECLS

/**
 * BenchDesk:
 *
 * A real workstation on a screen of ours, and what it says of itself meanwhile.
 */
typedef struct _BenchDesk BenchDesk;

/* @dir: a folder of ours for what it keeps
 * @url: the service's address for staff */
BenchDesk  *bench_desk_start       (BenchScreen *screen,
                                    const char  *dir,
                                    const char  *url);
/* Whether the page was opened in time: "sign-in", "main". */
gboolean    bench_desk_wait_page   (BenchDesk   *self,
                                    const char  *page,
                                    guint        timeout_ms);
/* When it was opened last, monotonic. */
gint64      bench_desk_get_page_us (BenchDesk   *self);
/* Types name and password where they are asked for. */
void        bench_desk_sign_in     (BenchDesk   *self,
                                    const char  *name,
                                    const char  *password);
/* @n_shown: (out): how many photos were on the screen so far
 * Returns: (transfer full) (nullable): the submission on the screen */
char       *bench_desk_dup_shown   (BenchDesk   *self,
                                    guint       *n_shown);
/* What stands beside the photo: "facts", "reject" … */
gboolean    bench_desk_shows_side  (BenchDesk   *self,
                                    const char  *side);
/* The most that it had in memory so far. */
double      bench_desk_get_rss_mb  (BenchDesk   *self);
/* Its helpers share what they forked with: counted by shares. */
double      bench_desk_get_helpers_mb (BenchDesk *self);
void        bench_desk_close       (BenchDesk   *self);

G_END_DECLS
