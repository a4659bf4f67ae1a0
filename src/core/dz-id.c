/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-id.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define HASH_LENGTH 64 /* SHA-256 in hex */

static gboolean
is_lower_hex (const char *text,
              gsize       length)
{
  return text != NULL && strlen (text) == length &&
         strspn (text, "0123456789abcdef") == length;
}

/**
 * dz_id_new:
 *
 * Makes an id from the kernel's random numbers.
 *
 * Returns: (transfer full): 32 hex digits
 */
char *
dz_id_new (void)
{
  guint8 bytes[DZ_ID_LENGTH / 2];
  GString *id = g_string_sized_new (DZ_ID_LENGTH);

  while (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes)
    {
      if (errno != EINTR)
        g_error ("the kernel gives no random numbers: %s", g_strerror (errno));
    }
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (id, "%02x", bytes[i]);
  return g_string_free (id, FALSE);
}

/**
 * dz_id_is_valid:
 * @id: (nullable): a text from outside
 *
 * Returns: whether @id has the shape of an id
 */
gboolean
dz_id_is_valid (const char *id)
{
  return is_lower_hex (id, DZ_ID_LENGTH);
}

/**
 * dz_hash_is_valid:
 * @sha256: (nullable): a text from outside
 *
 * Returns: whether @sha256 has the shape of a SHA-256 in hex
 */
gboolean
dz_hash_is_valid (const char *sha256)
{
  return is_lower_hex (sha256, HASH_LENGTH);
}
