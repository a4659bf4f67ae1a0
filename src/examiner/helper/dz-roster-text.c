/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-roster-text.h"

#include "dz-examiner-frame.h"
#include "dz-examiner.h"
#include "dz-gb18030.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *bytes;
  guint       length;
  guint       offset;
  const char *sentence;
} Stranger;

/* What people send for a CSV, by its first bytes. */
static const Stranger strangers[] = {
  { "PK\003\004", 4, 0,
    N_ ("this is an Excel workbook or a ZIP file; save the sheet as CSV UTF-8") },
  { "\320\317\021\340", 4, 0, N_ ("this is an old Excel workbook; save the sheet as CSV UTF-8") },
  { "\377\330\377", 3, 0, N_ ("this is a picture, not a table") },
  { "\211PNG", 4, 0, N_ ("this is a picture, not a table") },
  { "GIF8", 4, 0, N_ ("this is a picture, not a table") },
  { "II*\0", 4, 0, N_ ("this is a picture, not a table") },
  { "MM\0*", 4, 0, N_ ("this is a picture, not a table") },
  { "WEBP", 4, 8, N_ ("this is a picture, not a table") },
  { "ftyp", 4, 4, N_ ("this is a picture or a film, not a table") },
  { "%PDF", 4, 0, N_ ("this is a PDF, not a table") },
  { "{\\rtf", 5, 0, N_ ("this is a text document, not a table") },
  { "Rar!", 4, 0, N_ ("this is an archive; unpack it first") },
  { "7z\274\257", 4, 0, N_ ("this is an archive; unpack it first") },
  { "\037\213", 2, 0, N_ ("this is an archive; unpack it first") },
  { "\377\376", 2, 0, N_ ("this is UTF-16 text; save the sheet as CSV UTF-8") },
  { "\376\377", 2, 0, N_ ("this is UTF-16 text; save the sheet as CSV UTF-8") },
};

static gboolean
refuse (GError    **error,
        const char *sentence)
{
  g_set_error_literal (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE, sentence);
  return FALSE;
}

static gboolean
check_bytes (const guint8 *data,
             gsize         length,
             GError      **error)
{
  if (length == 0)
    return refuse (error, N_ ("the file is empty"));
  if (length > DZ_ROSTER_BYTES_MAX)
    return refuse (error, N_ ("the file is larger than 20 MB"));
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      const Stranger *s = &strangers[i];

      if (length >= s->offset + s->length && memcmp (data + s->offset, s->bytes, s->length) == 0)
        return refuse (error, s->sentence);
    }
  if (memchr (data, '\0', length) != NULL)
    return refuse (error,
                   N_ ("the file holds zero bytes: it is not text; save the sheet as CSV UTF-8"));
  return TRUE;
}

/**
 * dz_roster_text_new:
 * @data: a file that is said to be a table
 * @length: its bytes
 * @text_length: (out): bytes of the text
 * @error: return location; DZ_EXAMINER_ERROR_UNREADABLE: another kind of file, or text in neither
 *   code
 *
 * Finds out how a file is written: UTF-8 with or without a mark, else GB18030.
 *
 * Returns: (transfer full) (nullable): its text in UTF-8, closed by NUL
 */
char *
dz_roster_text_new (const guint8 *data,
                    gsize         length,
                    gsize        *text_length,
                    GError      **error)
{
  const char *text = (const char *) data;
  gboolean marked = length >= 3 && memcmp (data, "\357\273\277", 3) == 0;
  char *converted;

  if (!check_bytes (data, length, error))
    return NULL;
  text += marked ? 3 : 0;
  length -= marked ? 3 : 0;
  if (g_utf8_validate_len (text, length, NULL))
    {
      *text_length = length;
      return g_strndup (text, length);
    }

  converted = marked ? NULL : dz_gb18030_to_utf8 (text, length, text_length);
  if (converted == NULL)
    refuse (error, N_ ("the text is neither UTF-8 nor GB18030; save the sheet as CSV UTF-8"));
  return converted;
}
