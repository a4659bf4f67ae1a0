/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* gcc runs a loop of unknown length on vectors only where it is told to, and forgets it where it
 * puts the loop into another function. */
#if defined (__GNUC__) && !defined (__clang__)
#define DZ_ON_VECTORS \
  __attribute__ ((noinline, optimize ("tree-vectorize", "vect-cost-model=dynamic")))
#else
#define DZ_ON_VECTORS
#endif
