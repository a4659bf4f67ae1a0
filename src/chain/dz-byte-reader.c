/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-byte-reader.h"

/**
 * dz_byte_reader_over:
 * @bytes: (array length=length) (nullable): what is read; %NULL reads as too few
 * @length: how many
 *
 * Returns: a reader at the first of them
 */
DzByteReader
dz_byte_reader_over (const guint8 *bytes,
                     gsize         length)
{
  return (DzByteReader) { bytes, length };
}

/**
 * dz_byte_reader_take:
 * @self: a reader
 * @length: how many bytes
 *
 * Returns: (transfer none) (nullable): the next bytes; %NULL where there are not as many
 */
const guint8 *
dz_byte_reader_take (DzByteReader *self,
                     gsize         length)
{
  const guint8 *bytes = self->at;

  if (bytes == NULL || self->left < length)
    {
      self->at = NULL;
      return NULL;
    }
  self->at += length;
  self->left -= length;
  return bytes;
}

/**
 * dz_byte_reader_take_number:
 * @self: a reader
 * @length: its length in bytes, at most 8
 *
 * Returns: an unsigned number, the highest byte first; 0 where there are too few bytes
 */
guint64
dz_byte_reader_take_number (DzByteReader *self,
                            gsize         length)
{
  const guint8 *bytes = dz_byte_reader_take (self, length);
  guint64 number = 0;

  for (gsize i = 0; bytes != NULL && i < length; i++)
    number = number << 8 | bytes[i];
  return number;
}

/**
 * dz_byte_reader_give_up:
 * @self: a reader
 *
 * What was read is not what it should be; nothing more is given.
 */
void
dz_byte_reader_give_up (DzByteReader *self)
{
  self->at = NULL;
}

/**
 * dz_byte_reader_is_finished:
 * @self: a reader
 *
 * Returns: whether all was read, and no more than there was
 */
gboolean
dz_byte_reader_is_finished (DzByteReader *self)
{
  return self->at != NULL && self->left == 0;
}
