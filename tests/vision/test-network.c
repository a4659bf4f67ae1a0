/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reference.h"
#include "dz-vision-samples.h"

#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  const char *name;
  guint       side;
  guint       n_outputs;
  struct
  {
    const char *name;
    guint       n;
  } outputs[DZ_NETWORK_OUTPUTS_MAX];
} ModelCase;

static const ModelCase cases[] = {
  { "detector", 128, 2, { { "regressors", 896 * 16 }, { "classificators", 896 } } },
  { "mesh", 192, 7, { { "output_mesh_identity", 1404 }, { "output_lips", 160 },
                      { "output_left_eye", 142 }, { "output_right_eye", 142 },
                      { "output_left_iris", 10 }, { "output_right_iris", 10 },
                      { "conv_faceflag", 1 } } },
  { "coarse", 192, 2, { { "conv2d_21", 1404 }, { "conv2d_31", 1 } } },
  { "mask", 256, 1, { { "activation_10", 65536 } } },
};

static DzNetwork *
open_model (const ModelCase *model)
{
  g_autoptr(GBytes) bytes = dz_sample_model_file (model->name);
  g_autoptr(GError) error = NULL;
  DzNetwork *network;

  if (bytes == NULL)
    return NULL;
  network = dz_network_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, &error);
  g_assert_no_error (error);
  return network;
}

static gsize
count_output (const DzNetwork *network,
              guint            index)
{
  return dz_tensor_shape_count (dz_network_get_output (network, index));
}

static void
run (DzNetwork *network)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_network_run (network, &error));
  g_assert_no_error (error);
}

/* All outputs of a run, so that they can be held against those of another. */
static GByteArray *
collect (DzNetwork *network)
{
  GByteArray *all = g_byte_array_new ();

  run (network);
  for (guint i = 0; i < dz_network_get_n_outputs (network); i++)
    g_byte_array_append (all, (const guint8 *) dz_network_borrow_output (network, i),
                         count_output (network, i) * sizeof (float));
  return all;
}

static void
test_shapes (gconstpointer data)
{
  const ModelCase *model = data;
  g_autoptr(DzNetwork) network = open_model (model);
  const DzTensorShape *input;

  if (network == NULL)
    return;
  input = dz_network_get_input (network);
  g_assert_cmpuint (input->n_dims, ==, 4);
  g_assert_cmpuint (input->dims[1], ==, model->side);
  g_assert_cmpuint (input->dims[2], ==, model->side);
  g_assert_cmpuint (input->dims[3], ==, 3);
  g_assert_cmpuint (dz_network_get_n_outputs (network), ==, model->n_outputs);
  for (guint i = 0; i < model->n_outputs; i++)
    {
      g_assert_cmpstr (dz_network_get_output_name (network, i), ==, model->outputs[i].name);
      g_assert_cmpuint (count_output (network, i), ==, model->outputs[i].n);
    }
}

/* Nothing, all of it, and far too much: every answer is a number, or at least an answer. */
static void
test_extremes (gconstpointer data)
{
  static const float levels[] = { 0, 1, -1, 1000 };
  g_autoptr(DzNetwork) network = open_model (data);
  gsize n;

  if (network == NULL)
    return;
  n = dz_tensor_shape_count (dz_network_get_input (network));
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      for (gsize j = 0; j < n; j++)
        dz_network_borrow_input (network)[j] = levels[i];
      run (network);
      for (guint j = 0; j < dz_network_get_n_outputs (network); j++)
        {
          for (gsize k = 0; k < count_output (network, j); k++)
            g_assert_true (isfinite (dz_network_borrow_output (network, j)[k]));
        }
    }
  for (gsize j = 0; j < n; j++)
    dz_network_borrow_input (network)[j] = NAN;
  run (network);
}

/* Numbers of 24 bits through up to a hundred layers. */
static void
assert_near (const float  *ours,
             const double *reference,
             gsize         n)
{
  double largest = 0;

  for (gsize i = 0; i < n; i++)
    largest = MAX (largest, fabs (reference[i]));
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (ours[i], reference[i], 2e-5 * MAX (largest, 0.5));
}

static void
test_reference (gconstpointer data)
{
  const ModelCase *model = data;
  g_autoptr(DzNetwork) network = open_model (model);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(DzTflite) tflite = NULL;
  g_autoptr(GPtrArray) outputs = NULL;

  if (network == NULL)
    return;
  bytes = dz_sample_model_file (model->name);
  tflite = dz_tflite_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
  dz_sample_fill (network);
  outputs = dz_reference_run (tflite, dz_network_borrow_input (network));
  run (network);
  for (guint i = 0; i < outputs->len; i++)
    assert_near (dz_network_borrow_output (network, i), outputs->pdata[i],
                 count_output (network, i));
}

/* The same bits in a second run, after a run with another picture, in a second network, and in a
 * child that was made after the load. */
static void
test_same_bits (gconstpointer data)
{
  g_autoptr(DzNetwork) network = open_model (data);
  g_autoptr(DzNetwork) other = NULL;
  g_autoptr(GByteArray) first = NULL, second = NULL, third = NULL;

  if (network == NULL)
    return;
  dz_sample_fill (network);
  first = collect (network);
  dz_network_borrow_input (network)[1000] += 1;
  second = collect (network);
  g_assert_cmpint (memcmp (first->data, second->data, first->len), !=, 0);
  dz_sample_fill (network);
  g_byte_array_unref (second);
  second = collect (network);
  g_assert_cmpmem (first->data, first->len, second->data, second->len);
  other = open_model (data);
  dz_sample_fill (other);
  third = collect (other);
  g_assert_cmpmem (first->data, first->len, third->data, third->len);
}

static void
test_fork (gconstpointer data)
{
  g_autoptr(DzNetwork) network = open_model (data);
  g_autoptr(GByteArray) ours = NULL;
  guint8 *theirs;
  int status;
  pid_t child;

  if (network == NULL)
    return;
  dz_sample_fill (network);
  ours = collect (network);
  theirs = mmap (NULL, ours->len, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (theirs != MAP_FAILED);
  dz_network_borrow_input (network)[0] = 100;
  run (network);
  child = fork ();
  if (child == 0)
    {
      dz_sample_fill (network);
      memcpy (theirs, collect (network)->data, ours->len);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpmem (ours->data, ours->len, theirs, ours->len);
  munmap (theirs, ours->len);
}

/* MediaPipe's face_landmarks_refinement (tensors_to_landmarks of lips and eyes): where each list
 * begins, and how long it is. */
static void
test_regions (void)
{
  static const struct { guint output, n, first, second, last; } regions[] = {
    { 0, 0, 0, 0, 0 }, { 1, 80, 61, 146, 407 }, { 2, 71, 33, 7, 193 }, { 3, 71, 263, 249, 417 },
    { 4, 71, 33, 7, 193 }, { 5, 71, 263, 249, 417 }, { 6, 0, 0, 0, 0 },
  };
  g_autoptr(DzNetwork) network = open_model (&cases[1]);

  for (guint i = 0; network != NULL && i < G_N_ELEMENTS (regions); i++)
    {
      guint n;
      const guint16 *region = dz_network_get_output_region (network, regions[i].output, &n);

      g_assert_cmpuint (n, ==, regions[i].n);
      if (n == 0)
        continue;
      g_assert_cmpuint (region[0], ==, regions[i].first);
      g_assert_cmpuint (region[1], ==, regions[i].second);
      g_assert_cmpuint (region[n - 1], ==, regions[i].last);
    }
}

static void
add_cases (const char      *what,
           GTestDataFunc    function)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/network/%s/%s", what, cases[i].name);

      g_test_add_data_func (path, &cases[i], function);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_cases ("shapes", test_shapes);
  add_cases ("extremes", test_extremes);
  add_cases ("reference", test_reference);
  add_cases ("same-bits", test_same_bits);
  add_cases ("fork", test_fork);
  g_test_add_func ("/network/regions", test_regions);
  return g_test_run ();
}
