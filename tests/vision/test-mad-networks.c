/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Networks whose weights were spoiled after they were checked, by memory that fails or by a fault
 * of ours: they answer infinities, nothing that compares, and places far away. Whatever they say,
 * what is measured can be true, and nobody crashes. */
#include "dz-face-samples.h"
#include "dz-measurement.h"
#include "dz-vision-samples.h"
#include "dz-vision.h"

#include <math.h>
#include <string.h>

enum
{
  MESH,
  DETECTOR,
  MASK,
  N_PARTS,
};

static const char *const names[N_PARTS] = { "mesh", "detector", "mask" };

/* Half floats in the middle of the file, where the weights lie: not a number, infinite, the
 * largest, and anything. */
static void
spoil (guint8 *data,
       gsize   length,
       GRand  *rand)
{
  static const guint16 halves[] = { 0x7e00, 0x7c00, 0xfc00, 0x7bff };
  guint n = 1u << g_rand_int_range (rand, 0, 10);

  for (guint i = 0; i < n; i++)
    {
      gsize at = (gsize) g_rand_int_range (rand, length / 8, length * 9 / 10) & ~1ul;
      guint which = g_rand_int_range (rand, 0, G_N_ELEMENTS (halves) + 1);
      guint16 half = which < G_N_ELEMENTS (halves) ? halves[which] : g_rand_int (rand);

      memcpy (data + at, &half, sizeof half);
    }
}

static DzNetwork *
build (guint  index,
       GRand *rand)
{
  g_autoptr(GBytes) file = dz_sample_model_file (names[index]);
  gsize length = g_bytes_get_size (file);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (file, NULL), length);

  if (rand != NULL)
    spoil (data, length, rand);
  return dz_network_new (data, length, NULL, NULL);
}

static void
load_canonical (DzCanonicalFace *canonical)
{
  g_autoptr(GBytes) file = dz_sample_model_file ("canonical");
  gsize length;
  const guint8 *data = g_bytes_get_data (file, &length);

  g_assert_true (dz_canonical_face_init (canonical, data, length, NULL));
}

/* Every number is one that may stand in a store, so that it comes back from the form it crosses
 * in. */
static void
assert_sane (const DzMeasurement *measurement)
{
  g_autoptr(GVariant) variant = g_variant_ref_sink (dz_measurement_to_variant (measurement));
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) back = dz_measurement_from_variant (variant, &error);

  g_assert_no_error (error);
  for (DzQuantity q = 0; q < DZ_N_QUANTITIES; q++)
    {
      const DzQuantityInfo *info = dz_quantity_get_info (q);
      double value = dz_measurement_get (measurement, q);

      if (!isnan (value))
        g_assert_true (value >= info->min && value <= info->max);
    }
}

/* One network is mad, the others are well. */
static gboolean
try_one (guint    mad,
         guint32  seed,
         guint   *n_faces)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr(DzPixels) view = dz_sample_drawn (seed % 5, 480, NULL);
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(DzModels) models = g_new0 (DzModels, 1);
  g_autoptr(GError) error = NULL;

  models->mesh = build (MESH, mad == MESH ? rand : NULL);
  models->detector = build (DETECTOR, mad == DETECTOR ? rand : NULL);
  models->mask = build (MASK, mad == MASK ? rand : NULL);
  models->version = g_strdup ("mad");
  load_canonical (&models->canonical);
  /* What the reader refuses is no network. */
  if (models->mesh == NULL || models->detector == NULL || models->mask == NULL)
    return FALSE;
  dz_measurement_set (measurement, DZ_QUANTITY_WIDTH, view->width);
  if (!dz_vision_measure (models, view, measurement, &error))
    return FALSE;
  assert_sane (measurement);
  *n_faces += dz_measurement_get (measurement, DZ_QUANTITY_FACES) > 0;
  return TRUE;
}

static void
try_many (guint index)
{
  guint n = g_test_slow () ? 100 : 4;
  guint n_measured = 0;
  guint n_faces = 0;

  for (guint seed = 0; seed < n; seed++)
    n_measured += try_one (index, seed, &n_faces);
  g_test_message ("%u of %u measured, faces on %u", n_measured, n, n_faces);
  g_assert_cmpuint (n_measured, >=, n / 3);
}

static void
test_mesh (void)
{
  try_many (MESH);
}

static void
test_detector (void)
{
  try_many (DETECTOR);
}

static void
test_mask (void)
{
  try_many (MASK);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GBytes) file = NULL;

  g_test_init (&argc, &argv, NULL);
  file = dz_sample_model_file (names[MESH]);
  if (file != NULL)
    {
      g_test_add_func ("/vision/mad-networks/mesh", test_mesh);
      g_test_add_func ("/vision/mad-networks/detector", test_detector);
      g_test_add_func ("/vision/mad-networks/mask", test_mask);
    }
  return g_test_run ();
}
