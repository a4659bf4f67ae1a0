/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench-figures.h"
#include "bench-screen.h"

G_BEGIN_DECLS

/* How soon a desk that shows the first of some photos shows a part of one larger, and moves about
 * in it while all of its pixels are still being decoded. @run: "desk/3024x4032" */
void bench_zoom_measure (BenchScreen  *screen,
                         BenchFigures *figures,
                         const char   *run);

G_END_DECLS
