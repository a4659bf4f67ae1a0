/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <string.h>

/* What the program does over HTTP, at a service that holds the data. */

static void
set_up (Fixture      *self,
        gconstpointer user_data)
{
  fixture_set_up (self, user_data);
  fixture_add_admin (self);
  fixture_start_service (self);
}

#define AT_SERVICE "--service", self->staff, "--name", "admin", NULL

static void
test_locked (Fixture      *self,
             gconstpointer user_data)
{
  g_autoptr(Run) list = fixture_run (self, NULL, "school", "list", "--data", self->data, NULL);
  g_autoptr(Run) add = fixture_run (self, NULL, "school", "add", "99999", "试验", "--data",
                                    self->data, NULL);

  run_assert (list, 1, "", "--service");
  run_assert (add, 1, "", "--service");
}

static void
test_school (Fixture      *self,
             gconstpointer user_data)
{
  g_autoptr(Run) add = fixture_run (self, NULL, "school", "add", "99999", "试验大学", AT_SERVICE);
  g_autoptr(Run) again = fixture_run (self, NULL, "school", "add", "99999", "试验大学", AT_SERVICE);
  g_autoptr(Run) list = fixture_run (self, NULL, "school", "list", "试验", AT_SERVICE);
  g_autoptr(Run) here = NULL;

  run_assert (add, 0, "99999", "");
  run_assert (again, 1, "", "taken");
  run_assert (list, 1, "", "--data");
  fixture_stop_service (self);
  here = fixture_run (self, NULL, "school", "list", "试验", "--data", self->data, NULL);
  run_assert (here, 0, "99999", "");
}

static void
test_window_and_roster (Fixture      *self,
                        gconstpointer user_data)
{
  g_autofree char *good = fixture_write (self, "good.csv", "学号,姓名\n1,王梦梦\n2,李雷\n", -1);
  g_autofree char *bad = fixture_write (self, "bad.csv", "学号,姓名\n3,王梦梦\n,李雷\n", -1);
  g_autoptr(Run) open =
    fixture_run (self, NULL, "window", "open", "--school", "11414", "--levels", "master", "--opens",
                 "2030-05-09", "--ends", "2030-05-14", "--fee-yuan", "30", "--payer", "student",
                 AT_SERVICE);
  g_autoptr(Run) list = fixture_run (self, NULL, "window", "list", "--school", "11414", AT_SERVICE);
  g_autoptr(Run) bad_rows = fixture_run (self, NULL, "roster", "import", bad, "--school", "11414",
                                         "--level", "master", AT_SERVICE);
  g_autoptr(Run) no_level = fixture_run (self, NULL, "roster", "import", good, "--school", "11414",
                                         AT_SERVICE);
  g_autoptr(Run) imported = fixture_run (self, NULL, "roster", "import", good, "--school", "11414",
                                         "--level", "master", AT_SERVICE);

  run_assert (open, 0, "2030-05-09 – 2030-05-14", "");
  run_assert (list, 0, open->out, "");
  run_assert (bad_rows, 1, "line 3: ", "nothing was imported");
  g_assert_null (strstr (bad_rows->out, "line 2: "));
  run_assert (no_level, 1, "line 2: ", NULL);
  run_assert (imported, 0, "added 2, changed 0, same 0", "");
}

static void
test_user_and_history (Fixture      *self,
                       gconstpointer user_data)
{
  g_autoptr(Run) add = fixture_run (self, "another password\n", "user", "add", "bob", "--roles",
                                    "reviewer", "--password-stdin", AT_SERVICE);
  g_autoptr(Run) verify = fixture_run (self, NULL, "audit", "verify", AT_SERVICE);
  g_autoptr(Run) list = fixture_run (self, NULL, "audit", "list", "--limit", "1", AT_SERVICE);
  g_autoptr(Run) bob = NULL;
  g_autoptr(Run) wrong = NULL;

  run_assert (add, 0, "bob", "");
  run_assert (verify, 0, "The history holds", "");
  run_assert (list, 0, "user-add", "");
  g_assert_true (g_str_has_prefix (list->out, "1  "));
  g_free (self->password);
  self->password = g_strdup ("another password");
  bob = fixture_run (self, NULL, "audit", "verify", "--service", self->staff, "--name", "bob",
                     NULL);
  run_assert (bob, 1, "", "supervisors and administrators");
  g_free (self->password);
  self->password = g_strdup ("not his password");
  wrong = fixture_run (self, NULL, "audit", "list", "--service", self->staff, "--name", "bob",
                       NULL);
  run_assert (wrong, 1, "", "do not match");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, fixture_tear_down)
  ADD ("/ctl/service/locked", test_locked);
  ADD ("/ctl/service/school", test_school);
  ADD ("/ctl/service/window-and-roster", test_window_and_roster);
  ADD ("/ctl/service/user-and-history", test_user_and_history);
  return g_test_run ();
}
