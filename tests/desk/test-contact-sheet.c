/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real workstation on a real service with the sample school, driven by the keyboard alone: a
 * reviewer opens a contact sheet, pulls out two photos, cannot approve before the sheet has stood
 * long enough, and then approves the rest. What was decided is read back from the service. */
#include "dz-test-desk.h"
#include "dz-test-keys.h"
#include "dz-test-school.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"

#include <sqlite3.h>

#define LONG_S 60
#define TRIES_MAX 60
#define N_PHOTOS 24
#define N_PULLED 2
#define STANDS_MS (N_PHOTOS * 300)
#define NOTHING_MS 500 /* in which what must not happen would */
#define SHEET "sheet of "
#define DECISIONS "\"kind\":\"decide\""
#define SHEET_TIMES "sheet_ms"

typedef struct
{
  char          *home;
  DzTestSchool  *school;
  DzTestService *service;
  DzTestDesk    *desk;
} Work;

/* ---- preparing ---- */

/* The sample school is seeded with and without models, and with faults on purpose; here every photo
 * is one that the rules have nothing against. */
static void
let_all_pass (Work *work)
{
  g_autofree char *path = g_build_filename (work->school->data, "duizhao.sqlite", NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE findings SET outcome = 'pass'", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (db);
}

static void
set_up (Work         *work,
        gconstpointer data)
{
  work->home = g_dir_make_tmp ("duizhao-test-XXXXXX", NULL);
  work->school = dz_test_school_new ();
  let_all_pass (work);
  work->service = dz_test_service_start (work->school->data, NULL, NULL);
  work->desk = dz_test_desk_new (work->home);
  dz_test_desk_start (work->desk, work->service->staff_url);
  dz_test_desk_sign_in (work->desk, work->school->reviewer, work->school->password);
  dz_test_desk_close_first_keys (work->desk);
}

static void
tear_down (Work         *work,
           gconstpointer data)
{
  dz_test_desk_free (work->desk);
  dz_test_service_free (work->service);
  dz_test_school_free (work->school);
  dz_test_remove_tree (work->home);
  g_free (work->home);
}

/* ---- the sheet ---- */

static guint
count_on_sheet (Work *work)
{
  return (guint) g_ascii_strtoull (dz_test_desk_get_last (work->desk, SHEET), NULL, 10);
}

/* There are twenty at first, and twenty more in reserve: a sheet of what is at hand may be smaller
 * than what fits. */
static void
open_full_sheet (Work *work)
{
  for (guint i = 0; i < TRIES_MAX; i++)
    {
      dz_test_desk_press (work->desk, "k", "sheet seen");
      if (count_on_sheet (work) == N_PHOTOS)
        return;
      dz_test_desk_press (work->desk, "Escape", "sheet closed");
    }
  g_error ("no sheet of %d photos", N_PHOTOS);
}

static void
pull_two (Work *work)
{
  g_autofree char *one_less = g_strdup_printf ("sheet keeps %d", N_PHOTOS - 1);
  g_autofree char *two_less = g_strdup_printf ("sheet keeps %d", N_PHOTOS - N_PULLED);

  dz_test_keys_send ("Right Down");
  dz_test_desk_press (work->desk, "space", one_less);
  dz_test_keys_send ("space space Left");
  dz_test_desk_press (work->desk, "Return", two_less);
}

/* When every photo of the sheet was on the screen. */
static gint64
get_seen_us (Work *work)
{
  return dz_test_desk_get_last_us (work->desk, "sheet seen");
}

static guint
count_decided (Work       *work,
               const char *mark)
{
  g_autofree char *output
    = dz_test_school_list_history (work->school, work->service->staff_url, "--json");
  g_auto(GStrv) pieces = g_strsplit (output, mark, -1);

  return MAX (g_strv_length (pieces), 1) - 1;
}

static gboolean
is_committed (gpointer data)
{
  return count_decided (data, SHEET_TIMES) == N_PHOTOS - N_PULLED;
}

/* What a keyboard sends while a finger rests on a key. */
static void
hold_approve (void)
{
  dz_test_keys_hold ("a a a");
}

/* At once, while there is the most time left; the key stays down. */
static void
approve_too_early (Work *work)
{
  hold_approve ();
  g_assert_cmpint (g_get_monotonic_time (), <, get_seen_us (work) + STANDS_MS * 1000);
}

/* A key that is still held from before approves nothing; one that is pressed does. */
static void
approve_rest (Work  *work,
              guint  since)
{
  dz_test_wait_until (get_seen_us (work) + (STANDS_MS + 300) * 1000);
  hold_approve ();
  dz_test_wait_until (g_get_monotonic_time () + NOTHING_MS * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpuint (count_decided (work, SHEET_TIMES), ==, 0);
  g_assert_false (dz_test_desk_has_said (work->desk, since, "sheet closed"));
  dz_test_keys_let_go ("a");
  dz_test_desk_press (work->desk, "a", "sheet closed");
  dz_test_wait_for (is_committed, work, LONG_S, "the service has all decisions");
}

static void
test_sheet (Work         *work,
            gconstpointer data)
{
  guint n_before = count_decided (work, DECISIONS);
  guint since;

  open_full_sheet (work);
  since = dz_test_desk_get_now (work->desk);
  approve_too_early (work);
  pull_two (work);
  approve_rest (work, since);
  g_assert_cmpuint (count_decided (work, DECISIONS), ==, n_before + N_PHOTOS - N_PULLED);
  dz_test_desk_quit (work->desk);
}

int
main (int    argc,
      char **argv)
{
  if (!dz_test_keys_open (&argc, &argv))
    return 0;
  g_test_add ("/desk/contact-sheet", Work, NULL, set_up, test_sheet, tear_down);
  return g_test_run ();
}
