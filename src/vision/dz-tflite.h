/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-tensor-shape.h"
#include "dz-vision-error.h"

G_BEGIN_DECLS

/* What is read at most. The largest of the four models has 1096 tensors, 712 operators, 386
 * buffers, 2.5 MB, and 786,432 numbers in a tensor. */
#define DZ_TFLITE_BYTES_MAX (64 * 1024 * 1024)
#define DZ_TFLITE_TENSORS_MAX 4096
#define DZ_TFLITE_OPERATORS_MAX 4096
#define DZ_TFLITE_BUFFERS_MAX 4096
#define DZ_TFLITE_CODES_MAX 64
#define DZ_TFLITE_INPUTS_MAX 8
#define DZ_TFLITE_OUTPUTS_MAX 8
#define DZ_TFLITE_NAME_MAX 128
#define DZ_TFLITE_COUNT_MAX (4 * 1024 * 1024)

/**
 * DzTfliteType:
 *
 * How a tensor's numbers stand in the file (schema.fbs, TensorType), as far as we read them.
 */
typedef enum
{
  DZ_TFLITE_FLOAT32 = 0,
  DZ_TFLITE_FLOAT16 = 1,
  DZ_TFLITE_INT32 = 2,
} DzTfliteType;

/**
 * DzTfliteTensor:
 * @shape: its sizes
 * @type: of its numbers
 * @name: what the model calls it
 * @data: (nullable): its numbers in the file, little-endian and as many as the shape says, for one
 *   that is the same in every run; not owned
 */
typedef struct
{
  DzTensorShape shape;
  DzTfliteType  type;
  char         *name; /* owned */
  const guint8 *data; /* in the file */
} DzTfliteTensor;

/**
 * DzTfliteKind:
 *
 * The operators that the four models use: TensorFlow Lite's own, then MediaPipe's.
 */
typedef enum
{
  DZ_TFLITE_ADD,
  DZ_TFLITE_AVERAGE_POOL,
  DZ_TFLITE_CONCATENATION,
  DZ_TFLITE_CONV,
  DZ_TFLITE_DEPTHWISE_CONV,
  DZ_TFLITE_DEQUANTIZE,
  DZ_TFLITE_HARD_SWISH,
  DZ_TFLITE_LOGISTIC,
  DZ_TFLITE_MAX_POOL,
  DZ_TFLITE_MUL,
  DZ_TFLITE_PAD,
  DZ_TFLITE_PRELU,
  DZ_TFLITE_RELU,
  DZ_TFLITE_RESHAPE,
  DZ_TFLITE_RESIZE_BILINEAR,
  DZ_TFLITE_STRIDED_SLICE,
  DZ_TFLITE_TRANSPOSE_CONV,
  DZ_TFLITE_TRANSFORM_MATRIX,
  DZ_TFLITE_TRANSFORM_TENSOR,
  DZ_TFLITE_TRANSFORM_LANDMARKS,
} DzTfliteKind;

/**
 * DzTfliteActivation:
 *
 * What is done to an operator's result (schema.fbs, ActivationFunctionType).
 */
typedef enum
{
  DZ_TFLITE_NONE = 0,
  DZ_TFLITE_CLAMP_0 = 1,
  DZ_TFLITE_CLAMP_1_1 = 2,
  DZ_TFLITE_CLAMP_0_6 = 3,
} DzTfliteActivation;

/**
 * DzTfliteOptions:
 * @is_same: whether edges are padded so that the output is the input's size over the stride
 * @stride: down, then across
 * @dilation: down, then across
 * @filter: of a pool: down, then across
 * @multiplier: of a depthwise convolution: outputs to each input channel
 * @activation: done to the result
 * @axis: of a concatenation
 * @is_half_pixel: of a resize: whether numbers stand in the middle of their pixels
 * @is_aligned: of a resize: whether the corners of both pictures coincide
 * @masks: of a slice: whether any of the masks is set that change the number of dimensions
 *
 * All that an operator's options say; what its kind does not have is zero.
 */
typedef struct
{
  gboolean           is_same;
  gint32             stride[2];
  gint32             dilation[2];
  gint32             filter[2];
  gint32             multiplier;
  DzTfliteActivation activation;
  gint32             axis;
  gboolean           is_half_pixel;
  gboolean           is_aligned;
  gboolean           masks;
} DzTfliteOptions;

/**
 * DzTfliteOperator:
 * @kind: what it does
 * @n_inputs: how many tensors it reads
 * @inputs: which
 * @output: the one tensor that it makes
 * @options: how it does it
 * @custom: (nullable): options of one of MediaPipe's, as they stand in the file
 * @custom_length: bytes of those
 */
typedef struct
{
  DzTfliteKind    kind;
  guint           n_inputs;
  guint           inputs[DZ_TFLITE_INPUTS_MAX];
  guint           output;
  DzTfliteOptions options;
  const guint8   *custom;
  gsize           custom_length;
} DzTfliteOperator;

/**
 * DzTflite:
 * @tensors: (element-type DzTfliteTensor): all tensors
 * @operators: (element-type DzTfliteOperator): in the order in which they are run
 * @n_inputs: how many tensors the caller fills
 * @inputs: which
 * @n_outputs: how many tensors the caller reads
 * @outputs: which
 *
 * What a TensorFlow Lite file says, every index of it inside. It points into the file's bytes.
 */
typedef struct
{
  GArray *tensors;   /* owned */
  GArray *operators; /* owned */
  guint   n_inputs;
  guint   inputs[DZ_TFLITE_INPUTS_MAX];
  guint   n_outputs;
  guint   outputs[DZ_TFLITE_OUTPUTS_MAX];
} DzTflite;

DzTflite               *dz_tflite_new          (const guint8   *data,
                                                gsize           length,
                                                GError        **error);
void                    dz_tflite_free         (DzTflite       *self);
const DzTfliteTensor   *dz_tflite_get_tensor   (const DzTflite *self,
                                                guint           index);
const DzTfliteOperator *dz_tflite_get_operator (const DzTflite *self,
                                                guint           index);
gint32                  dz_tflite_tensor_get_int (const DzTfliteTensor *self,
                                                gsize           index);
const char             *dz_tflite_kind_to_nick (DzTfliteKind    kind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzTflite, dz_tflite_free)

G_END_DECLS
