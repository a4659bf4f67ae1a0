/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-tensor-shape.h"

/**
 * dz_tensor_shape_count:
 * @self: a shape
 *
 * Returns: how many numbers such a tensor holds
 */
gsize
dz_tensor_shape_count (const DzTensorShape *self)
{
  gsize count = 1;

  for (guint i = 0; i < self->n_dims; i++)
    count *= self->dims[i];
  return count;
}

/**
 * dz_tensor_shape_equal:
 * @self: a shape
 * @other: another
 *
 * Returns: whether both have the same sizes in the same order
 */
gboolean
dz_tensor_shape_equal (const DzTensorShape *self,
                       const DzTensorShape *other)
{
  if (self->n_dims != other->n_dims)
    return FALSE;
  for (guint i = 0; i < self->n_dims; i++)
    {
      if (self->dims[i] != other->dims[i])
        return FALSE;
    }
  return TRUE;
}

/* The size of the dimension @back places before the end, 1 where there is none. */
static guint
from_end (const DzTensorShape *self,
          guint                back)
{
  return back < self->n_dims ? self->dims[self->n_dims - 1 - back] : 1;
}

/**
 * dz_tensor_shape_broadcast:
 * @a: a shape
 * @b: another
 * @result: (out caller-allocates): the shape of their sum
 *
 * Lays both against each other from the last dimension, where a size of 1 is repeated, as
 * TensorFlow and XNNPACK do.
 *
 * Returns: whether they fit
 */
gboolean
dz_tensor_shape_broadcast (const DzTensorShape *a,
                           const DzTensorShape *b,
                           DzTensorShape       *result)
{
  *result = (DzTensorShape) { .n_dims = MAX (a->n_dims, b->n_dims) };
  for (guint back = 0; back < result->n_dims; back++)
    {
      guint of_a = from_end (a, back);
      guint of_b = from_end (b, back);

      if (of_a != of_b && of_a != 1 && of_b != 1)
        return FALSE;
      result->dims[result->n_dims - 1 - back] = of_a == 1 ? of_b : of_a;
    }
  return TRUE;
}

/**
 * dz_tensor_shape_to_string:
 * @self: a shape
 *
 * Returns: (transfer full): its sizes for a message: “1×128×128×3”
 */
char *
dz_tensor_shape_to_string (const DzTensorShape *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->n_dims; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "×" : "", self->dims[i]);
  return g_string_free (text, FALSE);
}
