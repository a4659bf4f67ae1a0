/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real workstation on a real service with the sample school, driven by the keyboard alone: a
 * reviewer opens a contact sheet, pulls out two photos, cannot approve before the sheet has stood
 * long enough, and then approves the rest. What was decided is read back from the service. */
#include "dz-test-service.h"
#include "dz-test-wait.h"

#include <sqlite3.h>
#include <string.h>

#define WINDOW_S 60
#define LONG_S 60
#define N_PHOTOS 24
#define N_PULLED 2
#define STANDS_MS (N_PHOTOS * 300)

typedef struct
{
  char             *dir;
  char             *data;
  DzTestService    *service;
  GSubprocess      *desk;
  GDataInputStream *lines;
  char             *reviewer;
  char             *password;
  char             *head;          /* who reads the history */
  char             *head_password;
  guint             n_shown;
  char             *page;
  char             *first_keys;
  guint             n_on_sheet;
  guint             n_kept;
  gint64            seen_us;       /* when every photo of the sheet was on the screen */
  gboolean          closed;
  gboolean          ended;
} Work;

/* ---- the workstation's own words ---- */

static void read_next_line (Work *work);

static void
take (char      **word,
      const char *value)
{
  g_free (*word);
  *word = g_strdup (value);
}

static void
hear_line (Work       *work,
           const char *line)
{
  const char *word;

  if (strstr (line, ": shown ") != NULL)
    work->n_shown++;
  else if ((word = strstr (line, ": first keys ")) != NULL)
    take (&work->first_keys, word + strlen (": first keys "));
  else if ((word = strstr (line, ": page ")) != NULL)
    take (&work->page, word + strlen (": page "));
  else if ((word = strstr (line, ": sheet of ")) != NULL)
    work->n_on_sheet = work->n_kept = (guint) atoi (word + strlen (": sheet of "));
  else if ((word = strstr (line, ": sheet keeps ")) != NULL)
    work->n_kept = (guint) atoi (word + strlen (": sheet keeps "));
  else if (strstr (line, ": sheet seen") != NULL)
    work->seen_us = g_get_monotonic_time ();
  else if (strstr (line, ": sheet closed") != NULL)
    work->closed = TRUE;
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

static void
read_person (const char *output,
             const char *pattern,
             char      **name,
             char      **password)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (regex, output, 0, &match));
  *name = g_match_info_fetch (match, 1);
  *password = g_match_info_fetch (match, 2);
}

/* The sample school is seeded with and without models, and with faults on purpose; here every photo
 * is one that the rules have nothing against. */
static void
let_all_pass (Work *work)
{
  g_autofree char *path = g_build_filename (work->data, "duizhao.sqlite", NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE findings SET outcome = 'pass'", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (db);
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
  let_all_pass (work);
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

/* What a keyboard sends while a finger rests on a key. */
static void
hold_down (const char *key)
{
  g_autofree char *said = xdotool ("keydown", key, "keydown", key, "keydown", key, NULL);
}

static void
let_go (const char *key)
{
  g_autofree char *said = xdotool ("keyup", key, NULL);
}

static gboolean
asks_who_is_there (gpointer data)
{
  return g_strcmp0 (((Work *) data)->page, "sign-in") == 0;
}

/* Without a window manager nobody gives a window the keyboard. */
static void
take_keyboard (void)
{
  g_autofree char *found = xdotool ("search", "--sync", "--onlyvisible", "--class", "duizhao",
                                    NULL);
  const char *newline = strrchr (found, '\n');
  g_autofree char *said = xdotool ("windowfocus", "--sync",
                                   newline != NULL ? newline + 1 : found, NULL);
}

static void
write_text (const char *text)
{
  g_autofree char *said = xdotool ("type", text, NULL);
}

static void
sign_in (Work *work)
{
  dz_test_wait_for (asks_who_is_there, work, WINDOW_S, "the workstation asks who is there");
  take_keyboard ();
  write_text (work->reviewer);
  press ("Return");
  write_text (work->password);
  press ("Return");
}

static gboolean
has_shown (gpointer data)
{
  return ((Work *) data)->n_shown > 0;
}

static gboolean
has_closed_first_keys (gpointer data)
{
  return g_strcmp0 (((Work *) data)->first_keys, "closed") == 0;
}

/* ---- the sheet ---- */

static gboolean
is_seen (gpointer data)
{
  return ((Work *) data)->seen_us != 0;
}

static gboolean
is_over (gpointer data)
{
  return ((Work *) data)->closed;
}

/* There are twenty at first, and twenty more in reserve: a sheet of what is at hand may be smaller
 * than what fits. */
static void
open_full_sheet (Work *work)
{
  for (guint i = 0; i < LONG_S && work->n_on_sheet < N_PHOTOS; i++)
    {
      work->seen_us = 0;
      work->closed = FALSE;
      press ("k");
      dz_test_wait_for (is_seen, work, LONG_S, "every photo is on the screen");
      if (work->n_on_sheet == N_PHOTOS)
        break;
      press ("Escape");
      dz_test_wait_for (is_over, work, LONG_S, "the sheet is left");
    }
  work->closed = FALSE;
  g_assert_cmpuint (work->n_on_sheet, ==, N_PHOTOS);
}

static gboolean
has_pulled_one (gpointer data)
{
  return ((Work *) data)->n_kept == N_PHOTOS - 1;
}

static gboolean
has_pulled_two (gpointer data)
{
  return ((Work *) data)->n_kept == N_PHOTOS - N_PULLED;
}

static void
pull_two (Work *work)
{
  press ("Right");
  press ("Down");
  press ("space");
  dz_test_wait_for (has_pulled_one, work, LONG_S, "one is pulled out");
  press ("space");
  press ("space");
  press ("Left");
  press ("Return");
  dz_test_wait_for (has_pulled_two, work, LONG_S, "two are pulled out");
}

static gboolean
has_stood (gpointer data)
{
  return g_get_monotonic_time () > ((Work *) data)->seen_us + (STANDS_MS + 300) * 1000;
}

static guint
count_decided (Work *work,
               const char *mark)
{
  const char *const argv[] = { g_getenv ("DZ_CTL"), "audit", "list", "--service",
                               work->service->staff_url, "--name", work->head, "--limit", "1000",
                               "--json", NULL };
  g_autofree char *output = NULL;
  g_auto(GStrv) lines = NULL;
  guint n = 0;

  g_setenv ("DUIZHAO_PASSWORD", work->head_password, TRUE);
  output = dz_test_run (argv, NULL, 0);
  lines = g_strsplit (output, mark, -1);
  n = g_strv_length (lines);
  return n > 0 ? n - 1 : 0;
}

static gboolean
is_committed (gpointer data)
{
  return count_decided (data, "sheet_ms") == N_PHOTOS - N_PULLED;
}

/* At once, while there is the most time left; the key stays down. */
static void
approve_too_early (Work *work)
{
  hold_down ("a");
  g_assert_cmpint (g_get_monotonic_time (), <, work->seen_us + STANDS_MS * 1000);
}

/* A key that is still held from before approves nothing; one that is pressed does. */
static void
approve_rest (Work *work)
{
  dz_test_wait_for (has_stood, work, LONG_S, "the sheet has stood long enough");
  hold_down ("a");
  g_assert_false (work->closed);
  g_assert_cmpuint (count_decided (work, "sheet_ms"), ==, 0);
  let_go ("a");
  press ("a");
  dz_test_wait_for (is_over, work, LONG_S, "the rest is approved");
  dz_test_wait_for (is_committed, work, LONG_S, "the service has all decisions");
}

static gboolean
has_ended (gpointer data)
{
  return ((Work *) data)->ended;
}

static void
work_free (Work *work)
{
  g_clear_object (&work->lines);
  g_clear_object (&work->desk);
  g_clear_pointer (&work->service, dz_test_service_free);
  dz_test_remove_tree (work->dir);
  g_free (work->dir);
  g_free (work->data);
  g_free (work->reviewer);
  g_free (work->password);
  g_free (work->head);
  g_free (work->head_password);
  g_free (work->page);
  g_free (work->first_keys);
  g_free (work);
}

static void
test_sheet (void)
{
  Work *work = g_new0 (Work, 1);
  g_autoptr(GError) error = NULL;
  guint n_before;

  work->dir = g_dir_make_tmp ("duizhao-test-XXXXXX", &error);
  g_assert_no_error (error);
  work->data = g_build_filename (work->dir, "data", NULL);
  seed (work);
  work->service = dz_test_service_start (work->data, NULL, NULL);
  start_desk (work);
  sign_in (work);
  dz_test_wait_for (has_shown, work, LONG_S, "the first photo");
  press ("Escape");
  dz_test_wait_for (has_closed_first_keys, work, LONG_S, "the first keys are closed");
  n_before = count_decided (work, "\"kind\":\"decide\"");

  open_full_sheet (work);
  approve_too_early (work);
  pull_two (work);
  approve_rest (work);
  g_assert_cmpuint (count_decided (work, "\"kind\":\"decide\""), ==,
                    n_before + N_PHOTOS - N_PULLED);

  press ("ctrl+q");
  dz_test_wait_for (has_ended, work, WINDOW_S, "the workstation ends");
  g_assert_true (g_subprocess_wait_check (work->desk, NULL, &error));
  g_assert_no_error (error);
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
  g_test_add_func ("/desk/contact-sheet", test_sheet);
  return g_test_run ();
}
