/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"

#include <json-glib/json-glib.h>

#include "dz-roster-row.h"
#include "dz-store-admission-imports.h"
#include "dz-store-admissions.h"

#define ADMIN "administrator"

/* The photos that students were admitted with. */

static char *
begin (Fixture       *fixture,
       DzAdmissionKey key)
{
  g_autoptr(GError) error = NULL;
  char *id = dz_store_begin_admissions (fixture->store, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, key, ADMIN,
                                        &error);

  g_assert_no_error (error);
  return id;
}

/* Whose a file is; asserts @refusal where it is nobody's. */
static char *
match (Fixture          *fixture,
       const char       *import,
       const char       *name,
       DzAdmissionResult wanted)
{
  g_autoptr(GError) error = NULL;
  DzAdmissionResult refusal;
  char *student = NULL;

  g_assert_true (dz_store_match_admission (fixture->store, import, ADMIN, name, &student, &refusal,
                                           &error));
  g_assert_no_error (error);
  if (student == NULL)
    g_assert_cmpint (refusal, ==, wanted);
  return student;
}

static char *
match_student (Fixture    *fixture,
               const char *import,
               guint       n)
{
  g_autofree char *identifier = fixture_identifier (n);
  char *student = match (fixture, import, identifier, DZ_ADMISSION_RESULT_ADDED);

  g_assert_nonnull (student);
  return student;
}

static DzAdmissionResult
keep (Fixture    *fixture,
      const char *import,
      const char *student,
      const char *text)
{
  g_autoptr(GBytes) photo = fixture_photo (text);
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(GError) error = NULL;
  DzAdmissionResult result;

  g_free (measurement->measurer);
  measurement->measurer = g_strdup ("test 1");
  measurement->format = DZ_PHOTO_FORMAT_JPEG;
  dz_measurement_set (measurement, DZ_QUANTITY_WIDTH, 480);
  dz_measurement_set (measurement, DZ_QUANTITY_HEIGHT, 640);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_LEFT_X, 190);
  dz_measurement_set (measurement, DZ_QUANTITY_BYTES, 60000);
  g_assert_true (dz_store_keep_admission (fixture->store, import, ADMIN, student, photo,
                                          measurement, &result, &error));
  g_assert_no_error (error);
  return result;
}

static void
end (Fixture    *fixture,
     const char *import,
     guint       left_out,
     guint       added,
     guint       replaced,
     guint       same)
{
  g_autoptr(GError) error = NULL;
  DzAdmissionCounts counts;

  g_assert_true (dz_store_end_admissions (fixture->store, import, ADMIN, left_out, &counts,
                                          &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.added, ==, added);
  g_assert_cmpuint (counts.replaced, ==, replaced);
  g_assert_cmpuint (counts.same, ==, same);
}

static DzEntry *
last_entry (Fixture    *fixture,
            const char *kind)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = dz_store_read_history (fixture->store, 1, 1000, NULL, &error);
  DzEntry *found = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      DzEntry *entry = g_ptr_array_index (entries, i);

      if (!g_str_equal (entry->kind, kind))
        continue;
      g_clear_pointer (&found, dz_entry_free);
      found = dz_entry_copy (entry);
    }
  g_assert_nonnull (found);
  return found;
}

static void
assert_outcome (Fixture    *fixture,
                const char *outcome)
{
  g_autoptr(DzEntry) entry = last_entry (fixture, "admission-import");

  g_assert_cmpstr (entry->outcome, ==, outcome);
  g_assert_cmpstr (entry->subject, ==, FIXTURE_SCHOOL);
  g_assert_cmpstr (entry->actor, ==, ADMIN);
}

static void
import_one (Fixture          *fixture,
            guint             student,
            const char       *text,
            DzAdmissionResult result)
{
  g_autofree char *import = begin (fixture, DZ_ADMISSION_KEY_IDENTIFIER);
  g_autofree char *id = match_student (fixture, import, student);

  g_assert_cmpint (keep (fixture, import, id, text), ==, result);
  end (fixture, import, 0, result == DZ_ADMISSION_RESULT_ADDED,
       result == DZ_ADMISSION_RESULT_REPLACED, result == DZ_ADMISSION_RESULT_SAME);
}

static char *
hash_of (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/* A photo comes, comes again, and gives way to another; each import is one entry with its
 * counts. */
static void
test_import (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *first = hash_of ("first");
  g_autofree char *second = hash_of ("second");
  g_autoptr(DzEntry) replaced = NULL;
  g_autoptr(GError) error = NULL;
  guint n_swept;

  import_one (fixture, 0, "first", DZ_ADMISSION_RESULT_ADDED);
  assert_outcome (fixture, "added 1 replaced 0 same 0");
  import_one (fixture, 0, "first", DZ_ADMISSION_RESULT_SAME);
  assert_outcome (fixture, "added 0 replaced 0 same 1");
  g_assert_cmpuint (fixture_count_entries (fixture->store, "admission-photo-replace"), ==, 0);
  import_one (fixture, 0, "second", DZ_ADMISSION_RESULT_REPLACED);
  assert_outcome (fixture, "added 0 replaced 1 same 0");
  g_assert_cmpuint (fixture_count_entries (fixture->store, "admission-import"), ==, 3);
  replaced = last_entry (fixture, "admission-photo-replace");
  g_assert_nonnull (strstr (replaced->detail, first));
  g_assert_nonnull (strstr (replaced->detail, second));
  /* Nothing refers to the first any more. */
  g_assert_true (dz_store_sweep_photos (fixture->store, &n_swept, &error));
  g_assert_cmpuint (n_swept, ==, 1);
  g_assert_null (dz_store_get_photo (fixture->store, first, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_bytes_unref (dz_store_get_photo (fixture->store, second, &error));
  g_assert_no_error (error);
}

/* Of two files for one student the second is not kept, though it be the same. */
static void
test_second_photo (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *import = begin (fixture, DZ_ADMISSION_KEY_IDENTIFIER);
  g_autofree char *student = match_student (fixture, import, 1);
  g_autofree char *second = hash_of ("second");
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (keep (fixture, import, student, "first"), ==, DZ_ADMISSION_RESULT_ADDED);
  g_assert_cmpint (keep (fixture, import, student, "second"), ==,
                   DZ_ADMISSION_RESULT_SECOND_PHOTO);
  g_assert_cmpint (keep (fixture, import, student, "first"), ==, DZ_ADMISSION_RESULT_SECOND_PHOTO);
  end (fixture, import, 2, 1, 0, 0);
  g_assert_null (dz_store_get_photo (fixture->store, second, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
}

static void
add_students (Fixture *fixture)
{
  static const char *const identifiers[] = { "Ab1", "Cd2", "cD2" };
  static const char *const numbers[] = { "11010519491231010x", NULL, NULL };
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  g_autoptr(GError) error = NULL;
  DzLevel level = DZ_LEVEL_MASTER;

  for (guint i = 0; i < G_N_ELEMENTS (identifiers); i++)
    {
      DzRosterRow *row = dz_roster_row_new ();

      row->line = i + 2;
      row->identifier = g_strdup (identifiers[i]);
      row->name = fixture_name (10 + i);
      row->id_number = g_strdup (numbers[i]);
      g_ptr_array_add (rows, row);
    }
  dz_store_import_roster (fixture->store, FIXTURE_SCHOOL, &level, rows, ADMIN, NULL, &error);
  g_assert_no_error (error);
}

/* Width does not count, nor does case, but where it tells two students apart. */
static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *import = NULL;
  g_autofree char *ab = NULL;
  g_autofree char *wide = NULL;
  g_autofree char *cd = NULL;
  g_autofree char *other = NULL;
  g_autofree char *number = NULL;

  add_students (fixture);
  import = begin (fixture, DZ_ADMISSION_KEY_IDENTIFIER);
  ab = match (fixture, import, "aB1", DZ_ADMISSION_RESULT_ADDED);
  wide = match (fixture, import, " Ａｂ１ ", DZ_ADMISSION_RESULT_ADDED);
  g_assert_nonnull (ab);
  g_assert_cmpstr (ab, ==, wide);
  cd = match (fixture, import, "Cd2", DZ_ADMISSION_RESULT_ADDED);
  other = match (fixture, import, "cD2", DZ_ADMISSION_RESULT_ADDED);
  g_assert_nonnull (cd);
  g_assert_nonnull (other);
  g_assert_cmpstr (cd, !=, other);
  g_assert_null (match (fixture, import, "CD2", DZ_ADMISSION_RESULT_SEVERAL_STUDENTS));
  g_assert_null (match (fixture, import, "99", DZ_ADMISSION_RESULT_UNKNOWN_STUDENT));
  g_assert_null (match (fixture, import, "", DZ_ADMISSION_RESULT_UNKNOWN_STUDENT));
  g_assert_null (match (fixture, import, "\xff\xfe", DZ_ADMISSION_RESULT_UNKNOWN_STUDENT));
  g_assert_null (match (fixture, import, "%", DZ_ADMISSION_RESULT_UNKNOWN_STUDENT));
  g_assert_null (match (fixture, import, "11010519491231010X",
                        DZ_ADMISSION_RESULT_UNKNOWN_STUDENT));
  g_free (import);
  import = begin (fixture, DZ_ADMISSION_KEY_ID_NUMBER);
  number = match (fixture, import, "11010519491231010X", DZ_ADMISSION_RESULT_ADDED);
  g_assert_cmpstr (number, ==, ab);
  /* All students of the fixture have this one. */
  g_assert_null (match (fixture, import, "11010519491231002x",
                        DZ_ADMISSION_RESULT_SEVERAL_STUDENTS));
}

/* What has ended, is another's or never was takes nothing; what broke off is in the history. */
static void
test_ends (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *import = begin (fixture, DZ_ADMISSION_KEY_IDENTIFIER);
  g_autofree char *student = match_student (fixture, import, 0);
  g_autofree char *next = NULL;
  g_autoptr(GError) error = NULL;
  DzAdmissionResult refusal;
  char *found;

  keep (fixture, import, student, "first");
  g_assert_false (dz_store_end_admissions (fixture->store, import, "another", 0, NULL, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  next = begin (fixture, DZ_ADMISSION_KEY_IDENTIFIER);
  assert_outcome (fixture, "added 1 replaced 0 same 0 unfinished");
  g_assert_false (dz_store_match_admission (fixture->store, import, ADMIN, "1", &found, &refusal,
                                            &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  end (fixture, next, 3, 0, 0, 0);
  g_assert_false (dz_store_end_admissions (fixture->store, next, ADMIN, 0, NULL, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (dz_store_begin_admissions (fixture->store, "99999", DZ_LEVEL_MASTER,
                                            DZ_ADMISSION_KEY_IDENTIFIER, ADMIN, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_UNKNOWN_SCHOOL);
}

/* It comes with what is leased, and who does not hold that may not see it. */
static void
test_item (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *sha256 = hash_of ("admitted with");
  g_autoptr(DzSubmission) submission = fixture_queue (fixture->store, 0, "sent");
  g_autoptr(DzSubmission) without = fixture_queue (fixture->store, 1, "sent too");
  DzUser supervisor = { (char *) "s", (char *) "s", DZ_ROLE_SUPERVISOR };
  DzUser deliverer = { (char *) "d", (char *) "d", DZ_ROLE_DELIVERER };
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  const DzItem *item;

  import_one (fixture, 0, "admitted with", DZ_ADMISSION_RESULT_ADDED);
  g_assert_false (dz_store_may_see_photo (fixture->store, fixture->wang, sha256, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_FORBIDDEN);
  g_clear_error (&error);
  items = fixture_lease (fixture, fixture->wang, 2);
  g_assert_cmpuint (items->len, ==, 2);
  item = g_ptr_array_index (items, 0);
  g_assert_cmpstr (item->submission->id, ==, submission->id);
  g_assert_cmpstr (item->admission->photo, ==, sha256);
  g_assert_cmpfloat (dz_measurement_get (item->admission->face, DZ_QUANTITY_EYE_LEFT_X), ==, 190);
  g_assert_false (dz_measurement_has (item->admission->face, DZ_QUANTITY_BYTES));
  item = g_ptr_array_index (items, 1);
  g_assert_null (item->admission);
  g_assert_true (dz_store_may_see_photo (fixture->store, fixture->wang, sha256, &error));
  g_assert_true (dz_store_may_see_photo (fixture->store, &supervisor, sha256, &error));
  g_assert_no_error (error);
  g_assert_false (dz_store_may_see_photo (fixture->store, fixture->li, sha256, NULL));
  g_assert_false (dz_store_may_see_photo (fixture->store, &deliverer, sha256, NULL));
}

/* A sweep leaves what only an admission refers to. */
static void
test_swept (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *sha256 = hash_of ("kept");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) photo = NULL;
  guint n_swept;

  import_one (fixture, 0, "kept", DZ_ADMISSION_RESULT_ADDED);
  g_assert_true (dz_store_sweep_photos (fixture->store, &n_swept, &error));
  g_assert_cmpuint (n_swept, ==, 0);
  photo = dz_store_get_photo (fixture->store, sha256, &error);
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/admissions/import", fixture_set_up, test_import);
  fixture_add ("/store/admissions/second-photo", fixture_set_up, test_second_photo);
  fixture_add ("/store/admissions/names", fixture_set_up, test_names);
  fixture_add ("/store/admissions/ends", fixture_set_up, test_ends);
  fixture_add ("/store/admissions/item", fixture_set_up, test_item);
  fixture_add ("/store/admissions/swept", fixture_set_up, test_swept);
  return g_test_run ();
}
