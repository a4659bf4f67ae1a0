/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-helper.h"

#include "dz-examiner.h"
#include "dz-helper-worker.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static gboolean
fail (GError    **error,
      const char *doing)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", doing,
               g_strerror (errno));
  return FALSE;
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

/* A child that somebody ended, mostly the kernel for want of memory, says as little about the bytes
 * as one that could not begin. */
static gboolean
is_broken (int how)
{
  return (WIFEXITED (how) && WEXITSTATUS (how) == DZ_HELPER_EXIT_BROKEN)
         || (WIFSIGNALED (how) && WTERMSIG (how) == SIGKILL);
}

/* Of a child that ended without a word. */
static DzExaminerStatus
judge_end (int how)
{
  if (is_broken (how))
    return DZ_EXAMINER_STATUS_BROKEN;
  if (WIFEXITED (how) && WEXITSTATUS (how) == DZ_HELPER_EXIT_MEMORY)
    return DZ_EXAMINER_STATUS_MEMORY;
  return DZ_EXAMINER_STATUS_CRASHED;
}

static DzExaminerStatus
judge (int                    how,
       const DzHelperWritten *written)
{
  guint32 status;

  if (written->length == 0)
    return judge_end (how);
  if (written->length < sizeof status || written->length > DZ_HELPER_ANSWER_MAX)
    return DZ_EXAMINER_STATUS_CRASHED;
  memcpy (&status, written->bytes, sizeof status);
  return status < DZ_N_EXAMINER_STATUSES ? status : DZ_EXAMINER_STATUS_CRASHED;
}

static gboolean
has_body (DzExaminerStatus status)
{
  return status == DZ_EXAMINER_STATUS_OK || status == DZ_EXAMINER_STATUS_UNREADABLE;
}

/* The program may seal its output buffer only when nobody else can write to it. Where there is none
 * it need not wait for the system to take the child's memory back. */
static gboolean
must_end_first (const DzHelperCall    *call,
                const DzHelperWritten *written)
{
  return written->length == 0 || call->request.output_length > 0;
}

/* What one child found out is wiped, or the next one, which is a copy of this process, could read
 * it. */
static gboolean
relay (DzHelperWorker      *worker,
       int                  socket_fd,
       const DzHelperCall  *call,
       GError             **error)
{
  gint64 deadline_us = g_get_monotonic_time () + (gint64) call->request.timeout_ms * 1000;
  DzHelperWritten written;
  DzExaminerStatus status = dz_helper_worker_collect (worker, socket_fd, deadline_us, &written);
  int how = must_end_first (call, &written) ? dz_helper_worker_end (worker) : 0;
  gboolean sent;

  if (status == DZ_EXAMINER_STATUS_OK)
    status = judge (how, &written);
  if (has_body (status))
    sent = send_answer (socket_fd, &call->request, status, written.bytes + sizeof (guint32),
                        written.length - sizeof (guint32), error);
  else
    sent = send_answer (socket_fd, &call->request, status, NULL, 0, error);
  dz_helper_worker_end (worker);
  explicit_bzero (written.bytes, written.length);
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

/* A child that ended while it waited, mostly by the kernel for want of memory, is replaced. */
static gboolean
ask (DzHelperWorker       *worker,
     DzSandbox            *sandbox,
     const DzHelperVision *vision,
     const DzHelperCall   *call)
{
  if (dz_helper_worker_ask (worker, call))
    return TRUE;
  dz_helper_worker_end (worker);
  return dz_helper_worker_start (worker, sandbox, vision->models)
         && dz_helper_worker_ask (worker, call);
}

/* The program may seal its buffers only when nobody else can write to them: they are closed, and
 * the child is ended, before it has its answer. */
static gboolean
serve (DzHelperWorker        *worker,
       DzSandbox             *sandbox,
       const DzHelperVision  *vision,
       int                    socket_fd,
       DzHelperCall          *call,
       GError               **error)
{
  gboolean asked = ask (worker, sandbox, vision, call);
  gboolean relayed;

  if (!asked)
    return apologise (socket_fd, &call->request, "forking a child", error);
  dz_helper_call_clear (call);
  relayed = relay (worker, socket_fd, call, error);
  /* Where none can be had now, it is tried again when there is something to do. */
  if (relayed)
    dz_helper_worker_start (worker, sandbox, vision->models);
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

static gboolean
answer_calls (DzHelperWorker        *worker,
              DzSandbox             *sandbox,
              const DzHelperVision  *vision,
              int                    socket_fd,
              GError               **error)
{
  while (TRUE)
    {
      g_auto(DzHelperCall) call;
      g_autoptr(GError) serve_error = NULL;
      gssize came;

      dz_helper_call_init (&call);
      came = dz_helper_call_receive (&call, socket_fd, error);
      if (came <= 0)
        return came == 0;
      if (serve (worker, sandbox, vision, socket_fd, &call, &serve_error))
        continue;
      if (is_gone (serve_error))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&serve_error));
      return FALSE;
    }
}

/**
 * dz_helper_run:
 * @sandbox: a sandbox that the process has entered as a parent
 * @vision: what photos are looked at with
 * @socket_fd: a SOCK_SEQPACKET socket to the program
 * @error: return location
 *
 * Says hello, then answers requests, each in a child of its own, until the program closes its end.
 * The child of the next request is forked as soon as the last one has ended.
 *
 * Returns: whether it ended as it should
 */
gboolean
dz_helper_run (DzSandbox             *sandbox,
               const DzHelperVision  *vision,
               int                    socket_fd,
               GError               **error)
{
  DzHelperWorker worker = { 0, -1 };
  gboolean done;

  if (!say_hello (vision, socket_fd, error))
    return FALSE;
  dz_helper_worker_start (&worker, sandbox, vision->models);
  done = answer_calls (&worker, sandbox, vision, socket_fd, error);
  dz_helper_worker_end (&worker);
  return done;
}
