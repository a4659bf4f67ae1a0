/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reference.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const DzTflite *model;
  double        **values; /* for each tensor, NULL until it is made */
} Reference;

typedef struct
{
  const guint  *dims;
  const double *values;
  gsize         count;
} Tensor;

static Tensor
tensor_of (const Reference *self,
           guint            index)
{
  const DzTfliteTensor *tensor = dz_tflite_get_tensor (self->model, index);

  return (Tensor) { tensor->shape.dims, self->values[index],
                    dz_tensor_shape_count (&tensor->shape) };
}

/* IEEE 754 binary16, taken apart. */
static double
from_half (guint16 bits)
{
  int exponent = bits >> 10 & 0x1f;
  int fraction = bits & 0x3ff;
  double magnitude = exponent == 0 ? ldexp (fraction, -24) : ldexp (fraction + 1024, exponent - 25);

  g_assert_cmpint (exponent, !=, 31);
  return bits >> 15 ? -magnitude : magnitude;
}

static double
stored_number (const DzTfliteTensor *tensor,
               gsize                 index)
{
  const guint8 *at;
  guint32 bits;
  float number;

  if (tensor->type == DZ_TFLITE_INT32)
    return dz_tflite_tensor_get_int (tensor, index);
  if (tensor->type == DZ_TFLITE_FLOAT16)
    {
      at = tensor->data + 2 * index;
      return from_half (at[0] | at[1] << 8);
    }
  at = tensor->data + 4 * index;
  bits = at[0] | at[1] << 8 | at[2] << 16 | (guint32) at[3] << 24;
  memcpy (&number, &bits, sizeof number);
  return number;
}

static void
load_stored (Reference *self)
{
  for (guint i = 0; i < self->model->tensors->len; i++)
    {
      const DzTfliteTensor *tensor = dz_tflite_get_tensor (self->model, i);
      gsize count = dz_tensor_shape_count (&tensor->shape);

      if (tensor->data == NULL)
        continue;
      self->values[i] = g_new (double, count);
      for (gsize j = 0; j < count; j++)
        self->values[i][j] = stored_number (tensor, j);
    }
}

static double
activate (DzTfliteActivation activation,
          double             value)
{
  if (activation == DZ_TFLITE_CLAMP_0)
    return MAX (value, 0);
  if (activation == DZ_TFLITE_CLAMP_1_1)
    return CLAMP (value, -1, 1);
  return activation == DZ_TFLITE_CLAMP_0_6 ? CLAMP (value, 0, 6) : value;
}

/* Where a window's first row or column lies: TensorFlow puts the odd one of the padding behind. */
static int
window_start (const DzTfliteOptions *options,
              guint                  axis,
              guint                  in,
              guint                  out,
              guint                  window,
              guint                  step)
{
  int reach = (window - 1) * MAX (options->dilation[axis], 1) + 1;
  int padding = (int) (out - 1) * options->stride[axis] + reach - (int) in;

  return (int) step * options->stride[axis] -
         (options->is_same && padding > 0 ? padding / 2 : 0);
}

/* A window of an operator over one picture. */
typedef struct
{
  const Tensor *in;
  guint         rows, columns;
  int           top, left;
  int           down, across; /* dilation */
} Window;

static Window
window_at (const DzTfliteOptions *options,
           const Tensor          *in,
           const guint           *out_dims,
           guint                  rows,
           guint                  columns,
           guint                  row,
           guint                  column)
{
  return (Window) {
    in, rows, columns,
    window_start (options, 0, in->dims[1], out_dims[1], rows, row),
    window_start (options, 1, in->dims[2], out_dims[2], columns, column),
    MAX (options->dilation[0], 1), MAX (options->dilation[1], 1),
  };
}

/* The channels of one pixel of the window; NULL where it lies outside. */
static const double *
pixel_of (const Window *window,
          guint         row,
          guint         column)
{
  int y = window->top + (int) row * window->down;
  int x = window->left + (int) column * window->across;

  if (y < 0 || x < 0 || y >= (int) window->in->dims[1] || x >= (int) window->in->dims[2])
    return NULL;
  return window->in->values + ((gsize) y * window->in->dims[2] + x) * window->in->dims[3];
}

static double
conv_at (const Window *window,
         const Tensor *filter,
         guint         channel)
{
  guint n = filter->dims[3];
  double sum = 0;

  for (guint row = 0; row < window->rows; row++)
    {
      for (guint column = 0; column < window->columns; column++)
        {
          const double *pixel = pixel_of (window, row, column);
          const double *weights = filter->values +
                                  (((gsize) channel * window->rows + row) * window->columns +
                                   column) * n;

          for (guint i = 0; pixel != NULL && i < n; i++)
            sum += pixel[i] * weights[i];
        }
    }
  return sum;
}

static double
depthwise_at (const Window *window,
              const Tensor *filter,
              guint         channel)
{
  guint multiplier = filter->dims[3] / window->in->dims[3];
  double sum = 0;

  for (guint row = 0; row < window->rows; row++)
    {
      for (guint column = 0; column < window->columns; column++)
        {
          const double *pixel = pixel_of (window, row, column);

          if (pixel != NULL)
            sum += pixel[channel / multiplier] *
                   filter->values[((gsize) row * window->columns + column) * filter->dims[3] +
                                  channel];
        }
    }
  return sum;
}

static double
pool_at (const Window *window,
         gboolean      is_max,
         guint         channel)
{
  double best = -INFINITY, sum = 0;
  guint n = 0;

  for (guint row = 0; row < window->rows; row++)
    {
      for (guint column = 0; column < window->columns; column++)
        {
          const double *pixel = pixel_of (window, row, column);

          if (pixel == NULL)
            continue;
          best = MAX (best, pixel[channel]);
          sum += pixel[channel];
          n++;
        }
    }
  return is_max ? best : sum / n;
}

static void
run_window (Reference              *self,
            const DzTfliteOperator *operator,
            double                 *out)
{
  const DzTfliteOptions *options = &operator->options;
  const guint *dims = dz_tflite_get_tensor (self->model, operator->output)->shape.dims;
  Tensor in = tensor_of (self, operator->inputs[0]);
  Tensor filter = { 0 }, bias = { 0 };
  guint rows = options->filter[0], columns = options->filter[1];

  if (operator->n_inputs == 3)
    {
      filter = tensor_of (self, operator->inputs[1]);
      bias = tensor_of (self, operator->inputs[2]);
      rows = filter.dims[1];
      columns = filter.dims[2];
    }
  for (gsize i = 0; i < (gsize) dims[1] * dims[2] * dims[3]; i++)
    {
      guint channel = i % dims[3];
      Window window = window_at (options, &in, dims, rows, columns, i / dims[3] / dims[2],
                                 i / dims[3] % dims[2]);

      if (operator->kind == DZ_TFLITE_CONV)
        out[i] = conv_at (&window, &filter, channel) + bias.values[channel];
      else if (operator->kind == DZ_TFLITE_DEPTHWISE_CONV)
        out[i] = depthwise_at (&window, &filter, channel) + bias.values[channel];
      else
        out[i] = pool_at (&window, operator->kind == DZ_TFLITE_MAX_POOL, channel);
      out[i] = activate (options->activation, out[i]);
    }
}

/* Every pixel that is read is spread over a window of those that are made. */
static void
run_transpose (Reference              *self,
               const DzTfliteOperator *operator,
               double                 *out)
{
  const guint *dims = dz_tflite_get_tensor (self->model, operator->output)->shape.dims;
  Tensor in = tensor_of (self, operator->inputs[0]);
  Tensor filter = tensor_of (self, operator->inputs[1]);
  Tensor bias = tensor_of (self, operator->inputs[2]);

  for (gsize i = 0; i < (gsize) dims[1] * dims[2] * dims[3]; i++)
    {
      guint channel = i % dims[3], column = i / dims[3] % dims[2], row = i / dims[3] / dims[2];
      guint stride_down = operator->options.stride[0], stride_across = operator->options.stride[1];
      const double *pixel = in.values + ((row / stride_down) * in.dims[2] +
                                         column / stride_across) * in.dims[3];
      const double *weights = filter.values +
                              ((channel * filter.dims[1] + row % stride_down) * filter.dims[2] +
                               column % stride_across) * filter.dims[3];

      out[i] = bias.values[channel];
      for (guint j = 0; j < in.dims[3]; j++)
        out[i] += pixel[j] * weights[j];
    }
}

/* The number of @shape that lies at the same place as number @index of @whole, where a dimension of
 * one is repeated. */
static gsize
repeated_index (const DzTensorShape *shape,
                const DzTensorShape *whole,
                gsize                index)
{
  gsize result = 0, step = 1;

  for (guint back = 0; back < whole->n_dims; back++)
    {
      guint size = whole->dims[whole->n_dims - 1 - back];

      if (back < shape->n_dims)
        {
          guint own = shape->dims[shape->n_dims - 1 - back];

          result += (own == 1 ? 0 : index % size) * step;
          step *= own;
        }
      index /= size;
    }
  return result;
}

static void
run_pair (Reference              *self,
          const DzTfliteOperator *operator,
          double                 *out)
{
  const DzTensorShape *whole = &dz_tflite_get_tensor (self->model, operator->output)->shape;
  const DzTensorShape *shapes[2];

  for (guint i = 0; i < 2; i++)
    shapes[i] = &dz_tflite_get_tensor (self->model, operator->inputs[i])->shape;
  for (gsize i = 0; i < dz_tensor_shape_count (whole); i++)
    {
      double a = self->values[operator->inputs[0]][repeated_index (shapes[0], whole, i)];
      double b = self->values[operator->inputs[1]][repeated_index (shapes[1], whole, i)];

      out[i] = activate (operator->options.activation,
                         operator->kind == DZ_TFLITE_ADD ? a + b : a * b);
    }
}

static double
each (DzTfliteKind kind,
      double       value)
{
  if (kind == DZ_TFLITE_RELU)
    return MAX (value, 0);
  if (kind == DZ_TFLITE_LOGISTIC)
    return 1 / (1 + exp (-value));
  if (kind == DZ_TFLITE_HARD_SWISH)
    return value * CLAMP (value + 3, 0, 6) / 6;
  return value;
}

static void
run_each (Reference              *self,
          const DzTfliteOperator *operator,
          double                 *out)
{
  Tensor in = tensor_of (self, operator->inputs[0]);
  gboolean has_slope = operator->kind == DZ_TFLITE_PRELU;
  Tensor slope = has_slope ? tensor_of (self, operator->inputs[1]) : (Tensor) { 0 };

  for (gsize i = 0; i < in.count; i++)
    out[i] = has_slope ? in.values[i] * (in.values[i] < 0 ? slope.values[i % slope.count] : 1)
                       : each (operator->kind, in.values[i]);
}

/* Where in @outer lies what lies at @index of @inner, which begins at @starts of it. */
static gsize
outer_index (const DzTensorShape *inner,
             const DzTensorShape *outer,
             const guint         *starts,
             gsize                index)
{
  gsize result = 0, step = 1;

  for (guint i = inner->n_dims; i-- > 0; )
    {
      result += (index % inner->dims[i] + starts[i]) * step;
      index /= inner->dims[i];
      step *= outer->dims[i];
    }
  return result;
}

static void
run_pad (Reference              *self,
         const DzTfliteOperator *operator,
         double                 *out)
{
  const DzTensorShape *outer = &dz_tflite_get_tensor (self->model, operator->output)->shape;
  const DzTensorShape *inner = &dz_tflite_get_tensor (self->model, operator->inputs[0])->shape;
  guint starts[DZ_TENSOR_DIMS_MAX];

  for (guint i = 0; i < inner->n_dims; i++)
    starts[i] = self->values[operator->inputs[1]][2 * i];
  for (gsize i = 0; i < dz_tensor_shape_count (inner); i++)
    out[outer_index (inner, outer, starts, i)] = self->values[operator->inputs[0]][i];
}

static double
pixel_between (const Tensor *in,
               double        y,
               double        x,
               guint         channel)
{
  double result = 0;

  for (int row = floor (y); row <= floor (y) + 1; row++)
    {
      for (int column = floor (x); column <= floor (x) + 1; column++)
        {
          guint inside_row = CLAMP (row, 0, (int) in->dims[1] - 1);
          guint inside_column = CLAMP (column, 0, (int) in->dims[2] - 1);

          result += (1 - fabs (y - row)) * (1 - fabs (x - column)) *
                    in->values[(inside_row * in->dims[2] + inside_column) * in->dims[3] + channel];
        }
    }
  return result;
}

/* A pixel's place is its middle. */
static void
run_resize (Reference              *self,
            const DzTfliteOperator *operator,
            double                 *out)
{
  const guint *dims = dz_tflite_get_tensor (self->model, operator->output)->shape.dims;
  Tensor in = tensor_of (self, operator->inputs[0]);

  for (gsize i = 0; i < (gsize) dims[1] * dims[2] * dims[3]; i++)
    {
      guint column = i / dims[3] % dims[2], row = i / dims[3] / dims[2];

      out[i] = pixel_between (&in, (row + 0.5) * in.dims[1] / dims[1] - 0.5,
                              (column + 0.5) * in.dims[2] / dims[2] - 0.5, i % dims[3]);
    }
}

static void
run_concatenation (Reference              *self,
                   const DzTfliteOperator *operator,
                   double                 *out)
{
  const DzTensorShape *outer = &dz_tflite_get_tensor (self->model, operator->output)->shape;
  gint32 axis = operator->options.axis;
  guint starts[DZ_TENSOR_DIMS_MAX] = { 0 };

  if (axis < 0)
    axis += outer->n_dims;
  for (guint i = 0; i < operator->n_inputs; i++)
    {
      const DzTensorShape *inner = &dz_tflite_get_tensor (self->model, operator->inputs[i])->shape;

      for (gsize j = 0; j < dz_tensor_shape_count (inner); j++)
        out[outer_index (inner, outer, starts, j)] = self->values[operator->inputs[i]][j];
      starts[axis] += inner->dims[axis];
    }
}

static void
multiply (double       a[3][3],
          const double b[3][3])
{
  double product[3][3] = { 0 };

  for (guint i = 0; i < 27; i++)
    product[i / 9][i / 3 % 3] += a[i / 9][i % 3] * b[i % 3][i / 3 % 3];
  memcpy (a, product, sizeof product);
}

static gint16
option_word (const DzTfliteOperator *operator,
             gsize                   at)
{
  return operator->custom[at] | operator->custom[at + 1] << 8;
}

/* In the three operators' options the list stands behind the word “subset_idxs” and its length, and
 * the two corners are 61 and 291 for lips, 33 and 133, 362 and 263 for eyes. */
static void
run_matrix (Reference              *self,
            const DzTfliteOperator *operator,
            double                 *out)
{
  static const char word[] = "subset_idxs";
  Tensor in = tensor_of (self, operator->inputs[0]);
  const guint8 *list = memmem (operator->custom, operator->custom_length, word, sizeof word);
  gsize at = list - operator->custom + sizeof word;
  guint n = option_word (operator, at), first = option_word (operator, at + 2);
  guint corners[2] = { first, first == 61 ? 291 : first == 33 ? 133 : 263 };
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };
  double m[3][3] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
  double angle, middle[2];

  if (first == 263)
    corners[0] = 362;
  angle = -atan2 (in.values[3 * corners[1] + 1] - in.values[3 * corners[0] + 1],
                  in.values[3 * corners[1]] - in.values[3 * corners[0]]);
  for (guint i = 0; i < n; i++)
    {
      const double *point = in.values + 3 * option_word (operator, at + 2 + 2 * i);
      double turned[2] = { cos (angle) * point[0] - sin (angle) * point[1],
                           sin (angle) * point[0] + cos (angle) * point[1] };

      for (guint j = 0; j < 2; j++)
        {
          low[j] = MIN (low[j], turned[j]);
          high[j] = MAX (high[j], turned[j]);
        }
    }
  middle[0] = (low[0] + high[0]) / 2;
  middle[1] = (low[1] + high[1]) / 2;
  multiply (m, (double[3][3]) { { cos (-angle), -sin (-angle), 0 },
                                { sin (-angle), cos (-angle), 0 }, { 0, 0, 1 } });
  multiply (m, (double[3][3]) { { 1, 0, middle[0] }, { 0, 1, middle[1] }, { 0, 0, 1 } });
  multiply (m, (double[3][3]) { { 1.5 * (high[0] - low[0]) / 16, 0, 0 },
                                { 0, 1.5 * (high[1] - low[1]) / 16, 0 }, { 0, 0, 1 } });
  multiply (m, (double[3][3]) { { 1, 0, -8 }, { 0, 1, -8 }, { 0, 0, 1 } });
  for (guint row = 0; row < 2; row++)
    {
      out[4 * row] = m[row][0];
      out[4 * row + 1] = m[row][1];
      out[4 * row + 3] = m[row][2];
    }
  out[10] = out[15] = 1;
}

static void
run_transformed_picture (Reference              *self,
                         const DzTfliteOperator *operator,
                         double                 *out)
{
  const guint *dims = dz_tflite_get_tensor (self->model, operator->output)->shape.dims;
  Tensor in = tensor_of (self, operator->inputs[0]);
  const double *m = self->values[operator->inputs[1]];

  for (gsize i = 0; i < (gsize) dims[1] * dims[2] * dims[3]; i++)
    {
      double column = i / dims[3] % dims[2] + 0.5, row = i / dims[3] / dims[2] + 0.5;
      double x = m[0] * column + m[1] * row + m[3] - 0.5;
      double y = m[4] * column + m[5] * row + m[7] - 0.5;

      if (x >= 0 && y >= 0 && x <= in.dims[2] - 1 && y <= in.dims[1] - 1)
        out[i] = pixel_between (&in, y, x, i % dims[3]);
    }
}

static void
run_transformed_points (Reference              *self,
                        const DzTfliteOperator *operator,
                        double                 *out)
{
  Tensor in = tensor_of (self, operator->inputs[0]);
  const double *m = self->values[operator->inputs[1]];

  for (gsize i = 0; i < in.count; i++)
    {
      const double *row = m + 4 * (i % 2);

      out[i] = row[0] * in.values[i / 2 * 2] + row[1] * in.values[i / 2 * 2 + 1] + row[3];
    }
}

static void
run_operator (Reference              *self,
              const DzTfliteOperator *operator)
{
  gsize count = dz_tensor_shape_count (&dz_tflite_get_tensor (self->model,
                                                              operator->output)->shape);
  double *out = g_new0 (double, count);

  if (operator->kind == DZ_TFLITE_CONV || operator->kind == DZ_TFLITE_DEPTHWISE_CONV ||
      operator->kind == DZ_TFLITE_MAX_POOL || operator->kind == DZ_TFLITE_AVERAGE_POOL)
    run_window (self, operator, out);
  else if (operator->kind == DZ_TFLITE_ADD || operator->kind == DZ_TFLITE_MUL)
    run_pair (self, operator, out);
  else if (operator->kind == DZ_TFLITE_PAD)
    run_pad (self, operator, out);
  else if (operator->kind == DZ_TFLITE_RESIZE_BILINEAR)
    run_resize (self, operator, out);
  else if (operator->kind == DZ_TFLITE_TRANSPOSE_CONV)
    run_transpose (self, operator, out);
  else if (operator->kind == DZ_TFLITE_CONCATENATION)
    run_concatenation (self, operator, out);
  else if (operator->kind == DZ_TFLITE_TRANSFORM_MATRIX)
    run_matrix (self, operator, out);
  else if (operator->kind == DZ_TFLITE_TRANSFORM_TENSOR)
    run_transformed_picture (self, operator, out);
  else if (operator->kind == DZ_TFLITE_TRANSFORM_LANDMARKS)
    run_transformed_points (self, operator, out);
  else
    run_each (self, operator, out);
  self->values[operator->output] = out;
}

GPtrArray *
dz_reference_run (const DzTflite *model,
                  const float    *input)
{
  GPtrArray *outputs = g_ptr_array_new_with_free_func (g_free);
  Reference self = { model, g_new0 (double *, model->tensors->len) };
  guint first = model->inputs[0];
  gsize count = dz_tensor_shape_count (&dz_tflite_get_tensor (model, first)->shape);

  load_stored (&self);
  self.values[first] = g_new (double, count);
  for (gsize i = 0; i < count; i++)
    self.values[first][i] = input[i];
  for (guint i = 0; i < model->operators->len; i++)
    run_operator (&self, dz_tflite_get_operator (model, i));
  for (guint i = 0; i < model->n_outputs; i++)
    g_ptr_array_add (outputs, g_steal_pointer (&self.values[model->outputs[i]]));
  for (guint i = 0; i < model->tensors->len; i++)
    g_free (self.values[i]);
  g_free (self.values);
  return outputs;
}
