/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

struct xnn_allocator;

/**
 * DzScratch:
 *
 * Memory that several networks work in, one after the other: a child takes each of its pages once
 * and not once for every network. Nobody touches it before a network runs.
 */
typedef struct _DzScratch DzScratch;

DzScratch                  *dz_scratch_new              (void);
void                        dz_scratch_free             (DzScratch *self);
gpointer                    dz_scratch_take             (DzScratch *self,
                                                         gsize      size);
void                        dz_scratch_watch            (DzScratch *self,
                                                         guint      lend_at);
guint                       dz_scratch_unwatch          (DzScratch *self);
void                        dz_scratch_touch            (DzScratch *self);
gboolean                    dz_scratch_is_touched       (const DzScratch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzScratch, dz_scratch_free)

#define DZ_SCRATCH_NONE G_MAXUINT

gpointer                    dz_network_memory_new       (gsize      size);
void                        dz_network_memory_free      (gpointer   memory);
const struct xnn_allocator *dz_network_memory_allocator (void);

G_END_DECLS
