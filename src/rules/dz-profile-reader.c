/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-reader.h"

#include <math.h>
#include <string.h>

#define TEXT_MAX 100 /* characters of a title or a wall's name */
#define BYTES_MAX 1e9
#define EDGE_MAX 65535 /* the most a JPEG can have */
#define CHROMA_MAX 182
#define DELTA_E_MAX 400

/* A cursor on one object: where it stands, for the messages, and the first error. Reading goes on
 * to no avail after an error, so that a section reads as a list of its fields. */
typedef struct
{
  JsonObject *object;
  const char *path;
  GError **error;
  gboolean failed;
} Cursor;

G_GNUC_PRINTF (3, 4)
static void
fail (Cursor     *self,
      const char *name,
      const char *format,
      ...)
{
  va_list arguments;
  g_autofree char *what = NULL;
  g_autofree char *readable = g_utf8_make_valid (name, -1);

  if (self->failed)
    return;
  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->failed = TRUE;
  g_set_error (self->error, DZ_PROFILE_ERROR, DZ_PROFILE_ERROR_FIELD, "%s%s%s: %s", self->path,
               *self->path != '\0' && *name != '\0' ? "." : "", readable, what);
}

static void
check_members (Cursor            *self,
               const char *const *known)
{
  g_autoptr(GList) names = json_object_get_members (self->object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (!g_strv_contains (known, l->data))
        fail (self, l->data, "this field is not known");
    }
}

static JsonNode *
find (Cursor     *self,
      const char *name)
{
  JsonNode *node = self->failed ? NULL : json_object_get_member (self->object, name);

  if (node == NULL)
    fail (self, name, "this field is missing");
  return node;
}

static Cursor
descend (Cursor            *self,
         const char        *name,
         const char        *path,
         const char *const *known)
{
  JsonNode *node = find (self, name);
  Cursor child = { NULL, path, self->error, self->failed };

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    fail (self, name, "must be an object");
  child.failed = self->failed;
  if (!self->failed)
    {
      child.object = json_node_get_object (node);
      check_members (&child, known);
    }
  return child;
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && (json_node_get_value_type (node) == G_TYPE_INT64 ||
                                          json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

static double
check_number (Cursor     *self,
              const char *name,
              JsonNode   *node,
              double      min,
              double      max)
{
  double value;

  if (node == NULL || !is_number (node))
    {
      fail (self, name, "must be a number");
      return NAN;
    }
  value = json_node_get_double (node);
  if (!(value >= min && value <= max))
    fail (self, name, "must be between %g and %g, is %g", min, max, value);
  return value;
}

static double
read_number (Cursor     *self,
             const char *name,
             double      min,
             double      max)
{
  JsonNode *node = find (self, name);

  return node != NULL ? check_number (self, name, node, min, max) : NAN;
}

static double
read_integer (Cursor     *self,
              const char *name,
              double      min,
              double      max)
{
  double value = read_number (self, name, min, max);

  if (!self->failed && value != floor (value))
    fail (self, name, "must be a whole number, is %g", value);
  return value;
}

/* Escapes can make bytes that are no text, and a title stands in one line. */
static gboolean
is_line (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        return FALSE;
    }
  return TRUE;
}

static char *
read_text (Cursor     *self,
           const char *name)
{
  JsonNode *node = find (self, name);
  const char *text;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      fail (self, name, "must be a string");
      return NULL;
    }
  text = json_node_get_string (node);
  if (!is_line (text))
    {
      fail (self, name, "must be text in one line");
      return NULL;
    }
  if (*text == '\0' || g_utf8_strlen (text, -1) > TEXT_MAX)
    fail (self, name, "must have 1 to %d characters", TEXT_MAX);
  return g_strdup (text);
}

static char *
read_name (Cursor     *self,
           const char *name,
           const char *pattern,
           const char *wanted)
{
  char *text = read_text (self, name);

  if (text != NULL && !g_regex_match_simple (pattern, text, G_REGEX_DOLLAR_ENDONLY, 0))
    fail (self, name, "must be %s", wanted);
  return text;
}

static DzRange
read_range (Cursor     *self,
            const char *name,
            double      min,
            double      max)
{
  JsonNode *node = find (self, name);
  DzRange range = { NAN, NAN };
  JsonArray *array;

  if (node == NULL)
    return range;
  array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  if (array == NULL || json_array_get_length (array) != 2)
    {
      fail (self, name, "must be two numbers, the least and the greatest");
      return range;
    }
  range.min = check_number (self, name, json_array_get_element (array, 0), min, max);
  range.max = check_number (self, name, json_array_get_element (array, 1), min, max);
  if (range.min > range.max)
    fail (self, name, "the least is above the greatest");
  return range;
}

static void
read_file_limits (Cursor    *file,
                  DzProfile *self)
{
  static const char *const size_known[] = { "over", "warn_over", NULL };
  static const char *const pixels_known[] = { "width", "height", NULL };
  static const char *const ratio_known[] = { "width", "height", "pass", "warn", NULL };
  Cursor size = descend (file, "size_bytes", "file.size_bytes", size_known);
  Cursor pixels;
  Cursor ratio;

  self->size_over = read_integer (&size, "over", 0, BYTES_MAX);
  self->size_warn_over = read_integer (&size, "warn_over", 1, BYTES_MAX);
  if (self->size_warn_over <= self->size_over)
    fail (&size, "warn_over", "must be more than over");
  file->failed = size.failed;

  pixels = descend (file, "pixels", "file.pixels", pixels_known);
  self->width_min = read_integer (&pixels, "width", 1, EDGE_MAX);
  self->height_min = read_integer (&pixels, "height", 1, EDGE_MAX);
  file->failed = pixels.failed;

  ratio = descend (file, "ratio", "file.ratio", ratio_known);
  self->ratio_width = read_integer (&ratio, "width", 1, 1000);
  self->ratio_height = read_integer (&ratio, "height", 1, 1000);
  self->ratio_distance.pass = read_number (&ratio, "pass", 0, 10);
  self->ratio_distance.warn = read_number (&ratio, "warn", 0, 10);
  if (self->ratio_distance.warn < self->ratio_distance.pass)
    fail (&ratio, "warn", "must not be below pass");
  file->failed = ratio.failed;
}

static void
read_picture_limits (Cursor    *file,
                     DzProfile *self)
{
  static const char *const colour_known[] = { "components", "bit_depth", "grey_distance", NULL };
  static const char *const quality_known[] = { "pass", "warn", NULL };
  Cursor colour = descend (file, "colour", "file.colour", colour_known);
  Cursor quality;

  self->components = read_integer (&colour, "components", 1, 4);
  self->bit_depth = read_integer (&colour, "bit_depth", 1, 16);
  self->grey_distance_min = read_number (&colour, "grey_distance", 0, 510);
  file->failed = colour.failed;

  quality = descend (file, "quality", "file.quality", quality_known);
  self->quality.pass = read_number (&quality, "pass", 1, 100);
  self->quality.warn = read_number (&quality, "warn", 1, 100);
  if (self->quality.warn > self->quality.pass)
    fail (&quality, "warn", "must not be above pass");
  file->failed = quality.failed;

  self->dpi = read_integer (file, "dpi", 1, EDGE_MAX);
}

static void
read_wall_colour (Cursor       *self,
                  DzWallColour *wall)
{
  static const char *const known[] = {
    "name", "outcome", "hue_deg", "chroma", "lightness", NULL,
  };
  g_autofree char *outcome = NULL;

  check_members (self, known);
  wall->name = read_text (self, "name");
  outcome = read_name (self, "outcome", "^(pass|warn)$", "“pass” or “warn”");
  wall->outcome = g_strcmp0 (outcome, "pass") == 0 ? DZ_OUTCOME_PASS : DZ_OUTCOME_WARN;
  wall->has_hue = json_object_has_member (self->object, "hue_deg");
  if (wall->has_hue)
    wall->hue_deg = read_range (self, "hue_deg", 0, 360);
  wall->chroma = read_range (self, "chroma", 0, CHROMA_MAX);
  wall->lightness = read_range (self, "lightness", 0, 100);
}

static void
read_wall_colours (Cursor    *wall,
                   DzProfile *self)
{
  JsonNode *node = find (wall, "colours");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                  : NULL;
  guint length = array != NULL ? json_array_get_length (array) : 0;

  if (length < 1 || length > DZ_PROFILE_WALLS_MAX)
    fail (wall, "colours", "must be a list of 1 to %d walls", DZ_PROFILE_WALLS_MAX);
  for (guint i = 0; i < length && !wall->failed; i++)
    {
      g_autofree char *path = g_strdup_printf ("wall.colours[%u]", i);
      JsonNode *element = json_array_get_element (array, i);
      Cursor cursor = { NULL, path, wall->error, FALSE };

      if (JSON_NODE_HOLDS_OBJECT (element))
        {
          cursor.object = json_node_get_object (element);
          self->n_walls = i + 1;
          read_wall_colour (&cursor, &self->walls[i]);
        }
      else
        fail (&cursor, "", "must be an object");
      wall->failed = cursor.failed;
    }
}

static DzGrade
read_spread (Cursor     *wall,
             const char *name,
             const char *path)
{
  static const char *const known[] = { "pass", "warn", NULL };
  Cursor spread = descend (wall, name, path, known);
  DzGrade grade;

  grade.pass = read_number (&spread, "pass", 0, DELTA_E_MAX);
  grade.warn = read_number (&spread, "warn", 0, DELTA_E_MAX);
  if (grade.warn < grade.pass)
    fail (&spread, "warn", "must not be below pass");
  wall->failed = spread.failed;
  return grade;
}

static void
read_titles (Cursor    *root,
             DzProfile *self)
{
  static const char *const known[] = { "zh", "en", NULL };
  Cursor title = descend (root, "title", "title", known);

  self->title_zh = read_text (&title, "zh");
  self->title_en = read_text (&title, "en");
  root->failed = title.failed;
}

static void
read_head (Cursor    *root,
           DzProfile *self)
{
  double format = read_number (root, "format", 1, G_MAXUINT16);

  if (!root->failed && format != DZ_PROFILE_FORMAT)
    fail (root, "format", "is %g; this release reads format %d", format, DZ_PROFILE_FORMAT);
  self->id = read_name (root, "id", "^[a-z0-9][a-z0-9-]{0,39}$",
                        "1 to 40 small letters, digits and hyphens");
  self->version = read_name (root, "version", "^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$",
                             "1 to 20 letters, digits, dots and hyphens");
  read_titles (root, self);
}

/**
 * dz_profile_read:
 * @self: an empty profile
 * @object: the JSON of one
 * @error: return location; DZ_PROFILE_ERROR_FIELD with the field's path
 *
 * Reads every limit. Nothing has a default: a limit that is not written was not decided.
 *
 * Returns: whether @object is a profile
 */
gboolean
dz_profile_read (DzProfile  *self,
                 JsonObject *object,
                 GError    **error)
{
  static const char *const root_known[] = {
    "format", "id", "version", "title", "file", "wall", NULL,
  };
  static const char *const file_known[] = {
    "size_bytes", "pixels", "ratio", "colour", "quality", "dpi", NULL,
  };
  static const char *const wall_known[] = { "colours", "spread_mean", "spread_p90", NULL };
  Cursor root = { object, "", error, FALSE };
  Cursor file;
  Cursor wall;

  read_head (&root, self);
  check_members (&root, root_known);
  file = descend (&root, "file", "file", file_known);
  read_file_limits (&file, self);
  read_picture_limits (&file, self);
  root.failed = file.failed;
  wall = descend (&root, "wall", "wall", wall_known);
  read_wall_colours (&wall, self);
  self->spread_mean = read_spread (&wall, "spread_mean", "wall.spread_mean");
  self->spread_p90 = read_spread (&wall, "spread_p90", "wall.spread_p90");
  return !wall.failed;
}
