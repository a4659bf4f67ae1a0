/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-command.h"
#include "dz-item.h"
#include "dz-submission.h"
#include "dz-window.h"

/* Copies own what they hold: the original is freed first, and only a memory checker or the
 * perturbed heap of the test run would tell otherwise. */

static DzCommand *
make_command (void)
{
  DzCommand *command = dz_command_new ();

  command->id = g_strdup ("c1");
  command->submission = g_strdup ("s1");
  command->photo = g_strdup ("p1");
  command->version = 3;
  command->decision = dz_decision_new ();
  command->decision->verdict = DZ_VERDICT_REJECT;
  command->decision->reasons = g_strsplit ("file-size other", " ", -1);
  command->decision->note = g_strdup ("请重拍");
  command->decision->overrides = dz_overrides_new ();
  g_ptr_array_add (command->decision->overrides, dz_override_new ("POS-04", TRUE, "医嘱"));
  command->decision->correction.chin_y = 400;
  return command;
}

static void
test_command (void)
{
  DzCommand *command = make_command ();
  g_autoptr(DzCommand) copy = dz_command_copy (command);

  dz_command_free (command);
  g_assert_cmpstr (copy->submission, ==, "s1");
  g_assert_cmpuint (copy->version, ==, 3);
  g_assert_cmpuint (g_strv_length (copy->decision->reasons), ==, 2);
  g_assert_cmpstr (copy->decision->reasons[1], ==, "other");
  g_assert_cmpstr (copy->decision->note, ==, "请重拍");
  g_assert_null (copy->decision->internal_note);
  g_assert_cmpstr (dz_overrides_find (copy->decision->overrides, "POS-04")->reason, ==, "医嘱");
  g_assert_cmpfloat (copy->decision->correction.chin_y, ==, 400);
}

static void
test_command_without_decision (void)
{
  g_autoptr(DzCommand) command = dz_command_new ();
  g_autoptr(DzCommand) copy = NULL;

  command->kind = DZ_COMMAND_SKIP;
  copy = dz_command_copy (command);
  g_assert_cmpint (copy->kind, ==, DZ_COMMAND_SKIP);
  g_assert_null (copy->decision);
}

static DzSubmission *
make_submission (void)
{
  DzSubmission *submission = dz_submission_new ();

  submission->id = g_strdup ("s1");
  submission->photo = g_strdup ("p1");
  submission->attempt = 2;
  submission->state = DZ_STATE_LEASED;
  submission->decision = dz_decision_new ();
  submission->decision->decided_by = g_strdup ("李");
  g_ptr_array_add (submission->findings, dz_finding_new ("FILE-02", DZ_AUTHORITY_AUTO));
  return submission;
}

static void
test_item (void)
{
  DzItem *item = dz_item_new ();
  g_autoptr(DzItem) copy = NULL;
  const DzFinding *finding;

  g_clear_pointer (&item->submission, dz_submission_free);
  item->submission = make_submission ();
  g_ptr_array_add (item->earlier, make_submission ());
  item->school_name = g_strdup ("中国石油大学（北京）");
  copy = dz_item_copy (item);
  dz_item_free (item);

  g_assert_cmpstr (copy->submission->id, ==, "s1");
  g_assert_cmpint (copy->submission->state, ==, DZ_STATE_LEASED);
  g_assert_cmpstr (copy->submission->decision->decided_by, ==, "李");
  g_assert_cmpuint (copy->submission->findings->len, ==, 1);
  finding = g_ptr_array_index (copy->submission->findings, 0);
  g_assert_cmpstr (finding->rule, ==, "FILE-02");
  g_assert_cmpuint (copy->earlier->len, ==, 1);
  g_assert_cmpuint (((DzSubmission *) g_ptr_array_index (copy->earlier, 0))->attempt, ==, 2);
  g_assert_cmpstr (copy->school_name, ==, "中国石油大学（北京）");
}

static void
test_window (void)
{
  DzWindow *window = dz_window_new ();
  g_autoptr(DzWindow) copy = NULL;

  g_assert_cmpuint (window->hold_s, ==, DZ_WINDOW_HOLD_S_DEFAULT);
  g_assert_cmpuint (window->attempts_max, ==, DZ_WINDOW_ATTEMPTS_MAX_DEFAULT);
  g_assert_cmpuint (window->retention_days, ==, DZ_WINDOW_RETENTION_DAYS_DEFAULT);
  window->profile = g_strdup ("graduate-2022");
  window->levels = 1u << DZ_LEVEL_MASTER;
  copy = dz_window_copy (window);
  dz_window_free (window);
  g_assert_cmpstr (copy->profile, ==, "graduate-2022");
  g_assert_cmpuint (copy->levels, ==, 1u << DZ_LEVEL_MASTER);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/command", test_command);
  g_test_add_func ("/records/command-without-decision", test_command_without_decision);
  g_test_add_func ("/records/item", test_item);
  g_test_add_func ("/records/window", test_window);
  return g_test_run ();
}
