/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-chain-key.h"
#include "dz-chain-walk.h"
#include "dz-entry-aspects.h"
#include "dz-history-feed.h"
#include "dz-store-fixture.h"
#include "dz-store-heads.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Who signs the history, and what a head that somebody kept still proves. */

static DzSignedHead
sign (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  DzSignedHead head;

  g_assert_true (dz_store_sign_head (fixture->store, &head, &error));
  g_assert_no_error (error);
  g_assert_true (dz_signed_head_verify (&head));
  return head;
}

static void
grow (Fixture *fixture)
{
  static guint n;
  g_autofree char *name = g_strdup_printf ("user-%u", n++);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzUser) user = dz_store_add_user (fixture->store, name, "x", DZ_ROLE_REVIEWER,
                                              DZ_STORE_ACTOR_SERVICE, &error);

  g_assert_no_error (error);
}

static DzHeadVerdict
check (Fixture            *fixture,
       const DzSignedHead *kept)
{
  g_autoptr(GError) error = NULL;
  DzHeadVerdict verdict;

  g_assert_true (dz_store_check_head (fixture->store, kept, &verdict, &error));
  g_assert_no_error (error);
  g_assert_nonnull (dz_head_verdict_say (verdict));
  return verdict;
}

static char *
key_file (Fixture *fixture)
{
  return g_build_filename (fixture->dir, "history.key", NULL);
}

static void
test_sign (Fixture      *fixture,
           gconstpointer data)
{
  DzSignedHead first = sign (fixture);
  DzSignedHead again;
  DzSignedHead grown;
  g_auto(DzHistoryCheck) walked = { 0 };
  g_autofree char *hash = NULL;

  fixture->now_us += G_TIME_SPAN_DAY;
  again = sign (fixture);
  g_assert_cmpmem (&first, sizeof first, &again, sizeof again);
  grow (fixture);
  grown = sign (fixture);
  g_assert_cmpint (grown.seq, ==, first.seq + 1);
  g_assert_cmpint (grown.epoch, ==, 1);
  g_assert_cmpint (grown.time_us, >, first.time_us);
  g_assert_cmpmem (grown.service, sizeof grown.service, first.service, sizeof first.service);
  g_assert_true (dz_store_verify_history (fixture->store, NULL, &walked, NULL));
  hash = dz_entry_hash_to_hex (grown.hash);
  g_assert_cmpstr (hash, ==, walked.head_hash);
  g_assert_cmpint (grown.seq, ==, walked.head_seq);
}

static void
sign_due (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_store_sign_due (fixture->store, &error));
  g_assert_no_error (error);
}

/* By itself the history is signed at first, and then after an hour, if it has grown. */
static void
test_due (Fixture      *fixture,
          gconstpointer data)
{
  DzSignedHead first;
  DzSignedHead head;

  sign_due (fixture);
  fixture->now_us += G_TIME_SPAN_MINUTE;
  first = sign (fixture); /* the one that was signed by itself */
  g_assert_cmpint (first.time_us, <, fixture->now_us);
  grow (fixture);
  fixture->now_us = first.time_us + DZ_STORE_SIGN_US - G_TIME_SPAN_SECOND;
  sign_due (fixture); /* not yet */
  fixture->now_us += 2 * G_TIME_SPAN_SECOND;
  sign_due (fixture);
  fixture->now_us += G_TIME_SPAN_MINUTE;
  head = sign (fixture);
  g_assert_cmpint (head.time_us, ==, first.time_us + DZ_STORE_SIGN_US + G_TIME_SPAN_SECOND);
}

/* A head is never older than the one before it, whatever the machine's clock says. */
static void
test_clock_set_back (Fixture      *fixture,
                     gconstpointer data)
{
  DzSignedHead before = sign (fixture);
  DzSignedHead after;

  fixture->now_us -= 400 * G_TIME_SPAN_DAY;
  grow (fixture);
  after = sign (fixture);
  g_assert_cmpint (after.time_us, >, before.time_us);
  g_assert_cmpint (check (fixture, &before), ==, DZ_HEAD_HOLDS);
}

static void
test_key_file (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *path = key_file (fixture);
  g_autofree char *text = NULL;
  g_autofree char *file = g_build_filename (fixture->dir, "duizhao.sqlite", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  /* The secret is nowhere in the database. */
  sign (fixture);
  g_clear_pointer (&fixture->store, dz_store_close);
  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  g_strchomp (text);
  g_assert_null (g_strstr_len (bytes, (gssize) length, text + strlen (text) - 64));
  fixture->store = fixture_open_store (fixture->dir);
}

static void
assert_unsigned (Fixture    *fixture,
                 const char *word)
{
  g_autoptr(GError) error = NULL;
  DzSignedHead head;

  grow (fixture); /* the work goes on */
  g_assert_false (dz_store_sign_head (fixture->store, &head, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_KEY);
  g_assert_nonnull (strstr (error->message, word));
}

/* No desk would trust another key, so none is made for one that is lost; the data go on serving. */
static void
test_key_lost (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *path = key_file (fixture);
  g_autofree char *aside = g_strconcat (path, ".aside", NULL);
  g_autofree char *other = NULL;
  g_autoptr(DzChainKey) stranger = dz_chain_key_new ();
  DzSignedHead before = sign (fixture);
  DzSignedHead after;

  g_assert_cmpint (g_rename (path, aside), ==, 0);
  fixture_reopen (fixture);
  assert_unsigned (fixture, "history.key");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (path, "duizhao-history-key 1 abc\n", -1, NULL));
  g_chmod (path, 0600);
  assert_unsigned (fixture, "damaged");
  other = dz_chain_key_to_text (stranger);
  g_assert_true (g_file_set_contents (path, other, -1, NULL));
  g_chmod (path, 0600);
  assert_unsigned (fixture, "not the key");
  g_assert_cmpint (g_rename (aside, path), ==, 0);
  g_chmod (path, 0644);
  assert_unsigned (fixture, "others");
  g_chmod (path, 0600);
  after = sign (fixture);
  g_assert_cmpmem (after.key, sizeof after.key, before.key, sizeof before.key);
}

static GBytes *
read_entry (Fixture *fixture,
            gint64   seq)
{
  g_autoptr(GBytes) feed = dz_store_read_feed (fixture->store, seq - 1, 1, NULL);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (feed, &length);
  DzFeedReader reader = dz_feed_reader_over (bytes, length);
  DzFeedEntry entry;

  g_assert_cmpint (dz_feed_reader_next (&reader, &entry), ==, DZ_FEED_ENTRY);
  return g_bytes_new (entry.bytes, entry.length);
}

/* Who trusts a key comes to the next by what the first signed last, and by nothing else. */
static void
test_rotate (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzHeads) heads = NULL;
  g_autoptr(GBytes) entry = NULL;
  DzSignedHead before = sign (fixture);
  DzSignedHead rotation;
  DzSignedHead after;
  guint8 next[DZ_HEAD_KEY_LENGTH];

  g_assert_true (dz_store_rotate_key (fixture->store, fixture->wang->id, &rotation, &error));
  g_assert_no_error (error);
  after = sign (fixture);
  g_assert_cmpmem (rotation.key, sizeof rotation.key, before.key, sizeof before.key);
  g_assert_cmpint (after.seq, ==, rotation.seq);
  g_assert_cmpint (memcmp (after.key, before.key, sizeof after.key), !=, 0);
  entry = read_entry (fixture, rotation.seq);
  g_assert_true (dz_signed_head_rotates (&rotation, g_bytes_get_data (entry, NULL),
                                         g_bytes_get_size (entry), next));
  g_assert_cmpmem (next, sizeof next, after.key, sizeof after.key);
  g_assert_false (dz_signed_head_rotates (&before, g_bytes_get_data (entry, NULL),
                                          g_bytes_get_size (entry), next));
  heads = dz_store_read_heads (fixture->store, &error);
  g_assert_cmpuint (heads->rotations->len, ==, 1);
  g_assert_cmpmem (&g_array_index (heads->rotations, DzSignedHead, 0), sizeof rotation, &rotation,
                   sizeof rotation);
  g_assert_cmpint (check (fixture, &before), ==, DZ_HEAD_HOLDS);
  g_assert_cmpint (check (fixture, &rotation), ==, DZ_HEAD_HOLDS);
  fixture_reopen (fixture);
  grow (fixture);
  rotation = sign (fixture);
  g_assert_cmpmem (rotation.key, sizeof rotation.key, after.key, sizeof after.key);
  fixture_check_history (fixture);
}

/* The power went between the commit and the file's taking its place. */
static void
test_rotation_cut_short (Fixture      *fixture,
                         gconstpointer data)
{
  g_autofree char *path = key_file (fixture);
  g_autofree char *next = g_strconcat (path, ".next", NULL);
  g_autofree char *old = NULL;
  DzSignedHead rotation;
  DzSignedHead after;

  g_assert_true (g_file_get_contents (path, &old, NULL, NULL));
  g_assert_true (dz_store_rotate_key (fixture->store, "service", &rotation, NULL));
  g_assert_cmpint (g_rename (path, next), ==, 0);
  g_assert_true (g_file_set_contents (path, old, -1, NULL));
  g_chmod (path, 0600);
  fixture_reopen (fixture);
  after = sign (fixture);
  g_assert_cmpint (memcmp (after.key, rotation.key, sizeof after.key), !=, 0);
  g_assert_false (g_file_test (next, G_FILE_TEST_EXISTS));
}

/* Nothing that somebody kept proves anything here that was not signed by this history. */
static void
test_foreign_heads (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(DzChainKey) stranger = dz_chain_key_new ();
  DzSignedHead head = sign (fixture);
  DzSignedHead changed = head;
  Fixture other = { 0 };
  DzSignedHead others;

  g_assert_cmpint (check (fixture, &head), ==, DZ_HEAD_HOLDS);
  changed.seq--;
  g_assert_cmpint (check (fixture, &changed), ==, DZ_HEAD_UNSIGNED);
  changed = head;
  dz_chain_key_sign (stranger, &changed);
  g_assert_cmpint (check (fixture, &changed), ==, DZ_HEAD_UNKNOWN_KEY);
  fixture_set_up (&other, NULL);
  others = sign (&other);
  g_assert_cmpint (check (fixture, &others), ==, DZ_HEAD_OTHER_SERVICE);
  fixture_tear_down (&other, NULL);
}

static void
copy_file (const char *from_dir,
           const char *to_dir,
           const char *name)
{
  g_autofree char *from = g_build_filename (from_dir, name, NULL);
  g_autofree char *to = g_build_filename (to_dir, name, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (to, bytes, (gssize) length, NULL));
  g_chmod (to, 0600);
}

/* A copy of the data as they are now, as a backup keeps it. */
static char *
back_up (Fixture *fixture)
{
  char *dir = fixture_make_dir ();

  g_clear_pointer (&fixture->store, dz_store_close);
  copy_file (fixture->dir, dir, "duizhao.sqlite");
  copy_file (fixture->dir, dir, "history.key");
  fixture->store = fixture_open_store (fixture->dir);
  return dir;
}

static void
open_restored (Fixture    *restored,
               const char *dir,
               gint64      now_us)
{
  restored->dir = g_strdup (dir);
  restored->now_us = now_us;
  restored->store = fixture_open_store (dir);
  dz_store_set_clock (restored->store, fixture_clock, restored);
}

static void
refuse_epoch (Fixture            *fixture,
              const DzSignedHead *kept)
{
  g_autoptr(GError) error = NULL;
  DzSignedHead head;

  g_assert_false (dz_store_begin_epoch (fixture->store, kept, "service", &head, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_HEAD);
}

/* What was lost with a restore is said once, and a head from what was lost is understood then. */
static void
test_restored (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *dir = back_up (fixture);
  g_autoptr(DzHeads) heads = NULL;
  Fixture restored = { 0 };
  DzSignedHead early = sign (fixture);
  DzSignedHead kept;
  DzSignedHead late;
  DzSignedHead begun;
  const DzEpoch *epoch;

  grow (fixture);
  grow (fixture);
  kept = sign (fixture);
  refuse_epoch (fixture, &kept); /* nothing was lost */
  grow (fixture);
  late = sign (fixture);
  open_restored (&restored, dir, fixture->now_us);
  g_assert_cmpint (check (&restored, &early), ==, DZ_HEAD_HOLDS);
  g_assert_cmpint (check (&restored, &kept), ==, DZ_HEAD_LATER);
  refuse_epoch (&restored, &early);
  grow (&restored); /* somebody worked before it was noticed */
  g_assert_true (dz_store_begin_epoch (restored.store, &kept, "service", &begun, &error));
  g_assert_no_error (error);
  g_assert_cmpint (begun.epoch, ==, 2);
  g_assert_true (dz_signed_head_verify (&begun));
  heads = dz_store_read_heads (restored.store, &error);
  g_assert_cmpuint (heads->epochs->len, ==, 1);
  epoch = &g_array_index (heads->epochs, DzEpoch, 0);
  g_assert_cmpint (epoch->seq, ==, begun.seq);
  g_assert_cmpmem (&epoch->lost, sizeof kept, &kept, sizeof kept);
  g_assert_cmpint (check (&restored, &early), ==, DZ_HEAD_HOLDS);
  g_assert_cmpint (check (&restored, &kept), ==, DZ_HEAD_LOST);
  g_assert_cmpint (check (&restored, &late), ==, DZ_HEAD_LOST_MORE);
  g_assert_cmpint (check (&restored, &begun), ==, DZ_HEAD_HOLDS);
  g_assert_cmpint (check (fixture, &begun), ==, DZ_HEAD_LATER_EPOCH);
  refuse_epoch (&restored, &kept); /* it was told already */
  fixture_check_history (&restored);
  g_clear_pointer (&restored.store, dz_store_close);
  fixture_remove_dir (dir);
  g_free (restored.dir);
}

/* Whoever makes up a head may write any number into it. */
static void
test_made_up (Fixture      *fixture,
              gconstpointer data)
{
  DzSignedHead made_up = sign (fixture);

  made_up.epoch = G_MAXINT64;
  refuse_epoch (fixture, &made_up);
  made_up.seq = G_MAXINT64;
  refuse_epoch (fixture, &made_up);
}

/* Two that go on from one backup: each one's head tells the other that it is not the same. */
static void
test_two_of_one_history (Fixture      *fixture,
                         gconstpointer data)
{
  g_autofree char *dir = back_up (fixture);
  Fixture twin = { 0 };
  DzSignedHead mine;
  DzSignedHead twins;

  open_restored (&twin, dir, fixture->now_us);
  grow (fixture);
  grow (&twin);
  mine = sign (fixture);
  twins = sign (&twin);
  g_assert_cmpint (mine.seq, ==, twins.seq);
  g_assert_cmpint (check (fixture, &twins), ==, DZ_HEAD_REWRITTEN);
  g_assert_cmpint (check (&twin, &mine), ==, DZ_HEAD_REWRITTEN);
  g_clear_pointer (&twin.store, dz_store_close);
  fixture_remove_dir (dir);
  g_free (twin.dir);
}

/* The key was changed after the backup, and only its file outlived the accident. */
static void
test_restored_before_rotation (Fixture      *fixture,
                               gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *dir = back_up (fixture);
  Fixture restored = { 0 };
  DzSignedHead rotation;
  DzSignedHead kept;
  DzSignedHead begun;

  g_assert_true (dz_store_rotate_key (fixture->store, "service", &rotation, &error));
  grow (fixture);
  kept = sign (fixture);
  open_restored (&restored, dir, fixture->now_us);
  refuse_epoch (&restored, &kept); /* with the key of the backup it is a stranger's */
  copy_file (fixture->dir, dir, "history.key");
  g_assert_true (dz_store_begin_epoch (restored.store, &kept, "service", &begun, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (begun.key, sizeof begun.key, kept.key, sizeof kept.key);
  grow (&restored);
  begun = sign (&restored);
  g_assert_cmpint (check (&restored, &kept), ==, DZ_HEAD_LOST);
  g_clear_pointer (&restored.store, dz_store_close);
  fixture_remove_dir (dir);
  g_free (restored.dir);
}

/* Reads pages until one is empty; returns the entries' aspects, one text each. */
static GPtrArray *
read_all (Fixture     *fixture,
          guint        limit,
          DzChainWalk *walk)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  guint n;

  do
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) feed = dz_store_read_feed (fixture->store, walk->seq, limit, &error);
      DzFeedReader reader = dz_feed_reader_over (g_bytes_get_data (feed, NULL),
                                                 g_bytes_get_size (feed));
      DzFeedEntry entry;
      DzFeedStep step;

      for (n = 0; (step = dz_feed_reader_next (&reader, &entry)) == DZ_FEED_ENTRY; n++)
        {
          g_auto(DzEntryAspects) aspects = { 0 };
          g_autofree char *reasons = NULL;
          DzEntryView view;

          g_assert_cmpint (dz_chain_walk_step (walk, entry.bytes, entry.length, &view), ==,
                           DZ_CHAIN_FINE);
          g_assert_true (dz_entry_aspects_read (&aspects, entry.aspects, entry.aspects_length));
          reasons = aspects.reasons != NULL ? g_strjoinv (",", aspects.reasons) : g_strdup ("");
          g_ptr_array_add (found, g_strdup_printf ("%.*s %s %s %s", view.kind.length,
                                                   view.kind.text,
                                                   aspects.school != NULL ? aspects.school : "-",
                                                   aspects.window != NULL ? "window" : "-",
                                                   reasons));
        }
      g_assert_cmpint (step, ==, DZ_FEED_END);
      g_assert_cmpuint (n, <=, limit);
    }
  while (n > 0);
  return found;
}

/* The feed is the history, whatever the pages; a decision is found by school, window and reason. */
static void
test_feed (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(GPtrArray) items = fixture_lease (fixture, fixture->wang, 1);
  g_autoptr(DzCommand) command = fixture_reject (queued, "file-size", "太小了");
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(GPtrArray) small = NULL;
  g_autoptr(GPtrArray) large = NULL;
  g_autoptr(GBytes) beyond = NULL;
  DzChainWalk by_two = { 0 };
  DzChainWalk at_once = { 0 };
  DzSignedHead head;

  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  head = sign (fixture);
  small = read_all (fixture, 2, &by_two);
  large = read_all (fixture, DZ_STORE_FEED_MAX, &at_once);
  g_assert_cmpint (at_once.seq, ==, head.seq);
  g_assert_cmpmem (at_once.hash, sizeof head.hash, head.hash, sizeof head.hash);
  g_assert_cmpuint (small->len, ==, large->len);
  for (guint i = 0; i < small->len; i++)
    g_assert_cmpstr (g_ptr_array_index (small, i), ==, g_ptr_array_index (large, i));
  g_assert_cmpstr (g_ptr_array_index (large, large->len - 1), ==,
                   "decide " FIXTURE_SCHOOL " window file-size");
  g_assert_true (g_ptr_array_find_with_equal_func (large, "bind " FIXTURE_SCHOOL " - ",
                                                   g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (large, "user-add - - ", g_str_equal, NULL));
  beyond = dz_store_read_feed (fixture->store, G_MAXINT64, 10, NULL);
  g_assert_cmpuint (g_bytes_get_size (beyond), ==, 7);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/heads/sign", fixture_set_up, test_sign);
  fixture_add ("/store/heads/due", fixture_set_up, test_due);
  fixture_add ("/store/heads/clock-set-back", fixture_set_up, test_clock_set_back);
  fixture_add ("/store/heads/key-file", fixture_set_up, test_key_file);
  fixture_add ("/store/heads/key-lost", fixture_set_up, test_key_lost);
  fixture_add ("/store/heads/rotate", fixture_set_up, test_rotate);
  fixture_add ("/store/heads/rotation-cut-short", fixture_set_up, test_rotation_cut_short);
  fixture_add ("/store/heads/foreign", fixture_set_up, test_foreign_heads);
  fixture_add ("/store/heads/restored", fixture_set_up, test_restored);
  fixture_add ("/store/heads/made-up", fixture_set_up, test_made_up);
  fixture_add ("/store/heads/two-of-one", fixture_set_up, test_two_of_one_history);
  fixture_add ("/store/heads/before-rotation", fixture_set_up, test_restored_before_rotation);
  fixture_add ("/store/heads/feed", fixture_set_up, test_feed);
  return g_test_run ();
}
