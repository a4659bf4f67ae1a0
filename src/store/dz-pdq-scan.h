/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-pdq-index.h"

G_BEGIN_DECLS

/**
 * DzPdqRow:
 * @first: the first halves of hashes, in which most differ from each other
 * @second: the second halves
 * @ids: theirs
 *
 * Hashes in a row, in halves, since the first half is mostly enough.
 */
typedef struct
{
  guint64 (*first)[2];
  guint64 (*second)[2];
  gint64   *ids;
} DzPdqRow;

/**
 * DzPdqQuestion:
 * @forms: (array length=n_forms): the hashes that others are to be close to, in the row's order
 * @n_forms: how many
 * @distance_max: how close, in bits
 * @hits: (element-type DzPdqHit): grows by what is found; its form counts within @forms
 *
 * What is asked of a row.
 */
typedef struct
{
  const DzPdq *forms;
  guint        n_forms;
  guint        distance_max;
  GArray      *hits;
} DzPdqQuestion;

void dz_pdq_scan_range (const DzPdqQuestion *question,
                        const DzPdqRow      *row,
                        guint                from,
                        guint                to);
void dz_pdq_scan_slots (const DzPdqQuestion *question,
                        guint                form,
                        const DzPdqRow      *row,
                        const guint32       *slots,
                        guint                n_slots);

G_END_DECLS
