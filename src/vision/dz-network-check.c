/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-network-check.h"

#include <string.h>

/* A picture is one of a batch of one: rows, columns, channels. */
#define ROWS 1
#define COLUMNS 2
#define CHANNELS 3

/* One operator and the shapes of what it reads and makes. */
typedef struct
{
  const DzNetworkPlan    *plan;
  const DzTfliteOperator *operator;
  const DzTensorShape    *inputs[DZ_TFLITE_INPUTS_MAX];
  const DzTensorShape    *output;
  guint64                 window; /* places that are read for each place that is made */
  guint64                 depth;  /* numbers that are read at each of those, for one number */
} Check;

static const DzPlanTensor *
input_of (const Check *self,
          guint        input)
{
  return &self->plan->tensors[self->operator->inputs[input]];
}

static const DzTfliteTensor *
stored_input (const Check *self,
              guint        input)
{
  return dz_tflite_get_tensor (self->plan->model, self->operator->inputs[input]);
}

/* Whether an input is of numbers that are made in each run. */
static gboolean
is_made (const Check *self,
         guint        input)
{
  return input_of (self, input)->fixed == NULL &&
         stored_input (self, input)->type == DZ_TFLITE_FLOAT32;
}

static gboolean
is_fixed (const Check *self,
          guint        input)
{
  return input_of (self, input)->fixed != NULL;
}

/* Whether an input only says sizes: @n of them. */
static gboolean
says_sizes (const Check *self,
            guint        input,
            gsize        n)
{
  const DzTfliteTensor *tensor = stored_input (self, input);

  return tensor->type == DZ_TFLITE_INT32 && tensor->data != NULL &&
         dz_tensor_shape_count (&tensor->shape) == n;
}

static gboolean
is_picture (const DzTensorShape *shape)
{
  return shape->n_dims == 4 && shape->dims[0] == 1;
}

static gboolean
is_same_count (const Check *self)
{
  return dz_tensor_shape_count (self->inputs[0]) == dz_tensor_shape_count (self->output);
}

/* TensorFlow, tf.nn.convolution: how many steps a window of @size makes over @length. */
static guint
count_steps (gboolean is_same,
             guint    length,
             gint32   size,
             gint32   stride,
             gint32   dilation)
{
  guint reach = (size - 1) * dilation + 1;

  if (is_same)
    return (length + stride - 1) / stride;
  return length >= reach ? (length - reach) / stride + 1 : 0;
}

static gboolean
is_positive (const gint32 pair[2])
{
  return pair[0] >= 1 && pair[1] >= 1;
}

/* Whether the output's rows and columns are the steps of a window over the input's. */
static gboolean
fits_window (const Check  *self,
             const gint32  window[2],
             const gint32  dilation[2])
{
  const DzTfliteOptions *options = &self->operator->options;

  if (!is_picture (self->inputs[0]) || !is_picture (self->output) || !is_positive (window) ||
      !is_positive (options->stride) || !is_positive (dilation))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      if (self->output->dims[ROWS + i] != count_steps (options->is_same,
                                                       self->inputs[0]->dims[ROWS + i], window[i],
                                                       options->stride[i], dilation[i]))
        return FALSE;
    }
  return TRUE;
}

/* A picture, a filter of at most 256 by 256, and a bias for each channel that is made. */
static gboolean
has_filter (const Check *self)
{
  const DzTensorShape *filter = self->inputs[1];
  const DzTensorShape *bias = self->inputs[2];

  return self->operator->n_inputs == 3 && is_made (self, 0) && is_fixed (self, 1) &&
         is_fixed (self, 2) && filter->n_dims == 4 && filter->dims[ROWS] <= 256 &&
         filter->dims[COLUMNS] <= 256 && bias->n_dims == 1 && is_picture (self->inputs[0]) &&
         is_picture (self->output) && bias->dims[0] == self->output->dims[CHANNELS];
}

static gboolean
check_conv (Check *self)
{
  const DzTensorShape *filter = self->inputs[1];
  gint32 window[2];

  if (!has_filter (self))
    return FALSE;
  window[0] = filter->dims[ROWS];
  window[1] = filter->dims[COLUMNS];
  self->window = (guint64) window[0] * window[1];
  self->depth = filter->dims[CHANNELS];
  return filter->dims[0] == self->output->dims[CHANNELS] &&
         filter->dims[CHANNELS] == self->inputs[0]->dims[CHANNELS] &&
         fits_window (self, window, self->operator->options.dilation);
}

static gboolean
check_depthwise (Check *self)
{
  const DzTensorShape *filter = self->inputs[1];
  gint32 multiplier = self->operator->options.multiplier;
  gint32 window[2];

  if (!has_filter (self))
    return FALSE;
  window[0] = filter->dims[ROWS];
  window[1] = filter->dims[COLUMNS];
  self->window = (guint64) window[0] * window[1];
  return multiplier >= 1 && filter->dims[0] == 1 &&
         filter->dims[CHANNELS] == self->output->dims[CHANNELS] &&
         (guint64) self->inputs[0]->dims[CHANNELS] * multiplier == filter->dims[CHANNELS] &&
         fits_window (self, window, self->operator->options.dilation);
}

/* Only windows that lie beside each other, as the person mask has them. */
static gboolean
check_transpose (Check *self)
{
  const DzTensorShape *filter = self->inputs[1];
  const gint32 *stride = self->operator->options.stride;

  if (!has_filter (self) || !is_positive (stride))
    return FALSE;
  self->depth = filter->dims[CHANNELS];
  for (guint i = 0; i < 2; i++)
    {
      if (filter->dims[ROWS + i] != (guint) stride[i] ||
          self->output->dims[ROWS + i] != (guint64) self->inputs[0]->dims[ROWS + i] * stride[i])
        return FALSE;
    }
  return filter->dims[0] == self->output->dims[CHANNELS] &&
         filter->dims[CHANNELS] == self->inputs[0]->dims[CHANNELS];
}

/* XNNPACK refuses a window of one pixel, and one that its steps jump over. */
static gboolean
check_max_pool (Check *self)
{
  static const gint32 no_dilation[2] = { 1, 1 };
  const DzTfliteOptions *options = &self->operator->options;

  self->window = (guint64) options->filter[0] * options->filter[1];
  return self->operator->n_inputs == 1 && is_made (self, 0) &&
         options->filter[0] * options->filter[1] > 1 &&
         options->stride[0] <= options->filter[0] && options->stride[1] <= options->filter[1] &&
         fits_window (self, options->filter, no_dilation) &&
         self->inputs[0]->dims[CHANNELS] == self->output->dims[CHANNELS];
}

/* Only the mean of the whole picture. */
static gboolean
check_average_pool (Check *self)
{
  const DzTfliteOptions *options = &self->operator->options;
  const DzTensorShape *input = self->inputs[0];

  self->window = (guint64) options->filter[0] * options->filter[1];
  return self->operator->n_inputs == 1 && is_made (self, 0) && is_picture (input) &&
         is_picture (self->output) && input->dims[ROWS] == (guint) options->filter[0] &&
         input->dims[COLUMNS] == (guint) options->filter[1] && self->output->dims[ROWS] == 1 &&
         self->output->dims[COLUMNS] == 1 && self->output->dims[CHANNELS] == input->dims[CHANNELS];
}

/* A sum or product of two, at least one of which is made. */
static gboolean
check_pair (Check *self)
{
  DzTensorShape both;

  return self->operator->n_inputs == 2 && (is_made (self, 0) || is_made (self, 1)) &&
         (is_made (self, 0) || is_fixed (self, 0)) && (is_made (self, 1) || is_fixed (self, 1)) &&
         self->output->n_dims > 0 &&
         dz_tensor_shape_broadcast (self->inputs[0], self->inputs[1], &both) &&
         dz_tensor_shape_equal (&both, self->output);
}

/* XNNPACK accepts a single slope for all channels and then reads beyond it. */
static gboolean
check_prelu (Check *self)
{
  return self->operator->n_inputs == 2 && is_made (self, 0) && is_fixed (self, 1) &&
         is_picture (self->inputs[0]) && dz_tensor_shape_equal (self->inputs[0], self->output) &&
         dz_tensor_shape_count (self->inputs[1]) == self->inputs[0]->dims[CHANNELS];
}

static gboolean
check_each (Check *self)
{
  return self->operator->n_inputs == 1 && is_made (self, 0) && self->output->n_dims > 0 &&
         dz_tensor_shape_equal (self->inputs[0], self->output);
}

static gboolean
check_pad (Check *self)
{
  const DzTensorShape *input = self->inputs[0];

  if (self->operator->n_inputs != 2 || !is_made (self, 0) || input->n_dims == 0 ||
      input->n_dims != self->output->n_dims || !says_sizes (self, 1, 2 * input->n_dims))
    return FALSE;
  for (guint i = 0; i < input->n_dims; i++)
    {
      gint32 before = dz_tflite_tensor_get_int (stored_input (self, 1), 2 * i);
      gint32 after = dz_tflite_tensor_get_int (stored_input (self, 1), 2 * i + 1);

      if (before < 0 || after < 0 ||
          (guint64) input->dims[i] + before + after != self->output->dims[i])
        return FALSE;
    }
  return TRUE;
}

/* What the second input says is what the output's own shape says. */
static gboolean
check_reshape (Check *self)
{
  return (self->operator->n_inputs == 1 || self->operator->n_inputs == 2) && is_made (self, 0) &&
         self->output->n_dims > 0 && self->inputs[0]->n_dims > 0 && is_same_count (self);
}

/* Only a slice that is the whole. */
static gboolean
check_slice (Check *self)
{
  gsize n = self->inputs[0]->n_dims;

  if (self->operator->n_inputs != 4 || !is_made (self, 0) || n == 0 ||
      self->operator->options.masks || !dz_tensor_shape_equal (self->inputs[0], self->output) ||
      !says_sizes (self, 1, n) || !says_sizes (self, 3, n))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (dz_tflite_tensor_get_int (stored_input (self, 1), i) != 0 ||
          dz_tflite_tensor_get_int (stored_input (self, 3), i) != 1)
        return FALSE;
    }
  return TRUE;
}

/* Whether the second input says @size in its place @index. */
static gboolean
says_size (const Check *self,
           guint        index,
           guint        size)
{
  return dz_tflite_tensor_get_int (stored_input (self, 1), index) == (gint32) size;
}

static gboolean
check_resize (Check *self)
{
  const DzTensorShape *input = self->inputs[0];

  self->window = 4;
  return self->operator->n_inputs == 2 && is_made (self, 0) && is_picture (input) &&
         is_picture (self->output) && input->dims[CHANNELS] == self->output->dims[CHANNELS] &&
         self->operator->options.is_half_pixel && !self->operator->options.is_aligned &&
         says_sizes (self, 1, 2) &&
         says_size (self, 0, self->output->dims[ROWS]) &&
         says_size (self, 1, self->output->dims[COLUMNS]);
}

static gboolean
check_concatenation (Check *self)
{
  const DzTensorShape *output = self->output;
  gint32 axis = self->operator->options.axis;
  guint64 sum = 0;

  if (axis < 0)
    axis += output->n_dims;
  if (axis < 0 || axis >= (gint32) output->n_dims ||
      self->operator->options.activation != DZ_TFLITE_NONE)
    return FALSE;
  for (guint i = 0; i < self->operator->n_inputs; i++)
    {
      DzTensorShape expected = *output;

      expected.dims[axis] = self->inputs[i]->dims[axis];
      if (!is_made (self, i) || !dz_tensor_shape_equal (self->inputs[i], &expected))
        return FALSE;
      sum += self->inputs[i]->dims[axis];
    }
  return sum == output->dims[axis];
}

static gboolean
is_shape (const DzTensorShape *shape,
          guint                first,
          guint                second,
          guint                third)
{
  DzTensorShape wanted = { 3, { first, second, third } };

  return dz_tensor_shape_equal (shape, &wanted);
}

/* Points in three dimensions make a matrix. */
static gboolean
check_matrix (Check *self)
{
  const DzTensorShape *points = self->inputs[0];

  return self->operator->n_inputs == 1 && is_made (self, 0) && points->n_dims == 3 &&
         is_shape (points, 1, points->dims[1], 3) && is_shape (self->output, 1, 4, 4);
}

static gboolean
check_transformed_picture (Check *self)
{
  return self->operator->n_inputs == 2 && is_made (self, 0) && is_made (self, 1) &&
         is_picture (self->inputs[0]) && is_picture (self->output) &&
         is_shape (self->inputs[1], 1, 4, 4) &&
         self->inputs[0]->dims[CHANNELS] == self->output->dims[CHANNELS];
}

static gboolean
check_transformed_points (Check *self)
{
  return self->operator->n_inputs == 2 && is_made (self, 0) && is_made (self, 1) &&
         self->output->n_dims == 3 && is_shape (self->output, 1, self->output->dims[1], 2) &&
         dz_tensor_shape_equal (self->inputs[0], self->output) &&
         is_shape (self->inputs[1], 1, 4, 4);
}

static gboolean
check_kind (Check *self)
{
  switch (self->operator->kind)
    {
    case DZ_TFLITE_ADD:
    case DZ_TFLITE_MUL:
      return check_pair (self);
    case DZ_TFLITE_AVERAGE_POOL:
      return check_average_pool (self);
    case DZ_TFLITE_CONCATENATION:
      return check_concatenation (self);
    case DZ_TFLITE_CONV:
      return check_conv (self);
    case DZ_TFLITE_DEPTHWISE_CONV:
      return check_depthwise (self);
    case DZ_TFLITE_HARD_SWISH:
    case DZ_TFLITE_LOGISTIC:
    case DZ_TFLITE_RELU:
      return check_each (self);
    case DZ_TFLITE_MAX_POOL:
      return check_max_pool (self);
    case DZ_TFLITE_PAD:
      return check_pad (self);
    case DZ_TFLITE_PRELU:
      return check_prelu (self);
    case DZ_TFLITE_RESHAPE:
      return check_reshape (self);
    case DZ_TFLITE_RESIZE_BILINEAR:
      return check_resize (self);
    case DZ_TFLITE_STRIDED_SLICE:
      return check_slice (self);
    case DZ_TFLITE_TRANSPOSE_CONV:
      return check_transpose (self);
    case DZ_TFLITE_TRANSFORM_MATRIX:
      return check_matrix (self);
    case DZ_TFLITE_TRANSFORM_TENSOR:
      return check_transformed_picture (self);
    case DZ_TFLITE_TRANSFORM_LANDMARKS:
      return check_transformed_points (self);
    case DZ_TFLITE_DEQUANTIZE:
    default:
      return FALSE;
    }
}

static void
refuse (const Check *self,
        guint        index,
        GError     **error)
{
  GString *shapes = g_string_new (NULL);
  g_autofree char *output = dz_tensor_shape_to_string (self->output);

  for (guint i = 0; i < self->operator->n_inputs; i++)
    {
      g_autofree char *input = dz_tensor_shape_to_string (self->inputs[i]);

      g_string_append_printf (shapes, "%s%s", i > 0 ? ", " : "", input);
    }
  g_set_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT,
               "planning a model: operator %u, a %s, cannot make %s of %s with its options", index,
               dz_tflite_kind_to_nick (self->operator->kind), output, shapes->str);
  g_string_free (shapes, TRUE);
}

/**
 * dz_network_check_operator:
 * @plan: a plan whose weights are in place
 * @index: one of its operators, one that is run
 * @cost: (out): what it takes
 * @error: return location; %DZ_VISION_ERROR_FORMAT
 *
 * Looks whether the operator's tensors have the shapes that it reads and makes. What is not checked
 * here XNNPACK would abort over, or would write beyond the memory that it was given.
 *
 * Returns: whether it can be run
 */
gboolean
dz_network_check_operator (const DzNetworkPlan *plan,
                           guint                index,
                           DzOperatorCost      *cost,
                           GError             **error)
{
  Check self = { plan, dz_tflite_get_operator (plan->model, index), .window = 1, .depth = 1 };
  const DzTfliteTensor *output = dz_tflite_get_tensor (plan->model, self.operator->output);
  guint64 count = dz_tensor_shape_count (&output->shape);

  for (guint i = 0; i < self.operator->n_inputs; i++)
    self.inputs[i] = &dz_tflite_get_tensor (plan->model, self.operator->inputs[i])->shape;
  self.output = &output->shape;
  if (output->type != DZ_TFLITE_FLOAT32 || !check_kind (&self))
    {
      refuse (&self, index, error);
      return FALSE;
    }
  cost->work = self.window * self.depth * count;
  if (is_picture (self.output))
    count /= self.output->dims[CHANNELS];
  cost->bytes = self.window * count * sizeof (gpointer);
  return TRUE;
}
