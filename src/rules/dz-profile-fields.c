/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-fields.h"

#include <math.h>

#define TEXT_MAX 100 /* characters of a title or a wall's name */

void
dz_profile_cursor_clear (DzProfileCursor *self)
{
  g_clear_pointer (&self->path, g_free);
}

static guint
find_line (const DzProfileCursor *cursor,
           const char            *name)
{
  return dz_profile_lines_find (cursor->reading->lines, cursor->object, name, cursor->line);
}

/**
 * dz_profile_refuse:
 * @cursor: an object of the profile
 * @name: the member that is wrong; "" for the object itself
 * @format: what is wrong with it
 * @...: for @format
 *
 * Keeps the first error; later ones are consequences.
 */
void
dz_profile_refuse (DzProfileCursor *cursor,
                   const char      *name,
                   const char      *format,
                   ...)
{
  va_list arguments;
  g_autofree char *what = NULL;
  g_autofree char *readable = g_utf8_make_valid (name, -1);

  if (cursor->reading->failed)
    return;
  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  cursor->reading->failed = TRUE;
  g_set_error (cursor->reading->error, DZ_PROFILE_ERROR, DZ_PROFILE_ERROR_FIELD,
               "line %u: %s%s%s: %s", find_line (cursor, name), cursor->path,
               *cursor->path != '\0' && *name != '\0' ? "." : "", readable, what);
}

/**
 * dz_profile_check_known:
 * @cursor: an object of the profile
 * @known: the members it may have
 *
 * Refuses any other: a limit whose name is misspelt would not be kept.
 */
void
dz_profile_check_known (DzProfileCursor   *cursor,
                        const char *const *known)
{
  g_autoptr(GList) names = cursor->reading->failed ? NULL
                                                   : json_object_get_members (cursor->object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (!g_strv_contains (known, l->data))
        dz_profile_refuse (cursor, l->data, "this field is not known");
    }
}

/**
 * dz_profile_find_member:
 * @cursor: an object of the profile
 * @name: a member that must be there
 *
 * Returns: (transfer none) (nullable): it; %NULL after an error
 */
JsonNode *
dz_profile_find_member (DzProfileCursor *cursor,
                        const char      *name)
{
  JsonNode *node = cursor->reading->failed ? NULL
                                           : json_object_get_member (cursor->object, name);

  if (node == NULL)
    dz_profile_refuse (cursor, name, "this field is missing");
  return node;
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && (json_node_get_value_type (node) == G_TYPE_INT64 ||
                                          json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

static double
check_number (DzProfileCursor *cursor,
              const char      *name,
              JsonNode        *node,
              double           min,
              double           max)
{
  double value;

  if (node == NULL || !is_number (node))
    {
      dz_profile_refuse (cursor, name, "must be a number");
      return NAN;
    }
  value = json_node_get_double (node);
  if (!(value >= min && value <= max))
    dz_profile_refuse (cursor, name, "must be between %g and %g, is %g", min, max, value);
  return value;
}

/**
 * dz_profile_read_number:
 * @cursor: an object of the profile
 * @name: a member that must be there
 * @min: least number
 * @max: greatest number
 *
 * Returns: the number; NaN after an error
 */
double
dz_profile_read_number (DzProfileCursor *cursor,
                        const char      *name,
                        double           min,
                        double           max)
{
  JsonNode *node = dz_profile_find_member (cursor, name);

  return node != NULL ? check_number (cursor, name, node, min, max) : NAN;
}

/**
 * dz_profile_read_range:
 * @cursor: an object of the profile
 * @name: a member that must be there
 * @min: least number
 * @max: greatest number
 *
 * Returns: the two numbers; NaN after an error
 */
DzRange
dz_profile_read_range (DzProfileCursor *cursor,
                       const char      *name,
                       double           min,
                       double           max)
{
  JsonNode *node = dz_profile_find_member (cursor, name);
  DzRange range = { NAN, NAN };
  JsonArray *array;

  if (node == NULL)
    return range;
  array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  if (array == NULL || json_array_get_length (array) != 2)
    {
      dz_profile_refuse (cursor, name, "must be two numbers, the least and the greatest");
      return range;
    }
  range.min = check_number (cursor, name, json_array_get_element (array, 0), min, max);
  range.max = check_number (cursor, name, json_array_get_element (array, 1), min, max);
  if (range.min > range.max)
    dz_profile_refuse (cursor, name, "the least is above the greatest");
  return range;
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

/**
 * dz_profile_read_text:
 * @cursor: an object of the profile
 * @name: a member that must be there
 *
 * Returns: (transfer full) (nullable): a line of text; anything after an error
 */
char *
dz_profile_read_text (DzProfileCursor *cursor,
                      const char      *name)
{
  JsonNode *node = dz_profile_find_member (cursor, name);
  const char *text;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      dz_profile_refuse (cursor, name, "must be a string");
      return NULL;
    }
  text = json_node_get_string (node);
  if (!is_line (text))
    {
      dz_profile_refuse (cursor, name, "must be text in one line");
      return NULL;
    }
  if (*text == '\0' || g_utf8_strlen (text, -1) > TEXT_MAX)
    dz_profile_refuse (cursor, name, "must have 1 to %d characters", TEXT_MAX);
  return g_strdup (text);
}

/**
 * dz_profile_read_name:
 * @cursor: an object of the profile
 * @name: a member that must be there
 * @pattern: what it must look like
 * @wanted: that in words
 *
 * Returns: (transfer full) (nullable): the text; anything after an error
 */
char *
dz_profile_read_name (DzProfileCursor *cursor,
                      const char      *name,
                      const char      *pattern,
                      const char      *wanted)
{
  char *text = dz_profile_read_text (cursor, name);

  if (text != NULL && !g_regex_match_simple (pattern, text, G_REGEX_DOLLAR_ENDONLY, 0))
    dz_profile_refuse (cursor, name, "must be %s", wanted);
  return text;
}

/* An object within another. Its members are checked by the one who reads them. */
static DzProfileCursor
descend (DzProfileCursor *cursor,
         const char      *name)
{
  JsonNode *node = dz_profile_find_member (cursor, name);
  DzProfileCursor inner = { NULL, NULL, cursor->reading, find_line (cursor, name) };

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    dz_profile_refuse (cursor, name, "must be an object");
  inner.path = *cursor->path != '\0' ? g_strconcat (cursor->path, ".", name, NULL)
                                     : g_strdup (name);
  if (!cursor->reading->failed)
    inner.object = json_node_get_object (node);
  return inner;
}

static void
check_order (DzProfileCursor *cursor,
             const char      *earlier,
             const char      *later,
             double           first,
             double           second,
             gboolean         reverse)
{
  if (reverse ? second > first : second < first)
    dz_profile_refuse (cursor, later, reverse ? "must not be above %s" : "must not be below %s",
                       earlier);
}

static void
read_grade (DzProfileCursor      *cursor,
            const DzProfileField *field,
            DzGrade              *grade)
{
  static const char *const known[][4] = {
    [DZ_FIELD_GRADE] = { "pass", "warn", NULL },
    [DZ_FIELD_STEPS] = { "pass", "note", "warn", NULL },
    [DZ_FIELD_CAPPED] = { "pass", "note", NULL },
  };
  g_auto(DzProfileCursor) inner = descend (cursor, field->name);

  dz_profile_check_known (&inner, known[field->kind]);
  grade->at_least = field->reverse;
  grade->pass = dz_profile_read_number (&inner, "pass", field->min, field->max);
  grade->note = field->kind != DZ_FIELD_GRADE
                  ? dz_profile_read_number (&inner, "note", field->min, field->max) : grade->pass;
  grade->warn = field->kind != DZ_FIELD_CAPPED
                  ? dz_profile_read_number (&inner, "warn", field->min, field->max)
                  : field->reverse ? -INFINITY : INFINITY;
  check_order (&inner, "pass", "note", grade->pass, grade->note, field->reverse);
  check_order (&inner, field->kind == DZ_FIELD_GRADE ? "pass" : "note", "warn", grade->note,
               grade->warn, field->reverse);
}

static void
read_band (DzProfileCursor      *cursor,
           const DzProfileField *field,
           DzBand               *band)
{
  static const char *const failing[] = { "pass", "warn", NULL };
  static const char *const noting[] = { "pass", "note", NULL };
  gboolean fails = field->kind == DZ_FIELD_BAND;
  g_auto(DzProfileCursor) inner = descend (cursor, field->name);

  dz_profile_check_known (&inner, fails ? failing : noting);
  band->pass = dz_profile_read_range (&inner, "pass", field->min, field->max);
  band->warn = dz_profile_read_range (&inner, fails ? "warn" : "note", field->min, field->max);
  if (band->warn.min > band->pass.min || band->warn.max < band->pass.max)
    dz_profile_refuse (&inner, fails ? "warn" : "note", "must hold the whole of pass");
}

static double
read_number_or_null (DzProfileCursor      *cursor,
                     const DzProfileField *field,
                     const char           *name)
{
  JsonNode *node = dz_profile_find_member (cursor, name);

  return node == NULL || JSON_NODE_HOLDS_NULL (node)
           ? NAN : check_number (cursor, name, node, field->min, field->max);
}

static void
read_cue (DzProfileCursor      *cursor,
          const DzProfileField *field,
          DzCue                *cue)
{
  static const char *const known[] = { "look", "warn", "strong", NULL };
  g_auto(DzProfileCursor) inner = descend (cursor, field->name);

  dz_profile_check_known (&inner, known);
  cue->low = field->reverse;
  cue->look = read_number_or_null (&inner, field, "look");
  cue->warn = read_number_or_null (&inner, field, "warn");
  cue->strong = read_number_or_null (&inner, field, "strong");
  check_order (&inner, "look", "warn", cue->look, cue->warn, field->reverse);
  check_order (&inner, "warn", "strong", cue->warn, cue->strong, field->reverse);
  if (isnan (cue->warn) && !isnan (cue->strong))
    dz_profile_refuse (&inner, "strong", "needs a number in warn");
}

static void
read_integer (DzProfileCursor      *cursor,
              const DzProfileField *field,
              double               *value)
{
  *value = dz_profile_read_number (cursor, field->name, field->min, field->max);
  if (*value != floor (*value) && !isnan (*value))
    dz_profile_refuse (cursor, field->name, "must be a whole number, is %g", *value);
}

static void
read_object (DzProfileCursor      *cursor,
             const DzProfileField *field,
             DzProfile            *self)
{
  g_auto(DzProfileCursor) inner = descend (cursor, field->name);

  dz_profile_read_fields (&inner, field->members, self);
}

static void
read_field (DzProfileCursor      *cursor,
            const DzProfileField *field,
            DzProfile            *self)
{
  gpointer at = (char *) self + field->offset;

  switch (field->kind)
    {
    case DZ_FIELD_NUMBER:
      *(double *) at = dz_profile_read_number (cursor, field->name, field->min, field->max);
      break;
    case DZ_FIELD_INTEGER:
      read_integer (cursor, field, at);
      break;
    case DZ_FIELD_RANGE:
      *(DzRange *) at = dz_profile_read_range (cursor, field->name, field->min, field->max);
      break;
    case DZ_FIELD_BAND:
    case DZ_FIELD_BAND_NOTE:
      read_band (cursor, field, at);
      break;
    case DZ_FIELD_GRADE:
    case DZ_FIELD_STEPS:
    case DZ_FIELD_CAPPED:
      read_grade (cursor, field, at);
      break;
    case DZ_FIELD_CUE:
      read_cue (cursor, field, at);
      break;
    case DZ_FIELD_OBJECT:
      read_object (cursor, field, self);
      break;
    case DZ_FIELD_CUSTOM:
    default:
      field->read (cursor, field->name, self);
      break;
    }
}

/**
 * dz_profile_read_fields:
 * @cursor: an object of the profile
 * @fields: what it has, ended by a field without a name
 * @self: the profile that gets the numbers
 *
 * Reads every field. Nothing has a default: a limit that is not written was not decided.
 */
void
dz_profile_read_fields (DzProfileCursor      *cursor,
                        const DzProfileField *fields,
                        DzProfile            *self)
{
  g_autoptr(GPtrArray) known = g_ptr_array_new ();

  for (guint i = 0; fields[i].name != NULL; i++)
    g_ptr_array_add (known, (gpointer) fields[i].name);
  g_ptr_array_add (known, NULL);
  dz_profile_check_known (cursor, (const char *const *) known->pdata);
  for (guint i = 0; fields[i].name != NULL && !cursor->reading->failed; i++)
    read_field (cursor, &fields[i], self);
}
