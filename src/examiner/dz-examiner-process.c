/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-examiner-process.h"

#include "dz-examiner-program.h"
#include "dz-examiner.h"
#include "dz-plain-text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define MODELS_MAX 300
#define FAULT_MAX 4096

static gboolean
fail (GError        **error,
      DzExaminerError code,
      const char     *sentence)
{
  g_set_error_literal (error, DZ_EXAMINER_ERROR, code, sentence);
  return FALSE;
}

/* The helper gets its socket, /dev/null and our stderr, default signals, and a session of its own,
 * so that a Ctrl+C meant for the program does not end it in the middle of a request. */
static int
spawn (const char *program,
       int         socket_fd,
       pid_t      *pid)
{
  g_auto(GStrv) own = g_get_environ ();
  g_auto(GStrv) environment = dz_examiner_program_environment (own);
  char *const arguments[] = { (char *) program, NULL };
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none;
  sigset_t all;
  int result;

  sigemptyset (&none);
  sigfillset (&all);
  posix_spawnattr_init (&attributes);
  posix_spawnattr_setflags (&attributes,
                            POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
  posix_spawnattr_setsigmask (&attributes, &none);
  posix_spawnattr_setsigdefault (&attributes, &all);
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_adddup2 (&actions, socket_fd, DZ_EXAMINER_SOCKET_FD);
  posix_spawn_file_actions_addopen (&actions, STDIN_FILENO, "/dev/null", O_RDWR, 0);
  posix_spawn_file_actions_adddup2 (&actions, STDIN_FILENO, STDOUT_FILENO);
  posix_spawn_file_actions_addclosefrom_np (&actions, DZ_EXAMINER_SOCKET_FD + 1);
  result = posix_spawn (pid, program, &actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy (&actions);
  posix_spawnattr_destroy (&attributes);
  return result;
}

/* Waits until the helper has something to say. */
static gboolean
await (DzExaminerProcess    *self,
       const DzExaminerWait *wait,
       GError              **error)
{
  gint64 deadline_us = g_get_monotonic_time () + (gint64) wait->timeout_ms * 1000;
  GPollFD cancel = { .fd = -1 };
  gboolean has_cancel = wait->cancellable != NULL
                        && g_cancellable_make_pollfd (wait->cancellable, &cancel);
  struct pollfd fds[] = {
    { .fd = self->socket_fd, .events = POLLIN },
    { .fd = wait->stop_fd, .events = POLLIN },
    { .fd = cancel.fd, .events = POLLIN },
  };
  gint64 left_ms = wait->timeout_ms;
  int n_ready = 0;

  while (n_ready <= 0 && left_ms > 0)
    {
      n_ready = poll (fds, has_cancel ? 3 : 2, MIN (left_ms, G_MAXINT));
      left_ms = (deadline_us - g_get_monotonic_time () + 999) / 1000;
    }
  if (has_cancel)
    g_cancellable_release_fd (wait->cancellable);

  if (g_cancellable_set_error_if_cancelled (wait->cancellable, error))
    return FALSE;
  if (n_ready > 0 && fds[1].revents != 0)
    return fail (error, DZ_EXAMINER_ERROR_CLOSED, "the examiner was closed");
  if (n_ready <= 0)
    return fail (error, DZ_EXAMINER_ERROR_TIMEOUT, "the helper did not answer in time");
  return TRUE;
}

static gboolean
send_request (DzExaminerProcess       *self,
              const DzExaminerRequest *request,
              const int               *fds,
              guint                    n_fds,
              GError                 **error)
{
  if (dz_examiner_request_send (request, fds, n_fds, self->socket_fd))
    return TRUE;
  self->gone = TRUE;
  return fail (error, DZ_EXAMINER_ERROR_CRASHED, "the helper is gone");
}

/* One frame. There is no room for descriptors, so the kernel drops any that come with it. */
static GBytes *
receive (DzExaminerProcess *self,
         DzExaminerAnswer  *answer,
         GError           **error)
{
  gsize room = sizeof *answer + DZ_EXAMINER_BODY_MAX;
  g_autofree guint8 *frame = g_malloc (room);
  struct iovec part = { .iov_base = frame, .iov_len = room };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
  gssize length;

  do
    length = recvmsg (self->socket_fd, &message, MSG_DONTWAIT);
  while (length < 0 && errno == EINTR);
  if (length <= 0)
    {
      self->gone = TRUE;
      fail (error, DZ_EXAMINER_ERROR_CRASHED, "the helper died");
      return NULL;
    }
  if ((message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0)
    {
      fail (error, DZ_EXAMINER_ERROR_LIED, "the helper sent more than an answer");
      return NULL;
    }
  if (!dz_examiner_answer_read (answer, frame, length, error))
    return NULL;
  return g_bytes_new (frame + sizeof *answer, length - sizeof *answer);
}

/* A helper has models or a problem with them, for which a file may be to blame. */
static gboolean
read_hello (DzExaminerProcess *self,
            GBytes            *body,
            GError           **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (body, &length);
  g_autoptr(GVariant) hello = dz_examiner_body_read (data, length, DZ_EXAMINER_HELLO_TYPE, error);
  const char *models;
  const char *nick;
  const char *fault;

  if (hello == NULL)
    return FALSE;
  g_variant_get (hello, "(&s&s&s)", &models, &nick, &fault);
  if (!dz_models_problem_from_nick (nick, &self->models_problem) || strlen (models) > MODELS_MAX
      || (*models != '\0') != (self->models_problem == DZ_MODELS_PROBLEM_NONE)
      || (*models != '\0' && *fault != '\0'))
    return fail (error, DZ_EXAMINER_ERROR_LIED, "it says nothing that can be true of its models");
  if (*models != '\0')
    self->models = dz_plain_text_dup (models, MODELS_MAX);
  if (*fault != '\0')
    self->models_fault = dz_plain_text_dup (fault, FAULT_MAX);
  return TRUE;
}

static gboolean
greet (DzExaminerProcess    *self,
       const DzExaminerWait *wait,
       GError              **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GBytes) body = NULL;
  DzExaminerAnswer hello;

  if (await (self, wait, &local_error))
    body = receive (self, &hello, &local_error);
  if (body != NULL && hello.kind == DZ_EXAMINER_KIND_HELLO
      && read_hello (self, body, &local_error))
    return TRUE;
  if (local_error != NULL
      && (local_error->domain != DZ_EXAMINER_ERROR
          || local_error->code == DZ_EXAMINER_ERROR_CLOSED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_set_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_START,
               "the helper did not come up: %s",
               local_error != NULL ? local_error->message : "it began with another frame");
  return FALSE;
}

/**
 * dz_examiner_process_new:
 * @program: path of the helper
 * @wait: what ends the wait for it
 * @error: return location; DZ_EXAMINER_ERROR_START, DZ_EXAMINER_ERROR_CLOSED, #GIOErrorEnum where
 *   cancelled
 *
 * Starts a helper and waits until it is warm and closed off.
 *
 * Returns: (transfer full) (nullable): a helper that is ready
 */
DzExaminerProcess *
dz_examiner_process_new (const char           *program,
                         const DzExaminerWait *wait,
                         GError              **error)
{
  g_autoptr(DzExaminerProcess) self = NULL;
  int sockets[2];
  int result;

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
    {
      g_set_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_START,
                   "making a socket for the helper: %s", g_strerror (errno));
      return NULL;
    }
  self = g_new0 (DzExaminerProcess, 1);
  self->socket_fd = sockets[0];
  result = spawn (program, sockets[1], &self->pid);
  close (sockets[1]);
  if (result != 0)
    {
      self->pid = 0;
      g_set_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_START,
                   "starting %s: %s", program, g_strerror (result));
      return NULL;
    }
  if (!greet (self, wait, error))
    return NULL;
  return g_steal_pointer (&self);
}

static pid_t
wait_for (pid_t pid,
          int   options)
{
  pid_t ended;

  do
    ended = waitpid (pid, NULL, options);
  while (ended < 0 && errno == EINTR);
  return ended;
}

/**
 * dz_examiner_process_free:
 * @self: (transfer full) (nullable): a helper
 *
 * Ends a helper, and with it the child it may have, and takes its exit, so that no zombie stays.
 */
void
dz_examiner_process_free (DzExaminerProcess *self)
{
  if (self == NULL)
    return;
  /* Of a child that is there still, the number is its own; otherwise it may be somebody else's. */
  if (self->pid > 0 && wait_for (self->pid, WNOHANG) == 0)
    {
      kill (self->pid, SIGKILL);
      wait_for (self->pid, 0);
    }
  close (self->socket_fd);
  g_free (self->models);
  g_free (self->models_fault);
  g_free (self);
}

/**
 * dz_examiner_process_exchange:
 * @self: a helper
 * @request: what is asked
 * @fds: buffers to go along
 * @n_fds: their number, 1 or 2
 * @wait: what ends the wait
 * @answer: (out caller-allocates): the answer's head
 * @error: return location; every code of DZ_EXAMINER_ERROR but START and UNREADABLE, #GIOErrorEnum
 *   where cancelled
 *
 * Asks a helper and waits. After an error other than what the answer itself says, it is of no use
 * any more.
 *
 * Returns: (transfer full) (nullable): the answer's body, unread
 */
GBytes *
dz_examiner_process_exchange (DzExaminerProcess       *self,
                              const DzExaminerRequest *request,
                              const int               *fds,
                              guint                    n_fds,
                              const DzExaminerWait    *wait,
                              DzExaminerAnswer        *answer,
                              GError                 **error)
{
  g_autoptr(GBytes) body = NULL;

  g_return_val_if_fail (self != NULL && n_fds >= 1 && n_fds <= 2, NULL);

  if (!send_request (self, request, fds, n_fds, error) || !await (self, wait, error))
    return NULL;
  body = receive (self, answer, error);
  if (body == NULL)
    return NULL;
  if (answer->id != request->id || answer->kind != request->kind)
    {
      fail (error, DZ_EXAMINER_ERROR_LIED, "the helper answered another request");
      return NULL;
    }
  return g_steal_pointer (&body);
}
