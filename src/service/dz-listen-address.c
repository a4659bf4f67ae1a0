/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-listen-address.h"

#include <string.h>

static gboolean
refuse (const char *text,
        GError    **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "“%s” is no address and port, as in 127.0.0.1:8080 or [::1]:8080", text);
  return FALSE;
}

static char *
dup_host (const char *text,
          gsize       length)
{
  if (length > 2 && text[0] == '[' && text[length - 1] == ']')
    return g_strndup (text + 1, length - 2);
  if (length == strlen ("localhost") && strncmp (text, "localhost", length) == 0)
    return g_strdup ("127.0.0.1");
  return g_strndup (text, length);
}

/**
 * dz_listen_address_parse:
 * @text: "ADDRESS:PORT", an IPv6 address in brackets; port 0 for any free one
 * @error: return location; G_IO_ERROR_INVALID_ARGUMENT
 *
 * Returns: (transfer full) (nullable): where to listen
 */
GSocketAddress *
dz_listen_address_parse (const char *text,
                         GError    **error)
{
  const char *colon = strrchr (text, ':');
  g_autofree char *host = NULL;
  g_autoptr(GInetAddress) address = NULL;
  guint64 port;

  if (colon != NULL)
    host = dup_host (text, colon - text);
  if (host == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 0, 65535, &port, NULL) ||
      (address = g_inet_address_new_from_string (host)) == NULL)
    {
      refuse (text, error);
      return NULL;
    }
  return g_inet_socket_address_new (address, port);
}

/**
 * dz_listen_address_is_loopback:
 * @address: where to listen
 *
 * Returns: whether only this machine can connect
 */
gboolean
dz_listen_address_is_loopback (GSocketAddress *address)
{
  GInetAddress *inet = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address));

  return g_inet_address_get_is_loopback (inet);
}
