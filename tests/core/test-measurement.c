/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-measurement.h"

#include <math.h>
#include <string.h>

static void
test_quantities (void)
{
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < DZ_N_QUANTITIES; i++)
    {
      const DzQuantityInfo *info = dz_quantity_get_info (i);
      DzQuantity found;

      g_test_message ("quantity %u, %s", i, info->name != NULL ? info->name : "without a name");
      g_assert_nonnull (info->name);
      g_assert_nonnull (info->unit);
      g_assert_true (g_regex_match_simple ("^[a-z0-9]+(-[a-z0-9]+)*$", info->name, 0, 0));
      g_assert_true (g_hash_table_add (names, (gpointer) info->name));
      g_assert_cmpfloat (info->min, <, info->max);
      g_assert_true (isfinite (info->min) && isfinite (info->max));
      g_assert_true (dz_quantity_from_name (info->name, &found));
      g_assert_cmpuint (found, ==, i);
    }
  g_assert_false (dz_quantity_from_name ("beauty", &(DzQuantity) { 0 }));
  g_assert_false (dz_quantity_from_name (NULL, &(DzQuantity) { 0 }));
}

static DzMeasurement *
make_full (void)
{
  DzMeasurement *self = dz_measurement_new ();

  g_free (self->measurer);
  self->measurer = g_strdup ("duizhao 0.1.0");
  self->models = g_strdup ("mesh 1");
  self->problem = g_strdup ("Premature end of JPEG file");
  self->format = DZ_PHOTO_FORMAT_JPEG;
  for (guint i = 0; i < DZ_N_QUANTITIES; i++)
    {
      const DzQuantityInfo *info = dz_quantity_get_info (i);

      if (i != DZ_QUANTITY_TAKEN_AT)
        dz_measurement_set (self, i, info->min + (info->max - info->min) * i / DZ_N_QUANTITIES);
    }
  g_ptr_array_add (self->marks, dz_edit_mark_new ("editor", "Adobe Photoshop 图", FALSE));
  g_ptr_array_add (self->marks, dz_edit_mark_new ("beauty", "IsChangeFacelift", TRUE));
  return self;
}

static void
assert_same (const DzMeasurement *a,
             const DzMeasurement *b)
{
  g_assert_cmpuint (a->schema, ==, b->schema);
  g_assert_cmpstr (a->measurer, ==, b->measurer);
  g_assert_cmpstr (a->models, ==, b->models);
  g_assert_cmpstr (a->problem, ==, b->problem);
  g_assert_cmpint (a->format, ==, b->format);
  for (guint i = 0; i < DZ_N_QUANTITIES; i++)
    {
      g_assert_cmpint (dz_measurement_has (a, i), ==, dz_measurement_has (b, i));
      if (dz_measurement_has (a, i))
        g_assert_cmpfloat (dz_measurement_get (a, i), ==, dz_measurement_get (b, i));
    }
  g_assert_cmpuint (a->marks->len, ==, b->marks->len);
  for (guint i = 0; i < a->marks->len; i++)
    {
      const DzEditMark *first = g_ptr_array_index (a->marks, i);
      const DzEditMark *second = g_ptr_array_index (b->marks, i);

      g_assert_cmpstr (first->kind, ==, second->kind);
      g_assert_cmpstr (first->text, ==, second->text);
      g_assert_cmpint (first->strong, ==, second->strong);
    }
}

static void
test_round_trip (void)
{
  g_autoptr(DzMeasurement) empty = dz_measurement_new ();
  g_autoptr(DzMeasurement) full = make_full ();
  g_autoptr(DzMeasurement) empty_copy = dz_measurement_copy (empty);
  g_autoptr(DzMeasurement) full_copy = dz_measurement_copy (full);

  assert_same (empty, empty_copy);
  assert_same (full, full_copy);
  g_assert_null (empty_copy->problem);
  g_assert_false (dz_measurement_has (full_copy, DZ_QUANTITY_TAKEN_AT));
  g_assert_cmpuint (full_copy->marks->len, ==, 2);
}

/* The same through bytes, as it is stored and crosses a pipe. */
static void
test_stored (void)
{
  g_autoptr(DzMeasurement) full = make_full ();
  g_autoptr(DzMeasurement) again = NULL;
  g_autoptr(GVariant) written = g_variant_ref_sink (dz_measurement_to_variant (full));
  g_autoptr(GBytes) bytes = g_variant_get_data_as_bytes (written);
  g_autoptr(GVariant) read = g_variant_ref_sink (
    g_variant_new_from_bytes (g_variant_get_type (written), bytes, FALSE));
  g_autoptr(GError) error = NULL;

  again = dz_measurement_from_variant (read, &error);
  g_assert_no_error (error);
  assert_same (full, again);
}

static void
assert_refused (GVariant          *variant,
                DzMeasurementError code,
                const char        *part)
{
  g_autoptr(GVariant) owned = g_variant_ref_sink (variant);
  g_autoptr(GError) error = NULL;

  g_assert_null (dz_measurement_from_variant (owned, &error));
  g_assert_error (error, DZ_MEASUREMENT_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, part));
}

static GVariant *
write_with (const char *name,
            double      value)
{
  GVariantBuilder values = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sd}"));

  g_variant_builder_add (&values, "{sd}", name, value);
  return g_variant_new ("(ussss@a{sd}@a(ssb))", 1, "m", "", "jpeg", "",
                        g_variant_builder_end (&values),
                        g_variant_new_array (G_VARIANT_TYPE ("(ssb)"), NULL, 0));
}

static void
test_lies (void)
{
  GVariantBuilder marks = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(ssb)"));

  assert_refused (write_with ("bytes", -1), DZ_MEASUREMENT_ERROR_RANGE, "bytes is -1");
  assert_refused (write_with ("width", 65536), DZ_MEASUREMENT_ERROR_RANGE, "width");
  assert_refused (write_with ("quality", 0.5), DZ_MEASUREMENT_ERROR_RANGE, "quality");
  assert_refused (write_with ("wall-hue", NAN), DZ_MEASUREMENT_ERROR_RANGE, "wall-hue");
  assert_refused (write_with ("wall-hue", INFINITY), DZ_MEASUREMENT_ERROR_RANGE, "wall-hue");
  assert_refused (g_variant_new ("(us)", 1, "m"), DZ_MEASUREMENT_ERROR_SHAPE, "(us)");
  assert_refused (g_variant_new_string ("x"), DZ_MEASUREMENT_ERROR_SHAPE, "type s");
  assert_refused (g_variant_new_parsed ("(uint32 1, 'm', '', 'jpg', '', @a{sd} {}, @a(ssb) [])"),
                  DZ_MEASUREMENT_ERROR_RANGE, "“jpg”");
  for (guint i = 0; i <= DZ_MEASUREMENT_MARKS_MAX; i++)
    g_variant_builder_add (&marks, "(ssb)", "editor", "x", FALSE);
  assert_refused (g_variant_new ("(ussss@a{sd}@a(ssb))", 1, "m", "", "jpeg", "",
                                 g_variant_new_array (G_VARIANT_TYPE ("{sd}"), NULL, 0),
                                 g_variant_builder_end (&marks)),
                  DZ_MEASUREMENT_ERROR_RANGE, "traces");
}

static void
test_newer (void)
{
  g_autoptr(GVariant) variant = g_variant_ref_sink (write_with ("smile", 1e12));
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) self = dz_measurement_from_variant (variant, &error);

  g_assert_no_error (error);
  g_assert_nonnull (self);
}

static void
test_marks (void)
{
  g_autofree char *long_text = g_strnfill (400, 'x');
  g_autofree char *umlauts = g_strdup ("\xff\xfe照\n片\x1b[31m");
  g_autoptr(DzEditMark) long_mark = dz_edit_mark_new ("editor", long_text, FALSE);
  g_autoptr(DzEditMark) wild_mark = dz_edit_mark_new ("editor", umlauts, FALSE);

  g_assert_cmpuint (strlen (long_mark->text), <=, DZ_MEASUREMENT_TEXT_MAX);
  g_assert_cmpuint (strlen (long_mark->text), >, DZ_MEASUREMENT_TEXT_MAX / 2);
  g_assert_true (g_utf8_validate (wild_mark->text, -1, NULL));
  g_assert_null (strpbrk (wild_mark->text, "\n\x1b"));
  g_assert_nonnull (strstr (wild_mark->text, "照片"));
}

static void
test_formats (void)
{
  for (guint i = DZ_PHOTO_FORMAT_UNKNOWN; i <= DZ_PHOTO_FORMAT_JXL; i++)
    {
      DzPhotoFormat format;

      g_assert_true (dz_photo_format_from_nick (dz_photo_format_to_nick (i), &format));
      g_assert_cmpuint (format, ==, i);
    }
  g_assert_cmpstr (dz_photo_format_to_nick (DZ_PHOTO_FORMAT_JPEG), ==, "jpeg");
  g_assert_cmpstr (dz_photo_format_to_nick (DZ_PHOTO_FORMAT_JXL), ==, "jxl");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measurement/quantities", test_quantities);
  g_test_add_func ("/measurement/round-trip", test_round_trip);
  g_test_add_func ("/measurement/stored", test_stored);
  g_test_add_func ("/measurement/lies", test_lies);
  g_test_add_func ("/measurement/newer", test_newer);
  g_test_add_func ("/measurement/marks", test_marks);
  g_test_add_func ("/measurement/formats", test_formats);
  return g_test_run ();
}
