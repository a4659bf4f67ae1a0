/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-flatbuffer.h"

#include <string.h>

/* A file begins with the offset of its root and four letters that say what it is. */
#define IDENTIFIER_AT 4
#define IDENTIFIER_LENGTH 4

/* A list of fields begins with its own size and the table's, two bytes each. */
#define VTABLE_HEAD 4

static void
break_at (DzFlatBuffer *self,
          gsize         at)
{
  if (!self->is_broken)
    self->broken_at = at;
  self->is_broken = TRUE;
}

/* Whether @size bytes lie at @at; marks the buffer broken if not. */
static gboolean
holds (DzFlatBuffer *self,
       gsize         at,
       gsize         size)
{
  if (at <= self->length && size <= self->length - at)
    return TRUE;
  break_at (self, at);
  return FALSE;
}

static guint16
read_u16 (DzFlatBuffer *self,
          gsize         at)
{
  guint16 value;

  if (!holds (self, at, sizeof value))
    return 0;
  memcpy (&value, self->data + at, sizeof value);
  return GUINT16_FROM_LE (value);
}

static guint32
read_u32 (DzFlatBuffer *self,
          gsize         at)
{
  guint32 value;

  if (!holds (self, at, sizeof value))
    return 0;
  memcpy (&value, self->data + at, sizeof value);
  return GUINT32_FROM_LE (value);
}

/* The place that the offset standing at @at points to. Offsets only ever point forward, so that
 * nothing read by following them can lead round in a circle. */
static gsize
follow (DzFlatBuffer *self,
        gsize         at)
{
  guint32 offset = read_u32 (self, at);

  if (offset == 0 || offset >= self->length - at)
    {
      break_at (self, at);
      return 0;
    }
  return at + offset;
}

static DzFlatTable
read_table (DzFlatBuffer *self,
            gsize         at)
{
  gint64 vtable = (gint64) at - (gint32) read_u32 (self, at);
  guint16 size;

  if (self->is_broken)
    return (DzFlatTable) { 0 };
  if (vtable < 0 || (gsize) vtable > self->length)
    {
      break_at (self, at);
      return (DzFlatTable) { 0 };
    }
  size = read_u16 (self, vtable);
  if (size < VTABLE_HEAD || !holds (self, vtable, size))
    {
      break_at (self, vtable);
      return (DzFlatTable) { 0 };
    }
  return (DzFlatTable) { self, at, vtable, (size - VTABLE_HEAD) / sizeof (guint16) };
}

/* Where a field stands, 0 if the table leaves it out. */
static gsize
find_field (const DzFlatTable *self,
            guint              field)
{
  guint16 offset;

  if (self->buffer == NULL || field >= self->n_fields)
    return 0;
  offset = read_u16 (self->buffer, self->vtable + VTABLE_HEAD + field * sizeof (guint16));
  return offset != 0 ? self->at + offset : 0;
}

/**
 * dz_flat_buffer_get_root:
 * @self: a buffer
 * @identifier: the four letters that such a file has
 *
 * Returns: the outermost table, absent if the file is of another kind
 */
DzFlatTable
dz_flat_buffer_get_root (DzFlatBuffer *self,
                         const char   *identifier)
{
  gsize at;

  g_return_val_if_fail (self != NULL && identifier != NULL, (DzFlatTable) { 0 });
  g_return_val_if_fail (strlen (identifier) == IDENTIFIER_LENGTH, (DzFlatTable) { 0 });

  if (!holds (self, IDENTIFIER_AT, IDENTIFIER_LENGTH))
    return (DzFlatTable) { 0 };
  if (memcmp (self->data + IDENTIFIER_AT, identifier, IDENTIFIER_LENGTH) != 0)
    {
      break_at (self, IDENTIFIER_AT);
      return (DzFlatTable) { 0 };
    }
  at = follow (self, 0);
  return at != 0 ? read_table (self, at) : (DzFlatTable) { 0 };
}

/**
 * dz_flat_table_get_byte:
 * @self: a table, possibly absent
 * @field: a field of one byte
 *
 * Returns: its value, 0 if it is left out
 */
guint8
dz_flat_table_get_byte (const DzFlatTable *self,
                        guint              field)
{
  gsize at = find_field (self, field);

  return at != 0 && holds (self->buffer, at, 1) ? self->buffer->data[at] : 0;
}

/**
 * dz_flat_table_get_int:
 * @self: a table, possibly absent
 * @field: a field of four bytes
 * @otherwise: what it is when left out
 *
 * Returns: its value
 */
gint32
dz_flat_table_get_int (const DzFlatTable *self,
                       guint              field,
                       gint32             otherwise)
{
  gsize at = find_field (self, field);

  return at != 0 ? (gint32) read_u32 (self->buffer, at) : otherwise;
}

/**
 * dz_flat_table_get_table:
 * @self: a table, possibly absent
 * @field: a field that is a table
 *
 * Returns: the table, absent if it is left out
 */
DzFlatTable
dz_flat_table_get_table (const DzFlatTable *self,
                         guint              field)
{
  gsize at = find_field (self, field);

  at = at != 0 ? follow (self->buffer, at) : 0;
  return at != 0 ? read_table (self->buffer, at) : (DzFlatTable) { 0 };
}

/**
 * dz_flat_table_get_vector:
 * @self: a table, possibly absent
 * @field: a field that is a vector
 * @element_size: bytes of one element, at least 1
 *
 * Returns: the vector, absent and empty if it is left out
 */
DzFlatVector
dz_flat_table_get_vector (const DzFlatTable *self,
                          guint              field,
                          guint              element_size)
{
  gsize at = find_field (self, field);
  guint32 n;

  at = at != 0 ? follow (self->buffer, at) : 0;
  if (at == 0)
    return (DzFlatVector) { 0 };
  n = read_u32 (self->buffer, at);
  at += sizeof n;
  if (!holds (self->buffer, at, (gsize) n * element_size))
    return (DzFlatVector) { 0 };
  return (DzFlatVector) { self->buffer, at, n };
}

/**
 * dz_flat_table_dup_string:
 * @self: a table, possibly absent
 * @field: a field that is a string
 * @n_max: the most bytes it may have; more mark the buffer broken
 *
 * Returns: (transfer full): its text, made valid UTF-8; empty if it is left out
 */
char *
dz_flat_table_dup_string (const DzFlatTable *self,
                          guint              field,
                          guint              n_max)
{
  DzFlatVector letters = dz_flat_table_get_vector (self, field, 1);

  if (letters.n > n_max)
    break_at (letters.buffer, letters.at);
  if (letters.n == 0 || letters.n > n_max)
    return g_strdup ("");
  return g_utf8_make_valid ((const char *) dz_flat_vector_get_bytes (&letters), letters.n);
}

/**
 * dz_flat_vector_get_bytes:
 * @self: a vector, possibly absent
 *
 * Returns: (nullable): its elements as they stand in the buffer
 */
const guint8 *
dz_flat_vector_get_bytes (const DzFlatVector *self)
{
  return self->buffer != NULL ? self->buffer->data + self->at : NULL;
}

/**
 * dz_flat_vector_get_int:
 * @self: a vector of integers of four bytes
 * @index: below its length
 *
 * Returns: an element
 */
gint32
dz_flat_vector_get_int (const DzFlatVector *self,
                        guint               index)
{
  g_return_val_if_fail (index < self->n, 0);

  return (gint32) read_u32 (self->buffer, self->at + (gsize) index * sizeof (guint32));
}

/**
 * dz_flat_vector_get_table:
 * @self: a vector of tables, asked for with elements of four bytes
 * @index: below its length
 *
 * Returns: an element, absent if it points outside
 */
DzFlatTable
dz_flat_vector_get_table (const DzFlatVector *self,
                          guint               index)
{
  gsize at;

  g_return_val_if_fail (index < self->n, (DzFlatTable) { 0 });

  at = follow (self->buffer, self->at + (gsize) index * sizeof (guint32));
  return at != 0 ? read_table (self->buffer, at) : (DzFlatTable) { 0 };
}
