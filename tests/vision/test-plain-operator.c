/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-model-builder.h"
#include "dz-reference.h"
#include "dz-vision-samples.h"

#include <math.h>
#include <string.h>

#define BUILTIN_ADD 0
#define BUILTIN_RESHAPE 22
#define BUILTIN_CUSTOM 32

/* A FlexBuffer of one byte a value: { "output_height": 5, "output_width": 6 }. */
static const char picture_options[] =
  "output_height\0output_width\0\2\34\17\2\1\2\5\6\4\4\4\44\1";

#define PICTURE_OPTIONS_LENGTH (sizeof picture_options - 1)

/* A matrix is filled in; of its numbers a picture of 4×4 pixels is made, and points. */
typedef struct
{
  DzModelBuilder *builder;
  guint           matrix;
  guint           picture;
  guint           points;
} Sketch;

static guint
add_made (Sketch        *self,
          gint32         builtin,
          guint8         options_type,
          DzTensorShape  shape,
          const guint   *inputs,
          guint          n_inputs)
{
  guint made = dz_model_builder_add_tensor (self->builder, DZ_TFLITE_FLOAT32, shape, NULL, 0);

  dz_model_builder_add_operator (self->builder, builtin, NULL, options_type,
                                 options_type != 0 ? dz_flat_node_table () : NULL, inputs,
                                 n_inputs, made);
  return made;
}

static Sketch
begin (void)
{
  DzTensorShape flat = { 4, { 1, 4, 4, 1 } }, deep = { 4, { 1, 4, 4, 8 } };
  Sketch self = { dz_model_builder_new (), 0, 0, 0 };
  guint pair[2];

  self.matrix = dz_model_builder_add_tensor (self.builder, DZ_TFLITE_FLOAT32,
                                             (DzTensorShape) { 3, { 1, 4, 4 } }, NULL, 0);
  pair[0] = add_made (&self, BUILTIN_RESHAPE, 0, flat, &self.matrix, 1);
  pair[1] = dz_model_builder_add_weights (self.builder, deep);
  self.picture = add_made (&self, BUILTIN_ADD, 11, deep, pair, 2);
  self.points = add_made (&self, BUILTIN_RESHAPE, 0, (DzTensorShape) { 3, { 1, 8, 2 } },
                          &self.matrix, 1);
  return self;
}

static GBytes *
finish (Sketch        *self,
        const char    *custom,
        gconstpointer  options,
        gsize          length,
        const guint   *inputs,
        guint          n_inputs,
        DzTensorShape  shape)
{
  guint output = dz_model_builder_add_tensor (self->builder, DZ_TFLITE_FLOAT32, shape, NULL, 0);

  dz_model_builder_add_operator (self->builder, BUILTIN_CUSTOM, custom, 0, NULL, inputs, n_inputs,
                                 output);
  dz_model_builder_set_custom (self->builder, options, length, 2);
  return dz_model_builder_finish (self->builder, self->matrix, output);
}

static void
assert_refused (GBytes *bytes)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzNetwork) network = NULL;

  network = dz_network_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, &error);
  g_assert_null (network);
  g_assert_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT);
}

/* Runs a model over @input, which is as long as its input, and holds it against the definition. */
static void
assert_like_reference (GBytes      *bytes,
                       const float *input)
{
  gsize length, n;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzTflite) model = dz_tflite_new (data, length, &error);
  g_autoptr(DzNetwork) network = NULL;
  g_autoptr(GPtrArray) expected = NULL;
  const double *numbers;

  g_assert_no_error (error);
  network = dz_network_new (data, length, NULL, &error);
  g_assert_no_error (error);
  n = dz_tensor_shape_count (dz_network_get_input (network));
  memcpy (dz_network_borrow_input (network), input, n * sizeof *input);
  g_assert_true (dz_network_run (network, &error));
  expected = dz_reference_run (model, input);
  numbers = expected->pdata[0];
  for (gsize i = 0; i < dz_tensor_shape_count (dz_network_get_output (network, 0)); i++)
    g_assert_cmpfloat_with_epsilon (dz_network_borrow_output (network, 0)[i], numbers[i],
                                    1e-5 * MAX (fabs (numbers[i]), 1));
}

static GBytes *
write_picture (void)
{
  Sketch sketch = begin ();
  guint inputs[2] = { sketch.picture, sketch.matrix };

  return finish (&sketch, "TransformTensorBilinear", picture_options, PICTURE_OPTIONS_LENGTH,
                 inputs, 2, (DzTensorShape) { 4, { 1, 5, 6, 8 } });
}

/* Inside, half outside, turned, mirrored, all in one point, far away. */
static const float matrices[][16] = {
  { 0.5f, 0, 0, 0.3f, 0, 0.6f, 0, 0.4f, 0, 0, 1, 0, 0, 0, 0, 1 },
  { 1, 0, 0, 1.5f, 0, 1, 0, -1.5f, 0, 0, 1, 0, 0, 0, 0, 1 },
  { 0.4f, -0.3f, 0, 2, 0.3f, 0.4f, 0, 0.2f, 0, 0, 1, 0, 0, 0, 0, 1 },
  { -0.5f, 0, 0, 3.4f, 0, 0.7f, 0, 0.1f, 0, 0, 1, 0, 0, 0, 0, 1 },
  { 0, 0, 0, 1.25f, 0, 0, 0, 2.75f, 0, 0, 1, 0, 0, 0, 0, 1 },
  { 1e6f, 0, 0, 1e9f, 0, 1e6f, 0, -1e9f, 0, 0, 1, 0, 0, 0, 0, 1 },
};

static void
test_picture (void)
{
  g_autoptr(GBytes) bytes = write_picture ();

  for (guint i = 0; i < G_N_ELEMENTS (matrices); i++)
    assert_like_reference (bytes, matrices[i]);
}

/* A place that is no number lies outside, and outside is nothing. */
static void
test_no_number (void)
{
  static const float oddities[] = { NAN, INFINITY, -INFINITY, 3e38f };
  g_autoptr(GBytes) bytes = write_picture ();
  g_autoptr(DzNetwork) network = NULL;

  network = dz_network_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL);
  for (guint i = 0; i < 16 * G_N_ELEMENTS (oddities); i++)
    {
      memcpy (dz_network_borrow_input (network), matrices[0], sizeof matrices[0]);
      dz_network_borrow_input (network)[i % 16] = oddities[i / 16];
      g_assert_true (dz_network_run (network, NULL));
      if (i % 16 == 3 || i % 16 == 7)
        g_assert_cmpfloat (dz_network_borrow_output (network, 0)[100], ==, 0);
    }
}

/* Options that are cut, or say another size than the output has. */
static void
test_picture_options (void)
{
  for (gsize i = 0; i < PICTURE_OPTIONS_LENGTH; i++)
    {
      Sketch sketch = begin ();
      guint inputs[2] = { sketch.picture, sketch.matrix };
      g_autoptr(GBytes) bytes = NULL;

      bytes = finish (&sketch, "TransformTensorBilinear", picture_options + 1 + i,
                      PICTURE_OPTIONS_LENGTH - 1 - i, inputs, 2,
                      (DzTensorShape) { 4, { 1, 5, 6, 8 } });
      if (i >= 14)
        assert_refused (bytes);
    }
}

static void
test_picture_shapes (void)
{
  static const DzTensorShape shapes[] = {
    { 4, { 1, 5, 5, 8 } }, { 4, { 1, 6, 5, 8 } }, { 4, { 1, 5, 6, 7 } }, { 3, { 5, 6, 8 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      Sketch sketch = begin ();
      guint inputs[2] = { sketch.picture, sketch.matrix };
      g_autoptr(GBytes) bytes = NULL;

      bytes = finish (&sketch, "TransformTensorBilinear", picture_options, PICTURE_OPTIONS_LENGTH,
                      inputs, 2, shapes[i]);
      assert_refused (bytes);
    }
}

static void
test_points (void)
{
  Sketch sketch = begin ();
  guint inputs[2] = { sketch.points, sketch.matrix };
  g_autoptr(GBytes) bytes = NULL;

  bytes = finish (&sketch, "TransformLandmarks", "", 0, inputs, 2,
                  (DzTensorShape) { 3, { 1, 8, 2 } });
  for (guint i = 0; i < G_N_ELEMENTS (matrices) - 1; i++)
    assert_like_reference (bytes, matrices[i]);
}

static void
test_points_shapes (void)
{
  Sketch sketch = begin ();
  guint inputs[2] = { sketch.points, sketch.matrix };
  g_autoptr(GBytes) longer = NULL;
  g_autoptr(GBytes) swapped = NULL;

  longer = finish (&sketch, "TransformLandmarks", "", 0, inputs, 2,
                   (DzTensorShape) { 3, { 1, 9, 2 } });
  assert_refused (longer);
  sketch = begin ();
  inputs[0] = sketch.matrix;
  inputs[1] = sketch.points;
  swapped = finish (&sketch, "TransformLandmarks", "", 0, inputs, 2,
                    (DzTensorShape) { 3, { 1, 4, 4 } });
  assert_refused (swapped);
}

/* The options of the mesh's operator number @index among its matrices. */
static GBytes *
find_matrix_options (guint index)
{
  g_autoptr(GBytes) bytes = dz_sample_model_file ("mesh");
  g_autoptr(DzTflite) model = NULL;

  if (bytes == NULL)
    return NULL;
  model = dz_tflite_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  for (guint i = 0; i < model->operators->len; i++)
    {
      const DzTfliteOperator *operator = dz_tflite_get_operator (model, i);

      if (operator->kind == DZ_TFLITE_TRANSFORM_MATRIX && index-- == 0)
        return g_bytes_new (operator->custom, operator->custom_length);
    }
  g_assert_not_reached ();
}

static GBytes *
write_matrix (gconstpointer options,
              gsize         length,
              guint         n_points)
{
  Sketch sketch = { dz_model_builder_new (), 0, 0, 0 };
  DzTensorShape points = { 3, { 1, n_points, 3 } }, matrix = { 3, { 1, 4, 4 } };

  sketch.matrix = dz_model_builder_add_tensor (sketch.builder, DZ_TFLITE_FLOAT32, points, NULL, 0);
  return finish (&sketch, "Landmarks2TransformMatrix", options, length, &sketch.matrix, 1, matrix);
}

/* Lips, left eye and right eye around points that lie anywhere, many times. */
static void
test_matrix (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr(GBytes) options = find_matrix_options (i % 3);
      g_autoptr(GBytes) bytes = NULL;
      float points[468 * 3];

      if (options == NULL)
        return;
      bytes = write_matrix (g_bytes_get_data (options, NULL), g_bytes_get_size (options), 468);
      for (guint j = 0; j < G_N_ELEMENTS (points); j++)
        points[j] = g_rand_double_range (rand, -20, 70);
      assert_like_reference (bytes, points);
    }
}

/* A list that names a point which is not there, and options that are cut. */
static void
test_matrix_options (void)
{
  g_autoptr(GBytes) options = find_matrix_options (0);
  g_autoptr(GBytes) few = NULL;
  gsize length;
  const guint8 *data;

  if (options == NULL)
    return;
  data = g_bytes_get_data (options, &length);
  few = write_matrix (data, length, 415);
  assert_refused (few);
  for (gsize cut = 1; cut < length; cut += 3)
    {
      g_autoptr(GBytes) short_end = write_matrix (data, length - cut, 468);

      assert_refused (short_end);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plain-operator/picture", test_picture);
  g_test_add_func ("/plain-operator/no-number", test_no_number);
  g_test_add_func ("/plain-operator/picture-options", test_picture_options);
  g_test_add_func ("/plain-operator/picture-shapes", test_picture_shapes);
  g_test_add_func ("/plain-operator/points", test_points);
  g_test_add_func ("/plain-operator/points-shapes", test_points_shapes);
  g_test_add_func ("/plain-operator/matrix", test_matrix);
  g_test_add_func ("/plain-operator/matrix-options", test_matrix_options);
  return g_test_run ();
}
