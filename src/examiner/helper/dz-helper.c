/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-helper.h"

#include "dz-examiner.h"
#include "dz-helper-child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a child wrote: one byte more than it may, so that too much shows. */
typedef struct
{
  guint8 bytes[DZ_HELPER_ANSWER_MAX + 1];
  gsize  length;
} Written;

/* A request as received. */
typedef struct
{
  DzExaminerRequest request;
  int               fds[2]; /* owned: input, output; -1 where there is none */
} Call;

static void
call_clear (Call *call)
{
  for (guint i = 0; i < G_N_ELEMENTS (call->fds); i++)
    {
      if (call->fds[i] >= 0)
        close (call->fds[i]);
      call->fds[i] = -1;
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

static gboolean
fail (GError    **error,
      const char *doing)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", doing,
               g_strerror (errno));
  return FALSE;
}

static void
take_descriptors (struct msghdr *message,
                  Call          *call)
{
  guint n = 0;

  for (struct cmsghdr *c = CMSG_FIRSTHDR (message); c != NULL; c = CMSG_NXTHDR (message, c))
    {
      gsize length = c->cmsg_len - CMSG_LEN (0);

      if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
        continue;
      for (gsize i = 0; i < length / sizeof (int) && n < G_N_ELEMENTS (call->fds); i++)
        memcpy (&call->fds[n++], CMSG_DATA (c) + i * sizeof (int), sizeof (int));
    }
}

/* Returns how many bytes came; 0 where the program has gone. */
static gssize
receive (int     socket_fd,
         Call   *call,
         guint8 *frame,
         gsize   room)
{
  union
  {
    struct cmsghdr head;
    char           space[CMSG_SPACE (sizeof (int) * 2)];
  } control;
  struct iovec part = { .iov_base = frame, .iov_len = room };
  struct msghdr message = {
    .msg_iov = &part,
    .msg_iovlen = 1,
    .msg_control = &control,
    .msg_controllen = sizeof control,
  };
  gssize length;

  do
    length = recvmsg (socket_fd, &message, MSG_CMSG_CLOEXEC);
  while (length < 0 && errno == EINTR);
  if (length > 0)
    take_descriptors (&message, call);
  return length;
}

static gboolean
send_answer (int                      socket_fd,
             const DzExaminerRequest *request,
             DzExaminerStatus         status,
             const guint8            *body,
             gsize                    length,
             GError                 **error)
{
  DzExaminerAnswer answer;
  struct iovec parts[] = {
    { .iov_base = &answer, .iov_len = sizeof answer },
    { .iov_base = (gpointer) body, .iov_len = length },
  };
  struct msghdr message = { .msg_iov = parts, .msg_iovlen = G_N_ELEMENTS (parts) };
  gssize sent;

  dz_examiner_answer_init (&answer, request, status, length);
  do
    sent = sendmsg (socket_fd, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent >= 0 || fail (error, "sending an answer");
}

/* Reads what the child writes until it ends, the deadline passes or the program goes away. */
static DzExaminerStatus
collect (int      answer_fd,
         int      socket_fd,
         gint64   deadline_us,
         Written *answer)
{
  struct pollfd fds[] = {
    { .fd = answer_fd, .events = POLLIN },
    { .fd = socket_fd, .events = POLLRDHUP },
  };

  while (answer->length < sizeof answer->bytes)
    {
      gint64 left_ms = (deadline_us - g_get_monotonic_time () + 999) / 1000;
      gssize length;

      if (left_ms <= 0)
        return DZ_EXAMINER_STATUS_TIMEOUT;
      if (poll (fds, G_N_ELEMENTS (fds), MIN (left_ms, G_MAXINT)) <= 0)
        continue;
      if (fds[1].revents != 0)
        return DZ_EXAMINER_STATUS_CRASHED;
      length = read (answer_fd, answer->bytes + answer->length,
                     sizeof answer->bytes - answer->length);
      if (length == 0)
        return DZ_EXAMINER_STATUS_OK;
      answer->length += MAX (length, 0);
    }
  return DZ_EXAMINER_STATUS_CRASHED;
}

/* A child that closed its answer and goes on is ended too; one that ended keeps its own verdict. */
static int
end_child (pid_t child)
{
  int how = 0;

  kill (child, SIGKILL);
  while (waitpid (child, &how, 0) < 0 && errno == EINTR)
    continue;
  return how;
}

/* A child that somebody ended, mostly the kernel for want of memory, says as little about the bytes
 * as one that could not begin. */
static gboolean
is_broken (int how)
{
  return (WIFEXITED (how) && WEXITSTATUS (how) == DZ_HELPER_EXIT_BROKEN)
         || (WIFSIGNALED (how) && WTERMSIG (how) == SIGKILL);
}

static DzExaminerStatus
judge (int            how,
       const Written *answer)
{
  guint32 status;

  if (is_broken (how))
    return DZ_EXAMINER_STATUS_BROKEN;
  if (WIFEXITED (how) && WEXITSTATUS (how) == DZ_HELPER_EXIT_MEMORY)
    return DZ_EXAMINER_STATUS_MEMORY;
  if (!WIFEXITED (how) || WEXITSTATUS (how) != 0 || answer->length < sizeof status)
    return DZ_EXAMINER_STATUS_CRASHED;
  memcpy (&status, answer->bytes, sizeof status);
  return status < DZ_N_EXAMINER_STATUSES ? status : DZ_EXAMINER_STATUS_CRASHED;
}

static gboolean
has_body (DzExaminerStatus status)
{
  return status == DZ_EXAMINER_STATUS_OK || status == DZ_EXAMINER_STATUS_UNREADABLE;
}

/* What one child found out is wiped, or the next one, which is a copy of this process, could read
 * it. */
static gboolean
relay (int          socket_fd,
       const Call  *call,
       pid_t        child,
       int          answer_fd,
       GError     **error)
{
  gint64 deadline_us = g_get_monotonic_time () + (gint64) call->request.timeout_ms * 1000;
  Written answer;
  DzExaminerStatus status;
  gboolean sent;
  int how;

  answer.length = 0;
  status = collect (answer_fd, socket_fd, deadline_us, &answer);
  how = end_child (child);
  if (status == DZ_EXAMINER_STATUS_OK)
    status = judge (how, &answer);
  if (has_body (status))
    sent = send_answer (socket_fd, &call->request, status, answer.bytes + sizeof (guint32),
                        answer.length - sizeof (guint32), error);
  else
    sent = send_answer (socket_fd, &call->request, status, NULL, 0, error);
  explicit_bzero (answer.bytes, answer.length);
  return sent;
}

/* The system has no process or descriptor left for a child, which is no fault of the bytes. */
static gboolean
apologise (int                      socket_fd,
           const DzExaminerRequest *request,
           const char              *doing,
           GError                 **error)
{
  /* GLib's warnings ask about the descriptor in ways that are closed by now. */
  fprintf (stderr, "duizhao-examiner: %s: %s\n", doing, g_strerror (errno));
  return send_answer (socket_fd, request, DZ_EXAMINER_STATUS_BROKEN, NULL, 0, error);
}

static gboolean
serve (DzSandbox             *sandbox,
       const DzHelperVision  *vision,
       int                    socket_fd,
       Call                  *call,
       GError               **error)
{
  int pipe_fds[2];
  gboolean relayed;
  pid_t child;

  if (pipe2 (pipe_fds, O_CLOEXEC) != 0)
    return apologise (socket_fd, &call->request, "making a pipe", error);
  child = fork ();
  if (child == 0)
    dz_helper_child_run (sandbox, vision->models, &call->request, call->fds[0], call->fds[1],
                         pipe_fds[1]);

  close (pipe_fds[1]);
  /* The program may seal its buffers only when nobody else can write to them. */
  call_clear (call);
  relayed = child > 0 ? relay (socket_fd, call, child, pipe_fds[0], error)
                      : apologise (socket_fd, &call->request, "forking a child", error);
  close (pipe_fds[0]);
  return relayed;
}

/* The program may go away at any moment; that is no fault. */
static gboolean
is_gone (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
}

static gboolean
say_hello (const DzHelperVision  *vision,
           int                    socket_fd,
           GError               **error)
{
  const char *models = vision->models != NULL ? vision->models->version : "";
  g_autoptr(GVariant) body =
    g_variant_ref_sink (g_variant_new (DZ_EXAMINER_HELLO_TYPE, models,
                                       dz_models_problem_to_nick (vision->problem),
                                       vision->fault != NULL ? vision->fault : ""));

  return send_answer (socket_fd, NULL, DZ_EXAMINER_STATUS_OK, g_variant_get_data (body),
                      g_variant_get_size (body), error);
}

/**
 * dz_helper_run:
 * @sandbox: a sandbox that the process has entered as a parent
 * @vision: what photos are looked at with
 * @socket_fd: a SOCK_SEQPACKET socket to the program
 * @error: return location
 *
 * Says hello, then answers requests, each in a fresh child, until the program closes its end.
 *
 * Returns: whether it ended as it should
 */
gboolean
dz_helper_run (DzSandbox             *sandbox,
               const DzHelperVision  *vision,
               int                    socket_fd,
               GError               **error)
{
  if (!say_hello (vision, socket_fd, error))
    return FALSE;

  while (TRUE)
    {
      g_auto(Call) call = { .fds = { -1, -1 } };
      g_autoptr(GError) serve_error = NULL;
      guint8 frame[sizeof (DzExaminerRequest) + 1];
      gssize length = receive (socket_fd, &call, frame, sizeof frame);

      if (length == 0 || (length < 0 && errno == ECONNRESET))
        return TRUE;
      if (length < 0)
        return fail (error, "receiving a request");
      if (!dz_examiner_request_read (&call.request, frame, length, error))
        return FALSE;
      if (serve (sandbox, vision, socket_fd, &call, &serve_error))
        continue;
      if (is_gone (serve_error))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&serve_error));
      return FALSE;
    }
}
