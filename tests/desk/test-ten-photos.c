/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real workstation on a real service with the sample school, driven by the keyboard alone: a
 * reviewer signs in and decides ten photos, one of them twice because of an undo, with a key that
 * is held down on the way, and goes on until one was approved against a rule. What was decided is
 * then read back from the service. */
#include "dz-test-desk.h"
#include "dz-test-keys.h"
#include "dz-test-school.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"

#include <string.h>

#define N_PHOTOS 10
#define LONG_S 60
#define TRIES_MAX 20
#define AGAIN_MS 3000  /* a key that came too early is pressed again after that */
#define HELD_MS 1500
#define AGAINST_MAX 15 /* of so many photos of the sample school one fails */
#define WAIVED "scoliosis" /* with letters that would judge outside of a text */

typedef struct
{
  char          *home;
  DzTestSchool  *school;
  DzTestService *service;
  DzTestDesk    *desk;
  guint          n_against; /* approved against rules */
  GHashTable    *expected;  /* submission → outcome */
} Work;

/* ---- deciding ---- */

static guint
count_shown (Work *work)
{
  return dz_test_desk_count (work->desk, "shown ");
}

static const char *
get_shown (Work *work)
{
  return dz_test_desk_get_last (work->desk, "shown ");
}

/* Presses until the workstation has moved on; a key that comes too early must do nothing. */
static void
press_until_next (Work       *work,
                  const char *key)
{
  guint n_shown = count_shown (work);

  dz_test_desk_wait_readable (work->desk);
  for (guint i = 0; i < TRIES_MAX && count_shown (work) == n_shown; i++)
    {
      dz_test_keys_send (key);
      dz_test_desk_wait_shown (work->desk, n_shown, AGAIN_MS);
    }
  g_assert_cmpuint (count_shown (work), ==, n_shown + 1);
}

static void
expect (Work       *work,
        const char *outcome)
{
  g_hash_table_insert (work->expected, g_strdup (get_shown (work)), g_strdup (outcome));
}

/* What fails wants a reason: the first of the list, as often as there are rules, and once more does
 * no harm. The first time the last of them gets another one, about the student, in the reviewer's
 * own words. */
static void
give_reasons (Work *work)
{
  for (guint i = 0; i < AGAINST_MAX; i++)
    dz_test_keys_send ("1");
  if (work->n_against++ == 0)
    {
      dz_test_keys_send ("8");
      dz_test_keys_type (WAIVED);
      dz_test_keys_send ("Return");
    }
  press_until_next (work, "Return");
}

/* What stood when a photo was approved. */
typedef struct
{
  Work  *work;
  guint  n_shown;
  guint  now;
} Moment;

static gboolean
has_shown_more (const Moment *moment)
{
  return count_shown (moment->work) > moment->n_shown;
}

static gboolean
asks_why (const Moment *moment)
{
  return dz_test_desk_has_said (moment->work->desk, moment->now, "side override");
}

static gboolean
has_moved_on_or_asks_why (gpointer moment)
{
  return has_shown_more (moment) || asks_why (moment);
}

static Moment
begin_approval (Work *work)
{
  expect (work, "approve");
  dz_test_desk_wait_readable (work->desk);
  return (Moment) { work, count_shown (work), dz_test_desk_get_now (work->desk) };
}

static void
finish_approval (Moment *moment)
{
  dz_test_wait_for (has_moved_on_or_asks_why, moment, LONG_S, "the next photo, or a question");
  if (!has_shown_more (moment))
    give_reasons (moment->work);
  g_assert_cmpuint (count_shown (moment->work), ==, moment->n_shown + 1);
}

static void
approve (Work *work)
{
  Moment moment = begin_approval (work);

  dz_test_keys_send ("a");
  finish_approval (&moment);
}

/* The X server repeats a key that stays down; one long press judges one photo. */
static void
approve_with_a_heavy_hand (Work *work)
{
  Moment moment = begin_approval (work);

  dz_test_keys_hold ("a");
  dz_test_wait_until (g_get_monotonic_time () + HELD_MS * G_TIME_SPAN_MILLISECOND);
  dz_test_keys_let_go ("a");
  finish_approval (&moment);
}

/* Ten photos are enough for all else; this wants one that fails. */
static void
approve_against_a_rule (Work *work)
{
  for (guint i = 0; i < AGAINST_MAX && work->n_against == 0; i++)
    approve (work);
  g_assert_cmpuint (work->n_against, >, 0);
}

/* 3 is none of the proposed reasons in the sample school, so that there is one in any case. */
static void
reject (Work *work)
{
  expect (work, "reject");
  dz_test_desk_wait_readable (work->desk);
  dz_test_desk_press (work->desk, "r", "side reject");
  dz_test_keys_send ("3");
  press_until_next (work, "Return");
}

static void
reject_and_undo (Work *work)
{
  g_autofree char *decided = g_strdup (get_shown (work));

  reject (work);
  press_until_next (work, "BackSpace");
  g_assert_cmpstr (get_shown (work), ==, decided);
}

/* A look ahead and back decides nothing, and shows of the other photo the part it showed here; what
 * would be delivered is shown and hidden by one key. */
static void
look_around (Work *work)
{
  g_autofree char *here = g_strdup (get_shown (work));

  dz_test_desk_press (work->desk, "f", "frame shown");
  dz_test_desk_press (work->desk, "f", "frame hidden");
  dz_test_desk_press (work->desk, "3", "zoom eyes");
  dz_test_desk_press (work->desk, "4", "zoom shoulders");
  dz_test_desk_press (work->desk, "0", "zoom pixels");
  dz_test_desk_press (work->desk, "0", "zoom shoulders");
  dz_test_desk_press (work->desk, "2", "zoom face");
  press_until_next (work, "Right");
  g_assert_cmpstr (get_shown (work), !=, here);
  press_until_next (work, "Left");
  g_assert_cmpstr (get_shown (work), ==, here);
  g_assert_cmpstr (dz_test_desk_get_last (work->desk, "zoom "), ==, "face");
  dz_test_desk_press (work->desk, "shift+Right", "zoom free");
  dz_test_desk_press (work->desk, "1", "zoom fit");
}

/* ---- reading back ---- */

typedef struct
{
  Work       *work;
  GHashTable *decided; /* submission → outcome of its last decision by the reviewer */
  guint       n_undone;
  guint       n_skipped;
} History;

/* "257  2026-11-22  22:39:06  decide  reviewer  SUBMISSION  approve" */
static void
read_entry (History    *history,
            const char *line)
{
  g_auto(GStrv) words = g_regex_split_simple (" +", line, 0, 0);

  if (g_strv_length (words) < 7 || !g_str_equal (words[4], history->work->school->reviewer))
    return;
  if (g_str_equal (words[3], "decide"))
    g_hash_table_insert (history->decided, g_strdup (words[5]), g_strdup (words[6]));
  else if (g_str_equal (words[3], "undo"))
    {
      g_hash_table_remove (history->decided, words[5]);
      history->n_undone++;
    }
  else if (g_str_equal (words[3], "return"))
    history->n_skipped++;
}

static void
read_history (History *history)
{
  Work *work = history->work;
  g_autofree char *output
    = dz_test_school_list_history (work->school, work->service->staff_url, NULL);
  g_auto(GStrv) lines = g_strsplit (output, "\n", -1);

  g_hash_table_remove_all (history->decided);
  history->n_undone = 0;
  history->n_skipped = 0;
  for (guint i = 0; lines[i] != NULL; i++)
    read_entry (history, lines[i]);
}

static gboolean
is_committed (gpointer data)
{
  History *history = data;
  GHashTableIter iter;
  const char *submission;
  const char *outcome;

  read_history (history);
  g_hash_table_iter_init (&iter, history->work->expected);
  while (g_hash_table_iter_next (&iter, (gpointer *) &submission, (gpointer *) &outcome))
    if (g_strcmp0 (g_hash_table_lookup (history->decided, submission), outcome) != 0)
      return FALSE;
  return TRUE;
}

static void
check_history (Work  *work,
               guint  n_before)
{
  History history = { work, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free), 0, 0 };

  dz_test_wait_for (is_committed, &history, LONG_S, "the service has all ten decisions");
  g_assert_cmpuint (g_hash_table_size (work->expected), >=, N_PHOTOS);
  g_assert_cmpuint (g_hash_table_size (history.decided), ==,
                    n_before + g_hash_table_size (work->expected));
  g_assert_cmpuint (history.n_undone, ==, 1);
  g_assert_cmpuint (history.n_skipped, ==, 1);
  g_hash_table_unref (history.decided);
}

/* Why a rule does not stand in the way is on record, and stands for the student. */
static void
check_waiver (Work *work)
{
  g_autofree char *output
    = dz_test_school_list_history (work->school, work->service->staff_url, "--json");

  g_assert_nonnull (strstr (output, "waiver-grant"));
  g_assert_nonnull (strstr (output, WAIVED));
}

/* The sample school has a past: its reviewer has decided before. */
static guint
count_before (Work *work)
{
  History history = { work, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free), 0, 0 };
  guint n_before;

  read_history (&history);
  n_before = g_hash_table_size (history.decided);
  g_hash_table_unref (history.decided);
  return n_before;
}

/* ---- the test ---- */

static void
set_up (Work         *work,
        gconstpointer data)
{
  work->home = g_dir_make_tmp ("duizhao-test-XXXXXX", NULL);
  work->school = dz_test_school_new ();
  work->service = dz_test_service_start (work->school->data, NULL, NULL);
  work->desk = dz_test_desk_new (work->home);
  work->expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
tear_down (Work         *work,
           gconstpointer data)
{
  dz_test_desk_free (work->desk);
  dz_test_service_free (work->service);
  dz_test_school_free (work->school);
  dz_test_remove_tree (work->home);
  g_hash_table_unref (work->expected);
  g_free (work->home);
}

/* The card of the first keys lies over the first photo: the key that closes it decides nothing,
 * and no more when it is held. */
static void
close_first_keys (Work *work)
{
  guint since = dz_test_desk_get_now (work->desk);

  dz_test_desk_wait_readable (work->desk);
  dz_test_keys_hold ("a a a");
  dz_test_keys_let_go ("a");
  dz_test_desk_wait_said (work->desk, since, "first keys closed");
  g_assert_cmpuint (count_shown (work), ==, 1);
}

static void
test_ten_photos (Work         *work,
                 gconstpointer data)
{
  guint n_before = count_before (work);

  dz_test_desk_start (work->desk, work->service->staff_url);
  dz_test_desk_sign_in (work->desk, work->school->reviewer, work->school->password);
  close_first_keys (work);

  approve (work);
  approve (work);
  reject (work);
  look_around (work);
  press_until_next (work, "s");
  approve_with_a_heavy_hand (work);
  reject_and_undo (work);
  for (guint i = 0; i < 3; i++)
    approve (work);
  for (guint i = 0; i < 3; i++)
    reject (work);
  approve_against_a_rule (work);

  check_history (work, n_before);
  check_waiver (work);
  dz_test_desk_quit (work->desk);
}

int
main (int    argc,
      char **argv)
{
  if (!dz_test_keys_open (&argc, &argv))
    return 0;
  g_test_add ("/desk/ten-photos", Work, NULL, set_up, test_ten_photos, tear_down);
  return g_test_run ();
}
