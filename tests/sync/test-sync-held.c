/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a decision can be taken back, by the clock of the service, and what comes after. */
#include "sync-fixture.h"

#include <string.h>

#include "dz-test-wait.h"

static DzHeldItem *
get_only (GListModel *decisions)
{
  g_assert_cmpuint (g_list_model_get_n_items (decisions), ==, 1);
  return g_list_model_get_item (decisions, 0);
}

static void
approve_one (Fixture *fixture)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture_approve_first (fixture);
}

/* Whatever this machine's clock says, which may be wrong by hours. */
static void
test_clocks (Fixture      *fixture,
             gconstpointer data)
{
  static const gint64 ahead[] = { 0, 3600, -3600 };

  for (guint i = 0; i < G_N_ELEMENTS (ahead); i++)
    {
      g_autoptr(DzHeldItem) held = NULL;
      GListModel *decisions = dz_sync_get_held (fixture->sync);

      fixture->ahead_s = ahead[i];
      if (i == 0)
        dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
      fixture_approve_first (fixture);
      dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the decision is answered");
      held = g_list_model_get_item (decisions, g_list_model_get_n_items (decisions) - 1);
      g_test_message ("ahead by %" G_GINT64_FORMAT " s", ahead[i]);
      g_assert_cmpint (dz_held_item_get_state (held), ==, DZ_HELD_UNDOABLE);
      g_assert_cmpuint (dz_held_item_get_seconds_left (held), <=, 30);
      g_assert_cmpuint (dz_held_item_get_seconds_left (held), >=, 20);
    }
}

/* A window may hold a decision for a day. */
static void
test_long (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzHeldItem) held = NULL;

  fixture->hold_s = 86400;
  approve_one (fixture);
  dz_test_wait_for (fixture_is_undoable, fixture, WAIT_S, "the service holds it");
  held = get_only (dz_sync_get_held (fixture->sync));
  g_assert_cmpuint (dz_held_item_get_seconds_left (held), <=, 86400);
  g_assert_cmpuint (dz_held_item_get_seconds_left (held), >=, 86400 - 60);
}

static gboolean
has_sealed (gpointer data)
{
  return g_list_model_get_n_items (dz_sync_get_sealed (((Fixture *) data)->sync)) == 1;
}

/* And one may hold none: it takes effect at once. */
static void
test_none (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzHeldItem) sealed = NULL;

  fixture->hold_s = 0;
  approve_one (fixture);
  dz_test_wait_for (has_sealed, fixture, WAIT_S, "the decision takes effect");
  sealed = get_only (dz_sync_get_sealed (fixture->sync));
  g_assert_cmpint (dz_held_item_get_state (sealed), ==, DZ_HELD_SEALED);
  g_assert_cmpuint (dz_held_item_get_seconds_left (sealed), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_held (fixture->sync)), ==, 0);
}

/* The service had sealed it before the undo came. */
static DzHeldItem *
undo_too_late (Fixture *fixture)
{
  approve_one (fixture);
  dz_test_wait_for (fixture_is_undoable, fixture, WAIT_S, "the service holds it");
  fixture->command_status = 409;
  fixture->decided_by = LI;
  fixture_undo_last (fixture);
  dz_test_wait_for (has_sealed, fixture, WAIT_S, "it is too late");
  fixture->command_status = 200;
  return get_only (dz_sync_get_sealed (fixture->sync));
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_sync_ask_about_finish (DZ_SYNC (source), result, &error));
  g_assert_no_error (error);
  ((Fixture *) user_data)->done = TRUE;
}

static gboolean
has_no_conflict (gpointer data)
{
  return g_list_model_get_n_items (dz_sync_get_conflicts (((Fixture *) data)->sync)) == 0;
}

/* A supervisor is asked, and what was not applied needs no other answer. */
static void
test_late (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzHeldItem) late = undo_too_late (fixture);

  g_assert_cmpint (dz_held_item_get_state (late), ==, DZ_HELD_LATE);
  g_assert_false (has_no_conflict (fixture));
  fixture->done = FALSE;
  dz_sync_ask_about_async (fixture->sync, late, "按错了键", asked_cb, fixture);
  dz_test_wait_for (fixture_is_done, fixture, WAIT_S, "the request is safe");
  g_assert_cmpint (dz_held_item_get_state (late), ==, DZ_HELD_ASKED);
  dz_test_wait_for (has_no_conflict, fixture, WAIT_S, "the conflict is answered");
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the request arrives");
  g_assert_nonnull (strstr (g_ptr_array_index (fixture->commands, 2), "\"ask\""));
  g_assert_nonnull (strstr (g_ptr_array_index (fixture->commands, 2), "按错了键"));
}

/* What stands is somebody else's: both commands come after they had decided it. Nothing of mine
 * took effect, and nothing says so. */
static void
test_of_another (Fixture      *fixture,
                 gconstpointer data)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->busy_s = "1";
  fixture_approve_first (fixture);
  fixture_undo_last (fixture);
  fixture->command_status = 409;
  fixture->busy_s = NULL;
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "both are answered");
  g_assert_cmpuint (g_list_model_get_n_items (dz_sync_get_sealed (fixture->sync)), ==, 0);
  g_assert_nonnull (strstr (fixture->conflict, "王核 has approved this photo already"));
}

static void
undo_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  char **said = user_data;

  *said = dz_sync_undo_finish (DZ_SYNC (source), result, &error) ? g_strdup ("safe")
                                                                 : g_strdup (error->message);
}

static guint
count_kind (Fixture    *fixture,
            const char *kind)
{
  guint n = 0;

  for (guint i = 0; i < fixture->commands->len; i++)
    n += strstr (g_ptr_array_index (fixture->commands, i), kind) != NULL;
  return n;
}

/* A decision is taken back once, however often that is asked for. */
static void
test_twice (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(DzHeldItem) held = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  approve_one (fixture);
  dz_test_wait_for (fixture_is_undoable, fixture, WAIT_S, "the service holds it");
  held = get_only (dz_sync_get_held (fixture->sync));
  dz_sync_undo_async (fixture->sync, held, undo_cb, &first);
  dz_sync_undo_async (fixture->sync, held, undo_cb, &second);
  dz_test_wait_set (&first, WAIT_S, "the undo is safe");
  dz_test_wait_set (&second, WAIT_S, "the other is answered");
  dz_sync_undo_async (fixture->sync, held, undo_cb, &third);
  dz_test_wait_set (&third, WAIT_S, "one that comes later is answered");
  g_assert_cmpstr (first, ==, "safe");
  g_assert_cmpstr (second, ==, "This decision has been taken back already.");
  g_assert_cmpstr (third, ==, second);
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the undo is answered");
  g_assert_cmpuint (count_kind (fixture, "\"undo\""), ==, 1);
  g_assert_null (fixture->conflict);
}

/* Decided, undone, decided and undone again before the service hears of any: what it says of the
 * first undo is about the first decision. */
static void
test_undone_again (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DzHeldItem) late = NULL;
  g_autofree char *first = NULL;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->busy_s = "1";
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(DzHeldItem) held = NULL;

      fixture_approve_first (fixture);
      held = get_only (dz_sync_get_held (fixture->sync));
      first = i == 0 ? g_strdup (dz_held_item_get_command (held)->id) : first;
      fixture_undo_last (fixture);
    }
  fixture->command_status = 409;
  fixture->decided_by = LI;
  fixture->busy_s = NULL;
  dz_test_wait_for (has_sealed, fixture, WAIT_S, "the first undo is too late");
  late = get_only (dz_sync_get_sealed (fixture->sync));
  g_assert_cmpstr (dz_held_item_get_command (late)->id, ==, first);
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "all are answered");
}

static gboolean
has_three_held (gpointer data)
{
  return g_list_model_get_n_items (dz_sync_get_held (((Fixture *) data)->sync)) == 3;
}

/* A desk that starts lists all that rests, however little of it the service says at once. */
static void
test_many_rest (Fixture      *fixture,
                gconstpointer data)
{
  fixture_close_desk (fixture);
  fixture->n_resting = 3;
  fixture_open_desk (fixture);
  dz_test_wait_for (has_three_held, fixture, WAIT_S, "all that rests is listed");
}

static gboolean
has_one_held (gpointer data)
{
  return g_list_model_get_n_items (dz_sync_get_held (((Fixture *) data)->sync)) == 1;
}

/* A service from before there was more than one answer says the same again, and is not asked on and
 * on. */
static void
test_old_service (Fixture      *fixture,
                  gconstpointer data)
{
  guint n_asked = fixture->n_held_asked;

  fixture_close_desk (fixture);
  fixture->n_resting = 1;
  fixture->knows_no_before = TRUE;
  fixture_open_desk (fixture);
  dz_test_wait_for (has_one_held, fixture, WAIT_S, "what rests is listed");
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(GAsyncResult) result = NULL;

      dz_sync_probe_async (fixture->sync, NULL, fixture_result_cb, &result);
      dz_test_wait_set (&result, WAIT_S, "the service answers");
    }
  g_assert_cmpuint (fixture->n_held_asked - n_asked, ==, 2);
  g_assert_true (has_one_held (fixture));
}

/* Without a network the request waits on this desk's disk. */
static void
test_late_offline (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DzHeldItem) late = undo_too_late (fixture);

  fixture->busy_s = "1";
  fixture->done = FALSE;
  dz_sync_ask_about_async (fixture->sync, late, "按错了键", asked_cb, fixture);
  dz_test_wait_for (fixture_is_done, fixture, WAIT_S, "the request is safe");
  g_assert_cmpuint (fixture_get_waiting (fixture), ==, 1);
  fixture->busy_s = NULL;
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the request arrives");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/sync/held/clocks", test_clocks);
  ADD ("/sync/held/long", test_long);
  ADD ("/sync/held/none", test_none);
  ADD ("/sync/held/late", test_late);
  ADD ("/sync/held/of-another", test_of_another);
  ADD ("/sync/held/late-offline", test_late_offline);
  ADD ("/sync/held/twice", test_twice);
  ADD ("/sync/held/undone-again", test_undone_again);
  ADD ("/sync/held/many-rest", test_many_rest);
  ADD ("/sync/held/old-service", test_old_service);
  return g_test_run ();
}
