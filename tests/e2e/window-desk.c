/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-desk.h"

#include <string.h>

#include "dz-test-service.h"
#include "dz-test-wait.h"

#define LONG_S 120
#define READABLE_MS 160 /* a photo must stand on the screen for 150 ms before a key counts */

/* ---- what it says ---- */

static void
set_word (char      **word,
          const char *said)
{
  g_free (*word);
  *word = g_strdup (said);
}

static const char *
find_word (const char *line,
           const char *start)
{
  const char *found = strstr (line, start);

  return found != NULL ? found + strlen (start) : NULL;
}

static void
hear_line (WindowDesk *self,
           const char *line)
{
  const char *word;

  if ((word = find_word (line, ": shown ")) != NULL)
    {
      g_hash_table_add (self->shown, g_strdup (word));
      self->shown_us = g_get_monotonic_time ();
      self->n_shown++;
      set_word (&self->last_shown, word);
    }
  else if ((word = find_word (line, ": rests ")) != NULL)
    set_word (&self->rests, word);
  else if ((word = find_word (line, ": tray ")) != NULL)
    set_word (&self->tray, word);
  else if ((word = find_word (line, ": kept ")) != NULL)
    g_hash_table_add (self->kept, g_strdup (word));
  else if ((word = find_word (line, ": page ")) != NULL)
    set_word (&self->page, word);
  else if ((word = find_word (line, ": side ")) != NULL)
    set_word (&self->side, word);
  else if ((word = find_word (line, ": first keys ")) != NULL)
    set_word (&self->first_keys, word);
}

static void read_next_line (WindowDesk *self);

static void
line_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  WindowDesk *self = user_data;
  g_autofree char *line
    = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line == NULL)
    {
      g_clear_object (&self->lines); /* it has ended, and all is heard */
      return;
    }
  hear_line (self, line);
  read_next_line (self);
}

static void
read_next_line (WindowDesk *self)
{
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, NULL, line_cb, self);
}

/* ---- its process ---- */

WindowDesk *
window_desk_new (const char *state_dir)
{
  WindowDesk *self = g_new0 (WindowDesk, 1);

  self->state_dir = g_strdup (state_dir);
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
window_desk_free (WindowDesk *self)
{
  g_hash_table_unref (self->shown);
  g_hash_table_unref (self->kept);
  g_free (self->state_dir);
  g_free (self->page);
  g_free (self->side);
  g_free (self->first_keys);
  g_free (self->last_shown);
  g_free (self->rests);
  g_free (self->tray);
  g_free (self);
}

static void
start (WindowDesk *self,
       const char *url)
{
  g_autoptr(GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GError) error = NULL;

  dz_test_bind_to_us (launcher);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "duizhao", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", self->state_dir, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", self->state_dir, TRUE);
  self->process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("DZ_DESK"),
                                               "--service", url, NULL);
  g_assert_no_error (error);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->first_keys, g_free);
  self->n_shown = 0;
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  read_next_line (self);
}

static gboolean
has_ended (gpointer data)
{
  return ((WindowDesk *) data)->lines == NULL;
}

void
window_desk_kill (WindowDesk *self)
{
  g_subprocess_force_exit (self->process);
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  dz_test_wait_for (has_ended, self, LONG_S, "all that the desk said is heard");
  g_clear_object (&self->process);
}

/* ---- the keyboard ---- */

static char *
run (const char *first,
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

void
window_desk_press (const char *key)
{
  g_autofree char *said = run ("key", key, NULL);
}

static void
write_line (const char *text)
{
  g_autofree char *said = run ("type", text, NULL);

  window_desk_press ("Return");
}

/* Without a window manager nobody gives a window the keyboard. */
static void
take_keyboard (const char *how,
               const char *name)
{
  g_autofree char *found = run ("search", "--sync", "--onlyvisible", how, name, NULL);
  const char *newline = strrchr (found, '\n');
  g_autofree char *said = run ("windowfocus", "--sync", newline != NULL ? newline + 1 : found,
                               NULL);
}

void
window_desk_focus (const char *title)
{
  take_keyboard ("--name", title);
}

static gboolean
asks_who_is_there (gpointer data)
{
  return g_strcmp0 (((WindowDesk *) data)->page, "sign-in") == 0;
}

static gboolean
shows_photo (gpointer data)
{
  return ((WindowDesk *) data)->n_shown > 0;
}

static gboolean
has_closed_first_keys (gpointer data)
{
  return g_strcmp0 (((WindowDesk *) data)->first_keys, "closed") == 0;
}

void
window_desk_open (WindowDesk *self,
                  const char *url,
                  const char *name,
                  const char *password)
{
  start (self, url);
  dz_test_wait_for (asks_who_is_there, self, LONG_S, "the workstation asks who is there");
  take_keyboard ("--class", "duizhao");
  write_line (name);
  write_line (password);
  dz_test_wait_for (shows_photo, self, LONG_S, "the first photo");
  if (self->first_keys == NULL)
    return;
  window_desk_press ("Escape");
  dz_test_wait_for (has_closed_first_keys, self, LONG_S, "the first keys are closed");
}

/* ---- time ---- */

typedef struct
{
  const WindowDesk *desk;
  guint             n_shown;
  gint64            until_us;
} Moment;

static gboolean
is_over (gpointer data)
{
  return g_get_monotonic_time () >= ((const Moment *) data)->until_us;
}

static gboolean
has_more_or_is_over (gpointer data)
{
  const Moment *moment = data;

  return moment->desk->n_shown > moment->n_shown || is_over (data);
}

void
window_desk_rest (WindowDesk *self,
                  guint       ms)
{
  Moment moment = { self, 0, g_get_monotonic_time () + (gint64) ms * 1000 };

  dz_test_wait_for (is_over, &moment, LONG_S, "the time passes");
}

gboolean
window_desk_wait (WindowDesk *self,
                  guint       n_shown,
                  guint       ms)
{
  Moment moment = { self, n_shown, g_get_monotonic_time () + (gint64) ms * 1000 };

  dz_test_wait_for (has_more_or_is_over, &moment, LONG_S, "the next photo, or the end");
  return self->n_shown > n_shown;
}

void
window_desk_judge (WindowDesk *self,
                   const char *key)
{
  Moment moment = { self, 0, self->shown_us + READABLE_MS * 1000 };

  dz_test_wait_for (is_over, &moment, LONG_S, "the photo can be read");
  window_desk_press (key);
}

char *
window_desk_find_dir (WindowDesk *self)
{
  g_autofree char *path = g_build_filename (self->state_dir, "duizhao", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;

  g_assert_nonnull (name);
  return g_build_filename (path, name, NULL);
}
