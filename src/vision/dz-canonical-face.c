/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-canonical-face.h"

#include <math.h>
#include <string.h>

/* Protocol Buffers' encoding: a field begins with its number above three bits of its wire type. */
#define WIRE_VARINT 0
#define WIRE_LENGTH 2
#define WIRE_FIXED32 5

/* geometry_pipeline_metadata.proto and mesh_3d.proto. */
#define METADATA_MESH 1
#define METADATA_BASIS 2
#define MESH_VERTEX_TYPE 1
#define MESH_VERTICES 3
#define BASIS_POINT 1
#define BASIS_WEIGHT 2

/* A vertex of type 0 is a place and two coordinates of a texture. */
#define VERTEX_PLACE_TEXTURE 0
#define VERTEX_NUMBERS 5

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean      is_broken;
} Message;

typedef struct
{
  guint   number;
  guint   wire;
  guint64 value;  /* of a varint */
  float   single; /* of a fixed32 */
  Message inner;  /* of a field with a length */
} Field;

static guint64
read_varint (Message *self)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64 && self->at < self->end; shift += 7)
    {
      guint8 byte = *self->at++;

      value |= (guint64) (byte & 0x7f) << shift;
      if (byte < 0x80)
        return value;
    }
  self->is_broken = TRUE;
  return 0;
}

static void
read_single (Message *self,
             Field   *field)
{
  guint32 bits;

  if (self->end - self->at < (ptrdiff_t) sizeof bits)
    {
      self->is_broken = TRUE;
      return;
    }
  memcpy (&bits, self->at, sizeof bits);
  bits = GUINT32_FROM_LE (bits);
  memcpy (&field->single, &bits, sizeof bits);
  self->at += sizeof bits;
}

static void
read_inner (Message *self,
            Field   *field)
{
  guint64 length = read_varint (self);

  if (length > (guint64) (self->end - self->at))
    {
      self->is_broken = TRUE;
      return;
    }
  field->inner = (Message) { self->at, self->at + length, FALSE };
  self->at += length;
}

/* Goes to the next field; a wire type that this file does not have breaks the message. */
static gboolean
read_field (Message *self,
            Field   *field)
{
  guint64 key;

  if (self->is_broken || self->at == self->end)
    return FALSE;
  key = read_varint (self);
  *field = (Field) { .number = key >> 3, .wire = key & 7 };
  if (field->wire == WIRE_VARINT)
    field->value = read_varint (self);
  else if (field->wire == WIRE_FIXED32)
    read_single (self, field);
  else if (field->wire == WIRE_LENGTH)
    read_inner (self, field);
  else
    self->is_broken = TRUE;
  return !self->is_broken;
}

static gboolean
read_mesh (DzCanonicalFace *self,
           Message          mesh,
           guint           *n_numbers)
{
  Field field;

  while (read_field (&mesh, &field))
    {
      guint point = *n_numbers / VERTEX_NUMBERS, axis = *n_numbers % VERTEX_NUMBERS;

      if (field.number == MESH_VERTEX_TYPE && field.value != VERTEX_PLACE_TEXTURE)
        return FALSE;
      if (field.number != MESH_VERTICES)
        continue;
      if (field.wire != WIRE_FIXED32 || point >= DZ_CANONICAL_POINTS || !isfinite (field.single))
        return FALSE;
      if (axis < 3)
        self->points[point][axis] = field.single;
      *n_numbers += 1;
    }
  return !mesh.is_broken;
}

static gboolean
read_basis (DzCanonicalFace *self,
            Message          basis)
{
  guint64 point = DZ_CANONICAL_POINTS;
  float weight = 0;
  Field field;

  while (read_field (&basis, &field))
    {
      if (field.number == BASIS_POINT && field.wire == WIRE_VARINT)
        point = field.value;
      else if (field.number == BASIS_WEIGHT && field.wire == WIRE_FIXED32)
        weight = field.single;
    }
  if (basis.is_broken || point >= DZ_CANONICAL_POINTS || !isfinite (weight) || weight < 0)
    return FALSE;
  self->weights[point] = weight;
  return TRUE;
}

static gboolean
read_face (DzCanonicalFace *self,
           Message          message)
{
  guint n_numbers = 0;
  Field field;

  while (read_field (&message, &field))
    {
      if (field.number == METADATA_MESH && field.wire == WIRE_LENGTH &&
          !read_mesh (self, field.inner, &n_numbers))
        return FALSE;
      if (field.number == METADATA_BASIS && field.wire == WIRE_LENGTH &&
          !read_basis (self, field.inner))
        return FALSE;
    }
  return !message.is_broken && n_numbers == DZ_CANONICAL_POINTS * VERTEX_NUMBERS;
}

/**
 * dz_canonical_face_init:
 * @self: (out caller-allocates): the face
 * @data: bytes of MediaPipe's geometry_pipeline_metadata_landmarks.binarypb
 * @length: how many
 * @error: return location; %DZ_VISION_ERROR_FORMAT
 *
 * Returns: whether the bytes are such a file with 468 points
 */
gboolean
dz_canonical_face_init (DzCanonicalFace *self,
                        const guint8    *data,
                        gsize            length,
                        GError         **error)
{
  g_return_val_if_fail (self != NULL && (data != NULL || length == 0), FALSE);

  memset (self, 0, sizeof *self);
  if (read_face (self, (Message) { data, data + length, FALSE }))
    return TRUE;
  g_set_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT,
               "reading the canonical face: it is not a mesh of %d points", DZ_CANONICAL_POINTS);
  return FALSE;
}
