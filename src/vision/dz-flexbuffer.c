/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-flexbuffer.h"

#include <string.h>

/* The kinds of value that options are made of; a kind stands above two bits of its width. */
#define KIND_INT 1
#define KIND_UINT 2
#define KIND_FLOAT 3
#define KIND_MAP 9
#define KIND_VECTOR_INT 11
#define KIND_VECTOR_UINT 12

/* Before a map's values stand, each as wide as one of them: where its keys are, how wide a key's
 * offset is, and how many there are. */
#define MAP_HEAD 3

static gboolean
holds (const DzFlexMap *self,
       gsize            at,
       gsize            size)
{
  return at <= self->length && size <= self->length - at;
}

/* An unsigned number of 1, 2, 4 or 8 bytes, which must lie inside. */
static guint64
read_uint (const DzFlexMap *self,
           gsize            at,
           guint            width)
{
  guint64 value = 0;

  for (guint i = 0; i < width; i++)
    value |= (guint64) self->data[at + i] << (8 * i);
  return value;
}

static gint64
read_int (const DzFlexMap *self,
          gsize            at,
          guint            width)
{
  guint unused_bits = 64 - 8 * width;

  return (gint64) (read_uint (self, at, width) << unused_bits) >> unused_bits;
}

/* Offsets point backwards, from where they stand. */
static gboolean
follow (const DzFlexMap *self,
        gsize            at,
        guint            width,
        gsize           *target)
{
  guint64 offset = read_uint (self, at, width);

  if (offset == 0 || offset > at)
    return FALSE;
  *target = at - offset;
  return TRUE;
}

static gboolean
read_map (DzFlexMap *self,
          gsize      at)
{
  guint width = self->value_width;
  gsize keys_at;
  guint64 key_width;

  if (at < MAP_HEAD * width || !holds (self, at, 0))
    return FALSE;
  self->n = read_uint (self, at - width, width);
  key_width = read_uint (self, at - 2 * width, width);
  keys_at = at - 3 * width;
  if (key_width == 0 || key_width > 8 || (key_width & (key_width - 1)) != 0 ||
      !follow (self, keys_at, width, &self->keys))
    return FALSE;
  self->key_width = key_width;
  self->values = at;
  /* Each value has a byte behind all values that says its kind. */
  return self->n <= self->length && holds (self, self->keys, self->n * self->key_width) &&
         holds (self, at, self->n * (width + 1));
}

/**
 * dz_flex_map_init:
 * @self: (out caller-allocates): the map
 * @data: a FlexBuffer's bytes, which must outlive the map
 * @length: how many
 *
 * Returns: whether the bytes are a FlexBuffer whose outermost value is a map that lies inside them
 */
gboolean
dz_flex_map_init (DzFlexMap    *self,
                  const guint8 *data,
                  gsize         length)
{
  guint root_width;
  gsize map_at;

  g_return_val_if_fail (self != NULL && (data != NULL || length == 0), FALSE);

  *self = (DzFlexMap) { .data = data, .length = length };
  if (length < 3)
    return FALSE;
  root_width = data[length - 1];
  if ((root_width != 1 && root_width != 2 && root_width != 4 && root_width != 8) ||
      root_width > length - 2 || data[length - 2] >> 2 != KIND_MAP)
    return FALSE;
  self->value_width = 1 << (data[length - 2] & 3);
  return follow (self, length - 2 - root_width, root_width, &map_at) && read_map (self, map_at);
}

/* Whether the text at @at is @key; a text that never ends is none. */
static gboolean
is_key (const DzFlexMap *self,
        gsize            at,
        const char      *key)
{
  gsize size = strlen (key) + 1;

  return holds (self, at, size) && memcmp (self->data + at, key, size) == 0;
}

/* Finds the value of a key, where it stands and what its kind byte says. */
static gboolean
find (const DzFlexMap *self,
      const char      *key,
      gsize           *at,
      guint           *kind,
      guint           *width)
{
  for (gsize i = 0; i < self->n; i++)
    {
      gsize text;

      if (follow (self, self->keys + i * self->key_width, self->key_width, &text) &&
          is_key (self, text, key))
        {
          guint8 packed = self->data[self->values + self->n * self->value_width + i];

          *at = self->values + i * self->value_width;
          *kind = packed >> 2;
          *width = 1 << (packed & 3);
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * dz_flex_map_get_int:
 * @self: a map
 * @key: a key
 * @value: (out): its value
 *
 * Returns: whether the key has a value that is an integer
 */
gboolean
dz_flex_map_get_int (const DzFlexMap *self,
                     const char      *key,
                     gint64          *value)
{
  gsize at;
  guint kind, width;

  g_return_val_if_fail (self != NULL && key != NULL && value != NULL, FALSE);

  if (!find (self, key, &at, &kind, &width) || (kind != KIND_INT && kind != KIND_UINT))
    return FALSE;
  *value = kind == KIND_INT ? read_int (self, at, self->value_width)
                            : (gint64) read_uint (self, at, self->value_width);
  return TRUE;
}

/**
 * dz_flex_map_get_float:
 * @self: a map
 * @key: a key
 * @value: (out): its value
 *
 * Returns: whether the key has a value that is a fraction of four or eight bytes
 */
gboolean
dz_flex_map_get_float (const DzFlexMap *self,
                       const char      *key,
                       double          *value)
{
  gsize at;
  guint kind, width;
  guint64 bits;
  guint32 short_bits;
  float single;

  g_return_val_if_fail (self != NULL && key != NULL && value != NULL, FALSE);

  if (!find (self, key, &at, &kind, &width) || kind != KIND_FLOAT || self->value_width < 4)
    return FALSE;
  bits = read_uint (self, at, self->value_width);
  if (self->value_width == sizeof *value)
    {
      memcpy (value, &bits, sizeof *value);
      return TRUE;
    }
  short_bits = bits;
  memcpy (&single, &short_bits, sizeof single);
  *value = single;
  return TRUE;
}

/**
 * dz_flex_map_get_ints:
 * @self: a map
 * @key: a key
 * @values: (out caller-allocates): room for @n_max integers
 * @n_max: the most that are taken
 * @n: (out): how many there are
 *
 * Returns: whether the key has a value that is a list of at most @n_max integers
 */
gboolean
dz_flex_map_get_ints (const DzFlexMap *self,
                      const char      *key,
                      gint64          *values,
                      guint            n_max,
                      guint           *n)
{
  gsize at, first;
  guint kind, width;
  guint64 count;

  g_return_val_if_fail (self != NULL && key != NULL && values != NULL && n != NULL, FALSE);

  if (!find (self, key, &at, &kind, &width) ||
      (kind != KIND_VECTOR_INT && kind != KIND_VECTOR_UINT) ||
      !follow (self, at, self->value_width, &first) || first < width)
    return FALSE;
  count = read_uint (self, first - width, width);
  if (count > n_max || !holds (self, first, count * width))
    return FALSE;
  for (guint i = 0; i < count; i++)
    values[i] = kind == KIND_VECTOR_INT ? read_int (self, first + i * width, width)
                                        : (gint64) read_uint (self, first + i * width, width);
  *n = count;
  return TRUE;
}
