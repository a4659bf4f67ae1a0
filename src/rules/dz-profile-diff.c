/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-diff.h"

#include <json-glib/json-glib.h>

static char *print   (JsonNode   *node);
static void  compare (GPtrArray  *changes,
                      const char *path,
                      JsonNode   *before,
                      JsonNode   *after);

/**
 * dz_profile_change_free:
 * @self: (transfer full) (nullable): a change
 */
void
dz_profile_change_free (DzProfileChange *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

static JsonNode *
load (const DzProfile *profile)
{
  GBytes *json = dz_profile_get_json (profile);
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));

  return json_from_string (text, NULL); /* it was read before */
}

/* A number as a person writes it: the shortest digits that are still the same number. */
static char *
print_number (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint digits = 6; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%ug", digits);
      g_ascii_formatd (text, sizeof text, format, value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  return g_strdup (text);
}

static char *
print_list (JsonArray *array)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *element = print (json_array_get_element (array, i));

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", element);
    }
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static char *
print_object (JsonObject *object)
{
  g_autoptr(GList) names = json_object_get_members (object);
  GString *text = g_string_new ("{ ");

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *member = print (json_object_get_member (object, l->data));

      g_string_append_printf (text, "%s\"%s\": %s", l != names ? ", " : "",
                              (const char *) l->data, member);
    }
  g_string_append (text, " }");
  return g_string_free (text, FALSE);
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && (json_node_get_value_type (node) == G_TYPE_DOUBLE ||
                                          json_node_get_value_type (node) == G_TYPE_INT64);
}

static char *
print (JsonNode *node)
{
  if (is_number (node))
    return print_number (json_node_get_double (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return print_list (json_node_get_array (node));
  if (JSON_NODE_HOLDS_OBJECT (node))
    return print_object (json_node_get_object (node));
  return json_to_string (node, FALSE);
}

static void
add_change (GPtrArray  *changes,
            const char *path,
            JsonNode   *before,
            JsonNode   *after)
{
  DzProfileChange *change = g_new0 (DzProfileChange, 1);

  change->path = g_strdup (path);
  change->before = before != NULL ? print (before) : NULL;
  change->after = after != NULL ? print (after) : NULL;
  g_ptr_array_add (changes, change);
}

/* A profile names its fields in one order; those that only the second has come last. */
static void
compare_objects (GPtrArray  *changes,
                 const char *path,
                 JsonObject *before,
                 JsonObject *after)
{
  g_autoptr(GList) names = json_object_get_members (before);
  g_autoptr(GList) others = json_object_get_members (after);

  for (GList *l = others; l != NULL; l = l->next)
    {
      if (!json_object_has_member (before, l->data))
        names = g_list_append (names, l->data);
    }
  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *inner = g_strconcat (path, *path != '\0' ? "." : "", l->data, NULL);

      compare (changes, inner, json_object_get_member (before, l->data),
               json_object_get_member (after, l->data));
    }
}

static gboolean
is_list_of_objects (JsonNode *node)
{
  return JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0 &&
         JSON_NODE_HOLDS_OBJECT (json_array_get_element (json_node_get_array (node), 0));
}

static void
compare_lists (GPtrArray  *changes,
               const char *path,
               JsonArray  *before,
               JsonArray  *after)
{
  guint n_before = json_array_get_length (before);
  guint n_after = json_array_get_length (after);

  for (guint i = 0; i < MAX (n_before, n_after); i++)
    {
      g_autofree char *inner = g_strdup_printf ("%s[%u]", path, i);

      compare (changes, inner, i < n_before ? json_array_get_element (before, i) : NULL,
               i < n_after ? json_array_get_element (after, i) : NULL);
    }
}

static void
compare (GPtrArray  *changes,
         const char *path,
         JsonNode   *before,
         JsonNode   *after)
{
  gboolean both = before != NULL && after != NULL;

  if (both && JSON_NODE_HOLDS_OBJECT (before) && JSON_NODE_HOLDS_OBJECT (after))
    compare_objects (changes, path, json_node_get_object (before), json_node_get_object (after));
  else if (both && is_list_of_objects (before) && is_list_of_objects (after))
    compare_lists (changes, path, json_node_get_array (before), json_node_get_array (after));
  else
    {
      g_autofree char *was = before != NULL ? print (before) : NULL;
      g_autofree char *is = after != NULL ? print (after) : NULL;

      if (g_strcmp0 (was, is) != 0)
        add_change (changes, path, before, after);
    }
}

/**
 * dz_profile_diff:
 * @first: a profile
 * @second: another
 *
 * Returns: (transfer full) (element-type DzProfileChange): every field in which they differ, in the
 *   order of the file; how a number is written makes no difference
 */
GPtrArray *
dz_profile_diff (const DzProfile *first,
                 const DzProfile *second)
{
  g_autoptr(JsonNode) before = NULL;
  g_autoptr(JsonNode) after = NULL;
  GPtrArray *changes;

  g_return_val_if_fail (first != NULL && second != NULL, NULL);

  before = load (first);
  after = load (second);
  changes = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_profile_change_free);
  compare (changes, "", before, after);
  return changes;
}
