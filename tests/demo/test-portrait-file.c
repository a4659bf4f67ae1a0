/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-format.h"
#include "dz-photo-measure.h"
#include "dz-portrait-file.h"

#include <string.h>

static void
init (DzPortrait *portrait)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);

  dz_portrait_init_random (portrait, rand);
  portrait->width = 480;
  portrait->height = 640;
}

static DzMeasurement *
measure (GBytes *bytes)
{
  DzJpegLimits limits;
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  dz_jpeg_limits_init (&limits);
  return dz_photo_measure (data, length, &limits, NULL);
}

static DzMeasurement *
write_and_measure (const DzPortraitFile *file)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  DzPortrait portrait;

  init (&portrait);
  bytes = dz_portrait_to_jpeg (&portrait, file, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  return measure (bytes);
}

static void
test_quality_is_found_again (void)
{
  static const guint QUALITIES[] = { 40, 60, 75, 92, 98 };

  for (gsize i = 0; i < G_N_ELEMENTS (QUALITIES); i++)
    {
      g_autoptr(DzMeasurement) measurement = NULL;
      DzPortraitFile file;

      dz_portrait_file_init (&file);
      file.quality = QUALITIES[i];
      file.dpi = 72;
      measurement = write_and_measure (&file);
      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_QUALITY), ==, QUALITIES[i]);
      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_WIDTH), ==, 480);
      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_HEIGHT), ==, 640);
      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_DPI), ==, 72);
      g_assert_cmpuint (measurement->marks->len, ==, 0);
    }
}

static void
test_editor_is_found_again (void)
{
  g_autoptr(DzMeasurement) measurement = NULL;
  DzPortraitFile file;
  const DzEditMark *mark;

  dz_portrait_file_init (&file);
  file.software = "Adobe Photoshop CS6 (Windows)";
  measurement = write_and_measure (&file);
  g_assert_cmpuint (measurement->marks->len, >=, 1);
  mark = g_ptr_array_index (measurement->marks, 0);
  g_assert_nonnull (strstr (mark->text, "Photoshop"));
  g_assert_false (mark->strong);
}

static gboolean
has_strong_mark (const DzMeasurement *measurement)
{
  for (guint i = 0; i < measurement->marks->len; i++)
    {
      const DzEditMark *mark = g_ptr_array_index (measurement->marks, i);

      if (mark->strong)
        return TRUE;
    }
  return FALSE;
}

static void
test_meitu_says_whether_it_changed_the_face (void)
{
  for (int changed = 0; changed < 2; changed++)
    {
      g_autoptr(DzMeasurement) measurement = NULL;
      DzPortraitFile file;

      dz_portrait_file_init (&file);
      file.meitu = TRUE;
      file.facelift = changed;
      measurement = write_and_measure (&file);
      g_assert_cmpuint (measurement->marks->len, >=, 1);
      g_assert_cmpint (has_strong_mark (measurement), ==, changed);
    }
}

static void
test_png_is_png (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  DzPortrait portrait;
  gsize length;
  const guint8 *data;

  init (&portrait);
  bytes = dz_portrait_to_png (&portrait, NULL, &error);
  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &length);
  g_assert_cmpint (dz_photo_sniff (data, length), ==, DZ_PHOTO_FORMAT_PNG);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/portrait-file/quality", test_quality_is_found_again);
  g_test_add_func ("/portrait-file/editor", test_editor_is_found_again);
  g_test_add_func ("/portrait-file/meitu", test_meitu_says_whether_it_changed_the_face);
  g_test_add_func ("/portrait-file/png", test_png_is_png);
  return g_test_run ();
}
