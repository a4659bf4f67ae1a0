/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"

static void
queue_all (Fixture *fixture)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *photo = g_strdup_printf ("photo %u", i);
      g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, i, photo);

      g_assert_cmpint (queued->state, ==, DZ_STATE_PENDING);
    }
}

static DzUser *
add_supervisor (Fixture *fixture)
{
  return dz_store_add_user (fixture->store, "赵主任", "$argon2id$", DZ_ROLE_SUPERVISOR,
                            DZ_STORE_ACTOR_SERVICE, NULL);
}

static const DzQueueHolder *
holder_at (GPtrArray *holders,
           guint      index)
{
  g_assert_cmpuint (holders->len, >, index);
  return g_ptr_array_index (holders, index);
}

static void
test_list (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) mine = NULL;
  g_autoptr(GPtrArray) there = NULL;
  g_autoptr(GPtrArray) others = NULL;
  g_autoptr(GPtrArray) holders = NULL;
  g_autoptr(GPtrArray) later = NULL;

  queue_all (fixture);
  mine = fixture_lease (fixture, fixture->wang, 2);
  fixture->now_us += G_TIME_SPAN_MINUTE;
  there = dz_store_lease (fixture->store, fixture->wang, "desk-2", DZ_QUEUE_REVIEW, 1, &error);
  others = fixture_lease (fixture, fixture->li, 1);
  holders = dz_store_list_holders (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (holders->len, ==, 2);
  g_assert_cmpstr (holder_at (holders, 0)->name, ==, "李老师");
  g_assert_cmpuint (holder_at (holders, 0)->n_leases, ==, 1);
  g_assert_cmpstr (holder_at (holders, 1)->user, ==, fixture->wang->id);
  g_assert_cmpuint (holder_at (holders, 1)->n_leases, ==, 3); /* at both desks */
  g_assert_cmpint (holder_at (holders, 1)->first_us, ==,
                   ((DzItem *) g_ptr_array_index (mine, 0))->lease->expires_us);
  g_assert_cmpint (holder_at (holders, 1)->last_us, ==,
                   ((DzItem *) g_ptr_array_index (there, 0))->lease->expires_us);
  fixture->now_us += DZ_STORE_LEASE_US + G_TIME_SPAN_MINUTE; /* nobody has returned them yet */
  later = dz_store_list_holders (fixture->store, &error);
  g_assert_cmpuint (later->len, ==, 0);
}

/* The supervisor's name stands in the history; where the photos were, others get them at once. */
static void
test_recall (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzUser) zhao = add_supervisor (fixture);
  g_autoptr(GPtrArray) mine = NULL;
  g_autoptr(GPtrArray) others = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  guint n_recalled;
  guint n_found = 0;

  queue_all (fixture);
  mine = fixture_lease (fixture, fixture->wang, 3);
  g_assert_true (dz_store_recall_leases (fixture->store, zhao, fixture->wang->id, &n_recalled,
                                         &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_recalled, ==, 3);
  others = fixture_lease (fixture, fixture->li, 5);
  g_assert_cmpuint (others->len, ==, 5);
  entries = dz_store_read_history (fixture->store, 1, 1000, NULL, &error);
  for (guint i = 0; i < entries->len; i++)
    {
      const DzEntry *entry = g_ptr_array_index (entries, i);

      if (!g_str_equal (entry->kind, "return"))
        continue;
      g_assert_cmpstr (entry->actor, ==, zhao->id);
      g_assert_cmpstr (entry->outcome, ==, "recall");
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, 3);
  g_assert_true (dz_store_recall_leases (fixture->store, zhao, fixture->wang->id, &n_recalled,
                                         &error));
  g_assert_cmpuint (n_recalled, ==, 0);
}

/* What a reviewer sent is not dropped because a supervisor gave the photo back meanwhile. */
static void
test_late_after_recall (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzUser) zhao = add_supervisor (fixture);
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(DzSubmission) second = fixture_queue (fixture->store, 1, "photo 2");
  g_autoptr(GPtrArray) mine = fixture_lease (fixture, fixture->wang, 2);
  g_autoptr(DzCommand) late = fixture_approve (queued);
  g_autoptr(DzCommand) too_late = fixture_approve (second);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzCommandAnswer) conflict = NULL;
  g_autoptr(GPtrArray) others = NULL;

  g_assert_cmpuint (mine->len, ==, 2);
  g_assert_true (dz_store_recall_leases (fixture->store, zhao, fixture->wang->id, NULL, &error));
  answer = fixture_apply (fixture, fixture->wang, late);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  others = fixture_lease (fixture, fixture->li, 5);
  g_assert_cmpuint (others->len, ==, 1);
  conflict = fixture_apply (fixture, fixture->wang, too_late);
  g_assert_cmpint (conflict->result, ==, DZ_COMMAND_RESULT_CONFLICT);
  g_assert_cmpstr (conflict->by, ==, "李老师");
}

static void
test_forbidden (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzUser) zhao = add_supervisor (fixture);

  g_assert_false (dz_store_recall_leases (fixture->store, fixture->li, fixture->wang->id, NULL,
                                          &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_false (dz_store_recall_leases (fixture->store, zhao, "nobody", NULL, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/holders/list", fixture_set_up, test_list);
  fixture_add ("/store/holders/recall", fixture_set_up, test_recall);
  fixture_add ("/store/holders/late-after-recall", fixture_set_up, test_late_after_recall);
  fixture_add ("/store/holders/forbidden", fixture_set_up, test_forbidden);
  return g_test_run ();
}
