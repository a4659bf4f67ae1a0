/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two desks on one queue. The network of one of them is dead until its leases have ended and the
 * other has judged what it held: nothing is decided twice, the late one hears a 409, keeps its work
 * as a draft, and one key lets the other's decision stand or contests it. */
#include "dz-store-history.h"
#include "dz-sync.h"
#include "dz-test-proxy.h"
#include "dz-test-frame.h"
#include "dz-test-wait.h"
#include "service-fixture.h"

#include <string.h>

#define LATE "li"
#define QUICK "wang"
#define N_SUBMISSIONS 3
#define WAIT_S 60

typedef struct
{
  Fixture      service;
  DzTestProxy *proxy;
  DzSync      *late;    /* behind the proxy */
  DzSync      *quick;
  char        *dir;
  gboolean     decided;
} World;

/* ---- preparing ---- */

static char *
cut_prefix (const char *url)
{
  return g_strndup (url, strlen (url) - strlen (DZ_WIRE_API_PREFIX));
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static DzSync *
open_desk (World      *world,
           const char *url,
           const char *name)
{
  g_autofree char *dir = g_build_filename (world->dir, name, NULL);
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) signed_in = NULL;
  g_autoptr(GError) error = NULL;
  DzSync *sync;

  dz_sync_open_async (url, dir, NULL, result_cb, &opened);
  dz_test_wait_set (&opened, WAIT_S, "the desk's data open");
  sync = dz_sync_open_finish (opened, &error);
  g_assert_no_error (error);
  dz_sync_sign_in_async (sync, name, FIXTURE_PASSWORD, NULL, result_cb, &signed_in);
  dz_test_wait_set (&signed_in, WAIT_S, "signing in");
  g_assert_true (dz_sync_sign_in_finish (sync, signed_in, &error));
  g_assert_no_error (error);
  return sync;
}

static gboolean
has_all (gpointer data)
{
  return g_list_model_get_n_items (dz_sync_get_queue (data)) == N_SUBMISSIONS;
}

static void
set_up (World        *world,
        gconstpointer data)
{
  g_autofree char *staff = NULL;

  fixture_set_up (&world->service, NULL);
  for (guint i = 0; i < N_SUBMISSIONS; i++)
    {
      g_autofree char *identity = fixture_verify (&world->service, i);
      g_autofree char *submission = fixture_submit (&world->service, identity, i);
    }
  g_free (fixture_sign_in (&world->service, LATE, DZ_ROLE_REVIEWER, "elsewhere"));
  g_free (fixture_sign_in (&world->service, QUICK, DZ_ROLE_REVIEWER, "elsewhere"));
  staff = cut_prefix (world->service.staff_url);
  world->dir = g_dir_make_tmp ("dz-dead-XXXXXX", NULL);
  world->proxy = dz_test_proxy_start (staff);
  world->late = open_desk (world, dz_test_proxy_get_url (world->proxy), LATE);
  dz_test_wait_for (has_all, world->late, WAIT_S, "the late one has all");
  world->quick = open_desk (world, staff, QUICK);
}

static void
close_desk (DzSync *sync)
{
  dz_sync_close (sync);
  dz_test_wait_finalized (sync);
}

static void
tear_down (World        *world,
           gconstpointer data)
{
  close_desk (world->late);
  close_desk (world->quick);
  dz_test_proxy_free (world->proxy);
  fixture_tear_down (&world->service, NULL);
  dz_test_remove_tree (world->dir);
  g_free (world->dir);
}

/* ---- deciding ---- */

static void
decided_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  ((World *) user_data)->decided = dz_sync_decide_finish (DZ_SYNC (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_decided (gpointer data)
{
  return ((World *) data)->decided;
}

static DzDecision *
new_approval (const DzItem *item)
{
  g_autoptr(GPtrArray) failing = dz_findings_list_failing (item->submission->findings,
                                                           item->waivers);
  DzDecision *decision = dz_decision_new ();

  decision->overrides = dz_overrides_new_for (failing, "画出来的人");
  dz_test_frame (decision, item->measurement, item->submission->profile_hash);
  return decision;
}

static DzDecision *
new_rejection (void)
{
  DzDecision *decision = dz_decision_new ();

  decision->verdict = DZ_VERDICT_REJECT;
  decision->reasons = g_strsplit ("other", " ", -1);
  decision->note = g_strdup ("请上传证件照。");
  return decision;
}

static void
decide_first (World     *world,
              DzSync    *sync,
              DzVerdict  verdict)
{
  g_autoptr(DzQueueItem) item = g_list_model_get_item (dz_sync_get_queue (sync), 0);
  g_autoptr(DzDecision) decision = verdict == DZ_VERDICT_APPROVE
                                       ? new_approval (dz_queue_item_get_item (item))
                                       : new_rejection ();

  world->decided = FALSE;
  dz_sync_decide_async (sync, item, decision, 700, decided_cb, world);
  dz_test_wait_for (is_decided, world, WAIT_S, "the decision is safe");
}

static guint
get_waiting (DzSync *sync)
{
  guint waiting;

  g_object_get (sync, "waiting", &waiting, NULL);
  return waiting;
}

static gboolean
nothing_waits (gpointer data)
{
  return get_waiting (data) == 0;
}

static gboolean
is_offline (gpointer data)
{
  return dz_sync_get_connection (data) == DZ_CONNECTION_OFFLINE;
}

/* Who may be quick asks until the service has taken the leases back. */
static gboolean
has_all_in_the_end (gpointer data)
{
  dz_sync_refresh (data);
  return has_all (data);
}

/* The late one decides all without a network; its leases end; the quick one decides all but one. */
static void
be_late (World *world)
{
  dz_test_proxy_cut (world->proxy);
  for (guint i = 0; i < N_SUBMISSIONS; i++)
    decide_first (world, world->late, DZ_VERDICT_APPROVE);
  dz_test_wait_for (is_offline, world->late, WAIT_S, "the outage shows");
  g_assert_cmpuint (get_waiting (world->late), ==, N_SUBMISSIONS);
  world->service.ahead_us += DZ_STORE_LEASE_US + G_TIME_SPAN_MINUTE;
  dz_test_wait_for (has_all_in_the_end, world->quick, WAIT_S, "the quick one has all");
  for (guint i = 0; i < N_SUBMISSIONS - 1; i++)
    decide_first (world, world->quick, DZ_VERDICT_REJECT);
  dz_test_wait_for (nothing_waits, world->quick, WAIT_S, "the quick one's are applied");
}

static void
come_back (World *world)
{
  dz_test_proxy_mend (world->proxy);
  dz_sync_refresh (world->late);
  dz_test_wait_for (nothing_waits, world->late, WAIT_S, "the late one is answered");
}

/* ---- what must be true ---- */

static guint
count_entries (World      *world,
               const char *kind)
{
  g_autoptr(GPtrArray) entries = dz_store_read_history (world->service.store, 1, 10000, NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    n += g_str_equal (((const DzEntry *) g_ptr_array_index (entries, i))->kind, kind);
  return n;
}

static DzConflictItem *
get_conflict (World *world,
              guint  i)
{
  return g_list_model_get_item (dz_sync_get_conflicts (world->late), i);
}

/* What was decided, and what the other only holds. */
static void
check_conflict (World *world,
                guint  i)
{
  g_autoptr(DzConflictItem) item = get_conflict (world, i);
  const DzConflict *conflict = dz_conflict_item_get_conflict (item);
  const DzCommand *draft = dz_conflict_item_get_draft (item);

  g_assert_cmpstr (conflict->answer->by, ==, QUICK);
  g_assert_cmpstr (conflict->answer->verdict, ==, i < N_SUBMISSIONS - 1 ? "reject" : NULL);
  g_assert_cmpint (draft->decision->verdict, ==, DZ_VERDICT_APPROVE);
}

static gboolean
is_contestable (gpointer data)
{
  g_autoptr(DzConflictItem) item = get_conflict (data, 0);

  return dz_conflict_item_get_contest (item) == DZ_CONTEST_ASK;
}

static void
adopt_first (World *world)
{
  g_autoptr(DzConflictItem) item = get_conflict (world, 0);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  dz_sync_adopt_async (world->late, item, result_cb, &result);
  dz_test_wait_set (&result, WAIT_S, "theirs stands");
  g_assert_true (dz_sync_adopt_finish (world->late, result, &error));
  g_assert_no_error (error);
}

static void
contest_first (World *world)
{
  g_autoptr(DzConflictItem) item = get_conflict (world, 0);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  dz_sync_contest_async (world->late, item, "背景在范围之内", result_cb, &result);
  dz_test_wait_set (&result, WAIT_S, "the request is safe");
  g_assert_true (dz_sync_contest_finish (world->late, result, &error));
  g_assert_no_error (error);
  dz_test_wait_for (nothing_waits, world->late, WAIT_S, "the request is answered");
}

static guint
count_conflicts (World *world)
{
  return g_list_model_get_n_items (dz_sync_get_conflicts (world->late));
}

static void
test_dead_network (World        *world,
                   gconstpointer data)
{
  g_auto(DzHistoryCheck) check = { 0 };

  be_late (world);
  g_assert_cmpuint (get_waiting (world->late), ==, N_SUBMISSIONS);
  come_back (world);
  g_assert_cmpuint (count_entries (world, "decide"), ==, N_SUBMISSIONS - 1);
  g_assert_cmpuint (count_conflicts (world), ==, N_SUBMISSIONS);
  for (guint i = 0; i < N_SUBMISSIONS; i++)
    check_conflict (world, i);
  adopt_first (world);
  g_assert_cmpuint (count_conflicts (world), ==, N_SUBMISSIONS - 1);
  dz_sync_refresh_conflicts (world->late);
  dz_test_wait_for (is_contestable, world, WAIT_S, "the service says how it stands");
  contest_first (world);
  g_assert_cmpuint (count_conflicts (world), ==, N_SUBMISSIONS - 2);
  g_assert_cmpuint (count_entries (world, "decide"), ==, N_SUBMISSIONS - 1);
  g_assert_cmpuint (count_entries (world, "ask"), ==, 1);
  g_assert_true (dz_store_verify_history (world->service.store, NULL, &check, NULL));
  g_assert_cmpint (check.first_bad, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/e2e/dead-network", World, NULL, set_up, test_dead_network, tear_down);
  return g_test_run ();
}
