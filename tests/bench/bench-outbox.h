/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: how long a decision takes to the disk, in ms, in the middle of many, while photos are
 * kept beside it */
double bench_outbox_measure (void);

G_END_DECLS
