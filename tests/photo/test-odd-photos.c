/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-samples.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

/* Files on which djpeg is not asked, and why. A disagreement elsewhere is a fault. */
static const struct { const char *name, *why; } exceptions[] = {
  { "id_001411,src_000636,op_flip4,pos_165,+cov.jpg", "61472×32800 pixels, over the limit" },
  { "6903d4538fd33c8fd0ded32cb30d618e.jpg", "49157×27397 pixels, over the limit" },
};

static const char *
find_exception (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    {
      if (g_str_equal (exceptions[i].name, name))
        return exceptions[i].why;
    }
  return NULL;
}

static DzMeasurement *
measure_path (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, &error));
  g_assert_no_error (error);
  return dz_photo_measure ((const guint8 *) data, length, NULL, NULL);
}

static void
assert_crosses (const DzMeasurement *measurement)
{
  g_autoptr(GVariant) variant = g_variant_ref_sink (dz_measurement_to_variant (measurement));
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) other = dz_measurement_from_variant (variant, &error);

  g_assert_no_error (error);
}

static void
test_measured (void)
{
  g_autofree char *folder = dz_sample_shared_dir ("odd");
  g_autoptr(GPtrArray) files = NULL;

  if (folder == NULL)
    return;
  files = dz_sample_list_files (folder);
  g_assert_cmpuint (files->len, >, 100);
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr(DzMeasurement) m = measure_path (g_ptr_array_index (files, i));
      gboolean decodes = dz_measurement_get (m, DZ_QUANTITY_DECODES) == 1;

      assert_crosses (m);
      if (!decodes)
        g_assert_nonnull (m->problem);
      else
        g_assert_true (dz_measurement_has (m, DZ_QUANTITY_WALL_L));
    }
}

/* djpeg ends with 0, or with 2 after warnings, where it could decode. */
static gboolean
djpeg_decodes (const char *djpeg,
               const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                      &error, djpeg, "-outfile", "/dev/null", path, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process) == 0 || g_subprocess_get_exit_status (process) == 2;
}

static void
test_agrees_with_djpeg (void)
{
  g_autofree char *djpeg = g_find_program_in_path ("djpeg");
  g_autofree char *folder = dz_sample_shared_dir ("odd");
  g_autoptr(GPtrArray) files = NULL;
  guint n_decoded = 0;
  guint n_differ = 0;

  if (folder == NULL)
    return;
  if (djpeg == NULL)
    {
      g_test_skip ("djpeg is not installed (libjpeg-turbo-progs)");
      return;
    }
  files = dz_sample_list_files (folder);
  for (guint i = 0; i < files->len; i++)
    {
      const char *path = g_ptr_array_index (files, i);
      g_autoptr(DzMeasurement) m = measure_path (path);
      gboolean decodes = dz_measurement_get (m, DZ_QUANTITY_DECODES) == 1;

      if (find_exception (path) != NULL)
        {
          g_test_message ("not compared: %s: %s", path, find_exception (path));
          g_assert_false (decodes);
          g_assert_nonnull (strstr (m->problem, "at most"));
          continue;
        }
      n_decoded += decodes;
      if (decodes != djpeg_decodes (djpeg, path))
        {
          n_differ++;
          g_test_message ("%s: decodes %d, djpeg says otherwise: %s", path, decodes,
                          m->problem != NULL ? m->problem : "no problem");
        }
    }
  g_test_message ("%u of %u files decode", n_decoded, files->len);
  g_assert_cmpuint (n_differ, ==, 0);
  g_assert_cmpuint (n_decoded, >, 50);
}

static DzPixels *
decode_small (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length;
  DzPixels *pixels;

  g_assert_true (g_file_get_contents (path, &data, &length, &error));
  pixels = dz_jpeg_decode ((const guint8 *) data, length, NULL, 60, 60, NULL, &error);
  g_assert_no_error (error);
  return pixels;
}

static double
mean_difference (const DzPixels *one,
                 const DzPixels *other)
{
  guint64 sum = 0;

  for (guint y = 0; y < one->height; y++)
    {
      for (guint x = 0; x < 4 * one->width; x++)
        sum += abs (one->data[y * one->stride + x] - other->data[y * other->stride + x]);
    }
  return sum / (3.0 * one->width * one->height);
}

/* The same scene stored in all eight ways is one picture once it stands upright. Each file shows
 * its number in the middle, so that they differ a little. */
static void
test_one_scene (const void *data)
{
  const char *scene = data;
  g_autofree char *folder = dz_sample_shared_dir ("odd");
  g_autoptr(DzPixels) first = NULL;

  if (folder == NULL)
    return;
  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s_%u.jpg", scene, i);
      g_autofree char *path = g_build_filename (folder, "exif-orientation", name, NULL);
      g_autoptr(DzMeasurement) m = measure_path (path);
      g_autoptr(DzPixels) pixels = decode_small (path);

      g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_ORIENTATION), ==, i);
      g_assert_cmpint (dz_measurement_get (m, DZ_QUANTITY_WIDTH) >
                       dz_measurement_get (m, DZ_QUANTITY_HEIGHT),
                       ==, g_str_equal (scene, "Landscape"));
      if (first == NULL)
        {
          first = g_steal_pointer (&pixels);
          continue;
        }
      g_assert_cmpuint (pixels->width, ==, first->width);
      g_assert_cmpuint (pixels->height, ==, first->height);
      g_assert_cmpfloat (mean_difference (pixels, first), <, 12);
    }
}

/* Ordinary photos come out without a complaint. */
static void
test_portraits (void)
{
  g_autofree char *folder = dz_sample_shared_dir ("portraits");
  g_autoptr(GPtrArray) files = NULL;

  if (folder == NULL)
    return;
  files = dz_sample_list_files (folder);
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr(DzMeasurement) m = NULL;

      if (!g_str_has_suffix (g_ptr_array_index (files, i), ".jpg"))
        continue;
      m = measure_path (g_ptr_array_index (files, i));
      g_assert_cmpstr (m->problem, ==, NULL);
      g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_WIDTH), ==, 1350);
      /* A light grey wall. */
      g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_WALL_CHROMA), <, 8);
      g_assert_cmpfloat (dz_measurement_get (m, DZ_QUANTITY_WALL_L), >, 60);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/odd-photos/measured", test_measured);
  g_test_add_func ("/odd-photos/agrees-with-djpeg", test_agrees_with_djpeg);
  g_test_add_data_func ("/odd-photos/one-scene/landscape", "Landscape", test_one_scene);
  g_test_add_data_func ("/odd-photos/one-scene/portrait", "Portrait", test_one_scene);
  g_test_add_func ("/odd-photos/portraits", test_portraits);
  return g_test_run ();
}
