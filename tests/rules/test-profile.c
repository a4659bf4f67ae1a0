/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile.h"

#include <json-glib/json-glib.h>
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
  g_assert_true (g_str_has_prefix (error->message, "the profile cannot be used: "));
  g_assert_cmpstr (error->message + strlen ("the profile cannot be used: "), ==, message);
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
    { "\"format\": 1", "\"format\": 2", "format: is 2; this release reads format 1" },
    { "\"format\": 1,", "", "format: this field is missing" },
    { "\"format\": 1", "\"format\": \"1\"", "format: must be a number" },
    { "\"id\": \"graduate-2022\"", "\"id\": \"Graduate 2022\"",
      "id: must be 1 to 40 small letters, digits and hyphens" },
    { "\"id\": \"graduate-2022\"", "\"id\": \"graduate-2022\\n\"",
      "id: must be text in one line" },
    { "\"name\": \"white\"", "\"name\": \"\\u0007\"",
      "wall.colours[3].name: must be text in one line" },
    { "\"id\": \"graduate-2022\"", "\"id\": 7", "id: must be a string" },
    { "\"id\": \"graduate-2022\"", "\"id\": null", "id: must be a string" },
    { "\"version\": \"1\"", "\"version\": \"\"", "version: must have 1 to 100 characters" },
    { "\"version\": \"1\"", "\"version\": \"1\", \"verion\": 2",
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
    { "{ \"width\": 480, \"height\": 640 }", "[480, 640]", "file.pixels: must be an object" },
    { "\"pass\": 0.01, \"warn\": 0.03", "\"pass\": 0.03, \"warn\": 0.01",
      "file.ratio.warn: must not be below pass" },
    { "\"grey_distance\": 3", "\"grey_distance\": 511",
      "file.colour.grey_distance: must be between 0 and 510, is 511" },
    { "\"quality\": { \"pass\": 75, \"warn\": 60 }", "\"quality\": { \"pass\": 60, \"warn\": 75 }",
      "file.quality.warn: must not be above pass" },
    { "\"quality\": { \"pass\": 75, \"warn\": 60 },", "", "file.quality: this field is missing" },
    { "\"hue_deg\": [230, 285]", "\"hue_deg\": [285, 230]",
      "wall.colours[0].hue_deg: the least is above the greatest" },
    { "\"hue_deg\": [230, 285]", "\"hue_deg\": [230]",
      "wall.colours[0].hue_deg: must be two numbers, the least and the greatest" },
    { "\"hue_deg\": [230, 285]", "\"hue_deg\": [230, \"285\"]",
      "wall.colours[0].hue_deg: must be a number" },
    { "\"hue_deg\": [230, 285]", "\"hue_deg\": [230, 361]",
      "wall.colours[0].hue_deg: must be between 0 and 360, is 361" },
    { "\"name\": \"white\", \"outcome\": \"warn\"", "\"name\": \"white\", \"outcome\": \"fail\"",
      "wall.colours[3].outcome: must be “pass” or “warn”" },
    { "\"name\": \"white\", ", "", "wall.colours[3].name: this field is missing" },
    { "\"name\": \"white\", ", "\"nam\": \"white\", ",
      "wall.colours[3].nam: this field is not known" },
    { "\"colours\": [", "\"colours\": [ 5, ", "wall.colours[0]: must be an object" },
    { "\"spread_mean\": { \"pass\": 4, \"warn\": 8 },", "",
      "wall.spread_mean: this field is missing" },
    { "\"spread_p90\": { \"pass\": 6, \"warn\": 12 }", "\"spread_p90\": { \"pass\": 6 }",
      "wall.spread_p90.warn: this field is missing" },
    { "\"spread_p90\": { \"pass\": 6, \"warn\": 12 }", "\"spread_p90\": 6",
      "wall.spread_p90: must be an object" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = change (cases[i].old, cases[i].new);

      assert_bad (text, -1, DZ_PROFILE_ERROR_FIELD, cases[i].message);
    }
  assert_bad ("{}", -1, DZ_PROFILE_ERROR_FIELD, "format: this field is missing");
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

static JsonObject *
follow_ref (JsonObject *schema,
            JsonObject *root)
{
  const char *ref = json_object_get_string_member_with_default (schema, "$ref", NULL);

  if (ref == NULL)
    return schema;
  g_assert_true (g_str_has_prefix (ref, "#/$defs/"));
  return json_object_get_object_member (json_object_get_object_member (root, "$defs"),
                                        ref + strlen ("#/$defs/"));
}

static void check_node (JsonNode   *node,
                        JsonObject *schema,
                        JsonObject *root);

/* Every member is described, and every described member that must be there is. */
static void
check_object (JsonObject *object,
              JsonObject *schema,
              JsonObject *root)
{
  JsonObject *properties = json_object_get_object_member (schema, "properties");
  JsonArray *required = json_object_get_array_member (schema, "required");
  g_autoptr(GList) names = json_object_get_members (object);

  g_assert_false (json_object_get_boolean_member (schema, "additionalProperties"));
  for (GList *l = names; l != NULL; l = l->next)
    {
      g_test_message ("%s", (const char *) l->data);
      g_assert_true (json_object_has_member (properties, l->data));
      check_node (json_object_get_member (object, l->data),
                  json_object_get_object_member (properties, l->data), root);
    }
  for (guint i = 0; i < json_array_get_length (required); i++)
    g_assert_true (json_object_has_member (object, json_array_get_string_element (required, i)));
}

static void
check_node (JsonNode   *node,
            JsonObject *schema,
            JsonObject *root)
{
  JsonObject *described = follow_ref (schema, root);

  if (JSON_NODE_HOLDS_OBJECT (node))
    check_object (json_node_get_object (node), described, root);
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        check_node (json_array_get_element (array, i),
                    json_object_get_object_member (described, "items"), root);
    }
}

/* The schema is for editors and people; it must not describe another format than the reader's. */
static void
test_schema (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "profiles",
                                                 "profile.schema.json", NULL);
  g_autoptr(JsonParser) schema = json_parser_new ();
  g_autoptr(JsonParser) profile = json_parser_new ();
  g_autoptr(GError) error = NULL;
  JsonObject *root;

  json_parser_load_from_file (schema, path, &error);
  g_assert_no_error (error);
  json_parser_load_from_data (profile, good, -1, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (schema));
  check_object (json_node_get_object (json_parser_get_root (profile)), root, root);
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
  g_test_add_func ("/profile/wall-count", test_wall_count);
  g_test_add_func ("/profile/bad-syntax", test_bad_syntax);
  g_test_add_func ("/profile/bad-grammar", test_bad_grammar);
  g_test_add_func ("/profile/duplicate", test_duplicate);
  g_test_add_func ("/profile/size", test_size);
  g_test_add_func ("/profile/schema", test_schema);
  result = g_test_run ();
  g_free (good);
  return result;
}
