/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-samples.h"
#include "dz-jpeg-decoder.h"
#include "dz-jpeg-writer.h"
#include "dz-vision-samples.h"
#include "dz-vision.h"

#include <string.h>

/* Px of the long edge: eye corners about 125 px apart, as on a graduate's photo. */
#define EDGE 600

/* PDQ's own limit for copies, and one that keeps people well apart: the 28 people of the portraits
 * lie 64 and more from each other. */
#define ALIKE 31
#define OTHER 45

static const char *const people[] = { "003_03.jpg", "010_03.jpg", "087_03.jpg", "138_03.jpg" };

static DzMeasurement *
measure (DzModels       *models,
         const DzPixels *view)
{
  DzMeasurement *measurement = dz_measurement_new ();
  g_autoptr(GError) error = NULL;

  dz_vision_measure (models, view, measurement, &error);
  g_assert_no_error (error);
  g_assert_true (dz_measurement_has (measurement, DZ_QUANTITY_FACE_HASH_QUALITY));
  return measurement;
}

static void
assert_alike (DzModels            *models,
              const DzMeasurement *original,
              const DzPixels      *copy,
              DzPdqForm            form,
              const char          *what)
{
  g_autoptr(DzMeasurement) other = measure (models, copy);
  guint distance = dz_pdq_distance (&original->face_hashes[form], &other->face_hashes[0]);

  g_test_message ("%s: %u bits", what, distance);
  g_assert_cmpuint (distance, <=, ALIKE);
}

static DzPixels *
mirror (const DzPixels *picture)
{
  DzPixels *mirrored = dz_pixels_new (picture->width, picture->height);

  for (guint y = 0; y < picture->height; y++)
    {
      for (guint x = 0; x < picture->width; x++)
        memcpy (dz_pixels_at (mirrored, picture->width - 1 - x, y),
                dz_pixels_at (picture, x, y), 4);
    }
  return mirrored;
}

static DzPixels *
save_again (const DzPixels *picture,
            guint           quality,
            guint           edge)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) file = NULL;
  DzJpegWriteOptions options;
  DzPixels *pixels;

  dz_jpeg_write_options_init (&options);
  options.quality = quality;
  file = dz_jpeg_write (picture->data, picture->width, picture->height, picture->stride,
                        DZ_PIXEL_ORDER_RGBX, &options, NULL, 0, &error);
  g_assert_no_error (error);
  pixels = dz_jpeg_decode (g_bytes_get_data (file, NULL), g_bytes_get_size (file), NULL, edge,
                           edge, NULL, &error);
  g_assert_no_error (error);
  return pixels;
}

static void
assert_copies (DzModels            *models,
               const DzPixels      *view,
               const DzMeasurement *original)
{
  g_autoptr(DzPixels) cut = dz_sample_cut (view, 60, 30, EDGE - 100, EDGE - 90);
  g_autoptr(DzPixels) mirrored = mirror (view);
  g_autoptr(DzPixels) poor = save_again (view, 60, EDGE);
  g_autoptr(DzPixels) small = save_again (view, 85, EDGE / 2);

  assert_alike (models, original, cut, DZ_PDQ_FORM_SAME, "cut");
  assert_alike (models, original, mirrored, DZ_PDQ_FORM_MIRRORED, "mirrored");
  assert_alike (models, original, poor, DZ_PDQ_FORM_SAME, "saved at 60");
  assert_alike (models, original, small, DZ_PDQ_FORM_SAME, "at half the size");
}

static void
assert_apart (const DzMeasurement *one,
              GPtrArray           *others)
{
  for (guint i = 0; i < others->len; i++)
    {
      const DzMeasurement *other = g_ptr_array_index (others, i);
      guint distance = dz_pdq_distance (&one->face_hashes[0], &other->face_hashes[0]);

      g_test_message ("people: %u bits", distance);
      g_assert_cmpuint (distance, >, OTHER);
    }
}

static void
test_portraits (void)
{
  g_autoptr(DzModels) models = dz_sample_models ();
  g_autoptr(GPtrArray) labels = models != NULL ? dz_sample_labels () : NULL;
  g_autoptr(GPtrArray) seen = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_measurement_free);

  for (guint i = 0; labels != NULL && i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr(DzPixels) view = dz_sample_portrait (people[i], EDGE);
      g_autoptr(DzMeasurement) measurement = measure (models, view);

      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_FACE_HASH_QUALITY), >, 49);
      assert_copies (models, view, measurement);
      assert_apart (measurement, seen);
      g_ptr_array_add (seen, g_steal_pointer (&measurement));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cue-face-hash/portraits-bits", test_portraits);
  return g_test_run ();
}
