/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <string.h>

#include "dz-time.h"

static Reply *
import (Fixture    *self,
        const char *token,
        const char *path,
        const char *csv,
        gssize      length)
{
  g_autoptr(GBytes) body = g_bytes_new (csv, length < 0 ? strlen (csv) : (gsize) length);
  g_autoptr(SoupMessage) message = fixture_message (self->staff_url, "POST", path, token,
                                                    "text/csv", body);

  return fixture_send (self, message);
}

static void
test_schools (Fixture      *self,
              gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "admin", DZ_ROLE_ADMINISTRATOR, "w");
  static const char body[] = "{\"code\":\"90001\",\"name\":\"测试学院\",\"city\":\"北京市\"}";
  g_autoptr(Reply) added = fixture_ask_staff (self, "POST", "/schools", token, body);
  g_autoptr(Reply) taken = fixture_ask_staff (self, "POST", "/schools", token, body);
  g_autoptr(Reply) bad = fixture_ask_staff (self, "POST", "/schools", token, "{\"code\":1}");
  g_autoptr(Reply) found = fixture_ask_students (self, "GET", "/schools?q=90001", NULL, NULL);

  assert_reply (added, 201, NULL);
  assert_reply (taken, 409, "exists");
  assert_reply (bad, 400, "bad-json");
  g_assert_cmpuint (reply_length (found, "schools"), ==, 1);
}

static void
test_roster (Fixture      *self,
             gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "admin", DZ_ROLE_ADMINISTRATOR, "w");
  static const char csv[] = "学号,姓名,层次\n2022001,张三,硕士\n2022002,李四,硕士\n";
  g_autoptr(Reply) first = import (self, token, "/schools/11414/roster", csv, -1);
  g_autoptr(Reply) again = import (self, token, "/schools/11414/roster", csv, -1);
  g_autoptr(Reply) verified = fixture_ask_students (
    self, "POST", "/verify", NULL,
    "{\"school\":\"11414\",\"level\":\"master\",\"name\":\"张三\",\"identifier\":\"2022001\"}");

  assert_reply (first, 200, NULL);
  g_assert_cmpint (reply_int (first, "added"), ==, 2);
  assert_reply (again, 200, NULL);
  g_assert_cmpint (reply_int (again, "same"), ==, 2);
  assert_reply (verified, 200, NULL);
}

static void
test_roster_levels (Fixture      *self,
                    gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "admin", DZ_ROLE_ADMINISTRATOR, "w");
  static const char csv[] = "学号,姓名\n2022003,张三\n";
  g_autoptr(Reply) without = import (self, token, "/schools/11414/roster", csv, -1);
  g_autoptr(Reply) with = import (self, token, "/schools/11414/roster?level=master", csv, -1);
  g_autoptr(Reply) unknown = import (self, token, "/schools/11414/roster?level=x", csv, -1);

  g_assert_cmpuint (without->status, ==, 422);
  assert_reply (with, 200, NULL);
  assert_reply (unknown, 400, "bad-request");
}

/* Bad rows are told by line, and nothing is half imported. */
static void
test_bad_rows (Fixture      *self,
               gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "admin", DZ_ROLE_ADMINISTRATOR, "w");
  static const char csv[] = "学号,姓名,层次\n2022010,张三,硕士\n,李四,硕士\n2022012,,硕士\n";
  g_autoptr(Reply) reply = import (self, token, "/schools/11414/roster", csv, -1);
  g_autoptr(Reply) verified = fixture_ask_students (
    self, "POST", "/verify", NULL,
    "{\"school\":\"11414\",\"level\":\"master\",\"name\":\"张三\",\"identifier\":\"2022010\"}");

  assert_reply (reply, 422, "bad-rows");
  g_assert_cmpuint (reply_length (reply, "rows"), ==, 2);
  g_assert_cmpint (reply_int (reply, "rows.0.line"), ==, 3);
  g_assert_cmpint (reply_int (reply, "rows.1.line"), ==, 4);
  g_assert_cmpuint (strlen (reply_string (reply, "rows.0.problem")), >, 5);
  assert_reply (verified, 404, "no-match");
}

static void
test_bad_files (Fixture      *self,
                gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "admin", DZ_ROLE_ADMINISTRATOR, "w");
  g_autoptr(Reply) empty = import (self, token, "/schools/11414/roster", "", 0);
  g_autoptr(Reply) binary = import (self, token, "/schools/11414/roster", "\x89PNG\r\n\x1a\n\0\0",
                                    10);
  g_autoptr(Reply) nowhere = import (self, token, "/schools/99999/roster",
                                     "学号,姓名,层次\n1,a,硕士\n", -1);
  g_autoptr(Reply) nowhere_and_bad = import (self, token, "/schools/99999/roster",
                                             "学号,姓名\n1,a\n", -1);

  assert_reply (empty, 422, "unreadable-file");
  assert_reply (binary, 422, "unreadable-file");
  assert_reply (nowhere, 404, "unknown-school");
  assert_reply (nowhere_and_bad, 404, "unknown-school"); /* before the rows are blamed */
}

static char *
window_body (const char *school,
             const char *profile,
             gint64      opens_us,
             gint64      ends_us)
{
  return g_strdup_printf ("{\"school\":\"%s\",\"levels\":[\"doctor\"],"
                          "\"identifier_kind\":\"student-number\",\"payer\":\"nobody\","
                          "\"fee_fen\":0,\"profile\":\"%s\",\"phone\":\"010\","
                          "\"opens_us\":%" G_GINT64_FORMAT ",\"upload_ends_us\":%" G_GINT64_FORMAT
                          ",\"retake_ends_us\":%" G_GINT64_FORMAT ",\"payment_ends_us\":%"
                          G_GINT64_FORMAT ",\"hold_s\":30,\"attempts_max\":10,"
                          "\"retention_days\":400}",
                          school, profile, opens_us, ends_us, ends_us, ends_us);
}

static Reply *
open_window (Fixture    *self,
             const char *token,
             const char *school,
             const char *profile,
             gint64      opens_us,
             gint64      ends_us)
{
  g_autofree char *body = window_body (school, profile, opens_us, ends_us);

  return fixture_ask_staff (self, "POST", "/windows", token, body);
}

static void
test_windows (Fixture      *self,
              gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "admin", DZ_ROLE_ADMINISTRATOR, "w");
  gint64 now_us = g_get_real_time ();
  gint64 then_us = now_us + DZ_TIME_DAY_US;
  g_autoptr(Reply) opened = open_window (self, token, "11414", "graduate-2022", now_us, then_us);
  g_autoptr(Reply) backwards = open_window (self, token, "10001", "graduate-2022", then_us, now_us);
  g_autoptr(Reply) school = open_window (self, token, "99999", "graduate-2022", now_us, then_us);
  g_autoptr(Reply) profile = open_window (self, token, "10001", "../secret", now_us, then_us);
  g_autoptr(Reply) bad = fixture_ask_staff (self, "POST", "/windows", token, "{}");
  g_autoptr(Reply) list = fixture_ask_staff (self, "GET", "/windows?school=11414", token, NULL);
  g_autoptr(Reply) all = fixture_ask_staff (self, "GET", "/windows", token, NULL);

  assert_reply (opened, 201, NULL);
  g_assert_cmpuint (strlen (reply_string (opened, "id")), ==, 32);
  assert_reply (backwards, 422, "invalid");
  assert_reply (school, 404, "unknown-school");
  assert_reply (profile, 422, "unknown-profile");
  assert_reply (bad, 400, "bad-json");
  assert_reply (list, 200, NULL);
  g_assert_cmpuint (reply_length (list, "windows"), ==, 2);
  g_assert_cmpuint (reply_length (all, "windows"), ==, 2);
}

#define TEST(name, function) \
  g_test_add ("/service/registers/" name, Fixture, NULL, fixture_set_up, function, \
              fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("schools", test_schools);
  TEST ("roster", test_roster);
  TEST ("roster-levels", test_roster_levels);
  TEST ("bad-rows", test_bad_rows);
  TEST ("bad-files", test_bad_files);
  TEST ("windows", test_windows);
  return g_test_run ();
}
