/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-pdq.h"

G_BEGIN_DECLS

/* An ordered hash has two halves of 16 bytes. A band is a byte of the first and the same byte of
 * the second. */
#define DZ_PDQ_N_BANDS 16
#define DZ_PDQ_BAND_BITS (DZ_PDQ_BITS / DZ_PDQ_N_BANDS)

/**
 * DzPdqOrder:
 *
 * Another order of a hash's bits, in which those that tell photos apart come first and every band
 * has its part of them. Hashes in one order are as far from each other as in another.
 */
typedef struct _DzPdqOrder DzPdqOrder;

DzPdqOrder *dz_pdq_order_new   (const DzPdq      *hashes,
                                guint             n_hashes);
DzPdqOrder *dz_pdq_order_join  (const DzPdqOrder *first,
                                const DzPdqOrder *second);
void        dz_pdq_order_free  (DzPdqOrder       *self);
DzPdq       dz_pdq_order_apply (const DzPdqOrder *self,
                                const DzPdq      *hash);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPdqOrder, dz_pdq_order_free)

static inline guint
dz_pdq_band (const guint64 first[2],
             const guint64 second[2],
             guint         band)
{
  guint shift = 8 * (band % 8);

  return (first[band / 8] >> shift & 0xff) << 8 | (second[band / 8] >> shift & 0xff);
}

G_END_DECLS
