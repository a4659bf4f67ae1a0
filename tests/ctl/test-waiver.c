/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <string.h>

/* Exceptions of students, in a data directory and at a service. */

#define SCHOOL "--school", "11414"

static void
import (Fixture *self)
{
  g_autofree char *masters = fixture_write (self, "m.csv", "学号,姓名\n1,王梦梦\n2,李雷\n", -1);
  g_autofree char *doctors = fixture_write (self, "d.csv", "学号,姓名\n2,韩梅梅\n", -1);
  g_autoptr(Run) first = fixture_run (self, NULL, "roster", "import", masters, SCHOOL, "--level",
                                      "master", "--data", self->data, NULL);
  g_autoptr(Run) second = fixture_run (self, NULL, "roster", "import", doctors, SCHOOL, "--level",
                                       "doctor", "--data", self->data, NULL);

  run_assert (first, 0, "added 2", "");
  run_assert (second, 0, "added 1", "");
}

static void
set_up (Fixture      *self,
        gconstpointer user_data)
{
  fixture_set_up (self, user_data);
  import (self);
}

static void
test_data (Fixture      *self,
           gconstpointer user_data)
{
  g_autoptr(Run) none = fixture_run (self, NULL, "waiver", "list", "1", SCHOOL, "--data",
                                     self->data, NULL);
  g_autoptr(Run) grant = fixture_run (self, NULL, "waiver", "grant", "1", SCHOOL, "--rule",
                                      "HEAD-01", "--reason", "宗教", "--data", self->data, NULL);
  g_autoptr(Run) again = fixture_run (self, NULL, "waiver", "grant", "1", SCHOOL, "--rule",
                                      "HEAD-01", "--reason", "宗教", "--data", self->data, NULL);
  g_autoptr(Run) list = fixture_run (self, NULL, "waiver", "list", "1", SCHOOL, "--data",
                                     self->data, NULL);
  g_autoptr(Run) revoke = fixture_run (self, NULL, "waiver", "revoke", "1", SCHOOL, "--rule",
                                       "HEAD-01", "--data", self->data, NULL);
  g_autoptr(Run) gone = fixture_run (self, NULL, "waiver", "revoke", "1", SCHOOL, "--rule",
                                     "HEAD-01", "--data", self->data, NULL);
  g_autoptr(Run) after = fixture_run (self, NULL, "waiver", "list", "1", SCHOOL, "--data",
                                      self->data, NULL);
  g_autoptr(Run) history = fixture_run (self, NULL, "audit", "list", "--json", "--data",
                                        self->data, NULL);
  g_autoptr(Run) verify = fixture_run (self, NULL, "audit", "verify", "--data", self->data, NULL);

  run_assert (none, 0, NULL, "");
  g_assert_cmpstr (none->out, ==, "");
  run_assert (grant, 0, "HEAD-01", "");
  run_assert (again, 1, "", "already");
  g_assert_cmpstr (list->out, ==, grant->out);
  g_assert_nonnull (strstr (list->out, "  service  宗教\n"));
  run_assert (revoke, 0, "HEAD-01 applies", "");
  run_assert (gone, 1, "", "not waived");
  g_assert_cmpstr (after->out, ==, "");
  run_assert (history, 0, "waiver-grant", "");
  g_assert_nonnull (strstr (history->out, "waiver-withdraw"));
  g_assert_nonnull (strstr (history->out, "宗教"));
  run_assert (verify, 0, "The history holds", "");
}

static void
test_bad (Fixture      *self,
          gconstpointer user_data)
{
  static const struct
  {
    const char *words[8];
    int         status;
    const char *says;
  } bad[] = {
    { { "grant", "1", "--rule", "HEAD-01", "--reason", "x" }, 2, "--school" },
    { { "grant", "1", SCHOOL, "--reason", "x" }, 2, "--rule" },
    { { "grant", "1", SCHOOL, "--rule", "HEAD-01" }, 2, "--reason" },
    { { "grant", "1", SCHOOL, "--rule", "HEAD-01", "--reason", " " }, 2, "--reason" },
    { { "grant", "1", SCHOOL, "--rule", "HEAD-99", "--reason", "x" }, 1, "HEAD-99" },
    { { "grant", "1", SCHOOL, "--rule", "FILE-01", "--reason", "x" }, 1, "FILE-01" },
    { { "grant", "9", SCHOOL, "--rule", "HEAD-01", "--reason", "x" }, 1, "no student" },
    { { "grant", "2", SCHOOL, "--rule", "HEAD-01", "--reason", "x" }, 1, "several levels" },
    { { "grant", "1", "--school", "00000", "--rule", "HEAD-01", "--reason", "x" }, 1,
      "No school" },
    { { "list", "1", SCHOOL, "--level", "baby" }, 2, "baby" },
    { { "list", "1", SCHOOL, "--rule", "HEAD-01" }, 2, "--rule" }, /* it has no such option */
    { { "list", SCHOOL }, 2, "missing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *const *w = bad[i].words;
      g_autoptr(Run) run = NULL;

      /* The list of words ends with the first that is missing, so the place comes first. */
      run = fixture_run (self, NULL, "waiver", w[0], "--data", self->data, w[1], w[2], w[3], w[4],
                         w[5], w[6], w[7], NULL);
      g_test_message ("%u", i);
      run_assert (run, bad[i].status, "", bad[i].says);
    }
}

static void
test_service (Fixture      *self,
              gconstpointer user_data)
{
  g_autoptr(Run) grant = NULL;
  g_autoptr(Run) list = NULL;
  g_autoptr(Run) other = NULL;
  g_autoptr(Run) unknown = NULL;
  g_autoptr(Run) revoke = NULL;
  g_autoptr(Run) add = NULL;
  g_autoptr(Run) forbidden = NULL;

#define AT_SERVICE "--service", self->staff, "--name", "admin", NULL
  fixture_add_admin (self);
  fixture_start_service (self);
  grant = fixture_run (self, NULL, "waiver", "grant", "2", SCHOOL, "--level", "doctor", "--rule",
                       "EAR-01", "--reason", "先天单耳", AT_SERVICE);
  list = fixture_run (self, NULL, "waiver", "list", "2", SCHOOL, "--level", "doctor", AT_SERVICE);
  other = fixture_run (self, NULL, "waiver", "list", "2", SCHOOL, "--level", "master", AT_SERVICE);
  unknown = fixture_run (self, NULL, "waiver", "list", "7", SCHOOL, AT_SERVICE);
  revoke = fixture_run (self, NULL, "waiver", "revoke", "2", SCHOOL, "--level", "doctor", "--rule",
                        "EAR-01", AT_SERVICE);
  run_assert (grant, 0, "EAR-01", "");
  g_assert_nonnull (strstr (grant->out, "  admin  先天单耳\n"));
  g_assert_cmpstr (list->out, ==, grant->out);
  run_assert (other, 0, NULL, "");
  g_assert_cmpstr (other->out, ==, "");
  run_assert (unknown, 1, "", NULL);
  run_assert (revoke, 0, "EAR-01 applies", "");
  add = fixture_run (self, "another password\n", "user", "add", "bob", "--roles", "reviewer",
                     "--password-stdin", AT_SERVICE);
  run_assert (add, 0, "bob", "");
  g_free (self->password);
  self->password = g_strdup ("another password");
  forbidden = fixture_run (self, NULL, "waiver", "list", "1", SCHOOL, "--service", self->staff,
                           "--name", "bob", NULL);
  run_assert (forbidden, 1, "", "roles");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, fixture_tear_down)
  ADD ("/ctl/waiver/data", test_data);
  ADD ("/ctl/waiver/bad", test_bad);
  ADD ("/ctl/waiver/service", test_service);
  return g_test_run ();
}
