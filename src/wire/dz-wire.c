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
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(GError) local_error = NULL;
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
  /* A copy, because the walk and the parser both want a NUL behind the last byte. */
  text = g_malloc (length + 1);
  if (length > 0)
    memcpy (text, g_bytes_get_data (bytes, NULL), length);
  text[length] = '\0';
  if (!check_text (text, length, error))
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, length, &local_error))
    {
      g_set_error (error, DZ_WIRE_ERROR, DZ_WIRE_ERROR_SYNTAX, "reading JSON: %s",
                   local_error->message);
      return NULL;
    }
  return json_parser_steal_root (parser);
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
  char *text;
  gsize length;

  g_return_val_if_fail (node != NULL, NULL);

  json_generator_set_root (generator, node);
  text = json_generator_to_data (generator, &length);
  return g_bytes_new_take (text, length);
}
