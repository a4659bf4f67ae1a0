/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "dz-portrait-file.h"

#define ADMIN_PASSWORD "correct horse"

void
fixture_set_up (Fixture      *self,
                gconstpointer user_data)
{
  g_autoptr(GError) error = NULL;

  self->dir = g_dir_make_tmp ("duizhao-ctl-XXXXXX", &error);
  g_assert_no_error (error);
  self->data = g_build_filename (self->dir, "data", NULL);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) folder =
    g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_tree (inner);
    }
  g_remove (path);
}

void
fixture_tear_down (Fixture      *self,
                   gconstpointer user_data)
{
  fixture_stop_service (self);
  remove_tree (self->dir);
  g_free (self->dir);
  g_free (self->data);
  g_free (self->language);
  g_free (self->locale);
  g_free (self->password);
}

static GStrv
collect (va_list words)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  const char *word;

  g_strv_builder_add (builder, g_getenv ("DZ_CTL"));
  while ((word = va_arg (words, const char *)) != NULL)
    g_strv_builder_add (builder, word);
  return g_strv_builder_end (builder);
}

static GSubprocessLauncher *
make_launcher (Fixture *self)
{
  GSubprocessLauncher *launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                               G_SUBPROCESS_FLAGS_STDERR_PIPE);

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->dir, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "DUIZHAO_PASSWORD");
  if (self->language != NULL)
    g_subprocess_launcher_setenv (launcher, "LANGUAGE", self->language, TRUE);
  if (self->locale != NULL)
    g_subprocess_launcher_setenv (launcher, "LC_ALL", self->locale, TRUE);
  if (self->models != NULL)
    g_subprocess_launcher_setenv (launcher, "DUIZHAO_MODELS", self->models, TRUE);
  if (self->password != NULL)
    g_subprocess_launcher_setenv (launcher, "DUIZHAO_PASSWORD", self->password, TRUE);
  return launcher;
}

static char *
to_text (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return g_strndup (text != NULL ? text : "", length);
}

Run *
fixture_run (Fixture    *self,
             const char *input,
             ...)
{
  g_autoptr(GSubprocessLauncher) launcher = make_launcher (self);
  g_autoptr(GBytes) in = g_bytes_new (input != NULL ? input : "",
                                      input != NULL ? strlen (input) : 0);
  g_autoptr(GBytes) out = NULL;
  g_autoptr(GBytes) err = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) words = NULL;
  Run *run = g_new0 (Run, 1);
  va_list list;

  va_start (list, input);
  words = collect (list);
  va_end (list);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, in, NULL, &out, &err, &error);
  g_assert_no_error (error);
  run->out = to_text (out);
  run->err = to_text (err);
  if (g_subprocess_get_if_signaled (process))
    g_error ("killed by signal %d: %s%s", g_subprocess_get_term_sig (process), run->out, run->err);
  run->status = g_subprocess_get_exit_status (process);
  g_assert_true (g_utf8_validate (run->out, -1, NULL));
  g_assert_true (g_utf8_validate (run->err, -1, NULL));
  return run;
}

void
run_free (Run *run)
{
  g_free (run->out);
  g_free (run->err);
  g_free (run);
}

static void
assert_holds (const char *what,
              const char *text,
              const char *part)
{
  if (part != NULL && (*part == '\0' ? *text != '\0' : strstr (text, part) == NULL))
    g_error ("%s has not “%s”: %s", what, part, text);
}

/* @in_out and @in_err: what must stand there; "" for nothing at all, NULL for anything. */
void
run_assert (const Run  *run,
            int         status,
            const char *in_out,
            const char *in_err)
{
  if (run->status != status)
    g_error ("ended with %d and not %d: %s%s", run->status, status, run->out, run->err);
  assert_holds ("stdout", run->out, in_out);
  assert_holds ("stderr", run->err, in_err);
}

char *
fixture_path (Fixture    *self,
              const char *name)
{
  return g_build_filename (self->dir, name, NULL);
}

char *
fixture_write (Fixture    *self,
               const char *name,
               const void *bytes,
               gssize      length)
{
  g_autoptr(GError) error = NULL;
  char *path = fixture_path (self, name);

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  return path;
}

/* A photo without fault, 900×1200 at quality 91. */
char *
fixture_write_photo (Fixture    *self,
                     const char *name,
                     gboolean    png)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autoptr(GBytes) photo = NULL;
  g_autoptr(GError) error = NULL;
  DzPortrait portrait;
  DzPortraitFile file;

  dz_portrait_init_random (&portrait, rand);
  portrait.width = 900;
  portrait.height = 1200;
  dz_portrait_file_init (&file);
  file.quality = 91;
  file.subsampling = 444;
  file.dpi = 300;
  photo = png ? dz_portrait_to_png (&portrait, NULL, &error)
              : dz_portrait_to_jpeg (&portrait, &file, NULL, &error);
  g_assert_no_error (error);
  return fixture_write (self, name, g_bytes_get_data (photo, NULL),
                        (gssize) g_bytes_get_size (photo));
}

/* What stands in the data directory; NULL where it is not there. */
GStrv
fixture_list_data (Fixture *self)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr(GDir) folder = g_dir_open (self->data, 0, NULL);
  const char *name;

  if (folder == NULL)
    return NULL;
  while ((name = g_dir_read_name (folder)) != NULL)
    g_strv_builder_add (names, name);
  return g_strv_builder_end (names);
}

/* Adds “admin” to the data, for the service. */
void
fixture_add_admin (Fixture *self)
{
  g_autoptr(Run) run =
    fixture_run (self, ADMIN_PASSWORD "\n", "user", "add", "admin", "--roles",
                 "administrator,reviewer", "--password-stdin", "--data", self->data, NULL);

  run_assert (run, 0, "admin", "");
  g_free (self->password);
  self->password = g_strdup (ADMIN_PASSWORD);
}

void
fixture_start_service (Fixture *self)
{
  self->service = dz_test_service_start (self->data, NULL, NULL);
  self->staff = self->service->staff_url;
}

void
fixture_stop_service (Fixture *self)
{
  if (self->service == NULL)
    return;
  dz_test_service_stop (self->service);
  g_clear_pointer (&self->service, dz_test_service_free);
  self->staff = NULL;
}
