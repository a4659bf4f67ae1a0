/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-byte-writer.h"

#include <string.h>

/**
 * dz_byte_writer_add_number:
 * @bytes: what is written
 * @number: a number that fits
 * @length: its length in bytes, at most 8
 *
 * Adds a number, the highest byte first.
 */
void
dz_byte_writer_add_number (GByteArray *bytes,
                           guint64     number,
                           guint       length)
{
  for (guint i = length; i > 0; i--)
    {
      guint8 byte = (guint8) (number >> (8 * (i - 1)));

      g_byte_array_append (bytes, &byte, 1);
    }
}

/**
 * dz_byte_writer_add_word:
 * @bytes: what is written
 * @word: UTF-8
 * @max: the most bytes that it may have, at most 255
 *
 * Adds a text behind one byte with its length.
 */
void
dz_byte_writer_add_word (GByteArray *bytes,
                         const char *word,
                         gsize       max)
{
  gsize length = strlen (word);

  g_assert (length <= max && max <= G_MAXUINT8);
  dz_byte_writer_add_number (bytes, length, 1);
  g_byte_array_append (bytes, (const guint8 *) word, (guint) length);
}
