/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-figures.h"

#include <stdio.h>

static void
say (BenchFigures *self,
     const char   *figure,
     const char   *sign,
     double        reach,
     gboolean      reached)
{
  printf ("%s", figure);
  if (reach >= 0)
    {
      printf (", reach %s %g", sign, reach);
      self->n_judged++;
      self->n_reached += reached;
    }
  putchar ('\n');
  fflush (stdout);
}

static char *
write_figure (const char *run,
              const char *what,
              double      value,
              const char *unit)
{
  return g_strdup_printf (value < 1000 ? "%s/%s %.3g%s%s" : "%s/%s %.0f%s%s", run, what, value,
                          *unit != '\0' ? " " : "", unit);
}

void
bench_figures_say (BenchFigures *self,
                   const char   *run,
                   const char   *what,
                   double        value,
                   const char   *unit,
                   double        reach)
{
  g_autofree char *figure = write_figure (run, what, value, unit);

  say (self, figure, "≤", reach, value <= reach);
}

void
bench_figures_say_at_least (BenchFigures *self,
                            const char   *run,
                            const char   *what,
                            double        value,
                            const char   *unit,
                            double        reach)
{
  g_autofree char *figure = write_figure (run, what, value, unit);

  say (self, figure, "≥", reach, value >= reach);
}

void
bench_figures_say_all (BenchFigures *self)
{
  printf ("reached %u of %u\n", self->n_reached, self->n_judged);
}

int
bench_compare (gconstpointer a,
               gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

double
bench_percentile (GArray *values,
                  guint   percent)
{
  g_autoptr(GArray) sorted = g_array_copy (values);

  g_array_sort (sorted, bench_compare);
  return g_array_index (sorted, double, (sorted->len - 1) * percent / 100);
}

double
bench_ms_since (gint64 begin_us)
{
  return (double) (g_get_monotonic_time () - begin_us) / 1000;
}
