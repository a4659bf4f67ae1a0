/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* The schema is for editors and people, the reader for programs. Every built-in profile is walked
 * along the schema, and wherever the schema forbids something the reader must refuse it with the
 * path of the field. They are printed in one line. */

static JsonObject *schema_root; /* owned by its parser */
static JsonNode *profile_root;  /* owned, the profile that is spoilt and mended again */
static gboolean spoils;         /* whether faults are tried; else the walk only compares */
static guint n_refused;

static void walk (JsonNode   *node,
                  JsonObject *schema,
                  const char *path);

static GBytes *
print_profile (void)
{
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  char *text;

  json_generator_set_root (generator, profile_root);
  text = json_generator_to_data (generator, NULL);
  return g_bytes_new_take (text, strlen (text));
}

static void
assert_refused (const char *path)
{
  g_autoptr(GBytes) json = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzProfile) profile = NULL;
  g_autofree char *wanted = g_strconcat ("line 1: ", path, ": ", NULL);

  if (!spoils)
    return;
  json = print_profile ();
  profile = dz_profile_parse (json, &error);
  if (profile != NULL)
    g_error ("%s: something wrong is read", path);
  g_assert_error (error, DZ_PROFILE_ERROR, DZ_PROFILE_ERROR_FIELD);
  if (!g_str_has_prefix (error->message, wanted))
    g_error ("%s: the message is “%s”", path, error->message);
  n_refused++;
}

static JsonObject *
follow_ref (JsonObject *schema)
{
  const char *ref = json_object_get_string_member_with_default (schema, "$ref", NULL);

  if (ref == NULL)
    return schema;
  g_assert_true (g_str_has_prefix (ref, "#/$defs/"));
  return json_object_get_object_member (
    json_object_get_object_member (schema_root, "$defs"), ref + strlen ("#/$defs/"));
}

static gboolean
is_required (JsonObject *schema,
             const char *name)
{
  JsonArray *required = json_object_get_array_member (schema, "required");

  for (guint i = 0; i < json_array_get_length (required); i++)
    {
      if (g_str_equal (json_array_get_string_element (required, i), name))
        return TRUE;
    }
  return FALSE;
}

/* What a member may not be, each in turn; afterwards the good one stands there again. */
static void
spoil_member (JsonObject *object,
              const char *name,
              JsonObject *schema,
              const char *path)
{
  JsonObject *member_schema =
    follow_ref (json_object_get_object_member (
      json_object_get_object_member (schema, "properties"), name));
  g_autoptr(JsonNode) good = json_node_ref (json_object_get_member (object, name));
  static const double beyond[] = { -1, 1 };

  if (is_required (schema, name))
    {
      json_object_remove_member (object, name);
      assert_refused (path);
    }
  json_object_set_boolean_member (object, name, TRUE);
  assert_refused (path);
  for (guint i = 0; i < 2 && json_object_has_member (member_schema, "minimum"); i++)
    {
      const char *end = beyond[i] < 0 ? "minimum" : "maximum";

      json_object_set_double_member (object, name,
                                     json_object_get_double_member (member_schema, end) +
                                       beyond[i]);
      assert_refused (path);
    }
  if (json_object_has_member (member_schema, "enum") ||
      json_object_has_member (member_schema, "const"))
    {
      json_object_set_string_member (object, name, "surplus");
      assert_refused (path);
    }
  json_object_set_member (object, name, json_node_ref (good));
}

/* Copies, since a name goes with its member. */
static char **
list_members (JsonObject *object)
{
  g_autoptr(GList) members = json_object_get_members (object);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (GList *l = members; l != NULL; l = l->next)
    g_strv_builder_add (names, l->data);
  return g_strv_builder_end (names);
}

static void
walk_object (JsonObject *object,
             JsonObject *schema,
             const char *path)
{
  JsonObject *properties = json_object_get_object_member (schema, "properties");
  g_auto(GStrv) names = list_members (object);
  g_autofree char *surplus = g_strconcat (path, *path != '\0' ? "." : "", "surplus", NULL);

  g_assert_false (json_object_get_boolean_member (schema, "additionalProperties"));
  json_object_set_int_member (object, "surplus", 1);
  assert_refused (surplus);
  json_object_remove_member (object, "surplus");
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *inner = g_strconcat (path, *path != '\0' ? "." : "", names[i], NULL);

      if (!json_object_has_member (properties, names[i]))
        g_error ("%s is not in the schema", inner);
      spoil_member (object, names[i], schema, inner);
      walk (json_object_get_member (object, names[i]),
            json_object_get_object_member (properties, names[i]), inner);
    }
}

static void
walk_list (JsonArray  *array,
           JsonObject *schema,
           const char *path)
{
  JsonObject *items = json_object_get_object_member (schema, "items");

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *inner = g_strdup_printf ("%s[%u]", path, i);

      walk (json_array_get_element (array, i), items, inner);
    }
}

/* Two numbers, the least and the greatest. */
static void
walk_range (JsonNode   *node,
            JsonObject *schema,
            const char *path)
{
  JsonObject *items = json_object_get_object_member (schema, "items");
  g_autoptr(JsonArray) good = json_array_ref (json_node_get_array (node));
  double min = json_object_get_double_member (items, "minimum");
  double max = json_object_get_double_member (items, "maximum");
  const double bad[][2] = { { min - 1, max }, { min, max + 1 }, { max, min } };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      JsonArray *array = json_array_new ();

      json_array_add_double_element (array, bad[i][0]);
      json_array_add_double_element (array, bad[i][1]);
      json_node_take_array (node, array);
      assert_refused (path);
    }
  json_node_set_array (node, good);
}

static void
walk (JsonNode   *node,
      JsonObject *schema,
      const char *path)
{
  JsonObject *described = follow_ref (schema);

  if (JSON_NODE_HOLDS_OBJECT (node))
    walk_object (json_node_get_object (node), described, path);
  else if (JSON_NODE_HOLDS_ARRAY (node) && json_object_has_member (described, "maxItems") &&
           json_object_get_int_member (described, "maxItems") == 2)
    walk_range (node, described, path);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    walk_list (json_node_get_array (node), described, path);
}

static void
test_schema (gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzProfile) profile = dz_profile_find (data, &error);
  GBytes *json = dz_profile_get_json (profile);
  g_autoptr(DzProfile) mended = NULL;
  g_autoptr(GBytes) printed = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  profile_root = json_from_string (text, &error);
  g_assert_no_error (error);
  spoils = g_str_equal (data, "graduate-2022"); /* the others have the same fields */
  n_refused = 0;
  walk (profile_root, schema_root, "");
  g_test_message ("%u faults were refused", n_refused);
  g_assert_true (!spoils || n_refused > 500);
  printed = print_profile ();
  mended = dz_profile_parse (printed, &error);
  g_assert_no_error (error);
  g_clear_pointer (&profile_root, json_node_unref);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) ids = dz_profile_list ();
  g_autofree char *path = NULL;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "..", "data", "profiles", "profile.schema.json", NULL);
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  schema_root = json_node_get_object (json_parser_get_root (parser));
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat ("/profile/schema/", ids[i], NULL);

      g_test_add_data_func (name, ids[i], test_schema);
    }
  return g_test_run ();
}
