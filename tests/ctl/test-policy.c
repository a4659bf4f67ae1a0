/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <string.h>

/* How photos of a school may be judged, in a data directory and at a service. */

#define ALLOWED "may be approved together"
#define FORBIDDEN "contact sheets are forbidden"

static void
set_up (Fixture      *self,
        gconstpointer user_data)
{
  g_autoptr(Run) school = NULL;

  fixture_set_up (self, user_data);
  school = fixture_run (self, NULL, "school", "add", "99999", "对照大学", "--data", self->data, NULL);
  run_assert (school, 0, NULL, "");
}

static void
test_data (Fixture      *self,
           gconstpointer user_data)
{
#define HERE "--data", self->data, NULL
  g_autoptr(Run) at_first = fixture_run (self, NULL, "school", "policy", "99999", HERE);
  g_autoptr(Run) forbid = fixture_run (self, NULL, "school", "policy", "99999", "--sheet", "forbid",
                                       HERE);
  g_autoptr(Run) then = fixture_run (self, NULL, "school", "policy", "99999", HERE);
  g_autoptr(Run) other = fixture_run (self, NULL, "school", "policy", "11414", HERE);
  g_autoptr(Run) none = fixture_run (self, NULL, "school", "policy", "00000", HERE);
  g_autoptr(Run) history = fixture_run (self, NULL, "audit", "list", "--json", HERE);

  run_assert (at_first, 0, ALLOWED, "");
  run_assert (forbid, 0, FORBIDDEN, "");
  run_assert (then, 0, FORBIDDEN, "");
  run_assert (other, 0, ALLOWED, "");
  run_assert (none, 1, "", "No school");
  run_assert (history, 0, "school-policy", "");
}

static void
test_service (Fixture      *self,
              gconstpointer user_data)
{
  g_autoptr(Run) forbid = NULL;
  g_autoptr(Run) then = NULL;
  g_autoptr(Run) allow = NULL;
  g_autoptr(Run) second = NULL;

#define AT_SERVICE "--service", self->staff, "--name", "admin", NULL
  fixture_add_admin (self);
  fixture_start_service (self);
  forbid = fixture_run (self, NULL, "school", "policy", "99999", "--sheet", "forbid", AT_SERVICE);
  then = fixture_run (self, NULL, "school", "policy", "99999", AT_SERVICE);
  allow = fixture_run (self, NULL, "school", "policy", "99999", "--sheet", "allow", AT_SERVICE);
  run_assert (forbid, 0, FORBIDDEN, "");
  run_assert (then, 0, FORBIDDEN, "");
  run_assert (allow, 0, ALLOWED, "");
  second = fixture_run (self, NULL, "school", "policy", "99999", "--second-review", "failing",
                        AT_SERVICE);
  run_assert (second, 1, "", "Fewer than two reviewers and supervisors");
}

static void
add_user (Fixture    *self,
          const char *name)
{
  g_autoptr(Run) run = fixture_run (self, "correct horse 1\n", "user", "add", name, "--roles",
                                    "reviewer", "--password-stdin", "--data", self->data, NULL);

  run_assert (run, 0, NULL, NULL);
}

/* What is judged twice: not before two people can. */
static void
test_second (Fixture      *self,
             gconstpointer user_data)
{
#define SECOND(what) \
  fixture_run (self, NULL, "school", "policy", "99999", "--second-review", what, HERE)
  g_autoptr(Run) at_first = fixture_run (self, NULL, "school", "policy", "99999", HERE);
  g_autoptr(Run) nobody = SECOND ("refusals");
  g_autoptr(Run) wrong = SECOND ("approvals=0");
  g_autoptr(Run) set = NULL;
  g_autoptr(Run) then = NULL;
  g_autoptr(Run) none = NULL;
  g_autoptr(Run) history = NULL;

  run_assert (at_first, 0, "nobody else judges them", "");
  run_assert (nobody, 1, "", "nobody could judge twice");
  run_assert (wrong, 2, "", "--second-review is none, or of");
  add_user (self, "li");
  add_user (self, "wang");
  set = SECOND ("refusals,approvals=5,failing");
  then = fixture_run (self, NULL, "school", "policy", "99999", HERE);
  history = fixture_run (self, NULL, "audit", "list", "--json", HERE);
  none = SECOND ("none");
  run_assert (set, 0, "Of approvals 5 in a hundred", "");
  run_assert (then, 0, "Every refusal is judged by somebody else too", "");
  run_assert (then, 0, "Every approval against a failing rule", "");
  run_assert (history, 0, "approvals=5,failing,refusals", "");
  run_assert (none, 0, "nobody else judges them", "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, fixture_tear_down)
  ADD ("/ctl/policy/data", test_data);
  ADD ("/ctl/policy/service", test_service);
  ADD ("/ctl/policy/second", test_second);
  return g_test_run ();
}
