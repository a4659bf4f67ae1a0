/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The helper itself, looked at from outside and asked frame by frame. */
#include "dz-examiner-process.h"
#include "dz-exif-writer.h"
#include "dz-jpeg-writer.h"
#include "dz-memfd.h"
#include "dz-pixels.h"
#include "dz-sandbox.h"
#include "examiner-fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Stands in a photo's metadata, from where the measurement takes it. */
#define SECRET "Zq7VerySecretWxk3"

static const DzExaminerWait patient = { .stop_fd = -1, .timeout_ms = 60000 };

static DzExaminerProcess *
start (void)
{
  g_autoptr(GError) error = NULL;
  DzExaminerProcess *process = dz_examiner_process_new (g_getenv ("DZ_EXAMINER"), &patient, &error);

  g_assert_no_error (error);
  return process;
}

/* Asks for a measurement; the input is said to be @excess bytes longer than it is. */
static GBytes *
ask (DzExaminerProcess *process,
     GBytes            *photo,
     gsize              excess,
     DzExaminerAnswer  *answer)
{
  static const DzExaminerLimits limits = DZ_EXAMINER_LIMITS_DEFAULT;
  g_autoptr(GError) error = NULL;
  int input = dz_memfd_new_input (photo, &error);
  DzExaminerRequest request;
  GBytes *body;

  dz_examiner_request_init (&request, DZ_EXAMINER_KIND_MEASURE, ++process->n_served);
  request.input_length = g_bytes_get_size (photo) + excess;
  request.pixels_max = limits.pixels_max;
  request.memory_max = limits.memory_max;
  request.timeout_ms = 50000;
  body = dz_examiner_process_exchange (process, &request, &input, 1, &patient, answer, &error);
  g_assert_no_error (error);
  close (input);
  return body;
}

static GBytes *
make_photo_with_secret (void)
{
  static const DzExifFields fields = { .software = "Adobe Photoshop " SECRET };
  g_autoptr(DzPixels) pixels = dz_pixels_new (64, 64);
  g_autoptr(GBytes) exif = dz_exif_write (&fields);
  const DzJpegSegment segment = { 0xe1, exif };
  g_autoptr(GError) error = NULL;
  DzJpegWriteOptions options;
  GBytes *jpeg;

  dz_jpeg_write_options_init (&options);
  jpeg = dz_jpeg_write (pixels->data, 64, 64, pixels->stride, DZ_PIXEL_ORDER_RGBX, &options,
                        &segment, 1, &error);
  g_assert_no_error (error);
  return jpeg;
}

static gboolean
holds (GBytes     *bytes,
       const char *word)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  return memmem (data, length, word, strlen (word)) != NULL;
}

static gboolean
region_holds (int         memory,
              off_t       from,
              off_t       to,
              const char *word)
{
  g_autofree char *data = g_malloc (to - from);
  gssize length = pread (memory, data, to - from, from);

  return length > 0 && memmem (data, length, word, strlen (word)) != NULL;
}

/* Everything that a process may write to. */
static gboolean
process_holds (pid_t       pid,
               int         memory,
               const char *word)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/maps", (int) pid);
  g_autofree char *maps = NULL;
  g_auto(GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      unsigned long from;
      unsigned long to;
      char rights[5];

      if (sscanf (lines[i], "%lx-%lx %4s", &from, &to, rights) == 3 && rights[1] == 'w'
          && region_holds (memory, from, to, word))
        return TRUE;
    }
  return FALSE;
}

/* The next photo's child is a copy of the helper, and must find nothing of this photo in it. */
static void
test_forgets (void)
{
  g_autoptr(DzExaminerProcess) process = NULL;
  g_autoptr(GBytes) photo = make_photo_with_secret ();
  g_autoptr(GBytes) body = NULL;
  g_autofree char *path = NULL;
  DzExaminerAnswer answer;
  gint64 end;
  int memory;

  if (DZ_SANDBOX_SANITIZED)
    {
      g_test_skip ("a sanitizer's address space is too large to be searched");
      return;
    }
  process = start ();
  body = ask (process, photo, 0, &answer);
  g_assert_cmpint (answer.status, ==, DZ_EXAMINER_STATUS_OK);
  g_assert_true (holds (body, SECRET));
  path = g_strdup_printf ("/proc/%d/mem", process->pid);
  memory = open (path, O_RDONLY | O_CLOEXEC);
  if (memory < 0)
    {
      g_test_skip ("only root may look into the helper's memory");
      return;
    }
  g_assert_true (process_holds (process->pid, memory, "duizhao-examiner"));
  /* It answers first, and wipes before it takes another request. */
  end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  while (process_holds (process->pid, memory, SECRET))
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  close (memory);
}

/* A buffer that is not as said is our fault, not the file's. */
static void
test_wrong_buffer (void)
{
  g_autoptr(DzExaminerProcess) process = start ();
  g_autoptr(GBytes) photo = fixture_make_jpeg (16, 16, FALSE);
  g_autoptr(GBytes) broken = NULL;
  g_autoptr(GBytes) good = NULL;
  DzExaminerAnswer answer;

  broken = ask (process, photo, 1, &answer);
  g_assert_cmpint (answer.status, ==, DZ_EXAMINER_STATUS_BROKEN);
  g_assert_cmpuint (g_bytes_get_size (broken), ==, 0);
  good = ask (process, photo, 0, &answer);
  g_assert_cmpint (answer.status, ==, DZ_EXAMINER_STATUS_OK);
}

static pid_t
find_child (pid_t parent)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/children", (int) parent, (int) parent);
  g_autofree char *children = NULL;

  return g_file_get_contents (path, &children, NULL, NULL) ? atoi (children) : -1;
}

/* Whether a child has closed itself off: it has its parent's list of system calls and its own. */
static gboolean
is_busy (pid_t child)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", (int) child);
  g_autofree char *status = NULL;

  return g_file_get_contents (path, &status, NULL, NULL)
         && strstr (status, "Seccomp_filters:\t2\n") != NULL;
}

/* Nobody has taken note of its end: it stays listed, without memory. */
static gboolean
has_ended (pid_t child)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", (int) child);
  g_autofree char *status = NULL;

  return g_file_get_contents (path, &status, NULL, NULL)
         && strstr (status, "State:\tZ") != NULL;
}

static pid_t
wait_for_child (pid_t    helper,
                gboolean busy)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  pid_t child;

  while (((child = find_child (helper)) == 0 || (busy && !is_busy (child)))
         && g_get_monotonic_time () < end)
    g_thread_yield ();
  g_assert_cmpint (g_get_monotonic_time (), <, end);
  return child;
}

static gpointer
end_busy_child_cb (gpointer data)
{
  kill (wait_for_child (GPOINTER_TO_INT (data), TRUE), SIGKILL);
  return NULL;
}

static gboolean
lists_children (DzExaminerProcess *process)
{
  if (find_child (process->pid) >= 0)
    return TRUE;
  g_test_skip ("this kernel does not list children");
  return FALSE;
}

/* As the kernel does where memory is short. */
static void
test_child_ended (void)
{
  g_autoptr(DzExaminerProcess) process = start ();
  g_autoptr(GBytes) photo = fixture_make_jpeg (3000, 2000, TRUE);
  g_autoptr(GBytes) body = NULL;
  DzExaminerAnswer answer;
  GThread *thread;

  if (!lists_children (process))
    return;
  thread = g_thread_new ("killer", end_busy_child_cb, GINT_TO_POINTER (process->pid));
  body = ask (process, photo, 0, &answer);
  g_thread_join (thread);
  g_assert_cmpint (answer.status, ==, DZ_EXAMINER_STATUS_BROKEN);
}

/* Likewise, before anything was asked of it: nobody need know. */
static void
test_waiting_child_ended (void)
{
  g_autoptr(DzExaminerProcess) process = start ();
  g_autoptr(GBytes) photo = fixture_make_jpeg (16, 16, FALSE);
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  g_autoptr(GBytes) body = NULL;
  DzExaminerAnswer answer;
  pid_t child;

  if (!lists_children (process))
    return;
  child = wait_for_child (process->pid, FALSE);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  while (!has_ended (child))
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  body = ask (process, photo, 0, &answer);
  g_assert_cmpint (answer.status, ==, DZ_EXAMINER_STATUS_OK);
}

/* What is open in the program stays there, marked to be closed or not. */
static void
test_descriptors (void)
{
  int leaky = open ("/dev/zero", O_RDONLY);
  g_autoptr(DzExaminerProcess) process = start ();
  g_autofree char *path = g_strdup_printf ("/proc/%d/fd", process->pid);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  close (leaky);
  if (dir == NULL)
    {
      g_test_skip ("only root may look into the helper");
      return;
    }
  while (g_dir_read_name (dir) != NULL)
    n++;
  /* The channel to the child that waits comes and goes. */
  g_assert_cmpuint (n, >=, DZ_EXAMINER_SOCKET_FD + 1);
  g_assert_cmpuint (n, <=, DZ_EXAMINER_SOCKET_FD + 3);
}

/* A fork copies one thread only; a second one may hold locks that stay locked for ever. */
static void
test_one_thread (void)
{
  g_autoptr(DzExaminerProcess) process = start ();
  g_autofree char *path = g_strdup_printf ("/proc/%d/task", process->pid);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 1);
}

static void
live_as_stranger (int socket_fd)
{
  pid_t pid;
  char byte;

  if (fork () != 0)
    _exit (0);
  pid = getpid ();
  if (write (socket_fd, &pid, sizeof pid) != sizeof pid)
    _exit (1);
  while (read (socket_fd, &byte, 1) == 1 && write (socket_fd, &byte, 1) == 1)
    continue;
  _exit (0);
}

/* A process that is not our child, sends back every byte, and ends when @socket_fd closes. */
static pid_t
make_stranger (int *socket_fd)
{
  int sockets[2];
  pid_t stranger = 0;
  pid_t middle;

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets), ==, 0);
  middle = fork ();
  if (middle == 0)
    {
      close (sockets[0]);
      live_as_stranger (sockets[1]);
    }
  close (sockets[1]);
  g_assert_cmpint (waitpid (middle, NULL, 0), ==, middle);
  g_assert_cmpint (read (sockets[0], &stranger, sizeof stranger), ==, sizeof stranger);
  *socket_fd = sockets[0];
  return stranger;
}

/* A program that ignores its children's ends (SIGCHLD) may find a helper's number with somebody
 * else. */
static void
test_reused_number (void)
{
  DzExaminerProcess *process = g_new0 (DzExaminerProcess, 1);
  char byte = 'x';
  int socket_fd;

  process->pid = make_stranger (&socket_fd);
  process->socket_fd = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  dz_examiner_process_free (process);
  g_assert_cmpint (send (socket_fd, &byte, 1, MSG_NOSIGNAL), ==, 1);
  g_assert_cmpint (recv (socket_fd, &byte, 1, 0), ==, 1);
  close (socket_fd);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/helper/forgets", test_forgets);
  g_test_add_func ("/helper/wrong-buffer", test_wrong_buffer);
  g_test_add_func ("/helper/child-ended", test_child_ended);
  g_test_add_func ("/helper/waiting-child-ended", test_waiting_child_ended);
  g_test_add_func ("/helper/descriptors", test_descriptors);
  g_test_add_func ("/helper/one-thread", test_one_thread);
  g_test_add_func ("/helper/reused-number", test_reused_number);
  return g_test_run ();
}
