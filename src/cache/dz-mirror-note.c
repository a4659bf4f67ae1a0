/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "dz-byte-reader.h"

/* The note: these words, the signed bytes of a head (dz-signed-head.c) and its signature in hex, a
 * line's end. Whoever doubts it can check the signature. */
#define PREFIX "duizhao-head 1 "
#define PURPOSE_LENGTH 15
#define SIGNED_LENGTH \
  (PURPOSE_LENGTH + DZ_HEAD_SERVICE_LENGTH + 8 + 8 + DZ_ENTRY_HASH_LENGTH + 8 + DZ_HEAD_KEY_LENGTH)
#define NOTE_LENGTH (SIGNED_LENGTH + DZ_HEAD_SIGNATURE_LENGTH)

static char *
write_text (const DzSignedHead *head)
{
  g_autoptr(GByteArray) bytes = dz_signed_head_write (head);
  char hex[2 * NOTE_LENGTH + 1];

  g_assert (bytes->len == SIGNED_LENGTH);
  g_byte_array_append (bytes, head->signature, sizeof head->signature);
  sodium_bin2hex (hex, sizeof hex, bytes->data, bytes->len);
  return g_strconcat (PREFIX, hex, "\n", NULL);
}

static void
copy (DzByteReader *reader,
      guint8       *to,
      gsize         length)
{
  const guint8 *bytes = dz_byte_reader_take (reader, length);

  if (bytes != NULL)
    memcpy (to, bytes, length);
}

static gboolean
parse_bytes (const guint8 *bytes,
             gsize         length,
             DzSignedHead *head)
{
  DzByteReader reader = dz_byte_reader_over (bytes, length);

  dz_byte_reader_take (&reader, PURPOSE_LENGTH); /* the signature covers it */
  copy (&reader, head->service, sizeof head->service);
  head->epoch = (gint64) dz_byte_reader_take_number (&reader, 8);
  head->seq = (gint64) dz_byte_reader_take_number (&reader, 8);
  copy (&reader, head->hash, sizeof head->hash);
  head->time_us = (gint64) dz_byte_reader_take_number (&reader, 8);
  copy (&reader, head->key, sizeof head->key);
  copy (&reader, head->signature, sizeof head->signature);
  return dz_byte_reader_is_finished (&reader);
}

static gboolean
parse_text (const char   *text,
            DzSignedHead *head)
{
  guint8 bytes[NOTE_LENGTH];
  const char *end;
  gsize length;

  if (!g_str_has_prefix (text, PREFIX))
    return FALSE;
  text += strlen (PREFIX);
  return sodium_hex2bin (bytes, sizeof bytes, text, strlen (text), NULL, &length, &end) == 0 &&
         g_str_equal (end, "\n") && parse_bytes (bytes, length, head);
}

/* A note that cannot be read is a problem; none is none. */
gboolean
dz_mirror_note_read (DzMirror     *self,
                     DzSignedHead *head,
                     gboolean     *found,
                     GError      **error)
{
  g_autoptr(GError) problem = NULL;
  g_autofree char *text = NULL;

  *head = (DzSignedHead) { 0 };
  *found = g_file_get_contents (self->note, &text, NULL, &problem);
  if (!*found && g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  if (*found && parse_text (text, head) && dz_signed_head_verify (head) &&
      memcmp (head->service, self->service, sizeof head->service) == 0)
    {
      self->noted = *head;
      return TRUE;
    }
  *found = FALSE;
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DAMAGED,
               _("The note of how far this desk has seen the history, %s, is damaged. Whether the "
                 "copy of the history is an older one cannot be told."),
               self->note);
  return FALSE;
}

/* A note may go forward only: one that is ahead stays until the copy has come to it again. */
static gboolean
is_news (DzMirror           *self,
         const DzSignedHead *head)
{
  return head->epoch > self->noted.epoch ||
         (head->epoch == self->noted.epoch && head->seq > self->noted.seq);
}

/* Notes the last head that was reached beside the file, where putting back the file or cutting it
 * does not reach. */
gboolean
dz_mirror_note_write (DzMirror *self,
                      GError  **error)
{
  g_autofree char *text = NULL;
  GError *problem = NULL;
  DzSignedHead head;
  gboolean found = FALSE;

  if (!dz_mirror_find_head (self, &head, &found, &problem))
    return dz_cache_take_error (problem, error);
  if (!found || !is_news (self, &head))
    return TRUE;
  text = write_text (&head);
  if (!g_file_set_contents_full (self->note, text, -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600, &problem))
    {
      g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DISK, "noting the head of the history: %s",
                   problem->message);
      g_error_free (problem);
      return FALSE;
    }
  self->noted = head;
  return TRUE;
}
