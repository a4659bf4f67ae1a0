/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzAgreement:
 * @both: how many times both said it
 * @first_only: how many times only the first did
 * @second_only: how many times only the second did
 * @neither: how many times neither did
 *
 * How two people who judged the same photos, neither knowing of the other, said the same thing of
 * them: a table of two by two. Words: 一致性.
 */
typedef struct
{
  guint both;
  guint first_only;
  guint second_only;
  guint neither;
} DzAgreement;

void     dz_agreement_add       (DzAgreement       *self,
                                 gboolean           first,
                                 gboolean           second);
guint    dz_agreement_get_total (const DzAgreement *self);
gboolean dz_agreement_get_raw   (const DzAgreement *self,
                                 double            *raw);
gboolean dz_agreement_get_kappa (const DzAgreement *self,
                                 double            *kappa);

G_END_DECLS
