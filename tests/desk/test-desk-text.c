/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-attempt-text.h"
#include "dz-held-text.h"
#include "dz-locale.h"
#include "dz-review-text.h"
#include "dz-waiting-text.h"
#include "dz-setup-check.h"

#include "desk-samples.h"

#include <string.h>

static void
test_attempts (void)
{
  g_autoptr(DzItem) item = desk_sample_item ();
  DzSubmission *earlier = g_ptr_array_index (item->earlier, 0);
  g_autofree char *title = dz_attempt_title (2);
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  g_autofree char *verdict = dz_attempt_verdict (earlier, reasons);
  g_autofree char *time = dz_attempt_time (earlier);
  g_autofree char *undecided = NULL;
  g_autofree char *received = NULL;

  g_assert_cmpstr (title, ==, "Attempt 2");
  g_assert_true (g_str_has_prefix (verdict, "Rejected: "));
  g_assert_nonnull (strstr (verdict, "; "));
  g_assert_cmpstr (time, ==, "2022-05-10 09:58");

  g_clear_pointer (&earlier->decision, dz_decision_free);
  earlier->state = DZ_STATE_REFUSED_BY_RULE;
  undecided = dz_attempt_verdict (earlier, reasons);
  received = dz_attempt_time (earlier);
  g_assert_cmpstr (undecided, ==, "Refused at upload");
  g_assert_cmpstr (received, ==, "2022-05-10 08:53");
}

static DzHeldItem *
new_held (const char *id,
          gint64      made_us,
          DzVerdict   verdict)
{
  DzItem *item = desk_sample_item ();
  DzCommand *command = dz_command_new ();

  g_free (item->submission->id);
  item->submission->id = g_strdup (id);
  command->id = g_strdup (id);
  command->kind = DZ_COMMAND_DECIDE;
  command->submission = g_strdup (id);
  command->photo = g_strdup ("");
  command->made_us = made_us;
  command->decision = dz_decision_new ();
  command->decision->verdict = verdict;
  return dz_held_item_new (item, command);
}

/* Undo takes back what was decided last, wherever it stands in the list. */
static void
test_held (void)
{
  g_autoptr(GListStore) held = g_list_store_new (DZ_TYPE_HELD_ITEM);
  g_autoptr(DzHeldItem) first = new_held ("a", 100, DZ_VERDICT_APPROVE);
  g_autoptr(DzHeldItem) second = new_held ("b", 200, DZ_VERDICT_REJECT);
  g_autoptr(DzHeldItem) last = NULL;
  g_autofree char *count = dz_held_text (2);
  g_autofree char *text = NULL;

  g_assert_null (dz_held_find_last (G_LIST_MODEL (held)));
  g_list_store_append (held, second);
  g_list_store_append (held, first);
  g_assert_cmpuint (dz_held_count (G_LIST_MODEL (held)), ==, 2);
  last = dz_held_find_last (G_LIST_MODEL (held));
  g_assert_true (last == second);
  g_assert_cmpstr (count, ==, "2 held");
  text = dz_held_last_text ("王梦梦", dz_held_item_get_command (last)->decision, DZ_HELD_UNDOABLE, 1);
  g_assert_cmpstr (text, ==, "王梦梦 rejected, 1 second left");
}

static void
assert_when (DzHeldState state,
             guint       seconds,
             const char *wanted)
{
  g_autofree char *text = dz_held_when_text (state, seconds);

  g_assert_cmpstr (text, ==, wanted);
}

/* A window holds decisions for seconds, or for a day. */
static void
test_held_when (void)
{
  assert_when (DZ_HELD_WAITING, 0, "waiting for the service");
  assert_when (DZ_HELD_UNDOABLE, 59, "59 seconds left");
  assert_when (DZ_HELD_UNDOABLE, 60, "1:00 left");
  assert_when (DZ_HELD_UNDOABLE, 125, "2:05 left");
  assert_when (DZ_HELD_UNDOABLE, 3599, "59:59 left");
  assert_when (DZ_HELD_UNDOABLE, 86399, "23 h 59 min left");
  assert_when (DZ_HELD_UNDOABLE, 86400, "24 h 0 min left");
  assert_when (DZ_HELD_SEALED, 0, "in effect");
  assert_when (DZ_HELD_LATE, 0, "in effect");
  assert_when (DZ_HELD_ASKED, 0, "a supervisor is asked");
}

static void
test_review (void)
{
  g_autoptr(DzItem) item = desk_sample_item ();
  g_autofree char *title = dz_review_school_title (item);
  g_autofree char *counts = dz_review_counts_text (412, 18, 36);
  g_autofree char *others = dz_review_empty_text (0, 1);
  g_autofree char *nothing = dz_review_empty_text (0, 0);
  g_autofree char *waiting = dz_waiting_offline_text (3, 1);
  g_autofree char *calm = dz_waiting_offline_text (3, 0);

  g_assert_cmpstr (title, ==, "11414 中国石油大学(北京) · Master");
  g_assert_cmpstr (counts, ==, "free 412 · mine 18 · others 36");
  g_assert_true (g_str_has_prefix (others, "Others are judging 1 photo."));
  g_assert_cmpstr (nothing, !=, others);
  g_assert_nonnull (strstr (waiting, "1 decision waits"));
  g_assert_nonnull (strstr (calm, "3 photos here can still be judged"));
  g_assert_null (strstr (calm, "decision"));
}

static void
test_setup (void)
{
  static const struct
  {
    const char *name;
    const char *password;
    const char *again;
    const char *problem;
  } cases[] = {
    { "", "12345678", "12345678", "name" },
    { "  ", "12345678", "12345678", "name" },
    { "管", "1234567", "1234567", "at least 8" },
    { "管", "对照密码七个字", "对照密码七个字", "at least 8" },
    { "管", "12345678", "12345679", "not the same" },
    { "管", "对照密码有八个字", "对照密码有八个字", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *problem = dz_setup_check (cases[i].name, cases[i].password, cases[i].again);

      if (cases[i].problem == NULL)
        g_assert_null (problem);
      else
        g_assert_nonnull (strstr (problem, cases[i].problem));
    }
}

static void
test_language (void)
{
  static const struct
  {
    const char *locale;
    const char *language;
  } cases[] = {
    { "zh_CN.UTF-8", "zh_CN" }, { "de_AT@euro", "de_AT" }, { "zh", "zh" },
    { "C.UTF-8", NULL },        { "C", NULL },             { "POSIX", NULL },
    { "", NULL },               { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *language = dz_locale_language (cases[i].locale);

      g_assert_cmpstr (language, ==, cases[i].language);
    }
}

/* The keys are told that are in use; a reviewer who has given them away is not told others. */
static void
test_problem (void)
{
  g_autofree char *told = dz_review_problem_text ("too short", "J", "F6");
  g_autofree char *untold = dz_review_problem_text ("too short", NULL, "F6");
  g_autofree char *beside = dz_review_problem_beside_text ("too short", "F6");
  g_autofree char *silent = dz_review_problem_beside_text ("too short", NULL);

  g_assert_nonnull (strstr (told, "too short"));
  g_assert_nonnull (strstr (told, "Skip it with J, or try again with F6."));
  g_assert_nonnull (strstr (untold, "It can be skipped."));
  g_assert_null (strstr (untold, "F6"));
  g_assert_nonnull (strstr (beside, "Try again with F6."));
  g_assert_cmpstr (silent, ==, "This photo cannot be shown.\ntoo short");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk-text/attempts", test_attempts);
  g_test_add_func ("/desk-text/held", test_held);
  g_test_add_func ("/desk-text/held-when", test_held_when);
  g_test_add_func ("/desk-text/review", test_review);
  g_test_add_func ("/desk-text/setup", test_setup);
  g_test_add_func ("/desk-text/language", test_language);
  g_test_add_func ("/desk-text/problem", test_problem);
  return g_test_run ();
}
