/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"

#include "dz-id.h"
#include "dz-store-profiles.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* A queue of five, one of them decided by wang. */
static void
make_history (Fixture *fixture)
{
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(DzCommand) command = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, i, "photo");

      g_assert_nonnull (queued);
    }
  items = fixture_lease (fixture, fixture->wang, 2);
  command = fixture_reject (((DzItem *) g_ptr_array_index (items, 0))->submission, "file-size",
                            "太小了");
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
}

static void
test_chain (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  g_auto(DzHistoryCheck) check = { 0 };
  const char *previous = "";
  gint64 last_us = 0;

  make_history (fixture);
  entries = dz_store_read_history (fixture->store, 1, 1000, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const DzEntry *entry = g_ptr_array_index (entries, i);

      g_assert_cmpint (entry->seq, ==, i + 1);
      g_assert_cmpstr (entry->previous_hash, ==, previous);
      g_assert_true (dz_hash_is_valid (entry->hash));
      g_assert_cmpint (entry->time_us, >=, last_us);
      g_assert_cmpint (entry->detail != NULL, ==, *entry->detail_hash != '\0');
      previous = entry->hash;
      last_us = entry->time_us;
    }
  g_assert_true (dz_store_verify_history (fixture->store, NULL, &check, &error));
  g_assert_cmpint (check.entries, ==, entries->len);
  g_assert_cmpint (check.head_seq, ==, entries->len);
  g_assert_cmpstr (check.head_hash, ==, previous);
  g_assert_cmpint (check.erased, ==, 0);
}

static void
test_read_from (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(GPtrArray) some = NULL;
  g_autoptr(GPtrArray) none = NULL;

  make_history (fixture);
  some = dz_store_read_history (fixture->store, 3, 2, NULL, NULL);
  g_assert_cmpuint (some->len, ==, 2);
  g_assert_cmpint (((DzEntry *) g_ptr_array_index (some, 0))->seq, ==, 3);
  none = dz_store_read_history (fixture->store, 100000, 2, NULL, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_only_actor (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(GPtrArray) wangs = NULL;
  g_autoptr(GPtrArray) lis = NULL;

  make_history (fixture);
  wangs = dz_store_read_history (fixture->store, 1, 100, fixture->wang->id, NULL);
  g_assert_cmpuint (wangs->len, ==, 3); /* two leases, one decision */
  for (guint i = 0; i < wangs->len; i++)
    {
      const DzEntry *entry = g_ptr_array_index (wangs, i);

      g_assert_cmpstr (entry->actor, ==, fixture->wang->id);
      g_assert_cmpstr (entry->actor_name, ==, "王老师");
    }
  lis = dz_store_read_history (fixture->store, 1, 100, fixture->li->id, NULL);
  g_assert_cmpuint (lis->len, ==, 0);
}

/* Who decided what, on what evidence, as a number is asked for years later. */
static void
test_decision_says_on_what (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(JsonNode) root = NULL;
  const DzEntry *decide;
  JsonObject *detail;
  JsonArray *findings;

  make_history (fixture);
  entries = dz_store_read_history (fixture->store, 1, 1000, fixture->wang->id, NULL);
  decide = g_ptr_array_index (entries, entries->len - 1);
  g_assert_cmpstr (decide->kind, ==, "decide");
  g_assert_cmpstr (decide->outcome, ==, "reject");
  root = json_from_string (decide->detail, NULL);
  detail = json_node_get_object (root);
  g_assert_cmpstr (json_object_get_string_member (detail, "verdict"), ==, "reject");
  g_assert_cmpstr (json_object_get_string_member (detail, "note"), ==, "太小了");
  g_assert_cmpint (json_object_get_int_member (detail, "shown_ms"), ==, 900);
  g_assert_cmpint (json_object_get_int_member (detail, "version"), ==, 2);
  g_assert_true (dz_hash_is_valid (json_object_get_string_member (detail, "photo")));
  g_assert_true (dz_hash_is_valid (json_object_get_string_member (detail, "profile_hash")));
  findings = json_object_get_array_member (detail, "findings");
  g_assert_cmpuint (json_array_get_length (findings), ==, 2);
  g_assert_cmpstr (json_array_get_string_element (findings, 0), ==, "FILE-04:pass:31.5 KB");
}

/* Nothing personal stands in what cannot be erased. */
static void
test_opaque (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GPtrArray) entries = NULL;

  make_history (fixture);
  entries = dz_store_read_history (fixture->store, 1, 1000, NULL, NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      const DzEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *words = g_strjoin ("|", entry->kind, entry->actor, entry->subject,
                                          entry->outcome, NULL);

      g_assert_null (strstr (words, "王"));
      g_assert_null (strstr (words, "2020000"));
      g_assert_null (strstr (words, "110105"));
    }
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(DzHistoryCheck) check = { 0 };

  g_cancellable_cancel (cancellable);
  g_assert_false (dz_store_verify_history (fixture->store, cancellable, &check, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Time never runs back, whatever the machine's clock says. */
static void
test_clock_set_back (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(DzSubmission) before = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(DzSubmission) after = NULL;

  fixture->now_us -= 40 * G_TIME_SPAN_DAY;
  fixture_reopen (fixture);
  after = fixture_queue (fixture->store, 1, "photo");
  g_assert_cmpint (after->received_us, >, before->received_us);
  fixture_check_history (fixture);
}

static DzEntry *
last_entry_of (Fixture    *fixture,
               const char *kind)
{
  g_autoptr(GPtrArray) entries = dz_store_read_history (fixture->store, 1, 1000, NULL, NULL);

  for (guint i = entries->len; i > 0; i--)
    {
      const DzEntry *entry = g_ptr_array_index (entries, i - 1);

      if (g_str_equal (entry->kind, kind))
        return dz_entry_copy (entry);
    }
  g_assert_not_reached ();
}

static JsonObject *
read_by (const DzEntry *entry,
         JsonNode     **root)
{
  *root = entry->detail != NULL ? json_from_string (entry->detail, NULL) : NULL;
  return *root != NULL && json_object_has_member (json_node_get_object (*root), "by")
           ? json_object_get_object_member (json_node_get_object (*root), "by") : NULL;
}

/* In which role, where and with what somebody did something stands with it; what others brought
 * about meanwhile does not say so. */
static void
test_station (Fixture      *fixture,
              gconstpointer data)
{
  const DzStation station = { fixture->wang->id, DZ_ROLE_REVIEWER, "desk-7", "duizhao/1.2" };
  g_autoptr(DzEntry) lease = NULL;
  g_autoptr(DzEntry) decide = NULL;
  g_autoptr(DzEntry) receive = NULL;
  g_autoptr(DzEntry) later = NULL;
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(JsonNode) none = NULL;
  g_autoptr(GPtrArray) items = NULL;
  JsonObject *by;

  dz_store_set_station (fixture->store, &station);
  make_history (fixture);
  lease = last_entry_of (fixture, "lease");
  decide = last_entry_of (fixture, "decide");
  receive = last_entry_of (fixture, "receive");
  by = read_by (decide, &root);
  g_assert_cmpstr (json_object_get_string_member (by, "role"), ==, "reviewer");
  g_assert_cmpstr (json_object_get_string_member (by, "workstation"), ==, "desk-7");
  g_assert_cmpstr (json_object_get_string_member (by, "program"), ==, "duizhao/1.2");
  g_assert_null (read_by (receive, &none));
  g_assert_nonnull (strstr (lease->detail, "\"by\""));
  dz_store_set_station (fixture->store, NULL);
  items = fixture_lease (fixture, fixture->wang, 5);
  later = last_entry_of (fixture, "lease");
  g_assert_cmpint (later->seq, >, lease->seq);
  g_assert_true (later->detail == NULL || strstr (later->detail, "\"by\"") == NULL);
  fixture_check_history (fixture);
}

/* An entry that would have no detail gets one that says who it was. */
static void
test_station_alone (Fixture      *fixture,
                    gconstpointer data)
{
  const DzStation station = { fixture->wang->id, DZ_ROLE_REVIEWER, NULL, NULL };
  g_autoptr(DzEntry) sign_out = NULL;

  g_assert_true (dz_store_begin_session (fixture->store, fixture->wang->id, "t", "desk-7", 1000,
                                         NULL, NULL));
  dz_store_set_station (fixture->store, &station);
  g_assert_true (dz_store_end_session (fixture->store, "t", NULL));
  sign_out = last_entry_of (fixture, "sign-out");
  g_assert_cmpstr (sign_out->detail, ==, "{\"by\":{\"role\":\"reviewer\"}}");
}

static void
test_profiles (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(GBytes) json = g_bytes_new_static ("{\"id\":\"x\"}", 10);
  g_autoptr(GBytes) read = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, json);

  g_assert_null (dz_store_get_profile (fixture->store, hash, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (dz_store_keep_profile (fixture->store, "another", json, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID);
  g_clear_error (&error);
  for (guint i = 0; i < 2; i++)
    g_assert_true (dz_store_keep_profile (fixture->store, hash, json, &error));
  read = dz_store_get_profile (fixture->store, hash, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read, json));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/history/chain", fixture_set_up, test_chain);
  fixture_add ("/store/history/read-from", fixture_set_up, test_read_from);
  fixture_add ("/store/history/only-actor", fixture_set_up, test_only_actor);
  fixture_add ("/store/history/decision", fixture_set_up, test_decision_says_on_what);
  fixture_add ("/store/history/opaque", fixture_set_up, test_opaque);
  fixture_add ("/store/history/cancelled", fixture_set_up, test_cancelled);
  fixture_add ("/store/history/clock-set-back", fixture_set_up, test_clock_set_back);
  fixture_add ("/store/history/station", fixture_set_up, test_station);
  fixture_add ("/store/history/station-alone", fixture_set_up, test_station_alone);
  fixture_add ("/store/history/profiles", fixture_set_up, test_profiles);
  return g_test_run ();
}
