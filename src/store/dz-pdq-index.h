/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-pdq.h"

G_BEGIN_DECLS

/* The farthest that can be asked for: PDQ's own limit of a match (PDQ README). The bands below are
 * cut for it. */
#define DZ_PDQ_INDEX_DISTANCE_MAX 31

/**
 * DzPdqHit:
 * @id: what the hash was added with
 * @distance: bits that differ, 0…DZ_PDQ_INDEX_DISTANCE_MAX
 * @form: index of the form asked for that lies closest
 *
 * A hash close to one that was asked for.
 */
typedef struct
{
  gint64 id;
  guint  distance;
  guint  form;
} DzPdqHit;

/**
 * DzPdqIndex:
 *
 * Hashes in memory, made for the question which of them lie close to another. It belongs to one
 * thread at a time; a question may rebuild it.
 */
typedef struct _DzPdqIndex DzPdqIndex;

DzPdqIndex *dz_pdq_index_new        (void);
void        dz_pdq_index_free       (DzPdqIndex       *self);
void        dz_pdq_index_add        (DzPdqIndex       *self,
                                     const DzPdq      *hash,
                                     gint64            id);
void        dz_pdq_index_remove     (DzPdqIndex       *self,
                                     gint64            id);
guint       dz_pdq_index_get_length (const DzPdqIndex *self);
gsize       dz_pdq_index_get_bytes  (const DzPdqIndex *self);
GArray     *dz_pdq_index_find       (DzPdqIndex       *self,
                                     const DzPdq      *forms,
                                     guint             n_forms,
                                     guint             distance_max);
GArray     *dz_pdq_index_scan       (const DzPdqIndex *self,
                                     const DzPdq      *forms,
                                     guint             n_forms,
                                     guint             distance_max);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPdqIndex, dz_pdq_index_free)

G_END_DECLS
