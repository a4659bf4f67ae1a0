/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "dz-test-wait.h"

/* A service whose helper misbehaves as the test says: tests/examiner/bad-helper.c. */
typedef struct
{
  Fixture fixture;
  char   *bad_dir;  /* owned */
  char   *identity; /* owned */
} Intake;

static void
start (Intake     *self,
       const char *how)
{
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  self->bad_dir = g_dir_make_tmp ("dz-bad-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->bad_dir, "how", NULL);
  g_file_set_contents (path, how, -1, &error);
  g_assert_no_error (error);
  g_setenv ("DZ_EXAMINER_BAD", self->bad_dir, TRUE);
  g_setenv ("DZ_EXAMINER_REAL", g_getenv ("DZ_EXAMINER"), TRUE);
  self->fixture.options.examiner = g_getenv ("DZ_BAD_HELPER");
  fixture_start_with_school (&self->fixture);
  self->identity = fixture_verify (&self->fixture, 0);
}

static void
set_up (Intake       *self,
        gconstpointer user_data)
{
  fixture_init (&self->fixture);
}

static void
tear_down (Intake       *self,
           gconstpointer user_data)
{
  fixture_clear (&self->fixture);
  if (self->bad_dir != NULL)
    dz_test_remove_tree (self->bad_dir);
  g_free (self->bad_dir);
  g_free (self->identity);
}

static Reply *
submit (Intake *self)
{
  g_autoptr(SoupMessage) message = fixture_message (self->fixture.students_url, "POST",
                                                    "/submissions", self->identity, "image/jpeg",
                                                    fixture_photo (0));

  return fixture_send (&self->fixture, message);
}

static gboolean
is_in_review (gpointer data)
{
  Intake *self = data;
  g_autoptr(Reply) reply = fixture_ask_students (&self->fixture, "GET", "/submissions",
                                                 self->identity, NULL);

  return g_str_equal (reply_string (reply, "submissions.0.state"), "in-review");
}

/* Two fresh helpers died on it, or lied about it: it fails FILE-01, and the service lives. */
static void
test_deadly (Intake       *self,
             gconstpointer user_data)
{
  g_autoptr(Reply) reply = NULL;
  g_autoptr(DzSubmission) submission = NULL;
  const DzFinding *file_01 = NULL;

  start (self, user_data);
  reply = submit (self);
  assert_reply (reply, 201, NULL);
  g_assert_cmpstr (reply_string (reply, "state"), ==, "refused");
  g_assert_cmpuint (reply_length (reply, "problems"), >, 0);
  submission = dz_store_get_submission (self->fixture.store, reply_string (reply, "submission"),
                                        NULL);
  g_assert_cmpint (submission->state, ==, DZ_STATE_REFUSED_BY_RULE);
  for (guint i = 0; i < submission->findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (submission->findings, i);

      if (g_str_equal (finding->rule, "FILE-01"))
        file_01 = finding;
    }
  g_assert_nonnull (file_01);
  g_assert_cmpint (file_01->outcome, ==, DZ_OUTCOME_FAIL);
}

/* A helper that took too long: the photo is kept, and examined once there is time. */
static void
test_timed_out (Intake       *self,
                gconstpointer user_data)
{
  g_autoptr(Reply) reply = NULL;

  start (self, "timed-out 2");
  reply = submit (self);
  assert_reply (reply, 202, NULL);
  g_assert_cmpstr (reply_string (reply, "state"), ==, "received");
  dz_test_wait_for (is_in_review, self, 60, "the photo is picked up");
}

/* No helper at all: the service serves, and photos wait. */
static void
test_no_helper (Intake       *self,
                gconstpointer user_data)
{
  g_autoptr(Reply) reply = NULL;

  self->fixture.options.examiner = "/nonexistent/duizhao-examiner";
  fixture_start_with_school (&self->fixture);
  self->identity = fixture_verify (&self->fixture, 0);
  reply = submit (self);
  assert_reply (reply, 202, NULL);
  g_assert_cmpstr (reply_string (reply, "state"), ==, "received");
}

/* The service died after it had received a photo: the next one examines it. */
static void
test_after_crash (Intake       *self,
                  gconstpointer user_data)
{
  const char *examiner = self->fixture.options.examiner;
  g_autoptr(Reply) reply = NULL;

  self->fixture.options.examiner = "/nonexistent/duizhao-examiner";
  self->fixture.options.clock_ms = 0;
  fixture_start_with_school (&self->fixture);
  self->identity = fixture_verify (&self->fixture, 0);
  reply = submit (self);
  assert_reply (reply, 202, NULL);
  fixture_stop (&self->fixture);
  self->fixture.options.examiner = examiner;
  self->fixture.options.clock_ms = 50;
  fixture_start (&self->fixture);
  dz_test_wait_for (is_in_review, self, 60, "the photo is picked up");
}

#define TEST(name, data, function) \
  g_test_add ("/service/intake/" name, Intake, data, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("dies", "dies 100", test_deadly);
  TEST ("lies", "value-out-of-range 100", test_deadly);
  TEST ("timed-out", NULL, test_timed_out);
  TEST ("no-helper", NULL, test_no_helper);
  TEST ("after-crash", NULL, test_after_crash);
  return g_test_run ();
}
