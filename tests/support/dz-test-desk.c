/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-desk.h"

#include <string.h>

#include "dz-test-keys.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"

#define LONG_S 120
#define READABLE_MS 160 /* a photo must stand on the screen for 150 ms before a key counts */

typedef struct
{
  char   *text;
  gint64  heard_us;
} Said;

static void
said_free (gpointer data)
{
  Said *said = data;

  g_free (said->text);
  g_free (said);
}

/* ---- hearing ---- */

/* "(duizhao:17): duizhao-DEBUG: 12:41:32.123: side reject" */
static void
hear_line (DzTestDesk *self,
           const char *line)
{
  const char *found = strstr (line, "DEBUG: ");
  Said *said;

  found = found != NULL ? strstr (found + strlen ("DEBUG: "), ": ") : NULL;
  if (found == NULL)
    return;
  said = g_new0 (Said, 1);
  said->text = g_strdup (found + strlen (": "));
  said->heard_us = g_get_monotonic_time ();
  g_test_message ("%s", said->text);
  g_ptr_array_add (self->said, said);
}

static void read_next_line (DzTestDesk *self);

static void
line_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  DzTestDesk *self = user_data;
  g_autofree char *line
    = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line == NULL)
    {
      g_clear_object (&self->lines);
      return;
    }
  hear_line (self, line);
  read_next_line (self);
}

static void
read_next_line (DzTestDesk *self)
{
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, NULL, line_cb, self);
}

static const Said *
find_last (DzTestDesk *self,
           guint       since,
           const char *words)
{
  for (guint i = self->said->len; i > since; i--)
    {
      const Said *said = g_ptr_array_index (self->said, i - 1);

      if (g_str_has_prefix (said->text, words))
        return said;
    }
  return NULL;
}

guint
dz_test_desk_get_now (DzTestDesk *self)
{
  return self->said->len;
}

gboolean
dz_test_desk_has_said (DzTestDesk *self,
                       guint       since,
                       const char *words)
{
  return find_last (self, since, words) != NULL;
}

typedef struct
{
  DzTestDesk *desk;
  const char *words;
  guint       since; /* of all that was said, or photos that were shown */
  gint64      until_us;
} Sought;

static gboolean
is_said (gpointer data)
{
  const Sought *sought = data;

  return dz_test_desk_has_said (sought->desk, sought->since, sought->words);
}

void
dz_test_desk_wait_said (DzTestDesk *self,
                        guint       since,
                        const char *words)
{
  Sought sought = { .desk = self, .words = words, .since = since };

  dz_test_wait_for (is_said, &sought, LONG_S, words);
}

guint
dz_test_desk_count (DzTestDesk *self,
                    const char *words)
{
  guint n = 0;

  for (guint i = self->begun; i < self->said->len; i++)
    n += g_str_has_prefix (((const Said *) g_ptr_array_index (self->said, i))->text, words);
  return n;
}

const char *
dz_test_desk_get_last (DzTestDesk *self,
                       const char *words)
{
  const Said *said = find_last (self, self->begun, words);

  return said != NULL ? said->text + strlen (words) : NULL;
}

gint64
dz_test_desk_get_last_us (DzTestDesk *self,
                          const char *words)
{
  const Said *said = find_last (self, self->begun, words);

  return said != NULL ? said->heard_us : 0;
}

GHashTable *
dz_test_desk_list (DzTestDesk *self,
                   const char *words)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->said->len; i++)
    {
      const Said *said = g_ptr_array_index (self->said, i);

      if (g_str_has_prefix (said->text, words))
        g_hash_table_add (set, g_strdup (said->text + strlen (words)));
    }
  return set;
}

/* ---- its process ---- */

DzTestDesk *
dz_test_desk_new (const char *home)
{
  DzTestDesk *self = g_new0 (DzTestDesk, 1);

  self->home = g_strdup (home);
  self->said = g_ptr_array_new_with_free_func (said_free);
  return self;
}

void
dz_test_desk_free (DzTestDesk *self)
{
  if (self->process != NULL)
    dz_test_desk_kill (self);
  g_ptr_array_unref (self->said);
  g_free (self->home);
  g_free (self);
}

void
dz_test_desk_start (DzTestDesk *self,
                    const char *url)
{
  g_autoptr(GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GError) error = NULL;

  dz_test_bind_to_us (launcher);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "duizhao", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", self->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", self->home, TRUE);
  self->process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("DZ_DESK"),
                                               "--service", url, NULL);
  g_assert_no_error (error);
  self->begun = self->said->len;
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  read_next_line (self);
}

static gboolean
has_ended (gpointer data)
{
  return ((DzTestDesk *) data)->lines == NULL;
}

void
dz_test_desk_kill (DzTestDesk *self)
{
  g_subprocess_force_exit (self->process);
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  dz_test_wait_for (has_ended, self, LONG_S, "all that the desk said is heard");
  g_clear_object (&self->process);
}

void
dz_test_desk_quit (DzTestDesk *self)
{
  g_autoptr(GError) error = NULL;

  dz_test_keys_send ("ctrl+q");
  dz_test_wait_for (has_ended, self, LONG_S, "the workstation ends");
  g_assert_true (g_subprocess_wait_check (self->process, NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&self->process);
}

/* ---- its keys ---- */

void
dz_test_desk_press (DzTestDesk *self,
                    const char *key,
                    const char *words)
{
  guint since = dz_test_desk_get_now (self);

  dz_test_keys_send (key);
  dz_test_desk_wait_said (self, since, words);
}

void
dz_test_desk_sign_in (DzTestDesk *self,
                      const char *name,
                      const char *password)
{
  dz_test_desk_wait_said (self, self->begun, "page sign-in");
  dz_test_keys_focus (DZ_TEST_DESK_TITLE);
  dz_test_keys_type (name);
  dz_test_keys_send ("Return");
  dz_test_keys_type (password);
  dz_test_keys_send ("Return");
  dz_test_desk_wait_said (self, self->begun, "shown ");
  dz_test_desk_wait_said (self, self->begun, "first keys shown");
}

void
dz_test_desk_close_first_keys (DzTestDesk *self)
{
  dz_test_desk_press (self, "Escape", "first keys closed");
}

void
dz_test_desk_wait_readable (DzTestDesk *self)
{
  dz_test_wait_until (dz_test_desk_get_last_us (self, "shown ") + READABLE_MS * 1000);
}

static gboolean
has_shown_more_or_is_over (gpointer data)
{
  const Sought *sought = data;

  return dz_test_desk_count (sought->desk, "shown ") > sought->since
         || g_get_monotonic_time () >= sought->until_us;
}

gboolean
dz_test_desk_wait_shown (DzTestDesk *self,
                         guint       n_shown,
                         guint       ms)
{
  Sought sought = { .desk = self, .since = n_shown,
                    .until_us = g_get_monotonic_time () + (gint64) ms * 1000 };

  dz_test_wait_for (has_shown_more_or_is_over, &sought, LONG_S, "the next photo, or the end");
  return dz_test_desk_count (self, "shown ") > n_shown;
}
