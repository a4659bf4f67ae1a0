/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-flat-node.h"
#include "dz-tflite.h"

G_BEGIN_DECLS

/* A small TensorFlow Lite file made by hand. Tensors have the numbers that they are given out
 * under, from 0; what is wrong with a model is written as faithfully as what is right. */
typedef struct _DzModelBuilder DzModelBuilder;

DzModelBuilder *dz_model_builder_new          (void);
guint           dz_model_builder_add_tensor   (DzModelBuilder *self,
                                               DzTfliteType    type,
                                               DzTensorShape   shape,
                                               gconstpointer   data,
                                               gsize           length);
guint           dz_model_builder_add_weights  (DzModelBuilder *self,
                                               DzTensorShape   shape);
guint           dz_model_builder_add_sizes    (DzModelBuilder *self,
                                               const gint32   *sizes,
                                               guint           n);
void            dz_model_builder_add_operator (DzModelBuilder *self,
                                               gint32          builtin,
                                               const char     *custom,
                                               guint8          options_type,
                                               DzFlatNode     *options,
                                               const guint    *inputs,
                                               guint           n_inputs,
                                               guint           output);
void            dz_model_builder_set_custom   (DzModelBuilder *self,
                                               gconstpointer   data,
                                               gsize           length,
                                               gint32          version);
GBytes         *dz_model_builder_finish       (DzModelBuilder *self,
                                               guint           input,
                                               guint           output);

G_END_DECLS
