/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire.h"

#include <string.h>

#include "dz-wire-syntax-private.h"

G_DEFINE_QUARK (dz-wire-error-quark, dz_wire_error)

static gboolean
check_text (const char *text,
            gsize       length,
            GError    **error)
{
  if (memchr (text, '\0', length) != NULL || !g_utf8_validate (text, length, NULL))
    {
      g_set_error_literal (error, DZ_WIRE_ERROR, DZ_WIRE_ERROR_SYNTAX,
                           "reading JSON: it is not UTF-8 text");
      return FALSE;
    }
  return dz_wire_check_syntax (text, length, DZ_WIRE_DEPTH_MAX, error);
}

/* The walk and the parser both want a NUL behind the last byte. */
static char *
dup_text (GBytes *bytes)
{
  gsize length = g_bytes_get_size (bytes);
  char *text = g_malloc (length + 1);

  if (length > 0)
    memcpy (text, g_bytes_get_data (bytes, NULL), length);
  text[length] = '\0';
  return text;
}

static JsonNode *
parse_text (const char *text,
            gsize       length,
            GError    **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(GError) local_error = NULL;

  if (json_parser_load_from_data (parser, text, length, &local_error))
    return json_parser_steal_root (parser);
  g_set_error (error, DZ_WIRE_ERROR, DZ_WIRE_ERROR_SYNTAX, "reading JSON: %s",
               local_error->message);
  return NULL;
}

/**
 * dz_wire_parse:
 * @bytes: JSON from the other side
 * @bytes_max: longest that is accepted; DZ_WIRE_REQUEST_BYTES_MAX for a service,
 *   DZ_WIRE_ANSWER_BYTES_MAX for a client
 * @error: return location; DZ_WIRE_ERROR_SIZE, DZ_WIRE_ERROR_SYNTAX
 *
 * Reads foreign JSON: valid UTF-8 without NUL, RFC 8259 and nothing else, at most
 * DZ_WIRE_DEPTH_MAX levels deep, integers of at most 18 digits.
 *
 * Returns: (transfer full) (nullable): the value
 */
JsonNode *
dz_wire_parse (GBytes  *bytes,
               gsize    bytes_max,
               GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  length = g_bytes_get_size (bytes);
  if (length > bytes_max)
    {
      g_set_error (error, DZ_WIRE_ERROR, DZ_WIRE_ERROR_SIZE,
                   "reading JSON: %" G_GSIZE_FORMAT " bytes, more than %" G_GSIZE_FORMAT,
                   length, bytes_max);
      return NULL;
    }
  text = dup_text (bytes);
  return check_text (text, length, error) ? parse_text (text, length, error) : NULL;
}

/* Copies an exponent and returns where it ended. json-glib writes 1e+20 as “1e+20.0”, which is no
 * JSON: the last two characters are left out. */
static const char *
mend_exponent (const char *at,
               GString    *mended)
{
  do
    g_string_append_c (mended, *at++);
  while (g_ascii_isdigit (*at) || *at == '+' || *at == '-');
  return g_str_has_prefix (at, ".0") ? at + 2 : at;
}

/* Copies a character or an escape. json-glib leaves U+001F as it is, which is no JSON either. */
static const char *
mend_character (const char *at,
                GString    *mended)
{
  if (*at == '\x1f')
    g_string_append (mended, "\\u001f");
  else
    g_string_append_c (mended, *at);
  if (*at == '\\')
    g_string_append_c (mended, *++at);
  return at + 1;
}

/* One such slip anywhere would make a whole answer unreadable to the other side. */
static GString *
mend (const char *text)
{
  GString *mended = g_string_sized_new (strlen (text) + 1);
  gboolean in_string = FALSE;

  while (*text != '\0')
    {
      gboolean after_digit = mended->len > 0 && g_ascii_isdigit (mended->str[mended->len - 1]);

      if (*text == '"')
        in_string = !in_string;
      if (!in_string && *text == 'e' && after_digit)
        text = mend_exponent (text, mended);
      else
        text = mend_character (text, mended);
    }
  return mended;
}

/**
 * dz_wire_print:
 * @node: a JSON value
 *
 * Returns: (transfer full): its text, compact, UTF-8, without a NUL at the end
 */
GBytes *
dz_wire_print (JsonNode *node)
{
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;

  g_return_val_if_fail (node != NULL, NULL);

  json_generator_set_root (generator, node);
  text = json_generator_to_data (generator, NULL);
  return g_string_free_to_bytes (mend (text));
}
