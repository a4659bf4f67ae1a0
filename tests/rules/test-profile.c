/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-bands.h"

#include <string.h>

static char *good; /* owned, the built-in profile's text */

static DzProfile *
parse (const char *text,
       gssize      length,
       GError    **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return dz_profile_parse (bytes, error);
}

/* The good profile with its one occurrence of @old replaced. */
static char *
change (const char *old,
        const char *new)
{
  g_autoptr(GString) text = g_string_new (good);

  if (g_string_replace (text, old, new, 0) != 1)
    g_error ("“%s” does not stand once in the profile", old);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_bad (const char    *text,
            gssize         length,
            DzProfileError code,
            const char    *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzProfile) profile = parse (text, length, &error);

  g_assert_null (profile);
  g_assert_error (error, DZ_PROFILE_ERROR, (int) code);
  g_test_message ("%s", error->message);
  if (code == DZ_PROFILE_ERROR_FIELD && !g_str_has_prefix (message, "line "))
    g_assert_cmpstr (strchr (error->message, ':') + 2, ==, message);
  else
    g_assert_cmpstr (error->message, ==, message);
}

static void
test_built_in (void)
{
  g_auto(GStrv) ids = dz_profile_list ();

  g_assert_true (g_strv_contains ((const char *const *) ids, "graduate-2022"));
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DzProfile) profile = dz_profile_find (ids[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (dz_profile_get_id (profile), ==, ids[i]);
      g_assert_cmpstr (dz_profile_get_version (profile), !=, "");
      g_assert_nonnull (strstr (dz_profile_get_title (profile), "480×640"));
      g_assert_nonnull (strstr (dz_profile_get_title_zh (profile), "480×640"));
    }
}

static void
test_unknown (void)
{
  static const char *const ids[] = { "", "graduate", "../graduate-2022", "graduate-2022.json" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (dz_profile_find (ids[i], &error));
      g_assert_error (error, DZ_PROFILE_ERROR, DZ_PROFILE_ERROR_UNKNOWN);
    }
  g_assert_null (dz_profile_find (NULL, NULL));
}

static void
test_hash (void)
{
  g_autoptr(DzProfile) first = dz_profile_find ("graduate-2022", NULL);
  g_autoptr(DzProfile) second = parse (good, -1, NULL);
  g_autofree char *other_text = change ("\"dpi\": 300", "\"dpi\":  300");
  g_autoptr(DzProfile) other = parse (other_text, -1, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, good, -1);

  g_assert_cmpstr (dz_profile_get_hash (first), ==, hash);
  g_assert_cmpstr (dz_profile_get_hash (second), ==, hash);
  g_assert_nonnull (other);
  g_assert_cmpstr (dz_profile_get_hash (other), !=, hash); /* the bytes, not the meaning */
  g_assert_true (g_bytes_equal (dz_profile_get_json (first), dz_profile_get_json (second)));
}

static void
test_ref (void)
{
  DzProfile *profile = dz_profile_find ("graduate-2022", NULL);
  DzProfile *again = dz_profile_ref (profile);

  g_assert_true (again == profile);
  dz_profile_unref (profile);
  g_assert_cmpstr (dz_profile_get_id (again), ==, "graduate-2022");
  dz_profile_unref (again);
  dz_profile_unref (NULL);
}

static void
test_bad_fields (void)
{
  static const struct
  {
    const char *old, *new, *message;
  } cases[] = {
    { "\"format\": 3", "\"format\": 1", "format: is 1; this release reads format 3" },
    { "\"format\": 3,", "", "format: this field is missing" },
    { "\"format\": 3", "\"format\": \"3\"", "format: must be a number" },
    { "\"id\": \"graduate-2022\"", "\"id\": \"Graduate 2022\"",
      "id: must be 1 to 40 small letters, digits and hyphens" },
    { "\"id\": \"graduate-2022\"", "\"id\": \"graduate-2022\\n\"",
      "id: must be text in one line" },
    { "\"name\": \"white\"", "\"name\": \"\\u0007\"",
      "wall.colours[4].name: must be text in one line" },
    { "\"id\": \"graduate-2022\"", "\"id\": 7", "id: must be a string" },
    { "\"id\": \"graduate-2022\"", "\"id\": null", "id: must be a string" },
    { "\"version\": \"3\"", "\"version\": \"\"", "version: must have 1 to 100 characters" },
    { "\"version\": \"3\"", "\"version\": \"3\", \"verion\": 2",
      "verion: this field is not known" },
    { "\"zh\": ", "\"de\": ", "title.de: this field is not known" },
    { "\"dpi\": 300", "\"dpi\": 0", "file.dpi: must be between 1 and 65535, is 0" },
    { "\"dpi\": 300", "\"dpi\": 300.5", "file.dpi: must be a whole number, is 300.5" },
    { "\"dpi\": 300", "\"dpi\": true", "file.dpi: must be a number" },
    { "\"dpi\": 300", "\"dpi\": 1e999", "file.dpi: must be between 1 and 65535, is inf" },
    { "\"over\": 51200, ", "", "file.size_bytes.over: this field is missing" },
    { "\"over\": 51200", "\"over\": -1",
      "file.size_bytes.over: must be between 0 and 1e+09, is -1" },
    { "\"warn_over\": 10485760", "\"warn_over\": 51200",
      "file.size_bytes.warn_over: must be more than over" },
    { "\"pixels\": { \"width\": 480", "\"pixels\": { \"width\": 65536",
      "file.pixels.width: must be between 1 and 65535, is 65536" },
    { "\"pixels\": { \"width\": 480, \"height\": 640 }", "\"pixels\": [480, 640]",
      "file.pixels: must be an object" },
    { "\"pass\": 0.01, \"warn\": 0.03", "\"pass\": 0.03, \"warn\": 0.01",
      "file.ratio.distance.warn: must not be below pass" },
    { "\"grey_distance\": 3", "\"grey_distance\": 511",
      "file.colour.grey_distance: must be between 0 and 510, is 511" },
    { "\"quality\": { \"pass\": 75, \"warn\": 60 }", "\"quality\": { \"pass\": 60, \"warn\": 75 }",
      "file.quality.warn: must not be above pass" },
    { "\"quality\": { \"pass\": 75, \"warn\": 60 },", "", "file.quality: this field is missing" },
    { "\"blockiness\": { \"pass\": 1.5, \"note\": 1.5 }", "\"blockiness\": { \"pass\": 1.5 }",
      "file.blockiness.note: this field is missing" },
    { "\"blockiness\": { \"pass\": 1.5, \"note\": 1.5 }",
      "\"blockiness\": { \"pass\": 1.5, \"warn\": 1.5 }",
      "file.blockiness.warn: this field is not known" },
    { "\"hue_deg\": [230, 285]", "\"hue_deg\": [285, 230]",
      "wall.colours[0].hue_deg: the least is above the greatest" },
    { "\"hue_deg\": [230, 285]", "\"hue_deg\": [230]",
      "wall.colours[0].hue_deg: must be two numbers, the least and the greatest" },
    { "\"hue_deg\": [230, 285]", "\"hue_deg\": [230, \"285\"]",
      "wall.colours[0].hue_deg: must be a number" },
    { "\"hue_deg\": [230, 285]", "\"hue_deg\": [230, 361]",
      "wall.colours[0].hue_deg: must be between 0 and 360, is 361" },
    { "\"name\": \"white\", \"outcome\": \"warn\"", "\"name\": \"white\", \"outcome\": \"fail\"",
      "wall.colours[4].outcome: must be “pass” or “warn”" },
    { "\"name\": \"white\", ", "", "wall.colours[4].name: this field is missing" },
    { "\"name\": \"white\", ", "\"nam\": \"white\", ",
      "wall.colours[4].nam: this field is not known" },
    { "\"name\": \"white\", ", "\"name\": \"white: bright\", ",
      "wall.colours[4].name: must have no colon or semicolon" },
    { "\"colours\": [", "\"colours\": [ 5, ", "wall.colours[0]: must be an object" },
    { "\"border_mean\": { \"pass\": 4, \"note\": 8, \"warn\": 12 },", "",
      "wall.border_mean: this field is missing" },
    { "\"spread_p90\": { \"pass\": 6, \"note\": 12, \"warn\": 24 }",
      "\"spread_p90\": { \"pass\": 6, \"note\": 25, \"warn\": 24 }",
      "wall.spread_p90.warn: must not be below note" },
    { "\"spread_p90\": { \"pass\": 6, \"note\": 12, \"warn\": 24 }", "\"spread_p90\": 6",
      "wall.spread_p90: must be an object" },
    { "\"crown\": { \"pass\": [50, 110], \"warn\": [37.2, 122.8] }",
      "\"crown\": { \"pass\": [50, 110], \"warn\": [37.2, 100] }",
      "position.crown.warn: must hold the whole of pass" },
    { "\"mean\": { \"pass\": [0.12, 0.75], \"note\": [0.04, 0.85] }",
      "\"mean\": { \"pass\": [0.12, 0.75], \"note\": [0.3, 0.85] }",
      "light.mean.note: must hold the whole of pass" },
    { "\"opening\": { \"look\": 0.2, \"warn\": 0.16, \"strong\": 0.12 }",
      "\"opening\": { \"look\": 0.2, \"warn\": 0.16, \"strong\": 0.17 }",
      "eyes.opening.strong: must not be above warn" },
    { "\"brows\": { \"look\": null, \"warn\": 0.2, \"strong\": 0.4 }",
      "\"brows\": { \"look\": null, \"warn\": null, \"strong\": 0.4 }",
      "hair.brows.strong: needs a number in warn" },
    { "\"brows\": { \"look\": null, \"warn\": 0.2, \"strong\": 0.4 }",
      "\"brows\": { \"look\": 0.3, \"warn\": 0.2, \"strong\": 0.4 }",
      "hair.brows.warn: must not be below look" },
    { "\"rank\": { \"warn\": 10, \"fail\": 3 }", "\"rank\": { \"warn\": 3, \"fail\": 10 }",
      "sharpness.rank.fail: must not be above warn" },
    { "\"rotation\": 0", "\"rotation\": 3.5",
      "delivery.rotation: must be between 0 and 3, is 3.5" },
    { "\"output\": { \"width\": 480", "\"output\": { \"width\": 0",
      "delivery.output.width: must be between 1 and 65535, is 0" },
    { ",\n  \"delivery\": { \"output\": { \"width\": 480, \"height\": 640 }, \"rotation\": 0 }",
      "", "delivery: this field is missing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = change (cases[i].old, cases[i].new);

      assert_bad (text, -1, DZ_PROFILE_ERROR_FIELD, cases[i].message);
    }
  assert_bad ("{}", -1, DZ_PROFILE_ERROR_FIELD, "format: this field is missing");
}

/* With the line: where the field ends, or where the last one does beside which it is missing. */
static void
test_lines (void)
{
  static const char text[] =
    "{\n"
    "  \"format\": 3,\n"
    "  \"id\": \"ours\", \"version\": \"1\",\n"
    "  \"title\": {\n"
    "    \"zh\": \"x\",\n"
    "    %s\n"
    "  }%s\n"
    "}\n";
  static const struct
  {
    const char *title, *after, *message;
  } cases[] = {
    { "\"de\": \"x\"", "", "line 6: title.de: this field is not known" },
    { "\"en\": \"x\"", "", "line 7: file: this field is missing" },
    { "\"en\": 5", "", "line 6: title.en: must be a string" },
    { "\"en\": \"x\"", ",\n\n\"more\":\n{ }", "line 10: more: this field is not known" },
    { "\"en\": \"x\"", ",\n\"file\":\n7", "line 9: file: must be an object" },
    { "\"en\": \"x\"", ",\n\"file\": {}", "line 8: file.size_bytes: this field is missing" },
  };

  assert_bad ("{}", -1, DZ_PROFILE_ERROR_FIELD, "line 1: format: this field is missing");
  assert_bad ("{\n\"format\":\n\n1 }", -1, DZ_PROFILE_ERROR_FIELD,
              "line 4: format: is 1; this release reads format 3");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) whole = g_string_new (text);

      g_string_replace (whole, "%s", cases[i].title, 1);
      g_string_replace (whole, "%s", cases[i].after, 1);
      assert_bad (whole->str, -1, DZ_PROFILE_ERROR_FIELD, cases[i].message);
    }
}

/* In a list and in an order of two, too. */
static void
test_lines_within (void)
{
  g_autofree char *nameless = change ("\"name\": \"white\", ", "");
  g_autofree char *order = change ("\"over\": 51200", "\"over\": 90000000");
  guint white = 1;
  guint over = 1;
  g_autofree char *of_white = NULL;
  g_autofree char *of_over = NULL;

  for (const char *p = good; p < strstr (good, "\"white\""); p++)
    white += *p == '\n';
  for (const char *p = good; p < strstr (good, "\"over\""); p++)
    over += *p == '\n';
  of_white = g_strdup_printf ("line %u: wall.colours[4].name: this field is missing", white);
  of_over = g_strdup_printf ("line %u: file.size_bytes.warn_over: must be more than over", over);
  assert_bad (nameless, -1, DZ_PROFILE_ERROR_FIELD, of_white);
  assert_bad (order, -1, DZ_PROFILE_ERROR_FIELD, of_over);
}

static void
test_wall_count (void)
{
  static const char *const one =
    "{ \"name\": \"x\", \"outcome\": \"warn\", \"chroma\": [0, 1], \"lightness\": [0, 1] }, ";
  g_autoptr(GString) many = g_string_new ("\"colours\": [ ");
  const char *begin = strstr (good, "\"colours\": [");
  const char *end = strstr (begin, "\n    ],");
  g_autofree char *list = g_strndup (begin, end - begin);
  g_autofree char *none = change (list, "\"colours\": [");
  g_autofree char *too_many = NULL;

  for (guint i = 0; i < 12; i++)
    g_string_append (many, one);
  too_many = change ("\"colours\": [", many->str);
  assert_bad (none, -1, DZ_PROFILE_ERROR_FIELD, "wall.colours: must be a list of 1 to 16 walls");
  assert_bad (too_many, -1, DZ_PROFILE_ERROR_FIELD,
              "wall.colours: must be a list of 1 to 16 walls");
}

static void
test_bad_syntax (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "line 1: the text ends before its last bracket" },
    { " \n ", "line 2: the text ends before its last bracket" },
    { "[]", "line 1: a profile begins with “{”" },
    { "\"graduate\"", "line 1: a profile begins with “{”" },
    { "{\n\"format\": 1", "line 2: the text ends before its last bracket" },
    { "{} {}", "line 1: something follows the end" },
    { "{}}", "line 1: something follows the end" },
    { "{\n\n/* limits */}", "line 3: a character that has no place outside of a string" },
    { "{'format': 1}", "line 1: a character that has no place outside of a string" },
    { "{\"a\": \"b\nc\"}", "line 1: a line break or control character in a string" },
    { "{\"a\": \"b", "line 1: a string without its closing quote" },
    { "{\"a\": \"b\\", "line 1: a string without its closing quote" },
    { "{\"a\": 0x10}", "line 1: “0x10” is no value" },
    { "{\"a\": 010}", "line 1: “010” is no value" },
    { "{\"a\":\n NaN}", "line 2: “NaN” is no value" },
    { "{\"a\": 18446744073709602816}", "line 1: “18446744073709602816” is no value" },
    { "{\"a\": .5}", "line 1: “.5” is no value" },
    { "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}",
      "line 1: nested too deeply" },
    { "{\"a\": \"\xff\"}", "line 1: not UTF-8 text" },
    { "\xef\xbb\xbf{}", "line 1: a profile begins with “{”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_bad (cases[i].text, -1, DZ_PROFILE_ERROR_SYNTAX, cases[i].message);
  assert_bad ("{}\0", 3, DZ_PROFILE_ERROR_SYNTAX, "line 1: not UTF-8 text");
}

/* The parser's own words differ between its versions; the line and the code do not. */
static void
test_bad_grammar (void)
{
  static const char *const texts[] = {
    "{\n\"a\": 1,\n}", "{\n\"a\" 1\n}", "{\n1: 2}", "{\n\"a\": [1 2]}", "{\n\"a\": ]\n}",
    "{\n\"a\": true false}", "{\n,}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DzProfile) profile = parse (texts[i], -1, &error);

      g_assert_null (profile);
      g_assert_error (error, DZ_PROFILE_ERROR, DZ_PROFILE_ERROR_SYNTAX);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, "line "));
      g_assert_null (strstr (error->message, "line 0"));
    }
}

static void
test_duplicate (void)
{
  g_autofree char *text = change ("\"dpi\": 300", "\"dpi\": 300,\n    \"dpi\": 72");
  g_autoptr(GError) error = NULL;
  g_autoptr(DzProfile) profile = parse (text, -1, &error);

  g_assert_null (profile);
  g_assert_error (error, DZ_PROFILE_ERROR, DZ_PROFILE_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "“dpi” stands twice"));
}

static void
test_size (void)
{
  g_autofree char *spaces = g_strnfill (70000, ' ');
  g_autofree char *text = g_strconcat (good, spaces, NULL);
  g_autofree char *message = g_strdup_printf ("%" G_GSIZE_FORMAT
                                              " bytes; a profile has at most 65536",
                                              strlen (text));

  assert_bad (text, -1, DZ_PROFILE_ERROR_SYNTAX, message);
}

/* Shares of a picture of any size, for those who draw. */
static void
test_bands (void)
{
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-2022", NULL);
  DzProfileBands bands;

  dz_profile_get_bands (profile, &bands);
  g_assert_cmpfloat (bands.standard_width_px, ==, 480);
  g_assert_cmpfloat (bands.standard_height_px, ==, 640);
  g_assert_cmpfloat (bands.crown.pass_min, ==, 50 / 640.0);
  g_assert_cmpfloat (bands.crown.pass_max, ==, 110 / 640.0);
  g_assert_cmpfloat_with_epsilon (bands.crown.warn_min, 50 / 640.0 - 0.02, 1e-9);
  g_assert_cmpfloat_with_epsilon (bands.crown.warn_max, 110 / 640.0 + 0.02, 1e-9);
  g_assert_cmpfloat (bands.eyes.pass_min, ==, 200 / 640.0);
  g_assert_cmpfloat (bands.eyes.pass_max, ==, 300 / 640.0);
  g_assert_cmpfloat (bands.face_width.pass_min, ==, 180 / 480.0);
  g_assert_cmpfloat (bands.face_width.pass_max, ==, 300 / 480.0);
  g_assert_cmpfloat (bands.head_height.pass_min, ==, 0.45);
  g_assert_cmpfloat (bands.head_height.warn_max, ==, 0.67);
  g_assert_cmpfloat_with_epsilon (bands.centre.pass_min, 0.46, 1e-9);
  g_assert_cmpfloat_with_epsilon (bands.centre.warn_max, 0.58, 1e-9);
}

/* What makes the built-in profiles differ (issue text and photo-standards §1.2, §1.5). */
static void
test_kinds (void)
{
  static const char *const ids[] = {
    "graduate-2022", "graduate-99", "graduate-white", "older-7-10",
  };
  DzProfileBands bands[G_N_ELEMENTS (ids)];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr(DzProfile) profile = dz_profile_find (ids[i], NULL);

      dz_profile_get_bands (profile, &bands[i]);
    }
  g_assert_cmpfloat (bands[1].crown.pass_min, ==, 50 / 640.0);
  g_assert_cmpfloat (bands[1].eyes.pass_max, ==, 300 / 640.0);
  g_assert_cmpfloat (bands[1].face_width.pass_min, ==, 180 / 480.0);
  g_assert_cmpfloat (bands[3].head_height.pass_min, <, 0.7);
  g_assert_cmpfloat (bands[3].head_height.pass_max, >, 0.7);
  g_assert_cmpfloat (bands[3].crown.pass_min, <, 0.1);
  g_assert_cmpfloat (bands[3].crown.pass_max, >, 0.1);
  g_assert_cmpfloat (bands[0].head_height.pass_max, <, bands[3].head_height.warn_min + 0.01);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-2022", NULL);
  GBytes *json = dz_profile_get_json (profile);
  int result;

  g_test_init (&argc, &argv, NULL);
  good = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  g_test_add_func ("/profile/built-in", test_built_in);
  g_test_add_func ("/profile/unknown", test_unknown);
  g_test_add_func ("/profile/hash", test_hash);
  g_test_add_func ("/profile/ref", test_ref);
  g_test_add_func ("/profile/bad-fields", test_bad_fields);
  g_test_add_func ("/profile/lines", test_lines);
  g_test_add_func ("/profile/lines-within", test_lines_within);
  g_test_add_func ("/profile/wall-count", test_wall_count);
  g_test_add_func ("/profile/bad-syntax", test_bad_syntax);
  g_test_add_func ("/profile/bad-grammar", test_bad_grammar);
  g_test_add_func ("/profile/duplicate", test_duplicate);
  g_test_add_func ("/profile/size", test_size);
  g_test_add_func ("/profile/bands", test_bands);
  g_test_add_func ("/profile/kinds", test_kinds);
  result = g_test_run ();
  g_free (good);
  return result;
}
