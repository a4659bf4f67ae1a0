/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

#include "dz-test-wait.h"

static DzReason *
new_mask (void)
{
  DzReason *reason = dz_reason_new ();

  reason->code = g_strdup ("mask");
  reason->rules = g_strdup ("");
  reason->label_zh = g_strdup ("戴口罩");
  reason->label_en = g_strdup ("Wears a mask");
  reason->zh = g_strdup ("请摘下口罩。");
  reason->en = g_strdup ("Please take off the mask.");
  reason->version = 1;
  return reason;
}

static gboolean
has_mask (gpointer data)
{
  DzSync *sync = ((Fixture *) data)->sync;

  return dz_reason_list_find (dz_sync_get_reasons (sync), "mask") != NULL;
}

/* Before the service has said anything, the desk has what the program brings. */
static void
test_at_sign_in (Fixture      *fixture,
                 gconstpointer data)
{
  g_assert_nonnull (dz_reason_list_find (dz_sync_get_reasons (fixture->sync), "mouth"));
  dz_reason_list_add (fixture->reasons, new_mask ());
  fixture_sign_in (fixture, ZHAO);
  dz_test_wait_for (has_mask, fixture, WAIT_S, "the service's reasons");
}

static gboolean
has_no_mask (gpointer data)
{
  return !has_mask (data);
}

/* At the next start they are there before anybody signs in; the service has the last word. */
static void
test_next_start (Fixture      *fixture,
                 gconstpointer data)
{
  test_at_sign_in (fixture, data);
  fixture_close_desk (fixture);
  dz_reason_list_unref (fixture->reasons);
  fixture->reasons = dz_reason_list_new_builtin ();
  fixture->sync = fixture_open_sync (fixture->url, fixture->dir);
  dz_test_wait_for (has_mask, fixture, WAIT_S, "the reasons of the last start");
  fixture_sign_in (fixture, ZHAO);
  dz_test_wait_for (has_no_mask, fixture, WAIT_S, "the service's reasons");
}

/* A refused command may be one whose reason was retired, so that the list is asked for again. */
static void
test_after_refusal (Fixture      *fixture,
                    gconstpointer data)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  dz_reason_list_add (fixture->reasons, new_mask ());
  fixture->command_status = 422;
  fixture_approve_first (fixture);
  dz_test_wait_for (has_mask, fixture, WAIT_S, "the service's reasons");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/sync/reasons/at-sign-in", test_at_sign_in);
  ADD ("/sync/reasons/next-start", test_next_start);
  ADD ("/sync/reasons/after-refusal", test_after_refusal);
  return g_test_run ();
}
