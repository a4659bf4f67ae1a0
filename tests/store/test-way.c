/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"

/* The way of one photo from the phone to the sealed decision, as it is meant to go. */
static void
test_approved (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, 0, "photo 0");
  g_autoptr(GPtrArray) items = fixture_lease (fixture, fixture->wang, 5);
  g_autoptr(DzCommand) command = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzSubmission) sealed = NULL;
  g_autoptr(GPtrArray) messages = NULL;
  const DzItem *item;
  guint n_sealed;

  g_assert_cmpint (queued->state, ==, DZ_STATE_PENDING);
  g_assert_cmpuint (items->len, ==, 1);
  item = g_ptr_array_index (items, 0);
  g_assert_cmpstr (item->submission->id, ==, queued->id);
  command = fixture_approve (item->submission);
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpint (answer->state, ==, DZ_STATE_HELD);
  g_assert_cmpstr (answer->verdict, ==, "approve");

  g_assert_true (dz_store_seal_due (fixture->store, &n_sealed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_sealed, ==, 0);
  fixture->now_us = answer->hold_until_us;
  g_assert_true (dz_store_seal_due (fixture->store, &n_sealed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_sealed, ==, 1);

  sealed = dz_store_get_submission (fixture->store, queued->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sealed->state, ==, DZ_STATE_APPROVED);
  g_assert_cmpstr (sealed->decision->decided_by, ==, "王老师");
  messages = dz_store_list_messages (fixture->store, 0, 10, &error);
  g_assert_cmpuint (messages->len, ==, 1);
  g_assert_cmpstr (((DzMessage *) g_ptr_array_index (messages, 0))->kind, ==, "approved");
}

static void
test_history_tells_the_way (Fixture      *fixture,
                            gconstpointer data)
{
  static const char *const kinds[] = {
    "roster-import", "window-open", "user-add", "user-add", "bind",    "receive",
    "examine",       "queue",       "lease",    "decide",   "approve",
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = NULL;

  test_approved (fixture, data);
  entries = dz_store_read_history (fixture->store, 1, 100, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < entries->len; i++)
    {
      const DzEntry *entry = g_ptr_array_index (entries, i);

      g_assert_cmpstr (entry->kind, ==, kinds[i]);
      g_assert_cmpint (entry->seq, ==, i + 1);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/way/approved", fixture_set_up, test_approved);
  fixture_add ("/store/way/history", fixture_set_up, test_history_tells_the_way);
  return g_test_run ();
}
