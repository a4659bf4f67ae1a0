/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @n_photos: (out): how many photos were kept and dropped beside it
 * Returns: (transfer full) (element-type double): how long each of many decisions takes to the
 * disk, in ms, while photos of a camera are encrypted beside it */
GArray *bench_outbox_measure (guint *n_photos);

G_END_DECLS
