/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-service-program.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dz-config.h"
#include "dz-listen-address.h"
#include "dz-service.h"

#define CREDENTIAL_BYTES_MIN 16
#define CREDENTIAL_BYTES_MAX 256
#define HELPERS_MAX 64

typedef struct
{
  char    *data_dir;
  char    *listen;
  char    *staff_listen;
  char    *tls_cert;
  char    *tls_key;
  gboolean insecure;
  int      parent_pipe;
  int      credential_fd;
  int      helpers;
  gboolean version;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_free (arguments->data_dir);
  g_free (arguments->listen);
  g_free (arguments->staff_listen);
  g_free (arguments->tls_cert);
  g_free (arguments->tls_key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

/* What a running program holds, in the order in which it was taken. */
typedef struct
{
  GSocketAddress  *students_at;  /* owned */
  GSocketAddress  *staff_at;     /* owned */
  GTlsCertificate *certificate;  /* owned, nullable */
  char            *credential;   /* owned, nullable */
  DzDataLock      *lock;         /* owned */
  DzService       *service;      /* owned */
  SoupServer      *students;     /* owned */
  SoupServer      *staff;        /* owned */
  GMainLoop       *loop;         /* owned */
} Program;

static void
program_clear (Program *program)
{
  if (program->service != NULL)
    dz_service_close (program->service);
  g_clear_object (&program->service);
  g_clear_object (&program->students);
  g_clear_object (&program->staff);
  g_clear_pointer (&program->lock, dz_data_lock_release);
  g_clear_object (&program->certificate);
  g_clear_object (&program->students_at);
  g_clear_object (&program->staff_at);
  g_clear_pointer (&program->loop, g_main_loop_unref);
  g_free (program->credential);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Program, program_clear)

static DzServiceExit
fail (DzServiceExit status,
      const char   *sentence)
{
  g_printerr ("duizhao-service: %s\n", sentence);
  return status;
}

static gboolean
parse_arguments (int        *argc,
                 char      **argv[],
                 Arguments  *arguments,
                 GError    **error)
{
  GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &arguments->data_dir, N_ ("Folder of all data"),
      N_ ("DIR") },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &arguments->listen,
      N_ ("Where students are served (127.0.0.1:8080); port 0 takes a free one"),
      N_ ("ADDR:PORT") },
    { "staff-listen", 0, 0, G_OPTION_ARG_STRING, &arguments->staff_listen,
      N_ ("Where desks are served (127.0.0.1:8081)"), N_ ("ADDR:PORT") },
    { "tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &arguments->tls_cert,
      N_ ("Certificate chain of both, PEM"), N_ ("FILE") },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &arguments->tls_key, N_ ("Its private key, PEM"),
      N_ ("FILE") },
    { "insecure", 0, 0, G_OPTION_ARG_NONE, &arguments->insecure,
      N_ ("Listen beyond this machine without TLS"), NULL },
    { "helpers", 0, 0, G_OPTION_ARG_INT, &arguments->helpers,
      N_ ("How many photos to examine at once"), N_ ("N") },
    { "parent-pipe", 0, 0, G_OPTION_ARG_INT, &arguments->parent_pipe,
      N_ ("End when this inherited pipe closes"), N_ ("FD") },
    { "credential-fd", 0, 0, G_OPTION_ARG_INT, &arguments->credential_fd,
      N_ ("Read the one-time administrator credential from this inherited descriptor"),
      N_ ("FD") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &arguments->version, N_ ("Print the version and end"),
      NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
    context, _ ("Keeps the agency's data and serves students and desks over HTTP."));
  g_option_context_add_main_entries (context, entries, "duizhao");
  return g_option_context_parse (context, argc, argv, error);
}

static gboolean
check_arguments (int              argc,
                 const Arguments *arguments,
                 const char     **problem)
{
  if (argc > 1)
    *problem = _ ("There is an argument too many; see --help.");
  else if (arguments->data_dir == NULL)
    *problem = _ ("--data DIR is needed; see --help.");
  else if ((arguments->tls_cert == NULL) != (arguments->tls_key == NULL))
    *problem = _ ("--tls-cert and --tls-key go together.");
  else if (arguments->helpers < 1 || arguments->helpers > HELPERS_MAX)
    *problem = _ ("--helpers wants a number from 1 to 64.");
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_addresses (const Arguments *arguments,
                Program         *program,
                GError         **error)
{
  program->students_at = dz_listen_address_parse (arguments->listen, error);
  if (program->students_at == NULL)
    return FALSE;
  program->staff_at = dz_listen_address_parse (arguments->staff_listen, error);
  if (program->staff_at == NULL)
    return FALSE;
  if (arguments->tls_cert != NULL || arguments->insecure ||
      (dz_listen_address_is_loopback (program->students_at) &&
       dz_listen_address_is_loopback (program->staff_at)))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                       _ ("Beyond this machine, photos and passwords need TLS: give --tls-cert and "
                          "--tls-key, or say --insecure where something else encrypts."));
  return FALSE;
}

static gboolean
read_certificate (const Arguments *arguments,
                  Program         *program,
                  GError         **error)
{
  if (arguments->tls_cert == NULL)
    return TRUE;
  program->certificate =
    g_tls_certificate_new_from_files (arguments->tls_cert, arguments->tls_key, error);
  if (program->certificate == NULL)
    g_prefix_error (error, "%s", _ ("The certificate or its key cannot be used: "));
  return program->certificate != NULL;
}

/* The helper must not inherit what stands for the desk's rights. */
static void
keep_from_children (int fd)
{
  int flags = fcntl (fd, F_GETFD);

  if (flags >= 0)
    fcntl (fd, F_SETFD, flags | FD_CLOEXEC);
}

static gboolean
read_credential (const Arguments *arguments,
                 Program         *program,
                 GError         **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  char byte;

  if (arguments->credential_fd < 0)
    return TRUE;
  while (text->len <= CREDENTIAL_BYTES_MAX && read (arguments->credential_fd, &byte, 1) == 1 &&
         byte != '\n')
    g_string_append_c (text, byte);
  close (arguments->credential_fd);
  if (text->len >= CREDENTIAL_BYTES_MIN && text->len <= CREDENTIAL_BYTES_MAX &&
      strlen (text->str) == text->len && g_utf8_validate (text->str, -1, NULL))
    {
      program->credential = g_strdup (text->str);
      return TRUE;
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _ ("No credential of 16 to 256 characters came from --credential-fd."));
  return FALSE;
}

static gboolean
take_data (const Arguments *arguments,
           Program         *program,
           GError         **error)
{
  program->lock = dz_data_lock_take (arguments->data_dir, error);
  return program->lock != NULL;
}

static gboolean
start_service (const Arguments *arguments,
               Program         *program,
               GError         **error)
{
  DzServiceOptions options = DZ_SERVICE_OPTIONS_DEFAULT;

  options.n_helpers = arguments->helpers;
  options.credential = program->credential;
  program->service = dz_service_new (arguments->data_dir, &options);
  return dz_service_start (program->service, error);
}

static SoupServer *
listen_at (Program        *program,
           GSocketAddress *address,
           GError        **error)
{
  SoupServerListenOptions options = program->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0;
  g_autoptr(SoupServer) server =
    soup_server_new ("tls-certificate", program->certificate, "server-header", "duizhao", NULL);

  if (soup_server_listen (server, address, options, error))
    return g_steal_pointer (&server);
  g_prefix_error (error, "%s", _ ("Listening failed: "));
  return NULL;
}

static gboolean
listen_at_both (Program *program,
                GError **error)
{
  program->students = listen_at (program, program->students_at, error);
  if (program->students == NULL)
    return FALSE;
  program->staff = listen_at (program, program->staff_at, error);
  if (program->staff == NULL)
    return FALSE;
  dz_service_attach_students (program->service, program->students);
  dz_service_attach_staff (program->service, program->staff);
  return TRUE;
}

/* For programs to read: one line each, never translated. */
static void
print_address (const char *name,
               SoupServer *server)
{
  GSList *uris = soup_server_get_uris (server);
  GUri *uri = uris->data;
  gboolean is_ipv6 = strchr (g_uri_get_host (uri), ':') != NULL;

  g_print (is_ipv6 ? "%s %s://[%s]:%d\n" : "%s %s://%s:%d\n", name, g_uri_get_scheme (uri),
           g_uri_get_host (uri), g_uri_get_port (uri));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
parent_cb (int          fd,
           GIOCondition condition,
           gpointer     user_data)
{
  char ignored[64];

  if ((condition & G_IO_IN) != 0 && read (fd, ignored, sizeof ignored) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
serve (const Arguments *arguments,
       Program         *program)
{
  program->loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, quit_cb, program->loop);
  g_unix_signal_add (SIGINT, quit_cb, program->loop);
  if (arguments->parent_pipe >= 0)
    g_unix_fd_add (arguments->parent_pipe, G_IO_IN | G_IO_HUP | G_IO_ERR, parent_cb,
                   program->loop);
  print_address ("students", program->students);
  print_address ("staff", program->staff);
  g_print ("ready\n");
  fflush (stdout);
  g_main_loop_run (program->loop);
}

static void
prepare_process (const Arguments *arguments)
{
  /* The standard output belongs to the lines that programs read. */
  g_log_writer_default_set_use_stderr (TRUE);
  signal (SIGPIPE, SIG_IGN);
  umask (S_IRWXG | S_IRWXO);
  keep_from_children (arguments->parent_pipe);
  keep_from_children (arguments->credential_fd);
}

static void
begin_translating (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, DZ_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
fill_arguments (Arguments *arguments)
{
  if (arguments->listen == NULL)
    arguments->listen = g_strdup ("127.0.0.1:8080");
  if (arguments->staff_listen == NULL)
    arguments->staff_listen = g_strdup ("127.0.0.1:8081");
}

/**
 * dz_service_program_run:
 * @argc: number of arguments
 * @argv: arguments
 *
 * The program duizhao-service: reads its arguments, serves until it is told to end.
 *
 * Returns: how it ended
 */
DzServiceExit
dz_service_program_run (int   argc,
                        char *argv[])
{
  g_auto(Arguments) arguments = { .parent_pipe = -1, .credential_fd = -1, .helpers = 2 };
  g_auto(Program) program = { 0 };
  g_autoptr(GError) error = NULL;
  const char *problem;

  begin_translating ();
  if (!parse_arguments (&argc, &argv, &arguments, &error))
    return fail (DZ_SERVICE_EXIT_USAGE, error->message);
  if (arguments.version)
    {
      g_print ("duizhao-service %s\n", DZ_VERSION);
      return DZ_SERVICE_EXIT_DONE;
    }
  fill_arguments (&arguments);
  if (!check_arguments (argc, &arguments, &problem))
    return fail (DZ_SERVICE_EXIT_USAGE, problem);
  prepare_process (&arguments);
  if (!read_addresses (&arguments, &program, &error))
    return fail (DZ_SERVICE_EXIT_USAGE, error->message);
  if (!read_certificate (&arguments, &program, &error) ||
      !read_credential (&arguments, &program, &error) ||
      !take_data (&arguments, &program, &error) || !start_service (&arguments, &program, &error) ||
      !listen_at_both (&program, &error))
    return fail (DZ_SERVICE_EXIT_FAILED, error->message);
  serve (&arguments, &program);
  return DZ_SERVICE_EXIT_DONE;
}
