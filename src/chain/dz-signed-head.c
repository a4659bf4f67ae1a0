/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-signed-head.h"

#include <sodium.h>

#include "dz-byte-writer.h"

/* What is signed, all numbers big-endian. The words in front keep a signature over a head from
 * being one over anything else.
 *
 *   15  "duizhao head 1\n"
 *   16  service
 *    8  epoch
 *    8  sequence number
 *   32  SHA-256 of the last entry
 *    8  time
 *   32  public key */
static const char purpose[] = "duizhao head 1\n";

/**
 * dz_signed_head_write:
 * @self: a head; its signature is not looked at
 *
 * Returns: (transfer full): the bytes that are signed
 */
GByteArray *
dz_signed_head_write (const DzSignedHead *self)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) purpose, sizeof purpose - 1);
  g_byte_array_append (bytes, self->service, sizeof self->service);
  dz_byte_writer_add_number (bytes, (guint64) self->epoch, 8);
  dz_byte_writer_add_number (bytes, (guint64) self->seq, 8);
  g_byte_array_append (bytes, self->hash, sizeof self->hash);
  dz_byte_writer_add_number (bytes, (guint64) self->time_us, 8);
  g_byte_array_append (bytes, self->key, sizeof self->key);
  return bytes;
}

/**
 * dz_signed_head_verify:
 * @self: a head from anywhere
 *
 * Whether the key is one to be trusted is another question.
 *
 * Returns: whether it was signed with the key that it names
 */
gboolean
dz_signed_head_verify (const DzSignedHead *self)
{
  g_autoptr(GByteArray) bytes = dz_signed_head_write (self);

  return crypto_sign_verify_detached (self->signature, bytes->data, bytes->len, self->key) == 0;
}
