/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-network-define.h"

#include <math.h>

#define ROWS 1
#define COLUMNS 2
#define CHANNELS 3

typedef struct
{
  float low, high;
} Range;

static Range
range_of (DzTfliteActivation activation)
{
  switch (activation)
    {
    case DZ_TFLITE_CLAMP_0:
      return (Range) { 0, INFINITY };
    case DZ_TFLITE_CLAMP_1_1:
      return (Range) { -1, 1 };
    case DZ_TFLITE_CLAMP_0_6:
      return (Range) { 0, 6 };
    case DZ_TFLITE_NONE:
    default:
      return (Range) { -INFINITY, INFINITY };
    }
}

static const guint *
dims_of (const DzNetworkPlan *plan,
         guint                tensor)
{
  return dz_tflite_get_tensor (plan->model, tensor)->shape.dims;
}

static guint32
padding_of (const DzTfliteOperator *operator)
{
  return operator->options.is_same ? XNN_FLAG_TENSORFLOW_SAME_PADDING : 0;
}

static enum xnn_status
define_conv (xnn_subgraph_t          subgraph,
             const DzNetworkPlan    *plan,
             const DzTfliteOperator *operator)
{
  const guint *filter = dims_of (plan, operator->inputs[1]);
  const DzTfliteOptions *options = &operator->options;
  Range range = range_of (options->activation);

  return xnn_define_convolution_2d (subgraph, 0, 0, 0, 0, filter[ROWS], filter[COLUMNS],
                                    options->stride[0], options->stride[1], options->dilation[0],
                                    options->dilation[1], 1, filter[CHANNELS], filter[0],
                                    range.low, range.high, operator->inputs[0],
                                    operator->inputs[1], operator->inputs[2], operator->output,
                                    padding_of (operator));
}

static enum xnn_status
define_depthwise (xnn_subgraph_t          subgraph,
                  const DzNetworkPlan    *plan,
                  const DzTfliteOperator *operator)
{
  const guint *filter = dims_of (plan, operator->inputs[1]);
  const DzTfliteOptions *options = &operator->options;
  Range range = range_of (options->activation);

  return xnn_define_depthwise_convolution_2d (subgraph, 0, 0, 0, 0, filter[ROWS], filter[COLUMNS],
                                              options->stride[0], options->stride[1],
                                              options->dilation[0], options->dilation[1],
                                              options->multiplier,
                                              dims_of (plan, operator->inputs[0])[CHANNELS],
                                              range.low, range.high, operator->inputs[0],
                                              operator->inputs[1], operator->inputs[2],
                                              operator->output, padding_of (operator));
}

static enum xnn_status
define_transpose (xnn_subgraph_t          subgraph,
                  const DzNetworkPlan    *plan,
                  const DzTfliteOperator *operator)
{
  const guint *filter = dims_of (plan, operator->inputs[1]);
  const gint32 *stride = operator->options.stride;

  return xnn_define_deconvolution_2d (subgraph, 0, 0, 0, 0, 0, 0, filter[ROWS], filter[COLUMNS],
                                      stride[0], stride[1], 1, 1, 1, filter[CHANNELS], filter[0],
                                      -INFINITY, INFINITY, operator->inputs[0],
                                      operator->inputs[1], operator->inputs[2], operator->output,
                                      0);
}

static enum xnn_status
define_max_pool (xnn_subgraph_t          subgraph,
                 const DzTfliteOperator *operator)
{
  const DzTfliteOptions *options = &operator->options;
  Range range = range_of (options->activation);

  return xnn_define_max_pooling_2d (subgraph, 0, 0, 0, 0, options->filter[0], options->filter[1],
                                    options->stride[0], options->stride[1], 1, 1, range.low,
                                    range.high, operator->inputs[0], operator->output,
                                    padding_of (operator));
}

static enum xnn_status
define_average_pool (xnn_subgraph_t          subgraph,
                     const DzTfliteOperator *operator)
{
  Range range = range_of (operator->options.activation);

  return xnn_define_global_average_pooling_2d (subgraph, range.low, range.high,
                                               operator->inputs[0], operator->output, 0);
}

static enum xnn_status
define_pair (xnn_subgraph_t          subgraph,
             const DzTfliteOperator *operator)
{
  Range range = range_of (operator->options.activation);

  if (operator->kind == DZ_TFLITE_ADD)
    return xnn_define_add2 (subgraph, range.low, range.high, operator->inputs[0],
                            operator->inputs[1], operator->output, 0);
  return xnn_define_multiply2 (subgraph, range.low, range.high, operator->inputs[0],
                               operator->inputs[1], operator->output, 0);
}

/* The file has slopes of 1×1×C; XNNPACK wants C of them. */
static enum xnn_status
define_prelu (xnn_subgraph_t          subgraph,
              const DzNetworkPlan    *plan,
              const DzTfliteOperator *operator)
{
  size_t n_channels = dims_of (plan, operator->inputs[0])[CHANNELS];
  guint32 slope;
  enum xnn_status status;

  status = xnn_define_tensor_value (subgraph, xnn_datatype_fp32, 1, &n_channels,
                                    plan->tensors[operator->inputs[1]].fixed,
                                    XNN_INVALID_VALUE_ID, 0, &slope);
  if (status != xnn_status_success)
    return status;
  return xnn_define_prelu (subgraph, operator->inputs[0], slope, operator->output, 0);
}

static enum xnn_status
define_pad (xnn_subgraph_t          subgraph,
            const DzNetworkPlan    *plan,
            const DzTfliteOperator *operator)
{
  const DzTfliteTensor *sizes = dz_tflite_get_tensor (plan->model, operator->inputs[1]);
  size_t before[DZ_TENSOR_DIMS_MAX], after[DZ_TENSOR_DIMS_MAX];

  for (guint i = 0; i < dz_tensor_shape_count (&sizes->shape) / 2; i++)
    {
      before[i] = dz_tflite_tensor_get_int (sizes, 2 * i);
      after[i] = dz_tflite_tensor_get_int (sizes, 2 * i + 1);
    }
  return xnn_define_static_constant_pad (subgraph, before, after, 0, operator->inputs[0],
                                         operator->output, 0);
}

static enum xnn_status
define_reshape (xnn_subgraph_t          subgraph,
                const DzNetworkPlan    *plan,
                const DzTfliteOperator *operator)
{
  const DzTensorShape *shape = &dz_tflite_get_tensor (plan->model, operator->output)->shape;
  size_t dims[DZ_TENSOR_DIMS_MAX];

  for (guint i = 0; i < shape->n_dims; i++)
    dims[i] = shape->dims[i];
  return xnn_define_static_reshape (subgraph, shape->n_dims, dims, operator->inputs[0],
                                    operator->output, 0);
}

static enum xnn_status
define_resize (xnn_subgraph_t          subgraph,
               const DzNetworkPlan    *plan,
               const DzTfliteOperator *operator)
{
  const guint *output = dims_of (plan, operator->output);

  return xnn_define_static_resize_bilinear_2d (subgraph, output[ROWS], output[COLUMNS],
                                               operator->inputs[0], operator->output, 0);
}

/**
 * dz_network_define_operator:
 * @subgraph: where every tensor of the operator has been defined under its number in the file
 * @plan: a plan, which has checked the operator
 * @index: one of its operators that XNNPACK has
 *
 * Adds the operator to XNNPACK's graph.
 *
 * Returns: what XNNPACK says
 */
enum xnn_status
dz_network_define_operator (xnn_subgraph_t       subgraph,
                            const DzNetworkPlan *plan,
                            guint                index)
{
  const DzTfliteOperator *operator = dz_tflite_get_operator (plan->model, index);
  guint input = operator->inputs[0];

  switch (operator->kind)
    {
    case DZ_TFLITE_ADD:
    case DZ_TFLITE_MUL:
      return define_pair (subgraph, operator);
    case DZ_TFLITE_AVERAGE_POOL:
      return define_average_pool (subgraph, operator);
    case DZ_TFLITE_CONV:
      return define_conv (subgraph, plan, operator);
    case DZ_TFLITE_DEPTHWISE_CONV:
      return define_depthwise (subgraph, plan, operator);
    case DZ_TFLITE_HARD_SWISH:
      return xnn_define_hardswish (subgraph, input, operator->output, 0);
    case DZ_TFLITE_LOGISTIC:
      return xnn_define_sigmoid (subgraph, input, operator->output, 0);
    case DZ_TFLITE_MAX_POOL:
      return define_max_pool (subgraph, operator);
    case DZ_TFLITE_PAD:
      return define_pad (subgraph, plan, operator);
    case DZ_TFLITE_PRELU:
      return define_prelu (subgraph, plan, operator);
    case DZ_TFLITE_RELU:
      return xnn_define_clamp (subgraph, 0, INFINITY, input, operator->output, 0);
    case DZ_TFLITE_RESHAPE:
    case DZ_TFLITE_STRIDED_SLICE:
      return define_reshape (subgraph, plan, operator);
    case DZ_TFLITE_RESIZE_BILINEAR:
      return define_resize (subgraph, plan, operator);
    case DZ_TFLITE_TRANSPOSE_CONV:
      return define_transpose (subgraph, plan, operator);
    case DZ_TFLITE_CONCATENATION:
    case DZ_TFLITE_DEQUANTIZE:
    case DZ_TFLITE_TRANSFORM_MATRIX:
    case DZ_TFLITE_TRANSFORM_TENSOR:
    case DZ_TFLITE_TRANSFORM_LANDMARKS:
    default:
      return xnn_status_unsupported_parameter;
    }
}
