/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzFlatBuffer:
 * @data: bytes of a FlatBuffer, not owned
 * @length: how many
 * @is_broken: whether anything asked so far lay outside of them
 * @broken_at: where the first such thing stood
 *
 * Foreign bytes read as a FlatBuffer (flatbuffers.dev, “FlatBuffer Internals”). Whatever lies
 * outside the bytes reads as absent and marks the buffer broken, so that a reader may ask on and
 * look once at the end.
 */
typedef struct
{
  const guint8 *data;
  gsize         length;
  gboolean      is_broken;
  gsize         broken_at;
} DzFlatBuffer;

/**
 * DzFlatTable:
 * @buffer: (nullable): where it lies; %NULL for a table that is absent
 * @at: offset of the table
 * @vtable: offset of its list of fields
 * @n_fields: how many fields that lists
 */
typedef struct
{
  DzFlatBuffer *buffer;
  gsize         at;
  gsize         vtable;
  guint         n_fields;
} DzFlatTable;

/**
 * DzFlatVector:
 * @buffer: (nullable): where it lies; %NULL for a vector that is absent
 * @at: offset of the first element
 * @n: how many elements, all of them inside the buffer
 */
typedef struct
{
  DzFlatBuffer *buffer;
  gsize         at;
  guint         n;
} DzFlatVector;

DzFlatTable   dz_flat_buffer_get_root  (DzFlatBuffer       *self,
                                        const char         *identifier);
guint8        dz_flat_table_get_byte   (const DzFlatTable  *self,
                                        guint               field);
gint32        dz_flat_table_get_int    (const DzFlatTable  *self,
                                        guint               field,
                                        gint32              otherwise);
DzFlatTable   dz_flat_table_get_table  (const DzFlatTable  *self,
                                        guint               field);
DzFlatVector  dz_flat_table_get_vector (const DzFlatTable  *self,
                                        guint               field,
                                        guint               element_size);
char         *dz_flat_table_dup_string (const DzFlatTable  *self,
                                        guint               field,
                                        guint               n_max);
const guint8 *dz_flat_vector_get_bytes (const DzFlatVector *self);
gint32        dz_flat_vector_get_int   (const DzFlatVector *self,
                                        guint               index);
DzFlatTable   dz_flat_vector_get_table (const DzFlatVector *self,
                                        guint               index);

G_END_DECLS
