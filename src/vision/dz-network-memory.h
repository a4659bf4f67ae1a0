/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

struct xnn_allocator;

gpointer                    dz_network_memory_new       (gsize    size);
void                        dz_network_memory_free      (gpointer memory);
const struct xnn_allocator *dz_network_memory_allocator (void);

G_END_DECLS
