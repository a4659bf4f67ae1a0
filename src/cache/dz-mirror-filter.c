/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-filter.h"

/**
 * dz_mirror_filter_copy:
 * @self: a filter
 * @copy: (out caller-allocates): one that wants the same, to be cleared
 */
void
dz_mirror_filter_copy (const DzMirrorFilter *self,
                       DzMirrorFilter       *copy)
{
  *copy = *self;
  for (guint i = 0; i < DZ_MIRROR_N_DIMENSIONS; i++)
    copy->words[i] = g_strdupv (self->words[i]);
  copy->subjects = g_strdupv (self->subjects);
}

/**
 * dz_mirror_filter_clear:
 * @self: a filter
 *
 * Makes it want all.
 */
void
dz_mirror_filter_clear (DzMirrorFilter *self)
{
  for (guint i = 0; i < DZ_MIRROR_N_DIMENSIONS; i++)
    g_strfreev (self->words[i]);
  g_strfreev (self->subjects);
  *self = (DzMirrorFilter) { 0 };
}

/**
 * dz_mirror_filter_add:
 * @self: a filter
 * @dimension: of which dimension
 * @word: a word that an entry may have
 */
void
dz_mirror_filter_add (DzMirrorFilter   *self,
                      DzMirrorDimension dimension,
                      const char       *word)
{
  GStrv *words = &self->words[dimension];
  guint n = *words != NULL ? g_strv_length (*words) : 0;

  g_return_if_fail (word != NULL);

  *words = g_renew (char *, *words, n + 2);
  (*words)[n] = g_strdup (word);
  (*words)[n + 1] = NULL;
}
