/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-entry-aspects.h"

#include "dz-byte-reader.h"
#include "dz-byte-writer.h"

#define FORMAT 1

/* The bytes of the aspects, format 1; none at all where there are no aspects.
 *
 *     1  format, 1
 *   1+n  school: length in bytes, then UTF-8    n ≤ 32
 *   1+n  window                                 n ≤ 64
 *     1  flags
 *     1  number of reasons, at most 64
 *   1+n  each reason                            1 ≤ n ≤ 40 */

/**
 * dz_entry_aspects_clear:
 * @self: aspects
 *
 * Frees what they hold.
 */
void
dz_entry_aspects_clear (DzEntryAspects *self)
{
  g_clear_pointer (&self->school, g_free);
  g_clear_pointer (&self->window, g_free);
  g_clear_pointer (&self->reasons, g_strfreev);
  self->flags = 0;
}

static guint
count_reasons (const DzEntryAspects *self)
{
  return self->reasons != NULL ? g_strv_length (self->reasons) : 0;
}

/**
 * dz_entry_aspects_is_empty:
 * @self: aspects
 *
 * Returns: whether they say nothing
 */
gboolean
dz_entry_aspects_is_empty (const DzEntryAspects *self)
{
  return self->school == NULL && self->window == NULL && self->flags == 0 &&
         count_reasons (self) == 0;
}

/**
 * dz_entry_aspects_write:
 * @self: aspects within their limits
 *
 * Returns: (transfer full): their bytes
 */
GByteArray *
dz_entry_aspects_write (const DzEntryAspects *self)
{
  GByteArray *bytes = g_byte_array_new ();
  guint n_reasons = count_reasons (self);

  g_assert (n_reasons <= DZ_ASPECT_REASONS_MAX);

  if (dz_entry_aspects_is_empty (self))
    return bytes;
  dz_byte_writer_add_number (bytes, FORMAT, 1);
  dz_byte_writer_add_word (bytes, self->school != NULL ? self->school : "", DZ_ASPECT_SCHOOL_MAX);
  dz_byte_writer_add_word (bytes, self->window != NULL ? self->window : "", DZ_ASPECT_WINDOW_MAX);
  dz_byte_writer_add_number (bytes, self->flags, 1);
  dz_byte_writer_add_number (bytes, n_reasons, 1);
  for (guint i = 0; i < n_reasons; i++)
    dz_byte_writer_add_word (bytes, self->reasons[i], DZ_ASPECT_REASON_MAX);
  return bytes;
}

/* %NULL for none. */
static char *
take_word (DzByteReader *reader,
           gsize         max)
{
  gsize length = dz_byte_reader_take_number (reader, 1);
  const char *text = (const char *) dz_byte_reader_take (reader, length);

  if (text == NULL || length > max || !g_utf8_validate_len (text, length, NULL))
    {
      dz_byte_reader_give_up (reader);
      return NULL;
    }
  return length > 0 ? g_strndup (text, length) : NULL;
}

static GStrv
take_reasons (DzByteReader *reader)
{
  g_autoptr(GStrvBuilder) reasons = g_strv_builder_new ();
  guint64 n = dz_byte_reader_take_number (reader, 1);

  if (n > DZ_ASPECT_REASONS_MAX)
    dz_byte_reader_give_up (reader);
  for (guint64 i = 0; i < n && reader->at != NULL; i++)
    {
      g_autofree char *reason = take_word (reader, DZ_ASPECT_REASON_MAX);

      if (reason != NULL)
        g_strv_builder_add (reasons, reason);
      else
        dz_byte_reader_give_up (reader);
    }
  return n > 0 ? g_strv_builder_end (reasons) : NULL;
}

/**
 * dz_entry_aspects_read:
 * @self: (out caller-allocates): aspects, to be cleared
 * @bytes: (array length=length) (nullable): their bytes, perhaps
 * @length: how many
 *
 * A flag of a later program is kept.
 *
 * Returns: whether the bytes have exactly the form; else the aspects are empty
 */
gboolean
dz_entry_aspects_read (DzEntryAspects *self,
                       const guint8   *bytes,
                       gsize           length)
{
  DzByteReader reader = dz_byte_reader_over (bytes, length);

  *self = (DzEntryAspects) { 0 };
  if (length == 0)
    return TRUE;
  if (dz_byte_reader_take_number (&reader, 1) != FORMAT)
    return FALSE;
  self->school = take_word (&reader, DZ_ASPECT_SCHOOL_MAX);
  self->window = take_word (&reader, DZ_ASPECT_WINDOW_MAX);
  self->flags = (DzAspectFlags) dz_byte_reader_take_number (&reader, 1);
  self->reasons = take_reasons (&reader);
  if (dz_byte_reader_is_finished (&reader))
    return TRUE;
  dz_entry_aspects_clear (self);
  return FALSE;
}
