/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include "dz-reason-builtin.h"

#include <math.h>
#include <string.h>

static const RuleCase cases[] = {
  { "FILE-01", DZ_QUANTITY_DECODES, 1, 'p' },
  { "FILE-01", DZ_QUANTITY_DECODES, 0, 'f' },
  { "FILE-01", DZ_QUANTITY_DECODES, NAN, 'u' },
  { "FILE-01", DZ_QUANTITY_TRUNCATED, 1, 'w' },
  { "FILE-01", DZ_QUANTITY_TRUNCATED, NAN, 'u' },
  { "FILE-01", DZ_QUANTITY_TRAILING_BYTES, 1, 'n' },
  { "FILE-01", DZ_QUANTITY_TRAILING_BYTES, NAN, 'u' },
  { "FILE-02", DZ_QUANTITY_BYTES, 0, 'f' },
  { "FILE-02", DZ_QUANTITY_BYTES, 51200, 'f' },
  { "FILE-02", DZ_QUANTITY_BYTES, 51201, 'p' },
  { "FILE-02", DZ_QUANTITY_BYTES, 10485760, 'p' },
  { "FILE-02", DZ_QUANTITY_BYTES, 10485761, 'n' },
  { "FILE-02", DZ_QUANTITY_BYTES, NAN, 'u' },
  { "FILE-03", DZ_QUANTITY_WIDTH, 479, 'f' },
  { "FILE-03", DZ_QUANTITY_WIDTH, 480, 'p' },
  { "FILE-03", DZ_QUANTITY_HEIGHT, 639, 'f' },
  { "FILE-03", DZ_QUANTITY_HEIGHT, 640, 'p' },
  { "FILE-03", DZ_QUANTITY_WIDTH, NAN, 'u' },
  { "FILE-03", DZ_QUANTITY_HEIGHT, NAN, 'u' },
  /* 1280 high: 0.75 ± 0.01 is 947.2…972.8 wide, ± 0.03 is 921.6…998.4 */
  { "FILE-04", DZ_QUANTITY_WIDTH, 921, 'f' },
  { "FILE-04", DZ_QUANTITY_WIDTH, 922, 'w' },
  { "FILE-04", DZ_QUANTITY_WIDTH, 947, 'w' },
  { "FILE-04", DZ_QUANTITY_WIDTH, 948, 'p' },
  { "FILE-04", DZ_QUANTITY_WIDTH, 972, 'p' },
  { "FILE-04", DZ_QUANTITY_WIDTH, 973, 'w' },
  { "FILE-04", DZ_QUANTITY_WIDTH, 998, 'w' },
  { "FILE-04", DZ_QUANTITY_WIDTH, 999, 'f' },
  { "FILE-04", DZ_QUANTITY_WIDTH, NAN, 'u' },
  { "FILE-04", DZ_QUANTITY_HEIGHT, 0, 'u' },
  { "FILE-05", DZ_QUANTITY_COMPONENTS, 4, 'n' },
  { "FILE-05", DZ_QUANTITY_COMPONENTS, NAN, 'u' },
  { "FILE-05", DZ_QUANTITY_GREY_DISTANCE, 2.99, 'f' },
  { "FILE-05", DZ_QUANTITY_GREY_DISTANCE, 3, 'p' },
  { "FILE-05", DZ_QUANTITY_GREY_DISTANCE, NAN, 'u' },
  { "FILE-05", DZ_QUANTITY_BIT_DEPTH, 12, 'n' },
  { "FILE-05", DZ_QUANTITY_BIT_DEPTH, NAN, 'u' },
  { "FILE-05", DZ_QUANTITY_SRGB, 0, 'n' },
  { "FILE-05", DZ_QUANTITY_SRGB, NAN, 'u' },
  { "FILE-06", DZ_QUANTITY_QUALITY, 59, 'f' },
  { "FILE-06", DZ_QUANTITY_QUALITY, 60, 'w' },
  { "FILE-06", DZ_QUANTITY_QUALITY, 74, 'w' },
  { "FILE-06", DZ_QUANTITY_QUALITY, 75, 'p' },
  { "FILE-06", DZ_QUANTITY_QUALITY, NAN, 'u' },
  { "FILE-06", DZ_QUANTITY_BLOCKINESS, 1.5, 'p' },
  { "FILE-06", DZ_QUANTITY_BLOCKINESS, 1.51, 'w' },
  { "FILE-06", DZ_QUANTITY_BLOCKINESS, NAN, 'p' }, /* not at its native size */
  { "FILE-07", DZ_QUANTITY_DPI, 0, 'n' },
  { "FILE-07", DZ_QUANTITY_DPI, 72, 'n' },
  { "FILE-07", DZ_QUANTITY_DPI, 299, 'n' },
  { "FILE-07", DZ_QUANTITY_DPI, 299.99, 'p' }, /* 118.11 a centimetre */
  { "FILE-07", DZ_QUANTITY_DPI, NAN, 'u' },
};

static void
test_limits (void)
{
  rules_check_cases (cases, G_N_ELEMENTS (cases));
}

static const ReadCase read_cases[] = {
  { "FILE-02", DZ_QUANTITY_BYTES, 51200, 51200, "B", "> 51200", NULL, "file-size", NULL },
  { "FILE-02", DZ_QUANTITY_BYTES, 2e7, 2e7, "B", "≤ 10485760", NULL, NULL,
    "an unusually large file" },
  { "FILE-03", DZ_QUANTITY_WIDTH, 400, 400, "px", "≥ 480×640", "400×1280", "file-pixels", NULL },
  { "FILE-03", DZ_QUANTITY_HEIGHT, 600, 600, "px", "≥ 480×640", "960×600", "file-pixels", NULL },
  { "FILE-04", DZ_QUANTITY_WIDTH, 1280, 1, "", "3:4 ± 0.01", NULL, "file-ratio", NULL },
  { "FILE-04", DZ_QUANTITY_WIDTH, 992, 0.775, "", "3:4 ± 0.01", NULL, "file-ratio",
    "a crop helps" },
  { "FILE-05", DZ_QUANTITY_COMPONENTS, 1, 1, "", "3", NULL, "file-colour",
    "too few colour components" },
  { "FILE-05", DZ_QUANTITY_COMPONENTS, 4, 4, "", "3", NULL, NULL, "CMYK or another colour model" },
  { "FILE-05", DZ_QUANTITY_GREY_DISTANCE, 1, 1, "", "≥ 3", NULL, "file-colour",
    "the picture is grey" },
  { "FILE-06", DZ_QUANTITY_QUALITY, 48, 48, "", "≥ 75", NULL, "file-quality", NULL },
  { "FILE-06", DZ_QUANTITY_BLOCKINESS, 1.62, NAN, "", "≤ 1.5", "blockiness 1.62", "file-quality",
    "traces of strong compression are seen" },
  { "FILE-07", DZ_QUANTITY_DPI, 72, 72, "dpi", "300", NULL, NULL, "set on export" },
};

static void
test_read (void)
{
  rules_check_read (read_cases, G_N_ELEMENTS (read_cases));
}

/* Neither evidence takes back what the other said. */
static void
test_two_evidences (void)
{
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  g_autoptr(DzFinding) both = NULL;
  g_autoptr(DzFinding) failed = NULL;

  dz_measurement_set (measurement, DZ_QUANTITY_QUALITY, 70);
  dz_measurement_set (measurement, DZ_QUANTITY_BLOCKINESS, 1.4);
  both = rules_judge (measurement, "FILE-06");
  assert_says (both, 'w');
  g_assert_cmpfloat (both->value, ==, 70);
  g_assert_cmpstr (both->limit, ==, "≥ 75");
  dz_measurement_set (measurement, DZ_QUANTITY_QUALITY, 40);
  dz_measurement_set (measurement, DZ_QUANTITY_BLOCKINESS, 3);
  failed = rules_judge (measurement, "FILE-06");
  assert_says (failed, 'f');
}

static void
test_formats (void)
{
  for (guint i = DZ_PHOTO_FORMAT_EMPTY; i <= DZ_PHOTO_FORMAT_JXL; i++)
    {
      g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
      g_autoptr(DzFinding) finding = NULL;

      measurement->format = i;
      dz_measurement_set (measurement, DZ_QUANTITY_DECODES, 0);
      finding = rules_judge (measurement, "FILE-01");
      assert_says (finding, 'f');
      g_assert_cmpint (finding->authority, ==, DZ_AUTHORITY_AUTO);
      g_assert_cmpstr (finding->reason, ==, "file-format");
      if (i != DZ_PHOTO_FORMAT_JPEG)
        g_assert_cmpstr (finding->text, ==, dz_photo_format_to_nick (i));
    }
}

static void
test_format_words (void)
{
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  g_autoptr(DzFinding) broken = NULL;
  g_autoptr(DzFinding) tail = NULL;

  measurement->problem = g_strdup ("Bogus marker length");
  dz_measurement_set (measurement, DZ_QUANTITY_DECODES, 0);
  broken = rules_judge (measurement, "FILE-01");
  g_assert_cmpstr (broken->text, ==, "Bogus marker length");
  dz_measurement_set (measurement, DZ_QUANTITY_DECODES, 1);
  dz_measurement_set (measurement, DZ_QUANTITY_TRAILING_BYTES, 4096);
  tail = rules_judge (measurement, "FILE-01");
  assert_says (tail, 'n'); /* it is a valid JPG all the same */
  g_assert_cmpfloat (tail->value, ==, 4096);
  g_assert_cmpstr (tail->unit, ==, "B");
}

/* Components are a fact and may refuse; a grey look is for a person. */
static void
test_colour_authority (void)
{
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  g_autoptr(DzFinding) one_component = NULL;
  g_autoptr(DzFinding) grey_look = NULL;

  dz_measurement_set (measurement, DZ_QUANTITY_GREY_DISTANCE, 0);
  grey_look = rules_judge (measurement, "FILE-05");
  g_assert_cmpint (grey_look->authority, ==, DZ_AUTHORITY_ASSIST);
  dz_measurement_set (measurement, DZ_QUANTITY_COMPONENTS, 1);
  one_component = rules_judge (measurement, "FILE-05");
  assert_says (one_component, 'f');
  g_assert_cmpint (one_component->authority, ==, DZ_AUTHORITY_AUTO);
}

/* The limits of FILE-04 are met exactly, and floating point does not push them over. */
static void
test_exact_ratio (void)
{
  static const struct
  {
    double width, height;
    char says;
  } ratios[] = {
    { 456, 600, 'p' }, /* 0.76 */
    { 740, 1000, 'p' }, { 739, 1000, 'w' }, { 780, 1000, 'w' },
    { 720, 1000, 'w' }, { 719, 1000, 'f' }, { 480, 640, 'p' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ratios); i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzFinding) finding = NULL;

      dz_measurement_set (measurement, DZ_QUANTITY_WIDTH, ratios[i].width);
      dz_measurement_set (measurement, DZ_QUANTITY_HEIGHT, ratios[i].height);
      finding = rules_judge (measurement, "FILE-04");
      assert_says (finding, ratios[i].says);
    }
}

/* What a student reads comes from the judged finding. */
static void
test_sentences (void)
{
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  g_autoptr(DzFinding) small = NULL;
  g_autoptr(DzFinding) poor = NULL;
  g_autoptr(DzFinding) blocky = NULL;
  g_autofree char *small_zh = NULL;
  g_autofree char *poor_zh = NULL;
  g_autofree char *blocky_zh = NULL;

  dz_measurement_set (measurement, DZ_QUANTITY_BYTES, 46080);
  small = rules_judge (measurement, "FILE-02");
  small_zh = dz_reason_say_zh (dz_reason_builtin_find (small->reason), small);
  g_assert_cmpstr (small_zh, ==, "照片文件大小为 45 KB，要求大于 50 KB。请上传未经压缩的原图。");
  dz_measurement_set (measurement, DZ_QUANTITY_QUALITY, 48);
  poor = rules_judge (measurement, "FILE-06");
  poor_zh = dz_reason_say_zh (dz_reason_builtin_find (poor->reason), poor);
  g_assert_cmpstr (poor_zh, ==, "照片压缩过度（质量约 48），请上传原图。");

  /* A file that was saved well after it was saved badly has a good quality, which is no reason. */
  dz_measurement_set (measurement, DZ_QUANTITY_QUALITY, 98);
  dz_measurement_set (measurement, DZ_QUANTITY_BLOCKINESS, 2);
  blocky = rules_judge (measurement, "FILE-06");
  blocky_zh = dz_reason_say_zh (dz_reason_builtin_find (blocky->reason), blocky);
  g_assert_cmpstr (blocky_zh, ==, "照片压缩过度，请上传原图。");
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  rules_fixture_start ();
  g_test_add_func ("/rules/file/limits", test_limits);
  g_test_add_func ("/rules/file/read", test_read);
  g_test_add_func ("/rules/file/two-evidences", test_two_evidences);
  g_test_add_func ("/rules/file/formats", test_formats);
  g_test_add_func ("/rules/file/format-words", test_format_words);
  g_test_add_func ("/rules/file/colour-authority", test_colour_authority);
  g_test_add_func ("/rules/file/exact-ratio", test_exact_ratio);
  g_test_add_func ("/rules/file/sentences", test_sentences);
  result = g_test_run ();
  rules_fixture_stop ();
  return result;
}
