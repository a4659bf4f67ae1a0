/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-mirror-rows.h"

G_BEGIN_DECLS

/**
 * DzMirrorFacet:
 * @word: a word
 * @n: how many entries of those wanted have it
 *
 * A choice that a filter offers.
 */
typedef struct
{
  char  *word;
  gint64 n;
} DzMirrorFacet;

/**
 * DzMirrorDay:
 * @begin_us: when the day began in Beijing
 * @first_seq: number of its first entry
 * @n: how many entries of those wanted it has
 *
 * A day of the history.
 */
typedef struct
{
  gint64 begin_us;
  gint64 first_seq;
  gint64 n;
} DzMirrorDay;

void       dz_mirror_facet_free   (DzMirrorFacet        *self);
GPtrArray *dz_mirror_count_words  (DzMirror             *self,
                                   const DzMirrorFilter *filter,
                                   DzMirrorDimension     dimension,
                                   GCancellable         *cancellable,
                                   GError              **error);
GArray    *dz_mirror_count_days   (DzMirror             *self,
                                   const DzMirrorFilter *filter,
                                   GCancellable         *cancellable,
                                   GError              **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzMirrorFacet, dz_mirror_facet_free)

G_END_DECLS
