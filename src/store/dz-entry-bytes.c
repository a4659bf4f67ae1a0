/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-entry-bytes.h"

#include "dz-store-history.h"

#include <sodium.h>
#include <string.h>

/* The canonical bytes of an entry, format 1. All numbers are big-endian.
 *
 *   offset  length  what
 *        0       1  format, 1
 *        1       8  sequence number, unsigned; 1 for the first entry
 *        9       8  service time, signed, microseconds since 1970 UTC
 *       17     1+n  kind: length in bytes, then UTF-8      n ≤ 32
 *              1+n  actor, the same way                    n ≤ 64
 *              1+n  subject                                n ≤ 64
 *              1+n  outcome                                n ≤ 48
 *               32  SHA-256 of salt ‖ detail; zeros where there is no detail
 *               32  SHA-256 of the previous entry's bytes; zeros for the first entry
 *
 * Nothing follows. An entry's hash is the SHA-256 of exactly these bytes. At most
 * 17 + 4 + 208 + 64 = 293 bytes. Bytes of a format, once written, are never written differently. */

#define FIXED_LENGTH (1 + 8 + 8 + 4 + 2 * DZ_ENTRY_HASH_LENGTH)

G_STATIC_ASSERT (FIXED_LENGTH + DZ_ENTRY_KIND_MAX + DZ_ENTRY_ACTOR_MAX + DZ_ENTRY_SUBJECT_MAX +
                   DZ_ENTRY_OUTCOME_MAX <=
                 DZ_ENTRY_BYTES_MAX);

/* What is left to read; NULL once it did not suffice. */
typedef struct
{
  const guint8 *at;
  gsize         left;
} Reader;

static void
append_number (GByteArray *bytes,
               guint64     number)
{
  guint64 big_endian = GUINT64_TO_BE (number);

  g_byte_array_append (bytes, (const guint8 *) &big_endian, sizeof big_endian);
}

static void
append_text (GByteArray *bytes,
             const char *text,
             gsize       max)
{
  guint8 length = (guint8) strlen (text);

  g_assert (strlen (text) <= max);
  g_byte_array_append (bytes, &length, 1);
  g_byte_array_append (bytes, (const guint8 *) text, length);
}

static void
append_hash (GByteArray *bytes,
             const char *hex)
{
  guint8 hash[DZ_ENTRY_HASH_LENGTH] = { 0 };

  if (*hex != '\0')
    sodium_hex2bin (hash, sizeof hash, hex, strlen (hex), NULL, NULL, NULL);
  g_byte_array_append (bytes, hash, sizeof hash);
}

/**
 * dz_entry_bytes_write:
 * @entry: an entry; its texts within their limits, its hashes in hex or ""
 *
 * Returns: (transfer full): the canonical bytes
 */
GByteArray *
dz_entry_bytes_write (const DzEntry *entry)
{
  GByteArray *bytes = g_byte_array_sized_new (DZ_ENTRY_BYTES_MAX);
  guint8 format = DZ_ENTRY_FORMAT;

  g_byte_array_append (bytes, &format, 1);
  append_number (bytes, (guint64) entry->seq);
  append_number (bytes, (guint64) entry->time_us);
  append_text (bytes, entry->kind, DZ_ENTRY_KIND_MAX);
  append_text (bytes, entry->actor, DZ_ENTRY_ACTOR_MAX);
  append_text (bytes, entry->subject, DZ_ENTRY_SUBJECT_MAX);
  append_text (bytes, entry->outcome, DZ_ENTRY_OUTCOME_MAX);
  append_hash (bytes, entry->detail_hash);
  append_hash (bytes, entry->previous_hash);
  return bytes;
}

static const guint8 *
take (Reader *reader,
      gsize   length)
{
  const guint8 *bytes = reader->at;

  if (bytes == NULL || reader->left < length)
    {
      reader->at = NULL;
      return NULL;
    }
  reader->at += length;
  reader->left -= length;
  return bytes;
}

static guint64
take_number (Reader *reader)
{
  const guint8 *bytes = take (reader, sizeof (guint64));
  guint64 number = 0;

  if (bytes != NULL)
    memcpy (&number, bytes, sizeof number);
  return GUINT64_FROM_BE (number);
}

static char *
take_text (Reader *reader,
           gsize   max)
{
  const guint8 *length = take (reader, 1);
  const guint8 *text = length != NULL && *length <= max ? take (reader, *length) : NULL;

  if (text == NULL || !g_utf8_validate_len ((const char *) text, *length, NULL))
    {
      reader->at = NULL;
      return g_strdup ("");
    }
  return g_strndup ((const char *) text, *length);
}

static char *
to_hex (const guint8 *bytes,
        gsize         length)
{
  char *hex = g_malloc (2 * length + 1);

  return sodium_bin2hex (hex, 2 * length + 1, bytes, length);
}

static char *
take_hash (Reader *reader)
{
  const guint8 *bytes = take (reader, DZ_ENTRY_HASH_LENGTH);

  if (bytes == NULL || sodium_is_zero (bytes, DZ_ENTRY_HASH_LENGTH))
    return g_strdup ("");
  return to_hex (bytes, DZ_ENTRY_HASH_LENGTH);
}

/**
 * dz_entry_bytes_read:
 * @bytes: (array length=length): canonical bytes, perhaps
 * @length: how many
 *
 * Reads an entry; its hash is computed, its detail and name are left empty.
 *
 * Returns: (transfer full) (nullable): the entry; %NULL where the bytes have not exactly the form
 */
DzEntry *
dz_entry_bytes_read (const guint8 *bytes,
                     gsize         length)
{
  g_autoptr(DzEntry) entry = dz_entry_new ();
  Reader reader = { bytes, length };
  const guint8 *format = take (&reader, 1);

  if (format == NULL || *format != DZ_ENTRY_FORMAT)
    return NULL;
  entry->seq = (gint64) take_number (&reader);
  entry->time_us = (gint64) take_number (&reader);
  entry->kind = take_text (&reader, DZ_ENTRY_KIND_MAX);
  entry->actor = take_text (&reader, DZ_ENTRY_ACTOR_MAX);
  entry->subject = take_text (&reader, DZ_ENTRY_SUBJECT_MAX);
  entry->outcome = take_text (&reader, DZ_ENTRY_OUTCOME_MAX);
  entry->detail_hash = take_hash (&reader);
  entry->previous_hash = take_hash (&reader);
  if (reader.at == NULL || reader.left != 0)
    return NULL;
  entry->hash = dz_entry_bytes_hash (bytes, length);
  return g_steal_pointer (&entry);
}

/**
 * dz_entry_bytes_hash:
 * @bytes: (array length=length): canonical bytes
 * @length: how many
 *
 * Returns: (transfer full): their SHA-256 in hex
 */
char *
dz_entry_bytes_hash (const guint8 *bytes,
                     gsize         length)
{
  guint8 hash[crypto_hash_sha256_BYTES];

  crypto_hash_sha256 (hash, bytes, length);
  return to_hex (hash, sizeof hash);
}

/**
 * dz_entry_detail_hash:
 * @salt: DZ_ENTRY_SALT_LENGTH random bytes
 * @detail: a detail
 *
 * Returns: (transfer full): SHA-256 of salt ‖ detail in hex, which says nothing of the detail once
 *   the salt is gone
 */
char *
dz_entry_detail_hash (const guint8 *salt,
                      const char   *detail)
{
  crypto_hash_sha256_state state;
  guint8 hash[crypto_hash_sha256_BYTES];

  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, salt, DZ_ENTRY_SALT_LENGTH);
  crypto_hash_sha256_update (&state, (const guint8 *) detail, strlen (detail));
  crypto_hash_sha256_final (&state, hash);
  return to_hex (hash, sizeof hash);
}
