/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <string.h>

/* The photos that students were admitted with, over HTTP. */

#define BEGIN "{\"school\":\"11414\",\"level\":\"master\",\"by\":\"identifier\"}"

static char *
begin (Fixture    *self,
       const char *token)
{
  g_autoptr(Reply) reply = fixture_ask_staff (self, "POST", "/admission-imports", token, BEGIN);

  assert_reply (reply, 201, NULL);
  return g_strdup (reply_string (reply, "id"));
}

static Reply *
match (Fixture    *self,
       const char *token,
       const char *import,
       const char *name)
{
  g_autofree char *path = g_strdup_printf ("/admission-imports/%s/match", import);
  g_autofree char *body = g_strdup_printf ("{\"name\":\"%s\"}", name);

  return fixture_ask_staff (self, "POST", path, token, body);
}

static Reply *
put (Fixture    *self,
     const char *token,
     const char *import,
     const char *student,
     GBytes     *photo)
{
  g_autofree char *path = g_strdup_printf ("/admission-imports/%s/photos/%s", import, student);
  g_autoptr(SoupMessage) message =
    fixture_message (self->staff_url, "PUT", path, token, "image/jpeg", photo);

  return fixture_send (self, message);
}

static Reply *
end (Fixture    *self,
     const char *token,
     const char *import,
     const char *body)
{
  g_autofree char *path = g_strdup_printf ("/admission-imports/%s/end", import);

  return fixture_ask_staff (self, "POST", path, token, body);
}

/* The identifier of student @n of the fixture's roster. */
static char *
identifier_of (Fixture *self,
               guint    n)
{
  g_autofree char *claim = fixture_claim (n);
  g_autoptr(JsonNode) json = json_from_string (claim, NULL);

  return g_strdup (json_object_get_string_member (json_node_get_object (json), "identifier"));
}

static char *
match_student (Fixture    *self,
               const char *token,
               const char *import,
               guint       n)
{
  g_autofree char *identifier = identifier_of (self, n);
  g_autoptr(Reply) reply = match (self, token, import, identifier);

  assert_reply (reply, 200, NULL);
  return g_strdup (reply_string (reply, "student"));
}

static guint
get_photo (Fixture    *self,
           const char *token,
           const char *sha256)
{
  g_autofree char *path = g_strconcat ("/photos/", sha256, NULL);
  g_autoptr(Reply) reply = fixture_ask_staff (self, "GET", path, token, NULL);

  return reply->status;
}

/* It comes with the item to who holds it, and its bytes to nobody else but supervisors. */
static void
test_way (Fixture      *self,
          gconstpointer user_data)
{
  g_autofree char *admin = fixture_sign_in (self, "admin", DZ_ROLE_ADMINISTRATOR, "w");
  g_autofree char *wang = fixture_sign_in (self, "wang", DZ_ROLE_REVIEWER, "w");
  g_autofree char *li = fixture_sign_in (self, "li", DZ_ROLE_REVIEWER, "w");
  g_autofree char *zhao = fixture_sign_in (self, "zhao", DZ_ROLE_SUPERVISOR, "w");
  g_autofree char *import = begin (self, admin);
  g_autofree char *student = match_student (self, admin, import, 0);
  g_autoptr(GBytes) photo = fixture_photo (3);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, photo);
  g_autofree char *identity = fixture_verify (self, 0);
  g_autoptr(Reply) kept = put (self, admin, import, student, photo);
  g_autoptr(Reply) ended = end (self, admin, import, "{\"left_out\":2}");
  g_autofree char *submission = fixture_submit (self, identity, 0);
  g_autoptr(Reply) leased = NULL;

  assert_reply (kept, 200, NULL);
  g_assert_cmpstr (reply_string (kept, "result"), ==, "added");
  assert_reply (ended, 200, NULL);
  g_assert_cmpint (reply_int (ended, "added"), ==, 1);
  g_assert_cmpuint (get_photo (self, wang, sha256), ==, 403);
  leased = fixture_ask_staff (self, "POST", "/leases", wang, "{\"wanted\":1}");
  assert_reply (leased, 200, NULL);
  g_assert_cmpstr (reply_string (leased, "items.0.submission.id"), ==, submission);
  g_assert_cmpstr (reply_string (leased, "items.0.admission.photo"), ==, sha256);
  g_assert_nonnull (reply_get (leased, "items.0.admission.face.values.width"));
  g_assert_null (reply_get (leased, "items.0.admission.face.values.bytes"));
  g_assert_cmpuint (get_photo (self, wang, sha256), ==, 200);
  g_assert_cmpuint (get_photo (self, zhao, sha256), ==, 200);
  g_assert_cmpuint (get_photo (self, li, sha256), ==, 403);
  g_assert_cmpuint (get_photo (self, admin, sha256), ==, 403);
}

static void
assert_result (Fixture    *self,
               const char *token,
               const char *import,
               const char *student,
               const void *bytes,
               gsize       length,
               const char *result)
{
  g_autoptr(GBytes) body = g_bytes_new (bytes, length);
  g_autoptr(Reply) reply = put (self, token, import, student, body);

  assert_reply (reply, 200, NULL);
  g_assert_cmpstr (reply_string (reply, "result"), ==, result);
}

/* What is no whole photo is not kept, and hinders nothing that comes after it. */
static void
test_bad_files (Fixture      *self,
                gconstpointer user_data)
{
  static const char broken[] = "\xff\xd8\xff\xe0 and then nothing of a photo";
  static const char hollow[] = "\xff\xd8\xff\xd9";
  g_autofree char *admin = fixture_sign_in (self, "admin", DZ_ROLE_ADMINISTRATOR, "w");
  g_autofree char *import = begin (self, admin);
  g_autofree char *student = match_student (self, admin, import, 1);
  g_autoptr(GBytes) photo = fixture_photo (1);
  gsize length;
  const void *bytes = g_bytes_get_data (photo, &length);

  assert_result (self, admin, import, student, "text", 4, "not-jpeg");
  assert_result (self, admin, import, student, "\x89PNG\r\n\x1a\n\0\0", 10, "not-jpeg");
  assert_result (self, admin, import, student, "", 0, "not-jpeg");
  assert_result (self, admin, import, student, broken, sizeof broken, "cut-short");
  assert_result (self, admin, import, student, hollow, sizeof hollow - 1, "unreadable");
  assert_result (self, admin, import, student, bytes, length / 2, "cut-short");
  assert_result (self, admin, import, student, bytes, length, "added");
  assert_result (self, admin, import, student, bytes, length, "second-photo");
}

static void
assert_whose (Fixture    *self,
              const char *token,
              const char *import,
              const char *name,
              const char *refusal)
{
  g_autoptr(Reply) reply = match (self, token, import, name);

  assert_reply (reply, 200, NULL);
  g_assert_null (reply_string (reply, "student"));
  g_assert_cmpstr (reply_string (reply, "refusal"), ==, refusal);
}

static void
test_refused (Fixture      *self,
              gconstpointer user_data)
{
  static const char *const nowhere = "0123456789abcdef0123456789abcdef";
  g_autofree char *admin = fixture_sign_in (self, "admin", DZ_ROLE_ADMINISTRATOR, "w");
  g_autofree char *other = fixture_sign_in (self, "other", DZ_ROLE_ADMINISTRATOR, "w");
  g_autofree char *wang = fixture_sign_in (self, "wang", DZ_ROLE_ALL & ~DZ_ROLE_ADMINISTRATOR,
                                           "w");
  g_autofree char *import = begin (self, admin);
  g_autofree char *student = match_student (self, admin, import, 0);
  g_autofree char *name = g_strnfill (300, '1');
  g_autoptr(GBytes) photo = fixture_photo (0);
  g_autoptr(Reply) forbidden = fixture_ask_staff (self, "POST", "/admission-imports", wang, BEGIN);
  g_autoptr(Reply) school = fixture_ask_staff (
    self, "POST", "/admission-imports", admin,
    "{\"school\":\"99999\",\"level\":\"master\",\"by\":\"identifier\"}");
  g_autoptr(Reply) by = fixture_ask_staff (
    self, "POST", "/admission-imports", admin,
    "{\"school\":\"11414\",\"level\":\"master\",\"by\":\"name\"}");
  g_autoptr(Reply) long_name = match (self, admin, import, name);
  g_autoptr(Reply) no_import = put (self, admin, nowhere, student, photo);
  g_autoptr(Reply) no_student = put (self, admin, import, nowhere, photo);
  g_autoptr(Reply) no_id = put (self, admin, import, "1", photo);
  g_autoptr(Reply) of_another = put (self, other, import, student, photo);
  g_autoptr(Reply) negative = end (self, admin, import, "{\"left_out\":-1}");
  g_autoptr(Reply) ended = end (self, admin, import, "{\"left_out\":0}");
  g_autoptr(Reply) again = end (self, admin, import, "{\"left_out\":0}");

  assert_reply (forbidden, 403, "forbidden");
  assert_reply (school, 404, "unknown-school");
  assert_reply (by, 400, "bad-json");
  assert_reply (long_name, 400, "bad-json");
  assert_reply (no_import, 404, "not-found");
  assert_reply (no_student, 404, "not-found");
  assert_reply (no_id, 404, "not-found");
  assert_reply (of_another, 404, "not-found");
  assert_reply (negative, 400, "bad-json");
  assert_reply (ended, 200, NULL);
  assert_reply (again, 404, "not-found");
}

static void
test_names (Fixture      *self,
            gconstpointer user_data)
{
  g_autofree char *admin = fixture_sign_in (self, "admin", DZ_ROLE_ADMINISTRATOR, "w");
  g_autofree char *import = begin (self, admin);

  assert_whose (self, admin, import, "../../etc/passwd", "unknown-student");
  assert_whose (self, admin, import, "", "unknown-student");
  assert_whose (self, admin, import, "%", "unknown-student");
}

#define TEST(name, function) \
  g_test_add ("/service/admissions/" name, Fixture, NULL, fixture_set_up, function, \
              fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("way", test_way);
  TEST ("bad-files", test_bad_files);
  TEST ("refused", test_refused);
  TEST ("names", test_names);
  return g_test_run ();
}
