/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-entry-bytes.h"

#include <string.h>

#define HASH "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static DzEntry *
make_entry (void)
{
  DzEntry *entry = dz_entry_new ();

  entry->seq = 0x0102030405060708;
  entry->time_us = 1652155200000000;
  entry->kind = g_strdup ("decide");
  entry->actor = g_strdup ("ab");
  entry->subject = g_strdup ("cd");
  entry->outcome = g_strdup ("reject");
  entry->detail_hash = g_strdup (HASH);
  entry->previous_hash = g_strdup ("");
  return entry;
}

/* Format 1, byte by byte. These bytes are in chains that must verify for years: where this test
 * fails, a new format is needed and not a new test. */
static void
test_format_1 (void)
{
  static const guint8 expected[] = {
    0x01,                                           /* format */
    0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, /* sequence */
    0x00, 0x05, 0xde, 0xa0, 0x5b, 0xcf, 0x50, 0x00, /* time */
    0x06, 'd', 'e', 'c', 'i', 'd', 'e',             /* kind */
    0x02, 'a', 'b',                                 /* actor */
    0x02, 'c', 'd',                                 /* subject */
    0x06, 'r', 'e', 'j', 'e', 'c', 't',             /* outcome */
    0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff,
    0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
  };
  g_autoptr(DzEntry) entry = make_entry ();
  g_autoptr(GByteArray) bytes = dz_entry_bytes_write (entry);

  g_assert_cmpmem (bytes->data, bytes->len, expected, sizeof expected);
}

static void
test_round_trip (void)
{
  g_autoptr(DzEntry) entry = make_entry ();
  g_autoptr(GByteArray) bytes = dz_entry_bytes_write (entry);
  g_autoptr(DzEntry) read = dz_entry_bytes_read (bytes->data, bytes->len);
  g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data,
                                                         bytes->len);

  g_assert_cmpint (read->seq, ==, entry->seq);
  g_assert_cmpint (read->time_us, ==, entry->time_us);
  g_assert_cmpstr (read->kind, ==, entry->kind);
  g_assert_cmpstr (read->actor, ==, entry->actor);
  g_assert_cmpstr (read->subject, ==, entry->subject);
  g_assert_cmpstr (read->outcome, ==, entry->outcome);
  g_assert_cmpstr (read->detail_hash, ==, HASH);
  g_assert_cmpstr (read->previous_hash, ==, "");
  g_assert_cmpstr (read->hash, ==, sha256);
}

static void
test_longest (void)
{
  g_autoptr(DzEntry) entry = make_entry ();
  g_autoptr(GByteArray) bytes = NULL;
  g_autoptr(DzEntry) read = NULL;

  g_free (entry->kind);
  entry->kind = g_strnfill (DZ_ENTRY_KIND_MAX, 'k');
  g_free (entry->actor);
  entry->actor = g_strnfill (DZ_ENTRY_ACTOR_MAX, 'a');
  g_free (entry->subject);
  entry->subject = g_strnfill (DZ_ENTRY_SUBJECT_MAX, 's');
  g_free (entry->outcome);
  entry->outcome = g_strnfill (DZ_ENTRY_OUTCOME_MAX, 'o');
  bytes = dz_entry_bytes_write (entry);
  g_assert_cmpuint (bytes->len, <=, DZ_ENTRY_BYTES_MAX);
  read = dz_entry_bytes_read (bytes->data, bytes->len);
  g_assert_cmpstr (read->outcome, ==, entry->outcome);
}

/* Foreign bytes are refused, at whatever place they end or change. */
static void
test_foreign_bytes (void)
{
  g_autoptr(DzEntry) entry = make_entry ();
  g_autoptr(GByteArray) bytes = dz_entry_bytes_write (entry);

  for (gsize length = 0; length < bytes->len; length++)
    {
      g_autofree guint8 *cut = g_memdup2 (bytes->data, length); /* so that ASan sees the end */

      g_assert_null (dz_entry_bytes_read (cut, length));
    }
  for (guint i = 0; i < bytes->len; i++)
    {
      g_autofree guint8 *changed = g_memdup2 (bytes->data, bytes->len);
      g_autoptr(DzEntry) read = NULL;

      changed[i] = 0xff;
      read = dz_entry_bytes_read (changed, bytes->len); /* whatever it says, it must not overrun */
      g_assert_true (read == NULL || strcmp (read->hash, "") != 0);
    }
}

static void
test_detail_hash (void)
{
  static const guint8 salt[DZ_ENTRY_SALT_LENGTH] = "0123456789abcdef";
  g_autofree char *hash = dz_entry_detail_hash (salt, "{}");
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256,
                                                           "0123456789abcdef{}", -1);

  g_assert_cmpstr (hash, ==, sha256);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chain/entry-bytes/format-1", test_format_1);
  g_test_add_func ("/chain/entry-bytes/round-trip", test_round_trip);
  g_test_add_func ("/chain/entry-bytes/longest", test_longest);
  g_test_add_func ("/chain/entry-bytes/foreign", test_foreign_bytes);
  g_test_add_func ("/chain/entry-bytes/detail-hash", test_detail_hash);
  return g_test_run ();
}
