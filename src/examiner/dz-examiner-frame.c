/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-examiner-frame.h"

#include "dz-examiner.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

G_STATIC_ASSERT (sizeof (DzExaminerRequest) == 64);
G_STATIC_ASSERT (sizeof (DzExaminerAnswer) == 24);

static gboolean
check_head (guint32  magic,
            guint    version,
            guint    kind,
            GError **error)
{
  if (magic == DZ_EXAMINER_FRAME_MAGIC && version == DZ_EXAMINER_FRAME_VERSION
      && kind < DZ_N_EXAMINER_KINDS)
    return TRUE;
  g_set_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED,
               "a frame of magic %08x, version %u, kind %u", magic, version, kind);
  return FALSE;
}

/**
 * dz_examiner_request_init:
 * @request: (out caller-allocates): a request
 * @kind: what is asked
 * @id: its number
 *
 * Fills a request's head; lengths and limits are 0.
 */
void
dz_examiner_request_init (DzExaminerRequest *request,
                          DzExaminerKind     kind,
                          guint64            id)
{
  memset (request, 0, sizeof *request);
  request->magic = DZ_EXAMINER_FRAME_MAGIC;
  request->version = DZ_EXAMINER_FRAME_VERSION;
  request->kind = kind;
  request->id = id;
}

/**
 * dz_examiner_request_read:
 * @request: (out caller-allocates): the request
 * @frame: what came over the socket
 * @length: its bytes
 * @error: return location; DZ_EXAMINER_ERROR_LIED
 *
 * Reads a request in the helper.
 *
 * Returns: whether it is one of this version
 */
gboolean
dz_examiner_request_read (DzExaminerRequest *request,
                          const void        *frame,
                          gsize              length,
                          GError           **error)
{
  if (length != sizeof *request)
    {
      g_set_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED,
                   "a request of %" G_GSIZE_FORMAT " bytes", length);
      return FALSE;
    }
  memcpy (request, frame, sizeof *request);
  return check_head (request->magic, request->version, request->kind, error);
}

/**
 * dz_examiner_request_send:
 * @request: a request
 * @fds: (array length=n_fds): descriptors of its buffers; they stay open here too
 * @n_fds: DZ_EXAMINER_FDS_MAX at most
 * @socket_fd: a SOCK_SEQPACKET socket
 *
 * Sends a request and its buffers, without waiting.
 *
 * Returns: whether somebody is there to receive it
 */
gboolean
dz_examiner_request_send (const DzExaminerRequest *request,
                          const int               *fds,
                          guint                    n_fds,
                          int                      socket_fd)
{
  union
  {
    struct cmsghdr head;
    char           space[CMSG_SPACE (sizeof (int) * DZ_EXAMINER_FDS_MAX)];
  } control = { 0 };
  struct iovec part = { .iov_base = (gpointer) request, .iov_len = sizeof *request };
  struct msghdr message = {
    .msg_iov = &part,
    .msg_iovlen = 1,
    .msg_control = &control,
    .msg_controllen = CMSG_SPACE (sizeof (int) * n_fds),
  };
  gssize sent;

  g_return_val_if_fail (n_fds <= DZ_EXAMINER_FDS_MAX, FALSE);

  control.head.cmsg_level = SOL_SOCKET;
  control.head.cmsg_type = SCM_RIGHTS;
  control.head.cmsg_len = CMSG_LEN (sizeof (int) * n_fds);
  memcpy (CMSG_DATA (&control.head), fds, sizeof (int) * n_fds);
  do
    sent = sendmsg (socket_fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (sent < 0 && errno == EINTR);
  return sent == (gssize) sizeof *request;
}

/**
 * dz_examiner_answer_init:
 * @answer: (out caller-allocates): an answer
 * @request: (nullable): the request; %NULL for a hello
 * @status: how it went
 * @length: bytes of the body
 *
 * Fills an answer's head.
 */
void
dz_examiner_answer_init (DzExaminerAnswer        *answer,
                         const DzExaminerRequest *request,
                         DzExaminerStatus         status,
                         gsize                    length)
{
  memset (answer, 0, sizeof *answer);
  answer->magic = DZ_EXAMINER_FRAME_MAGIC;
  answer->version = DZ_EXAMINER_FRAME_VERSION;
  answer->kind = request != NULL ? request->kind : DZ_EXAMINER_KIND_HELLO;
  answer->id = request != NULL ? request->id : 0;
  answer->status = status;
  answer->length = length;
}

/**
 * dz_examiner_answer_read:
 * @answer: (out caller-allocates): the answer's head
 * @frame: what came over the socket
 * @length: its bytes, head and body
 * @error: return location; DZ_EXAMINER_ERROR_LIED
 *
 * Reads an answer's head in the program, and checks that the body is as long as it says. Whether it
 * answers the request is the caller's question.
 *
 * Returns: whether it is one of this version
 */
gboolean
dz_examiner_answer_read (DzExaminerAnswer *answer,
                         const void       *frame,
                         gsize             length,
                         GError          **error)
{
  if (length < sizeof *answer || length > sizeof *answer + DZ_EXAMINER_BODY_MAX)
    {
      g_set_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED,
                   "an answer of %" G_GSIZE_FORMAT " bytes", length);
      return FALSE;
    }
  memcpy (answer, frame, sizeof *answer);
  if (!check_head (answer->magic, answer->version, answer->kind, error))
    return FALSE;
  if (answer->status >= DZ_N_EXAMINER_STATUSES || answer->length != length - sizeof *answer)
    {
      g_set_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED,
                   "an answer of status %u that claims %u bytes of its %" G_GSIZE_FORMAT,
                   answer->status, answer->length, length - sizeof *answer);
      return FALSE;
    }
  return TRUE;
}

/**
 * dz_examiner_body_read:
 * @body: the body of an answer
 * @length: its bytes
 * @type: the type that it must have
 * @error: return location; DZ_EXAMINER_ERROR_LIED
 *
 * Reads a body that may have been made to confuse: only the normal form is taken.
 *
 * Returns: (transfer full) (nullable): the body
 */
GVariant *
dz_examiner_body_read (const void *body,
                       gsize       length,
                       const char *type,
                       GError    **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (body, length);
  g_autoptr(GVariant) variant =
    g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (type), bytes, FALSE));

  if (!g_variant_is_normal_form (variant))
    {
      g_set_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED,
                   "an answer of %" G_GSIZE_FORMAT " bytes that is no %s", length, type);
      return NULL;
    }
  return g_steal_pointer (&variant);
}
