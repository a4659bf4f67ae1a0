/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rules.h"

#include "dz-reason.h"

#include <math.h>
#include <string.h>

/* Photo-standards §4.1 once more, with the last column: a auto, s assist, h human; i where §4.2
 * has an internal note only. */
static const struct
{
  const char *rule;
  const char *authority;
} table[] = {
  { "FILE-01", "a" },  { "FILE-02", "a" },  { "FILE-03", "a" },  { "FILE-04", "s" },
  { "FILE-05", "s" },  { "FILE-06", "s" },  { "FILE-07", "ai" }, { "ORIG-01", "s" },
  { "ORIG-02", "si" }, { "ORIG-03", "h" },  { "ORIG-04", "h" },  { "ORIG-05", "s" },
  { "ORIG-06", "s" },  { "ORIG-07", "a" },  { "BG-01", "s" },    { "BG-02", "s" },
  { "BG-03", "s" },    { "BG-04", "s" },    { "POS-01", "s" },   { "POS-02", "s" },
  { "POS-03", "s" },   { "POS-04", "s" },   { "POS-05", "s" },   { "POSE-01", "s" },
  { "POSE-02", "h" },  { "POSE-03", "s" },  { "FACE-01", "s" },  { "EYE-01", "h" },
  { "EYE-02", "h" },   { "EYE-03", "s" },   { "MOUTH-01", "h" }, { "HAIR-01", "h" },
  { "EAR-01", "h" },   { "GLASS-01", "h" }, { "GLASS-02", "h" }, { "GLASS-03", "h" },
  { "HEAD-01", "h" },  { "ACC-01", "h" },   { "CLOTH-01", "h" }, { "MAKE-01", "h" },
  { "LIGHT-01", "s" }, { "LIGHT-02", "s" }, { "LIGHT-03", "s" }, { "LIGHT-04", "si" },
  { "SHARP-01", "s" }, { "COL-01", "s" },   { "REC-01", "a" },   { "REC-02", "a" },
  { "REC-03", "a" },   { "REC-04", "hi" },  { "STYLE-01", "h" },
};

static const char *const judging[] = {
  "FILE-01", "FILE-02", "FILE-03", "FILE-04", "FILE-05", "FILE-06", "FILE-07",
  "ORIG-01", "BG-01",   "BG-02",   "REC-01",  "REC-02",  "REC-03",
};

static DzProfile *profile; /* owned, the built-in one */

static DzMeasurement *
make_clean (void)
{
  static const struct
  {
    DzQuantity quantity;
    double value;
  } values[] = {
    { DZ_QUANTITY_BYTES, 200000 },        { DZ_QUANTITY_DECODES, 1 },
    { DZ_QUANTITY_TRUNCATED, 0 },         { DZ_QUANTITY_TRAILING_BYTES, 0 },
    { DZ_QUANTITY_WIDTH, 960 },           { DZ_QUANTITY_HEIGHT, 1280 },
    { DZ_QUANTITY_ORIENTATION, 1 },       { DZ_QUANTITY_COMPONENTS, 3 },
    { DZ_QUANTITY_BIT_DEPTH, 8 },         { DZ_QUANTITY_PROGRESSIVE, 0 },
    { DZ_QUANTITY_QUALITY, 92 },          { DZ_QUANTITY_QUALITY_RESIDUAL, 0 },
    { DZ_QUANTITY_SUBSAMPLING, 420 },     { DZ_QUANTITY_DPI, 300 },
    { DZ_QUANTITY_SRGB, 1 },              { DZ_QUANTITY_GREY_DISTANCE, 60 },
    { DZ_QUANTITY_HAS_GPS, 0 },           { DZ_QUANTITY_WALL_L, 76 },
    { DZ_QUANTITY_WALL_A, -11.8 },        { DZ_QUANTITY_WALL_B, -37.1 },
    { DZ_QUANTITY_WALL_CHROMA, 38.9 },    { DZ_QUANTITY_WALL_HUE, 252 },
    { DZ_QUANTITY_WALL_SPREAD_MEAN, 1 },  { DZ_QUANTITY_WALL_SPREAD_P90, 2 },
  };
  DzMeasurement *self = dz_measurement_new ();

  self->format = DZ_PHOTO_FORMAT_JPEG;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    dz_measurement_set (self, values[i].quantity, values[i].value);
  return self;
}

static DzFinding *
judge (const DzMeasurement *measurement,
       const DzRegister    *facts,
       const char          *rule)
{
  g_autoptr(GPtrArray) findings = dz_rules_judge (measurement, facts, NULL, profile);

  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->rule, rule))
        return dz_finding_copy (finding);
    }
  g_error ("no rule %s", rule);
}

static gboolean
is_judging (const char *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (judging); i++)
    {
      if (g_str_equal (judging[i], rule))
        return TRUE;
    }
  return FALSE;
}

static void
test_table (void)
{
  static const DzRegister facts = DZ_REGISTER_CLEAN;
  static const char letters[] = {
    [DZ_AUTHORITY_AUTO] = 'a', [DZ_AUTHORITY_ASSIST] = 's', [DZ_AUTHORITY_HUMAN] = 'h', '\0',
  };
  g_autoptr(DzMeasurement) clean = make_clean ();
  g_autoptr(GPtrArray) findings = dz_rules_judge (clean, &facts, NULL, profile);

  g_assert_cmpuint (findings->len, ==, G_N_ELEMENTS (table));
  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);
      const DzReason *reason = dz_reason_for_rule (finding->rule);

      g_test_message ("%s", table[i].rule);
      g_assert_cmpstr (finding->rule, ==, table[i].rule);
      g_assert_cmpint (finding->authority, ==, strchr (letters, *table[i].authority) - letters);
      g_assert_cmpint (finding->internal, ==, strchr (table[i].authority, 'i') != NULL);
      g_assert_cmpstr (finding->reason, ==, reason != NULL ? reason->code : NULL);
      g_assert_cmpint (finding->outcome, ==, is_judging (finding->rule) ? DZ_OUTCOME_PASS
                                                                        : DZ_OUTCOME_UNMEASURED);
      if (!is_judging (finding->rule))
        g_assert_true (finding->why != NULL && *finding->why != '\0');
    }
}

/* A measurement in which nothing is measured passes nothing and fails nothing. */
static void
test_nothing_measured (void)
{
  g_autoptr(DzMeasurement) empty = dz_measurement_new ();
  g_autoptr(GPtrArray) findings = dz_rules_judge (empty, NULL, NULL, profile);

  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s", finding->rule);
      g_assert_cmpint (finding->outcome, ==, DZ_OUTCOME_UNMEASURED);
      g_assert_true (finding->why != NULL && *finding->why != '\0');
      g_assert_true (isnan (finding->value));
    }
  g_assert_false (dz_findings_refuse (findings));
  g_assert_cmpint (dz_findings_verdict (findings), ==, DZ_OUTCOME_UNMEASURED);
}

/* One change to a clean photo, and what the rule then says. */
static const struct
{
  const char *rule;
  DzQuantity quantity;
  double value; /* NAN takes it away */
  DzOutcome outcome;
} limits[] = {
  { "FILE-01", DZ_QUANTITY_DECODES, 0, DZ_OUTCOME_FAIL },
  { "FILE-01", DZ_QUANTITY_DECODES, NAN, DZ_OUTCOME_UNMEASURED },
  { "FILE-01", DZ_QUANTITY_TRUNCATED, 1, DZ_OUTCOME_WARN },
  { "FILE-01", DZ_QUANTITY_TRUNCATED, NAN, DZ_OUTCOME_UNMEASURED },
  { "FILE-01", DZ_QUANTITY_TRAILING_BYTES, 1, DZ_OUTCOME_WARN },
  { "FILE-01", DZ_QUANTITY_TRAILING_BYTES, NAN, DZ_OUTCOME_UNMEASURED },
  { "FILE-02", DZ_QUANTITY_BYTES, 0, DZ_OUTCOME_FAIL },
  { "FILE-02", DZ_QUANTITY_BYTES, 51200, DZ_OUTCOME_FAIL },
  { "FILE-02", DZ_QUANTITY_BYTES, 51201, DZ_OUTCOME_PASS },
  { "FILE-02", DZ_QUANTITY_BYTES, 10485760, DZ_OUTCOME_PASS },
  { "FILE-02", DZ_QUANTITY_BYTES, 10485761, DZ_OUTCOME_WARN },
  { "FILE-02", DZ_QUANTITY_BYTES, NAN, DZ_OUTCOME_UNMEASURED },
  { "FILE-03", DZ_QUANTITY_WIDTH, 479, DZ_OUTCOME_FAIL },
  { "FILE-03", DZ_QUANTITY_WIDTH, 480, DZ_OUTCOME_PASS },
  { "FILE-03", DZ_QUANTITY_HEIGHT, 639, DZ_OUTCOME_FAIL },
  { "FILE-03", DZ_QUANTITY_HEIGHT, 640, DZ_OUTCOME_PASS },
  { "FILE-03", DZ_QUANTITY_WIDTH, NAN, DZ_OUTCOME_UNMEASURED },
  { "FILE-03", DZ_QUANTITY_HEIGHT, NAN, DZ_OUTCOME_UNMEASURED },
  /* 1280 high: 0.75 ± 0.01 is 947.2…972.8 wide, ± 0.03 is 921.6…998.4 */
  { "FILE-04", DZ_QUANTITY_WIDTH, 921, DZ_OUTCOME_FAIL },
  { "FILE-04", DZ_QUANTITY_WIDTH, 922, DZ_OUTCOME_WARN },
  { "FILE-04", DZ_QUANTITY_WIDTH, 947, DZ_OUTCOME_WARN },
  { "FILE-04", DZ_QUANTITY_WIDTH, 948, DZ_OUTCOME_PASS },
  { "FILE-04", DZ_QUANTITY_WIDTH, 972, DZ_OUTCOME_PASS },
  { "FILE-04", DZ_QUANTITY_WIDTH, 973, DZ_OUTCOME_WARN },
  { "FILE-04", DZ_QUANTITY_WIDTH, 998, DZ_OUTCOME_WARN },
  { "FILE-04", DZ_QUANTITY_WIDTH, 999, DZ_OUTCOME_FAIL },
  { "FILE-04", DZ_QUANTITY_WIDTH, NAN, DZ_OUTCOME_UNMEASURED },
  { "FILE-04", DZ_QUANTITY_HEIGHT, 0, DZ_OUTCOME_UNMEASURED },
  { "FILE-05", DZ_QUANTITY_COMPONENTS, 1, DZ_OUTCOME_FAIL },
  { "FILE-05", DZ_QUANTITY_COMPONENTS, 4, DZ_OUTCOME_WARN },
  { "FILE-05", DZ_QUANTITY_COMPONENTS, NAN, DZ_OUTCOME_UNMEASURED },
  { "FILE-05", DZ_QUANTITY_GREY_DISTANCE, 2.99, DZ_OUTCOME_FAIL },
  { "FILE-05", DZ_QUANTITY_GREY_DISTANCE, 3, DZ_OUTCOME_PASS },
  { "FILE-05", DZ_QUANTITY_GREY_DISTANCE, NAN, DZ_OUTCOME_UNMEASURED },
  { "FILE-05", DZ_QUANTITY_BIT_DEPTH, 12, DZ_OUTCOME_WARN },
  { "FILE-05", DZ_QUANTITY_BIT_DEPTH, NAN, DZ_OUTCOME_UNMEASURED },
  { "FILE-05", DZ_QUANTITY_SRGB, 0, DZ_OUTCOME_WARN },
  { "FILE-05", DZ_QUANTITY_SRGB, NAN, DZ_OUTCOME_UNMEASURED },
  { "FILE-06", DZ_QUANTITY_QUALITY, 59, DZ_OUTCOME_FAIL },
  { "FILE-06", DZ_QUANTITY_QUALITY, 60, DZ_OUTCOME_WARN },
  { "FILE-06", DZ_QUANTITY_QUALITY, 74, DZ_OUTCOME_WARN },
  { "FILE-06", DZ_QUANTITY_QUALITY, 75, DZ_OUTCOME_PASS },
  { "FILE-06", DZ_QUANTITY_QUALITY, NAN, DZ_OUTCOME_UNMEASURED },
  { "FILE-07", DZ_QUANTITY_DPI, 0, DZ_OUTCOME_WARN },
  { "FILE-07", DZ_QUANTITY_DPI, 72, DZ_OUTCOME_WARN },
  { "FILE-07", DZ_QUANTITY_DPI, 299, DZ_OUTCOME_WARN },
  { "FILE-07", DZ_QUANTITY_DPI, 299.99, DZ_OUTCOME_PASS }, /* 118.11 a centimetre */
  { "FILE-07", DZ_QUANTITY_DPI, NAN, DZ_OUTCOME_UNMEASURED },
  { "ORIG-01", DZ_QUANTITY_HAS_GPS, NAN, DZ_OUTCOME_UNMEASURED },
  { "BG-01", DZ_QUANTITY_WALL_HUE, 20, DZ_OUTCOME_FAIL },   /* red */
  { "BG-01", DZ_QUANTITY_WALL_HUE, 209.9, DZ_OUTCOME_FAIL },
  { "BG-01", DZ_QUANTITY_WALL_HUE, 210, DZ_OUTCOME_WARN },
  { "BG-01", DZ_QUANTITY_WALL_HUE, 229.9, DZ_OUTCOME_WARN },
  { "BG-01", DZ_QUANTITY_WALL_HUE, 230, DZ_OUTCOME_PASS },
  { "BG-01", DZ_QUANTITY_WALL_HUE, 285, DZ_OUTCOME_PASS },
  { "BG-01", DZ_QUANTITY_WALL_HUE, 285.1, DZ_OUTCOME_WARN },
  { "BG-01", DZ_QUANTITY_WALL_HUE, 303.1, DZ_OUTCOME_FAIL },
  { "BG-01", DZ_QUANTITY_WALL_HUE, NAN, DZ_OUTCOME_UNMEASURED },
  { "BG-01", DZ_QUANTITY_WALL_CHROMA, 20, DZ_OUTCOME_PASS },
  { "BG-01", DZ_QUANTITY_WALL_CHROMA, 19.9, DZ_OUTCOME_WARN },
  { "BG-01", DZ_QUANTITY_WALL_CHROMA, 3, DZ_OUTCOME_WARN }, /* grey */
  { "BG-01", DZ_QUANTITY_WALL_CHROMA, NAN, DZ_OUTCOME_UNMEASURED },
  { "BG-01", DZ_QUANTITY_WALL_L, 45, DZ_OUTCOME_PASS },
  { "BG-01", DZ_QUANTITY_WALL_L, 88, DZ_OUTCOME_PASS },
  { "BG-01", DZ_QUANTITY_WALL_L, 44.9, DZ_OUTCOME_WARN },
  { "BG-01", DZ_QUANTITY_WALL_L, 29.9, DZ_OUTCOME_WARN },
  { "BG-01", DZ_QUANTITY_WALL_L, NAN, DZ_OUTCOME_UNMEASURED },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_P90, 6, DZ_OUTCOME_PASS },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_P90, 6.01, DZ_OUTCOME_WARN },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_P90, 24, DZ_OUTCOME_WARN },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_P90, 24.01, DZ_OUTCOME_FAIL },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_MEAN, 4, DZ_OUTCOME_PASS },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_MEAN, 4.01, DZ_OUTCOME_WARN },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_MEAN, 12.01, DZ_OUTCOME_FAIL },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_MEAN, NAN, DZ_OUTCOME_UNMEASURED },
  { "BG-02", DZ_QUANTITY_WALL_SPREAD_P90, NAN, DZ_OUTCOME_UNMEASURED },
};

static void
test_limits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autoptr(DzMeasurement) measurement = make_clean ();
      g_autoptr(DzFinding) finding = NULL;

      g_test_message ("%s with %s = %g", limits[i].rule,
                      dz_quantity_get_info (limits[i].quantity)->name, limits[i].value);
      measurement->values[limits[i].quantity] = limits[i].value;
      finding = judge (measurement, NULL, limits[i].rule);
      g_assert_cmpint (finding->outcome, ==, limits[i].outcome);
      g_assert_cmpint (finding->outcome == DZ_OUTCOME_UNMEASURED, ==,
                       g_strcmp0 (finding->why, "the photo could not be read") == 0);
    }
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
      finding = judge (measurement, NULL, "FILE-01");
      g_assert_cmpint (finding->outcome, ==, DZ_OUTCOME_FAIL);
      g_assert_cmpint (finding->authority, ==, DZ_AUTHORITY_AUTO);
      g_assert_cmpstr (finding->reason, ==, "file-format");
      if (i != DZ_PHOTO_FORMAT_JPEG)
        g_assert_cmpstr (finding->text, ==, dz_photo_format_to_nick (i));
    }
}

static void
test_format_words (void)
{
  g_autoptr(DzMeasurement) measurement = make_clean ();
  g_autoptr(DzFinding) broken = NULL;
  g_autoptr(DzFinding) tail = NULL;

  measurement->problem = g_strdup ("Bogus marker length");
  dz_measurement_set (measurement, DZ_QUANTITY_DECODES, 0);
  broken = judge (measurement, NULL, "FILE-01");
  g_assert_cmpstr (broken->text, ==, "Bogus marker length");
  dz_measurement_set (measurement, DZ_QUANTITY_DECODES, 1);
  dz_measurement_set (measurement, DZ_QUANTITY_TRAILING_BYTES, 4096);
  tail = judge (measurement, NULL, "FILE-01");
  g_assert_cmpint (tail->outcome, ==, DZ_OUTCOME_WARN);
  g_assert_cmpfloat (tail->value, ==, 4096);
  g_assert_cmpstr (tail->unit, ==, "B");
  g_assert_null (tail->reason); /* it is a valid JPG all the same */
}

/* Value, unit, limit and text that a person reads. */
static void
test_findings_read (void)
{
  static const struct
  {
    const char *rule;
    DzQuantity quantity;
    double value;
    double told;
    const char *unit, *limit, *text, *reason;
  } cases[] = {
    { "FILE-02", DZ_QUANTITY_BYTES, 51200, 51200, "B", "> 51200", NULL, "file-size" },
    { "FILE-02", DZ_QUANTITY_BYTES, 2e7, 2e7, "B", "≤ 10485760", NULL, NULL },
    { "FILE-03", DZ_QUANTITY_WIDTH, 400, 400, "px", "≥ 480×640", "400×1280", "file-pixels" },
    { "FILE-03", DZ_QUANTITY_HEIGHT, 600, 600, "px", "≥ 480×640", "960×600", "file-pixels" },
    { "FILE-04", DZ_QUANTITY_WIDTH, 1280, 1, "", "3:4 ± 0.01", NULL, "file-ratio" },
    { "FILE-05", DZ_QUANTITY_COMPONENTS, 1, 1, "", "3", NULL, "file-colour" },
    { "FILE-05", DZ_QUANTITY_COMPONENTS, 4, 4, "", "3", NULL, NULL },
    { "FILE-05", DZ_QUANTITY_GREY_DISTANCE, 1, 1, "", "≥ 3", NULL, "file-colour" },
    { "FILE-06", DZ_QUANTITY_QUALITY, 48, 48, "", "≥ 75", NULL, "file-quality" },
    { "FILE-07", DZ_QUANTITY_DPI, 72, 72, "dpi", "300", NULL, NULL },
    { "BG-01", DZ_QUANTITY_WALL_HUE, 20, 20, "°", "standard blue: 230–285° C 20–182 L 45–88",
      "other: 20° C 39 L 76", "background-colour" },
    { "BG-02", DZ_QUANTITY_WALL_SPREAD_P90, 20, 20, "ΔE", "≤ 6", "mean 1.0, p90 20.0",
      "background-uneven" },
    { "BG-02", DZ_QUANTITY_WALL_SPREAD_MEAN, 13, 13, "ΔE", "≤ 4", "mean 13.0, p90 2.0",
      "background-uneven" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DzMeasurement) measurement = make_clean ();
      g_autoptr(DzFinding) finding = NULL;

      g_test_message ("%s, case %u", cases[i].rule, i);
      measurement->values[cases[i].quantity] = cases[i].value;
      finding = judge (measurement, NULL, cases[i].rule);
      g_assert_cmpfloat (finding->value, ==, cases[i].told);
      g_assert_cmpstr (finding->unit, ==, cases[i].unit);
      g_assert_cmpstr (finding->limit, ==, cases[i].limit);
      g_assert_cmpstr (finding->text, ==, cases[i].text);
      g_assert_cmpstr (finding->reason, ==, cases[i].reason);
    }
}

/* Components are a fact and may refuse; a grey look is for a person. */
static void
test_colour_authority (void)
{
  g_autoptr(DzMeasurement) measurement = make_clean ();
  g_autoptr(DzFinding) one_component = NULL;
  g_autoptr(DzFinding) grey_look = NULL;

  dz_measurement_set (measurement, DZ_QUANTITY_GREY_DISTANCE, 0);
  grey_look = judge (measurement, NULL, "FILE-05");
  g_assert_cmpint (grey_look->authority, ==, DZ_AUTHORITY_ASSIST);
  dz_measurement_set (measurement, DZ_QUANTITY_COMPONENTS, 1);
  one_component = judge (measurement, NULL, "FILE-05");
  g_assert_cmpint (one_component->authority, ==, DZ_AUTHORITY_AUTO);
}

/* The limits of FILE-04 are met exactly, and floating point does not push them over. */
static void
test_exact_ratio (void)
{
  static const struct
  {
    double width, height;
    DzOutcome outcome;
  } cases[] = {
    { 456, 600, DZ_OUTCOME_PASS }, /* 0.76 */
    { 740, 1000, DZ_OUTCOME_PASS },
    { 739, 1000, DZ_OUTCOME_WARN },
    { 780, 1000, DZ_OUTCOME_WARN },
    { 720, 1000, DZ_OUTCOME_WARN },
    { 719, 1000, DZ_OUTCOME_FAIL },
    { 480, 640, DZ_OUTCOME_PASS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DzMeasurement) measurement = make_clean ();
      g_autoptr(DzFinding) finding = NULL;

      dz_measurement_set (measurement, DZ_QUANTITY_WIDTH, cases[i].width);
      dz_measurement_set (measurement, DZ_QUANTITY_HEIGHT, cases[i].height);
      finding = judge (measurement, NULL, "FILE-04");
      g_assert_cmpint (finding->outcome, ==, cases[i].outcome);
    }
}

/* The walls of photo-standards §1.4 and calibration §8. */
static void
test_walls (void)
{
  static const struct
  {
    const char *what;
    double lightness, chroma, hue_deg;
    DzOutcome outcome;
  } walls[] = {
    { "the reference", 76.0, 38.9, 252, DZ_OUTCOME_PASS },
    { "00a3e6", 63.3, 45.0, 255, DZ_OUTCOME_PASS },
    { "00bff3", 72.0, 42.8, 239, DZ_OUTCOME_PASS },
    { "438edb", 57.7, 46.1, 272, DZ_OUTCOME_PASS },
    { "628bce", 57.6, 39.2, 277, DZ_OUTCOME_PASS },
    { "C80 M13 Y20", 55.6, 30.3, 240, DZ_OUTCOME_PASS },
    { "a dark studio blue", 34, 40, 260, DZ_OUTCOME_WARN },
    { "a pale blue", 85, 12, 250, DZ_OUTCOME_WARN },
    { "white", 100, 0, 0, DZ_OUTCOME_WARN },
    { "white, its hue unknown", 99, 0.5, NAN, DZ_OUTCOME_WARN },
    { "light grey", 94.8, 0, 0, DZ_OUTCOME_WARN },
    { "grey", 73, 3, 100, DZ_OUTCOME_WARN },
    { "red", 45, 78, 33, DZ_OUTCOME_FAIL },
    { "green", 60, 50, 140, DZ_OUTCOME_FAIL },
    { "brown", 40, 30, 60, DZ_OUTCOME_FAIL },
    { "black", 10, 2, 0, DZ_OUTCOME_FAIL },
    { "a colour whose hue is unknown", 60, 40, NAN, DZ_OUTCOME_UNMEASURED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      g_autoptr(DzMeasurement) measurement = make_clean ();
      g_autoptr(DzFinding) finding = NULL;

      g_test_message ("%s", walls[i].what);
      measurement->values[DZ_QUANTITY_WALL_L] = walls[i].lightness;
      measurement->values[DZ_QUANTITY_WALL_CHROMA] = walls[i].chroma;
      measurement->values[DZ_QUANTITY_WALL_HUE] = walls[i].hue_deg;
      finding = judge (measurement, NULL, "BG-01");
      g_assert_cmpint (finding->outcome, ==, walls[i].outcome);
    }
}

static void
test_editing (void)
{
  g_autoptr(DzMeasurement) measurement = make_clean ();
  g_autoptr(DzFinding) opened = NULL;
  g_autoptr(DzFinding) changed = NULL;
  g_autoptr(DzFinding) another_format = NULL;

  g_ptr_array_add (measurement->marks, dz_edit_mark_new ("editor", "Adobe Photoshop", FALSE));
  g_ptr_array_add (measurement->marks, dz_edit_mark_new ("date", "modified later", FALSE));
  opened = judge (measurement, NULL, "ORIG-01");
  g_assert_cmpint (opened->outcome, ==, DZ_OUTCOME_WARN);
  g_assert_cmpstr (opened->text, ==, "Adobe Photoshop, modified later");
  g_assert_cmpfloat (opened->value, ==, 2);
  g_ptr_array_add (measurement->marks, dz_edit_mark_new ("beauty", "IsChangeFacelift", TRUE));
  changed = judge (measurement, NULL, "ORIG-01");
  g_assert_cmpint (changed->outcome, ==, DZ_OUTCOME_FAIL);
  g_assert_cmpint (changed->authority, ==, DZ_AUTHORITY_ASSIST);
  g_assert_cmpstr (changed->text, ==, "IsChangeFacelift");
  measurement->format = DZ_PHOTO_FORMAT_PNG;
  another_format = judge (measurement, NULL, "ORIG-01");
  g_assert_cmpint (another_format->outcome, ==, DZ_OUTCOME_UNMEASURED);
}

static void
test_register (void)
{
  static const struct
  {
    const char *rule;
    DzRegister facts; /* records, check, ID records, senders, changed, match */
    DzOutcome outcome;
  } cases[] = {
    { "REC-01", { 1, DZ_ID_NUMBER_VALID, 1, 1, FALSE, 0 }, DZ_OUTCOME_PASS },
    { "REC-01", { 1, DZ_ID_NUMBER_ABSENT, 0, 1, FALSE, 0 }, DZ_OUTCOME_PASS },
    { "REC-01", { 1, DZ_ID_NUMBER_MASKED, 0, 1, FALSE, 0 }, DZ_OUTCOME_WARN },
    { "REC-01", { 0, DZ_ID_NUMBER_VALID, 1, 1, FALSE, 0 }, DZ_OUTCOME_FAIL },
    { "REC-01", { 2, DZ_ID_NUMBER_VALID, 1, 1, FALSE, 0 }, DZ_OUTCOME_FAIL },
    { "REC-01", { 1, DZ_ID_NUMBER_VALID, 2, 1, FALSE, 0 }, DZ_OUTCOME_FAIL },
    { "REC-01", { 1, DZ_ID_NUMBER_BAD_CHECK, 1, 1, FALSE, 0 }, DZ_OUTCOME_FAIL },
    { "REC-01", { 1, DZ_ID_NUMBER_BAD_DATE, 1, 1, FALSE, 0 }, DZ_OUTCOME_FAIL },
    { "REC-01", { 1, DZ_ID_NUMBER_BAD_SHAPE, 1, 1, FALSE, 0 }, DZ_OUTCOME_FAIL },
    { "REC-02", { 1, 0, 1, 1, FALSE, 0 }, DZ_OUTCOME_PASS },
    { "REC-02", { 1, 0, 1, 1, TRUE, 0 }, DZ_OUTCOME_WARN },
    { "REC-02", { 1, 0, 1, 2, FALSE, 0 }, DZ_OUTCOME_FAIL },
    { "REC-02", { 1, 0, 1, 0, FALSE, 0 }, DZ_OUTCOME_UNMEASURED },
    { "REC-03", { 1, 0, 1, 1, FALSE, DZ_RECORD_MATCH_SAME }, DZ_OUTCOME_PASS },
    { "REC-03", { 1, 0, 1, 1, FALSE, DZ_RECORD_MATCH_SPACING }, DZ_OUTCOME_WARN },
    { "REC-03", { 1, 0, 1, 1, FALSE, DZ_RECORD_MATCH_DIFFERENT }, DZ_OUTCOME_FAIL },
  };
  g_autoptr(DzMeasurement) clean = make_clean ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DzFinding) finding = judge (clean, &cases[i].facts, cases[i].rule);
      g_autoptr(DzFinding) unknown = judge (clean, NULL, cases[i].rule);

      g_test_message ("%s, case %u", cases[i].rule, i);
      g_assert_cmpint (finding->outcome, ==, cases[i].outcome);
      g_assert_cmpint (unknown->outcome, ==, DZ_OUTCOME_UNMEASURED);
      if (finding->outcome != DZ_OUTCOME_PASS)
        g_assert_true (finding->why != NULL && *finding->why != '\0');
      else
        g_assert_null (finding->why);
    }
}

/* Whatever is measured, the authority keeps its word: human at most warns, a note never fails. */
static void
test_authority (void)
{
  static const DzRegister worst = { 9, DZ_ID_NUMBER_BAD_CHECK, 9, 9, TRUE,
                                    DZ_RECORD_MATCH_DIFFERENT };
  g_autoptr(GRand) random = g_rand_new_with_seed (20220509);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
      g_autoptr(GPtrArray) findings = NULL;

      measurement->format = g_rand_int_range (random, 0, DZ_PHOTO_FORMAT_JXL + 1);
      for (guint i = 0; i < DZ_N_QUANTITIES; i++)
        {
          const DzQuantityInfo *info = dz_quantity_get_info (i);

          if (g_rand_boolean (random))
            dz_measurement_set (measurement, i,
                                g_rand_double_range (random, info->min, info->max));
        }
      findings = dz_rules_judge (measurement, &worst, NULL, profile);
      g_assert_cmpuint (findings->len, ==, G_N_ELEMENTS (table));
      for (guint i = 0; i < findings->len; i++)
        {
          const DzFinding *finding = g_ptr_array_index (findings, i);

          if (finding->internal || finding->authority == DZ_AUTHORITY_HUMAN)
            g_assert_cmpint (finding->outcome, !=, DZ_OUTCOME_FAIL);
          if (finding->outcome == DZ_OUTCOME_FAIL)
            g_assert_nonnull (dz_reason_find (finding->reason));
          if (finding->outcome == DZ_OUTCOME_UNMEASURED)
            g_assert_nonnull (finding->why);
          g_assert_nonnull (finding->unit);
          g_assert_nonnull (finding->limit);
        }
    }
}

static void
test_pure (void)
{
  static const DzRegister facts = DZ_REGISTER_CLEAN;
  g_autoptr(DzMeasurement) clean = make_clean ();
  g_autoptr(GPtrArray) first = dz_rules_judge (clean, &facts, NULL, profile);
  g_autoptr(GPtrArray) second = dz_rules_judge (clean, &facts, NULL, profile);

  g_assert_cmpint (dz_findings_verdict (first), ==, DZ_OUTCOME_UNMEASURED); /* no face yet */
  g_assert_false (dz_findings_refuse (first));
  for (guint i = 0; i < first->len; i++)
    {
      const DzFinding *a = g_ptr_array_index (first, i);
      const DzFinding *b = g_ptr_array_index (second, i);

      g_assert_cmpint (a->outcome, ==, b->outcome);
      g_assert_cmpstr (a->text, ==, b->text);
      g_assert_cmpstr (a->limit, ==, b->limit);
      g_assert_true (a->value == b->value || (isnan (a->value) && isnan (b->value)));
    }
}

/* What a student reads comes from the judged finding. */
static void
test_sentence (void)
{
  g_autoptr(DzMeasurement) measurement = make_clean ();
  g_autoptr(DzFinding) finding = NULL;
  g_autofree char *zh = NULL;

  dz_measurement_set (measurement, DZ_QUANTITY_BYTES, 46080);
  finding = judge (measurement, NULL, "FILE-02");
  zh = dz_reason_say_zh (dz_reason_find (finding->reason), finding);
  g_assert_cmpstr (zh, ==, "照片文件大小为 45 KB，要求大于 50 KB。请上传未经压缩的原图。");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  profile = dz_profile_find ("graduate-2022", &error);
  g_assert_no_error (error);
  g_test_add_func ("/rules/table", test_table);
  g_test_add_func ("/rules/nothing-measured", test_nothing_measured);
  g_test_add_func ("/rules/limits", test_limits);
  g_test_add_func ("/rules/formats", test_formats);
  g_test_add_func ("/rules/format-words", test_format_words);
  g_test_add_func ("/rules/findings-read", test_findings_read);
  g_test_add_func ("/rules/colour-authority", test_colour_authority);
  g_test_add_func ("/rules/exact-ratio", test_exact_ratio);
  g_test_add_func ("/rules/walls", test_walls);
  g_test_add_func ("/rules/editing", test_editing);
  g_test_add_func ("/rules/register", test_register);
  g_test_add_func ("/rules/authority", test_authority);
  g_test_add_func ("/rules/pure", test_pure);
  g_test_add_func ("/rules/sentence", test_sentence);
  result = g_test_run ();
  dz_profile_unref (profile);
  return result;
}
