/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"
#include "dz-store-measurements.h"
#include "raw-file.h"

/* A walk over measurements of another release, and over one that something spoilt. */

static void
test_schema_1 (void)
{
  Fixture fixture = { .now_us = FIXTURE_NOON_US };
  g_autoptr(GPtrArray) page = NULL;
  g_autoptr(GError) error = NULL;

  fixture.dir = fixture_make_dir ();
  raw_make (fixture.dir, 1);
  fixture.store = fixture_open_store (fixture.dir);
  page = dz_store_list_examinations (fixture.store, 0, NULL, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->len, ==, 2);
  for (guint i = 0; i < page->len; i++)
    {
      const DzStoredExamination *examination = g_ptr_array_index (page, i);

      g_assert_cmpuint (examination->measurement->schema, ==, 1);
      g_assert_cmpuint (examination->outcomes->len, ==, 2);
    }
  fixture_tear_down (&fixture, NULL);
}

static void
test_spoilt (Fixture      *self,
             gconstpointer data)
{
  g_autoptr(DzSubmission) first = NULL;
  g_autoptr(DzSubmission) second = NULL;
  g_autofree char *spoil = NULL;
  g_autoptr(GPtrArray) page = NULL;
  g_autoptr(GError) error = NULL;

  first = fixture_queue (self->store, 0, "first");
  second = fixture_queue (self->store, 1, "second");
  spoil = g_strdup_printf ("UPDATE measurements SET json = '[2,7]' WHERE submission_id = '%s'",
                           second->id);
  raw_do (self->dir, spoil);
  page = dz_store_list_examinations (self->store, 0, NULL, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->len, ==, 2);
  for (guint i = 0; i < page->len; i++)
    {
      const DzStoredExamination *examination = g_ptr_array_index (page, i);
      gboolean spoilt = g_str_equal (examination->submission, second->id);

      g_assert_cmpint (examination->measurement == NULL, ==, spoilt);
      g_assert_cmpint (examination->problem != NULL, ==, spoilt);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/sqlite-measurements/schema-1", test_schema_1);
  fixture_add ("/store/sqlite-measurements/spoilt", fixture_set_up, test_spoilt);
  return g_test_run ();
}
