/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-model-builder.h"
#include "dz-tflite.h"
#include "dz-vision-samples.h"

#include <string.h>

/* How often each file is spoiled: read only, and read and built. */
#define N_READ 4000
#define N_BUILT 250

typedef struct
{
  const char *name;
  guint       n_tensors, n_operators, n_outputs;
} ModelCase;

static const ModelCase cases[] = {
  { "detector", 250, 164, 2 },
  { "mesh", 1096, 712, 7 },
  { "coarse", 327, 210, 2 },
  { "mask", 360, 246, 1 },
};

static void
test_read (gconstpointer data)
{
  const ModelCase *c = data;
  g_autoptr(GBytes) bytes = dz_sample_model_file (c->name);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzTflite) model = NULL;

  if (bytes == NULL)
    return;
  model = dz_tflite_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (model->n_inputs, ==, 1);
  g_assert_cmpuint (model->n_outputs, ==, c->n_outputs);
  g_assert_cmpuint (model->tensors->len, ==, c->n_tensors);
  g_assert_cmpuint (model->operators->len, ==, c->n_operators);
}

/* What the file says of one convolution: the detector's first. */
static void
test_convolution (void)
{
  g_autoptr(GBytes) bytes = dz_sample_model_file ("detector");
  g_autoptr(DzTflite) model = NULL;
  const DzTfliteOperator *operator;
  const DzTfliteTensor *tensor;

  if (bytes == NULL)
    return;
  model = dz_tflite_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  operator = dz_tflite_get_operator (model, 2);
  g_assert_cmpint (operator->kind, ==, DZ_TFLITE_CONV);
  g_assert_cmpuint (operator->n_inputs, ==, 3);
  g_assert_cmpuint (operator->inputs[0], ==, 0);
  g_assert_cmpuint (operator->output, ==, 3);
  g_assert_true (operator->options.is_same);
  g_assert_cmpint (operator->options.stride[0], ==, 2);
  g_assert_cmpint (operator->options.dilation[1], ==, 1);
  tensor = dz_tflite_get_tensor (model, 1);
  g_assert_cmpint (tensor->type, ==, DZ_TFLITE_FLOAT16);
  g_assert_cmpstr (tensor->name, ==, "conv2d/Kernel");
  g_assert_cmpuint (tensor->shape.dims[0], ==, 24);
  g_assert_nonnull (tensor->data);
  g_assert_null (dz_tflite_get_tensor (model, 3)->data);
}

/* Reads bytes, and where that succeeds looks at all that the model says. */
static gboolean
read_bytes (const guint8 *data,
            gsize         length)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzTflite) model = dz_tflite_new (data, length, &error);

  if (model == NULL)
    {
      g_assert_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT);
      return FALSE;
    }
  g_assert_no_error (error);
  for (guint i = 0; i < model->tensors->len; i++)
    {
      const DzTfliteTensor *tensor = dz_tflite_get_tensor (model, i);
      gsize size = tensor->type == DZ_TFLITE_FLOAT16 ? 2 : 4;
      gsize n = dz_tensor_shape_count (&tensor->shape) * size;

      g_assert_true (tensor->data == NULL ||
                     (tensor->data >= data && tensor->data + n <= data + length));
    }
  for (guint i = 0; i < model->operators->len; i++)
    g_assert_cmpuint (dz_tflite_get_operator (model, i)->output, <, model->tensors->len);
  return TRUE;
}

static void
build_bytes (const guint8 *data,
             gsize         length)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzNetwork) network = dz_network_new (data, length, NULL, &error);

  if (network == NULL)
    {
      g_assert_true (g_error_matches (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT) ||
                     g_error_matches (error, DZ_VISION_ERROR, DZ_VISION_ERROR_RUNTIME));
      return;
    }
  dz_sample_fill (network);
  g_assert_true (dz_network_run (network, NULL));
}

/* Where the file says something, rather than holding weights: those can be anything. */
static GArray *
find_structure (GBytes *bytes)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autoptr(DzTflite) model = dz_tflite_new (data, length, NULL);
  g_autofree gboolean *is_weight = g_new0 (gboolean, length);

  for (guint i = 0; i < model->tensors->len; i++)
    {
      const DzTfliteTensor *tensor = dz_tflite_get_tensor (model, i);
      gsize size = tensor->type == DZ_TFLITE_FLOAT16 ? 2 : 4;

      for (gsize j = 0; tensor->data != NULL && tensor->type != DZ_TFLITE_INT32 &&
                        j < dz_tensor_shape_count (&tensor->shape) * size; j++)
        is_weight[tensor->data - data + j] = TRUE;
    }
  for (guint32 i = 0; i < length; i++)
    {
      if (!is_weight[i])
        g_array_append_val (places, i);
    }
  return places;
}

/* Few bytes, by small steps, by any value, or by an integer that is large or negative. */
static void
spoil (guint8       *data,
       gsize         length,
       const GArray *places,
       GRand        *rand)
{
  static const gint32 numbers[] = { 0, 1, 2, -1, 127, 255, 65535, 65536, G_MAXINT32, G_MININT32 };
  guint n = g_rand_int_range (rand, 1, 4);

  for (guint i = 0; i < n; i++)
    {
      guint32 at = g_array_index (places, guint32, g_rand_int_range (rand, 0, places->len));
      guint how = g_rand_int_range (rand, 0, 3);

      if (how == 0)
        data[at] += g_rand_boolean (rand) ? 1 : -1;
      else if (how == 1)
        data[at] = g_rand_int (rand);
      else if (at + 4 <= length)
        memcpy (data + at, &numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))], 4);
    }
}

static void
spoil_model (GBytes *bytes,
             guint   n_read,
             guint   n_built)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (20260814);
  g_autoptr(GArray) places = find_structure (bytes);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autofree guint8 *copy = g_malloc (length);
  guint n_refused = 0;

  for (guint i = 0; i < n_read; i++)
    {
      memcpy (copy, data, length);
      spoil (copy, length, places, rand);
      if (!read_bytes (copy, length))
        n_refused++;
      else if (n_built > 0)
        {
          build_bytes (copy, length);
          n_built--;
        }
    }
  g_test_message ("%u of %u refused, over %u places", n_refused, n_read, places->len);
  g_assert_cmpuint (n_refused, >, n_read / 10);
  g_assert_cmpuint (n_refused, <, n_read);
}

static void
test_spoiled (gconstpointer data)
{
  const ModelCase *c = data;
  g_autoptr(GBytes) bytes = dz_sample_model_file (c->name);

  if (bytes != NULL)
    spoil_model (bytes, g_str_equal (c->name, "mesh") ? N_READ / 4 : N_READ / 2,
                 g_str_equal (c->name, "detector") ? N_BUILT : N_BUILT / 10);
}

static void
test_truncated (gconstpointer data)
{
  const ModelCase *c = data;
  g_autoptr(GBytes) bytes = dz_sample_model_file (c->name);
  gsize length;
  const guint8 *whole;

  if (bytes == NULL)
    return;
  whole = g_bytes_get_data (bytes, &length);
  for (guint i = 0; i < 200; i++)
    {
      gsize cut = i < 100 ? i : length * (i - 100) / 100;
      g_autofree guint8 *part = g_memdup2 (whole, cut);

      g_assert_false (read_bytes (part, cut));
    }
}

/* Two convolutions and what lies between them: small enough to be spoiled thousands of times. */
static GBytes *
write_small (void)
{
  DzModelBuilder *builder = dz_model_builder_new ();
  DzTensorShape picture = { 4, { 1, 6, 6, 3 } }, made = { 4, { 1, 3, 3, 4 } };
  DzTensorShape filter = { 4, { 4, 3, 3, 3 } }, bias = { 1, { 4 } };
  static const gint32 sizes[] = { 0, 0, 1, 1, 1, 1, 0, 0 };
  DzTensorShape padded = { 4, { 1, 5, 5, 4 } };
  DzFlatNode *conv = dz_flat_node_table ();
  guint inputs[3], middle, last, pad[2];

  inputs[0] = dz_model_builder_add_tensor (builder, DZ_TFLITE_FLOAT32, picture, NULL, 0);
  inputs[1] = dz_model_builder_add_weights (builder, filter);
  inputs[2] = dz_model_builder_add_weights (builder, bias);
  middle = dz_model_builder_add_tensor (builder, DZ_TFLITE_FLOAT32, made, NULL, 0);
  last = dz_model_builder_add_tensor (builder, DZ_TFLITE_FLOAT32, padded, NULL, 0);
  pad[0] = middle;
  pad[1] = dz_model_builder_add_sizes (builder, sizes, G_N_ELEMENTS (sizes));
  dz_flat_node_set_byte (conv, 0, 0);
  dz_flat_node_set_int (conv, 1, 2);
  dz_flat_node_set_int (conv, 2, 2);
  dz_model_builder_add_operator (builder, 3, NULL, 1, conv, inputs, 3, middle);
  dz_model_builder_add_operator (builder, 34, NULL, 0, NULL, pad, 2, last);
  return dz_model_builder_finish (builder, inputs[0], last);
}

static void
test_small (void)
{
  g_autoptr(GBytes) bytes = write_small ();

  g_assert_true (read_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
  spoil_model (bytes, 5 * N_READ, G_MAXUINT);
}

/* Every byte of the small model with a few values, so that no field is left out by chance. */
static void
test_each_byte (void)
{
  static const guint8 values[] = { 0, 1, 2, 4, 127, 128, 255 };
  g_autoptr(GBytes) bytes = write_small ();
  gsize length = g_bytes_get_size (bytes);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), length);

  for (gsize i = 0; i < length; i++)
    {
      guint8 before = copy[i];

      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        {
          copy[i] = values[j];
          if (read_bytes (copy, length))
            build_bytes (copy, length);
        }
      copy[i] = before;
    }
}

static void
test_no_model (void)
{
  static const char text[] = "This is no model at all, but a sentence that is long enough.";
  g_autofree guint8 *zeros = g_malloc0 (4096);

  g_assert_false (read_bytes (NULL, 0));
  g_assert_false (read_bytes ((const guint8 *) text, sizeof text));
  g_assert_false (read_bytes (zeros, 4096));
  memcpy (zeros + 4, "TFL3", 4);
  g_assert_false (read_bytes (zeros, 4096));
}

/* Thousands of tensors that all lie over one weight would take far more memory than the file. */
static void
test_shared_weights (void)
{
  DzTensorShape shape = { 4, { 1, 64, 64, 64 } };
  gsize length = dz_tensor_shape_count (&shape) * sizeof (float);
  g_autofree float *numbers = g_malloc0 (length);
  DzModelBuilder *builder = dz_model_builder_new ();
  guint input = dz_model_builder_add_tensor (builder, DZ_TFLITE_FLOAT32, shape, NULL, 0);
  guint weights = dz_model_builder_add_tensor (builder, DZ_TFLITE_FLOAT32, shape, numbers, length);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzNetwork) network = NULL;

  for (guint i = 0; i < 300; i++)
    {
      guint widened = dz_model_builder_add_tensor (builder, DZ_TFLITE_FLOAT32, shape, NULL, 0);
      guint sum = dz_model_builder_add_tensor (builder, DZ_TFLITE_FLOAT32, shape, NULL, 0);
      guint pair[2] = { input, widened };

      dz_model_builder_add_operator (builder, 6, NULL, 0, NULL, &weights, 1, widened);
      dz_model_builder_add_operator (builder, 0, NULL, 0, NULL, pair, 2, sum);
      input = sum;
    }
  bytes = dz_model_builder_finish (builder, 0, input);
  network = dz_network_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, &error);
  g_assert_null (network);
  g_assert_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT);
}

static void
add_cases (const char    *what,
           GTestDataFunc  function)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tflite/%s/%s", what, cases[i].name);

      g_test_add_data_func (path, &cases[i], function);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_cases ("read", test_read);
  g_test_add_func ("/tflite/convolution", test_convolution);
  add_cases ("truncated", test_truncated);
  add_cases ("spoiled", test_spoiled);
  g_test_add_func ("/tflite/small", test_small);
  g_test_add_func ("/tflite/each-byte", test_each_byte);
  g_test_add_func ("/tflite/no-model", test_no_model);
  g_test_add_func ("/tflite/shared-weights", test_shared_weights);
  return g_test_run ();
}
