/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DZ_TENSOR_DIMS_MAX 4

/**
 * DzTensorShape:
 * @n_dims: how many of @dims count
 * @dims: sizes, outermost first, each at least 1
 */
typedef struct
{
  guint n_dims;
  guint dims[DZ_TENSOR_DIMS_MAX];
} DzTensorShape;

gsize    dz_tensor_shape_count     (const DzTensorShape *self);
gboolean dz_tensor_shape_equal     (const DzTensorShape *self,
                                    const DzTensorShape *other);
gboolean dz_tensor_shape_broadcast (const DzTensorShape *a,
                                    const DzTensorShape *b,
                                    DzTensorShape       *result);
char    *dz_tensor_shape_to_string (const DzTensorShape *self);

G_END_DECLS
