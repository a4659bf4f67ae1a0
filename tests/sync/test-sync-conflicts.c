/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was not applied is listed until its person says what becomes of it. */
#include "sync-fixture.h"

#include <string.h>

#include "dz-test-wait.h"

#define FIRST "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (dz_sync_get_conflicts (fixture->sync));
}

static gboolean
has_one (gpointer data)
{
  return count (data) == 1;
}

static gboolean
has_none (gpointer data)
{
  return count (data) == 0;
}

static DzConflictItem *
get_first (Fixture *fixture)
{
  return g_list_model_get_item (dz_sync_get_conflicts (fixture->sync), 0);
}

static gboolean
is_heard (gpointer data)
{
  g_autoptr(DzConflictItem) item = get_first (data);

  return item != NULL && dz_conflict_item_is_heard (item);
}

/* Approves the first photo, and hears that another has rejected it. */
static void
run_into_conflict (Fixture *fixture)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 409;
  fixture_approve_first (fixture);
  dz_test_wait_for (has_one, fixture, WAIT_S, "the conflict is listed");
  dz_test_wait_for (is_heard, fixture, WAIT_S, "the service says how it stands");
  fixture->command_status = 200;
}

static void
assert_listed (Fixture *fixture)
{
  g_autoptr(DzConflictItem) item = get_first (fixture);
  const DzConflict *conflict = dz_conflict_item_get_conflict (item);
  const DzItem *standing = dz_conflict_item_get_standing (item);

  g_assert_cmpstr (conflict->submission, ==, FIRST);
  g_assert_cmpstr (conflict->answer->by, ==, "王核");
  g_assert_cmpstr (conflict->answer->verdict, ==, "approve");
  g_assert_null (conflict->refused);
  g_assert_cmpint (dz_conflict_item_get_draft (item)->decision->verdict, ==, DZ_VERDICT_APPROVE);
  g_assert_cmpstr (standing->student->name, ==, "王梦梦");
  g_assert_cmpstr (standing->submission->decision->reasons[0], ==, "background-colour");
  g_assert_cmpint (dz_conflict_item_get_contest (item), ==, DZ_CONTEST_ASK);
}

/* It is there at the next start, too, with the draft. */
static void
test_survives (Fixture      *fixture,
               gconstpointer data)
{
  run_into_conflict (fixture);
  assert_listed (fixture);
  fixture_close_desk (fixture);
  fixture_open_desk (fixture);
  dz_test_wait_for (is_heard, fixture, WAIT_S, "the conflict is listed again");
  assert_listed (fixture);
}

/* Nothing of a student stays on the disk. */
static void
test_no_name_on_disk (Fixture      *fixture,
                      gconstpointer data)
{
  static const char *const files[] = { "desk.sqlite", "desk.sqlite-wal" };

  run_into_conflict (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (fixture->dir, files[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_get_contents (path, &bytes, &length, NULL))
        {
          g_assert_null (memmem (bytes, length, "王梦梦", strlen ("王梦梦")));
          g_assert_null (memmem (bytes, length, "202000031", strlen ("202000031")));
        }
    }
}

/* Another person at this desk does not see it. */
static void
test_of_one_person (Fixture      *fixture,
                    gconstpointer data)
{
  run_into_conflict (fixture);
  fixture->user_name = "赵核";
  fixture_sign_in (fixture, ZHAO);
  g_assert_cmpuint (count (fixture), ==, 0);
  fixture->user_name = "李审";
  fixture_sign_in (fixture, LI);
  dz_test_wait_for (has_one, fixture, WAIT_S, "the conflict is listed again");
}

static void
adopted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_sync_adopt_finish (DZ_SYNC (source), result, &error));
  g_assert_no_error (error);
}

static void
test_adopt (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DzConflictItem) item = NULL;
  guint n_commands;

  run_into_conflict (fixture);
  item = get_first (fixture);
  n_commands = fixture->commands->len;
  dz_sync_adopt_async (fixture->sync, item, adopted_cb, NULL);
  dz_test_wait_for (has_none, fixture, WAIT_S, "it leaves the list");
  fixture_close_desk (fixture);
  fixture_open_desk (fixture);
  dz_test_wait_for (fixture_has_kept_photo, fixture, WAIT_S, "the desk works again");
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_cmpuint (fixture->commands->len, ==, n_commands); /* nothing was asked of the service */
}

static void
contested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_sync_contest_finish (DZ_SYNC (source), result, &error));
  g_assert_no_error (error);
}

/* A supervisor is asked, with the reason and what I had decided. */
static void
test_contest (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DzConflictItem) item = NULL;
  const char *body;

  run_into_conflict (fixture);
  item = get_first (fixture);
  dz_sync_contest_async (fixture->sync, item, "背景在范围之内", contested_cb, NULL);
  dz_test_wait_for (has_none, fixture, WAIT_S, "it leaves the list");
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the request is answered");
  g_assert_cmpuint (fixture->commands->len, ==, 2);
  body = g_ptr_array_index (fixture->commands, 1);
  g_assert_nonnull (strstr (body, "\"kind\":\"ask\""));
  g_assert_nonnull (strstr (body, "\"submission\":\"" FIRST "\""));
  g_assert_nonnull (strstr (body, "\"verdict\":\"approve\""));
  g_assert_nonnull (strstr (body, "\"reason\":\"背景在范围之内\""));
}

static void
retaken_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  *(int *) user_data = dz_sync_retake_finish (DZ_SYNC (source), result, &error) ? 1 : 0;
  g_assert_no_error (error);
}

static gboolean
is_answered (gpointer data)
{
  return *(int *) data >= 0;
}

/* Nobody has decided it: it comes back, and the conflict ends with the new decision. */
static void
test_retake (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DzConflictItem) item = NULL;
  int taken = -1;

  fixture->judged_by = NULL;
  run_into_conflict (fixture);
  item = get_first (fixture);
  g_assert_cmpint (dz_conflict_item_get_contest (item), ==, DZ_CONTEST_RETAKE);
  g_ptr_array_insert (fixture->leased, 0, g_strdup (FIRST));
  dz_sync_retake_async (fixture->sync, item, retaken_cb, &taken);
  dz_test_wait_for (is_answered, &taken, WAIT_S, "the service answers");
  g_assert_cmpint (taken, ==, 1);
  g_assert_cmpuint (count (fixture), ==, 1);
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the photo comes back");
  for (guint i = 0; i < 3; i++)
    fixture_approve_first (fixture);
  dz_test_wait_for (has_none, fixture, WAIT_S, "the conflict ends");
}

static void
test_retake_too_late (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(DzConflictItem) item = NULL;
  int taken = -1;

  run_into_conflict (fixture);
  item = get_first (fixture);
  dz_sync_retake_async (fixture->sync, item, retaken_cb, &taken);
  dz_test_wait_for (is_answered, &taken, WAIT_S, "the service answers");
  g_assert_cmpint (taken, ==, 0);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* What the service refused is listed with its sentence. */
static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DzConflictItem) item = NULL;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 422;
  fixture_approve_first (fixture);
  dz_test_wait_for (has_one, fixture, WAIT_S, "the refusal is listed");
  item = get_first (fixture);
  g_assert_cmpstr (dz_conflict_item_get_conflict (item)->refused, ==,
                   "The photo fails some rules (POS-04)");
  g_assert_null (dz_conflict_item_get_conflict (item)->answer);
}

/* What was given back is gone anyway; it needs nobody's attention. */
static void
test_skip_is_not_listed (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr(DzQueueItem) item = NULL;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 409;
  item = g_list_model_get_item (dz_sync_get_queue (fixture->sync), 0);
  fixture->done = FALSE;
  dz_sync_skip_async (fixture->sync, item, 200, fixture_safe_cb, fixture);
  dz_test_wait_for (fixture_is_done, fixture, WAIT_S, "the command is safe");
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the command is answered");
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* A service restored from a backup has forgotten the command, but not what it did. */
static void
test_own_doing (Fixture      *fixture,
                gconstpointer data)
{
  fixture->decided_by = LI;
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 409;
  fixture_approve_first (fixture);
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the command is answered");
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_null (fixture->conflict);
}

/* Who is called the same has done it: that is somebody else. */
static void
test_namesake (Fixture      *fixture,
               gconstpointer data)
{
  fixture_close_desk (fixture);
  fixture->user_name = "王核"; /* as who has approved it, it says */
  fixture_open_desk (fixture);
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 409;
  fixture_approve_first (fixture);
  dz_test_wait_for (has_one, fixture, WAIT_S, "it is listed");
  g_assert_nonnull (fixture->conflict);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/sync-conflicts/survives", test_survives);
  ADD ("/sync-conflicts/no-name-on-disk", test_no_name_on_disk);
  ADD ("/sync-conflicts/of-one-person", test_of_one_person);
  ADD ("/sync-conflicts/adopt", test_adopt);
  ADD ("/sync-conflicts/contest", test_contest);
  ADD ("/sync-conflicts/retake", test_retake);
  ADD ("/sync-conflicts/retake-too-late", test_retake_too_late);
  ADD ("/sync-conflicts/refused", test_refused);
  ADD ("/sync-conflicts/skip-is-not-listed", test_skip_is_not_listed);
  ADD ("/sync-conflicts/own-doing", test_own_doing);
  ADD ("/sync-conflicts/namesake", test_namesake);
  return g_test_run ();
}
