/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of somebody's decisions can still be taken back. */
#include "dz-store-held.h"
#include "exceptions-fixture.h"

#define OTHER_DESK "desk-2"

/* @first: (nullable): what ends first of those that are known */
static GPtrArray *
list_before (Fixture      *fixture,
             const DzUser *user,
             const DzItem *first)
{
  g_autoptr(GError) error = NULL;
  gint64 now_us;
  GPtrArray *items = dz_store_list_held (
    fixture->store, user, first != NULL ? first->submission->hold_until_us : G_MAXINT64,
    first != NULL ? first->submission->id : "", &now_us, &error);

  g_assert_no_error (error);
  g_assert_cmpint (now_us, >=, fixture->now_us);
  return items;
}

static GPtrArray *
list (Fixture      *fixture,
      const DzUser *user)
{
  return list_before (fixture, user, NULL);
}

static guint
count (Fixture      *fixture,
       const DzUser *user)
{
  g_autoptr(GPtrArray) items = list (fixture, user);

  return items->len;
}

/* Of student @n, rejected by @user a little after the last one. */
static DzSubmission *
reject (Fixture      *fixture,
        const DzUser *user,
        guint         n)
{
  g_autofree char *photo = g_strdup_printf ("photo %u", n);
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, n, photo);
  g_autoptr(GPtrArray) items = fixture_lease (fixture, user, 1);
  const DzItem *item = g_ptr_array_index (items, 0);
  g_autoptr(DzCommand) command = fixture_reject (item->submission, "background-colour", "请用蓝色");
  g_autoptr(DzCommandAnswer) answer = NULL;

  fixture->now_us += G_TIME_SPAN_MILLISECOND;
  g_assert_cmpstr (item->submission->id, ==, queued->id);
  answer = fixture_apply (fixture, user, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  return dz_submission_copy (item->submission);
}

/* In the order in which they take effect, with what a desk shows and what an undo needs. */
static void
test_mine (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzSubmission) first = reject (fixture, fixture->wang, 0);
  g_autoptr(DzSubmission) others = reject (fixture, fixture->li, 1);
  g_autoptr(DzSubmission) second = reject (fixture, fixture->wang, 2);
  g_autoptr(GPtrArray) mine = list (fixture, fixture->wang);
  g_autoptr(GPtrArray) lis = list (fixture, fixture->li);
  g_autofree char *name = fixture_name (0);
  const DzItem *item = g_ptr_array_index (mine, 0);

  g_assert_cmpuint (mine->len, ==, 2);
  g_assert_cmpstr (item->submission->id, ==, first->id);
  g_assert_cmpstr (((DzItem *) g_ptr_array_index (mine, 1))->submission->id, ==, second->id);
  g_assert_cmpuint (lis->len, ==, 1);
  g_assert_cmpstr (((DzItem *) g_ptr_array_index (lis, 0))->submission->id, ==, others->id);
  g_assert_cmpstr (item->student->name, ==, name);
  g_assert_cmpstr (item->submission->photo, ==, first->photo);
  g_assert_cmpuint (item->submission->version, ==, first->version + 1);
  g_assert_cmpint (item->submission->hold_until_us, >, fixture->now_us);
  g_assert_cmpint (item->submission->decision->verdict, ==, DZ_VERDICT_REJECT);
  g_assert_cmpstr (item->submission->decision->reasons[0], ==, "background-colour");
  g_assert_cmpuint (item->submission->findings->len, ==, first->findings->len);
  g_assert_cmpint (item->lease->origin, ==, DZ_STATE_PENDING);
}

static void
undo (Fixture      *fixture,
      const DzItem *item)
{
  g_autoptr(DzCommand) command = fixture_command (NULL, DZ_COMMAND_UNDO, item->submission);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
}

/* Of more than are listed, those that can be taken back longest; then the others, also where some
 * of the first are taken back meanwhile. */
static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzSubmission) first = reject (fixture, fixture->wang, 0);
  g_autoptr(DzSubmission) second = reject (fixture, fixture->wang, 1);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GPtrArray) others = NULL;

  for (guint i = 2; i <= DZ_STORE_HELD_MAX; i++)
    {
      g_autoptr(DzSubmission) next = reject (fixture, fixture->wang, i);

      g_assert_nonnull (next);
    }
  items = list (fixture, fixture->wang);
  g_assert_cmpuint (items->len, ==, DZ_STORE_HELD_MAX);
  g_assert_cmpstr (((DzItem *) g_ptr_array_index (items, 0))->submission->id, ==, second->id);
  undo (fixture, g_ptr_array_index (items, 7));
  undo (fixture, g_ptr_array_index (items, 0));
  others = list_before (fixture, fixture->wang, g_ptr_array_index (items, 0));
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_cmpstr (((DzItem *) g_ptr_array_index (others, 0))->submission->id, ==, first->id);
}

static guint
count_before (Fixture    *fixture,
              gint64      before_us,
              const char *before)
{
  g_autoptr(GError) error = NULL;
  gint64 now_us;
  g_autoptr(GPtrArray) items = dz_store_list_held (fixture->store, fixture->wang, before_us,
                                                   before, &now_us, &error);

  g_assert_no_error (error);
  return items->len;
}

/* Those that end at the same moment are told apart by their ids. */
static void
test_same_end (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DzSubmission) sent = reject (fixture, fixture->wang, 0);
  g_autoptr(DzSubmission) held = dz_store_get_submission (fixture->store, sent->id, NULL);
  gint64 end_us = held->hold_until_us;

  g_assert_cmpuint (count_before (fixture, end_us, "ffffffffffffffffffffffffffffffff"), ==, 1);
  g_assert_cmpuint (count_before (fixture, end_us, "00000000000000000000000000000000"), ==, 0);
  g_assert_cmpuint (count_before (fixture, end_us + 1, "00000000000000000000000000000000"), ==, 1);
  g_assert_cmpuint (count_before (fixture, end_us - 1, "ffffffffffffffffffffffffffffffff"), ==, 0);
}

static void
set_up_many (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture_set_up_empty (fixture, data);
  fixture_fill (fixture->store, DZ_STORE_HELD_MAX + 1, fixture->now_us, &fixture->window);
  fixture->wang = dz_store_add_user (fixture->store, "王老师", "$argon2id$", DZ_ROLE_REVIEWER,
                                     DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
  fixture->now_us += G_TIME_SPAN_MINUTE;
}

/* What is listed is all that taking it back needs, at another desk too. */
static void
test_undone (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DzSubmission) first = reject (fixture, fixture->wang, 0);
  g_autoptr(GPtrArray) items = list (fixture, fixture->wang);
  const DzItem *item = g_ptr_array_index (items, 0);
  g_autoptr(DzCommand) undo = fixture_command (NULL, DZ_COMMAND_UNDO, item->submission);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzCommandAnswer) answer = dz_store_apply (fixture->store, fixture->wang, OTHER_DESK,
                                                      undo, "body", &error);

  g_assert_no_error (error);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpint (answer->state, ==, DZ_STATE_LEASED);
  g_assert_cmpuint (count (fixture, fixture->wang), ==, 0);
  fixture_check_history (fixture);
}

/* What the clock has made final can no longer be taken back in time, whether it is sealed yet or
 * not. */
static void
test_sealed (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DzSubmission) first = reject (fixture, fixture->wang, 0);
  g_autoptr(GError) error = NULL;
  guint n_sealed;

  g_assert_cmpuint (count (fixture, fixture->wang), ==, 1);
  fixture->now_us += DZ_WINDOW_HOLD_S_DEFAULT * G_USEC_PER_SEC;
  g_assert_cmpuint (count (fixture, fixture->wang), ==, 0);
  g_assert_true (dz_store_seal_due (fixture->store, &n_sealed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_sealed, ==, 1);
  g_assert_cmpuint (count (fixture, fixture->wang), ==, 0);
}

/* Undoing withdraws the waiver that the approval made, and brings back the findings of the measured
 * lines: that is how the photo will be judged again. */
static void
test_exceptions (Fixture      *fixture,
                 gconstpointer data)
{
  guint n_asked = 0;
  g_autoptr(DzSubmission) sent = exceptions_send (fixture, 0, "photo", FALSE);
  g_autoptr(DzSubmission) leased = exceptions_lease (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzSubmission) held = NULL;
  g_autoptr(GPtrArray) waivers = NULL;
  g_autoptr(GPtrArray) items = NULL;
  const DzItem *item;

  dz_store_set_judge (fixture->store, exceptions_judge, &n_asked);
  command->decision->correction.crown_y = 56;
  exceptions_override (command, "BG-01", FALSE, "x");
  exceptions_override (command, "HEAD-01", TRUE, "宗教");
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  waivers = dz_store_list_waivers (fixture->store, leased->student, NULL);
  g_assert_cmpuint (waivers->len, ==, 1);
  held = dz_store_get_submission (fixture->store, leased->id, NULL);
  g_assert_cmpint (dz_findings_find (held->findings, "POS-04")->outcome, ==, DZ_OUTCOME_PASS);
  items = list (fixture, fixture->wang);
  item = g_ptr_array_index (items, 0);
  g_assert_cmpuint (item->waivers->len, ==, 0);
  g_assert_cmpint (dz_findings_find (item->submission->findings, "POS-04")->outcome, ==,
                   DZ_OUTCOME_FAIL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/held/mine", fixture_set_up, test_mine);
  fixture_add ("/held/many", set_up_many, test_many);
  fixture_add ("/held/same-end", fixture_set_up, test_same_end);
  fixture_add ("/held/undone", fixture_set_up, test_undone);
  fixture_add ("/held/sealed", fixture_set_up, test_sealed);
  fixture_add ("/held/exceptions", fixture_set_up, test_exceptions);
  return g_test_run ();
}
