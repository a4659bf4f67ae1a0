/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzFlexMap:
 * @data: bytes of a FlexBuffer, not owned
 * @length: how many
 * @keys: offset of the first key's offset
 * @key_width: bytes of such an offset
 * @values: offset of the first value
 * @value_width: bytes of a value
 * @n: how many keys and values
 *
 * The outermost value of foreign bytes that are a FlexBuffer (flatbuffers.dev, “FlexBuffers”),
 * when that is a map. Keys and values lie inside the bytes; what they point to is looked at when
 * asked for.
 */
typedef struct
{
  const guint8 *data;
  gsize         length;
  gsize         keys;
  guint         key_width;
  gsize         values;
  guint         value_width;
  gsize         n;
} DzFlexMap;

gboolean dz_flex_map_init      (DzFlexMap       *self,
                                const guint8    *data,
                                gsize            length);
gboolean dz_flex_map_get_int   (const DzFlexMap *self,
                                const char      *key,
                                gint64          *value);
gboolean dz_flex_map_get_float (const DzFlexMap *self,
                                const char      *key,
                                double          *value);
gboolean dz_flex_map_get_ints  (const DzFlexMap *self,
                                const char      *key,
                                gint64          *values,
                                guint            n_max,
                                guint           *n);

G_END_DECLS
