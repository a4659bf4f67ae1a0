/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"

#include <math.h>

#define MEASURER "examiner 1"

static DzMeasurement *
make_measurement (guint64 hash)
{
  DzMeasurement *measurement = dz_measurement_new ();

  g_free (measurement->measurer);
  measurement->measurer = g_strdup (MEASURER);
  measurement->format = DZ_PHOTO_FORMAT_JPEG;
  measurement->hashes[DZ_PDQ_FORM_SAME] = (DzPdq) { { hash, 2, 3, G_MAXUINT64 - 1 } };
  measurement->face_hashes[DZ_PDQ_FORM_SAME] = (DzPdq) { { 7, hash, 5, 6 } };
  dz_measurement_set (measurement, DZ_QUANTITY_HASH_QUALITY, 90);
  return measurement;
}

static DzSubmission *
send (Fixture    *fixture,
      guint       student,
      const char *photo)
{
  fixture_bind (fixture->store, student);
  return fixture_receive (fixture->store, student, photo);
}

static char *
examine (Fixture             *fixture,
         guint                student,
         const char          *photo,
         const DzMeasurement *measurement)
{
  g_autoptr(DzSubmission) received = send (fixture, student, photo);
  g_autoptr(DzSubmission) examined =
    fixture_examine_among (fixture->store, received->id, measurement, NULL, 0);

  return g_strdup (examined->id);
}

static GArray *
list_hashes (Fixture *fixture,
             gint64   after,
             guint    limit)
{
  g_autoptr(GError) error = NULL;
  GArray *list = dz_store_list_hashes (fixture->store, after, limit, &error);

  g_assert_no_error (error);
  g_assert_nonnull (list);
  return list;
}

/* Who keeps hashes catches up page by page, past photos that have none. */
static void
test_list_hashes (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(DzMeasurement) whole = make_measurement (G_GUINT64_CONSTANT (0xfedcba9876543210));
  g_autoptr(DzMeasurement) both = make_measurement (11);
  g_autoptr(DzMeasurement) none = dz_measurement_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autoptr(GArray) page = NULL;
  g_autoptr(GArray) rest = NULL;
  const DzPhotoHashes *hashes;

  dz_measurement_set (both, DZ_QUANTITY_FACE_HASH_QUALITY, 70);
  first = examine (fixture, 0, "a", whole);
  second = examine (fixture, 1, "b", none);
  third = examine (fixture, 2, "c", both);
  page = list_hashes (fixture, 0, 2);
  g_assert_cmpuint (page->len, ==, 2);
  hashes = &g_array_index (page, DzPhotoHashes, 0);
  g_assert_true (hashes->has_whole && !hashes->has_face);
  g_assert_cmpmem (&hashes->whole, sizeof (DzPdq), &whole->hashes[0], sizeof (DzPdq));
  hashes = &g_array_index (page, DzPhotoHashes, 1);
  g_assert_true (!hashes->has_whole && !hashes->has_face);
  rest = list_hashes (fixture, hashes->id, 2);
  g_assert_cmpuint (rest->len, ==, 1);
  hashes = &g_array_index (rest, DzPhotoHashes, 0);
  g_assert_true (hashes->has_whole && hashes->has_face);
  g_assert_cmpmem (&hashes->face, sizeof (DzPdq), &both->face_hashes[0], sizeof (DzPdq));
}

static GPtrArray *
find (Fixture             *fixture,
      const char          *submission,
      const DzMeasurement *measurement,
      gint64               id)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *found;

  if (id != 0)
    g_array_append_val (ids, id);
  found = dz_store_find_candidates (fixture->store, submission, measurement, ids, &error);
  g_assert_no_error (error);
  return found;
}

static void
assert_candidate (GPtrArray  *found,
                  const char *submission,
                  gboolean    same_student,
                  gboolean    same_hash)
{
  for (guint i = 0; i < found->len; i++)
    {
      const DzTwinCandidate *candidate = g_ptr_array_index (found, i);

      if (!g_str_equal (candidate->submission, submission))
        continue;
      g_assert_cmpint (candidate->same_student, ==, same_student);
      g_assert_cmpint (candidate->same_hash, ==, same_hash);
      g_assert_false (candidate->refused);
      return;
    }
  g_assert_not_reached ();
}

/* By bytes, by hash and by id, each once; not itself, not what was not examined yet. */
static void
test_candidates (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(DzMeasurement) one = make_measurement (1);
  g_autoptr(DzMeasurement) two = make_measurement (2);
  g_autoptr(DzMeasurement) none = dz_measurement_new ();
  g_autofree char *same_bytes = examine (fixture, 0, "photo", none);
  g_autofree char *same_hash = examine (fixture, 1, "photo with words", one);
  g_autofree char *close = examine (fixture, 2, "another", two);
  g_autoptr(DzSubmission) waiting = send (fixture, 3, "photo");
  g_autoptr(DzSubmission) asking = send (fixture, 4, "photo");
  g_autoptr(GArray) hashes = list_hashes (fixture, 0, 10);
  gint64 close_id = g_array_index (hashes, DzPhotoHashes, 2).id;
  g_autoptr(GPtrArray) found = find (fixture, asking->id, one, close_id);
  g_autoptr(GPtrArray) unhashed = NULL;
  g_autoptr(GPtrArray) gone = NULL;

  g_assert_cmpuint (found->len, ==, 3);
  assert_candidate (found, same_bytes, FALSE, FALSE);
  assert_candidate (found, same_hash, FALSE, TRUE);
  assert_candidate (found, close, FALSE, FALSE);
  unhashed = find (fixture, asking->id, none, 0);
  g_assert_cmpuint (unhashed->len, ==, 1);
  gone = find (fixture, asking->id, none, close_id + 100);
  g_assert_cmpuint (gone->len, ==, 1);
}

/* What a person refused was returned; what a rule refused may be right another time. */
static void
test_candidate_of_oneself (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr(DzMeasurement) one = make_measurement (1);
  g_autoptr(DzSubmission) first = send (fixture, 0, "photo");
  g_autoptr(DzSubmission) refused =
    fixture_examine (fixture->store, first->id, DZ_OUTCOME_FAIL, DZ_AUTHORITY_AUTO);
  g_autoptr(DzSubmission) again = fixture_receive (fixture->store, 0, "photo");
  g_autoptr(GPtrArray) found = find (fixture, again->id, one, 0);
  const DzTwinCandidate *candidate;

  g_assert_cmpuint (found->len, ==, 1);
  candidate = g_ptr_array_index (found, 0);
  g_assert_cmpstr (candidate->submission, ==, first->id);
  g_assert_true (candidate->same_student);
  g_assert_false (candidate->refused);
  g_assert_true (isnan (candidate->whole_detail));
}

static void
test_candidate_returned (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr(DzMeasurement) one = make_measurement (1);
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(GPtrArray) items = fixture_lease (fixture, fixture->wang, 1);
  g_autoptr(DzCommand) reject = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzSubmission) again = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;
  const DzTwinCandidate *candidate;
  guint n_sealed;

  reject = fixture_reject (((const DzItem *) g_ptr_array_index (items, 0))->submission, "edited",
                           NULL);
  answer = fixture_apply (fixture, fixture->wang, reject);
  fixture->now_us += (DZ_WINDOW_HOLD_S_DEFAULT + 1) * (gint64) G_USEC_PER_SEC;
  g_assert_true (dz_store_seal_due (fixture->store, &n_sealed, &error));
  g_assert_cmpuint (n_sealed, ==, 1);
  again = fixture_receive (fixture->store, 0, "photo");
  found = find (fixture, again->id, one, 0);
  g_assert_cmpuint (found->len, ==, 1);
  candidate = g_ptr_array_index (found, 0);
  g_assert_cmpstr (candidate->submission, ==, queued->id);
  g_assert_true (candidate->same_student && candidate->refused);
}

/* A digest is taken from the measurer that made it and from no other. */
static void
test_pixels (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) one = make_measurement (1);
  g_autoptr(DzMeasurement) newer = make_measurement (1);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "pixels", -1);
  g_autofree char *before = examine (fixture, 0, "photo", one);
  g_autoptr(DzSubmission) asking = send (fixture, 1, "photo");
  g_autofree char *pixels = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GPtrArray) found_by_newer = NULL;

  g_assert_true (dz_store_get_pixels (fixture->store, asking->photo, MEASURER, &pixels, &error));
  g_assert_null (pixels);
  g_assert_true (dz_store_keep_pixels (fixture->store, asking->photo, MEASURER, digest, &error));
  g_assert_no_error (error);
  g_assert_true (dz_store_get_pixels (fixture->store, asking->photo, MEASURER, &pixels, &error));
  g_assert_cmpstr (pixels, ==, digest);
  found = find (fixture, asking->id, one, 0);
  g_assert_cmpstr (((DzTwinCandidate *) g_ptr_array_index (found, 0))->pixels, ==, digest);
  g_free (newer->measurer);
  newer->measurer = g_strdup ("examiner 2");
  found_by_newer = find (fixture, asking->id, newer, 0);
  g_assert_cmpstr (((DzTwinCandidate *) g_ptr_array_index (found_by_newer, 0))->pixels, ==, NULL);
}

static DzPeers *
read_ranks (Fixture    *fixture,
            const char *submission,
            double      sharpness,
            double      skin)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  DzPeers *peers = dz_peers_new ();

  if (!isnan (sharpness))
    dz_measurement_set (measurement, DZ_QUANTITY_SHARPNESS, sharpness);
  if (!isnan (skin))
    dz_measurement_set (measurement, DZ_QUANTITY_SKIN_DETAIL, skin);
  g_assert_true (dz_store_read_ranks (fixture->store, submission, measurement, peers, &error));
  g_assert_no_error (error);
  return peers;
}

static void
assert_ranks (Fixture    *fixture,
              const char *submission,
              double      sharpness,
              double      skin,
              double      sharpness_rank,
              double      skin_rank,
              guint       n_photos)
{
  g_autoptr(DzPeers) peers = read_ranks (fixture, submission, sharpness, skin);

  g_assert_true (peers->sharpness_rank == sharpness_rank ||
                 (isnan (peers->sharpness_rank) && isnan (sharpness_rank)));
  g_assert_true (peers->skin_detail_rank == skin_rank ||
                 (isnan (peers->skin_detail_rank) && isnan (skin_rank)));
  g_assert_cmpuint (peers->n_photos, ==, n_photos);
}

/* Four photos with sharpness 10, 20, 30, 40, of which the last has no skin. */
static void
test_ranks (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *last = NULL;
  g_autoptr(DzSubmission) asking = NULL;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *photo = g_strdup_printf ("photo %u", i);
      g_autoptr(DzMeasurement) measurement = make_measurement (i);

      dz_measurement_set (measurement, DZ_QUANTITY_SHARPNESS, 10 * (i + 1));
      if (i < 3)
        dz_measurement_set (measurement, DZ_QUANTITY_SKIN_DETAIL, 0.1 * (i + 1));
      g_free (last);
      last = examine (fixture, i, photo, measurement);
    }
  asking = send (fixture, 4, "asking");
  assert_ranks (fixture, asking->id, 25, 0.15, 50, 100.0 / 3, 3);
  assert_ranks (fixture, asking->id, 5, NAN, 0, NAN, 4);
  assert_ranks (fixture, asking->id, NAN, 9, NAN, 100, 3);
  assert_ranks (fixture, asking->id, 10, 0.1, 0, 0, 3);
  assert_ranks (fixture, asking->id, NAN, NAN, NAN, NAN, 0);
  /* One of them has the others as its peers. */
  assert_ranks (fixture, last, 40, NAN, 100, NAN, 3);
}

static void
test_ranks_of_other_window (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) measurement = make_measurement (1);
  g_autoptr(DzWindow) wanted = fixture_new_window (fixture->window->retake_ends_us);
  g_autoptr(DzWindow) window = NULL;
  g_autofree char *earlier = NULL;
  g_autoptr(DzSubmission) asking = NULL;

  dz_measurement_set (measurement, DZ_QUANTITY_SHARPNESS, 10);
  earlier = examine (fixture, 0, "photo", measurement);
  window = dz_store_open_window (fixture->store, wanted, DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
  fixture->now_us = window->opens_us;
  asking = send (fixture, 1, "another");
  g_assert_cmpstr (asking->window, ==, window->id);
  assert_ranks (fixture, asking->id, 25, NAN, NAN, NAN, 0);
}

static DzTwin *
make_twin (const char *submission,
           DzTwinKind  kind,
           guint       distance)
{
  DzTwin *twin = dz_twin_new ();

  twin->submission = g_strdup (submission);
  twin->kind = kind;
  twin->form = DZ_PDQ_FORM_TURNED_90;
  twin->distance = distance;
  return twin;
}

static gint64
newest (Fixture *fixture)
{
  g_autoptr(GArray) all = list_hashes (fixture, 0, 1000);

  return all->len > 0 ? g_array_index (all, DzPhotoHashes, all->len - 1).id : 0;
}

static void
test_stale_search (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) one = make_measurement (1);
  g_autoptr(DzPeers) peers = dz_peers_new ();
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  g_autoptr(DzSubmission) received = send (fixture, 0, "photo");
  gint64 known = newest (fixture);
  g_autofree char *between = examine (fixture, 1, "other photo", one);
  DzExamination examination = { one, findings, peers, known, "p", "h" };
  g_autoptr(DzSubmission) still = NULL;
  g_autoptr(DzSubmission) examined = NULL;

  g_assert_null (dz_store_record_examination (fixture->store, received->id, &examination, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_STALE);
  g_clear_error (&error);
  still = dz_store_get_submission (fixture->store, received->id, &error);
  g_assert_cmpint (still->state, ==, DZ_STATE_RECEIVED);
  examination.searched_to = newest (fixture);
  examined = dz_store_record_examination (fixture->store, received->id, &examination, &error);
  g_assert_no_error (error);
  g_assert_cmpint (examined->state, ==, DZ_STATE_PENDING);
}

static const DzItem *
find_item (GPtrArray  *items,
           const char *submission)
{
  for (guint i = 0; i < items->len; i++)
    {
      const DzItem *item = g_ptr_array_index (items, i);

      if (g_str_equal (item->submission->id, submission))
        return item;
    }
  g_assert_not_reached ();
}

static void
assert_twin_of (const DzItem *item,
                const char   *submission,
                guint         student,
                DzPdqForm     form)
{
  g_autofree char *name = fixture_name (student);
  g_autofree char *identifier = fixture_identifier (student);
  const DzTwin *twin;

  g_assert_cmpuint (item->twins->len, ==, 1);
  twin = g_ptr_array_index (item->twins, 0);
  g_assert_cmpstr (twin->submission, ==, submission);
  g_assert_cmpstr (twin->name, ==, name);
  g_assert_cmpstr (twin->identifier, ==, identifier);
  g_assert_cmpint (twin->kind, ==, DZ_TWIN_ALIKE);
  g_assert_cmpint (twin->form, ==, form);
  g_assert_cmpuint (twin->distance, ==, 17);
  g_assert_true (twin->by_face);
  g_assert_false (twin->same_student || twin->refused);
}

/* Both sides see each other, each with what was done to the other's photo; nobody else does. */
static void
test_items (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) one = make_measurement (1);
  g_autofree char *first = examine (fixture, 0, "photo", one);
  g_autofree char *third = examine (fixture, 2, "third", one);
  g_autoptr(DzSubmission) received = send (fixture, 1, "turned photo");
  g_autoptr(DzPeers) peers = dz_peers_new ();
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(GPtrArray) items = NULL;
  DzTwin *twin = make_twin (first, DZ_TWIN_ALIKE, 17);

  twin->by_face = TRUE;
  peers->searched = TRUE;
  g_ptr_array_add (peers->twins, twin);
  second = fixture_examine_among (fixture->store, received->id, one, peers, newest (fixture));
  g_assert_cmpint (second->state, ==, DZ_STATE_PENDING);
  items = fixture_lease (fixture, fixture->wang, 3);
  g_assert_cmpuint (items->len, ==, 3);
  assert_twin_of (find_item (items, second->id), first, 0, DZ_PDQ_FORM_TURNED_90);
  assert_twin_of (find_item (items, first), second->id, 1, DZ_PDQ_FORM_TURNED_270);
  g_assert_cmpuint (find_item (items, third)->twins->len, ==, 0);
}

static gboolean
may_see (Fixture      *fixture,
         const DzUser *user,
         const char   *photo)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, photo, -1);

  return dz_store_may_see_photo (fixture->store, user, sha256, NULL);
}

/* Whoever judges one may see the other; not more. */
static void
test_photo_of_twin (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(DzMeasurement) one = make_measurement (1);
  g_autofree char *first = examine (fixture, 0, "photo", one);
  g_autofree char *third = examine (fixture, 2, "third", one);
  g_autoptr(DzSubmission) received = send (fixture, 1, "turned photo");
  g_autoptr(DzPeers) peers = dz_peers_new ();
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(GPtrArray) of_wang = NULL;
  g_autoptr(GPtrArray) of_li = NULL;

  g_ptr_array_add (peers->twins, make_twin (first, DZ_TWIN_ALIKE, 17));
  second = fixture_examine_among (fixture->store, received->id, one, peers, newest (fixture));
  of_wang = fixture_lease (fixture, fixture->wang, 1);
  g_assert_cmpstr (((DzItem *) g_ptr_array_index (of_wang, 0))->submission->id, ==, first);
  g_assert_true (may_see (fixture, fixture->wang, "photo"));
  g_assert_true (may_see (fixture, fixture->wang, "turned photo"));
  g_assert_false (may_see (fixture, fixture->wang, "third"));
  g_assert_false (may_see (fixture, fixture->li, "photo"));
  of_li = fixture_lease (fixture, fixture->li, 2);
  g_assert_cmpuint (of_li->len, ==, 2);
  g_assert_true (may_see (fixture, fixture->li, "photo"));
  g_assert_cmpstr (second->id, !=, third);
}

/* What was found then is what a photo is judged by again. */
static void
test_peers_again (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) one = make_measurement (1);
  g_autofree char *first = examine (fixture, 0, "photo", one);
  g_autoptr(DzSubmission) received = send (fixture, 1, "turned photo");
  g_autoptr(DzPeers) peers = dz_peers_new ();
  g_autoptr(DzSubmission) second = NULL;
  g_autoptr(DzPeers) of_first = NULL;
  g_autoptr(DzPeers) of_second = NULL;

  g_assert_null (dz_store_get_peers (fixture->store, received->id, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  peers->searched = TRUE;
  g_ptr_array_add (peers->twins, make_twin (first, DZ_TWIN_ALIKE, 17));
  second = fixture_examine_among (fixture->store, received->id, one, peers, newest (fixture));
  of_first = dz_store_get_peers (fixture->store, first, &error);
  g_assert_no_error (error);
  g_assert_false (of_first->searched);
  g_assert_cmpuint (of_first->twins->len, ==, 0);
  of_second = dz_store_get_peers (fixture->store, second->id, &error);
  g_assert_true (of_second->searched);
  g_assert_cmpuint (of_second->twins->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/twins/list-hashes", fixture_set_up, test_list_hashes);
  fixture_add ("/store/twins/candidates", fixture_set_up, test_candidates);
  fixture_add ("/store/twins/candidate-of-oneself", fixture_set_up, test_candidate_of_oneself);
  fixture_add ("/store/twins/candidate-returned", fixture_set_up, test_candidate_returned);
  fixture_add ("/store/twins/pixels", fixture_set_up, test_pixels);
  fixture_add ("/store/twins/ranks", fixture_set_up, test_ranks);
  fixture_add ("/store/twins/ranks-of-other-window", fixture_set_up, test_ranks_of_other_window);
  fixture_add ("/store/twins/stale-search", fixture_set_up, test_stale_search);
  fixture_add ("/store/twins/items", fixture_set_up, test_items);
  fixture_add ("/store/twins/photo-of-twin", fixture_set_up, test_photo_of_twin);
  fixture_add ("/store/twins/peers-again", fixture_set_up, test_peers_again);
  return g_test_run ();
}
