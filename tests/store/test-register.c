/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"

#include "dz-roster-row.h"
#include "dz-time.h"

static const char *
find_first_code (Fixture    *fixture,
                 const char *text,
                 GPtrArray **schools)
{
  g_autoptr(GError) error = NULL;

  *schools = dz_store_search_schools (fixture->store, text, 20, &error);
  g_assert_no_error (error);
  return (*schools)->len > 0 ? ((DzSchool *) g_ptr_array_index (*schools, 0))->code : NULL;
}

static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *first;
  } cases[] = {
    { "11414", "11414" },
    { "中国石油大学（北京）", "11414" },
    { "中国石油大学(北京)", "11414" },
    { " 石油大学 (北京", "11414" },
    { "１１４１４", "11414" },
    { "北京大学", "10001" }, /* exact before 北京大学医学部 and the like */
    { "100", "10001" },
    { "", "00312" },
    { "%", NULL },
    { "_", NULL },
    { "\\", NULL },
    { "no such school", NULL },
    { "\xff\xfe", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) schools = NULL;

      g_assert_cmpstr (find_first_code (fixture, cases[i].text, &schools), ==, cases[i].first);
    }
}

static void
test_search_limit (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(GPtrArray) all = dz_store_search_schools (fixture->store, "", 10000, NULL);
  g_autoptr(GPtrArray) some = dz_store_search_schools (fixture->store, "大学", 7, NULL);

  g_assert_cmpuint (all->len, ==, 2631);
  g_assert_cmpuint (some->len, ==, 7);
}

static void
test_schools (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSchool) school = dz_school_new ();
  g_autoptr(DzSchool) found = NULL;

  school->code = g_strdup ("99999");
  school->name = g_strdup ("示范大学");
  g_assert_true (dz_store_add_school (fixture->store, school, DZ_STORE_ACTOR_SERVICE, &error));
  g_assert_no_error (error);
  found = dz_store_get_school (fixture->store, "99999", &error);
  g_assert_cmpstr (found->name, ==, "示范大学");
  g_assert_cmpstr (found->city, ==, NULL);
  g_assert_false (dz_store_add_school (fixture->store, school, DZ_STORE_ACTOR_SERVICE, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (dz_store_get_school (fixture->store, "00000", &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_UNKNOWN_SCHOOL);
  g_clear_error (&error);
  g_free (school->code);
  school->code = g_strdup ("9999x");
  g_assert_false (dz_store_add_school (fixture->store, school, DZ_STORE_ACTOR_SERVICE, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "school-add"), ==, 1);
}

static void
test_windows (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzWindow) window = fixture_new_window (fixture->now_us + 10 * DZ_TIME_DAY_US);
  g_autoptr(DzWindow) opened = NULL;
  g_autoptr(DzWindow) found = NULL;
  g_autoptr(GPtrArray) windows = NULL;

  window->levels = 1 << DZ_LEVEL_MASTER | 1 << DZ_LEVEL_DOCTOR;
  window->identifier_kind = DZ_IDENTIFIER_KIND_COLLECTION_CODE;
  window->payer = DZ_PAYER_STUDENT;
  window->payment_ends_us = window->upload_ends_us;
  window->fee_fen = 3000;
  window->phone = g_strdup ("010-12345678");
  opened = dz_store_open_window (fixture->store, window, DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
  found = dz_store_get_window (fixture->store, opened->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->school, ==, FIXTURE_SCHOOL);
  g_assert_cmpuint (found->levels, ==, window->levels);
  g_assert_cmpint (found->identifier_kind, ==, DZ_IDENTIFIER_KIND_COLLECTION_CODE);
  g_assert_cmpint (found->payer, ==, DZ_PAYER_STUDENT);
  g_assert_cmpint (found->fee_fen, ==, 3000);
  g_assert_cmpstr (found->profile, ==, "graduate-2022");
  g_assert_cmpstr (found->phone, ==, "010-12345678");
  g_assert_cmpint (found->opens_us, ==, window->opens_us);
  g_assert_cmpint (found->upload_ends_us, ==, window->upload_ends_us);
  g_assert_cmpint (found->retake_ends_us, ==, window->retake_ends_us);
  g_assert_cmpint (found->payment_ends_us, ==, window->payment_ends_us);
  g_assert_cmpuint (found->hold_s, ==, DZ_WINDOW_HOLD_S_DEFAULT);
  g_assert_cmpuint (found->attempts_max, ==, DZ_WINDOW_ATTEMPTS_MAX_DEFAULT);
  g_assert_cmpuint (found->retention_days, ==, DZ_WINDOW_RETENTION_DAYS_DEFAULT);
  windows = dz_store_list_windows (fixture->store, FIXTURE_SCHOOL, &error);
  g_assert_cmpuint (windows->len, ==, 2);
  g_assert_null (dz_store_get_window (fixture->store, "none", &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
}

static void
spoil_school (DzWindow *window)
{
  g_free (window->school);
  window->school = g_strdup ("00000");
}

static void
spoil_levels (DzWindow *window)
{
  window->levels = 0;
}

static void
spoil_ends (DzWindow *window)
{
  window->upload_ends_us = window->opens_us;
}

static void
spoil_retakes (DzWindow *window)
{
  window->retake_ends_us = window->upload_ends_us - 1;
}

static void
spoil_attempts (DzWindow *window)
{
  window->attempts_max = 0;
}

static void
spoil_overlap (DzWindow *window)
{
  window->opens_us = FIXTURE_NOON_US; /* the fixture's window is open then */
}

static void
test_refused_windows (Fixture      *fixture,
                      gconstpointer data)
{
  static const struct
  {
    void (*spoil) (DzWindow *window);
    DzStoreError code;
  } cases[] = {
    { spoil_school, DZ_STORE_ERROR_UNKNOWN_SCHOOL },
    { spoil_levels, DZ_STORE_ERROR_INVALID },
    { spoil_ends, DZ_STORE_ERROR_INVALID },
    { spoil_retakes, DZ_STORE_ERROR_INVALID },
    { spoil_attempts, DZ_STORE_ERROR_INVALID },
    { spoil_overlap, DZ_STORE_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DzWindow) window = fixture_new_window (fixture->now_us + 10 * DZ_TIME_DAY_US);

      cases[i].spoil (window);
      g_assert_null (dz_store_open_window (fixture->store, window, DZ_STORE_ACTOR_SERVICE,
                                           &error));
      g_assert_error (error, DZ_STORE_ERROR, (int) cases[i].code);
    }
  g_assert_cmpuint (fixture_count_entries (fixture->store, "window-open"), ==, 1);
}

static DzRosterRow *
add_row (GPtrArray  *rows,
         const char *identifier,
         const char *name,
         const char *level)
{
  DzRosterRow *row = dz_roster_row_new ();

  row->line = rows->len + 2;
  row->identifier = g_strdup (identifier);
  row->name = g_strdup (name);
  row->level = g_strdup (level);
  g_ptr_array_add (rows, row);
  return row;
}

static void
test_import_again (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  g_autofree char *identifier = fixture_identifier (0);
  g_autofree char *name = fixture_name (0);
  DzLevel level = DZ_LEVEL_MASTER;
  DzRosterChange change;
  DzRosterRow *row = add_row (rows, identifier, name, NULL);

  row->id_number = g_strdup ("11010519491231002X");
  add_row (rows, "202099999", "新生", "硕士");
  add_row (rows, "202099999", "新生", "博士")->identifier[0] = '3';
  g_assert_true (dz_store_import_roster (fixture->store, FIXTURE_SCHOOL, &level, rows,
                                         DZ_STORE_ACTOR_SERVICE, &change, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (change.added, ==, 2);
  g_assert_cmpuint (change.same, ==, 1);
  g_assert_cmpuint (change.changed, ==, 0);
  row->major = g_strdup ("地质工程");
  g_assert_true (dz_store_import_roster (fixture->store, FIXTURE_SCHOOL, &level, rows,
                                         DZ_STORE_ACTOR_SERVICE, &change, &error));
  g_assert_cmpuint (change.added, ==, 0);
  g_assert_cmpuint (change.same, ==, 2);
  g_assert_cmpuint (change.changed, ==, 1);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "roster-import"), ==, 3);
}

/* What a reviewer has on screen is not what stands in the register any more. */
static void
test_changed_record_makes_new_version (Fixture      *fixture,
                                       gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  g_autofree char *identifier = fixture_identifier (0);
  g_autoptr(DzSubmission) before = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(DzSubmission) after = NULL;

  add_row (rows, identifier, "另名", "硕士");
  g_assert_true (dz_store_import_roster (fixture->store, FIXTURE_SCHOOL, NULL, rows,
                                         DZ_STORE_ACTOR_SERVICE, NULL, &error));
  after = dz_store_get_submission (fixture->store, before->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->version, ==, before->version + 1);
}

static void
test_refused_rosters (Fixture      *fixture,
                      gconstpointer data)
{
  static const struct
  {
    const char *identifier;
    const char *name;
    const char *level;
  } bad[] = {
    { "", "无号", "硕士" },        { "7001", "", "硕士" },  { "7001", "无层次", NULL },
    { "7001", "怪层次", "幼儿园" }, { "7000", "重号", "硕士" }, { "7001", "\xff", "硕士" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) rows = dz_roster_new ();

      add_row (rows, "7000", "好生", "硕士");
      add_row (rows, bad[i].identifier, bad[i].name, bad[i].level);
      g_assert_false (dz_store_import_roster (fixture->store, FIXTURE_SCHOOL, NULL, rows,
                                              DZ_STORE_ACTOR_SERVICE, NULL, &error));
      g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "line 3"));
    }
  g_assert_cmpuint (fixture_count_entries (fixture->store, "roster-import"), ==, 1);
}

static void
test_refused_rosters_leave_nothing (Fixture      *fixture,
                                    gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *identity = fixture_identity (90);

  test_refused_rosters (fixture, data);
  g_assert_null (dz_store_bind_student (fixture->store, identity, FIXTURE_SCHOOL, DZ_LEVEL_MASTER,
                                        "好生", "7000", &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NO_MATCH);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/register/search", fixture_set_up_empty, test_search);
  fixture_add ("/store/register/search-limit", fixture_set_up_empty, test_search_limit);
  fixture_add ("/store/register/schools", fixture_set_up_empty, test_schools);
  fixture_add ("/store/register/windows", fixture_set_up, test_windows);
  fixture_add ("/store/register/refused-windows", fixture_set_up, test_refused_windows);
  fixture_add ("/store/register/import-again", fixture_set_up, test_import_again);
  fixture_add ("/store/register/changed-record", fixture_set_up,
               test_changed_record_makes_new_version);
  fixture_add ("/store/register/refused-rosters", fixture_set_up,
               test_refused_rosters_leave_nothing);
  return g_test_run ();
}
