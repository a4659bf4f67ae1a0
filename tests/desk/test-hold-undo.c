/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real workstation on a real service, driven by the keyboard alone: of two held decisions the
 * second newest is undone; an undo that comes too late is said to, and a supervisor is asked in one
 * key; they reopen it over HTTP, and another reviewer is offered it, never the same. */
#include <string.h>

#include "../e2e/twins-world.h"
#include "dz-id.h"
#include "dz-portrait-file.h"
#include "dz-store-messages.h"
#include "dz-test-wait.h"

#define WAIT_S 60
#define HOLD_S 8 /* long enough to undo on a busy machine, and short enough to wait for its end */
#define READABLE_MS 250 /* a photo must stand on the screen for 150 ms before a key counts */
#define TRAY "Held Decisions"
#define WHY "pressed the wrong key"

typedef struct
{
  char             *config; /* owned: folder */
  GSubprocess      *desk;
  GDataInputStream *lines;
  GPtrArray        *said;   /* owned (element-type utf8): what the workstation said, in order */
} Work;

/* ---- the workstation's own words: "page sign-in", "shown ID", "side reject", "tray ID" ---- */

static void read_next_line (Work *work);

static void
line_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Work *work = user_data;
  g_autofree char *line
      = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  const char *words = line != NULL ? strstr (line, "DEBUG: ") : NULL;

  words = words != NULL ? strstr (words + strlen ("DEBUG: "), ": ") : NULL;
  if (words != NULL)
    {
      g_test_message ("%s", words + 2);
      g_ptr_array_add (work->said, g_strdup (words + 2));
    }
  if (line != NULL)
    read_next_line (work);
}

static void
read_next_line (Work *work)
{
  g_data_input_stream_read_line_async (work->lines, G_PRIORITY_DEFAULT, NULL, line_cb, work);
}

typedef struct
{
  Work       *work;
  guint       since;
  const char *words;
} Sought;

static gboolean
is_said (gpointer data)
{
  const Sought *sought = data;

  for (guint i = sought->since; i < sought->work->said->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (sought->work->said, i), sought->words))
      return TRUE;
  return FALSE;
}

/* Waits until it has said @words, after what it had said when @since was read. */
static void
wait_said (Work       *work,
           guint       since,
           const char *words)
{
  Sought sought = { work, since, words };

  dz_test_wait_for (is_said, &sought, WAIT_S, words);
}

/* What comes after @word the last time it was said. */
static const char *
get_last (Work       *work,
          const char *word)
{
  for (guint i = work->said->len; i > 0; i--)
    {
      const char *said = g_ptr_array_index (work->said, i - 1);

      if (g_str_has_prefix (said, word))
        return said + strlen (word);
    }
  return NULL;
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

/* Without a window manager nobody gives a window the keyboard. */
static void
take_keyboard (const char *how,
               const char *name)
{
  g_autofree char *found = xdotool ("search", "--sync", "--onlyvisible", how, name, NULL);
  char *newline = strrchr (found, '\n');
  g_autofree char *said = xdotool ("windowfocus", "--sync", newline != NULL ? newline + 1 : found,
                                   NULL);
}

static gboolean
is_over (gpointer data)
{
  return g_get_monotonic_time () >= *(gint64 *) data;
}

/* A photo that has just come is not judged by the key meant for the one before. */
static void
wait_readable (void)
{
  gint64 until_us = g_get_monotonic_time () + READABLE_MS * 1000;

  dz_test_wait_for (is_over, &until_us, WAIT_S, "the photo can be read");
}

/* ---- preparing ---- */

/* Too wide a photo proposes a reason by itself. */
static GBytes *
paint_too_wide (guint student)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (student + 1);
  DzPortraitFile file;
  DzPortrait portrait;

  dz_portrait_init_random (&portrait, rand);
  portrait.width = 600;
  portrait.height = 640;
  dz_portrait_file_init (&file);
  return dz_portrait_to_jpeg (&portrait, &file, NULL, NULL);
}

static void
start_desk (Work *work)
{
  g_autoptr(GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GError) error = NULL;

  work->config = g_build_filename (world.dir, "config", NULL);
  work->said = g_ptr_array_new_with_free_func (g_free);
  dz_test_bind_to_us (launcher);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "duizhao", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", work->config, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", work->config, TRUE);
  work->desk = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("DZ_DESK"), "--service",
                                            world.service->staff_url, NULL);
  g_assert_no_error (error);
  work->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (work->desk));
  read_next_line (work);
}

static void
sign_in (Work *work)
{
  wait_said (work, 0, "page sign-in");
  take_keyboard ("--class", "duizhao");
  write_text (TYPIST);
  press ("Return");
  write_text (TYPIST_PASSWORD);
  press ("Return");
  wait_said (work, 0, "shown ");
  wait_said (work, 0, "first keys shown");
  press ("Escape");
  wait_said (work, 0, "first keys closed");
}

/* ---- deciding ---- */

/* Rejects what is shown, for the reason that is proposed; says what it was. The next photo comes by
 * itself. */
static char *
reject (Work *work)
{
  char *submission = g_strdup (get_last (work, "shown "));
  guint since = work->said->len;

  wait_readable ();
  press ("r");
  wait_said (work, since, "side reject");
  since = work->said->len;
  press ("Return");
  wait_said (work, since, "shown ");
  return submission;
}

/* Opens the tray, which begins with the newest; says when. */
static guint
open_tray (Work       *work,
           const char *key,
           const char *newest)
{
  g_autofree char *chosen = g_strconcat ("tray ", newest, NULL);
  guint since = work->said->len;

  press (key);
  wait_said (work, since, chosen);
  take_keyboard ("--name", TRAY);
  return work->said->len;
}

/* The second newest of two comes back, and the newest stays decided. */
static void
undo_second_newest (Work       *work,
                    const char *first,
                    const char *second)
{
  g_autofree char *chosen = g_strconcat ("tray ", first, NULL);
  g_autofree char *shown = g_strconcat ("shown ", first, NULL);
  guint since = open_tray (work, "t", second);

  press ("Down");
  wait_said (work, since, chosen);
  since = work->said->len;
  press ("z");
  wait_said (work, since, shown);
  take_keyboard ("--class", "duizhao");
}

static gboolean
is_asked (gpointer data)
{
  g_autoptr(GPtrArray) tasks = world_list_tasks ();

  return world_find_task (tasks, data) != NULL;
}

/* The desk counts down by a clock that it knows to the second; the service seals by its own. */
static gboolean
is_in_effect (gpointer data)
{
  g_autofree char *path = g_strconcat ("/submissions/", (const char *) data, NULL);
  g_autoptr(JsonNode) found = world_ask_staff ("GET", path, world.supervisor, NULL, 200);
  g_autoptr(DzSubmission) now = dz_wire_submission_from_json (found, NULL);

  return now->state == DZ_STATE_REJECTED;
}

/* One key opens the tray where the last decision has taken effect, one more asks. */
static void
ask_too_late (Work       *work,
              const char *submission)
{
  g_autofree char *sealed = g_strconcat ("sealed ", submission, NULL);
  g_autoptr(GPtrArray) tasks = NULL;
  const DzTask *task;

  wait_said (work, 0, sealed);
  dz_test_wait_for (is_in_effect, (gpointer) submission, WAIT_S, "the decision takes effect");
  open_tray (work, "z", submission);
  press ("c");
  write_text (WHY);
  press ("Return");
  dz_test_wait_for (is_asked, (gpointer) submission, WAIT_S, "the request stands at the service");
  tasks = world_list_tasks ();
  task = world_find_task (tasks, submission);
  g_assert_cmpint (task->kind, ==, DZ_TASK_REQUEST);
  g_assert_cmpstr (task->asked_by, ==, TYPIST);
  g_assert_cmpstr (task->reason, ==, WHY);
}

/* ---- what the service has ---- */

static void
assert_undone_once (const char *submission)
{
  g_autoptr(GPtrArray) entries = world_list_history ();
  guint n_undone = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const DzEntry *entry = g_ptr_array_index (entries, i);

      if (!g_str_equal (entry->kind, "undo"))
        continue;
      g_assert_cmpstr (entry->subject, ==, submission);
      n_undone++;
    }
  g_assert_cmpuint (n_undone, ==, 1);
}

static void
reopen (const char *submission)
{
  g_autofree char *path = g_strconcat ("/submissions/", submission, NULL);
  g_autoptr(JsonNode) found = world_ask_staff ("GET", path, world.supervisor, NULL, 200);
  g_autoptr(DzSubmission) now = dz_wire_submission_from_json (found, NULL);
  g_autoptr(DzCommand) command = dz_command_new ();
  g_autoptr(JsonNode) json = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_autofree char *text = NULL;

  command->id = dz_id_new ();
  command->kind = DZ_COMMAND_REOPEN;
  command->submission = g_strdup (submission);
  command->version = now->version;
  command->photo = g_strdup (now->photo);
  command->reason = g_strdup ("agreed");
  json = dz_wire_command_to_json (command);
  body = dz_wire_print (json);
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  answer = world_ask_staff ("POST", "/commands", world.supervisor, text, 200);
  g_assert_false (is_asked ((gpointer) submission));
}

/* The student is told twice: of the decision, and that it holds no more. */
static void
assert_told (const char *submission)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzStore) store = dz_store_open (world.data, &error);
  g_autoptr(GPtrArray) messages = NULL;
  g_autoptr(GString) kinds = g_string_new (NULL);

  g_assert_no_error (error);
  messages = dz_store_list_messages (store, 0, 100, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < messages->len; i++)
    {
      const DzMessage *message = g_ptr_array_index (messages, i);

      if (g_str_equal (message->submission, submission))
        g_string_append_printf (kinds, "%s ", message->kind);
    }
  g_assert_cmpstr (kinds->str, ==, "rejected reopened ");
}

/* The workstation fetches anew, and is not offered it; another reviewer is. */
static void
assert_offered_to_another (Work       *work,
                           const char *submission)
{
  g_autofree char *third = g_strdup (get_last (work, "shown "));
  g_autoptr(GPtrArray) items = NULL;
  guint since;

  press ("Escape");
  take_keyboard ("--class", "duizhao");
  since = work->said->len;
  press ("F5");
  wait_said (work, since, "leased, 1 here");
  g_assert_cmpstr (get_last (work, "shown "), ==, third);
  items = world_lease (world.reviewer, "review");
  g_assert_nonnull (world_find_item (items, submission));
  g_assert_cmpuint (items->len, ==, 1);
  world_release (world.reviewer, items);
}

static void
work_free (Work *work)
{
  g_subprocess_force_exit (work->desk);
  g_subprocess_wait (work->desk, NULL, NULL);
  g_object_unref (work->lines);
  g_object_unref (work->desk);
  g_ptr_array_unref (work->said);
  g_free (work->config);
  g_free (work);
}

static void
test_hold_undo (void)
{
  Work *work = g_new0 (Work, 1);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *again = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GBytes) photo = paint_too_wide (i);
      g_autofree char *submission = world_upload (i, photo, "in-review");
    }
  start_desk (work);
  sign_in (work);
  first = reject (work);
  second = reject (work);
  undo_second_newest (work, first, second);
  again = reject (work);
  g_assert_cmpstr (again, ==, first);
  ask_too_late (work, first);
  assert_undone_once (first);
  world_assert_state (first, DZ_STATE_REJECTED);
  world_assert_state (second, DZ_STATE_REJECTED);
  reopen (first);
  assert_told (first);
  assert_offered_to_another (work, first);
  work_free (work);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *tool = g_find_program_in_path ("xdotool");
  int status;

  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("DISPLAY") == NULL || tool == NULL)
    {
      g_print ("1..0 # SKIP there is no display, or no xdotool to press keys\n");
      return 0;
    }
  g_test_add_func ("/desk/hold-undo", test_hold_undo);
  world.hold_s = HOLD_S;
  world.types = TRUE;
  world_open ();
  status = g_test_run ();
  world_close ();
  return status;
}
