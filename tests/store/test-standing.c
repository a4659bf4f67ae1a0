/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a desk is told whose command was not applied, and how it gets the submission back. */
#include "dz-store-fixture.h"
#include "dz-store-standing.h"

#define OTHER_DESK "desk-2"

static DzSubmission *
lease_one (Fixture *fixture)
{
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(GPtrArray) items = fixture_lease (fixture, fixture->wang, 1);
  const DzItem *item = g_ptr_array_index (items, 0);

  g_assert_cmpstr (item->submission->id, ==, queued->id);
  return dz_submission_copy (item->submission);
}

/* Gives it back by @user, who holds it. */
static void
skip (Fixture            *fixture,
      const DzUser       *user,
      const DzSubmission *submission)
{
  g_autoptr(DzCommand) command = fixture_command (NULL, DZ_COMMAND_SKIP, submission);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, user, command);

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
}

static gboolean
retake (Fixture      *fixture,
        const DzUser *user,
        const char   *desk,
        const char   *submission)
{
  g_autoptr(GError) error = NULL;
  gboolean taken;

  g_assert_true (dz_store_retake (fixture->store, user, desk, submission, &taken, &error));
  g_assert_no_error (error);
  return taken;
}

/* Who decided what and why is told to who had it before them, and to nobody else. */
static void
test_standing (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_reject (leased, "background-colour", "请用蓝色背景");
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);
  g_autofree char *name = fixture_name (0);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzItem) standing = dz_store_get_standing (fixture->store, fixture->wang, leased->id,
                                                      &error);

  g_assert_no_error (error);
  g_assert_cmpint (standing->submission->state, ==, DZ_STATE_HELD);
  g_assert_cmpstr (standing->submission->decision->decided_by, ==, fixture->wang->name);
  g_assert_cmpstr (standing->submission->decision->reasons[0], ==, "background-colour");
  g_assert_cmpstr (standing->student->name, ==, name);
  g_assert_nonnull (standing->school_name);
  g_assert_null (dz_store_get_standing (fixture->store, fixture->li, leased->id, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN);
}

static void
test_supervisor (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzUser) supervisor = dz_user_copy (fixture->li);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzItem) standing = NULL;

  supervisor->roles |= DZ_ROLE_SUPERVISOR;
  standing = dz_store_get_standing (fixture->store, supervisor, leased->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (standing->submission->state, ==, DZ_STATE_LEASED);
  g_assert_null (dz_store_get_standing (fixture->store, supervisor,
                                        "00000000000000000000000000000000", &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
}

/* What waits comes back to who had it, though skipping kept it from being offered to them. */
static void
test_retake (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(GPtrArray) items = NULL;

  skip (fixture, fixture->wang, leased);
  g_assert_true (retake (fixture, fixture->wang, FIXTURE_DESK, leased->id));
  g_assert_true (retake (fixture, fixture->wang, FIXTURE_DESK, leased->id)); /* it is theirs */
  items = fixture_lease (fixture, fixture->wang, 1);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (((DzItem *) g_ptr_array_index (items, 0))->submission->id, ==, leased->id);
  fixture_check_history (fixture);
}

/* Nobody takes from another, from another desk of theirs, or what they never had. */
static void
test_not_free (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(GError) error = NULL;
  gboolean taken;

  g_assert_false (retake (fixture, fixture->wang, OTHER_DESK, leased->id));
  g_assert_false (dz_store_retake (fixture->store, fixture->li, FIXTURE_DESK, leased->id, &taken,
                                   &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN);
  skip (fixture, fixture->wang, leased);
  {
    g_autoptr(GPtrArray) items = fixture_lease (fixture, fixture->li, 1);

    g_assert_cmpuint (items->len, ==, 1);
  }
  g_assert_false (retake (fixture, fixture->wang, FIXTURE_DESK, leased->id));
}

static void
test_decided (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DzSubmission) leased = lease_one (fixture);
  g_autoptr(DzCommand) command = fixture_approve (leased);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);

  g_assert_false (retake (fixture, fixture->wang, FIXTURE_DESK, leased->id));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/standing/decided", fixture_set_up, test_standing);
  fixture_add ("/standing/supervisor", fixture_set_up, test_supervisor);
  fixture_add ("/retake/waiting", fixture_set_up, test_retake);
  fixture_add ("/retake/not-free", fixture_set_up, test_not_free);
  fixture_add ("/retake/decided", fixture_set_up, test_decided);
  return g_test_run ();
}
