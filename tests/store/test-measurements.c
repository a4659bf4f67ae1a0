/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"

#include "dz-store-measurements.h"

#include <string.h>

#define HOUR_US ((gint64) 3600 * G_USEC_PER_SEC)

/* Walks with pages of @limit; each submission's id with its outcome of FACE-01. */
static GHashTable *
walk (Fixture *self,
      gint64   since_us,
      guint    limit,
      guint   *n_pages)
{
  GHashTable *met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *after = NULL;
  guint n_read = limit;

  for (*n_pages = 0; n_read == limit; (*n_pages)++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) page =
        dz_store_list_examinations (self->store, since_us, after, limit, &error);

      g_assert_no_error (error);
      n_read = page->len;
      g_assert_cmpuint (n_read, <=, limit);
      for (guint i = 0; i < n_read; i++)
        {
          const DzStoredExamination *examination = g_ptr_array_index (page, i);

          g_assert_nonnull (examination->measurement);
          g_assert_null (examination->problem);
          g_assert_cmpstr (examination->profile, ==, "graduate-2022");
          g_assert_cmpuint (strlen (examination->photo), ==, 64);
          g_assert_cmpint (examination->received_us, >=, since_us);
          g_assert_true (g_hash_table_insert (met, g_strdup (examination->submission),
                                              g_strdup (examination->photo)));
        }
      if (n_read > 0)
        {
          const DzStoredExamination *last = g_ptr_array_index (page, n_read - 1);

          g_free (after);
          after = g_strdup (last->submission);
        }
    }
  return met;
}

/* Four photos, an hour after each other; the last is not examined yet. */
static void
fill (Fixture      *self,
      DzSubmission *submissions[4])
{
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *photo = g_strdup_printf ("photo %u", i);
      g_autoptr(DzSubmission) received = NULL;

      fixture_bind (self->store, i);
      received = fixture_receive (self->store, i, photo);
      submissions[i] = i < 3 ? fixture_examine (self->store, received->id, DZ_OUTCOME_WARN,
                                                DZ_AUTHORITY_ASSIST)
                             : g_steal_pointer (&received);
      self->now_us += HOUR_US;
    }
}

static void
test_pages (Fixture      *self,
            gconstpointer data)
{
  static const guint limits[] = { 1, 2, 3, 100 };
  static const guint pages[] = { 4, 2, 2, 1 };
  DzSubmission *submissions[4];

  fill (self, submissions);
  for (guint l = 0; l < G_N_ELEMENTS (limits); l++)
    {
      guint n_pages;
      g_autoptr(GHashTable) met = walk (self, 0, limits[l], &n_pages);

      g_assert_cmpuint (n_pages, ==, pages[l]);
      g_assert_cmpuint (g_hash_table_size (met), ==, 3);
      for (guint i = 0; i < 3; i++)
        g_assert_cmpstr (g_hash_table_lookup (met, submissions[i]->id), ==,
                         submissions[i]->photo);
    }
  for (guint i = 0; i < 4; i++)
    dz_submission_free (submissions[i]);
}

static void
test_since (Fixture      *self,
            gconstpointer data)
{
  DzSubmission *submissions[4];
  guint n_pages;
  g_autoptr(GHashTable) late = NULL;
  g_autoptr(GHashTable) none = NULL;

  fill (self, submissions);
  late = walk (self, submissions[1]->received_us, 2, &n_pages);
  g_assert_cmpuint (g_hash_table_size (late), ==, 2);
  g_assert_false (g_hash_table_contains (late, submissions[0]->id));
  none = walk (self, submissions[2]->received_us + 1, 2, &n_pages);
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
  for (guint i = 0; i < 4; i++)
    dz_submission_free (submissions[i]);
}

/* The findings as the rules said them, in their order. */
static void
test_outcomes (Fixture      *self,
               gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(DzSubmission) examined = NULL;
  g_autoptr(GPtrArray) page = NULL;
  const DzStoredExamination *examination;

  fixture_bind (self->store, 0);
  received = fixture_receive (self->store, 0, "photo");
  examined = fixture_examine (self->store, received->id, DZ_OUTCOME_FAIL, DZ_AUTHORITY_ASSIST);
  page = dz_store_list_examinations (self->store, 0, NULL, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->len, ==, 1);
  examination = g_ptr_array_index (page, 0);
  g_assert_cmpstr (examination->profile_hash, ==, examined->profile_hash);
  g_assert_cmpint (examination->received_us, ==, examined->received_us);
  g_assert_cmpuint (examination->outcomes->len, ==, examined->findings->len);
  for (guint i = 0; i < examination->outcomes->len; i++)
    {
      const DzStoredOutcome *outcome = g_ptr_array_index (examination->outcomes, i);
      const DzFinding *finding = g_ptr_array_index (examined->findings, i);

      g_assert_cmpstr (outcome->rule, ==, finding->rule);
      g_assert_cmpint (outcome->outcome, ==, finding->outcome);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/measurements/pages", fixture_set_up, test_pages);
  fixture_add ("/store/measurements/since", fixture_set_up, test_since);
  fixture_add ("/store/measurements/outcomes", fixture_set_up, test_outcomes);
  return g_test_run ();
}
