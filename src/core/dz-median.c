/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-median.h"

static inline void
swap (float *a,
      float *b)
{
  float held = *a;

  *a = *b;
  *b = held;
}

/* The middle one of the first, middle and last, so that sorted values are split in halves too. */
static float
choose_pivot (const float *values,
              guint        first,
              guint        last)
{
  float a = values[first];
  float b = values[first + (last - first) / 2];
  float c = values[last];

  return MAX (MIN (a, b), MIN (MAX (a, b), c));
}

/* Hoare's selection: puts the value of rank @k to its place, smaller ones before and greater ones
 * behind it. Linear, where sorting would not be. */
static float
select_rank (float *values,
             guint  n_values,
             guint  k)
{
  gssize first = 0;
  gssize last = (gssize) n_values - 1;

  while (first < last)
    {
      float pivot = choose_pivot (values, first, last);
      gssize i = first;
      gssize j = last;

      while (i <= j)
        {
          for (; values[i] < pivot; i++)
            ;
          for (; pivot < values[j]; j--)
            ;
          if (i <= j)
            swap (&values[i++], &values[j--]);
        }
      if ((gssize) k <= j)
        last = j;
      else if ((gssize) k >= i)
        first = i;
      else
        break;
    }
  return values[k];
}

/**
 * dz_median:
 * @values: numbers, none of them NaN; put into another order
 * @n_values: how many, at least 1
 *
 * Returns: the median; of an even number of values, the mean of the two in the middle
 */
float
dz_median (float *values,
           guint  n_values)
{
  float upper;
  float lower;

  g_return_val_if_fail (n_values > 0, 0);

  upper = select_rank (values, n_values, n_values / 2);
  if (n_values % 2 == 1)
    return upper;
  lower = values[0];
  for (guint i = 1; i < n_values / 2; i++)
    lower = MAX (lower, values[i]);
  return (lower + upper) / 2;
}

/**
 * dz_quantile:
 * @values: numbers, none of them NaN; put into another order
 * @n_values: how many, at least 1
 * @share: 0…1
 *
 * Returns: the value that @share of the others lie below, without interpolation
 */
float
dz_quantile (float *values,
             guint  n_values,
             double share)
{
  g_return_val_if_fail (n_values > 0 && share >= 0 && share <= 1, 0);

  return select_rank (values, n_values, (guint) (share * (n_values - 1)));
}
