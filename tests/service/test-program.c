/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>
#include <unistd.h>

#include "dz-listen-address.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"
#include "dz-wire.h"

/* The real program, from outside. */
#define CREDENTIAL "0123456789abcdef-from-the-desk"
#define USER_VERSION_AT 60 /* where SQLite's file format keeps it, four bytes, the highest first */

typedef struct
{
  char *dir; /* owned */
} Place;

static void
set_up (Place        *self,
        gconstpointer user_data)
{
  g_autoptr(GError) error = NULL;

  self->dir = g_dir_make_tmp ("dz-program-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Place        *self,
           gconstpointer user_data)
{
  dz_test_remove_tree (self->dir);
  g_free (self->dir);
}

typedef struct
{
  gboolean done;
  GBytes  *bytes;
  GError  *error;
} Sending;

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Sending *sending = user_data;

  sending->bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result,
                                                      &sending->error);
  sending->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Sending *) data)->done;
}

static gboolean
accept_cb (SoupMessage         *message,
           GTlsCertificate     *certificate,
           GTlsCertificateFlags problems,
           gpointer             user_data)
{
  return TRUE;
}

/* Asks a staff address; returns the answer's text, and NULL where nobody answers. */
static char *
ask (const char *url,
     const char *method,
     const char *path,
     const char *json,
     guint      *status)
{
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autofree char *uri = g_strconcat (url, DZ_WIRE_API_PREFIX, path, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, uri);
  Sending sending = { FALSE, NULL, NULL };
  char *text;

  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_cb), NULL);
  soup_message_headers_append (soup_message_get_request_headers (message), DZ_WIRE_API_HEADER, "1");
  if (json != NULL)
    {
      g_autoptr(GBytes) body = g_bytes_new (json, strlen (json));

      soup_message_set_request_body_from_bytes (message, "application/json", body);
    }
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, sent_cb, &sending);
  dz_test_wait_for (is_done, &sending, 60, "an answer");
  *status = soup_message_get_status (message);
  g_clear_error (&sending.error);
  if (sending.bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (sending.bytes, NULL), g_bytes_get_size (sending.bytes));
  g_bytes_unref (sending.bytes);
  return text;
}

static void
assert_says (const char *url,
             const char *words)
{
  guint status;
  g_autofree char *text = ask (url, "GET", "/service", NULL, &status);

  g_assert_cmpuint (status, ==, 200);
  g_assert_nonnull (strstr (text, words));
}

static void
test_port_0 (Place        *self,
             gconstpointer user_data)
{
  g_autoptr(DzTestService) service = dz_test_service_start (self->dir, NULL, NULL);

  g_assert_true (g_str_has_prefix (service->students_url, "http://127.0.0.1:"));
  g_assert_cmpstr (service->students_url, !=, service->staff_url);
  assert_says (service->staff_url, "\"needs_setup\":true");
  dz_test_service_stop (service);
}

static char *
run (Place      *self,
     const char *option,
     const char *value,
     int         status)
{
  const char *const argv[] = { g_getenv ("DZ_SERVICE"), "--data", self->dir, "--listen",
                               "127.0.0.1:0", "--staff-listen", "127.0.0.1:0", option, value,
                               NULL };

  return dz_test_run (argv, NULL, status);
}

static void
test_locked (Place        *self,
             gconstpointer user_data)
{
  g_autoptr(DzTestService) service = dz_test_service_start (self->dir, NULL, NULL);
  g_autofree char *output = run (self, NULL, NULL, 1);

  g_assert_true (g_str_has_prefix (output, "duizhao-service: "));
  g_assert_cmpuint (strlen (output), >, 30);
  assert_says (service->staff_url, "version");
  dz_test_service_stop (service);
}

/* Killed without warning, it leaves no lock behind. */
static void
test_killed (Place        *self,
             gconstpointer user_data)
{
  g_autoptr(DzTestService) first = dz_test_service_start (self->dir, NULL, NULL);
  g_autoptr(DzTestService) second = NULL;

  dz_test_service_kill (first);
  second = dz_test_service_start (self->dir, NULL, NULL);
  assert_says (second->staff_url, "version");
  dz_test_service_stop (second);
}

static void
test_usage (Place        *self,
            gconstpointer user_data)
{
  static const struct
  {
    const char *option;
    const char *value;
  } wrong[] = {
    { "--nonsense", NULL },   { "--helpers", "0" },          { "--helpers", "x" },
    { "--tls-cert", "file" }, { "--listen", "example" },     { "--listen", "127.0.0.1:99999" },
    { "--listen", "host:1" }, { "--staff-listen", "0.0.0.0:0" }, { "one", "more" },
  };
  const char *const nothing[] = { g_getenv ("DZ_SERVICE"), NULL };
  const char *const version[] = { g_getenv ("DZ_SERVICE"), "--version", NULL };
  const char *const help[] = { g_getenv ("DZ_SERVICE"), "--help", NULL };
  g_autofree char *no_data = dz_test_run (nothing, NULL, 2);
  g_autofree char *said_version = dz_test_run (version, NULL, 0);
  g_autofree char *said_help = dz_test_run (help, NULL, 0);

  g_assert_nonnull (strstr (no_data, "--data"));
  g_assert_true (g_str_has_prefix (said_version, "duizhao-service "));
  g_assert_nonnull (strstr (said_help, "--staff-listen"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *output = run (self, wrong[i].option, wrong[i].value, 2);

      g_test_message ("%s %s: %s", wrong[i].option, wrong[i].value, output);
      g_assert_true (g_str_has_prefix (output, "duizhao-service: "));
    }
}

static void
test_no_certificate (Place        *self,
                     gconstpointer user_data)
{
  const char *const argv[] = { g_getenv ("DZ_SERVICE"), "--data", self->dir, "--tls-cert",
                               "/nonexistent/cert.pem", "--tls-key", "/nonexistent/key.pem", NULL };
  g_autofree char *output = dz_test_run (argv, NULL, 1);

  g_assert_nonnull (strstr (output, "certificate"));
}

/* A database from a newer release is refused with a sentence and left alone. */
static void
test_newer_database (Place        *self,
                     gconstpointer user_data)
{
  g_autoptr(DzTestService) service = dz_test_service_start (self->dir, NULL, NULL);
  g_autofree char *path = g_build_filename (self->dir, "duizhao.sqlite", NULL);
  g_autofree char *output = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length;
  gsize length_after;

  dz_test_service_stop (service);
  g_assert_true (g_file_get_contents (path, &before, &length, NULL));
  before[USER_VERSION_AT + 2] = 0x7f;
  g_assert_true (g_file_set_contents (path, before, length, NULL));
  output = run (self, NULL, NULL, 1);
  g_assert_nonnull (strstr (output, "newer"));
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);
}

typedef struct
{
  GSubprocess      *process; /* owned */
  GDataInputStream *lines;   /* owned */
  char             *staff;   /* owned */
  int               pipe;    /* the parent's end */
  gboolean          ended;
} Embedded;

static void
start_embedded (Embedded   *self,
                const char *dir,
                const char *credential)
{
  g_autoptr(GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GError) error = NULL;
  int parent[2];
  int secret[2];

  g_assert_true (g_unix_open_pipe (parent, FD_CLOEXEC, NULL));
  g_assert_true (g_unix_open_pipe (secret, FD_CLOEXEC, NULL));
  g_assert_cmpint (write (secret[1], credential, strlen (credential)), ==, strlen (credential));
  close (secret[1]);
  g_subprocess_launcher_take_fd (launcher, parent[0], 7);
  g_subprocess_launcher_take_fd (launcher, secret[0], 8);
  self->pipe = parent[1];
  self->process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("DZ_SERVICE"), "--data",
                                               dir, "--listen", "127.0.0.1:0", "--staff-listen",
                                               "127.0.0.1:0", "--parent-pipe", "7",
                                               "--credential-fd", "8", NULL);
  g_assert_no_error (error);
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
}

static void
await_ready (Embedded *self)
{
  g_autofree char *line = NULL;

  while ((line = g_data_input_stream_read_line (self->lines, NULL, NULL, NULL)) != NULL &&
         !g_str_equal (line, "ready"))
    {
      if (g_str_has_prefix (line, "staff "))
        self->staff = g_strdup (line + strlen ("staff "));
      g_clear_pointer (&line, g_free);
    }
  g_assert_nonnull (line);
  g_assert_nonnull (self->staff);
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  ((Embedded *) user_data)->ended = g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
}

static gboolean
has_ended (gpointer data)
{
  return ((Embedded *) data)->ended;
}

static int
await_end (Embedded *self)
{
  g_subprocess_wait_async (self->process, NULL, ended_cb, self);
  dz_test_wait_for (has_ended, self, 60, "the service ends");
  g_assert_true (g_subprocess_get_if_exited (self->process));
  return g_subprocess_get_exit_status (self->process);
}

static void
embedded_clear (Embedded *self)
{
  g_clear_object (&self->process);
  g_clear_object (&self->lines);
  g_free (self->staff);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Embedded, embedded_clear)

static void
test_embedded (Place        *self,
               gconstpointer user_data)
{
  g_auto(Embedded) embedded = { NULL };
  g_autofree char *set_up_text = NULL;
  g_autofree char *session = NULL;
  guint status;

  start_embedded (&embedded, self->dir, CREDENTIAL "\n");
  await_ready (&embedded);
  assert_says (embedded.staff, "\"needs_setup\":true");
  set_up_text = ask (embedded.staff, "POST", "/setup",
                     "{\"credential\":\"" CREDENTIAL "\",\"name\":\"李\","
                     "\"password\":\"correct horse\"}", &status);
  g_assert_cmpuint (status, ==, 201);
  session = ask (embedded.staff, "POST", "/sessions",
                 "{\"credential\":\"" CREDENTIAL "\",\"workstation\":\"w\"}", &status);
  g_assert_cmpuint (status, ==, 201);
  g_assert_nonnull (strstr (session, "\"token\""));

  /* The parent dies: so does the service, well, and its data is free. */
  close (embedded.pipe);
  g_assert_cmpint (await_end (&embedded), ==, 0);
  {
    g_autoptr(DzTestService) next = dz_test_service_start (self->dir, NULL, NULL);

    assert_says (next->staff_url, "\"needs_setup\":false");
    dz_test_service_stop (next);
  }
}

static void
test_bad_credential (Place        *self,
                     gconstpointer user_data)
{
  g_auto(Embedded) embedded = { NULL };

  start_embedded (&embedded, self->dir, "short\n");
  g_assert_cmpint (await_end (&embedded), ==, 1);
  close (embedded.pipe);
}

static void
test_tls (Place        *self,
          gconstpointer user_data)
{
  g_autofree char *cert = g_test_build_filename (G_TEST_DIST, "fixtures", "tls", "cert.pem", NULL);
  g_autofree char *key = g_test_build_filename (G_TEST_DIST, "fixtures", "tls", "key.pem", NULL);
  g_auto(Embedded) service = { NULL };
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *answer = NULL;
  g_autoptr(GError) error = NULL;
  guint status;

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("GIO has no TLS here; install glib-networking");
      return;
    }
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  /* LeakSanitizer itself dies in a process that has loaded GnuTLS. */
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", "detect_leaks=0", TRUE);
  service.process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("DZ_SERVICE"),
                                                 "--data", self->dir, "--listen", "127.0.0.1:0",
                                                 "--staff-listen", "127.0.0.1:0", "--tls-cert",
                                                 cert, "--tls-key", key, NULL);
  g_assert_no_error (error);
  service.lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (service.process));
  await_ready (&service);
  g_assert_true (g_str_has_prefix (service.staff, "https://127.0.0.1:"));
  answer = ask (service.staff, "GET", "/service", NULL, &status);
  g_assert_cmpuint (status, ==, 200);
  plain = g_strconcat ("http", service.staff + strlen ("https"), NULL);
  g_free (ask (plain, "GET", "/service", NULL, &status));
  g_assert_cmpuint (status, !=, 200);
  g_subprocess_send_signal (service.process, SIGTERM);
  g_assert_cmpint (await_end (&service), ==, 0);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *text;
    gboolean    is_address;
    gboolean    is_loopback;
  } addresses[] = {
    { "127.0.0.1:8080", TRUE, TRUE }, { "localhost:0", TRUE, TRUE }, { "[::1]:1", TRUE, TRUE },
    { "0.0.0.0:80", TRUE, FALSE },    { "[::]:80", TRUE, FALSE },    { "10.0.0.1:80", TRUE, FALSE },
    { "", FALSE, FALSE },             { ":80", FALSE, FALSE },       { "127.0.0.1", FALSE, FALSE },
    { "127.0.0.1:", FALSE, FALSE },   { "127.0.0.1:x", FALSE, FALSE }, { "a:1", FALSE, FALSE },
    { "127.0.0.1:65536", FALSE, FALSE }, { "[]:1", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GSocketAddress) address = dz_listen_address_parse (addresses[i].text, &error);

      g_test_message ("%s", addresses[i].text);
      g_assert_true ((address != NULL) == addresses[i].is_address);
      g_assert_true ((error == NULL) == addresses[i].is_address);
      if (address != NULL)
        g_assert_true (dz_listen_address_is_loopback (address) == addresses[i].is_loopback);
    }
}

#define TEST(name, function) \
  g_test_add ("/service/program/" name, Place, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("port-0", test_port_0);
  TEST ("locked", test_locked);
  TEST ("killed", test_killed);
  TEST ("usage", test_usage);
  TEST ("no-certificate", test_no_certificate);
  TEST ("newer-database", test_newer_database);
  TEST ("embedded", test_embedded);
  TEST ("bad-credential", test_bad_credential);
  TEST ("tls", test_tls);
  g_test_add_func ("/service/program/addresses", test_addresses);
  return g_test_run ();
}
