/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was decided before the desk was started, or at another one, can be taken back, against the
 * real service. */
#include "dz-test-wait.h"
#include "oversight-world.h"

#define PASSED_S 15

static guint
count_queue (World *world)
{
  return g_list_model_get_n_items (dz_sync_get_queue (world->sync));
}

static gboolean
has_photo (gpointer data)
{
  return count_queue (data) == 1;
}

static gboolean
has_held (gpointer data)
{
  GListModel *held = dz_sync_get_held (((World *) data)->sync);
  g_autoptr(DzHeldItem) item = g_list_model_get_item (held, 0);

  return item != NULL && dz_held_item_get_state (item) == DZ_HELD_UNDOABLE;
}

static gboolean
nothing_waits (gpointer data)
{
  guint waiting;

  g_object_get (((World *) data)->sync, "waiting", &waiting, NULL);
  return waiting == 0;
}

/* Rejects the first photo of the queue: returns the submission. */
static char *
reject_first (World *world)
{
  g_autoptr(DzQueueItem) item = g_list_model_get_item (dz_sync_get_queue (world->sync), 0);
  g_autoptr(DzDecision) decision = dz_decision_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  decision->verdict = DZ_VERDICT_REJECT;
  decision->reasons = g_strsplit ("background-colour", " ", -1);
  dz_sync_decide_async (world->sync, item, decision, 900, world_result_cb, &result);
  dz_test_wait_set (&result, WORLD_WAIT_S, "the decision is safe");
  dz_sync_decide_finish (world->sync, result, &error);
  g_assert_no_error (error);
  return g_strdup (dz_queue_item_get_id (item));
}

/* Who sits at the desk rejects a student's photo, and the service has it. */
static char *
decide_one (World *world)
{
  g_autofree char *identity = fixture_verify (&world->fixture, 0);
  g_autofree char *submission = fixture_submit (&world->fixture, identity, 0);
  g_autofree char *rejected = NULL;

  dz_sync_refresh (world->sync);
  dz_test_wait_for (has_photo, world, WORLD_WAIT_S, "the photo comes");
  rejected = reject_first (world);
  g_assert_cmpstr (rejected, ==, submission);
  dz_test_wait_for (has_held, world, WORLD_WAIT_S, "the service holds it");
  return g_steal_pointer (&submission);
}

static DzHeldItem *
get_only (World *world)
{
  GListModel *held = dz_sync_get_held (world->sync);

  g_assert_cmpuint (g_list_model_get_n_items (held), ==, 1);
  return g_list_model_get_item (held, 0);
}

static void
undo (World      *world,
      DzHeldItem *held)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  dz_sync_undo_async (world->sync, held, world_result_cb, &result);
  dz_test_wait_set (&result, WORLD_WAIT_S, "the undo is safe");
  dz_sync_undo_finish (world->sync, result, &error);
  g_assert_no_error (error);
  dz_test_wait_for (nothing_waits, world, WORLD_WAIT_S, "the undo is answered");
}

/* It comes back to the desk as it was first judged, and can be decided again. */
static void
undo_and_decide_again (World      *world,
                       const char *submission)
{
  g_autoptr(DzHeldItem) held = get_only (world);
  g_autoptr(DzSubmission) now = NULL;
  g_autoptr(DzSubmission) again = NULL;
  g_autofree char *rejected = NULL;
  const DzItem *item = dz_held_item_get_item (held);

  g_assert_cmpstr (item->submission->id, ==, submission);
  g_assert_cmpstr (item->student->name, ==, "王梦梦");
  g_assert_cmpint (dz_held_item_get_command (held)->decision->verdict, ==, DZ_VERDICT_REJECT);
  g_assert_cmpuint (dz_held_item_get_seconds_left (held), >, 0);
  g_assert_cmpuint (dz_held_item_get_seconds_left (held), <=, DZ_WINDOW_HOLD_S_DEFAULT);
  undo (world, held);
  now = dz_store_get_submission (world->fixture.store, submission, NULL);
  g_assert_cmpint (now->state, ==, DZ_STATE_LEASED);
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (world->sync)), ==, 0);
  g_assert_cmpuint (count_queue (world), ==, 1);
  rejected = reject_first (world);
  g_assert_cmpstr (rejected, ==, submission);
  dz_test_wait_for (has_held, world, WORLD_WAIT_S, "the service holds it again");
  again = dz_store_get_submission (world->fixture.store, submission, NULL);
  g_assert_cmpint (again->state, ==, DZ_STATE_HELD);
  g_assert_cmpuint (world_count_entries (world, "undo", "workstation"), ==, 1);
}

static void
test_restart (World        *world,
              gconstpointer user_data)
{
  g_autofree char *submission = decide_one (world);

  world_restart_desk (world);
  dz_test_wait_for (has_held, world, WORLD_WAIT_S, "the desk knows what it decided");
  undo_and_decide_again (world, submission);
}

static void
test_other_desk (World        *world,
                 gconstpointer user_data)
{
  g_autofree char *submission = decide_one (world);

  world_move_desk (world);
  dz_test_wait_for (has_held, world, WORLD_WAIT_S, "the other desk knows what they decided");
  undo_and_decide_again (world, submission);
}

/* The desk is closed while the decision waits on its disk: the service has it at the next start,
 * and then it is listed too. */
static void
test_replayed (World        *world,
               gconstpointer user_data)
{
  g_autofree char *identity = fixture_verify (&world->fixture, 0);
  g_autofree char *submission = fixture_submit (&world->fixture, identity, 0);
  g_autofree char *rejected = NULL;

  dz_sync_refresh (world->sync);
  dz_test_wait_for (has_photo, world, WORLD_WAIT_S, "the photo comes");
  rejected = reject_first (world);
  world_restart_desk (world);
  dz_test_wait_for (has_held, world, WORLD_WAIT_S, "the desk knows what it sent");
  undo_and_decide_again (world, submission);
}

/* Its time has gone on by the service's clock while the desk was away. */
static void
test_time (World        *world,
           gconstpointer user_data)
{
  g_autofree char *submission = decide_one (world);
  g_autoptr(DzHeldItem) held = NULL;

  world->fixture.ahead_us += PASSED_S * G_TIME_SPAN_SECOND;
  world_restart_desk (world);
  dz_test_wait_for (has_held, world, WORLD_WAIT_S, "the desk knows what it decided");
  held = get_only (world);
  g_assert_cmpstr (dz_held_item_get_item (held)->submission->id, ==, submission);
  g_assert_cmpuint (dz_held_item_get_seconds_left (held), <=, DZ_WINDOW_HOLD_S_DEFAULT - PASSED_S);
}

static void
set_up (World        *world,
        gconstpointer roles)
{
  world_open (world, DZ_ROLE_REVIEWER);
}

static void
tear_down (World        *world,
           gconstpointer roles)
{
  world_close (world);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add ("/sync/resting/" path, World, NULL, set_up, func, tear_down)
  ADD ("restart", test_restart);
  ADD ("other-desk", test_other_desk);
  ADD ("replayed", test_replayed);
  ADD ("time", test_time);
  return g_test_run ();
}
