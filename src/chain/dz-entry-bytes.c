/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-entry-bytes.h"

#include "dz-byte-writer.h"
#include "dz-entry-view.h"

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
  dz_byte_writer_add_number (bytes, (guint64) entry->seq, 8);
  dz_byte_writer_add_number (bytes, (guint64) entry->time_us, 8);
  dz_byte_writer_add_word (bytes, entry->kind, DZ_ENTRY_KIND_MAX);
  dz_byte_writer_add_word (bytes, entry->actor, DZ_ENTRY_ACTOR_MAX);
  dz_byte_writer_add_word (bytes, entry->subject, DZ_ENTRY_SUBJECT_MAX);
  dz_byte_writer_add_word (bytes, entry->outcome, DZ_ENTRY_OUTCOME_MAX);
  append_hash (bytes, entry->detail_hash);
  append_hash (bytes, entry->previous_hash);
  return bytes;
}

/**
 * dz_entry_hash_to_hex:
 * @hash: (array fixed-size=32): a SHA-256
 *
 * Returns: (transfer full): it in hex; "" for zeros, which stand for none
 */
char *
dz_entry_hash_to_hex (const guint8 *hash)
{
  char *hex = g_malloc (2 * DZ_ENTRY_HASH_LENGTH + 1);

  if (sodium_is_zero (hash, DZ_ENTRY_HASH_LENGTH))
    *hex = '\0';
  else
    sodium_bin2hex (hex, 2 * DZ_ENTRY_HASH_LENGTH + 1, hash, DZ_ENTRY_HASH_LENGTH);
  return hex;
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
  DzEntryView view;
  DzEntry *entry;

  if (!dz_entry_view_read (&view, bytes, length))
    return NULL;
  entry = dz_entry_new ();
  entry->seq = view.seq;
  entry->time_us = view.time_us;
  entry->kind = dz_entry_word_dup (&view.kind);
  entry->actor = dz_entry_word_dup (&view.actor);
  entry->subject = dz_entry_word_dup (&view.subject);
  entry->outcome = dz_entry_word_dup (&view.outcome);
  entry->detail_hash = dz_entry_hash_to_hex (view.detail_hash);
  entry->previous_hash = dz_entry_hash_to_hex (view.previous_hash);
  entry->hash = dz_entry_bytes_hash (bytes, length);
  return entry;
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
  return dz_entry_hash_to_hex (hash);
}

/**
 * dz_entry_detail_digest:
 * @salt: (array fixed-size=16): random bytes
 * @detail: a detail
 * @hash: (out caller-allocates) (array fixed-size=32): SHA-256 of salt ‖ detail, which says nothing
 *   of the detail once the salt is gone
 */
void
dz_entry_detail_digest (const guint8 *salt,
                        const char   *detail,
                        guint8       *hash)
{
  crypto_hash_sha256_state state;

  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, salt, DZ_ENTRY_SALT_LENGTH);
  crypto_hash_sha256_update (&state, (const guint8 *) detail, strlen (detail));
  crypto_hash_sha256_final (&state, hash);
}

/**
 * dz_entry_detail_hash:
 * @salt: (array fixed-size=16): random bytes
 * @detail: a detail
 *
 * Returns: (transfer full): the same in hex
 */
char *
dz_entry_detail_hash (const guint8 *salt,
                      const char   *detail)
{
  guint8 hash[crypto_hash_sha256_BYTES];

  dz_entry_detail_digest (salt, detail, hash);
  return dz_entry_hash_to_hex (hash);
}
