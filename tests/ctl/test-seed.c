/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <stdio.h>
#include <string.h>

#include "dz-demo-school.h"
#include "dz-demo-timeline.h"
#include "dz-passwords.h"
#include "dz-store-history.h"
#include "dz-store-messages.h"
#include "dz-store-queue.h"
#include "dz-store-register.h"
#include "dz-store-submissions.h"
#include "dz-store-tasks.h"
#include "dz-store-users.h"

#define N_QUEUED_MIN 40
#define N_REFUSED_MIN 3
#define N_SECOND_MIN 2
#define PAGE 1000

static GPtrArray *
read_history (DzStore *store)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *entries = dz_store_read_history (store, 1, PAGE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, <, PAGE);
  return entries;
}

static guint
count_kind (GPtrArray  *entries,
            const char *kind)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    n += g_str_equal (((const DzEntry *) g_ptr_array_index (entries, i))->kind, kind);
  return n;
}

static void
assert_progress (const char *err)
{
  g_auto(GStrv) lines = g_strsplit (err, "\n", -1);
  guint last = 0;
  guint total = 0;

  for (guint i = 0; *lines[i] != '\0'; i++)
    {
      guint done = 0;

      g_assert_cmpint (sscanf (lines[i], "progress %u %u", &done, &total), ==, 2);
      g_assert_cmpuint (done, ==, last + 1);
      last = done;
    }
  g_assert_cmpuint (last, >, 0);
  g_assert_cmpuint (last, ==, total);
}

/* By day, over two days, and not a moment from the future. */
static void
assert_times (GPtrArray *entries)
{
  gint64 now_us = g_get_real_time ();
  const DzEntry *first = g_ptr_array_index (entries, 0);
  gint64 before_us = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const DzEntry *entry = g_ptr_array_index (entries, i);

      g_assert_cmpint (entry->time_us, >=, before_us);
      g_assert_cmpint (entry->time_us, <, now_us);
      before_us = entry->time_us;
    }
  g_assert_cmpint (now_us - first->time_us, >, 47 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (now_us - first->time_us, <, 50 * G_TIME_SPAN_HOUR);
}

static void
assert_history (DzStore *store)
{
  g_autoptr(GPtrArray) entries = read_history (store);
  g_autoptr(GPtrArray) messages = dz_store_list_messages (store, 0, 100, NULL);
  g_auto(DzHistoryCheck) check = { 0 };
  guint n_rejected = 0;

  assert_times (entries);
  g_assert_cmpuint (count_kind (entries, "refuse"), >=, N_REFUSED_MIN);
  g_assert_cmpuint (count_kind (entries, "reject"), >=, N_SECOND_MIN);
  for (guint i = 0; i < messages->len; i++)
    n_rejected +=
      g_str_equal (((const DzMessage *) g_ptr_array_index (messages, i))->kind, "rejected");
  g_assert_cmpuint (n_rejected, ==, count_kind (entries, "reject"));
  g_assert_true (dz_store_verify_history (store, NULL, &check, NULL));
  g_assert_cmpint (check.first_bad, ==, 0);
  g_assert_cmpint (check.entries, ==, entries->len);
}

static void
assert_user (DzStore    *store,
             const Run  *run,
             const char *name,
             DzRole      roles)
{
  g_autofree char *pattern = g_strdup_printf ("%s (?:may do everything|reviews); the password is "
                                              "([a-z0-9-]+)\n", name);
  g_autoptr(GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *password = NULL;
  g_autofree char *hash = NULL;
  g_autoptr(DzUser) user = dz_store_find_user (store, name, &hash, NULL);

  g_assert_true (g_regex_match (regex, run->out, 0, &match));
  password = g_match_info_fetch (match, 1);
  g_assert_nonnull (user);
  g_assert_cmpuint (user->roles, ==, roles);
  g_assert_true (dz_password_verify (password, hash, DZ_PASSWORD_COST_MODERATE));
}

/* Each gets the reasons that are meant for their own photo, at whatever hour the photos came: a red
 * wall is refused for its colour, and nothing else is. */
static void
assert_reasons (DzStore      *store,
                const DzItem *item)
{
  const char *id = ((DzSubmission *) g_ptr_array_index (item->earlier, 0))->id;
  g_autoptr(DzSubmission) earlier = dz_store_get_submission (store, id, NULL);
  const DzFinding *colour = dz_findings_find (earlier->findings, "BG-01");
  const char *const *reasons = (const char *const *) earlier->decision->reasons;

  g_assert_nonnull (reasons[0]);
  g_assert_nonnull (colour);
  g_assert_cmpint (g_strv_contains (reasons, "background-colour"), ==,
                   colour->outcome == DZ_OUTCOME_FAIL);
}

static void
assert_item (DzStore      *store,
             const DzItem *item,
             guint        *n_second)
{
  g_assert_cmpuint (item->submission->findings->len, >, 0);
  g_assert_false (dz_findings_refuse (item->submission->findings));
  g_assert_nonnull (item->submission->profile_hash);
  if (item->submission->attempt == 1)
    return;
  *n_second += 1;
  g_assert_cmpuint (item->earlier->len, ==, 1);
  g_assert_cmpint (((DzSubmission *) g_ptr_array_index (item->earlier, 0))->state, ==,
                   DZ_STATE_REJECTED);
  assert_reasons (store, item);
}

/* Pictures of others that look like one in the queue, shown to whoever judges it. Drawn faces are
 * more alike than people's, and may be shown too. */
static guint
count_alike (GPtrArray *items)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const DzItem *item = g_ptr_array_index (items, i);

      for (guint k = 0; k < item->twins->len; k++)
        {
          const DzTwin *twin = g_ptr_array_index (item->twins, k);

          g_assert_false (!twin->same_student && dz_twin_is_identical (twin));
          n += !twin->same_student && !twin->by_face;
        }
    }
  return n;
}

/* Two students sent one photo: both are set apart, each shown with the other. */
static void
assert_tasks (DzStore *store)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) tasks = dz_store_list_tasks (store, NULL, 10, &error);
  const DzTask *one;
  const DzTask *other;

  g_assert_no_error (error);
  g_assert_cmpuint (tasks->len, ==, 2);
  one = g_ptr_array_index (tasks, 0);
  other = g_ptr_array_index (tasks, 1);
  g_assert_cmpint (one->kind, ==, DZ_TASK_QUARANTINE);
  g_assert_cmpstr (one->photo, ==, other->photo);
  g_assert_cmpstr (one->name, !=, other->name);
  g_assert_cmpstr (one->twin->submission, ==, other->submission);
  g_assert_cmpstr (other->twin->submission, ==, one->submission);
}

/* What a reviewer is given: at most DZ_STORE_LEASES_MAX at a time, so two look. */
static void
assert_queue (DzStore *store)
{
  g_autoptr(DzUser) demo = dz_store_find_user (store, "demo", NULL, NULL);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GPtrArray) rest = NULL;
  g_autoptr(GError) error = NULL;
  DzQueueCounts counts;
  guint n_second = 0;

  g_assert_true (dz_store_count_queue (store, demo, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.free, >=, N_QUEUED_MIN);
  g_assert_cmpuint (counts.mine + counts.others + counts.held, ==, 0);
  items = dz_store_lease (store, demo, "one", DZ_QUEUE_REVIEW, 50, &error);
  g_assert_no_error (error);
  rest = dz_store_lease (store, demo, "two", DZ_QUEUE_REVIEW, 50, &error);
  g_assert_no_error (error);
  g_ptr_array_extend_and_steal (items, g_steal_pointer (&rest));
  g_assert_cmpuint (items->len, ==, counts.free);
  for (guint i = 0; i < items->len; i++)
    assert_item (store, g_ptr_array_index (items, i), &n_second);
  g_assert_cmpuint (n_second, >=, N_SECOND_MIN);
  g_assert_cmpuint (count_alike (items), >=, 2); /* one pair at least, seen from both sides */
}

static void
assert_window (DzStore *store)
{
  g_autoptr(GPtrArray) windows = dz_store_list_windows (store, "11414", NULL);
  const DzWindow *window;
  gint64 now_us = g_get_real_time ();

  g_assert_cmpuint (windows->len, ==, 1);
  window = g_ptr_array_index (windows, 0);
  g_assert_cmpint (window->opens_us, <, now_us);
  g_assert_cmpint (window->upload_ends_us, >, now_us);
  g_assert_cmpint (window->payer, ==, DZ_PAYER_SCHOOL);
  g_assert_cmpint (window->fee_fen, ==, 3000);
  g_assert_cmpstr (window->phone, ==, "010-58691620");
}

static void
test_seed (Fixture      *self,
           gconstpointer user_data)
{
  gint64 begun_us = g_get_monotonic_time ();
  g_autoptr(Run) run = fixture_run (self, NULL, "demo", "seed", "--progress", "--data", self->data,
                                    NULL);
  g_autoptr(Run) again = NULL;
  g_autoptr(DzStore) store = NULL;
  g_autoptr(DzUser) admin = NULL;

  run_assert (run, 0, "11414", NULL);
  g_test_message ("took %.1f s", (double) (g_get_monotonic_time () - begun_us) / G_USEC_PER_SEC);
  assert_progress (run->err);
  store = dz_store_open (self->data, NULL);
  assert_history (store);
  assert_user (store, run, "demo", DZ_ROLE_ALL);
  assert_user (store, run, "reviewer", DZ_ROLE_REVIEWER);
  admin = dz_store_find_first_admin (store, NULL);
  g_assert_cmpstr (admin->name, ==, "demo");
  assert_window (store);
  assert_tasks (store);
  assert_queue (store);
  again = fixture_run (self, NULL, "demo", "seed", "--data", self->data, NULL);
  run_assert (again, 1, "", "not empty");
}

/* Somebody's folder is left as it is. */
static void
test_not_empty (Fixture      *self,
                gconstpointer user_data)
{
  g_autofree char *file = fixture_write (self, "mine.txt", "mine", -1);
  g_autoptr(Run) run = fixture_run (self, NULL, "demo", "seed", "--data", self->dir, NULL);
  g_autoptr(Run) on_file = fixture_run (self, NULL, "demo", "seed", "--data", file, NULL);
  g_autoptr(GDir) folder = g_dir_open (self->dir, 0, NULL);

  run_assert (run, 1, "", "not empty");
  run_assert (on_file, 1, "", "mine.txt");
  g_assert_cmpstr (g_dir_read_name (folder), ==, "mine.txt");
  g_assert_null (g_dir_read_name (folder));
}

/* However the hour: in order, first attempts refused in time, the plan's order kept. */
static void
test_timeline (void)
{
  gboolean has_earlier[50] = { FALSE };

  has_earlier[0] = has_earlier[7] = has_earlier[49] = TRUE;
  for (guint hour = 0; hour < 24; hour++)
    {
      gint64 now_us = 1652112000000000 + hour * G_TIME_SPAN_HOUR;
      g_autoptr(GArray) events = dz_demo_timeline_make (hour, now_us, has_earlier, 50);
      gint64 before_us = dz_demo_timeline_get_begin_us (now_us);
      guint next_sent = 0;
      guint n_rejected = 0;

      g_assert_cmpuint (events->len, ==, 50 + 2 * 3);
      for (guint i = 0; i < events->len; i++)
        {
          const DzDemoEvent *event = &g_array_index (events, DzDemoEvent, i);

          g_assert_cmpint (event->time_us, >=, before_us);
          g_assert_cmpint (event->time_us, <, now_us - G_TIME_SPAN_MINUTE);
          before_us = event->time_us;
          n_rejected += event->moment == DZ_DEMO_MOMENT_REJECT_EARLIER;
          if (event->moment != DZ_DEMO_MOMENT_SEND)
            continue;
          g_assert_cmpuint (n_rejected, ==, 3);
          g_assert_cmpuint (event->submission, ==, next_sent++);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ctl/seed/seed", test_seed);
  ADD ("/ctl/seed/not-empty", test_not_empty);
  g_test_add_func ("/ctl/seed/timeline", test_timeline);
  return g_test_run ();
}
