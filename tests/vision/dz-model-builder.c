/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-model-builder.h"

#include <math.h>

struct _DzModelBuilder
{
  DzFlatNode *codes;
  DzFlatNode *tensors;
  DzFlatNode *buffers;
  DzFlatNode *operators;
  DzFlatNode *last_code;
  DzFlatNode *last_operator;
  guint       n_tensors;
  guint       n_buffers;
  guint       n_operators;
};

DzModelBuilder *
dz_model_builder_new (void)
{
  DzModelBuilder *self = g_new0 (DzModelBuilder, 1);

  self->codes = dz_flat_node_list ();
  self->tensors = dz_flat_node_list ();
  self->buffers = dz_flat_node_list ();
  self->operators = dz_flat_node_list ();
  dz_flat_node_add (self->buffers, dz_flat_node_table ());
  self->n_buffers = 1;
  return self;
}

guint
dz_model_builder_add_tensor (DzModelBuilder *self,
                             DzTfliteType    type,
                             DzTensorShape   shape,
                             gconstpointer   data,
                             gsize           length)
{
  g_autofree char *name = g_strdup_printf ("t%u", self->n_tensors);
  DzFlatNode *tensor = dz_flat_node_table ();

  dz_flat_node_set (tensor, 0, dz_flat_node_ints ((const gint32 *) shape.dims, shape.n_dims));
  dz_flat_node_set_byte (tensor, 1, type);
  dz_flat_node_set (tensor, 3, dz_flat_node_text (name));
  if (data != NULL)
    {
      DzFlatNode *buffer = dz_flat_node_table ();

      dz_flat_node_set (buffer, 0, dz_flat_node_bytes (data, length));
      dz_flat_node_add (self->buffers, buffer);
      dz_flat_node_set_int (tensor, 2, self->n_buffers++);
    }
  dz_flat_node_add (self->tensors, tensor);
  return self->n_tensors++;
}

/* Weights that are neither all alike nor all positive. */
guint
dz_model_builder_add_weights (DzModelBuilder *self,
                              DzTensorShape   shape)
{
  gsize n = dz_tensor_shape_count (&shape);
  g_autofree float *numbers = g_new (float, n);

  for (gsize i = 0; i < n; i++)
    numbers[i] = sinf (i * 1.7f + self->n_tensors);
  return dz_model_builder_add_tensor (self, DZ_TFLITE_FLOAT32, shape, numbers,
                                      n * sizeof *numbers);
}

guint
dz_model_builder_add_sizes (DzModelBuilder *self,
                            const gint32   *sizes,
                            guint           n)
{
  DzTensorShape shape = { 1, { n } };

  return dz_model_builder_add_tensor (self, DZ_TFLITE_INT32, shape, sizes, n * sizeof *sizes);
}

void
dz_model_builder_add_operator (DzModelBuilder *self,
                               gint32          builtin,
                               const char     *custom,
                               guint8          options_type,
                               DzFlatNode     *options,
                               const guint    *inputs,
                               guint           n_inputs,
                               guint           output)
{
  gint32 made = output;

  self->last_code = dz_flat_node_table ();
  dz_flat_node_set_byte (self->last_code, 0, MIN (builtin, 127));
  dz_flat_node_set_int (self->last_code, 3, builtin);
  if (custom != NULL)
    dz_flat_node_set (self->last_code, 1, dz_flat_node_text (custom));
  dz_flat_node_add (self->codes, self->last_code);
  self->last_operator = dz_flat_node_table ();
  dz_flat_node_set_int (self->last_operator, 0, self->n_operators++);
  dz_flat_node_set (self->last_operator, 1,
                    dz_flat_node_ints ((const gint32 *) inputs, n_inputs));
  dz_flat_node_set (self->last_operator, 2, dz_flat_node_ints (&made, 1));
  dz_flat_node_set_byte (self->last_operator, 3, options_type);
  if (options != NULL)
    dz_flat_node_set (self->last_operator, 4, options);
  dz_flat_node_add (self->operators, self->last_operator);
}

/* Options of the operator that was added last, and its version. */
void
dz_model_builder_set_custom (DzModelBuilder *self,
                             gconstpointer   data,
                             gsize           length,
                             gint32          version)
{
  dz_flat_node_set (self->last_operator, 5, dz_flat_node_bytes (data, length));
  dz_flat_node_set_int (self->last_code, 2, version);
}

GBytes *
dz_model_builder_finish (DzModelBuilder *self,
                         guint           input,
                         guint           output)
{
  gint32 first = input, last = output;
  DzFlatNode *graph = dz_flat_node_table (), *graphs = dz_flat_node_list ();
  DzFlatNode *model = dz_flat_node_table ();

  dz_flat_node_set (graph, 0, self->tensors);
  dz_flat_node_set (graph, 1, dz_flat_node_ints (&first, 1));
  dz_flat_node_set (graph, 2, dz_flat_node_ints (&last, 1));
  dz_flat_node_set (graph, 3, self->operators);
  dz_flat_node_add (graphs, graph);
  dz_flat_node_set_int (model, 0, 3);
  dz_flat_node_set (model, 1, self->codes);
  dz_flat_node_set (model, 2, graphs);
  dz_flat_node_set (model, 4, self->buffers);
  g_free (self);
  return dz_flat_node_write (model, "TFL3");
}
