/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <string.h>

#include "dz-id.h"
#include "dz-store-messages.h"

#define MASK \
  "{\"code\":\"mask\",\"rules\":\"%s\",\"label_zh\":\"戴口罩\",\"label_en\":\"Mask\"," \
  "\"zh\":\"%s\",\"en\":\"Please take off the mask.\"}"

static Reply *
add (Fixture    *self,
     const char *token,
     const char *rules,
     const char *zh)
{
  g_autofree char *body = g_strdup_printf (MASK, rules, zh);

  return fixture_ask_staff (self, "POST", "/reasons", token, body);
}

static Reply *
retire (Fixture    *self,
        const char *token,
        const char *code)
{
  g_autofree char *path = g_strdup_printf ("/reasons/%s/retire", code);

  return fixture_ask_staff (self, "POST", path, token, NULL);
}

/* Everybody reads reasons; supervisors and administrators change them. */
static void
test_roles (Fixture      *self,
            gconstpointer user_data)
{
  static const struct
  {
    DzRole   role;
    gboolean may;
  } roles[] = {
    { DZ_ROLE_REVIEWER, FALSE },
    { DZ_ROLE_DELIVERER, FALSE },
    { DZ_ROLE_SUPERVISOR, TRUE },
    { DZ_ROLE_ADMINISTRATOR, TRUE },
  };
  g_autoptr(Reply) nobody = add (self, NULL, "", "请摘下口罩。");

  assert_reply (nobody, 401, "signed-out");
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autofree char *name = g_strdup_printf ("user-%u", i);
      g_autofree char *token = fixture_sign_in (self, name, roles[i].role, "w1");
      g_autofree char *zh = g_strdup_printf ("请摘下口罩 %u。", i);
      g_autoptr(Reply) list = fixture_ask_staff (self, "GET", "/reasons", token, NULL);
      g_autoptr(Reply) added = add (self, token, "", zh);
      g_autoptr(Reply) retired = retire (self, token, "mask");

      assert_reply (list, 200, NULL);
      assert_reply (added, roles[i].may ? 201 : 403, roles[i].may ? NULL : "forbidden");
      assert_reply (retired, roles[i].may ? 200 : 403, roles[i].may ? NULL : "forbidden");
    }
}

/* The list tells every version, and says nothing twice. */
static void
test_list (Fixture      *self,
           gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "wei", DZ_ROLE_SUPERVISOR, "w1");
  g_autoptr(Reply) before = fixture_ask_staff (self, "GET", "/reasons", token, NULL);
  g_autofree char *known = g_strdup_printf ("/reasons?known=%d",
                                            (int) reply_int (before, "revision"));
  g_autoptr(Reply) same = fixture_ask_staff (self, "GET", known, token, NULL);
  g_autoptr(Reply) first = add (self, token, "MOUTH-01", "请摘下口罩。");
  g_autoptr(Reply) second = add (self, token, "MOUTH-01", "请摘下口罩后重拍。");
  g_autoptr(Reply) after = fixture_ask_staff (self, "GET", known, token, NULL);
  g_autoptr(DzReasonList) list = dz_wire_reason_list_from_json (after->json, NULL);

  g_assert_cmpuint (reply_length (same, "reasons"), ==, 0);
  g_assert_cmpint (reply_int (same, "revision"), ==, reply_int (before, "revision"));
  assert_reply (first, 201, NULL);
  assert_reply (second, 201, NULL);
  g_assert_cmpint (reply_int (second, "version"), ==, 2);
  g_assert_cmpint (reply_int (after, "revision"), ==, reply_int (before, "revision") + 3);
  g_assert_cmpuint (reply_length (after, "reasons"), ==, reply_length (before, "reasons") + 2);
  g_assert_nonnull (list);
  g_assert_cmpstr (dz_reason_list_find (list, "mask")->zh, ==, "请摘下口罩后重拍。");
  g_assert_cmpstr (dz_reason_list_find_version (list, "mask", 1)->zh, ==, "请摘下口罩。");
}

static void
test_bad (Fixture      *self,
          gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "wei", DZ_ROLE_SUPERVISOR, "w1");
  g_autoptr(Reply) no_rule = add (self, token, "NONE-99", "请摘下口罩。");
  g_autoptr(Reply) open = add (self, token, "", "[请摘下口罩。");
  g_autoptr(Reply) mark = add (self, token, "", "宽 {v}。");
  g_autoptr(Reply) shape = fixture_ask_staff (self, "POST", "/reasons", token, "{\"code\":\"a\"}");
  g_autoptr(Reply) added = add (self, token, "", "请摘下口罩。");
  g_autoptr(Reply) same = add (self, token, "", "请摘下口罩。");
  g_autoptr(Reply) unknown = retire (self, token, "none");

  assert_reply (no_rule, 422, "invalid");
  assert_reply (open, 422, "invalid");
  assert_reply (mark, 422, "invalid");
  assert_reply (shape, 400, "bad-json");
  assert_reply (added, 201, NULL);
  assert_reply (same, 409, "exists");
  assert_reply (unknown, 404, "not-found");
}

/* Leases what waits and refuses it. */
static Reply *
refuse (Fixture    *self,
        const char *token,
        const char *submission,
        const char *decision)
{
  g_autofree char *id = dz_id_new ();
  g_autoptr(Reply) leased = fixture_ask_staff (self, "POST", "/leases", token, "{\"wanted\":1}");
  g_autofree char *body = NULL;

  g_assert_cmpuint (reply_length (leased, "items"), ==, 1);
  body = fixture_command (id, "decide", submission,
                          reply_int (leased, "items.0.submission.version"),
                          reply_string (leased, "items.0.submission.photo"), decision);
  return fixture_ask_staff (self, "POST", "/commands", token, body);
}

/* The reason was retired before the photo was leased; then another is chosen, and it is final. */
static void
test_retired_and_final (Fixture      *self,
                        gconstpointer user_data)
{
  g_autofree char *li = NULL;
  g_autofree char *wei = NULL;
  g_autofree char *identity = NULL;
  g_autofree char *submission = NULL;
  g_autoptr(Reply) retired = NULL;
  g_autoptr(Reply) late = NULL;
  g_autoptr(Reply) final = NULL;
  g_autoptr(Reply) own = NULL;
  g_autoptr(Reply) again = NULL;
  g_autoptr(GPtrArray) messages = NULL;
  const char *told;

  li = fixture_sign_in (self, "li", DZ_ROLE_REVIEWER, "desk-1");
  wei = fixture_sign_in (self, "wei", DZ_ROLE_SUPERVISOR, "desk-2");
  identity = fixture_verify (self, 0);
  submission = fixture_submit (self, identity, 0);
  retired = retire (self, wei, "mouth");
  assert_reply (retired, 200, NULL);
  late = refuse (self, li, submission, "{\"verdict\":\"reject\",\"reasons\":[\"mouth\"]}");
  assert_reply (late, 422, "reason-retired");
  g_assert_nonnull (strstr (reply_string (late, "error.zh"), "嘴唇未闭合"));
  final = refuse (self, li, submission,
                  "{\"verdict\":\"reject\",\"reasons\":[\"ears\"],\"retake\":false,"
                  "\"note\":\"请联系学校\",\"internal_note\":\"内部\"}");
  assert_reply (final, 200, NULL);
  own = fixture_ask_students (self, "GET", "/submissions", identity, NULL);
  g_assert_true (JSON_NODE_HOLDS_NULL (reply_get (own, "submissions.0.message")));
  self->ahead_us += (gint64) 3600 * G_USEC_PER_SEC;
  g_assert_true (dz_store_seal_due (self->store, NULL, NULL));
  g_clear_pointer (&own, reply_free);
  own = fixture_ask_students (self, "GET", "/submissions", identity, NULL);
  g_assert_false (json_node_get_boolean (reply_get (own, "submissions.0.retake")));
  messages = dz_store_list_messages (self->store, 0, 10, NULL);
  told = ((DzMessage *) g_ptr_array_index (messages, 0))->text;
  g_assert_cmpstr (reply_string (own, "submissions.0.message"), ==, told);
  g_assert_cmpstr (told, ==,
                   "您的照片未通过审核，本次采集不再接受您重新上传。原因如下：\n"
                   "1. 未露出双耳，请将头发整理至耳后。\n审核说明：请联系学校");
  again = fixture_ask_students (self, "POST", "/submissions", identity, "x");
  assert_reply (again, 409, "final");
}

#define TEST(name, set_up, function) \
  g_test_add ("/service/reasons/" name, Fixture, NULL, set_up, function, fixture_tear_down)

static void
set_up_school (Fixture      *self,
               gconstpointer user_data)
{
  fixture_init (self);
  fixture_start_with_school (self);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("roles", fixture_set_up, test_roles);
  TEST ("list", fixture_set_up, test_list);
  TEST ("bad", fixture_set_up, test_bad);
  TEST ("retired-and-final", set_up_school, test_retired_and_final);
  return g_test_run ();
}
