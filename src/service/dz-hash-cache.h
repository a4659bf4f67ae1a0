/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"
#include "dz-profile.h"
#include "dz-store.h"

G_BEGIN_DECLS

/* At most so many hashes of pictures and as many of faces are held, at 108 bytes each. A province
 * has some hundred thousand graduates a year, and photos are kept for 400 days. */
#define DZ_HASH_CACHE_MAX 2000000

/**
 * DzHashHits:
 * @whole: (element-type DzPdqHit): pictures that are alike
 * @face: (element-type DzPdqHit): faces that are alike
 * @known_to: id of the newest hashes that were looked at
 * @complete: whether all photos were looked at, FALSE where there are more than are held
 *
 * What lies close to a photo.
 */
typedef struct
{
  GArray  *whole; /* owned */
  GArray  *face;  /* owned */
  gint64   known_to;
  gboolean complete;
} DzHashHits;

void dz_hash_hits_clear (DzHashHits *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzHashHits, dz_hash_hits_clear)

/**
 * DzHashCache:
 *
 * The hashes of all photos in memory. The store has them too: several processes may hold their own
 * over one store, and each catches up before it answers. Its functions may be called from any
 * thread; the first call of a process reads everything.
 */
typedef struct _DzHashCache DzHashCache;

DzHashCache *dz_hash_cache_new    (guint                n_max);
void         dz_hash_cache_free   (DzHashCache         *self);
gboolean     dz_hash_cache_find   (DzHashCache         *self,
                                   DzStore             *store,
                                   const DzMeasurement *measurement,
                                   const DzAlikeLimits *limits,
                                   DzHashHits          *hits,
                                   GError             **error);
void         dz_hash_cache_forget (DzHashCache         *self,
                                   gint64               id);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzHashCache, dz_hash_cache_free)

G_END_DECLS
