/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-draw.h"

#include <string.h>

/* So many bits of the digest fill a double without rounding, and so the number stays below 1. */
#define NUMBER_BITS 53

static guint64
digest (GBytes     *key,
        const char *purpose,
        const char *subject)
{
  g_autoptr(GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, g_bytes_get_data (key, NULL),
                                      g_bytes_get_size (key));
  guint8 bytes[32];
  gsize length = sizeof bytes;
  guint64 number;

  /* The zero at the end of the purpose stands between the two. */
  g_hmac_update (hmac, (const guchar *) purpose, (gssize) strlen (purpose) + 1);
  g_hmac_update (hmac, (const guchar *) subject, (gssize) strlen (subject));
  g_hmac_get_digest (hmac, bytes, &length);
  memcpy (&number, bytes, sizeof number);
  return GUINT64_FROM_BE (number);
}

/**
 * dz_draw_number:
 * @key: DZ_DRAW_KEY_BYTES secret bytes
 * @purpose: what is drawn for; each purpose draws by itself
 * @subject: opaque id of what is drawn or not
 *
 * Draws a number that is the same whenever it is asked for, and that nobody can tell without the
 * key: HMAC-SHA256 (RFC 2104) of purpose and subject, its first 53 bits.
 *
 * Returns: from 0 to below 1
 */
double
dz_draw_number (GBytes     *key,
                const char *purpose,
                const char *subject)
{
  g_return_val_if_fail (key != NULL && g_bytes_get_size (key) == DZ_DRAW_KEY_BYTES, 0);
  g_return_val_if_fail (purpose != NULL && subject != NULL, 0);

  return (double) (digest (key, purpose, subject) >> (64 - NUMBER_BITS)) /
         (double) (G_GUINT64_CONSTANT (1) << NUMBER_BITS);
}

/**
 * dz_draw_picks:
 * @key: as of dz_draw_number()
 * @purpose: as of dz_draw_number()
 * @subject: as of dz_draw_number()
 * @percent: how many of a hundred are drawn; 0 for none, 100 for all
 *
 * Returns: whether @subject is drawn
 */
gboolean
dz_draw_picks (GBytes     *key,
               const char *purpose,
               const char *subject,
               guint       percent)
{
  g_return_val_if_fail (percent <= 100, FALSE);

  return dz_draw_number (key, purpose, subject) * 100 < percent;
}
