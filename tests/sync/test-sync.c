/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk opens, and what it gets from the service. */
#include "dz-sync-oversight.h"
#include "sync-fixture.h"

#include "dz-test-wait.h"
#include "dz-wire.h"

/* What the service leases to somebody else leaves the queue, but for the one on screen. */
static void
test_lost_leases (Fixture      *fixture,
                  gconstpointer data)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  g_ptr_array_set_size (fixture->leased, 0);
  dz_sync_refresh (fixture->sync);
  dz_test_wait_for (fixture_queue_has_one, fixture, WAIT_S, "lost leases leave");
}

static gboolean
queue_has_four (gpointer data)
{
  return g_list_model_get_n_items (dz_sync_get_queue (((Fixture *) data)->sync)) == 4;
}

/* What was set apart is decided by supervisors, so that their desks get it, after what waits for
 * everybody. */
static void
test_set_apart (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *apart = g_strnfill (32, 'd');
  g_autoptr(DzQueueItem) last = NULL;

  g_ptr_array_add (fixture->set_apart, g_strdup (apart));
  fixture->roles = "[\"reviewer\",\"supervisor\"]";
  fixture_sign_in (fixture, ZHAO);
  dz_test_wait_for (queue_has_four, fixture, WAIT_S, "what was set apart comes too");
  last = g_list_model_get_item (dz_sync_get_queue (fixture->sync), 3);
  g_assert_cmpstr (dz_queue_item_get_id (last), ==, apart);
}

/* The service would refuse a reviewer. */
static void
test_not_for_reviewers (Fixture      *fixture,
                        gconstpointer data)
{
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  g_ptr_array_set_size (fixture->leased, 0);
  dz_sync_refresh (fixture->sync);
  dz_test_wait_for (fixture_queue_has_one, fixture, WAIT_S, "the queue is asked for again");
  g_assert_cmpuint (fixture->n_apart, ==, 0);
}

/* ---- somebody waits for what is new ---- */

/* Begins to wait, and the service does not answer. */
static GCancellable *
wait_for_new (Fixture       *fixture,
              GAsyncResult **result)
{
  GCancellable *cancellable = g_cancellable_new ();

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  g_clear_object (&fixture->held_leases);
  fixture->hold_leases = TRUE;
  dz_sync_refresh_async (fixture->sync, cancellable, fixture_result_cb, result);
  dz_test_wait_set (&fixture->held_leases, WAIT_S, "the service is asked");
  g_assert_null (*result);
  return cancellable;
}

static void
answer_held_leases (Fixture *fixture,
                    guint    status)
{
  g_autoptr(JsonNode) node = fixture_answer_leases (fixture);
  g_autoptr(GBytes) bytes = dz_wire_print (node);

  soup_server_message_set_status (fixture->held_leases, status, NULL);
  soup_server_message_set_response (fixture->held_leases, "application/json", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  soup_server_message_unpause (fixture->held_leases);
}

static void
assert_refreshed (Fixture       *fixture,
                  GAsyncResult **result)
{
  g_autoptr(GError) error = NULL;

  dz_test_wait_set (result, WAIT_S, "the waiting ends");
  g_assert_true (dz_sync_refresh_finish (fixture->sync, *result, &error));
  g_assert_no_error (error);
}

/* Who asks while another asks waits for the same answer. */
static void
test_refresh_joined (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(GCancellable) cancellable = wait_for_new (fixture, &first);
  guint n_wishes = fixture->n_wishes;

  dz_sync_refresh_async (fixture->sync, NULL, fixture_result_cb, &second);
  answer_held_leases (fixture, 200);
  assert_refreshed (fixture, &first);
  assert_refreshed (fixture, &second);
  g_assert_cmpuint (fixture->n_wishes, ==, n_wishes);
}

/* Whoever gives up waiting is free at once, and asks anew when they ask again. */
static void
test_refresh_given_up (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) again = NULL;
  g_autoptr(GCancellable) cancellable = wait_for_new (fixture, &result);
  g_autoptr(GError) error = NULL;
  guint n_wishes = fixture->n_wishes;

  g_cancellable_cancel (cancellable);
  dz_test_wait_set (&result, WAIT_S, "the waiting ends");
  g_assert_false (dz_sync_refresh_finish (fixture->sync, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (dz_sync_get_connection (fixture->sync), ==, DZ_CONNECTION_ONLINE);
  dz_sync_refresh_async (fixture->sync, NULL, fixture_result_cb, &again);
  assert_refreshed (fixture, &again);
  g_assert_cmpuint (fixture->n_wishes, >, n_wishes);
}

static void
test_refresh_fails (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GCancellable) cancellable = wait_for_new (fixture, &result);
  g_autoptr(GError) error = NULL;

  answer_held_leases (fixture, 503);
  dz_test_wait_set (&result, WAIT_S, "the waiting ends");
  g_assert_false (dz_sync_refresh_finish (fixture->sync, result, &error));
  g_assert_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE);
}

/* Nobody waits at a desk that closes. */
static void
test_refresh_closing (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GCancellable) cancellable = wait_for_new (fixture, &result);
  g_autoptr(GError) error = NULL;

  dz_sync_close (fixture->sync);
  dz_test_wait_set (&result, WAIT_S, "the waiting ends");
  g_assert_false (dz_sync_refresh_finish (fixture->sync, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_photo_is_fetched_once (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) again = NULL;
  g_autoptr(DzQueueItem) item = NULL;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  item = g_list_model_get_item (dz_sync_get_queue (fixture->sync), 0);
  dz_sync_load_photo_async (fixture->sync, item, NULL, fixture_result_cb, &first);
  dz_test_wait_set (&first, WAIT_S, "the photo");
  bytes = dz_sync_load_photo_finish (fixture->sync, first, NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), PHOTO, strlen (PHOTO));
  dz_sync_load_photo_async (fixture->sync, item, NULL, fixture_result_cb, &second);
  dz_test_wait_set (&second, WAIT_S, "the photo again");
  again = dz_sync_load_photo_finish (fixture->sync, second, NULL);
  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_cmpuint (fixture->n_photos, ==, 1);
}

/* Of a photo that was given back meanwhile only who asked for it hears. */
static void
test_photo_is_refused (Fixture      *fixture,
                       gconstpointer data)
{
  g_autofree char *sha256 = g_strnfill (64, 'e');
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->photo_status = 403;
  dz_sync_load_picture_async (fixture->sync, sha256, NULL, fixture_result_cb, &result);
  dz_test_wait_set (&result, WAIT_S, "the answer");
  g_assert_null (dz_sync_load_photo_finish (fixture->sync, result, &error));
  g_assert_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_REFUSED);
  g_assert_cmpuint (fixture->n_problems, ==, 0);
}

/* A photo is kept no longer than somebody may have to decide about it. */
static void
test_photos_leave (Fixture      *fixture,
                   gconstpointer data)
{
  dz_test_wait_for (fixture_has_kept_photo, fixture, WAIT_S, "the photos are fetched ahead");
  g_free (fixture->photo);
  fixture->photo = g_strnfill (64, 'f'); /* what is leased next cannot be fetched */
  fixture_sign_in (fixture, ZHAO);
  dz_test_wait_for (fixture_has_no_photo, fixture, WAIT_S, "the photos of the last person leave");
}

static gboolean
has_asked_for_earlier (gpointer data)
{
  Fixture *fixture = data;

  return strstr (fixture->asked_photos->str, "ee") != NULL;
}

/* What stands beside a photo comes ahead, too. */
static void
test_earlier_comes_too (Fixture      *fixture,
                         gconstpointer data)
{
  dz_test_wait_for (fixture_has_kept_photo, fixture, WAIT_S, "the photos are fetched ahead");
  g_assert_cmpuint (fixture->asked_photos->len, ==, 2); /* all have the same one, and no other */
  g_string_truncate (fixture->asked_photos, 0);
  fixture->earlier = g_strnfill (64, 'e');
  fixture_sign_in (fixture, ZHAO);
  dz_test_wait_for (has_asked_for_earlier, fixture, WAIT_S, "the earlier photos are asked for");
}

/* Says where a photo was asked for first, by its first two digits; they stand at even places. */
static guint
find_asked (Fixture    *fixture,
            const char *digits)
{
  const char *asked = fixture->asked_photos->str;

  for (guint i = 0; i < fixture->asked_photos->len; i += 2)
    {
      if (strncmp (asked + i, digits, 2) == 0)
        return i;
    }
  return G_MAXUINT;
}

static gboolean
has_asked_for_admission (gpointer data)
{
  return find_asked (data, "ad") != G_MAXUINT;
}

/* So does the photo that the student was admitted with, but the photos to be judged come first;
 * three are fetched at once, so that up to two of these may still be on their way. */
static void
test_admission_comes_too (Fixture      *fixture,
                          gconstpointer data)
{
  guint n_before = 0;

  dz_test_wait_for (fixture_has_kept_photo, fixture, WAIT_S, "the photos are fetched ahead");
  g_string_truncate (fixture->asked_photos, 0);
  fixture->admission = g_strnfill (64, 'a');
  fixture->admission[1] = 'd';
  fixture->photos_differ = TRUE;
  for (char c = '4'; c < '8'; c++)
    g_ptr_array_add (fixture->leased, g_strnfill (32, c));
  fixture_sign_in (fixture, ZHAO);
  dz_test_wait_for (has_asked_for_admission, fixture, WAIT_S, "the admission photos are asked for");
  for (guint i = 0; i < fixture->leased->len; i++)
    n_before += find_asked (fixture, g_ptr_array_index (fixture->leased, i)) <
                find_asked (fixture, "ad");
  g_assert_cmpuint (n_before, >=, fixture->leased->len - 2);
}

static void
assert_refused (const char *url,
                const char *dir,
                DzSyncError code)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  dz_sync_open_async (url, dir, NULL, fixture_result_cb, &result);
  dz_test_wait_set (&result, WAIT_S, "the opening ends");
  g_assert_null (dz_sync_open_finish (result, &error));
  g_assert_error (error, DZ_SYNC_ERROR, (int) code);
}

static void
test_open_refused (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->dir, "a file", NULL);

  assert_refused (fixture->url, fixture->dir, DZ_SYNC_ERROR_CACHE); /* this desk has it already */
  assert_refused ("http://desk.example", fixture->dir, DZ_SYNC_ERROR_ADDRESS);
  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  assert_refused (fixture->url, file, DZ_SYNC_ERROR_CACHE);
}

/* Who gives up while the data open leaves them to the next. */
static void
test_open_cancelled (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *dir = g_build_filename (fixture->dir, "other", NULL);

  dz_sync_open_async (fixture->url, dir, cancellable, fixture_result_cb, &result);
  g_cancellable_cancel (cancellable);
  dz_test_wait_set (&result, WAIT_S, "the opening ends");
  g_assert_null (dz_sync_open_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/sync/open-refused", test_open_refused);
  ADD ("/sync/open-cancelled", test_open_cancelled);
  ADD ("/sync/lost-leases", test_lost_leases);
  ADD ("/sync/set-apart", test_set_apart);
  ADD ("/sync/not-for-reviewers", test_not_for_reviewers);
  ADD ("/sync/refresh-joined", test_refresh_joined);
  ADD ("/sync/refresh-given-up", test_refresh_given_up);
  ADD ("/sync/refresh-fails", test_refresh_fails);
  ADD ("/sync/refresh-closing", test_refresh_closing);
  ADD ("/sync/photo-is-fetched-once", test_photo_is_fetched_once);
  ADD ("/sync/photo-is-refused", test_photo_is_refused);
  ADD ("/sync/photos-leave", test_photos_leave);
  ADD ("/sync/earlier-comes-too", test_earlier_comes_too);
  ADD ("/sync/admission-comes-too", test_admission_comes_too);
  return g_test_run ();
}
