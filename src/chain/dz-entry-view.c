/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-entry-view.h"

#include <string.h>

#include "dz-byte-reader.h"
#include "dz-entry-bytes.h"

static DzEntryWord
take_word (DzByteReader *reader,
           gsize         max)
{
  const guint8 *length = dz_byte_reader_take (reader, 1);
  gsize n = length != NULL ? *length : 0;
  const char *text = n <= max ? (const char *) dz_byte_reader_take (reader, n) : NULL;

  if (text == NULL || !g_utf8_validate_len (text, n, NULL))
    {
      dz_byte_reader_give_up (reader);
      return (DzEntryWord) { "", 0 };
    }
  return (DzEntryWord) { text, (guint8) n };
}

/**
 * dz_entry_view_read:
 * @self: (out caller-allocates): a view
 * @bytes: (array length=length): canonical bytes, perhaps
 * @length: how many
 *
 * Reads an entry where it lies (the form is in dz-entry-bytes.c).
 *
 * Returns: whether the bytes have exactly the form of an entry
 */
gboolean
dz_entry_view_read (DzEntryView  *self,
                    const guint8 *bytes,
                    gsize         length)
{
  DzByteReader reader = dz_byte_reader_over (bytes, length);
  const guint8 *format = dz_byte_reader_take (&reader, 1);

  if (format == NULL || *format != DZ_ENTRY_FORMAT)
    return FALSE;
  self->seq = (gint64) dz_byte_reader_take_number (&reader, 8);
  self->time_us = (gint64) dz_byte_reader_take_number (&reader, 8);
  self->kind = take_word (&reader, DZ_ENTRY_KIND_MAX);
  self->actor = take_word (&reader, DZ_ENTRY_ACTOR_MAX);
  self->subject = take_word (&reader, DZ_ENTRY_SUBJECT_MAX);
  self->outcome = take_word (&reader, DZ_ENTRY_OUTCOME_MAX);
  self->detail_hash = dz_byte_reader_take (&reader, DZ_ENTRY_HASH_LENGTH);
  self->previous_hash = dz_byte_reader_take (&reader, DZ_ENTRY_HASH_LENGTH);
  return dz_byte_reader_is_finished (&reader);
}

/**
 * dz_entry_word_is:
 * @self: a text of an entry
 * @text: another
 *
 * Returns: whether they are the same
 */
gboolean
dz_entry_word_is (const DzEntryWord *self,
                  const char        *text)
{
  return strlen (text) == self->length && memcmp (self->text, text, self->length) == 0;
}

/**
 * dz_entry_word_dup:
 * @self: a text of an entry
 *
 * Returns: (transfer full): a copy
 */
char *
dz_entry_word_dup (const DzEntryWord *self)
{
  return g_strndup (self->text, self->length);
}
