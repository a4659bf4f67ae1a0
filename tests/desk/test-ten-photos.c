/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real workstation on a real service with the sample school, driven by the keyboard alone: a
 * reviewer signs in and decides ten photos, one of them twice because of an undo, with a key that
 * is held down on the way, and goes on until one was approved against a rule. What was decided is
 * then read back from the service. */
#include "dz-test-service.h"
#include "dz-test-wait.h"

#include <string.h>

#define N_PHOTOS 10
#define WINDOW_S 60
#define SHOWN_S 60
#define AGAIN_S 3      /* a key that came too early is pressed again after that */
#define READABLE_MS 200 /* a photo must stand on the screen for 150 ms before a key counts */
#define HELD_MS 1500
#define AGAINST_MAX 15 /* of so many photos of the sample school one fails */
#define WAIVED "scoliosis" /* with letters that would judge outside of a text */
#define COMMITTED_S 60

typedef struct
{
  char             *dir;
  char             *data;
  DzTestService    *service;
  GSubprocess      *desk;
  GDataInputStream *lines;
  char             *window;      /* X id */
  char             *reviewer;
  char             *password;
  char             *head;        /* who reads the history */
  char             *head_password;
  GPtrArray        *shown;       /* ids, as they came on the screen */
  gint64            shown_us;    /* when the last one did */
  char             *page;
  char             *side;
  char             *first_keys;
  char             *zoom;
  char             *frame;
  guint             n_against;   /* approved against rules */
  gboolean          ended;
  GHashTable       *expected;    /* submission → outcome */
} Work;

/* ---- the workstation's own words ---- */

static void read_next_line (Work *work);

static void
hear_line (Work       *work,
           const char *line)
{
  const char *word;

  if ((word = strstr (line, ": shown ")) != NULL)
    {
      g_ptr_array_add (work->shown, g_strdup (word + strlen (": shown ")));
      work->shown_us = g_get_monotonic_time ();
    }
  else if ((word = strstr (line, ": first keys ")) != NULL)
    {
      g_free (work->first_keys);
      work->first_keys = g_strdup (word + strlen (": first keys "));
    }
  else if ((word = strstr (line, ": page ")) != NULL)
    {
      g_free (work->page);
      work->page = g_strdup (word + strlen (": page "));
    }
  else if ((word = strstr (line, ": side ")) != NULL)
    {
      g_free (work->side);
      work->side = g_strdup (word + strlen (": side "));
    }
  else if ((word = strstr (line, ": frame ")) != NULL)
    {
      g_free (work->frame);
      work->frame = g_strdup (word + strlen (": frame "));
    }
  else if ((word = strstr (line, ": zoom ")) != NULL)
    {
      g_free (work->zoom);
      work->zoom = g_strdup (word + strlen (": zoom "));
    }
}

static void
line_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Work *work = user_data;
  g_autofree char *line
      = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  work->ended = line == NULL;
  if (line == NULL)
    return;
  hear_line (work, line);
  read_next_line (work);
}

static void
read_next_line (Work *work)
{
  g_data_input_stream_read_line_async (work->lines, G_PRIORITY_DEFAULT, NULL, line_cb, work);
}

/* ---- preparing ---- */

/* "reviewer reviews; the password is 4vr6-apw5-zw7a" */
static void
read_person (const char  *output,
             const char  *pattern,
             char       **name,
             char       **password)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  if (!g_regex_match (regex, output, 0, &match))
    g_error ("no person like “%s” in: %s", pattern, output);
  *name = g_match_info_fetch (match, 1);
  *password = g_match_info_fetch (match, 2);
}

static void
seed (Work *work)
{
  const char *const argv[]
      = { g_getenv ("DZ_CTL"), "demo", "seed", "--data", work->data, NULL };
  g_autofree char *output = dz_test_run (argv, NULL, 0);

  read_person (output, "^(\\S+) reviews; the password is (\\S+)$", &work->reviewer,
               &work->password);
  read_person (output, "^(\\S+) may do everything; the password is (\\S+)$", &work->head,
               &work->head_password);
}

static void
start_desk (Work *work)
{
  g_autoptr(GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *state = g_build_filename (work->dir, "state", NULL);
  g_autofree char *config = g_build_filename (work->dir, "config", NULL);
  g_autoptr(GError) error = NULL;

  dz_test_bind_to_us (launcher);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "duizhao", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", state, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", config, TRUE);
  work->desk = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("DZ_DESK"), "--service",
                                            work->service->staff_url, NULL);
  g_assert_no_error (error);
  work->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (work->desk));
  read_next_line (work);
}

/* ---- the keyboard ---- */

static char *
xdotool (const char *first,
         ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  const char *argument;
  va_list arguments;

  g_ptr_array_add (argv, (gpointer) "xdotool");
  va_start (arguments, first);
  for (argument = first; argument != NULL; argument = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  return g_strchomp (dz_test_run ((const char *const *) argv->pdata, NULL, 0));
}

static void
press (const char *key)
{
  g_autofree char *said = xdotool ("key", key, NULL);
}

static void
write_text (const char *text)
{
  g_autofree char *said = xdotool ("type", text, NULL);
}

static gboolean
asks_who_is_there (gpointer data)
{
  return g_strcmp0 (((Work *) data)->page, "sign-in") == 0;
}

/* Without a window manager nobody gives a window the keyboard. */
static void
take_keyboard (Work *work)
{
  g_autofree char *found = xdotool ("search", "--sync", "--onlyvisible", "--class", "duizhao",
                                    NULL);
  g_autofree char *said = NULL;
  char *newline = strrchr (found, '\n');

  work->window = g_strdup (newline != NULL ? newline + 1 : found);
  said = xdotool ("windowfocus", "--sync", work->window, NULL);
}

static void
sign_in (Work *work)
{
  dz_test_wait_for (asks_who_is_there, work, WINDOW_S, "the workstation asks who is there");
  take_keyboard (work);
  write_text (work->reviewer);
  press ("Return");
  write_text (work->password);
  press ("Return");
}

/* ---- deciding ---- */

typedef struct
{
  Work  *work;
  guint  n_shown;
  gint64 until_us;
} Moment;

static gboolean
has_shown_more (gpointer data)
{
  Moment *moment = data;

  return moment->work->shown->len > moment->n_shown;
}

static gboolean
is_over (gpointer data)
{
  return g_get_monotonic_time () >= ((Moment *) data)->until_us;
}

static gboolean
has_shown_more_or_is_over (gpointer data)
{
  return has_shown_more (data) || is_over (data);
}

static gboolean
is_rejecting (gpointer data)
{
  return g_strcmp0 (((Work *) data)->side, "reject") == 0;
}

static const char *
get_shown (Work *work)
{
  return g_ptr_array_index (work->shown, work->shown->len - 1);
}

static void
wait_readable (Work *work)
{
  Moment moment = { work, 0, work->shown_us + READABLE_MS * 1000 };

  dz_test_wait_for (is_over, &moment, SHOWN_S, "the photo can be read");
}

/* Presses until the workstation has moved on; a key that comes too early must do nothing. */
static void
press_until_next (Work       *work,
                  const char *key)
{
  Moment moment = { work, work->shown->len, 0 };

  wait_readable (work);
  for (guint i = 0; i < SHOWN_S / AGAIN_S && !has_shown_more (&moment); i++)
    {
      press (key);
      moment.until_us = g_get_monotonic_time () + AGAIN_S * G_TIME_SPAN_SECOND;
      dz_test_wait_for (has_shown_more_or_is_over, &moment, SHOWN_S, "the next photo");
    }
  g_assert_cmpuint (work->shown->len, ==, moment.n_shown + 1);
}

static void
expect (Work       *work,
        const char *outcome)
{
  g_hash_table_insert (work->expected, g_strdup (get_shown (work)), g_strdup (outcome));
}

static gboolean
has_moved_on_or_asks_why (gpointer data)
{
  return has_shown_more (data)
         || g_strcmp0 (((Moment *) data)->work->side, "override") == 0;
}

/* What fails wants a reason: the first of the list, as often as there are rules, and once more does
 * no harm. The first time the last of them gets another one, about the student, in the reviewer's
 * own words. */
static void
give_reasons (Work *work)
{
  for (guint i = 0; i < AGAINST_MAX; i++)
    press ("1");
  if (work->n_against++ == 0)
    {
      press ("8");
      write_text (WAIVED);
      press ("Return");
    }
  press_until_next (work, "Return");
}

static void
finish_approval (Work   *work,
                 Moment *moment)
{
  dz_test_wait_for (has_moved_on_or_asks_why, moment, SHOWN_S, "the next photo, or a question");
  if (!has_shown_more (moment))
    give_reasons (work);
  g_assert_cmpuint (work->shown->len, ==, moment->n_shown + 1);
}

static void
approve (Work *work)
{
  Moment moment = { work, work->shown->len, 0 };

  expect (work, "approve");
  wait_readable (work);
  press ("a");
  finish_approval (work, &moment);
}

/* 3 is none of the proposed reasons in the sample school, so that there is one in any case. */
static void
reject (Work *work)
{
  expect (work, "reject");
  wait_readable (work);
  press ("r");
  dz_test_wait_for (is_rejecting, work, SHOWN_S, "the reasons are there");
  press ("3");
  press_until_next (work, "Return");
}

/* The X server repeats a key that stays down; one long press judges one photo. */
static void
approve_with_a_heavy_hand (Work *work)
{
  Moment moment = { work, work->shown->len, 0 };
  g_autofree char *down = NULL;
  g_autofree char *up = NULL;

  expect (work, "approve");
  wait_readable (work);
  down = xdotool ("keydown", "a", NULL);
  moment.until_us = g_get_monotonic_time () + HELD_MS * 1000;
  dz_test_wait_for (is_over, &moment, SHOWN_S, "the key has been down for long");
  up = xdotool ("keyup", "a", NULL);
  finish_approval (work, &moment);
}

/* Ten photos are enough for all else; this wants one that fails. */
static void
approve_against_a_rule (Work *work)
{
  for (guint i = 0; i < AGAINST_MAX && work->n_against == 0; i++)
    approve (work);
  g_assert_cmpuint (work->n_against, >, 0);
}

static void
undo (Work *work)
{
  g_autofree char *decided
      = g_strdup (g_ptr_array_index (work->shown, work->shown->len - 2));

  press_until_next (work, "BackSpace");
  g_assert_cmpstr (get_shown (work), ==, decided);
}

/* How the photo is to be looked at. */
typedef struct
{
  Work       *work;
  const char *zoom;
} Wish;

static gboolean
is_zoomed (gpointer data)
{
  const Wish *wish = data;

  return g_strcmp0 (wish->work->zoom, wish->zoom) == 0;
}

static void
zoom_to (Work       *work,
         const char *key,
         const char *zoom)
{
  Wish wish = { work, zoom };

  press (key);
  dz_test_wait_for (is_zoomed, &wish, SHOWN_S, zoom);
}

static gboolean
is_framed (gpointer data)
{
  const Wish *wish = data;

  return g_strcmp0 (wish->work->frame, wish->zoom) == 0;
}

/* What would be delivered is shown and hidden by one key. */
static void
look_at_frame (Work *work)
{
  Wish shown = { work, "shown" };
  Wish hidden = { work, "hidden" };

  press ("f");
  dz_test_wait_for (is_framed, &shown, SHOWN_S, "the frame is shown");
  press ("f");
  dz_test_wait_for (is_framed, &hidden, SHOWN_S, "the frame is hidden");
}

/* A look ahead and back decides nothing, and shows of the other photo the part it showed here. */
static void
look_around (Work *work)
{
  g_autofree char *here = g_strdup (get_shown (work));

  look_at_frame (work);
  zoom_to (work, "3", "eyes");
  zoom_to (work, "4", "shoulders");
  zoom_to (work, "0", "pixels");
  zoom_to (work, "0", "shoulders");
  zoom_to (work, "2", "face");
  press_until_next (work, "Right");
  g_assert_cmpstr (get_shown (work), !=, here);
  press_until_next (work, "Left");
  g_assert_cmpstr (get_shown (work), ==, here);
  g_assert_cmpstr (work->zoom, ==, "face");
  zoom_to (work, "shift+Right", "free");
  zoom_to (work, "1", "fit");
}

/* ---- reading back ---- */

typedef struct
{
  Work       *work;
  GHashTable *decided; /* submission → outcome of its last decision by the reviewer */
  guint       n_undone;
  guint       n_skipped;
} History;

static char *
list_history (Work       *work,
              const char *how)
{
  const char *const argv[] = { g_getenv ("DZ_CTL"), "audit", "list", "--service",
                               work->service->staff_url, "--name", work->head, "--limit", "1000",
                               how, NULL };

  g_setenv ("DUIZHAO_PASSWORD", work->head_password, TRUE);
  return dz_test_run (argv, NULL, 0);
}

/* "257  2026-11-22  22:39:06  decide  reviewer  SUBMISSION  approve" */
static void
read_entry (History    *history,
            const char *line)
{
  g_auto(GStrv) words = g_regex_split_simple (" +", line, 0, 0);

  if (g_strv_length (words) < 7 || !g_str_equal (words[4], history->work->reviewer))
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
  g_autofree char *output = list_history (history->work, NULL);
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

  dz_test_wait_for (is_committed, &history, COMMITTED_S, "the service has all ten decisions");
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
  g_autofree char *output = list_history (work, "--json");

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

static gboolean
has_ended (gpointer data)
{
  return ((Work *) data)->ended;
}

static void
quit (Work *work)
{
  g_autoptr(GError) error = NULL;

  press ("ctrl+q");
  dz_test_wait_for (has_ended, work, WINDOW_S, "the workstation ends");
  g_assert_true (g_subprocess_wait_check (work->desk, NULL, &error));
  g_assert_no_error (error);
}

static void
work_free (Work *work)
{
  g_clear_object (&work->lines);
  g_clear_object (&work->desk);
  g_clear_pointer (&work->service, dz_test_service_free);
  dz_test_remove_tree (work->dir);
  g_ptr_array_unref (work->shown);
  g_free (work->zoom);
  g_free (work->frame);
  g_hash_table_unref (work->expected);
  g_free (work->dir);
  g_free (work->data);
  g_free (work->window);
  g_free (work->reviewer);
  g_free (work->password);
  g_free (work->head);
  g_free (work->head_password);
  g_free (work->page);
  g_free (work->first_keys);
  g_free (work->side);
  g_free (work);
}

static Work *
work_new (void)
{
  Work *work = g_new0 (Work, 1);
  g_autoptr(GError) error = NULL;

  work->dir = g_dir_make_tmp ("duizhao-test-XXXXXX", &error);
  g_assert_no_error (error);
  work->data = g_build_filename (work->dir, "data", NULL);
  work->shown = g_ptr_array_new_with_free_func (g_free);
  work->expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return work;
}

static gboolean
has_closed_first_keys (gpointer data)
{
  return g_strcmp0 (((Work *) data)->first_keys, "closed") == 0;
}

/* The card of the first keys lies over the first photo: the key that closes it decides nothing,
 * and no more when it is held. */
static void
close_first_keys (Work *work)
{
  g_autofree char *said = NULL;

  g_assert_cmpstr (work->first_keys, ==, "shown");
  wait_readable (work);
  said = xdotool ("keydown", "a", "keydown", "a", "keydown", "a", "keyup", "a", NULL);
  dz_test_wait_for (has_closed_first_keys, work, SHOWN_S, "the first keys are closed");
  g_assert_cmpuint (work->shown->len, ==, 1);
}

static void
test_ten_photos (void)
{
  Work *work = work_new ();
  Moment begin = { work, 0, 0 };
  guint n_before;

  seed (work);
  work->service = dz_test_service_start (work->data, NULL, NULL);
  n_before = count_before (work);
  start_desk (work);
  sign_in (work);
  dz_test_wait_for (has_shown_more, &begin, SHOWN_S, "the first photo");
  close_first_keys (work);

  approve (work);
  approve (work);
  reject (work);
  look_around (work);
  press_until_next (work, "s");
  approve_with_a_heavy_hand (work);
  reject (work);
  undo (work);
  for (guint i = 0; i < 3; i++)
    approve (work);
  for (guint i = 0; i < 3; i++)
    reject (work);
  approve_against_a_rule (work);

  check_history (work, n_before);
  check_waiver (work);
  quit (work);
  work_free (work);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *tool = g_find_program_in_path ("xdotool");

  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("DISPLAY") == NULL || tool == NULL)
    {
      g_print ("1..0 # SKIP there is no display, or no xdotool to press keys\n");
      return 0;
    }
  g_test_add_func ("/desk/ten-photos", test_ten_photos);
  return g_test_run ();
}
