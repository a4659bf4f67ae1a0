/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"
#include "dz-store-heads.h"
#include "dz-store-waivers.h"
#include "raw-file.h"

#include <string.h>

/* Data that earlier releases left. */

/* Data of the first released schema opens in every release after it. */
static void
test_schema_1 (void)
{
  Fixture fixture = { .now_us = FIXTURE_NOON_US };
  g_autoptr(GError) error = NULL;
  g_autofree char *identity = fixture_identity (0);
  g_autoptr(GPtrArray) submissions = NULL;
  g_autoptr(GPtrArray) messages = NULL;
  g_autoptr(GArray) hashes = NULL;
  const DzSubmission *submission;
  gboolean unhashed;

  fixture.dir = fixture_make_dir ();
  raw_make (fixture.dir, 1);
  fixture.store = fixture_open_store (fixture.dir);
  submissions = dz_store_list_submissions_of (fixture.store, identity, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (submissions->len, ==, 1);
  submission = g_ptr_array_index (submissions, 0);
  g_assert_cmpint (submission->state, ==, DZ_STATE_REJECTED);
  g_assert_cmpstr (submission->decision->note, ==, "请用蓝色背景");
  g_assert_cmpuint (submission->findings->len, ==, 2);
  /* There was one version of each reason, and no refusal was final. */
  g_assert_cmpstr (submission->decision->reasons[0], ==, "background-colour");
  g_assert_cmpuint (submission->decision->reason_versions[0], ==, 1);
  g_assert_true (submission->decision->retake);
  g_assert_null (submission->decision->overrides);
  g_assert_true (dz_correction_is_empty (&submission->decision->correction));
  messages = dz_store_list_messages (fixture.store, 0, 10, &error);
  g_assert_cmpuint (messages->len, ==, 1);
  /* It was measured without hashes, and a search among such photos is not called one. */
  hashes = dz_store_list_hashes (fixture.store, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hashes->len, ==, 2);
  g_assert_false (g_array_index (hashes, DzPhotoHashes, 0).has_whole);
  g_assert_true (dz_store_has_unhashed (fixture.store, submission->id, &unhashed, &error));
  g_assert_true (unhashed);
  fixture_tear_down (&fixture, NULL);
}

/* Whose photo was rejected in the first schema's data. */
#define REJECTED_STUDENT "8776df573f952b8b2efb45c971b296cc"

/* A reason had no code before the fifth step. */
static void
waive_in_words (const char *dir)
{
  raw_do (dir, "INSERT INTO waivers (id, student_id, rule, reason, granted_by, granted_us) VALUES"
               " ('0123456789abcdef0123456789abcdef', '" REJECTED_STUDENT "', 'HEAD-01',"
               "  '佩戴头巾', 'service', 1652155280000000)");
}

static void
assert_waived_in_words (DzStore *store)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) waivers = dz_store_list_waivers (store, REJECTED_STUDENT, &error);
  const DzWaiver *waiver;

  g_assert_no_error (error);
  g_assert_cmpuint (waivers->len, ==, 1);
  waiver = g_ptr_array_index (waivers, 0);
  g_assert_cmpstr (waiver->reason, ==, "佩戴头巾");
  g_assert_null (waiver->code);
}

/* Every schema between the first and this release's opens, with what was kept in it, and the file
 * as it was is beside it. */
static void
test_schemas_between (void)
{
  for (guint version = 2; version < raw_get_n_schemas (); version++)
    {
      Fixture fixture = { .now_us = FIXTURE_NOON_US };
      g_autofree char *identity = fixture_identity (0);
      g_autofree char *copy = NULL;
      g_autoptr(GPtrArray) submissions = NULL;
      g_autoptr(GError) error = NULL;

      fixture.dir = fixture_make_dir ();
      raw_make (fixture.dir, version);
      waive_in_words (fixture.dir);
      fixture.store = fixture_open_store (fixture.dir);
      submissions = dz_store_list_submissions_of (fixture.store, identity, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (submissions->len, ==, 1);
      g_assert_cmpint (((DzSubmission *) g_ptr_array_index (submissions, 0))->state, ==,
                       DZ_STATE_REJECTED);
      assert_waived_in_words (fixture.store);
      copy = g_strdup_printf ("%s/duizhao.sqlite.schema-%u.backup", fixture.dir, version);
      g_assert_true (g_file_test (copy, G_FILE_TEST_IS_REGULAR));
      fixture_tear_down (&fixture, NULL);
    }
}

static GBytes *
read_feed (DzStore *store)
{
  g_autoptr(GError) error = NULL;
  GBytes *feed = dz_store_read_feed (store, 0, DZ_STORE_FEED_MAX, &error);

  g_assert_no_error (error);
  return feed;
}

/* What was written before entries had aspects is found like the rest, before it was prepared and
 * after. */
static void
test_aspects_of_before (void)
{
  Fixture fixture = { .now_us = FIXTURE_NOON_US };
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) before = NULL;
  g_autoptr(GBytes) between = NULL;
  g_autoptr(GBytes) after = NULL;
  guint n;
  guint n_all = 0;

  fixture.dir = fixture_make_dir ();
  raw_make (fixture.dir, 13);
  fixture.store = fixture_open_store (fixture.dir);
  before = read_feed (fixture.store);
  g_assert_nonnull (memmem (g_bytes_get_data (before, NULL), g_bytes_get_size (before),
                            "background-colour", 17));
  g_assert_true (dz_store_fill_aspects (fixture.store, 3, &n, &error));
  g_assert_cmpuint (n, ==, 3);
  between = read_feed (fixture.store);
  do
    {
      g_assert_true (dz_store_fill_aspects (fixture.store, 3, &n, &error));
      n_all += n;
    }
  while (n > 0);
  g_assert_cmpuint (n_all, >, 3);
  after = read_feed (fixture.store);
  g_assert_true (g_bytes_equal (before, between));
  g_assert_true (g_bytes_equal (before, after));
  fixture_check_history (&fixture);
  fixture_tear_down (&fixture, NULL);
}

/* Who adds a step adds it here too. */
static void
test_all_schemas (void)
{
  g_autofree char *dir = fixture_make_dir ();
  g_autoptr(DzStore) store = NULL;
  g_autofree char *copy = g_strdup_printf ("%s/duizhao.sqlite.schema-%u.backup", dir,
                                           raw_get_n_schemas ());

  raw_make (dir, raw_get_n_schemas ());
  store = fixture_open_store (dir);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_clear_pointer (&store, dz_store_close);
  fixture_remove_dir (dir);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/sqlite/schemas/first", test_schema_1);
  g_test_add_func ("/store/sqlite/schemas/between", test_schemas_between);
  g_test_add_func ("/store/sqlite/schemas/aspects", test_aspects_of_before);
  g_test_add_func ("/store/sqlite/schemas/all", test_all_schemas);
  return g_test_run ();
}
