/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-measurement.h"

#include "dz-nick-private.h"
#include "dz-plain-text.h"

#include <math.h>
#include <string.h>

static const char *const format_nicks[] = {
  "unknown", "empty", "jpeg", "png", "webp", "heic", "gif", "bmp", "tiff", "jpeg2000", "jxl",
};

G_DEFINE_QUARK (dz-measurement-error-quark, dz_measurement_error)

/**
 * dz_photo_format_to_nick:
 * @format: a format
 *
 * Returns: (transfer none): the word used in tables and JSON
 */
const char *
dz_photo_format_to_nick (DzPhotoFormat format)
{
  g_return_val_if_fail (format < G_N_ELEMENTS (format_nicks), NULL);

  return format_nicks[format];
}

/**
 * dz_photo_format_from_nick:
 * @nick: (nullable): a word from a table or JSON
 * @format: (out): the format it names
 *
 * Returns: whether @nick names a format
 */
gboolean
dz_photo_format_from_nick (const char    *nick,
                           DzPhotoFormat *format)
{
  guint value;

  if (!dz_nick_find (format_nicks, G_N_ELEMENTS (format_nicks), nick, &value))
    return FALSE;
  *format = value;
  return TRUE;
}

static char *
tidy_text (const char *text)
{
  return dz_plain_text_dup (text, DZ_MEASUREMENT_TEXT_MAX);
}

/**
 * dz_edit_mark_new:
 * @kind: "editor", "beauty" or "date"
 * @text: the words found; cut to DZ_MEASUREMENT_TEXT_MAX bytes of valid UTF-8
 * @strong: whether it says that the face was changed
 *
 * Returns: (transfer full): a mark
 */
DzEditMark *
dz_edit_mark_new (const char *kind,
                  const char *text,
                  gboolean    strong)
{
  DzEditMark *mark = g_new0 (DzEditMark, 1);

  mark->kind = tidy_text (kind);
  mark->text = tidy_text (text);
  mark->strong = strong;
  return mark;
}

/**
 * dz_edit_mark_free:
 * @mark: (transfer full) (nullable): a mark
 */
void
dz_edit_mark_free (DzEditMark *mark)
{
  if (mark == NULL)
    return;
  g_free (mark->kind);
  g_free (mark->text);
  g_free (mark);
}

/**
 * dz_measurement_new:
 *
 * Returns: (transfer full): a measurement in which nothing is measured yet
 */
DzMeasurement *
dz_measurement_new (void)
{
  DzMeasurement *self = g_new0 (DzMeasurement, 1);

  self->schema = DZ_MEASUREMENT_SCHEMA;
  self->measurer = g_strdup ("");
  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_edit_mark_free);
  for (guint i = 0; i < DZ_N_QUANTITIES; i++)
    self->values[i] = NAN;
  return self;
}

/**
 * dz_measurement_copy:
 * @self: a measurement
 *
 * Returns: (transfer full): a deep copy
 */
DzMeasurement *
dz_measurement_copy (const DzMeasurement *self)
{
  DzMeasurement *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->measurer = g_strdup (self->measurer);
  copy->models = g_strdup (self->models);
  copy->problem = g_strdup (self->problem);
  copy->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_edit_mark_free);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const DzEditMark *mark = g_ptr_array_index (self->marks, i);

      g_ptr_array_add (copy->marks, dz_edit_mark_new (mark->kind, mark->text, mark->strong));
    }
  return copy;
}

/**
 * dz_measurement_free:
 * @self: (transfer full) (nullable): a measurement
 */
void
dz_measurement_free (DzMeasurement *self)
{
  if (self == NULL)
    return;
  g_free (self->measurer);
  g_free (self->models);
  g_free (self->problem);
  g_ptr_array_unref (self->marks);
  g_free (self);
}

/**
 * dz_measurement_has:
 * @self: a measurement
 * @quantity: what is asked for
 *
 * Returns: whether @quantity was measured
 */
gboolean
dz_measurement_has (const DzMeasurement *self,
                    DzQuantity           quantity)
{
  g_return_val_if_fail (self != NULL && quantity < DZ_N_QUANTITIES, FALSE);

  return !isnan (self->values[quantity]);
}

/**
 * dz_measurement_get:
 * @self: a measurement
 * @quantity: what is asked for
 *
 * Returns: the value in the quantity's unit, NaN where it was not measured
 */
double
dz_measurement_get (const DzMeasurement *self,
                    DzQuantity           quantity)
{
  g_return_val_if_fail (self != NULL && quantity < DZ_N_QUANTITIES, NAN);

  return self->values[quantity];
}

/**
 * dz_measurement_set:
 * @self: a measurement
 * @quantity: what was measured
 * @value: in the quantity's unit
 *
 * Keeps a value. One outside of the quantity's range is a fault of the measurer.
 */
void
dz_measurement_set (DzMeasurement *self,
                    DzQuantity     quantity,
                    double         value)
{
  const DzQuantityInfo *info = dz_quantity_get_info (quantity);

  g_return_if_fail (self != NULL && info != NULL);
  g_return_if_fail (value >= info->min && value <= info->max);

  self->values[quantity] = value;
}

/**
 * dz_measurement_forget_hashes:
 * @self: a measurement
 *
 * Takes the hashes out, and with them their quality: who judges a photo needs neither, and a hash
 * tells who has the same face.
 */
void
dz_measurement_forget_hashes (DzMeasurement *self)
{
  g_return_if_fail (self != NULL);

  self->values[DZ_QUANTITY_HASH_QUALITY] = NAN;
  self->values[DZ_QUANTITY_FACE_HASH_QUALITY] = NAN;
  memset (self->hashes, 0, sizeof self->hashes);
  memset (self->face_hashes, 0, sizeof self->face_hashes);
}

static GVariant *
values_to_variant (const DzMeasurement *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sd}"));

  for (guint i = 0; i < DZ_N_QUANTITIES; i++)
    {
      if (!isnan (self->values[i]))
        g_variant_builder_add (&builder, "{sd}", dz_quantity_get_info (i)->name, self->values[i]);
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
marks_to_variant (const DzMeasurement *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(ssb)"));

  for (guint i = 0; i < self->marks->len; i++)
    {
      const DzEditMark *mark = g_ptr_array_index (self->marks, i);

      g_variant_builder_add (&builder, "(ssb)", mark->kind, mark->text, mark->strong);
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
hashes_to_variant (const DzMeasurement *self,
                   DzQuantity           quality,
                   const DzPdq         *hashes)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("as"));

  for (guint i = 0; i < DZ_N_PDQ_FORMS && dz_measurement_has (self, quality); i++)
    g_variant_builder_add_value (&builder, g_variant_new_take_string (dz_pdq_to_hex (&hashes[i])));
  return g_variant_builder_end (&builder);
}

/**
 * dz_measurement_to_variant:
 * @self: a measurement
 *
 * Writes a measurement in the one form in which it crosses a process border and is stored:
 * DZ_MEASUREMENT_TYPE: schema, measurer, models, format, problem, values by name, marks, hashes of
 * the whole and of the face in hexadecimal. Absent strings are "", absent hashes an empty list.
 *
 * Returns: (transfer none): a floating variant
 */
GVariant *
dz_measurement_to_variant (const DzMeasurement *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_variant_new ("(ussss@a{sd}@a(ssb)@as@as)",
                        self->schema,
                        self->measurer,
                        self->models != NULL ? self->models : "",
                        dz_photo_format_to_nick (self->format),
                        self->problem != NULL ? self->problem : "",
                        values_to_variant (self),
                        marks_to_variant (self),
                        hashes_to_variant (self, DZ_QUANTITY_HASH_QUALITY, self->hashes),
                        hashes_to_variant (self, DZ_QUANTITY_FACE_HASH_QUALITY,
                                           self->face_hashes));
}

static gboolean
read_values (DzMeasurement *self,
             GVariant      *values,
             GError       **error)
{
  GVariantIter iter;
  const char *name;
  double value;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "{&sd}", &name, &value))
    {
      DzQuantity quantity;
      const DzQuantityInfo *info;

      if (!dz_quantity_from_name (name, &quantity))
        continue; /* a newer program measured more than this one knows */
      info = dz_quantity_get_info (quantity);
      if (!(value >= info->min && value <= info->max))
        {
          g_set_error (error, DZ_MEASUREMENT_ERROR, DZ_MEASUREMENT_ERROR_RANGE,
                       "%s is %g, outside of %g to %g", name, value, info->min, info->max);
          return FALSE;
        }
      self->values[quantity] = value;
    }
  return TRUE;
}

static gboolean
read_marks (DzMeasurement *self,
            GVariant      *marks,
            GError       **error)
{
  GVariantIter iter;
  const char *kind;
  const char *text;
  gboolean strong;

  if (g_variant_n_children (marks) > DZ_MEASUREMENT_MARKS_MAX)
    {
      g_set_error (error, DZ_MEASUREMENT_ERROR, DZ_MEASUREMENT_ERROR_RANGE,
                   "more than %d traces of editing", DZ_MEASUREMENT_MARKS_MAX);
      return FALSE;
    }
  g_variant_iter_init (&iter, marks);
  while (g_variant_iter_next (&iter, "(&s&sb)", &kind, &text, &strong))
    g_ptr_array_add (self->marks, dz_edit_mark_new (kind, text, strong));
  return TRUE;
}

/* A list is whole, where its quality was measured, or empty. */
static gboolean
read_hashes (DzMeasurement *self,
             DzQuantity     quality,
             GVariant      *list,
             DzPdq         *hashes,
             GError       **error)
{
  gsize wanted = dz_measurement_has (self, quality) ? DZ_N_PDQ_FORMS : 0;
  gboolean good = g_variant_n_children (list) == wanted;

  for (gsize i = 0; good && i < wanted; i++)
    {
      const char *hex;

      g_variant_get_child (list, i, "&s", &hex);
      good = dz_pdq_from_hex (hex, &hashes[i]);
    }
  if (!good)
    g_set_error (error, DZ_MEASUREMENT_ERROR, DZ_MEASUREMENT_ERROR_RANGE,
                 "a measurement has hashes that are none, or not %" G_GSIZE_FORMAT " of them",
                 wanted);
  return good;
}

static gboolean
read_all_hashes (DzMeasurement *self,
                 GVariant      *variant,
                 GError       **error)
{
  g_autoptr(GVariant) whole = NULL;
  g_autoptr(GVariant) face = NULL;

  if (g_variant_n_children (variant) < 9)
    return TRUE;
  whole = g_variant_get_child_value (variant, 7);
  face = g_variant_get_child_value (variant, 8);
  return read_hashes (self, DZ_QUANTITY_HASH_QUALITY, whole, self->hashes, error) &&
         read_hashes (self, DZ_QUANTITY_FACE_HASH_QUALITY, face, self->face_hashes, error);
}

static gboolean
read_numbers (DzMeasurement *self,
              GVariant      *variant,
              GError       **error)
{
  g_autoptr(GVariant) values = g_variant_get_child_value (variant, 5);
  g_autoptr(GVariant) marks = g_variant_get_child_value (variant, 6);

  return read_values (self, values, error) && read_marks (self, marks, error) &&
         read_all_hashes (self, variant, error);
}

static gboolean
read_format (DzMeasurement *self,
             const char    *format,
             GError       **error)
{
  if (dz_photo_format_from_nick (format, &self->format))
    return TRUE;
  g_set_error (error, DZ_MEASUREMENT_ERROR, DZ_MEASUREMENT_ERROR_RANGE,
               "a measurement names the unknown format “%.20s”", format);
  return FALSE;
}

static gboolean
is_measurement (GVariant *variant,
                GError  **error)
{
  if (g_variant_is_of_type (variant, G_VARIANT_TYPE (DZ_MEASUREMENT_TYPE)) ||
      g_variant_is_of_type (variant, G_VARIANT_TYPE (DZ_MEASUREMENT_TYPE_1)))
    return TRUE;
  g_set_error (error, DZ_MEASUREMENT_ERROR, DZ_MEASUREMENT_ERROR_SHAPE,
               "a measurement has the type %s", g_variant_get_type_string (variant));
  return FALSE;
}

/**
 * dz_measurement_from_variant:
 * @variant: what dz_measurement_to_variant() wrote, by this release or one with schema 1, perhaps
 *   by a program that lies
 * @error: return location; DZ_MEASUREMENT_ERROR_SHAPE, DZ_MEASUREMENT_ERROR_RANGE
 *
 * Reads a measurement and checks every number against its range.
 *
 * Returns: (transfer full) (nullable): a measurement
 */
DzMeasurement *
dz_measurement_from_variant (GVariant *variant,
                             GError  **error)
{
  g_autoptr(DzMeasurement) self = dz_measurement_new ();
  const char *measurer;
  const char *models;
  const char *format;
  const char *problem;

  if (!is_measurement (variant, error))
    return NULL;
  g_variant_get_child (variant, 0, "u", &self->schema);
  g_variant_get_child (variant, 1, "&s", &measurer);
  g_variant_get_child (variant, 2, "&s", &models);
  g_variant_get_child (variant, 3, "&s", &format);
  g_variant_get_child (variant, 4, "&s", &problem);
  if (!read_format (self, format, error) || !read_numbers (self, variant, error))
    return NULL;

  g_free (self->measurer);
  self->measurer = tidy_text (measurer);
  self->models = *models != '\0' ? tidy_text (models) : NULL;
  self->problem = *problem != '\0' ? tidy_text (problem) : NULL;
  return g_steal_pointer (&self);
}
