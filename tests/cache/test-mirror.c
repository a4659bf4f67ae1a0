/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk's copy of a history: what it takes, and what it says to what it does not. */
#include "mirror-desk.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

static void
test_catch_up (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (1, 100);
  g_autoptr(GError) error = NULL;
  DzSignedHead head;

  g_assert_cmpint (dz_mirror_get_seq (desk->mirror), ==, 0);
  g_assert_false (dz_mirror_read_head (desk->mirror, &head, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_NOT_FOUND, "signed");
  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);
  mirror_desk_assert_same (desk);
  mirror_desk_assert_whole (desk);
  g_assert_true (dz_mirror_read_head (desk->mirror, &head, &error));
  g_assert_cmpint (head.seq, ==, 100);
  mirror_desk_close (desk);
  mirror_desk_open (desk);
  mirror_desk_assert_same (desk);
  mirror_desk_compare (desk, desk->service, &error);
  g_assert_no_error (error);
}

/* One desk, two programs: what one takes the other sees, and goes on from. */
static void
test_two_openers (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (2, 40);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMirror) other = dz_mirror_open (desk->dir, desk->service->service, &error);
  g_autoptr(GByteArray) first = dz_test_chain_feed (desk->service, 0, 20);
  g_autoptr(GByteArray) second = dz_test_chain_feed (desk->service, 20, 10);
  g_autoptr(GByteArray) third = dz_test_chain_feed (desk->service, 30, 10);

  g_assert_no_error (error);
  g_assert_true (dz_mirror_take (desk->mirror, 0, first->data, first->len, &error));
  g_assert_true (dz_mirror_take (other, 20, second->data, second->len, &error));
  g_assert_true (dz_mirror_take (desk->mirror, 30, third->data, third->len, &error));
  g_assert_true (dz_mirror_refresh (other, &error));
  g_assert_no_error (error);
  g_assert_cmpint (dz_mirror_get_seq (other), ==, 40);
  mirror_desk_assert_same (desk);
  mirror_desk_assert_whole (desk);
}

/* A page that was cut off, or is none, leaves nothing behind. */
static void
test_broken_feed (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (3, 30);
  g_autoptr(GByteArray) feed = dz_test_chain_feed (desk->service, 0, 30);
  g_autoptr(GByteArray) later = dz_test_chain_feed (desk->service, 5, 10);
  g_autoptr(GError) error = NULL;

  for (guint length = 0; length < feed->len; length += 7)
    {
      g_assert_false (dz_mirror_take (desk->mirror, 0, feed->data, length, &error));
      mirror_assert_told (&error, DZ_CACHE_ERROR_FEED, "broke off");
      g_assert_cmpint (dz_mirror_get_seq (desk->mirror), ==, 0);
    }
  g_assert_false (dz_mirror_take (desk->mirror, 5, later->data, later->len, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_FEED, "up to entry 0");
  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);
  mirror_desk_assert_whole (desk);
}

static void
test_bad_aspects (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (4, 5);
  g_autoptr(GByteArray) feed = NULL;
  g_autoptr(GError) error = NULL;

  g_bytes_unref (g_ptr_array_index (desk->service->aspects, 2));
  g_ptr_array_index (desk->service->aspects, 2) = g_bytes_new_static ("\x02", 1);
  feed = dz_test_chain_feed (desk->service, 0, 5);
  g_assert_false (dz_mirror_take (desk->mirror, 0, feed->data, feed->len, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_FEED, "entry 3");
  g_assert_cmpint (dz_mirror_get_seq (desk->mirror), ==, 0);
}

/* What is promised is held to: here the feed is not the history whose head was signed. */
static void
test_promise (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (5, 30);
  g_autoptr(DzTestChain) other = dz_test_chain_copy (desk->service);
  g_autoptr(GByteArray) feed = NULL;
  g_autoptr(GError) error = NULL;
  DzSignedHead head = dz_test_chain_sign (desk->service, 30);

  g_assert_true (dz_mirror_meet_head (desk->mirror, &head, &error));
  dz_test_chain_cut (other, 20);
  while (other->entries->len < 30)
    dz_test_chain_add (other, "examine", "pending");
  feed = dz_test_chain_feed (other, 0, 30);
  g_assert_false (dz_mirror_take (desk->mirror, 0, feed->data, feed->len, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_FORK, "at entry 30 or before");
  g_assert_cmpint (dz_mirror_get_seq (desk->mirror), ==, 0);
  head = dz_test_chain_sign (other, 30);
  g_assert_false (dz_mirror_meet_head (desk->mirror, &head, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_TWO_SERVICES, "Two services");
}

static void
test_signature (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (6, 10);
  g_autoptr(GError) error = NULL;
  DzSignedHead head = dz_test_chain_sign (desk->service, 10);

  head.signature[3] ^= 1;
  g_assert_false (dz_mirror_meet_head (desk->mirror, &head, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_SIGNATURE, "does not hold");
  head = dz_test_chain_sign (desk->service, 10);
  head.service[0] ^= 1;
  dz_chain_key_sign (desk->service->key, &head);
  g_assert_false (dz_mirror_meet_head (desk->mirror, &head, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_TWO_SERVICES, "another history");
}

static void
test_unknown_key (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (7, 20);
  g_autoptr(DzTestChain) other = dz_test_chain_copy (desk->service);
  g_autoptr(GError) error = NULL;
  guint8 key[DZ_HEAD_KEY_LENGTH];

  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);
  other->key = dz_chain_key_new ();
  other->owns_key = TRUE;
  dz_chain_key_get (other->key, key);
  g_assert_false (dz_mirror_pin_key (desk->mirror, key, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_KEY, "does not know");
  g_assert_false (mirror_desk_catch_up (desk, other, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_KEY, "does not know");
  /* With a key and a past of its own it is another service. */
  dz_test_chain_cut (other, 15);
  while (other->entries->len < 20)
    dz_test_chain_add (other, "examine", "pending");
  g_assert_false (mirror_desk_catch_up (desk, other, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_TWO_SERVICES, "at entry 20");
}

/* The old key signs the entry that announces the new one; from then on the old one is over. */
static void
test_rotation (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (8, 20);
  DzTestChain *service = desk->service;
  g_autoptr(DzChainKey) next = dz_chain_key_new ();
  g_autofree char *name = NULL;
  g_autoptr(GByteArray) feed = NULL;
  g_autoptr(GError) error = NULL;
  guint8 key[DZ_HEAD_KEY_LENGTH];
  DzSignedHead by_old;
  DzSignedHead by_new;
  DzSignedHead late;
  gint64 seq;

  mirror_desk_catch_up (desk, service, &error);
  g_assert_no_error (error);
  dz_chain_key_get (next, key);
  name = dz_chain_key_name (key);
  dz_test_chain_add (service, "key-rotate", name);
  by_old = dz_test_chain_sign (service, 21);
  for (guint i = 0; i < 5; i++)
    dz_test_chain_add (service, "examine", "pending");
  late = dz_test_chain_sign (service, 26);
  by_new = late;
  dz_chain_key_sign (next, &by_new);

  /* This desk was not there while the key changed. */
  g_assert_false (dz_mirror_meet_head (desk->mirror, &by_new, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_KEY, "does not know");
  feed = dz_test_chain_feed (service, 20, 10);
  g_assert_true (dz_mirror_take (desk->mirror, 20, feed->data, feed->len, &error));
  g_assert_true (dz_mirror_read_rotation (desk->mirror, &seq, &error));
  g_assert_cmpint (seq, ==, 21);
  g_assert_false (dz_mirror_meet_head (desk->mirror, &by_new, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_KEY, "not yet signed the change");
  g_assert_true (dz_mirror_keep_head (desk->mirror, &by_old, &error));
  g_assert_true (dz_mirror_read_rotation (desk->mirror, &seq, &error));
  g_assert_cmpint (seq, ==, 0);
  g_assert_true (dz_mirror_meet_head (desk->mirror, &by_new, &error));
  g_assert_no_error (error);
  g_assert_true (dz_mirror_pin_key (desk->mirror, key, &error));

  /* Whoever has found the old key can no longer use it. */
  g_assert_false (dz_mirror_meet_head (desk->mirror, &late, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_KEY, "does not know");
  mirror_desk_assert_whole (desk);
  mirror_desk_assert_same (desk);
}

static void
test_clock (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (9, 20);
  g_autoptr(GError) error = NULL;
  DzSignedHead head = dz_test_chain_sign (desk->service, 20);

  head.time_us += 100 * G_USEC_PER_SEC;
  dz_chain_key_sign (desk->service->key, &head);
  g_assert_true (dz_mirror_meet_head (desk->mirror, &head, &error));
  head.time_us -= 60 * G_USEC_PER_SEC;
  dz_chain_key_sign (desk->service->key, &head);
  g_assert_false (dz_mirror_meet_head (desk->mirror, &head, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_CLOCK, "60 seconds");
}

/* The service ends before this desk's copy and does not say why. */
static void
test_cut (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (10, 40);
  g_autoptr(DzTestChain) cut = dz_test_chain_copy (desk->service);
  g_autoptr(GError) error = NULL;

  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);
  dz_test_chain_cut (cut, 33);
  g_assert_false (mirror_desk_catch_up (desk, cut, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_FORK, "ends at entry 33");
  g_assert_false (mirror_desk_compare (desk, cut, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_FORK, "no longer has entry 34");
}

/* A service that was put back to 25 of 40 and says so: what was lost stays beside the history. */
static void
restore (DzTestChain *service,
         gint64       seq)
{
  g_autofree char *epoch = g_strdup_printf ("%d", (int) service->epoch + 1);

  dz_test_chain_cut (service, seq);
  dz_test_chain_add (service, "epoch", epoch);
  service->epoch++;
  for (guint i = 0; i < 30; i++)
    dz_test_chain_add (service, "examine", "pending");
}

static void
test_epoch (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (11, 40);
  g_autoptr(GError) error = NULL;
  DzSignedHead old = dz_test_chain_sign (desk->service, 40);
  g_auto(DzMirrorCheck) check = { 0 };
  g_autoptr(GByteArray) feed = NULL;
  DzSignedHead head;

  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);
  restore (desk->service, 25);
  head = dz_test_chain_sign (desk->service, desk->service->entries->len);
  g_assert_true (dz_mirror_meet_head (desk->mirror, &head, &error));
  feed = dz_test_chain_feed (desk->service, 40, 10);
  g_assert_false (dz_mirror_take (desk->mirror, 40, feed->data, feed->len, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_EPOCH, "restored from a backup");
  g_clear_pointer (&feed, g_byte_array_unref);
  feed = dz_test_chain_feed (desk->service, 20, 100);
  g_assert_false (dz_mirror_take (desk->mirror, 20, feed->data, feed->len, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_EPOCH, "from entry 26");

  g_assert_true (dz_mirror_begin_epoch (desk->mirror, &head, &old, 20, feed->data, feed->len,
                                        &error));
  g_assert_no_error (error);
  g_assert_cmpint (dz_mirror_get_epoch (desk->mirror), ==, 2);
  mirror_desk_assert_same (desk);
  dz_mirror_verify (desk->mirror, NULL, NULL, NULL, &check, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (check.problem, ==, NULL);
  g_assert_cmpint (check.left_behind, ==, 15);
  g_assert_cmpint (check.signed_seq, ==, 56);

  /* The old service, still running somewhere, is over. */
  g_assert_false (dz_mirror_meet_head (desk->mirror, &old, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_FORK, "of epoch 2");
  mirror_desk_close (desk);
  mirror_desk_open (desk);
  g_assert_true (dz_mirror_check_note (desk->mirror, &error));
}

/* A desk that had not come as far as the backup sees nothing but one more entry. */
static void
test_epoch_ahead (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (12, 40);
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) feed = dz_test_chain_feed (desk->service, 0, 20);

  g_assert_true (dz_mirror_take (desk->mirror, 0, feed->data, feed->len, &error));
  restore (desk->service, 25);
  restore (desk->service, 30);
  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);
  g_assert_cmpint (dz_mirror_get_epoch (desk->mirror), ==, 3);
  mirror_desk_assert_same (desk);
  mirror_desk_assert_whole (desk);
}

/* Restored once more, before where the last epoch began. */
static void
test_epoch_again (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (13, 40);
  g_autoptr(DzTestChain) backup = dz_test_chain_copy (desk->service);
  g_autoptr(GError) error = NULL;

  desk->service->owns_key = FALSE;
  backup->owns_key = TRUE;
  mirror_desk_catch_up (desk, desk->service, &error);
  for (guint round = 0; round < 2; round++)
    {
      DzSignedHead old = dz_test_chain_sign (desk->service, desk->service->entries->len);
      g_autoptr(GByteArray) feed = NULL;
      DzSignedHead head;

      backup->epoch = desk->service->epoch;
      dz_test_chain_free (desk->service);
      desk->service = dz_test_chain_copy (backup);
      restore (desk->service, 35 - 10 * round);
      head = dz_test_chain_sign (desk->service, desk->service->entries->len);
      feed = dz_test_chain_feed (desk->service, 20, 100);
      dz_mirror_begin_epoch (desk->mirror, &head, &old, 20, feed->data, feed->len, &error);
      g_assert_no_error (error);
      mirror_desk_assert_same (desk);
      mirror_desk_assert_whole (desk);
    }
  g_assert_cmpint (dz_mirror_get_epoch (desk->mirror), ==, 3);
}

static void
test_false_epoch (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (14, 40);
  g_autoptr(DzTestChain) first = dz_test_chain_copy (desk->service);
  g_autoptr(DzTestChain) second = dz_test_chain_copy (desk->service);
  g_autoptr(GByteArray) feed = NULL;
  g_autoptr(GError) error = NULL;
  DzSignedHead old;
  DzSignedHead head;

  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);

  /* It parts at 21, but says only at 26 that it was restored. */
  dz_test_chain_cut (first, 20);
  while (first->entries->len < 25)
    dz_test_chain_add (first, "examine", "pending");
  restore (first, 25);
  old = dz_test_chain_sign (desk->service, 40);
  head = dz_test_chain_sign (first, first->entries->len);
  feed = dz_test_chain_feed (first, 10, 100);
  g_assert_false (dz_mirror_begin_epoch (desk->mirror, &head, &old, 10, feed->data, feed->len,
                                         &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_FORK, "Entry 21");

  /* It names a past of which this desk has seen another. */
  old = dz_test_chain_sign (first, 25);
  old.epoch = 1;
  dz_chain_key_sign (first->key, &old);
  g_assert_false (dz_mirror_begin_epoch (desk->mirror, &head, &old, 10, feed->data, feed->len,
                                         &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_TWO_SERVICES, "entry 25");

  /* Two that were restored from one backup into one epoch. */
  old = dz_test_chain_sign (desk->service, 40);
  restore (desk->service, 30);
  head = dz_test_chain_sign (desk->service, desk->service->entries->len);
  g_clear_pointer (&feed, g_byte_array_unref);
  feed = dz_test_chain_feed (desk->service, 0, 100);
  g_assert_true (dz_mirror_begin_epoch (desk->mirror, &head, &old, 0, feed->data, feed->len,
                                        &error));
  dz_test_chain_add (second, "examine", "pending");
  dz_test_chain_cut (second, 30);
  dz_test_chain_add (second, "epoch", "2");
  dz_test_chain_rehash (second, 31);
  second->epoch = 2;
  {
    g_autoptr(GBytes) sealed = g_bytes_ref (g_ptr_array_index (second->entries, 30));
    g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (sealed, NULL),
                                          g_bytes_get_size (sealed));

    bytes[16] ^= 1; /* at another time */
    g_bytes_unref (g_ptr_array_index (second->entries, 30));
    g_ptr_array_index (second->entries, 30) = g_bytes_new (bytes, g_bytes_get_size (sealed));
  }
  g_assert_false (mirror_desk_compare (desk, second, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_TWO_SERVICES, "from entry 31");
  mirror_desk_assert_same (desk);
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (to, bytes, (gssize) length, NULL));
}

/* An older copy was put back: it looks whole, but the note beside it tells; it catches up again,
 * and only with the history that was signed. */
static void
test_older_file (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (15, 60);
  g_autofree char *file = mirror_desk_name_file (desk, ".sqlite");
  g_autofree char *copy = mirror_desk_name_file (desk, ".copy");
  g_autoptr(DzTestChain) other = dz_test_chain_copy (desk->service);
  g_autoptr(GByteArray) feed = dz_test_chain_feed (desk->service, 0, 30);
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_mirror_take (desk->mirror, 0, feed->data, feed->len, &error));
  mirror_desk_close (desk);
  copy_file (file, copy);
  mirror_desk_open (desk);
  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);
  mirror_desk_close (desk);
  copy_file (copy, file);
  mirror_desk_open (desk);
  g_assert_false (dz_mirror_check_note (desk->mirror, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_BEHIND, "ends at entry 30");

  /* A service that has changed since is found out all the same. */
  dz_test_chain_cut (other, 45);
  while (other->entries->len < 60)
    dz_test_chain_add (other, "examine", "pending");
  g_assert_false (mirror_desk_catch_up (desk, other, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_TWO_SERVICES, "entry 60");
  dz_test_chain_add (other, "examine", "pending");
  g_assert_false (mirror_desk_catch_up (desk, other, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_FORK, "entry 60 or before");
  mirror_desk_close (desk);
  copy_file (copy, file);
  mirror_desk_open (desk);
  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);
  mirror_desk_assert_same (desk);
  mirror_desk_close (desk);
  mirror_desk_open (desk);
  g_assert_true (dz_mirror_check_note (desk->mirror, &error));
}

static void
open_badly (MirrorDesk  *desk,
            DzCacheError code,
            const char  *part)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (dz_mirror_open (desk->dir, desk->service->service, &error));
  mirror_assert_told (&error, code, part);
}

/* Cut off, overwritten, of a newer release: told, and kept. What is set aside is fetched again, and
 * must come to what was signed. */
static void
test_bad_file (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (16, 200);
  g_autofree char *file = mirror_desk_name_file (desk, ".sqlite");
  g_autofree char *copy = mirror_desk_name_file (desk, ".copy");
  g_autofree char *aside = NULL;
  g_autoptr(GError) error = NULL;
  GStatBuf status;
  sqlite3 *db = NULL;

  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);
  mirror_desk_close (desk);
  copy_file (file, copy);

  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmpint (truncate (file, status.st_size / 2), ==, 0);
  open_badly (desk, DZ_CACHE_ERROR_DAMAGED, "can be set aside");
  g_assert_true (g_file_set_contents (file, "no copy of anything", -1, NULL));
  open_badly (desk, DZ_CACHE_ERROR_OPEN, "can be set aside");

  copy_file (copy, file);
  g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA user_version = 99", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  open_badly (desk, DZ_CACHE_ERROR_TOO_NEW, "newer version");

  g_assert_true (dz_mirror_set_aside (desk->dir, desk->service->service, &aside, &error));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  mirror_desk_open (desk);
  g_assert_false (dz_mirror_check_note (desk->mirror, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_BEHIND, "ends at entry 0");
  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);
  mirror_desk_assert_same (desk);
  mirror_desk_assert_whole (desk);
}

static void
test_bad_note (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (17, 20);
  g_autofree char *note = mirror_desk_name_file (desk, ".head");
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);
  mirror_desk_close (desk);
  g_assert_true (g_file_get_contents (note, &text, NULL, NULL));
  text[60] = text[60] == '0' ? '1' : '0';
  g_assert_true (g_file_set_contents (note, text, -1, NULL));
  mirror_desk_open (desk);
  g_assert_false (dz_mirror_check_note (desk->mirror, &error));
  mirror_assert_told (&error, DZ_CACHE_ERROR_DAMAGED, "cannot be told");
}

/* As a damaged disk, or a hand in the file, leaves it. */
static void
test_verify (void)
{
  static const struct
  {
    const char *sql;
    gint64      first_bad;
    const char *part;
  } faults[] = {
    { "UPDATE entries SET bytes = zeroblob(20) WHERE seq = 50", 50, "form of an entry" },
    { "DELETE FROM entries WHERE seq = 50", 50, "missing" },
    { "UPDATE entries SET bytes = (SELECT bytes FROM entries WHERE seq = 49) WHERE seq = 50", 50,
      "another place" },
    { "UPDATE entries SET aspects = (SELECT aspects FROM entries WHERE seq = 7) WHERE seq = 50",
      50, "index" },
    { "INSERT INTO entries SELECT 101, bytes, aspects FROM entries WHERE seq = 100", 101,
      "not in the chain" },
    { "DELETE FROM subjects WHERE seq = 50", 1, "index" },
    { "INSERT INTO subjects VALUES (9, 1, 1)", 101, "no entry made" },
    { "UPDATE postings SET n = n + 1 WHERE id = 1 << 24", 1, "index" },
    { "UPDATE words SET text = 'nobody' WHERE id = 1", 1, "found by" },
    { "UPDATE mirror SET aspects = zeroblob(32)", 100, "found by" },
    { "UPDATE heads SET signature = zeroblob(64)", 100, "signature" },
    { "UPDATE keys SET key = zeroblob(32)", 100, "does not know" },
    { "INSERT INTO epochs VALUES (2, 50)", 1, "epochs" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(MirrorDesk) desk = mirror_desk_new (18, 100);
      g_autofree char *file = mirror_desk_name_file (desk, ".sqlite");
      g_auto(DzMirrorCheck) check = { 0 };
      g_autoptr(GError) error = NULL;
      sqlite3 *db = NULL;

      g_test_message ("%s", faults[i].sql);
      mirror_desk_catch_up (desk, desk->service, &error);
      mirror_desk_close (desk);
      g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, faults[i].sql, NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (db);
      mirror_desk_open (desk);
      dz_mirror_verify (desk->mirror, NULL, NULL, NULL, &check, &error);
      g_assert_no_error (error);
      g_assert_nonnull (check.problem);
      if (strstr (check.problem, faults[i].part) == NULL)
        g_error ("“%s” does not say “%s”", check.problem, faults[i].part);
      g_assert_cmpint (check.first_bad, ==, faults[i].first_bad);
    }
}

static void
count_progress (gint64   done,
                gint64   all,
                gpointer data)
{
  g_assert_cmpint (done, <=, all);
  g_cancellable_cancel (data);
}

static void
test_cancel (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (19, 20000);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GByteArray) feed = dz_test_chain_feed (desk->service, 0, 20000);
  g_auto(DzMirrorCheck) check = { 0 };
  g_auto(DzMirrorFilter) filter = { 0 };
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_mirror_take (desk->mirror, 0, feed->data, feed->len, &error));
  g_assert_false (dz_mirror_verify (desk->mirror, count_progress, cancellable, cancellable, &check,
                                    &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (dz_mirror_find (desk->mirror, &filter, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  mirror_desk_assert_whole (desk);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mirror/catch-up", test_catch_up);
  g_test_add_func ("/mirror/two-openers", test_two_openers);
  g_test_add_func ("/mirror/broken-feed", test_broken_feed);
  g_test_add_func ("/mirror/bad-aspects", test_bad_aspects);
  g_test_add_func ("/mirror/promise", test_promise);
  g_test_add_func ("/mirror/signature", test_signature);
  g_test_add_func ("/mirror/unknown-key", test_unknown_key);
  g_test_add_func ("/mirror/rotation", test_rotation);
  g_test_add_func ("/mirror/clock", test_clock);
  g_test_add_func ("/mirror/cut", test_cut);
  g_test_add_func ("/mirror/epoch", test_epoch);
  g_test_add_func ("/mirror/epoch-ahead", test_epoch_ahead);
  g_test_add_func ("/mirror/epoch-again", test_epoch_again);
  g_test_add_func ("/mirror/false-epoch", test_false_epoch);
  g_test_add_func ("/mirror/older-file", test_older_file);
  g_test_add_func ("/mirror/bad-file", test_bad_file);
  g_test_add_func ("/mirror/bad-note", test_bad_note);
  g_test_add_func ("/mirror/verify", test_verify);
  g_test_add_func ("/mirror/cancel", test_cancel);
  return g_test_run ();
}
