/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-model-builder.h"
#include "dz-reference.h"
#include "dz-vision-samples.h"

#include <math.h>

#define CASE_VECTORS 3

/* One operator over one input. Its options are fields in their order, each a number; those of an
 * operator with a name are words. */
typedef struct
{
  const char   *name;
  gint32        builtin;
  const char   *custom;
  guint8        options_type;
  guint         n_options;
  gint32        options[8];
  DzTensorShape input;
  guint         n_weights;
  DzTensorShape weights[2];
  guint         n_vectors;
  struct
  {
    guint  n;
    gint32 values[8];
  } vectors[CASE_VECTORS];
  DzTensorShape output;
} OperatorCase;

#define SAME 0
#define VALID 1

/* padding, stride across, stride down, activation, dilation across, dilation down */
#define CONV(name, options, ...) { name, 3, NULL, 1, 6, options, __VA_ARGS__ }
/* padding, stride across, stride down, multiplier, activation, dilation across, dilation down */
#define DEPTHWISE(name, options, ...) { name, 4, NULL, 2, 7, options, __VA_ARGS__ }
/* padding, stride across, stride down, filter across, filter down, activation */
#define MAX_POOL(name, options, ...) { name, 17, NULL, 5, 6, options, __VA_ARGS__ }
#define AVERAGE_POOL(name, options, ...) { name, 1, NULL, 5, 6, options, __VA_ARGS__ }
#define ADD(name, activation, ...) { name, 0, NULL, 11, 1, { activation }, __VA_ARGS__ }
#define MUL(name, activation, ...) { name, 18, NULL, 21, 1, { activation }, __VA_ARGS__ }
#define PLAIN(name, builtin, ...) { name, builtin, NULL, 0, 0, { 0 }, __VA_ARGS__ }
/* new height and width, which nobody reads; aligned corners; half pixels */
#define RESIZE(name, aligned, half, ...) \
  { name, 23, NULL, 15, 4, { 0, 0, aligned, half }, __VA_ARGS__ }
/* begin, end, ellipsis, new axis and shrink masks */
#define SLICE(name, options, ...) { name, 45, NULL, 32, 5, options, __VA_ARGS__ }
/* padding, stride across, stride down */
#define TRANSPOSE(name, options, ...) \
  { name, 32, "Convolution2DTransposeBias", 0, 3, options, __VA_ARGS__ }
#define OPTIONS(...) { __VA_ARGS__ }
#define IMAGE(h, w, c) { 4, { 1, h, w, c } }
#define SHAPE4(a, b, c, d) { 4, { a, b, c, d } }
#define FILTER(o, h, w, i, bias) 2, { { 4, { o, h, w, i } }, { 1, { bias } } }, 0, { { 0 } }
#define NOTHING 0, { { 0 } }, 0, { { 0 } }
#define WEIGHTS(...) 1, { { __VA_ARGS__ } }, 0, { { 0 } }
#define SIZES(count, ...) 0, { { 0 } }, 1, { { count, { __VA_ARGS__ } } }

/* What XNNPACK makes of these is what the definition says. */
static const OperatorCase right_cases[] = {
  CONV ("conv/same", OPTIONS (SAME, 1, 1, 0, 1, 1), IMAGE (5, 7, 3), FILTER (4, 3, 3, 3, 4),
        IMAGE (5, 7, 4)),
  CONV ("conv/same-stride", OPTIONS (SAME, 3, 2, 0, 1, 1), IMAGE (5, 7, 3),
        FILTER (4, 3, 2, 3, 4), IMAGE (3, 3, 4)),
  CONV ("conv/same-even", OPTIONS (SAME, 2, 2, 0, 1, 1), IMAGE (6, 8, 2), FILTER (5, 3, 5, 2, 5),
        IMAGE (3, 4, 5)),
  CONV ("conv/valid", OPTIONS (VALID, 1, 2, 1, 1, 1), IMAGE (6, 7, 3), FILTER (4, 2, 3, 3, 4),
        IMAGE (3, 5, 4)),
  CONV ("conv/dilation", OPTIONS (VALID, 1, 1, 3, 2, 3), IMAGE (9, 8, 3), FILTER (4, 2, 3, 3, 4),
        IMAGE (6, 4, 4)),
  CONV ("conv/same-dilation", OPTIONS (SAME, 1, 1, 0, 2, 2), IMAGE (9, 8, 3),
        FILTER (4, 3, 3, 3, 4), IMAGE (9, 8, 4)),
  CONV ("conv/point", OPTIONS (VALID, 1, 1, 2, 1, 1), IMAGE (3, 2, 17), FILTER (9, 1, 1, 17, 9),
        IMAGE (3, 2, 9)),
  CONV ("conv/whole", OPTIONS (VALID, 3, 3, 0, 1, 1), IMAGE (3, 3, 5), FILTER (7, 3, 3, 5, 7),
        IMAGE (1, 1, 7)),
  DEPTHWISE ("depthwise/same", OPTIONS (SAME, 1, 1, 1, 0, 1, 1), IMAGE (5, 7, 9),
             FILTER (1, 3, 3, 9, 9), IMAGE (5, 7, 9)),
  DEPTHWISE ("depthwise/stride", OPTIONS (SAME, 2, 2, 1, 1, 1, 1), IMAGE (6, 7, 5),
             FILTER (1, 5, 5, 5, 5), IMAGE (3, 4, 5)),
  DEPTHWISE ("depthwise/multiplier", OPTIONS (VALID, 1, 1, 3, 0, 1, 1), IMAGE (4, 5, 2),
             FILTER (1, 3, 2, 6, 6), IMAGE (2, 4, 6)),
  DEPTHWISE ("depthwise/dilation", OPTIONS (VALID, 1, 1, 1, 0, 3, 2), IMAGE (8, 9, 4),
             FILTER (1, 3, 2, 4, 4), IMAGE (4, 6, 4)),
  DEPTHWISE ("depthwise/large", OPTIONS (SAME, 1, 1, 1, 0, 1, 1), IMAGE (9, 9, 3),
             FILTER (1, 7, 7, 3, 3), IMAGE (9, 9, 3)),
  MAX_POOL ("max-pool/valid", OPTIONS (VALID, 2, 2, 2, 2, 0), IMAGE (5, 6, 3), NOTHING,
            IMAGE (2, 3, 3)),
  MAX_POOL ("max-pool/same", OPTIONS (SAME, 2, 1, 3, 2, 1), IMAGE (5, 6, 3), NOTHING,
            IMAGE (5, 3, 3)),
  AVERAGE_POOL ("average-pool", OPTIONS (VALID, 6, 5, 6, 5, 0), IMAGE (5, 6, 3), NOTHING,
                IMAGE (1, 1, 3)),
  AVERAGE_POOL ("average-pool/same", OPTIONS (SAME, 6, 5, 6, 5, 1), IMAGE (5, 6, 3), NOTHING,
                IMAGE (1, 1, 3)),
  ADD ("add", 0, IMAGE (3, 4, 5), WEIGHTS (4, { 1, 3, 4, 5 }), IMAGE (3, 4, 5)),
  ADD ("add/channels", 1, IMAGE (3, 4, 5), WEIGHTS (1, { 5 }), IMAGE (3, 4, 5)),
  MUL ("mul/picture", 0, IMAGE (3, 4, 5), WEIGHTS (4, { 1, 1, 1, 5 }), IMAGE (3, 4, 5)),
  MUL ("mul/one", 3, IMAGE (3, 4, 5), WEIGHTS (1, { 1 }), IMAGE (3, 4, 5)),
  MUL ("mul/wider", 0, { 2, { 1, 5 } }, WEIGHTS (2, { 4, 5 }), { 2, { 4, 5 } }),
  PLAIN ("relu", 19, IMAGE (3, 4, 5), NOTHING, IMAGE (3, 4, 5)),
  PLAIN ("logistic", 14, IMAGE (3, 4, 5), NOTHING, IMAGE (3, 4, 5)),
  PLAIN ("hard-swish", 117, IMAGE (3, 4, 5), NOTHING, IMAGE (3, 4, 5)),
  PLAIN ("prelu", 54, IMAGE (3, 4, 5), WEIGHTS (3, { 1, 1, 5 }), IMAGE (3, 4, 5)),
  PLAIN ("pad", 34, IMAGE (3, 4, 5), SIZES (8, 0, 0, 1, 2, 0, 3, 2, 1), IMAGE (6, 7, 8)),
  PLAIN ("reshape", 22, IMAGE (3, 4, 5), NOTHING, { 3, { 1, 20, 3 } }),
  RESIZE ("resize/double", 0, 1, IMAGE (3, 4, 5), SIZES (2, 6, 8), IMAGE (6, 8, 5)),
  RESIZE ("resize/odd", 0, 1, IMAGE (3, 7, 2), SIZES (2, 5, 4), IMAGE (5, 4, 2)),
  SLICE ("slice", OPTIONS (0, 0, 0, 0, 0), IMAGE (3, 4, 5), 0, { { 0 } }, 3,
         { { 4, { 0, 0, 0, 0 } }, { 4, { 1, 3, 4, 5 } }, { 4, { 1, 1, 1, 1 } } }, IMAGE (3, 4, 5)),
  TRANSPOSE ("transpose", OPTIONS (1, 2, 2), IMAGE (3, 4, 6), FILTER (5, 2, 2, 6, 5),
             IMAGE (6, 8, 5)),
  TRANSPOSE ("transpose/oblong", OPTIONS (1, 3, 2), IMAGE (3, 4, 6), FILTER (2, 2, 3, 6, 2),
             IMAGE (6, 12, 2)),
};

/* What would make XNNPACK abort, or write beyond its memory, or do something else than asked. */
static const OperatorCase wrong_cases[] = {
  CONV ("conv/rows", OPTIONS (SAME, 1, 1, 0, 1, 1), IMAGE (5, 7, 3), FILTER (4, 3, 3, 3, 4),
        IMAGE (4, 7, 4)),
  CONV ("conv/columns", OPTIONS (VALID, 1, 1, 0, 1, 1), IMAGE (5, 7, 3), FILTER (4, 3, 3, 3, 4),
        IMAGE (3, 6, 4)),
  CONV ("conv/channels-made", OPTIONS (SAME, 1, 1, 0, 1, 1), IMAGE (5, 7, 3),
        FILTER (4, 3, 3, 3, 4), IMAGE (5, 7, 3)),
  CONV ("conv/channels-read", OPTIONS (SAME, 1, 1, 0, 1, 1), IMAGE (5, 7, 3),
        FILTER (4, 3, 3, 4, 4), IMAGE (5, 7, 4)),
  CONV ("conv/bias", OPTIONS (SAME, 1, 1, 0, 1, 1), IMAGE (5, 7, 3), FILTER (4, 3, 3, 3, 3),
        IMAGE (5, 7, 4)),
  CONV ("conv/batch", OPTIONS (SAME, 1, 1, 0, 1, 1), SHAPE4 (2, 5, 7, 3), FILTER (4, 3, 3, 3, 4),
        SHAPE4 (2, 5, 7, 4)),
  CONV ("conv/flat", OPTIONS (SAME, 1, 1, 0, 1, 1), { 3, { 5, 7, 3 } }, FILTER (4, 3, 3, 3, 4),
        { 3, { 5, 7, 4 } }),
  CONV ("conv/no-stride", OPTIONS (SAME, 0, 1, 0, 1, 1), IMAGE (5, 7, 3), FILTER (4, 3, 3, 3, 4),
        IMAGE (5, 7, 4)),
  CONV ("conv/backwards", OPTIONS (SAME, -1, 1, 0, 1, 1), IMAGE (5, 7, 3),
        FILTER (4, 3, 3, 3, 4), IMAGE (5, 7, 4)),
  CONV ("conv/no-dilation", OPTIONS (SAME, 1, 1, 0, 0, 1), IMAGE (5, 7, 3),
        FILTER (4, 3, 3, 3, 4), IMAGE (5, 7, 4)),
  CONV ("conv/activation", OPTIONS (SAME, 1, 1, 4, 1, 1), IMAGE (5, 7, 3), FILTER (4, 3, 3, 3, 4),
        IMAGE (5, 7, 4)),
  CONV ("conv/window", OPTIONS (VALID, 1, 1, 0, 1, 1), IMAGE (5, 7, 3), FILTER (4, 6, 3, 3, 4),
        IMAGE (1, 5, 4)),
  CONV ("conv/no-bias", OPTIONS (SAME, 1, 1, 0, 1, 1), IMAGE (5, 7, 3),
        WEIGHTS (4, { 4, 3, 3, 3 }), IMAGE (5, 7, 4)),
  CONV ("conv/huge-window", OPTIONS (SAME, 1, 1, 0, 1, 1), IMAGE (200, 200, 1),
        FILTER (1, 250, 250, 1, 1), IMAGE (200, 200, 1)),
  DEPTHWISE ("depthwise/multiplier", OPTIONS (SAME, 1, 1, 2, 0, 1, 1), IMAGE (5, 7, 9),
             FILTER (1, 3, 3, 9, 9), IMAGE (5, 7, 9)),
  DEPTHWISE ("depthwise/no-multiplier", OPTIONS (SAME, 1, 1, 0, 0, 1, 1), IMAGE (5, 7, 9),
             FILTER (1, 3, 3, 9, 9), IMAGE (5, 7, 9)),
  DEPTHWISE ("depthwise/batch", OPTIONS (SAME, 1, 1, 1, 0, 1, 1), IMAGE (5, 7, 9),
             FILTER (2, 3, 3, 9, 9), IMAGE (5, 7, 9)),
  MAX_POOL ("max-pool/point", OPTIONS (VALID, 1, 1, 1, 1, 0), IMAGE (5, 6, 3), NOTHING,
            IMAGE (5, 6, 3)),
  MAX_POOL ("max-pool/jump", OPTIONS (VALID, 3, 3, 2, 2, 0), IMAGE (5, 6, 3), NOTHING,
            IMAGE (2, 2, 3)),
  MAX_POOL ("max-pool/channels", OPTIONS (VALID, 2, 2, 2, 2, 0), IMAGE (5, 6, 3), NOTHING,
            IMAGE (2, 3, 4)),
  MAX_POOL ("max-pool/no-filter", OPTIONS (VALID, 2, 2, 0, 0, 0), IMAGE (5, 6, 3), NOTHING,
            IMAGE (2, 3, 3)),
  AVERAGE_POOL ("average-pool/part", OPTIONS (VALID, 3, 5, 3, 5, 0), IMAGE (5, 6, 3), NOTHING,
                IMAGE (1, 2, 3)),
  AVERAGE_POOL ("average-pool/rows", OPTIONS (VALID, 6, 5, 6, 5, 0), IMAGE (5, 6, 3), NOTHING,
                IMAGE (2, 1, 3)),
  ADD ("add/unlike", 0, IMAGE (3, 4, 5), WEIGHTS (4, { 1, 3, 4, 4 }), IMAGE (3, 4, 5)),
  ADD ("add/output", 0, IMAGE (3, 4, 5), WEIGHTS (1, { 5 }), IMAGE (3, 4, 4)),
  MUL ("mul/narrower", 0, { 2, { 1, 5 } }, WEIGHTS (2, { 4, 5 }), { 2, { 1, 5 } }),
  MUL ("mul/alone", 0, IMAGE (3, 4, 5), NOTHING, IMAGE (3, 4, 5)),
  PLAIN ("relu/shape", 19, IMAGE (3, 4, 5), NOTHING, IMAGE (3, 5, 4)),
  PLAIN ("logistic/larger", 14, IMAGE (3, 4, 5), NOTHING, IMAGE (3, 4, 6)),
  PLAIN ("prelu/one-slope", 54, IMAGE (3, 4, 5), WEIGHTS (1, { 1 }), IMAGE (3, 4, 5)),
  PLAIN ("prelu/slopes", 54, IMAGE (3, 4, 5), WEIGHTS (3, { 1, 1, 6 }), IMAGE (3, 4, 5)),
  PLAIN ("pad/short", 34, IMAGE (3, 4, 5), SIZES (6, 0, 0, 1, 2, 0, 3), IMAGE (6, 7, 5)),
  PLAIN ("pad/negative", 34, IMAGE (3, 4, 5), SIZES (8, 0, 0, -1, 2, 0, 0, 0, 0),
         IMAGE (4, 4, 5)),
  PLAIN ("pad/output", 34, IMAGE (3, 4, 5), SIZES (8, 0, 0, 1, 2, 0, 3, 2, 1), IMAGE (6, 7, 7)),
  PLAIN ("reshape/more", 22, IMAGE (3, 4, 5), NOTHING, { 3, { 1, 20, 4 } }),
  RESIZE ("resize/size", 0, 1, IMAGE (3, 4, 5), SIZES (2, 6, 8), IMAGE (6, 9, 5)),
  RESIZE ("resize/aligned", 1, 0, IMAGE (3, 4, 5), SIZES (2, 6, 8), IMAGE (6, 8, 5)),
  RESIZE ("resize/legacy", 0, 0, IMAGE (3, 4, 5), SIZES (2, 6, 8), IMAGE (6, 8, 5)),
  SLICE ("slice/part", OPTIONS (0, 0, 0, 0, 0), IMAGE (3, 4, 5), 0, { { 0 } }, 3,
         { { 4, { 0, 1, 0, 0 } }, { 4, { 1, 3, 4, 5 } }, { 4, { 1, 1, 1, 1 } } }, IMAGE (3, 4, 5)),
  SLICE ("slice/backwards", OPTIONS (0, 0, 0, 0, 0), IMAGE (3, 4, 5), 0, { { 0 } }, 3,
         { { 4, { 0, 0, 0, 0 } }, { 4, { 1, 3, 4, 5 } }, { 4, { 1, -1, 1, 1 } } },
         IMAGE (3, 4, 5)),
  SLICE ("slice/mask", OPTIONS (0, 0, 0, 0, 1), IMAGE (3, 4, 5), 0, { { 0 } }, 3,
         { { 4, { 0, 0, 0, 0 } }, { 4, { 1, 3, 4, 5 } }, { 4, { 1, 1, 1, 1 } } }, IMAGE (3, 4, 5)),
  TRANSPOSE ("transpose/overlap", OPTIONS (1, 2, 2), IMAGE (3, 4, 6), FILTER (5, 3, 3, 6, 5),
             IMAGE (6, 8, 5)),
  TRANSPOSE ("transpose/size", OPTIONS (1, 2, 2), IMAGE (3, 4, 6), FILTER (5, 2, 2, 6, 5),
             IMAGE (7, 8, 5)),
  TRANSPOSE ("transpose/no-stride", OPTIONS (1, 0, 0), IMAGE (3, 4, 6), FILTER (5, 2, 2, 6, 5),
             IMAGE (6, 8, 5)),
  PLAIN ("dequantize/made", 6, IMAGE (3, 4, 5), NOTHING, IMAGE (3, 4, 5)),
  PLAIN ("unknown", 99, IMAGE (3, 4, 5), NOTHING, IMAGE (3, 4, 5)),
};

static DzFlatNode *
options_of (const OperatorCase *c)
{
  DzFlatNode *options = dz_flat_node_table ();

  for (guint i = 0; i < c->n_options; i++)
    dz_flat_node_set_int (options, i, c->options[i]);
  return options;
}

static GBytes *
build_model (const OperatorCase *c)
{
  DzModelBuilder *builder = dz_model_builder_new ();
  gboolean is_table = c->custom == NULL && c->n_options > 0;
  guint inputs[DZ_TFLITE_INPUTS_MAX], n = 0, output;

  inputs[n++] = dz_model_builder_add_tensor (builder, DZ_TFLITE_FLOAT32, c->input, NULL, 0);
  for (guint i = 0; i < c->n_weights; i++)
    inputs[n++] = dz_model_builder_add_weights (builder, c->weights[i]);
  for (guint i = 0; i < c->n_vectors; i++)
    inputs[n++] = dz_model_builder_add_sizes (builder, c->vectors[i].values, c->vectors[i].n);
  output = dz_model_builder_add_tensor (builder, DZ_TFLITE_FLOAT32, c->output, NULL, 0);
  dz_model_builder_add_operator (builder, c->builtin, c->custom, c->options_type,
                                 is_table ? options_of (c) : NULL, inputs, n, output);
  if (c->custom != NULL)
    dz_model_builder_set_custom (builder, c->options, c->n_options * sizeof (gint32), 1);
  return dz_model_builder_finish (builder, inputs[0], output);
}

static void
test_right (gconstpointer data)
{
  g_autoptr(GBytes) bytes = build_model (data);
  gsize length;
  const guint8 *file = g_bytes_get_data (bytes, &length);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzTflite) model = dz_tflite_new (file, length, &error);
  g_autoptr(DzNetwork) network = NULL;
  g_autoptr(GPtrArray) expected = NULL;
  const double *numbers;

  g_assert_no_error (error);
  network = dz_network_new (file, length, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < dz_tensor_shape_count (dz_network_get_input (network)); i++)
    dz_network_borrow_input (network)[i] = 4 * sinf (i * 0.9f);
  g_assert_true (dz_network_run (network, &error));
  expected = dz_reference_run (model, dz_network_borrow_input (network));
  numbers = expected->pdata[0];
  for (gsize i = 0; i < dz_tensor_shape_count (dz_network_get_output (network, 0)); i++)
    g_assert_cmpfloat_with_epsilon (dz_network_borrow_output (network, 0)[i], numbers[i], 2e-5);
}

static void
test_wrong (gconstpointer data)
{
  g_autoptr(GBytes) bytes = build_model (data);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzNetwork) network = NULL;

  network = dz_network_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, &error);
  g_assert_null (network);
  g_assert_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT);
}

/* Two results of one input, joined along @axis. */
static void
test_join (gconstpointer data)
{
  gint32 axis = GPOINTER_TO_INT (data);
  DzTensorShape in = IMAGE (3, 4, 5), out = in;
  DzModelBuilder *builder = dz_model_builder_new ();
  DzFlatNode *options = dz_flat_node_table ();
  guint input = dz_model_builder_add_tensor (builder, DZ_TFLITE_FLOAT32, in, NULL, 0);
  guint parts[2], joined;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzTflite) model = NULL;
  g_autoptr(DzNetwork) network = NULL;
  g_autoptr(GPtrArray) expected = NULL;
  const double *numbers;

  for (guint i = 0; i < 2; i++)
    {
      parts[i] = dz_model_builder_add_tensor (builder, DZ_TFLITE_FLOAT32, in, NULL, 0);
      dz_model_builder_add_operator (builder, i == 0 ? 19 : 14, NULL, 0, NULL, &input, 1, parts[i]);
    }
  out.dims[axis < 0 ? axis + 4 : axis] *= 2;
  joined = dz_model_builder_add_tensor (builder, DZ_TFLITE_FLOAT32, out, NULL, 0);
  dz_flat_node_set_int (options, 0, axis);
  dz_model_builder_add_operator (builder, 2, NULL, 10, options, parts, 2, joined);
  bytes = dz_model_builder_finish (builder, input, joined);
  model = dz_tflite_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  network = dz_network_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, &error);
  g_assert_no_error (error);
  dz_sample_fill (network);
  g_assert_true (dz_network_run (network, &error));
  expected = dz_reference_run (model, dz_network_borrow_input (network));
  numbers = expected->pdata[0];
  for (gsize i = 0; i < 120; i++)
    g_assert_cmpfloat_with_epsilon (dz_network_borrow_output (network, 0)[i], numbers[i], 1e-6);
}

/* An input that is an output, an output that nobody makes, a tensor made twice, a tensor read
 * before it is made, a weight that is made; and an operator that nobody needs, which does no
 * harm. */
typedef struct
{
  const char *name;
  guint       operators[3][2]; /* a RELU of the first makes the second; 0 is filled, 9 a weight */
  guint       n_operators;
  guint       output;
  gboolean    is_right;
} GraphCase;

static const GraphCase graph_cases[] = {
  { "line", { { 0, 1 }, { 1, 2 } }, 2, 2, TRUE },
  { "unneeded", { { 0, 1 }, { 0, 2 }, { 2, 3 } }, 3, 1, TRUE },
  { "input-is-output", { { 0, 1 } }, 1, 0, FALSE },
  { "output-unmade", { { 0, 1 } }, 1, 2, FALSE },
  { "made-twice", { { 0, 1 }, { 0, 1 } }, 2, 1, FALSE },
  { "read-early", { { 2, 1 }, { 0, 2 } }, 2, 1, FALSE },
  { "circle", { { 1, 1 } }, 1, 1, FALSE },
  { "input-made", { { 1, 0 }, { 0, 1 } }, 2, 1, FALSE },
  { "of-weights", { { 9, 1 } }, 1, 1, FALSE },
  { "weight-made", { { 0, 9 }, { 0, 1 } }, 2, 1, FALSE },
  { "weight-is-output", { { 0, 1 } }, 1, 9, FALSE },
};

static void
test_graph (gconstpointer data)
{
  const GraphCase *c = data;
  DzModelBuilder *builder = dz_model_builder_new ();
  DzTensorShape shape = IMAGE (3, 4, 5);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzNetwork) network = NULL;

  for (guint i = 0; i < 9; i++)
    dz_model_builder_add_tensor (builder, DZ_TFLITE_FLOAT32, shape, NULL, 0);
  dz_model_builder_add_weights (builder, shape);
  for (guint i = 0; i < c->n_operators; i++)
    dz_model_builder_add_operator (builder, 19, NULL, 0, NULL, &c->operators[i][0], 1,
                                   c->operators[i][1]);
  bytes = dz_model_builder_finish (builder, 0, c->output);
  network = dz_network_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, &error);
  g_assert_cmpint (network != NULL, ==, c->is_right);
  if (c->is_right)
    g_assert_true (dz_network_run (network, NULL));
  else
    g_assert_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT);
}

static void
add_cases (const char         *what,
           const OperatorCase *cases,
           guint               n,
           GTestDataFunc       function)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/network-operators/%s/%s", what, cases[i].name);

      g_test_add_data_func (path, &cases[i], function);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_cases ("right", right_cases, G_N_ELEMENTS (right_cases), test_right);
  add_cases ("wrong", wrong_cases, G_N_ELEMENTS (wrong_cases), test_wrong);
  for (gint32 axis = -1; axis < 4; axis++)
    {
      g_autofree char *path = g_strdup_printf ("/network-operators/join/%d", axis);

      g_test_add_data_func (path, GINT_TO_POINTER (axis), test_join);
    }
  for (guint i = 0; i < G_N_ELEMENTS (graph_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/network-operators/graph/%s", graph_cases[i].name);

      g_test_add_data_func (path, &graph_cases[i], test_graph);
    }
  return g_test_run ();
}
