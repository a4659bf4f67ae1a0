/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BENCH_NO_REACH (-1)

/**
 * BenchFigures:
 * @n_judged: how many figures had something to reach
 * @n_reached: how many of them reached it
 *
 * What a benchmark prints, a figure a line.
 */
typedef struct
{
  guint n_judged;
  guint n_reached;
} BenchFigures;

/* A run's figure, with its unit, held against a number that it must not pass. */
void     bench_figures_say          (BenchFigures *self,
                                     const char   *run,
                                     const char   *what,
                                     double        value,
                                     const char   *unit,
                                     double        reach);
/* … or that it must come up to. */
void     bench_figures_say_at_least (BenchFigures *self,
                                     const char   *run,
                                     const char   *what,
                                     double        value,
                                     const char   *unit,
                                     double        reach);
void     bench_figures_say_all      (BenchFigures *self);

int      bench_compare              (gconstpointer a,
                                     gconstpointer b);
/* @values: (element-type double), in any order, at least one */
double   bench_percentile           (GArray       *values,
                                     guint         percent);
double   bench_ms_since             (gint64        begin_us);

G_END_DECLS
