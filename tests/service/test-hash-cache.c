/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-hash-cache.h"
#include "dz-pdq-index.h"
#include "dz-store-fixture.h"

static const DzAlikeLimits limits = { 20, 12, 50 };

static DzPdq
make_hash (guint64 first)
{
  DzPdq hash = { { first, 0x0f0f0f0f0f0f0f0f, 0x3333333333333333, 0x5555555555555555 } };

  return hash;
}

/* A picture whose hash is @whole and whose face's is @face, each with so much detail. */
static DzMeasurement *
make_measurement (guint64 whole,
                  double  whole_detail,
                  guint64 face,
                  double  face_detail)
{
  DzMeasurement *measurement = dz_measurement_new ();

  for (guint form = 0; form < DZ_N_PDQ_FORMS; form++)
    {
      measurement->hashes[form] = make_hash (form == 0 ? whole : ~whole);
      measurement->face_hashes[form] = make_hash (form == 0 ? face : ~face);
    }
  dz_measurement_set (measurement, DZ_QUANTITY_HASH_QUALITY, whole_detail);
  dz_measurement_set (measurement, DZ_QUANTITY_FACE_HASH_QUALITY, face_detail);
  return measurement;
}

static void
keep (Fixture *fixture,
      guint    student,
      guint64  whole,
      guint64  face)
{
  g_autofree char *photo = g_strdup_printf ("photo of %u", student);
  g_autoptr(DzMeasurement) measurement = make_measurement (whole, 90, face, 90);
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(DzSubmission) examined = NULL;

  fixture_bind (fixture->store, student);
  received = fixture_receive (fixture->store, student, photo);
  examined = fixture_examine_among (fixture->store, received->id, measurement, NULL, 0);
}

static void
find (Fixture     *fixture,
      DzHashCache *cache,
      guint64      whole,
      double       whole_detail,
      guint64      face,
      double       face_detail,
      DzHashHits  *hits)
{
  g_autoptr(DzMeasurement) asked = make_measurement (whole, whole_detail, face, face_detail);
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_hash_cache_find (cache, fixture->store, asked, &limits, hits, &error));
  g_assert_no_error (error);
}

static void
assert_found (Fixture     *fixture,
              DzHashCache *cache,
              guint64      whole,
              guint64      face,
              guint        n_whole,
              guint        n_face,
              gboolean     complete)
{
  g_auto(DzHashHits) hits = { NULL, NULL, 0, FALSE };

  find (fixture, cache, whole, 90, face, 90, &hits);
  g_assert_cmpuint (hits.whole->len, ==, n_whole);
  g_assert_cmpuint (hits.face->len, ==, n_face);
  g_assert_cmpint (hits.complete, ==, complete);
}

#define FAR G_GUINT64_CONSTANT (0xaaaaaaaa00000000)

/* Each kind has its own limit, and what comes later is found by caches that were there before. */
static void
test_find (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzHashCache) cache = dz_hash_cache_new (DZ_HASH_CACHE_MAX);
  g_autoptr(DzHashCache) other = dz_hash_cache_new (DZ_HASH_CACHE_MAX);
  g_auto(DzHashHits) hits = { NULL, NULL, 0, FALSE };

  assert_found (fixture, cache, 0, 0, 0, 0, TRUE);
  keep (fixture, 0, 0, 0);
  assert_found (fixture, cache, 0xfffff, 0xfff, 1, 1, TRUE);
  assert_found (fixture, cache, 0x1fffff, 0x1fff, 0, 0, TRUE);
  keep (fixture, 1, 1, FAR);
  assert_found (fixture, cache, 0, 0, 2, 1, TRUE);
  assert_found (fixture, other, 0, 0, 2, 1, TRUE);
  find (fixture, other, 3, 90, 0, 90, &hits);
  g_assert_cmpint (g_array_index (hits.whole, DzPdqHit, 0).id, <,
                   g_array_index (hits.whole, DzPdqHit, 1).id);
  g_assert_cmpuint (g_array_index (hits.whole, DzPdqHit, 0).distance, ==, 2);
  g_assert_cmpint (hits.known_to, ==, g_array_index (hits.whole, DzPdqHit, 1).id);
}

/* Too little detail, or none, asks nothing. */
static void
test_detail (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DzHashCache) cache = dz_hash_cache_new (DZ_HASH_CACHE_MAX);
  g_autoptr(DzMeasurement) none = dz_measurement_new ();
  g_auto(DzHashHits) flat = { NULL, NULL, 0, FALSE };
  g_auto(DzHashHits) unmeasured = { NULL, NULL, 0, FALSE };

  keep (fixture, 0, 0, 0);
  find (fixture, cache, 0, 49, 0, 50, &flat);
  g_assert_cmpuint (flat.whole->len, ==, 0);
  g_assert_cmpuint (flat.face->len, ==, 1);
  g_assert_true (dz_hash_cache_find (cache, fixture->store, none, &limits, &unmeasured, NULL));
  g_assert_cmpuint (unmeasured.whole->len + unmeasured.face->len, ==, 0);
  g_assert_cmpint (unmeasured.known_to, ==, flat.known_to);
}

static void
test_forget (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(DzHashCache) cache = dz_hash_cache_new (DZ_HASH_CACHE_MAX);
  g_auto(DzHashHits) hits = { NULL, NULL, 0, FALSE };

  keep (fixture, 0, 0, 0);
  keep (fixture, 1, 1, 1);
  find (fixture, cache, 0, 90, 0, 90, &hits);
  dz_hash_cache_forget (cache, g_array_index (hits.whole, DzPdqHit, 0).id);
  assert_found (fixture, cache, 0, 0, 1, 1, TRUE);
}

/* Memory is bounded, and what does not fit is not called looked at. */
static void
test_full (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzHashCache) cache = dz_hash_cache_new (2);

  keep (fixture, 0, 0, FAR);
  keep (fixture, 1, 1, FAR);
  assert_found (fixture, cache, 0, 0, 2, 0, TRUE);
  keep (fixture, 2, 2, FAR);
  assert_found (fixture, cache, 0, 0, 2, 0, FALSE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/service/hash-cache/find", fixture_set_up, test_find);
  fixture_add ("/service/hash-cache/detail", fixture_set_up, test_detail);
  fixture_add ("/service/hash-cache/forget", fixture_set_up, test_forget);
  fixture_add ("/service/hash-cache/full", fixture_set_up, test_full);
  return g_test_run ();
}
