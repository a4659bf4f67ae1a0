/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-tflite-options.h"

#include <string.h>

/* Fields of the table Operator, schema.fbs. */
#define OPERATOR_OPTIONS_TYPE 3
#define OPERATOR_OPTIONS 4
#define OPERATOR_CUSTOM 5

/* An operator of MediaPipe stands in the file as this kind, with a name. */
#define BUILTIN_CUSTOM 32

#define PADDING_SAME 0

/* What the options of Convolution2DTransposeBias call that, and their size: padding, then the
 * stride across and down, each of four bytes (TfLiteTransposeConvParams). */
#define TRANSPOSE_SAME 1
#define TRANSPOSE_LENGTH 12

/* A stride, filter or dilation beyond this is no network's that works on pictures of 256 pixels. */
#define STEP_MAX 256

/* Which table an operator's options are: the number that schema.fbs gives it in BuiltinOptions. */
typedef enum
{
  OPTIONS_NONE = 0,
  OPTIONS_CONV = 1,
  OPTIONS_DEPTHWISE = 2,
  OPTIONS_POOL = 5,
  OPTIONS_CONCATENATION = 10,
  OPTIONS_ADD = 11,
  OPTIONS_RESIZE = 15,
  OPTIONS_RESHAPE = 17,
  OPTIONS_MUL = 21,
  OPTIONS_SLICE = 32,
} OptionsType;

typedef struct
{
  gint32      builtin; /* BuiltinOperator in schema.fbs */
  const char *custom;
  gint32      version; /* the one that we know; 0 for any */
  const char *nick;
  OptionsType options;
} Kind;

static const Kind kinds[] = {
  [DZ_TFLITE_ADD] = { 0, NULL, 0, "ADD", OPTIONS_ADD },
  [DZ_TFLITE_AVERAGE_POOL] = { 1, NULL, 0, "AVERAGE_POOL_2D", OPTIONS_POOL },
  [DZ_TFLITE_CONCATENATION] = { 2, NULL, 0, "CONCATENATION", OPTIONS_CONCATENATION },
  [DZ_TFLITE_CONV] = { 3, NULL, 0, "CONV_2D", OPTIONS_CONV },
  [DZ_TFLITE_DEPTHWISE_CONV] = { 4, NULL, 0, "DEPTHWISE_CONV_2D", OPTIONS_DEPTHWISE },
  [DZ_TFLITE_DEQUANTIZE] = { 6, NULL, 0, "DEQUANTIZE", OPTIONS_NONE },
  [DZ_TFLITE_HARD_SWISH] = { 117, NULL, 0, "HARD_SWISH", OPTIONS_NONE },
  [DZ_TFLITE_LOGISTIC] = { 14, NULL, 0, "LOGISTIC", OPTIONS_NONE },
  [DZ_TFLITE_MAX_POOL] = { 17, NULL, 0, "MAX_POOL_2D", OPTIONS_POOL },
  [DZ_TFLITE_MUL] = { 18, NULL, 0, "MUL", OPTIONS_MUL },
  [DZ_TFLITE_PAD] = { 34, NULL, 0, "PAD", OPTIONS_NONE },
  [DZ_TFLITE_PRELU] = { 54, NULL, 0, "PRELU", OPTIONS_NONE },
  [DZ_TFLITE_RELU] = { 19, NULL, 0, "RELU", OPTIONS_NONE },
  [DZ_TFLITE_RESHAPE] = { 22, NULL, 0, "RESHAPE", OPTIONS_RESHAPE },
  [DZ_TFLITE_RESIZE_BILINEAR] = { 23, NULL, 0, "RESIZE_BILINEAR", OPTIONS_RESIZE },
  [DZ_TFLITE_STRIDED_SLICE] = { 45, NULL, 0, "STRIDED_SLICE", OPTIONS_SLICE },
  [DZ_TFLITE_TRANSPOSE_CONV] = { BUILTIN_CUSTOM, "Convolution2DTransposeBias", 1,
                                 "Convolution2DTransposeBias", OPTIONS_NONE },
  [DZ_TFLITE_TRANSFORM_MATRIX] = { BUILTIN_CUSTOM, "Landmarks2TransformMatrix", 2,
                                   "Landmarks2TransformMatrix", OPTIONS_NONE },
  [DZ_TFLITE_TRANSFORM_TENSOR] = { BUILTIN_CUSTOM, "TransformTensorBilinear", 2,
                                   "TransformTensorBilinear", OPTIONS_NONE },
  [DZ_TFLITE_TRANSFORM_LANDMARKS] = { BUILTIN_CUSTOM, "TransformLandmarks", 2,
                                      "TransformLandmarks", OPTIONS_NONE },
};

/**
 * dz_tflite_kind_to_nick:
 * @kind: a kind of operator
 *
 * Returns: what TensorFlow Lite or MediaPipe calls it
 */
const char *
dz_tflite_kind_to_nick (DzTfliteKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].nick;
}

/**
 * dz_tflite_find_kind:
 * @builtin: an operator's number in schema.fbs
 * @custom: the name of one that is not TensorFlow Lite's own
 * @version: its version
 * @kind: (out): which of ours that is
 *
 * Returns: whether it is one that we know
 */
gboolean
dz_tflite_find_kind (gint32        builtin,
                     const char   *custom,
                     gint32        version,
                     DzTfliteKind *kind)
{
  g_return_val_if_fail (custom != NULL && kind != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (kinds[i].builtin == builtin && (kinds[i].version == 0 || kinds[i].version == version) &&
          (kinds[i].custom == NULL || strcmp (kinds[i].custom, custom) == 0))
        {
          *kind = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* In schema.fbs the size across stands before the size down, wherever there are two. */
static void
read_pair (const DzFlatTable *table,
           guint              across_field,
           gint32             otherwise,
           gint32             pair[2])
{
  pair[0] = dz_flat_table_get_int (table, across_field + 1, otherwise);
  pair[1] = dz_flat_table_get_int (table, across_field, otherwise);
}

static void
read_conv (DzTfliteOptions   *options,
           const DzFlatTable *table)
{
  options->is_same = dz_flat_table_get_byte (table, 0) == PADDING_SAME;
  read_pair (table, 1, 0, options->stride);
  options->activation = dz_flat_table_get_byte (table, 3);
  read_pair (table, 4, 1, options->dilation);
}

static void
read_depthwise (DzTfliteOptions   *options,
                const DzFlatTable *table)
{
  options->is_same = dz_flat_table_get_byte (table, 0) == PADDING_SAME;
  read_pair (table, 1, 0, options->stride);
  options->multiplier = dz_flat_table_get_int (table, 3, 0);
  options->activation = dz_flat_table_get_byte (table, 4);
  read_pair (table, 5, 1, options->dilation);
}

static void
read_pool (DzTfliteOptions   *options,
           const DzFlatTable *table)
{
  options->is_same = dz_flat_table_get_byte (table, 0) == PADDING_SAME;
  read_pair (table, 1, 0, options->stride);
  read_pair (table, 3, 0, options->filter);
  options->activation = dz_flat_table_get_byte (table, 5);
}

static void
read_slice (DzTfliteOptions   *options,
            const DzFlatTable *table)
{
  for (guint mask = 0; mask < 5; mask++)
    options->masks |= dz_flat_table_get_int (table, mask, 0) != 0;
}

static void
read_table (DzTfliteOptions   *options,
            OptionsType        type,
            const DzFlatTable *table)
{
  switch (type)
    {
    case OPTIONS_CONV:
      read_conv (options, table);
      break;
    case OPTIONS_DEPTHWISE:
      read_depthwise (options, table);
      break;
    case OPTIONS_POOL:
      read_pool (options, table);
      break;
    case OPTIONS_CONCATENATION:
      options->axis = dz_flat_table_get_int (table, 0, 0);
      options->activation = dz_flat_table_get_byte (table, 1);
      break;
    case OPTIONS_ADD:
    case OPTIONS_MUL:
      options->activation = dz_flat_table_get_byte (table, 0);
      break;
    case OPTIONS_RESIZE:
      options->is_aligned = dz_flat_table_get_byte (table, 2) != 0;
      options->is_half_pixel = dz_flat_table_get_byte (table, 3) != 0;
      break;
    case OPTIONS_SLICE:
      read_slice (options, table);
      break;
    case OPTIONS_RESHAPE:
    case OPTIONS_NONE:
    default:
      break;
    }
}

static gboolean
read_transpose (DzTfliteOperator *self)
{
  gint32 words[TRANSPOSE_LENGTH / sizeof (gint32)];

  if (self->custom_length != TRANSPOSE_LENGTH)
    return FALSE;
  memcpy (words, self->custom, sizeof words);
  self->options.is_same = GINT32_FROM_LE (words[0]) == TRANSPOSE_SAME;
  self->options.stride[1] = GINT32_FROM_LE (words[1]);
  self->options.stride[0] = GINT32_FROM_LE (words[2]);
  return TRUE;
}

static gboolean
is_step (const gint32 pair[2])
{
  return pair[0] >= 0 && pair[0] <= STEP_MAX && pair[1] >= 0 && pair[1] <= STEP_MAX;
}

/**
 * dz_tflite_read_options:
 * @self: an operator whose kind is known
 * @table: its table in the file
 * @error: return location; %DZ_VISION_ERROR_FORMAT
 *
 * Reads how the operator does what it does. An operator without the options of its kind has their
 * defaults; one with those of another kind is refused.
 *
 * Returns: whether they could be read
 */
gboolean
dz_tflite_read_options (DzTfliteOperator  *self,
                        const DzFlatTable *table,
                        GError           **error)
{
  guint8 type = dz_flat_table_get_byte (table, OPERATOR_OPTIONS_TYPE);
  DzFlatTable options = dz_flat_table_get_table (table, OPERATOR_OPTIONS);
  DzFlatVector custom = dz_flat_table_get_vector (table, OPERATOR_CUSTOM, 1);
  gboolean is_read = TRUE;

  self->custom = dz_flat_vector_get_bytes (&custom);
  self->custom_length = custom.n;
  if (type == kinds[self->kind].options)
    read_table (&self->options, type, &options);
  else if (type != OPTIONS_NONE)
    is_read = FALSE;
  if (self->kind == DZ_TFLITE_TRANSPOSE_CONV)
    is_read = read_transpose (self);
  if (is_read && is_step (self->options.stride) && is_step (self->options.dilation) &&
      is_step (self->options.filter) && self->options.activation <= DZ_TFLITE_CLAMP_0_6)
    return TRUE;
  g_set_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT,
               "reading the options of a %s: they are not such an operator's",
               kinds[self->kind].nick);
  return FALSE;
}
