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

static const DzItem *
item_at (GPtrArray *items,
         guint      index)
{
  g_assert_cmpuint (items->len, >, index);
  return g_ptr_array_index (items, index);
}

static void
test_top_up (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GPtrArray) two = NULL;
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(GPtrArray) three = NULL;
  g_autoptr(GPtrArray) rest = NULL;

  queue_all (fixture);
  two = fixture_lease (fixture, fixture->wang, 2);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpint (item_at (two, 0)->submission->received_us, <,
                   item_at (two, 1)->submission->received_us);
  again = fixture_lease (fixture, fixture->wang, 1);
  g_assert_cmpuint (again->len, ==, 2); /* what is held comes, even where less is wanted */
  g_assert_cmpstr (item_at (again, 0)->lease->id, ==, item_at (two, 0)->lease->id);
  three = fixture_lease (fixture, fixture->wang, 3);
  g_assert_cmpuint (three->len, ==, 3);
  rest = fixture_lease (fixture, fixture->li, 1000);
  g_assert_cmpuint (rest->len, ==, 2);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "lease"), ==, 5);
}

/* Another desk of the same user has its own leases. */
static void
test_workstations (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) here = NULL;
  g_autoptr(GPtrArray) there = NULL;

  queue_all (fixture);
  here = fixture_lease (fixture, fixture->wang, 2);
  there = dz_store_lease (fixture->store, fixture->wang, "desk-2", DZ_QUEUE_REVIEW, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (there->len, ==, 2);
  g_assert_cmpstr (item_at (here, 0)->submission->id, !=, item_at (there, 0)->submission->id);
}

/* What refused the earlier photo, and where its face is. */
static void
assert_other_photo (const DzItem *item,
                    const char   *earlier)
{
  const DzSubmission *refused = g_ptr_array_index (item->earlier, 0);
  const DzFinding *finding;

  g_assert_cmpuint (refused->findings->len, ==, 1);
  finding = g_ptr_array_index (refused->findings, 0);
  g_assert_cmpint (finding->outcome, ==, DZ_OUTCOME_FAIL);
  g_assert_cmpint (finding->authority, ==, DZ_AUTHORITY_AUTO);
  g_assert_true (dz_item_find_returned (item) == refused);
  g_assert_cmpuint (item->faces->len, ==, 1);
  g_assert_nonnull (dz_item_find_face (item, earlier));
}

static void
test_item (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzSubmission) first = NULL;
  g_autoptr(DzSubmission) refused = NULL;
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(DzSubmission) queued = NULL;
  g_autoptr(GPtrArray) items = NULL;
  const DzItem *item;

  fixture_bind (fixture->store, 0);
  first = fixture_receive (fixture->store, 0, "photo");
  refused = fixture_examine (fixture->store, first->id, DZ_OUTCOME_FAIL, DZ_AUTHORITY_AUTO);
  second = fixture_receive (fixture->store, 0, "photo 2");
  queued = fixture_examine (fixture->store, second->id, DZ_OUTCOME_WARN, DZ_AUTHORITY_ASSIST);
  items = fixture_lease (fixture, fixture->wang, 5);
  item = item_at (items, 0);
  g_assert_cmpstr (item->submission->id, ==, queued->id);
  g_assert_cmpint (item->submission->state, ==, DZ_STATE_LEASED);
  g_assert_cmpuint (item->submission->version, ==, queued->version); /* leases make no version */
  g_assert_cmpuint (item->submission->findings->len, ==, 2);
  g_assert_cmpstr (item->student->name, ==, "王梦0");
  g_assert_cmpstr (item->student->id_number, ==, "1101**********002X");
  g_assert_cmpstr (item->school_name, ==, "中国石油大学（北京）");
  g_assert_cmpstr (item->lease->user, ==, fixture->wang->id);
  g_assert_cmpint (item->lease->expires_us, >, fixture->now_us);
  g_assert_cmpuint (item->earlier->len, ==, 1);
  g_assert_cmpint (((DzSubmission *) g_ptr_array_index (item->earlier, 0))->state, ==,
                   DZ_STATE_REFUSED_BY_RULE);
  assert_other_photo (item, first->id);
}

static void
test_expiry (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) mine = NULL;
  g_autoptr(GPtrArray) others = NULL;
  DzQueueCounts counts;
  guint n_expired;

  queue_all (fixture);
  mine = fixture_lease (fixture, fixture->wang, 3);
  fixture->now_us = item_at (mine, 0)->lease->expires_us;
  g_assert_true (dz_store_count_queue (fixture->store, fixture->li, &counts, &error));
  g_assert_cmpuint (counts.free, ==, 5); /* though nobody has returned them yet */
  g_assert_cmpuint (counts.others, ==, 0);
  others = fixture_lease (fixture, fixture->li, 1);
  g_assert_cmpstr (item_at (others, 0)->submission->id, ==, item_at (mine, 0)->submission->id);
  g_assert_true (dz_store_expire_leases (fixture->store, &n_expired, &error));
  g_assert_cmpuint (n_expired, ==, 0); /* the lease above returned them */
  g_assert_cmpuint (fixture_count_entries (fixture->store, "return"), ==, 3);
  fixture->now_us += DZ_STORE_LEASE_US + G_TIME_SPAN_SECOND;
  g_assert_true (dz_store_expire_leases (fixture->store, &n_expired, &error));
  g_assert_cmpuint (n_expired, ==, 1);
}

static void
test_renew (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) mine = NULL;
  g_auto(GStrv) lost = NULL;
  char *leases[3] = { NULL, (char *) "no such lease", NULL };
  gint64 expires_us;
  guint n_expired;

  queue_all (fixture);
  mine = fixture_lease (fixture, fixture->wang, 1);
  leases[0] = item_at (mine, 0)->lease->id;
  fixture->now_us += DZ_STORE_LEASE_US / 2;
  g_assert_true (dz_store_renew_leases (fixture->store, fixture->wang, FIXTURE_DESK, leases,
                                        &expires_us, &lost, &error));
  g_assert_no_error (error);
  g_assert_cmpint (expires_us, ==, fixture->now_us + DZ_STORE_LEASE_US);
  g_assert_cmpuint (g_strv_length (lost), ==, 1);
  g_assert_cmpstr (lost[0], ==, "no such lease");
  fixture->now_us += DZ_STORE_LEASE_US - G_TIME_SPAN_SECOND;
  g_assert_true (dz_store_expire_leases (fixture->store, &n_expired, &error));
  g_assert_cmpuint (n_expired, ==, 0);
  g_clear_pointer (&lost, g_strfreev);
  g_assert_true (dz_store_renew_leases (fixture->store, fixture->li, FIXTURE_DESK, leases, NULL,
                                        &lost, &error));
  g_assert_cmpuint (g_strv_length (lost), ==, 2); /* another's lease is not mine to renew */
}

static void
test_release (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) mine = NULL;
  g_autoptr(GPtrArray) others = NULL;
  char *leases[2] = { NULL, NULL };
  guint n_released;

  queue_all (fixture);
  mine = fixture_lease (fixture, fixture->wang, 1);
  leases[0] = item_at (mine, 0)->lease->id;
  g_assert_true (dz_store_release_leases (fixture->store, fixture->li, FIXTURE_DESK, leases,
                                          &n_released, &error));
  g_assert_cmpuint (n_released, ==, 0);
  g_assert_true (dz_store_release_leases (fixture->store, fixture->wang, FIXTURE_DESK, leases,
                                          &n_released, &error));
  g_assert_cmpuint (n_released, ==, 1);
  others = fixture_lease (fixture, fixture->li, 1);
  g_assert_cmpstr (item_at (others, 0)->submission->id, ==, item_at (mine, 0)->submission->id);
}

static void
test_counts (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) mine = NULL;
  g_autoptr(GPtrArray) others = NULL;
  g_autoptr(DzCommand) command = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;
  DzQueueCounts counts;

  queue_all (fixture);
  mine = fixture_lease (fixture, fixture->wang, 2);
  others = fixture_lease (fixture, fixture->li, 1);
  command = fixture_approve (item_at (mine, 0)->submission);
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_true (dz_store_count_queue (fixture->store, fixture->wang, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.free, ==, 2);
  g_assert_cmpuint (counts.mine, ==, 1);
  g_assert_cmpuint (counts.others, ==, 1);
  g_assert_cmpuint (counts.held, ==, 1);
}

static guint
count_free (Fixture      *fixture,
            const DzUser *user)
{
  g_autoptr(GError) error = NULL;
  DzQueueCounts counts;

  g_assert_true (dz_store_count_queue (fixture->store, user, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.fitting, ==, counts.free);
  return counts.free;
}

/* What somebody skipped is free for others at once, and for them when they would be offered it. */
static void
test_free_for_whom (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(GPtrArray) mine = NULL;
  g_autoptr(DzCommand) skip = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;

  queue_all (fixture);
  mine = fixture_lease (fixture, fixture->wang, 1);
  skip = fixture_command (NULL, DZ_COMMAND_SKIP, item_at (mine, 0)->submission);
  answer = fixture_apply (fixture, fixture->wang, skip);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpuint (count_free (fixture, fixture->wang), ==, 4);
  g_assert_cmpuint (count_free (fixture, fixture->li), ==, 5);
  fixture->now_us += DZ_STORE_SKIP_US + G_TIME_SPAN_SECOND;
  g_assert_cmpuint (count_free (fixture, fixture->wang), ==, 5);
}

static gboolean
may_see (Fixture      *fixture,
         const DzUser *user,
         const char   *sha256)
{
  g_autoptr(GError) error = NULL;
  gboolean may = dz_store_may_see_photo (fixture->store, user, sha256, &error);

  if (!may)
    g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN);
  return may;
}

static void
test_who_may_see (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(GPtrArray) mine = NULL;
  g_autoptr(DzUser) supervisor = dz_store_add_user (fixture->store, "supervisor", "x",
                                                    DZ_ROLE_SUPERVISOR, "service", NULL);
  g_autoptr(DzCommand) command = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autofree char *none = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "none", -1);
  const char *photo;

  queue_all (fixture);
  mine = fixture_lease (fixture, fixture->wang, 1);
  photo = item_at (mine, 0)->submission->photo;
  g_assert_true (may_see (fixture, fixture->wang, photo));
  g_assert_false (may_see (fixture, fixture->li, photo));
  g_assert_true (may_see (fixture, supervisor, photo));
  g_assert_false (may_see (fixture, supervisor, none));
  command = fixture_approve (item_at (mine, 0)->submission);
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_true (may_see (fixture, fixture->wang, photo)); /* it may still be undone */
  fixture->now_us = answer->hold_until_us;
  g_assert_true (dz_store_seal_due (fixture->store, NULL, NULL));
  g_assert_false (may_see (fixture, fixture->wang, photo));
}

static void
test_roles (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzUser) admin = dz_store_add_user (fixture->store, "admin", "x",
                                               DZ_ROLE_ADMINISTRATOR | DZ_ROLE_DELIVERER,
                                               DZ_STORE_ACTOR_SERVICE, NULL);
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(DzCommand) command = fixture_approve (queued);

  g_assert_null (dz_store_lease (fixture->store, admin, FIXTURE_DESK, DZ_QUEUE_REVIEW, 1,
                                &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_null (dz_store_apply (fixture->store, admin, FIXTURE_DESK, command, "b", &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/queue/top-up", fixture_set_up, test_top_up);
  fixture_add ("/store/queue/workstations", fixture_set_up, test_workstations);
  fixture_add ("/store/queue/item", fixture_set_up, test_item);
  fixture_add ("/store/queue/expiry", fixture_set_up, test_expiry);
  fixture_add ("/store/queue/renew", fixture_set_up, test_renew);
  fixture_add ("/store/queue/release", fixture_set_up, test_release);
  fixture_add ("/store/queue/counts", fixture_set_up, test_counts);
  fixture_add ("/store/queue/free-for-whom", fixture_set_up, test_free_for_whom);
  fixture_add ("/store/queue/who-may-see", fixture_set_up, test_who_may_see);
  fixture_add ("/store/queue/roles", fixture_set_up, test_roles);
  return g_test_run ();
}
