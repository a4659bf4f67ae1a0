/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"

static DzUser *
add (Fixture    *fixture,
     const char *name,
     DzRole      roles,
     GError    **error)
{
  return dz_store_add_user (fixture->store, name, "$argon2id$v=19$x", roles,
                            DZ_STORE_ACTOR_SERVICE, error);
}

static void
test_add_and_find (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzUser) admin = add (fixture, "管理员", DZ_ROLE_ADMINISTRATOR, &error);
  g_autoptr(DzUser) later = add (fixture, "second", DZ_ROLE_ALL, &error);
  g_autoptr(DzUser) found = NULL;
  g_autoptr(DzUser) first = NULL;
  g_autofree char *hash = NULL;
  guint count;

  g_assert_no_error (error);
  found = dz_store_find_user (fixture->store, "管理员", &hash, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->id, ==, admin->id);
  g_assert_cmpint (found->roles, ==, DZ_ROLE_ADMINISTRATOR);
  g_assert_cmpstr (hash, ==, "$argon2id$v=19$x");
  first = dz_store_find_first_admin (fixture->store, &error);
  g_assert_cmpstr (first->id, ==, admin->id);
  g_assert_true (dz_store_count_users (fixture->store, &count, &error));
  g_assert_cmpuint (count, ==, 2);
}

static void
test_nobody_yet (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzUser) reviewer = add (fixture, "only a reviewer", DZ_ROLE_REVIEWER, NULL);

  g_assert_null (dz_store_find_first_admin (fixture->store, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (dz_store_find_user (fixture->store, "hunter2", NULL, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_assert_null (strstr (error->message, "hunter2")); /* it may be a password */
}

static void
test_refused_users (Fixture      *fixture,
                    gconstpointer data)
{
  static const struct
  {
    const char  *name;
    DzRole       roles;
    DzStoreError code;
  } cases[] = {
    { "", DZ_ROLE_REVIEWER, DZ_STORE_ERROR_INVALID },
    { " space", DZ_ROLE_REVIEWER, DZ_STORE_ERROR_INVALID },
    { "tab\tin", DZ_ROLE_REVIEWER, DZ_STORE_ERROR_INVALID },
    { "zero\xe2\x80\x8bwidth", DZ_ROLE_REVIEWER, DZ_STORE_ERROR_INVALID },
    { "\xff", DZ_ROLE_REVIEWER, DZ_STORE_ERROR_INVALID },
    { "none", DZ_ROLE_NONE, DZ_STORE_ERROR_INVALID },
    { "unknown", 1 << 9, DZ_STORE_ERROR_INVALID },
    { "taken", DZ_ROLE_REVIEWER, DZ_STORE_ERROR_EXISTS },
  };
  g_autoptr(DzUser) taken = add (fixture, "taken", DZ_ROLE_REVIEWER, NULL);
  guint count;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (add (fixture, cases[i].name, cases[i].roles, &error));
      g_assert_error (error, DZ_STORE_ERROR, (int) cases[i].code);
    }
  g_assert_true (dz_store_count_users (fixture->store, &count, NULL));
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "user-add"), ==, 1);
}

static void
test_session (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *token = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "token", -1);
  g_autofree char *workstation = NULL;
  g_autoptr(DzUser) user = NULL;
  gint64 expires_us;

  g_assert_true (dz_store_begin_session (fixture->store, fixture->wang->id, token, "desk-7",
                                         G_TIME_SPAN_HOUR, &expires_us, &error));
  g_assert_no_error (error);
  g_assert_cmpint (expires_us, ==, fixture->now_us + G_TIME_SPAN_HOUR);
  fixture->now_us = expires_us - 1;
  user = dz_store_get_session (fixture->store, token, &workstation, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (user->id, ==, fixture->wang->id);
  g_assert_cmpstr (workstation, ==, "desk-7");

  g_assert_true (dz_store_end_session (fixture->store, token, &error));
  g_assert_null (dz_store_get_session (fixture->store, token, NULL, NULL, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (dz_store_end_session (fixture->store, token, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "sign-in"), ==, 1);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "sign-out"), ==, 1);
}

/* Who signs out at one desk is still there at another, and keeps what is leased: they may come back
 * before its time is over. */
static void
test_session_of_two (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *here = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "here", -1);
  g_autofree char *there = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "there", -1);
  g_autoptr(DzSubmission) queued = fixture_queue (fixture->store, 0, "photo");
  g_autoptr(GPtrArray) leased = NULL;
  g_autoptr(GPtrArray) of_another = NULL;
  g_autoptr(DzUser) user = NULL;

  g_assert_true (dz_store_begin_session (fixture->store, fixture->wang->id, here, FIXTURE_DESK,
                                         G_TIME_SPAN_HOUR, NULL, &error));
  g_assert_true (dz_store_begin_session (fixture->store, fixture->wang->id, there, "desk-7",
                                         G_TIME_SPAN_HOUR, NULL, &error));
  leased = fixture_lease (fixture, fixture->wang, 1);
  g_assert_cmpuint (leased->len, ==, 1);
  g_assert_true (dz_store_end_session (fixture->store, here, &error));
  g_assert_no_error (error);
  user = dz_store_get_session (fixture->store, there, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (user->id, ==, fixture->wang->id);
  of_another = fixture_lease (fixture, fixture->li, 1);
  g_assert_cmpuint (of_another->len, ==, 0);
}

/* An expired session and one that never was say so in different words. */
static void
test_session_expires (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(GError) expired = NULL;
  g_autoptr(GError) unknown = NULL;
  g_autofree char *token = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "token", -1);

  g_assert_true (dz_store_begin_session (fixture->store, fixture->wang->id, token, "desk-7",
                                         G_TIME_SPAN_HOUR, NULL, NULL));
  fixture->now_us += 2 * G_TIME_SPAN_HOUR;
  g_assert_null (dz_store_get_session (fixture->store, token, NULL, NULL, &expired));
  g_assert_error (expired, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_assert_null (dz_store_get_session (fixture->store, "another", NULL, NULL, &unknown));
  g_assert_error (unknown, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_assert_cmpstr (expired->message, !=, unknown->message);
}

static void
test_session_refused (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (dz_store_begin_session (fixture->store, "nobody", "t1", "desk", 1, NULL, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (dz_store_begin_session (fixture->store, fixture->wang->id, "t1", "desk",
                                         G_TIME_SPAN_HOUR, NULL, &error));
  g_assert_false (dz_store_begin_session (fixture->store, fixture->li->id, "t1", "desk",
                                          G_TIME_SPAN_HOUR, NULL, &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_EXISTS);
}

static void
refuse (Fixture    *fixture,
        const char *user,
        guint       times)
{
  for (guint i = 0; i < times; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (dz_store_note_refused_sign_in (fixture->store, user, &error));
      g_assert_no_error (error);
    }
}

/* Guessing does not grow the history without bound: two entries a user in ten minutes. */
static void
test_refusals_are_counted (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr(GPtrArray) entries = NULL;
  const DzEntry *last;

  refuse (fixture, fixture->wang->id, 50);
  refuse (fixture, "nobody has this id", 50);
  refuse (fixture, NULL, 50);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "sign-in-refused"), ==, 2);
  fixture->now_us += 11 * G_TIME_SPAN_MINUTE;
  g_assert_true (dz_store_expire_leases (fixture->store, NULL, NULL));
  g_assert_cmpuint (fixture_count_entries (fixture->store, "sign-in-refused"), ==, 4);
  entries = dz_store_read_history (fixture->store, 1, 100, NULL, NULL);
  last = g_ptr_array_index (entries, entries->len - 1);
  g_assert_cmpstr (last->subject, ==, fixture->wang->id);
  g_assert_cmpstr (last->outcome, ==, "49 more");
  last = g_ptr_array_index (entries, entries->len - 2);
  g_assert_cmpstr (last->subject, ==, "");
  g_assert_cmpstr (last->outcome, ==, "99 more");
}

static void
test_sign_in_tells_refusals (Fixture      *fixture,
                             gconstpointer data)
{
  refuse (fixture, fixture->wang->id, 3);
  g_assert_true (dz_store_begin_session (fixture->store, fixture->wang->id, "t", "desk",
                                         G_TIME_SPAN_HOUR, NULL, NULL));
  g_assert_cmpuint (fixture_count_entries (fixture->store, "sign-in-refused"), ==, 2);
  refuse (fixture, fixture->wang->id, 1);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "sign-in-refused"), ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/users/add-and-find", fixture_set_up_empty, test_add_and_find);
  fixture_add ("/store/users/nobody-yet", fixture_set_up_empty, test_nobody_yet);
  fixture_add ("/store/users/refused", fixture_set_up_empty, test_refused_users);
  fixture_add ("/store/users/session", fixture_set_up, test_session);
  fixture_add ("/store/users/session-of-two", fixture_set_up, test_session_of_two);
  fixture_add ("/store/users/session-expires", fixture_set_up, test_session_expires);
  fixture_add ("/store/users/session-refused", fixture_set_up, test_session_refused);
  fixture_add ("/store/users/refusals-are-counted", fixture_set_up, test_refusals_are_counted);
  fixture_add ("/store/users/sign-in-tells-refusals", fixture_set_up,
               test_sign_in_tells_refusals);
  return g_test_run ();
}
