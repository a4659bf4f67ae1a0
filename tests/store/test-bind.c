/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"

#include "dz-roster-row.h"
#include "dz-time.h"

static DzStudent *
bind (Fixture    *fixture,
      guint       phone,
      const char *school,
      DzLevel     level,
      const char *name,
      const char *identifier,
      GError    **error)
{
  g_autofree char *identity = fixture_identity (phone);

  return dz_store_bind_student (fixture->store, identity, school, level, name, identifier, error);
}

static void
assert_refused (Fixture     *fixture,
                guint        phone,
                const char  *school,
                DzLevel      level,
                const char  *name,
                const char  *identifier,
                DzStoreError code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (bind (fixture, phone, school, level, name, identifier, &error));
  g_assert_error (error, DZ_STORE_ERROR, (int) code);
}

static void
import_named (Fixture    *fixture,
              const char *identifier,
              const char *name,
              const char *alias,
              const char *id_number)
{
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  g_autoptr(GError) error = NULL;
  DzRosterRow *row = dz_roster_row_new ();

  row->line = 2;
  row->identifier = g_strdup (identifier);
  row->name = g_strdup (name);
  row->alias = g_strdup (alias);
  row->id_number = g_strdup (id_number);
  row->level = g_strdup ("硕士");
  g_ptr_array_add (rows, row);
  dz_store_import_roster (fixture->store, FIXTURE_SCHOOL, NULL, rows, DZ_STORE_ACTOR_SERVICE, NULL,
                          &error);
  g_assert_no_error (error);
}

/* Names as students type them. */
static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  static const struct
  {
    const char *typed;
    gboolean    fits;
  } cases[] = {
    { "阿依古丽·买买提", TRUE },  { "阿依古丽•买买提", TRUE },   { "阿依古丽・买买提", TRUE },
    { "阿依古丽买买提", TRUE },   { " 阿依古丽 买买提 ", TRUE }, { "阿依古丽・买买提", TRUE },
    { "ANNA Schmidt", TRUE },     { "ａｎｎａ　schmidt", TRUE }, { "阿依古丽", FALSE },
    { "anna", FALSE },            { "", FALSE },                 { "·", FALSE },
    { "阿依古丽·买买提%", FALSE },
  };

  import_named (fixture, "7000", "阿依古丽·买买提", "Anna Schmidt", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DzStudent) student = bind (fixture, 0, FIXTURE_SCHOOL, DZ_LEVEL_MASTER,
                                           cases[i].typed, " 7000 ", &error);

      g_assert_cmpint (student != NULL, ==, cases[i].fits);
      if (!cases[i].fits)
        g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NO_MATCH);
    }
  g_assert_cmpuint (fixture_count_entries (fixture->store, "bind"), ==, 1);
}

static void
test_no_match_says_no_more (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr(GError) wrong_name = NULL;
  g_autoptr(GError) unknown = NULL;
  g_autofree char *identifier = fixture_identifier (0);

  bind (fixture, 0, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, "李四", identifier, &wrong_name);
  bind (fixture, 0, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, "王梦0", "nobody", &unknown);
  g_assert_error (wrong_name, DZ_STORE_ERROR, DZ_STORE_ERROR_NO_MATCH);
  g_assert_error (unknown, DZ_STORE_ERROR, DZ_STORE_ERROR_NO_MATCH);
  g_assert_cmpstr (wrong_name->message, ==, unknown->message);
}

static void
test_masked (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *identifier = fixture_identifier (0);
  g_autofree char *identity = fixture_identity (0);
  g_autoptr(DzWindow) window = NULL;
  g_autoptr(DzStudent) bound = NULL;
  g_autoptr(DzStudent) student = bind (fixture, 0, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, "王梦0",
                                       identifier, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (student->id_number, ==, "1101**********002X");
  bound = dz_store_get_bound (fixture->store, identity, &window, &error);
  g_assert_cmpstr (bound->id, ==, student->id);
  g_assert_cmpstr (bound->id_number, ==, "1101**********002X");
  g_assert_cmpstr (window->id, ==, fixture->window->id);
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *identity = fixture_identity (77);
  g_autoptr(DzStudent) again = NULL;

  fixture_bind (fixture->store, 0);
  fixture_bind (fixture->store, 0); /* again is fine */
  again = bind (fixture, 0, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, "王梦０", "２０２００００００", NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "bind"), ==, 1);
  assert_refused (fixture, 1, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, "王梦0", "202000000",
                  DZ_STORE_ERROR_OTHER_IDENTITY);
  assert_refused (fixture, 0, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, "王梦1", "202000001",
                  DZ_STORE_ERROR_IDENTITY_BOUND);
  assert_refused (fixture, 1, "00000", DZ_LEVEL_MASTER, "王梦1", "202000001",
                  DZ_STORE_ERROR_UNKNOWN_SCHOOL);
  assert_refused (fixture, 1, "10001", DZ_LEVEL_MASTER, "王梦1", "202000001",
                  DZ_STORE_ERROR_NO_WINDOW);
  assert_refused (fixture, 1, FIXTURE_SCHOOL, DZ_LEVEL_DOCTOR, "王梦1", "202000001",
                  DZ_STORE_ERROR_NO_WINDOW);
  assert_refused (fixture, 1, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, "王梦\xff", "202000001",
                  DZ_STORE_ERROR_INVALID);
  g_assert_null (dz_store_get_bound (fixture->store, identity, NULL, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_BOUND);
}

static void
test_window_times (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(DzStudent) student = NULL;

  fixture->now_us = fixture->window->retake_ends_us - G_TIME_SPAN_SECOND;
  student = bind (fixture, 1, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, "王梦1", "202000001", NULL);
  g_assert_nonnull (student);
  fixture->now_us = fixture->window->retake_ends_us;
  assert_refused (fixture, 2, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, "王梦2", "202000002",
                  DZ_STORE_ERROR_NO_WINDOW);
}

static void
open_for_doctors (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzWindow) window = fixture_new_window (fixture->window->opens_us);
  g_autoptr(DzWindow) opened = NULL;
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  DzRosterRow *row = dz_roster_row_new ();

  window->levels = 1u << DZ_LEVEL_DOCTOR;
  opened = dz_store_open_window (fixture->store, window, DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
  row->line = 2;
  row->identifier = g_strdup ("9000");
  row->name = g_strdup ("李雷");
  row->level = g_strdup ("博士");
  g_ptr_array_add (rows, row);
  dz_store_import_roster (fixture->store, FIXTURE_SCHOOL, NULL, rows, DZ_STORE_ACTOR_SERVICE, NULL,
                          &error);
  g_assert_no_error (error);
}

/* One phone, two windows that are open at once: it speaks for whom it verified last. */
static void
test_last_verified (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *identity = fixture_identity (0);
  g_autoptr(GBytes) photo = fixture_photo ("mine");
  g_autoptr(DzStudent) master = NULL;
  g_autoptr(DzStudent) doctor = NULL;
  g_autoptr(DzStudent) again = NULL;
  g_autoptr(DzStudent) bound = NULL;
  g_autoptr(DzSubmission) submission = NULL;

  open_for_doctors (fixture);
  master = bind (fixture, 0, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, "王梦0", "202000000", &error);
  g_assert_no_error (error);
  doctor = bind (fixture, 0, FIXTURE_SCHOOL, DZ_LEVEL_DOCTOR, "李雷", "9000", &error);
  g_assert_no_error (error);
  bound = dz_store_get_bound (fixture->store, identity, NULL, &error);
  g_assert_cmpstr (bound->id, ==, doctor->id);

  again = bind (fixture, 0, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, "王梦0", "202000000", &error);
  g_assert_no_error (error);
  g_clear_pointer (&bound, dz_student_free);
  bound = dz_store_get_bound (fixture->store, identity, NULL, &error);
  g_assert_cmpstr (bound->id, ==, master->id);
  submission = dz_store_receive (fixture->store, identity, photo, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (submission->student, ==, master->id);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "bind"), ==, 2);
}

/* A school's list may have digits at full width; it is the same number still. */
static void
test_full_width_roster (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzStudent) student = NULL;
  g_autoptr(DzStudent) again = NULL;

  import_named (fixture, "２０２００００７０", "赵一", NULL, NULL);
  student = bind (fixture, 7, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, "赵一", "202000070", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (student->identifier, ==, "202000070");
  import_named (fixture, "202000070", "赵一", NULL, NULL);
  again = bind (fixture, 7, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, "赵一", "202000070", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->id, ==, student->id);
}

static DzRegister
read_facts (Fixture    *fixture,
            guint       phone,
            const char *name,
            const char *identifier)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *identity = fixture_identity (phone);
  g_autoptr(GBytes) photo = fixture_photo ("facts");
  g_autoptr(DzSubmission) submission = NULL;
  g_autoptr(DzStudent) student = bind (fixture, phone, FIXTURE_SCHOOL, DZ_LEVEL_MASTER, name,
                                       identifier, &error);
  DzRegister facts;

  g_assert_no_error (error);
  submission = dz_store_receive (fixture->store, identity, photo, &error);
  g_assert_no_error (error);
  g_assert_true (dz_store_get_register (fixture->store, submission->id, &facts, &error));
  g_assert_no_error (error);
  return facts;
}

static void
test_facts (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  DzRegister facts;

  facts = read_facts (fixture, 0, "王梦0", "202000000");
  g_assert_cmpuint (facts.identifier_records, ==, 1);
  g_assert_cmpint (facts.id_check, ==, DZ_ID_NUMBER_VALID);
  g_assert_cmpuint (facts.id_number_records, ==, 5); /* the fixture gives all the same */
  g_assert_cmpuint (facts.identity_students, ==, 1);
  g_assert_false (facts.identity_changed);
  g_assert_cmpint (facts.match, ==, DZ_RECORD_MATCH_SAME);

  import_named (fixture, "7000", "买买提·江", NULL, "1101**********002X");
  facts = read_facts (fixture, 9, "买买提 江", "7000");
  g_assert_cmpint (facts.id_check, ==, DZ_ID_NUMBER_MASKED);
  g_assert_cmpuint (facts.id_number_records, ==, 0);
  g_assert_cmpint (facts.match, ==, DZ_RECORD_MATCH_SPACING);
  g_assert_false (dz_store_get_register (fixture->store, "none", &facts, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/bind/names", fixture_set_up, test_names);
  fixture_add ("/store/bind/no-match", fixture_set_up, test_no_match_says_no_more);
  fixture_add ("/store/bind/masked", fixture_set_up, test_masked);
  fixture_add ("/store/bind/refused", fixture_set_up, test_refused);
  fixture_add ("/store/bind/window-times", fixture_set_up, test_window_times);
  fixture_add ("/store/bind/last-verified", fixture_set_up, test_last_verified);
  fixture_add ("/store/bind/full-width-roster", fixture_set_up, test_full_width_roster);
  fixture_add ("/store/bind/facts", fixture_set_up, test_facts);
  return g_test_run ();
}
