/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-helper-call.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/**
 * dz_helper_call_init:
 * @self: (out caller-allocates): a call without buffers
 */
void
dz_helper_call_init (DzHelperCall *self)
{
  *self = (DzHelperCall) { .fds = { -1, -1 } };
}

/**
 * dz_helper_call_clear:
 * @self: a call
 *
 * Closes its descriptors.
 */
void
dz_helper_call_clear (DzHelperCall *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->fds); i++)
    {
      if (self->fds[i] >= 0)
        close (self->fds[i]);
      self->fds[i] = -1;
    }
}

static void
take_descriptors (struct msghdr *message,
                  DzHelperCall  *self)
{
  guint n = 0;

  for (struct cmsghdr *c = CMSG_FIRSTHDR (message); c != NULL; c = CMSG_NXTHDR (message, c))
    {
      gsize length = c->cmsg_len - CMSG_LEN (0);

      if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
        continue;
      for (gsize i = 0; i < length / sizeof (int) && n < G_N_ELEMENTS (self->fds); i++)
        memcpy (&self->fds[n++], CMSG_DATA (c) + i * sizeof (int), sizeof (int));
    }
}

static gssize
receive (DzHelperCall *self,
         int           socket_fd,
         guint8       *frame,
         gsize         room)
{
  union
  {
    struct cmsghdr head;
    char           space[CMSG_SPACE (sizeof (int) * DZ_EXAMINER_FDS_MAX)];
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
    take_descriptors (&message, self);
  return length;
}

/**
 * dz_helper_call_receive:
 * @self: an empty call
 * @socket_fd: a SOCK_SEQPACKET socket
 * @error: return location; #GIOErrorEnum
 *
 * Waits for a request.
 *
 * Returns: 1 where one came; 0 where the other side has gone; -1 with @error
 */
gssize
dz_helper_call_receive (DzHelperCall  *self,
                        int            socket_fd,
                        GError       **error)
{
  guint8 frame[sizeof (DzExaminerRequest) + 1];
  gssize length = receive (self, socket_fd, frame, sizeof frame);

  if (length == 0 || (length < 0 && errno == ECONNRESET))
    return 0;
  if (length > 0)
    return dz_examiner_request_read (&self->request, frame, length, error) ? 1 : -1;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "receiving a request: %s",
               g_strerror (errno));
  return -1;
}

/**
 * dz_helper_call_send:
 * @self: a call
 * @socket_fd: a SOCK_SEQPACKET socket
 *
 * Passes a call on with its descriptors, which stay open here too.
 *
 * Returns: whether somebody may still receive it; if not, errno says why
 */
gboolean
dz_helper_call_send (const DzHelperCall *self,
                     int                 socket_fd)
{
  guint n_fds = (self->fds[0] >= 0) + (self->fds[1] >= 0);

  return dz_examiner_request_send (&self->request, self->fds, n_fds, socket_fd);
}
