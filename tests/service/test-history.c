/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "dz-chain-walk.h"
#include "dz-history-feed.h"
#include "dz-store-heads.h"
#include "dz-store-history.h"
#include "dz-store-profiles.h"

#define SET_UP \
  "{\"credential\":\"" FIXTURE_CREDENTIAL "\",\"name\":\"li\"," \
  "\"password\":\"" FIXTURE_PASSWORD "\"}"
#define SIGN_IN "{\"name\":\"li\",\"password\":\"" FIXTURE_PASSWORD "\",\"workstation\":\"w1\"}"

static char *
sign_in_with (Fixture    *self,
              const char *program)
{
  g_autoptr(GBytes) body = g_bytes_new_static (SIGN_IN, strlen (SIGN_IN));
  g_autoptr(SoupMessage) message =
    fixture_message (self->staff_url, "POST", "/sessions", NULL, "application/json", body);
  g_autoptr(Reply) reply = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "User-Agent", program);
  reply = fixture_send (self, message);
  assert_reply (reply, 201, NULL);
  return g_strdup (reply_string (reply, "token"));
}

/* The last entry's detail. */
static char *
read_last_detail (Fixture *self)
{
  g_autoptr(GPtrArray) entries = dz_store_read_history (self->store, 1, 10000, NULL, NULL);
  const DzEntry *last = g_ptr_array_index (entries, entries->len - 1);

  return g_strdup (last->detail);
}

/* The program that signed in is the one that did it, whatever a later request calls itself. */
static void
test_station (Fixture      *self,
              gconstpointer user_data)
{
  g_autoptr(Reply) set_up = fixture_ask_staff (self, "POST", "/setup", NULL, SET_UP);
  g_autofree char *token = sign_in_with (self, "duizhao/9.8");
  g_autofree char *sign_in = read_last_detail (self);
  g_autoptr(Reply) school = fixture_ask_staff (self, "POST", "/schools", token,
                                               "{\"code\":\"99999\",\"name\":\"试验大学\"}");
  g_autofree char *add = read_last_detail (self);
  const char *by = "\"by\":{\"role\":\"reviewer,supervisor,deliverer,administrator\","
                   "\"workstation\":\"w1\",\"program\":\"duizhao/9.8\"}";

  assert_reply (set_up, 201, NULL);
  assert_reply (school, 201, NULL);
  g_assert_nonnull (strstr (sign_in, by));
  g_assert_nonnull (strstr (add, by));
}

/* What is no name of a program is not written down as one. */
static void
test_odd_program (Fixture      *self,
                  gconstpointer user_data)
{
  static const char *const programs[] = { "对照/1.0", "",
    "duizhao/1.0 and then so much more that it cannot be the name of a program any more" };
  g_autoptr(Reply) set_up = fixture_ask_staff (self, "POST", "/setup", NULL, SET_UP);

  assert_reply (set_up, 201, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *token = sign_in_with (self, programs[i]);
      g_autofree char *detail = read_last_detail (self);

      g_assert_nonnull (strstr (detail, "\"workstation\":\"w1\"}"));
      g_assert_null (strstr (detail, "program"));
    }
}

static void
test_profile (Fixture      *self,
              gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "li", DZ_ROLE_REVIEWER, "w");
  g_autofree char *deliverer = fixture_sign_in (self, "wang", DZ_ROLE_DELIVERER, "w");
  g_autofree char *identity = fixture_verify (self, 0);
  g_autofree char *id = fixture_submit (self, identity, 0);
  g_autoptr(DzSubmission) submission = dz_store_get_submission (self->store, id, NULL);
  g_autoptr(GBytes) kept = dz_store_get_profile (self->store, submission->profile_hash, NULL);
  g_autofree char *path = g_strconcat ("/profiles/", submission->profile_hash, NULL);
  g_autoptr(Reply) reply = fixture_ask_staff (self, "GET", path, token, NULL);
  g_autoptr(Reply) forbidden = fixture_ask_staff (self, "GET", path, deliverer, NULL);
  g_autoptr(Reply) odd = fixture_ask_staff (self, "GET", "/profiles/ABC", token, NULL);
  g_autofree char *hash = NULL;

  assert_reply (forbidden, 403, "forbidden");
  assert_reply (odd, 404, "not-found");
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_nonnull (kept);
  g_assert_true (g_bytes_equal (kept, reply->body));
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, reply->body);
  g_assert_cmpstr (hash, ==, submission->profile_hash);
}

static void
test_unknown_profile (Fixture      *self,
                      gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "li", DZ_ROLE_REVIEWER, "w");
  g_autoptr(Reply) reply = fixture_ask_staff (
    self, "GET", "/profiles/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    token, NULL);

  assert_reply (reply, 404, "not-found");
}

static DzHeads *
ask_heads (Fixture    *self,
           const char *token)
{
  g_autoptr(Reply) reply = fixture_ask_staff (self, "GET", "/history/head", token, NULL);
  DzHeads *heads;

  assert_reply (reply, 200, NULL);
  heads = dz_heads_from_json (reply->json);
  g_assert_nonnull (heads);
  g_assert_true (dz_signed_head_verify (&heads->head));
  return heads;
}

/* What a mirror does: it asks page after page and comes to the head that is signed. */
static void
test_feed (Fixture      *self,
           gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "li", DZ_ROLE_SUPERVISOR, "w");
  g_autoptr(DzHeads) heads = ask_heads (self, token);
  DzChainWalk walk = { 0 };
  DzFeedEntry entry;

  while (walk.seq < heads->head.seq)
    {
      g_autofree char *path = g_strdup_printf ("/history/feed?after=%" G_GINT64_FORMAT "&limit=4",
                                               walk.seq);
      g_autoptr(Reply) reply = fixture_ask_staff (self, "GET", path, token, NULL);
      DzFeedReader reader = dz_feed_reader_over (g_bytes_get_data (reply->body, NULL),
                                                 g_bytes_get_size (reply->body));
      DzEntryView view;
      DzFeedStep step;

      g_assert_cmpuint (reply->status, ==, 200);
      while ((step = dz_feed_reader_next (&reader, &entry)) == DZ_FEED_ENTRY)
        g_assert_cmpint (dz_chain_walk_step (&walk, entry.bytes, entry.length, &view), ==,
                         DZ_CHAIN_FINE);
      g_assert_cmpint (step, ==, DZ_FEED_END);
    }
  g_assert_cmpmem (walk.hash, sizeof walk.hash, heads->head.hash, sizeof heads->head.hash);
}

static void
test_feed_limits (Fixture      *self,
                  gconstpointer user_data)
{
  static const char *const paths[] = { "/history/feed?after=-1", "/history/feed?after=x",
                                       "/history/feed?limit=0", "/history/feed?limit=10001" };
  g_autofree char *token = fixture_sign_in (self, "li", DZ_ROLE_SUPERVISOR, "w");

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(Reply) reply = fixture_ask_staff (self, "GET", paths[i], token, NULL);

      assert_reply (reply, 400, "bad-request");
    }
}

static void
test_rotate (Fixture      *self,
             gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "li", DZ_ROLE_ALL, "w");
  g_autoptr(DzHeads) before = ask_heads (self, token);
  g_autoptr(Reply) rotated = fixture_ask_staff (self, "POST", "/history/key", token, "{}");
  g_autoptr(DzHeads) after = ask_heads (self, token);

  assert_reply (rotated, 200, NULL);
  g_assert_cmpuint (after->rotations->len, ==, 1);
  g_assert_true (dz_heads_know_key (after, before->head.key));
  g_assert_cmpint (memcmp (before->head.key, after->head.key, DZ_HEAD_KEY_LENGTH), !=, 0);
}

static void
test_epochs_refused (Fixture      *self,
                     gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "li", DZ_ROLE_ALL, "w");
  g_autoptr(DzHeads) heads = ask_heads (self, token);
  g_autoptr(JsonNode) node = dz_signed_head_to_json (&heads->head);
  g_autofree char *json = json_to_string (node, FALSE);
  g_autoptr(Reply) lost_nothing = fixture_ask_staff (self, "POST", "/history/epochs", token, json);
  g_autoptr(Reply) no_head = fixture_ask_staff (self, "POST", "/history/epochs", token,
                                                "{\"seq\":1}");

  assert_reply (lost_nothing, 422, "head-refused");
  assert_reply (no_head, 400, "bad-json");
}

static void
test_key_lost (Fixture      *self,
               gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "li", DZ_ROLE_ALL, "w");
  g_autofree char *path = g_build_filename (self->dir, "history.key", NULL);
  g_autoptr(Reply) head = NULL;
  g_autoptr(Reply) queue = NULL;

  g_assert_cmpint (g_unlink (path), ==, 0);
  head = fixture_ask_staff (self, "GET", "/history/head", token, NULL);
  queue = fixture_ask_staff (self, "GET", "/queue", token, NULL);
  assert_reply (head, 503, "unsigned");
  assert_reply (queue, 200, NULL);
}

/* What was done last stands signed when the service ends. */
static void
test_signed_at_end (Fixture      *self,
                    gconstpointer user_data)
{
  g_autofree char *token = fixture_sign_in (self, "li", DZ_ROLE_SUPERVISOR, "w");
  g_autoptr(DzHeads) before = ask_heads (self, token);
  g_autoptr(Reply) reply = fixture_ask_staff (self, "DELETE", "/sessions/current", token, NULL);
  gint64 ended_us;
  DzSignedHead head;

  assert_reply (reply, 200, NULL);
  fixture_stop (self);
  ended_us = g_get_real_time ();
  fixture_start (self);
  g_assert_true (dz_store_sign_head (self->store, &head, NULL));
  g_assert_cmpint (head.seq, >, before->head.seq);
  g_assert_cmpint (head.time_us, <=, ended_us);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) \
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  ADD ("/service/history/station", test_station);
  ADD ("/service/history/odd-program", test_odd_program);
  ADD ("/service/history/profile", test_profile);
  ADD ("/service/history/unknown-profile", test_unknown_profile);
  ADD ("/service/history/feed", test_feed);
  ADD ("/service/history/feed-limits", test_feed_limits);
  ADD ("/service/history/rotate", test_rotate);
  ADD ("/service/history/epochs-refused", test_epochs_refused);
  ADD ("/service/history/key-lost", test_key_lost);
  ADD ("/service/history/signed-at-end", test_signed_at_end);
  return g_test_run ();
}
