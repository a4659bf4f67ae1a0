/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-helper-worker.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/**
 * dz_helper_worker_start:
 * @self: no worker
 * @sandbox: a sandbox that the process has entered as a parent
 * @models: (nullable): what the child looks with
 *
 * Forks a child. What it inherits must be free of what earlier ones found out.
 *
 * Returns: whether there is one; if not, errno says why
 */
gboolean
dz_helper_worker_start (DzHelperWorker *self,
                        DzSandbox      *sandbox,
                        DzModels       *models)
{
  int ends[2];

  g_return_val_if_fail (self->pid == 0, FALSE);

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    return FALSE;
  self->pid = fork ();
  if (self->pid == 0)
    dz_helper_child_run (sandbox, models, ends[1]);

  close (ends[1]);
  self->channel = ends[0];
  if (self->pid > 0)
    return TRUE;
  self->pid = 0;
  close (ends[0]);
  return FALSE;
}

/**
 * dz_helper_worker_ask:
 * @self: a worker
 * @call: what it shall do
 *
 * Gives it its call.
 *
 * Returns: whether it was there to take it
 */
gboolean
dz_helper_worker_ask (DzHelperWorker     *self,
                      const DzHelperCall *call)
{
  return self->pid != 0 && dz_helper_call_send (call, self->channel);
}

static void
receive (DzHelperWorker  *self,
         DzHelperWritten *written)
{
  gssize length;

  do
    length = recv (self->channel, written->bytes, sizeof written->bytes, 0);
  while (length < 0 && errno == EINTR);
  written->length = MAX (length, 0);
}

/**
 * dz_helper_worker_collect:
 * @self: a worker that was asked
 * @program_fd: the socket to the program
 * @deadline_us: on the monotonic clock
 * @written: (out caller-allocates): what it wrote; nothing where it ended without a word
 *
 * Waits until the child has answered or ended, the deadline passes or the program goes away.
 *
 * Returns: DZ_EXAMINER_STATUS_OK where @written tells more
 */
DzExaminerStatus
dz_helper_worker_collect (DzHelperWorker  *self,
                          int              program_fd,
                          gint64           deadline_us,
                          DzHelperWritten *written)
{
  struct pollfd fds[] = {
    { .fd = self->channel, .events = POLLIN },
    { .fd = program_fd, .events = POLLRDHUP },
  };

  written->length = 0;
  while (TRUE)
    {
      gint64 left_ms = (deadline_us - g_get_monotonic_time () + 999) / 1000;

      if (left_ms <= 0)
        return DZ_EXAMINER_STATUS_TIMEOUT;
      if (poll (fds, G_N_ELEMENTS (fds), MIN (left_ms, G_MAXINT)) <= 0)
        continue;
      if (fds[1].revents != 0)
        return DZ_EXAMINER_STATUS_CRASHED;
      receive (self, written);
      return DZ_EXAMINER_STATUS_OK;
    }
}

/**
 * dz_helper_worker_end:
 * @self: a worker, or none
 *
 * Ends the child, whatever it is doing; one that ended keeps its own verdict.
 *
 * Returns: how it ended, as wait() says
 */
int
dz_helper_worker_end (DzHelperWorker *self)
{
  int how = 0;

  if (self->pid == 0)
    return how;
  kill (self->pid, SIGKILL);
  while (waitpid (self->pid, &how, 0) < 0 && errno == EINTR)
    continue;
  close (self->channel);
  *self = (DzHelperWorker) { 0, -1 };
  return how;
}
