/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-gb18030.h"

#include <errno.h>
#include <string.h>

/* Opened once and kept for the life of the process: opening reads tables from the disk, which a
 * closed-off process cannot. */
static GIConv converter = (GIConv) -1;

/**
 * dz_gb18030_warm:
 * @error: return location; #GConvertError
 *
 * Loads the converter from GB18030, before the process is closed off. It may be called again.
 *
 * Returns: whether it is there
 */
gboolean
dz_gb18030_warm (GError **error)
{
  if (converter == (GIConv) -1)
    converter = g_iconv_open ("UTF-8", "GB18030");
  if (converter != (GIConv) -1)
    return TRUE;
  g_set_error_literal (error, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION,
                       "cannot convert from GB18030 on this system");
  return FALSE;
}

/**
 * dz_gb18030_to_utf8:
 * @text: bytes
 * @length: their number
 * @utf8_length: (out): bytes of the result, without the closing NUL
 *
 * Converts GB18030, all of it or nothing. dz_gb18030_warm() must have been called.
 *
 * Returns: (transfer full) (nullable): UTF-8 closed by NUL; %NULL where @text is not GB18030
 */
char *
dz_gb18030_to_utf8 (const char *text,
                    gsize       length,
                    gsize      *utf8_length)
{
  /* One byte stays one, two become three, four become three or four. */
  gsize room = length + length / 2 + 4;
  gsize left = room;
  g_autofree char *utf8 = NULL;
  char *in = (char *) text;
  char *out;

  g_return_val_if_fail (converter != (GIConv) -1, NULL);

  out = utf8 = g_malloc (room + 1);
  g_iconv (converter, NULL, NULL, NULL, NULL);
  if (g_iconv (converter, &in, &length, &out, &left) == (gsize) -1)
    return NULL;
  *out = '\0';
  *utf8_length = room - left;
  return g_steal_pointer (&utf8);
}
