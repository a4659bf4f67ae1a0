/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-mirror-words.h"

G_BEGIN_DECLS

/**
 * DzMirrorFilter:
 * @words: (array fixed-size=7): for each #DzMirrorDimension the words, one of which an entry must
 *   have; %NULL for any
 * @subjects: (nullable): ids, one of which an entry must be about, or have been done by; a whole
 *   story: a student's id and those of their submissions
 * @from_us: service time from which on; 0 for the beginning
 * @until_us: service time before which; 0 for no end
 *
 * Which entries are wanted: those for which all of it holds. Zeros want all.
 */
typedef struct
{
  GStrv  words[DZ_MIRROR_N_DIMENSIONS];
  GStrv  subjects;
  gint64 from_us;
  gint64 until_us;
} DzMirrorFilter;

void dz_mirror_filter_copy  (const DzMirrorFilter *self,
                             DzMirrorFilter       *copy);
void dz_mirror_filter_clear (DzMirrorFilter       *self);
void dz_mirror_filter_add   (DzMirrorFilter       *self,
                             DzMirrorDimension     dimension,
                             const char           *word);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzMirrorFilter, dz_mirror_filter_clear)

G_END_DECLS
