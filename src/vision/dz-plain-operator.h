/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-network-plan.h"

G_BEGIN_DECLS

/* The most points that a region may be taken around. */
#define DZ_PLAIN_POINTS_MAX 512

/**
 * DzPlainOperator:
 *
 * An operator that XNNPACK does not have: joining tensors, and MediaPipe's three that let a network
 * look again, closely, at a part of the picture that it has found.
 */
typedef struct _DzPlainOperator DzPlainOperator;

DzPlainOperator *dz_plain_operator_new        (const DzNetworkPlan   *plan,
                                               guint                  index,
                                               GError               **error);
void             dz_plain_operator_free       (DzPlainOperator       *self);
void             dz_plain_operator_run        (const DzPlainOperator *self);
const guint16   *dz_plain_operator_get_region (const DzPlainOperator *self,
                                               guint                 *n_points);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPlainOperator, dz_plain_operator_free)

G_END_DECLS
