/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-plain-operator.h"

#include "dz-flexbuffer.h"

#include <math.h>
#include <string.h>

/* Rows of a transformation: the third and fourth are of no use on a plane. */
#define X_ROW 0
#define Y_ROW 4

struct _DzPlainOperator
{
  DzTfliteKind         kind;
  guint                n_inputs;
  const float         *inputs[DZ_TFLITE_INPUTS_MAX]; /* unowned, the plan's */
  DzTensorShape        shapes[DZ_TFLITE_INPUTS_MAX];
  float               *output; /* unowned, the plan's */
  DzTensorShape        output_shape;
  guint                axis;        /* of a concatenation */
  guint16             *region;      /* owned, nullable; of a matrix: points */
  guint                n_region;
  guint                left, right; /* points between which the region lies level */
  float                turn;        /* the angle that they shall have, in radians */
  float                width;       /* of the picture that the matrix is for */
  float                height;
  float                scale_x;     /* how much larger than the points' box it is */
  float                scale_y;
};

static gboolean
get_point (const DzFlexMap *options,
           const char      *key,
           guint            n_points,
           guint           *point)
{
  gint64 value;

  if (!dz_flex_map_get_int (options, key, &value) || value < 0 || value >= n_points)
    return FALSE;
  *point = value;
  return TRUE;
}

static gboolean
get_positive (const DzFlexMap *options,
              const char      *key,
              float           *number)
{
  double value;

  if (!dz_flex_map_get_float (options, key, &value) || !isfinite (value) || value <= 0)
    return FALSE;
  *number = value;
  return TRUE;
}

static gboolean
get_size (const DzFlexMap *options,
          const char      *key,
          float           *size)
{
  gint64 value;

  if (!dz_flex_map_get_int (options, key, &value) || value < 1 || value > DZ_TFLITE_COUNT_MAX)
    return FALSE;
  *size = value;
  return TRUE;
}

static gboolean
read_region (DzPlainOperator *self,
             const DzFlexMap *options,
             guint            n_points)
{
  gint64 points[DZ_PLAIN_POINTS_MAX];

  if (!dz_flex_map_get_ints (options, "subset_idxs", points, G_N_ELEMENTS (points),
                             &self->n_region) || self->n_region == 0)
    return FALSE;
  self->region = g_new (guint16, self->n_region);
  for (guint i = 0; i < self->n_region; i++)
    {
      if (points[i] < 0 || points[i] >= n_points || points[i] > G_MAXUINT16)
        return FALSE;
      self->region[i] = points[i];
    }
  return TRUE;
}

static gboolean
read_matrix_options (DzPlainOperator        *self,
                     const DzTfliteOperator *operator)
{
  guint n_points = self->shapes[0].dims[1];
  DzFlexMap options;
  double turn;

  if (!dz_flex_map_init (&options, operator->custom, operator->custom_length) ||
      !dz_flex_map_get_float (&options, "target_rotation_radians", &turn) || !isfinite (turn))
    return FALSE;
  self->turn = turn;
  return get_point (&options, "left_rotation_idx", n_points, &self->left) &&
         get_point (&options, "right_rotation_idx", n_points, &self->right) &&
         get_size (&options, "output_width", &self->width) &&
         get_size (&options, "output_height", &self->height) &&
         get_positive (&options, "scale_x", &self->scale_x) &&
         get_positive (&options, "scale_y", &self->scale_y) &&
         read_region (self, &options, n_points);
}

static gboolean
read_picture_options (DzPlainOperator        *self,
                      const DzTfliteOperator *operator)
{
  DzFlexMap options;

  return dz_flex_map_init (&options, operator->custom, operator->custom_length) &&
         get_size (&options, "output_width", &self->width) &&
         get_size (&options, "output_height", &self->height) &&
         self->output_shape.dims[1] == self->height && self->output_shape.dims[2] == self->width;
}

static gboolean
read_options (DzPlainOperator        *self,
              const DzTfliteOperator *operator)
{
  gint32 axis = operator->options.axis;

  self->axis = axis < 0 ? axis + self->output_shape.n_dims : (guint) axis;
  if (self->kind == DZ_TFLITE_TRANSFORM_MATRIX)
    return read_matrix_options (self, operator);
  return self->kind != DZ_TFLITE_TRANSFORM_TENSOR || read_picture_options (self, operator);
}

/**
 * dz_plain_operator_new:
 * @plan: a plan, whose shared memory must outlive the operator
 * @index: one of its operators that dz_network_plan_is_plain() says is ours
 * @error: return location; %DZ_VISION_ERROR_FORMAT if its options are not such an operator's
 *
 * Returns: (transfer full) (nullable): the operator, or %NULL on error
 */
DzPlainOperator *
dz_plain_operator_new (const DzNetworkPlan *plan,
                       guint                index,
                       GError             **error)
{
  g_autoptr(DzPlainOperator) self = NULL;
  const DzTfliteOperator *operator;

  g_return_val_if_fail (plan != NULL && index < plan->model->operators->len, NULL);

  operator = dz_tflite_get_operator (plan->model, index);
  self = g_new0 (DzPlainOperator, 1);
  self->kind = operator->kind;
  self->n_inputs = operator->n_inputs;
  for (guint i = 0; i < operator->n_inputs; i++)
    {
      self->inputs[i] = plan->tensors[operator->inputs[i]].shared;
      self->shapes[i] = dz_tflite_get_tensor (plan->model, operator->inputs[i])->shape;
    }
  self->output = plan->tensors[operator->output].shared;
  self->output_shape = dz_tflite_get_tensor (plan->model, operator->output)->shape;
  if (read_options (self, operator))
    return g_steal_pointer (&self);
  g_set_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT,
               "planning a model: the options of operator %u, a %s, cannot be read", index,
               dz_tflite_kind_to_nick (operator->kind));
  return NULL;
}

void
dz_plain_operator_free (DzPlainOperator *self)
{
  if (self == NULL)
    return;
  g_free (self->region);
  g_free (self);
}

/**
 * dz_plain_operator_get_region:
 * @self: an operator
 * @n_points: (out): how many there are
 *
 * Returns: (nullable): the points of the mesh that a matrix is laid around; %NULL for an operator
 *   of another kind
 */
const guint16 *
dz_plain_operator_get_region (const DzPlainOperator *self,
                              guint                 *n_points)
{
  g_return_val_if_fail (self != NULL && n_points != NULL, NULL);

  *n_points = self->n_region;
  return self->region;
}

/* How many numbers lie together below one place of the axis. */
static gsize
count_below (const DzTensorShape *shape,
             guint                axis)
{
  gsize count = 1;

  for (guint i = axis; i < shape->n_dims; i++)
    count *= shape->dims[i];
  return count;
}

static void
join (const DzPlainOperator *self)
{
  gsize step = count_below (&self->output_shape, self->axis);
  gsize n = dz_tensor_shape_count (&self->output_shape) / step;
  float *to = self->output;

  for (guint i = 0; i < self->n_inputs; i++)
    {
      gsize part = count_below (&self->shapes[i], self->axis);

      for (gsize j = 0; j < n; j++)
        memcpy (to + j * step, self->inputs[i] + j * part, part * sizeof (float));
      to += part;
    }
}

typedef struct
{
  float low, high;
} Span;

static void
widen (Span *span,
       float value)
{
  span->low = MIN (span->low, value);
  span->high = MAX (span->high, value);
}

/* A matrix from places in the small picture to places in the large one: the small one lies around
 * the region's points, its axes turned so that the line from @left to @right has the angle @turn
 * in it, larger than their box by the two scales.
 *
 * Source: MediaPipe's Landmarks2TransformMatrix, version 2. */
static void
make_matrix (const DzPlainOperator *self)
{
  const float *left = self->inputs[0] + 3 * self->left;
  const float *right = self->inputs[0] + 3 * self->right;
  float angle = self->turn - atan2f (right[1] - left[1], right[0] - left[0]);
  float cosine = cosf (angle), sine = sinf (angle);
  Span across = { INFINITY, -INFINITY }, down = { INFINITY, -INFINITY };
  float middle_x, middle_y, scale_x, scale_y;
  float *rows = self->output;

  for (guint i = 0; i < self->n_region; i++)
    {
      const float *point = self->inputs[0] + 3 * self->region[i];

      widen (&across, cosine * point[0] - sine * point[1]);
      widen (&down, sine * point[0] + cosine * point[1]);
    }
  middle_x = (across.low + across.high) / 2;
  middle_y = (down.low + down.high) / 2;
  scale_x = self->scale_x * (across.high - across.low) / self->width;
  scale_y = self->scale_y * (down.high - down.low) / self->height;
  memset (rows, 0, 16 * sizeof (float));
  rows[X_ROW] = cosine * scale_x;
  rows[X_ROW + 1] = sine * scale_y;
  rows[X_ROW + 3] = cosine * (middle_x - scale_x * self->width / 2) +
                    sine * (middle_y - scale_y * self->height / 2);
  rows[Y_ROW] = -sine * scale_x;
  rows[Y_ROW + 1] = cosine * scale_y;
  rows[Y_ROW + 3] = -sine * (middle_x - scale_x * self->width / 2) +
                    cosine * (middle_y - scale_y * self->height / 2);
  rows[10] = 1;
  rows[15] = 1;
}

static void
blend (const float *above,
       const float *below,
       gsize        next,
       float        right,
       float        lower,
       guint        n_channels,
       float       *to)
{
  for (guint i = 0; i < n_channels; i++)
    {
      float upper_value = (1 - right) * above[i] + right * above[next + i];
      float lower_value = (1 - right) * below[i] + right * below[next + i];

      to[i] = lower * lower_value + (1 - lower) * upper_value;
    }
}

/* One pixel of the picture at a place between pixels; nothing where that lies outside. */
static void
sample (const DzPlainOperator *self,
        float                  x,
        float                  y,
        float                 *to)
{
  guint height = self->shapes[0].dims[1], width = self->shapes[0].dims[2];
  guint n_channels = self->shapes[0].dims[3];
  guint column, row;
  const float *above, *below;

  /* A comparison with what is not a number is false, so that this is outside as well. */
  if (!(x >= 0 && x <= width - 1 && y >= 0 && y <= height - 1))
    {
      memset (to, 0, n_channels * sizeof (float));
      return;
    }
  column = x;
  row = y;
  above = self->inputs[0] + ((gsize) row * width + column) * n_channels;
  below = row + 1 < height ? above + (gsize) width * n_channels : above;
  blend (above, below, column + 1 < width ? n_channels : 0, x - column, y - row, n_channels, to);
}

/* The picture seen through the matrix. A pixel's place is its middle.
 *
 * Source: MediaPipe's TransformTensorBilinear, version 2. */
static void
transform_picture (const DzPlainOperator *self)
{
  const float *x_row = self->inputs[1] + X_ROW, *y_row = self->inputs[1] + Y_ROW;
  guint n_channels = self->output_shape.dims[3];
  float *to = self->output;

  for (guint row = 0; row < self->output_shape.dims[1]; row++)
    {
      for (guint column = 0; column < self->output_shape.dims[2]; column++)
        {
          float x = column + 0.5f, y = row + 0.5f;

          sample (self, x_row[0] * x + x_row[1] * y + x_row[3] - 0.5f,
                  y_row[0] * x + y_row[1] * y + y_row[3] - 0.5f, to);
          to += n_channels;
        }
    }
}

/* Points in the small picture, moved to where they are in the large one.
 *
 * Source: MediaPipe's TransformLandmarks, version 2. */
static void
transform_points (const DzPlainOperator *self)
{
  const float *x_row = self->inputs[1] + X_ROW, *y_row = self->inputs[1] + Y_ROW;

  for (guint i = 0; i < self->output_shape.dims[1]; i++)
    {
      const float *point = self->inputs[0] + 2 * i;

      self->output[2 * i] = x_row[0] * point[0] + x_row[1] * point[1] + x_row[3];
      self->output[2 * i + 1] = y_row[0] * point[0] + y_row[1] * point[1] + y_row[3];
    }
}

/**
 * dz_plain_operator_run:
 * @self: an operator whose inputs have been made
 *
 * Makes its output.
 */
void
dz_plain_operator_run (const DzPlainOperator *self)
{
  g_return_if_fail (self != NULL);

  if (self->kind == DZ_TFLITE_CONCATENATION)
    join (self);
  else if (self->kind == DZ_TFLITE_TRANSFORM_MATRIX)
    make_matrix (self);
  else if (self->kind == DZ_TFLITE_TRANSFORM_TENSOR)
    transform_picture (self);
  else
    transform_points (self);
}
