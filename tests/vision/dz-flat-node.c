/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-flat-node.h"

#define FIELDS_MAX 16

typedef enum
{
  ABSENT,
  BYTE,
  INT,
  CHILD,
} FieldKind;

typedef struct
{
  FieldKind   kind;
  gint32      value;
  DzFlatNode *child;
} Field;

/* A table has fields; a list has children; what is left has bytes and a count of elements. */
struct _DzFlatNode
{
  Field       fields[FIELDS_MAX];
  guint       n_fields;
  GPtrArray  *children;
  GByteArray *elements;
  guint       n_elements;
};

DzFlatNode *
dz_flat_node_table (void)
{
  return g_new0 (DzFlatNode, 1);
}

static DzFlatNode *
vector_of (gconstpointer data,
           gsize         length,
           guint         n)
{
  DzFlatNode *self = g_new0 (DzFlatNode, 1);

  self->elements = g_byte_array_append (g_byte_array_new (), data, length);
  self->n_elements = n;
  return self;
}

DzFlatNode *
dz_flat_node_bytes (gconstpointer data,
                    gsize         length)
{
  return vector_of (data, length, length);
}

DzFlatNode *
dz_flat_node_text (const char *text)
{
  return dz_flat_node_bytes (text, strlen (text));
}

DzFlatNode *
dz_flat_node_ints (const gint32 *ints,
                   guint         n)
{
  return vector_of (ints, n * sizeof *ints, n);
}

DzFlatNode *
dz_flat_node_list (void)
{
  DzFlatNode *self = g_new0 (DzFlatNode, 1);

  self->children = g_ptr_array_new ();
  return self;
}

static void
set_field (DzFlatNode *self,
           guint       field,
           Field       value)
{
  g_assert_cmpuint (field, <, FIELDS_MAX);
  self->fields[field] = value;
  self->n_fields = MAX (self->n_fields, field + 1);
}

void
dz_flat_node_set_byte (DzFlatNode *self,
                       guint       field,
                       guint8      value)
{
  set_field (self, field, (Field) { BYTE, value, NULL });
}

void
dz_flat_node_set_int (DzFlatNode *self,
                      guint       field,
                      gint32      value)
{
  set_field (self, field, (Field) { INT, value, NULL });
}

void
dz_flat_node_set (DzFlatNode *self,
                  guint       field,
                  DzFlatNode *child)
{
  set_field (self, field, (Field) { CHILD, 0, child });
}

void
dz_flat_node_add (DzFlatNode *self,
                  DzFlatNode *child)
{
  g_ptr_array_add (self->children, child);
}

static void
append_u16 (GByteArray *bytes,
            guint16     value)
{
  guint16 little = GUINT16_TO_LE (value);

  g_byte_array_append (bytes, (const guint8 *) &little, sizeof little);
}

static void
append_u32 (GByteArray *bytes,
            guint32     value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (bytes, (const guint8 *) &little, sizeof little);
}

static void
align (GByteArray *bytes)
{
  while (bytes->len % 4 != 0)
    g_byte_array_append (bytes, (const guint8 *) "", 1);
}

/* Makes the offset standing at @at point to the end of what has been written. */
static void
point (GByteArray *bytes,
       guint       at)
{
  guint32 offset = GUINT32_TO_LE (bytes->len - at);

  memcpy (bytes->data + at, &offset, sizeof offset);
}

static void write_node (DzFlatNode *self,
                        GByteArray *bytes,
                        guint       at);

/* Every field takes four bytes, so that its place is easily told. */
static void
write_table (DzFlatNode *self,
             GByteArray *bytes,
             guint       at)
{
  guint vtable = bytes->len, table;

  append_u16 (bytes, 4 + 2 * self->n_fields);
  append_u16 (bytes, 4 + 4 * self->n_fields);
  for (guint i = 0; i < self->n_fields; i++)
    append_u16 (bytes, self->fields[i].kind == ABSENT ? 0 : 4 + 4 * i);
  align (bytes);
  point (bytes, at);
  table = bytes->len;
  append_u32 (bytes, table - vtable);
  for (guint i = 0; i < self->n_fields; i++)
    append_u32 (bytes, self->fields[i].value);
  for (guint i = 0; i < self->n_fields; i++)
    {
      if (self->fields[i].kind == CHILD)
        write_node (self->fields[i].child, bytes, table + 4 + 4 * i);
    }
}

static void
write_list (DzFlatNode *self,
            GByteArray *bytes,
            guint       at)
{
  guint first;

  point (bytes, at);
  append_u32 (bytes, self->children->len);
  first = bytes->len;
  for (guint i = 0; i < self->children->len; i++)
    append_u32 (bytes, 0);
  for (guint i = 0; i < self->children->len; i++)
    write_node (self->children->pdata[i], bytes, first + 4 * i);
  g_ptr_array_unref (self->children);
}

static void
write_elements (DzFlatNode *self,
                GByteArray *bytes,
                guint       at)
{
  point (bytes, at);
  append_u32 (bytes, self->n_elements);
  g_byte_array_append (bytes, self->elements->data, self->elements->len);
  g_byte_array_unref (self->elements);
}

static void
write_node (DzFlatNode *self,
            GByteArray *bytes,
            guint       at)
{
  align (bytes);
  if (self->children != NULL)
    write_list (self, bytes, at);
  else if (self->elements != NULL)
    write_elements (self, bytes, at);
  else
    write_table (self, bytes, at);
  g_free (self);
}

GBytes *
dz_flat_node_write (DzFlatNode *self,
                    const char *identifier)
{
  GByteArray *bytes = g_byte_array_new ();

  append_u32 (bytes, 0);
  g_byte_array_append (bytes, (const guint8 *) identifier, 4);
  write_node (self, bytes, 0);
  return g_byte_array_free_to_bytes (bytes);
}
