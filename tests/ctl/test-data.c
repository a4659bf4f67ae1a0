/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <poll.h>
#include <pty.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dz-passwords.h"
#include "dz-store-register.h"
#include "dz-store-users.h"
#include "dz-time.h"

#define SCHOOL "11414"

/* The data as somebody else sees them. */
static DzStore *
open_store (Fixture *self)
{
  g_autoptr(GError) error = NULL;
  DzStore *store = dz_store_open (self->data, &error);

  g_assert_no_error (error);
  return store;
}

static void
test_school (Fixture      *self,
             gconstpointer user_data)
{
  g_autoptr(Run) add = fixture_run (self, NULL, "school", "add", "99999", "试验大学(北京)",
                                    "--city", "北京", "--data", self->data, NULL);
  g_autoptr(Run) again = fixture_run (self, NULL, "school", "add", "99999", "试验大学",
                                      "--data", self->data, NULL);
  g_autoptr(Run) odd = fixture_run (self, NULL, "school", "add", "9999", "试验", "--data",
                                    self->data, NULL);
  g_autoptr(Run) by_name = fixture_run (self, NULL, "school", "list", "试验大学", "--data",
                                        self->data, NULL);
  g_autoptr(Run) by_code = fixture_run (self, NULL, "school", "list", "11414", "--data", self->data,
                                        NULL);
  g_autoptr(Run) none = fixture_run (self, NULL, "school", "list", "没有这所学校", "--data",
                                     self->data, NULL);
  g_autoptr(DzStore) store = open_store (self);
  g_autoptr(DzSchool) school = dz_store_get_school (store, "99999", NULL);

  run_assert (add, 0, "99999", "");
  run_assert (again, 1, "", "99999");
  run_assert (odd, 1, "", "five digits");
  run_assert (by_name, 0, "99999  试验大学(北京)  北京", "");
  run_assert (by_code, 0, "中国石油大学", "");
  run_assert (none, 1, "", "没有这所学校");
  g_assert_cmpstr (school->name, ==, "试验大学(北京)");
  g_assert_cmpstr (school->city, ==, "北京");
}

static void
test_default_place (Fixture      *self,
                    gconstpointer user_data)
{
  g_autoptr(Run) add = fixture_run (self, NULL, "school", "add", "99999", "试验大学", NULL);
  g_autoptr(Run) list = fixture_run (self, NULL, "school", "list", "99999", NULL);
  g_autofree char *made = fixture_path (self, "duizhao");

  run_assert (add, 0, NULL, "");
  run_assert (list, 0, "试验大学", "");
  g_assert_true (g_file_test (made, G_FILE_TEST_IS_DIR));
}

/* The notice of 2022: 9 to 14 May, the last day included, 30 yuan. */
static void
test_window (Fixture      *self,
             gconstpointer user_data)
{
  g_autoptr(Run) open =
    fixture_run (self, NULL, "window", "open", "--school", SCHOOL, "--levels", "master,doctor",
                 "--opens", "2022-05-09", "--ends", "2022-05-14", "--retake-ends", "2022-05-16",
                 "--fee-yuan", "30.5", "--payer", "school", "--phone", "010-58691620", "--attempts",
                 "3", "--hold-seconds", "60", "--identifier", "collection-code", "--data",
                 self->data, NULL);
  g_autoptr(Run) overlapping =
    fixture_run (self, NULL, "window", "open", "--school", SCHOOL, "--levels", "master", "--opens",
                 "2022-05-10", "--ends", "2022-05-11", "--data", self->data, NULL);
  g_autoptr(Run) backwards =
    fixture_run (self, NULL, "window", "open", "--school", SCHOOL, "--levels", "master", "--opens",
                 "2023-05-10", "--ends", "2023-05-08", "--data", self->data, NULL);
  g_autoptr(Run) unknown =
    fixture_run (self, NULL, "window", "open", "--school", "00000", "--levels", "master", "--opens",
                 "2022-05-10", "--ends", "2022-05-11", "--data", self->data, NULL);
  g_autoptr(Run) list = fixture_run (self, NULL, "window", "list", "--school", SCHOOL, "--data",
                                     self->data, NULL);
  g_autoptr(DzStore) store = NULL;
  g_autoptr(GPtrArray) windows = NULL;
  const DzWindow *window;
  gint64 day_us = 0;

  run_assert (open, 0, "master,doctor  2022-05-09 – 2022-05-14", "");
  run_assert (overlapping, 1, "", "another window");
  run_assert (backwards, 1, "", "before it opens");
  run_assert (unknown, 1, "", "school");
  g_assert_cmpstr (list->out, ==, open->out);
  store = open_store (self);
  windows = dz_store_list_windows (store, SCHOOL, NULL);
  g_assert_cmpuint (windows->len, ==, 1);
  window = g_ptr_array_index (windows, 0);
  g_assert_true (dz_time_parse_day ("2022-05-09", &day_us));
  g_assert_cmpint (window->opens_us, ==, day_us);
  g_assert_true (dz_time_parse_day ("2022-05-15", &day_us));
  g_assert_cmpint (window->upload_ends_us, ==, day_us);
  g_assert_true (dz_time_parse_day ("2022-05-17", &day_us));
  g_assert_cmpint (window->retake_ends_us, ==, day_us);
  g_assert_cmpint (window->payment_ends_us, ==, day_us);
  g_assert_cmpint (window->fee_fen, ==, 3050);
  g_assert_cmpint (window->payer, ==, DZ_PAYER_SCHOOL);
  g_assert_cmpstr (window->phone, ==, "010-58691620");
  g_assert_cmpuint (window->levels, ==, 1 << DZ_LEVEL_MASTER | 1 << DZ_LEVEL_DOCTOR);
  g_assert_cmpuint (window->attempts_max, ==, 3);
  g_assert_cmpuint (window->hold_s, ==, 60);
  g_assert_cmpint (window->identifier_kind, ==, DZ_IDENTIFIER_KIND_COLLECTION_CODE);
  g_assert_cmpstr (window->profile, ==, "graduate-2022");
}

static void
test_user (Fixture      *self,
           gconstpointer user_data)
{
  g_autoptr(Run) add =
    fixture_run (self, "a long password\nand more\n", "user", "add", "王老师", "--roles",
                 "reviewer,supervisor", "--password-stdin", "--data", self->data, NULL);
  g_autoptr(Run) again =
    fixture_run (self, "a long password\n", "user", "add", "王老师", "--roles", "reviewer",
                 "--password-stdin", "--data", self->data, NULL);
  g_autoptr(Run) weak = fixture_run (self, "short\n", "user", "add", "李老师", "--roles",
                                     "reviewer", "--password-stdin", "--data", self->data, NULL);
  g_autoptr(DzStore) store = open_store (self);
  g_autoptr(GError) error = NULL;
  g_autofree char *hash = NULL;
  g_autoptr(DzUser) user = dz_store_find_user (store, "王老师", &hash, &error);
  guint n_users = 0;

  run_assert (add, 0, "王老师", "");
  run_assert (again, 1, "", "王老师");
  run_assert (weak, 1, "", "at least 8");
  g_assert_no_error (error);
  g_assert_cmpuint (user->roles, ==, DZ_ROLE_REVIEWER | DZ_ROLE_SUPERVISOR);
  g_assert_true (dz_password_verify ("a long password", hash, DZ_PASSWORD_COST_MODERATE));
  g_assert_false (dz_password_verify ("a long passwort", hash, DZ_PASSWORD_COST_MODERATE));
  g_assert_true (dz_store_count_users (store, &n_users, NULL));
  g_assert_cmpuint (n_users, ==, 1);
}

#define ANSWER_MS 60000

/* Reads what the terminal shows until @part is there. */
static void
await (int         terminal,
       GString    *shown,
       const char *part)
{
  struct pollfd ready = { .fd = terminal, .events = POLLIN };
  char chunk[256];
  ssize_t n = 1;

  while (strstr (shown->str, part) == NULL && n > 0)
    {
      g_assert_cmpint (poll (&ready, 1, ANSWER_MS), ==, 1);
      n = read (terminal, chunk, sizeof chunk);
      if (n > 0)
        g_string_append_len (shown, chunk, n);
    }
  if (strstr (shown->str, part) == NULL)
    g_error ("the terminal does not show “%s”: %s", part, shown->str);
}

static void
type (int         terminal,
      const char *text)
{
  g_assert_cmpint (write (terminal, text, strlen (text)), ==, strlen (text));
}

/* At a terminal the password is asked for twice and never shown. */
static void
test_user_at_terminal (Fixture      *self,
                       gconstpointer user_data)
{
  g_autoptr(GString) shown = g_string_new (NULL);
  g_autoptr(DzStore) store = NULL;
  g_autoptr(DzUser) user = NULL;
  g_autofree char *hash = NULL;
  int terminal = -1;
  int status = -1;
  pid_t child = forkpty (&terminal, NULL, NULL, NULL);

  if (child == 0)
    {
      execl (g_getenv ("DZ_CTL"), "duizhaoctl", "user", "add", "anna", "--roles", "reviewer",
             "--data", self->data, NULL);
      _exit (127);
    }
  g_assert_cmpint (child, >, 0);
  await (terminal, shown, "for anna: ");
  type (terminal, "secret pass\n");
  await (terminal, shown, "Once more: ");
  type (terminal, "secret pass\n");
  await (terminal, shown, "Added anna.");
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  close (terminal);
  g_assert_null (strstr (shown->str, "secret"));
  store = open_store (self);
  user = dz_store_find_user (store, "anna", &hash, NULL);
  g_assert_nonnull (user);
  g_assert_true (dz_password_verify ("secret pass", hash, DZ_PASSWORD_COST_MODERATE));
}

#define ROSTER "学号,姓名,学历层次\n2022001,王梦梦,硕士\n2022002,李雷,硕士\n"

static Run *
import (Fixture    *self,
        const char *path)
{
  return fixture_run (self, NULL, "roster", "import", path, "--school", SCHOOL, "--data",
                      self->data, NULL);
}

/* The same rows in three encodings are the same rows. */
static void
test_roster (Fixture      *self,
             gconstpointer user_data)
{
  g_autofree char *utf8 = fixture_write (self, "utf8.csv", ROSTER, -1);
  g_autofree char *bom = fixture_write (self, "bom.csv", "\xef\xbb\xbf" ROSTER, -1);
  gsize length;
  g_autofree char *converted = g_convert (ROSTER, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  g_autofree char *gb = fixture_write (self, "gb.csv", converted, (gssize) length);
  g_autofree char *more = fixture_write (self, "more.csv",
                                         "学号,姓名\n2022002,李磊\n2022003,韩梅梅\n", -1);
  g_autoptr(Run) first = import (self, utf8);
  g_autoptr(Run) second = import (self, bom);
  g_autoptr(Run) third = import (self, gb);
  g_autoptr(Run) fourth =
    fixture_run (self, NULL, "roster", "import", more, "--school", SCHOOL, "--level", "master",
                 "--data", self->data, NULL);

  run_assert (first, 0, "added 2, changed 0, same 0", "");
  run_assert (second, 0, "added 0, changed 0, same 2", "");
  run_assert (third, 0, "added 0, changed 0, same 2", "");
  run_assert (fourth, 0, "added 1, changed 1, same 0", "");
}

static void
test_bad_rows (Fixture      *self,
               gconstpointer user_data)
{
  g_autofree char *bad =
    fixture_write (self, "bad.csv",
                   "学号,姓名,学历层次,身份证号码\n"
                   "2022001,王梦梦,硕士,\n"
                   ",李雷,硕士,\n"
                   "2022003,韩梅梅,,\n"
                   "2022004,张三,硕士,11010519491231002Y\n"
                   "2022001,李四,硕士,\n",
                   -1);
  g_autofree char *good = fixture_write (self, "good.csv", ROSTER, -1);
  g_autoptr(Run) run = import (self, bad);
  g_autoptr(Run) after = NULL;

  run_assert (run, 1, "line 3: ", "4 of 5 rows");
  g_assert_nonnull (strstr (run->out, "line 4: "));
  g_assert_nonnull (strstr (run->out, "line 5: "));
  g_assert_nonnull (strstr (run->out, "line 6: "));
  g_assert_null (strstr (run->out, "line 2: "));
  /* 2022001 was good, and was not imported either. */
  after = import (self, good);
  run_assert (after, 0, "added 2, changed 0, same 0", "");
}

static void
test_bad_roster (Fixture      *self,
                 gconstpointer user_data)
{
  g_autofree char *other = fixture_write (self, "other.csv", "a,b\n1,2\n", -1);
  g_autofree char *good = fixture_write (self, "good.csv", ROSTER, -1);
  g_autofree char *missing = fixture_path (self, "missing.csv");
  g_autoptr(Run) no_columns = import (self, other);
  g_autoptr(Run) no_file = import (self, missing);
  g_autoptr(Run) no_school = fixture_run (self, NULL, "roster", "import", good, "--school", "00000",
                                          "--data", self->data, NULL);

  g_assert_cmpint (no_columns->status, ==, 1);
  g_assert_cmpstr (no_columns->err, !=, "");
  run_assert (no_file, 1, "", "missing.csv");
  run_assert (no_school, 1, "", "school");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ctl/data/school", test_school);
  ADD ("/ctl/data/default-place", test_default_place);
  ADD ("/ctl/data/window", test_window);
  ADD ("/ctl/data/user", test_user);
  ADD ("/ctl/data/user-at-terminal", test_user_at_terminal);
  ADD ("/ctl/data/roster", test_roster);
  ADD ("/ctl/data/bad-rows", test_bad_rows);
  ADD ("/ctl/data/bad-roster", test_bad_roster);
  return g_test_run ();
}
