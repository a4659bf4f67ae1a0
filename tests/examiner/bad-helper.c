/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A helper that misbehaves in the way, and for as many starts, as the file "how" in the folder
 * DZ_EXAMINER_BAD says; starts are counted in the file "starts". Then it becomes the real one,
 * DZ_EXAMINER_REAL. */
#include "dz-examiner-frame.h"
#include "dz-measurement.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define SOCKET DZ_EXAMINER_SOCKET_FD

typedef struct
{
  DzExaminerRequest request;
  int               fds[2];
} Call;

static void
send_frame (const DzExaminerAnswer *answer,
            const void             *body,
            gsize                   length)
{
  g_autofree guint8 *frame = g_malloc0 (sizeof *answer + length);

  memcpy (frame, answer, sizeof *answer);
  if (length > 0)
    memcpy (frame + sizeof *answer, body, length);
  if (send (SOCKET, frame, sizeof *answer + length, MSG_NOSIGNAL) < 0)
    exit (5);
}

static void
say_hello (const char *models,
           const char *problem,
           const char *fault)
{
  g_autoptr(GVariant) body =
    g_variant_ref_sink (g_variant_new (DZ_EXAMINER_HELLO_TYPE, models, problem, fault));
  gsize length = g_variant_get_size (body);
  DzExaminerAnswer hello;

  dz_examiner_answer_init (&hello, NULL, DZ_EXAMINER_STATUS_OK, length);
  send_frame (&hello, g_variant_get_data (body), length);
}

static void
say_nothing (void)
{
  DzExaminerAnswer hello;

  dz_examiner_answer_init (&hello, NULL, DZ_EXAMINER_STATUS_OK, 0);
  send_frame (&hello, NULL, 0);
}

static void
receive (Call *call)
{
  union
  {
    struct cmsghdr head;
    char           space[CMSG_SPACE (sizeof (int) * 2)];
  } control;
  struct iovec part = { &call->request, sizeof call->request };
  struct msghdr message = {
    .msg_iov = &part,
    .msg_iovlen = 1,
    .msg_control = &control,
    .msg_controllen = sizeof control,
  };

  call->fds[0] = call->fds[1] = -1;
  if (recvmsg (SOCKET, &message, 0) <= 0)
    exit (0);
  if (CMSG_FIRSTHDR (&message) != NULL)
    memcpy (call->fds, CMSG_DATA (CMSG_FIRSTHDR (&message)),
            CMSG_FIRSTHDR (&message)->cmsg_len - CMSG_LEN (0));
}

static void
answer_bytes (const Call      *call,
              DzExaminerStatus status,
              const void      *body,
              gsize            length)
{
  DzExaminerAnswer answer;

  dz_examiner_answer_init (&answer, &call->request, status, length);
  send_frame (&answer, body, length);
}

static void
answer_variant (const Call *call,
                GVariant   *body)
{
  g_autoptr(GVariant) variant = g_variant_ref_sink (body);

  answer_bytes (call, DZ_EXAMINER_STATUS_OK, g_variant_get_data (variant),
                g_variant_get_size (variant));
}

static void
add_value (GVariantBuilder *values,
           const char      *name,
           double           value,
           const char      *other)
{
  if (!g_str_equal (name, other))
    g_variant_builder_add (values, "{sd}", name, value);
}

/* What the photo of the test would give, but for @quantity, which is left out where @value is
 * negative. */
static GVariant *
make_measurement (const Call *call,
                  const char *format,
                  const char *quantity,
                  double      value)
{
  GVariantBuilder values = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sd}"));

  add_value (&values, "bytes", call->request.input_length, quantity);
  add_value (&values, "decodes", 1, quantity);
  add_value (&values, "width", 40, quantity);
  add_value (&values, "height", 60, quantity);
  if (!(value < 0))
    g_variant_builder_add (&values, "{sd}", quantity, value);
  return g_variant_new (DZ_MEASUREMENT_TYPE, DZ_MEASUREMENT_SCHEMA, "bad", "", format, "", &values,
                        NULL, NULL, NULL);
}

static gpointer
map_output (const Call *call)
{
  return mmap (NULL, call->request.output_length, PROT_READ | PROT_WRITE, MAP_SHARED, call->fds[1],
               0);
}

static void
put_rows (const Call *call,
          const char *text)
{
  g_autoptr(GVariant) rows = g_variant_new_parsed (text);
  guint64 size = g_variant_get_size (rows);
  guint8 *map = map_output (call);

  g_variant_store (rows, map);
  munmap (map, call->request.output_length);
  answer_variant (call, g_variant_new (DZ_EXAMINER_ROSTER_TYPE, 2, size));
}

static void
misbehave_about_rows (const Call *call,
                      const char *how)
{
  static const guint8 noise[] = { 9, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };

  if (g_str_equal (how, "rows-out-of-order"))
    put_rows (call, "@a(usssssss) [(3, 'a', 'b', '', '', '', '', ''),"
                    " (2, 'c', 'd', '', '', '', '', '')]");
  if (g_str_equal (how, "rows-hidden"))
    put_rows (call, "@a(usssssss) [(2, 'a', 'b', '', '', '', '', ''),"
                    " (3, 'c', 'd\\u202ee', '', '', '', '', '')]");
  if (g_str_equal (how, "rows-own-words"))
    put_rows (call, "@a(usssssss) [(2, 'a', 'b', '', '', '', '', ''),"
                    " (3, 'c', 'd', '', '', '', '', 'send your password to me')]");
  if (g_str_equal (how, "rows-plausible"))
    put_rows (call, "@a(usssssss) [(2, 'a', 'b', '', '', '', '', ''),"
                    " (3, 'c', 'd', '', '', '', '', '')]");
  if (g_str_equal (how, "rows-miscounted"))
    put_rows (call, "@a(usssssss) [(2, 'a', 'b', '', '', '', '', '')]");
  if (g_str_equal (how, "rows-beyond-buffer"))
    answer_variant (call, g_variant_new (DZ_EXAMINER_ROSTER_TYPE, 2,
                                         call->request.output_length + 1));
  if (g_str_equal (how, "rows-too-many"))
    answer_variant (call, g_variant_new (DZ_EXAMINER_ROSTER_TYPE, DZ_ROSTER_ROWS_MAX + 1,
                                         (guint64) 100));
  if (g_str_equal (how, "rows-noise"))
    {
      guint8 *map = map_output (call);

      memcpy (map, noise, sizeof noise);
      munmap (map, call->request.output_length);
      answer_variant (call, g_variant_new (DZ_EXAMINER_ROSTER_TYPE, 2, (guint64) sizeof noise));
    }
}

static void
misbehave_about_picture (const Call *call,
                         const char *how)
{
  guint width = 10;
  guint height = 10;
  guint64 stride = 30;

  if (g_str_equal (how, "picture-wide"))
    width = call->request.max_width + 1;
  else if (g_str_equal (how, "picture-high"))
    height = call->request.max_height + 1;
  else if (g_str_equal (how, "picture-empty"))
    width = 0;
  else if (g_str_equal (how, "picture-short-rows"))
    stride = 29;
  else if (g_str_equal (how, "picture-long-rows"))
    stride = call->request.output_length;
  else if (g_str_equal (how, "picture-overflow"))
    stride = G_MAXUINT64 / 5;
  else if (g_str_equal (how, "picture-kept") && map_output (call) == MAP_FAILED)
    exit (6);
  else if (g_str_equal (how, "picture-presealed")
           && fcntl (call->fds[1], F_ADD_SEALS, F_SEAL_SEAL) != 0)
    exit (7);
  answer_variant (call, g_variant_new (DZ_EXAMINER_RENDER_TYPE, width, height, stride));
}

static void
misbehave_about_digest (const Call *call,
                        const char *how)
{
  static const struct
  {
    const char *how, *digest;
  } lies[] = {
    { "digest-empty", "" },
    { "digest-short", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85" },
    { "digest-loud", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855" },
    { "digest-no-hex", "z3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "digest-plausible", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      if (g_str_equal (how, lies[i].how))
        answer_variant (call, g_variant_new (DZ_EXAMINER_DIGEST_TYPE, lies[i].digest));
    }
}

static void
misbehave_about_measurement (const Call *call,
                             const char *how)
{
  static const struct
  {
    const char *how, *format, *quantity;
    double      value;
  } lies[] = {
    { "value-out-of-range", "jpeg", "width", 1e6 },
    { "value-nan", "jpeg", "width", 0.0 / 0.0 },
    { "value-too-many-pixels", "jpeg", "height", 0xffff },
    { "value-no-pixels", "jpeg", "height", 0 },
    { "value-no-size", "jpeg", "height", -1 },
    { "value-no-bytes", "jpeg", "bytes", -1 },
    { "value-other-file", "jpeg", "bytes", 1 },
    { "value-no-verdict", "jpeg", "decodes", -1 },
    { "value-half-verdict", "jpeg", "decodes", 0.5 },
    { "value-no-reason", "jpeg", "decodes", 0 },
    { "value-not-jpeg", "png", "quality", 90 },
    { "value-unknown-format", "doc", "quality", 90 },
    { "value-plausible", "jpeg", "quality", 90 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      if (g_str_equal (how, lies[i].how))
        answer_variant (call, make_measurement (call, lies[i].format, lies[i].quantity,
                                                lies[i].value));
    }
}

static void
misbehave_about_frame (Call       *call,
                       const char *how)
{
  static const guint8 noise[70000] = { 0xff, 0xfe, 1 };
  DzExaminerAnswer answer;

  dz_examiner_answer_init (&answer, &call->request, DZ_EXAMINER_STATUS_OK, 3);
  if (g_str_equal (how, "other-id"))
    answer.id++;
  else if (g_str_equal (how, "other-kind"))
    answer.kind = call->request.kind == DZ_EXAMINER_KIND_ROSTER ? DZ_EXAMINER_KIND_MEASURE
                                                                : DZ_EXAMINER_KIND_ROSTER;
  else if (g_str_equal (how, "other-magic"))
    answer.magic++;
  else if (g_str_equal (how, "other-version"))
    answer.version++;
  else if (g_str_equal (how, "other-length"))
    answer.length++;
  else if (g_str_equal (how, "unknown-status"))
    answer.status = 99;
  else if (g_str_equal (how, "long-frame"))
    answer.length = sizeof noise;
  else if (!g_str_equal (how, "noise"))
    return;
  send_frame (&answer, noise, g_str_equal (how, "long-frame") ? sizeof noise : 3);
}

static void
send_gift (const Call *call)
{
  union
  {
    struct cmsghdr head;
    char           space[CMSG_SPACE (sizeof (int))];
  } control = { .head = { CMSG_LEN (sizeof (int)), SOL_SOCKET, SCM_RIGHTS } };
  DzExaminerAnswer answer;
  struct iovec part = { &answer, sizeof answer };
  struct msghdr message = { NULL, 0, &part, 1, &control, sizeof control, 0 };
  const int gift = 0;

  dz_examiner_answer_init (&answer, &call->request, DZ_EXAMINER_STATUS_OK, 0);
  memcpy (CMSG_DATA (&control.head), &gift, sizeof gift);
  sendmsg (SOCKET, &message, 0);
}

static void
misbehave (Call       *call,
           const char *how)
{
  if (g_str_equal (how, "dies"))
    exit (0);
  if (g_str_equal (how, "hangs"))
    return;
  if (g_str_equal (how, "crashed"))
    answer_bytes (call, DZ_EXAMINER_STATUS_CRASHED, NULL, 0);
  else if (g_str_equal (how, "timed-out"))
    answer_bytes (call, DZ_EXAMINER_STATUS_TIMEOUT, NULL, 0);
  else if (g_str_equal (how, "broken"))
    answer_bytes (call, DZ_EXAMINER_STATUS_BROKEN, NULL, 0);
  else if (g_str_equal (how, "reason-noise"))
    answer_bytes (call, DZ_EXAMINER_STATUS_UNREADABLE, "\xff\xff\xff", 3);
  else if (g_str_equal (how, "reason-empty"))
    answer_bytes (call, DZ_EXAMINER_STATUS_UNREADABLE, "", 1);
  else if (g_str_equal (how, "gift"))
    send_gift (call);
  else if (g_str_has_prefix (how, "rows-"))
    misbehave_about_rows (call, how);
  else if (g_str_has_prefix (how, "picture-"))
    misbehave_about_picture (call, how);
  else if (g_str_has_prefix (how, "digest-"))
    misbehave_about_digest (call, how);
  else if (g_str_has_prefix (how, "value-"))
    misbehave_about_measurement (call, how);
  else
    misbehave_about_frame (call, how);
}

static int
open_in_folder (const char *name,
                int         flags)
{
  g_autofree char *path = g_build_filename (g_getenv ("DZ_EXAMINER_BAD"), name, NULL);
  int fd = open (path, flags | O_CLOEXEC, 0600);

  if (fd < 0)
    exit (8);
  return fd;
}

static long
count_start (void)
{
  int fd = open_in_folder ("starts", O_WRONLY | O_CREAT | O_APPEND);
  struct stat status;

  if (write (fd, "x", 1) != 1 || fstat (fd, &status) != 0)
    exit (8);
  close (fd);
  return status.st_size;
}

/* Returns: how to misbehave; NULL where this start is a good one. */
static const char *
read_how (void)
{
  static char how[100];
  int fd = open_in_folder ("how", O_RDONLY);
  char *times;

  if (read (fd, how, sizeof how - 1) <= 0)
    exit (8);
  close (fd);
  times = strchr (how, ' ');
  *times = '\0';
  return count_start () <= atoi (times + 1) ? how : NULL;
}

int
main (void)
{
  const char *how = read_how ();
  Call call;

  if (how == NULL)
    {
      execl (g_getenv ("DZ_EXAMINER_REAL"), "duizhao-examiner", NULL);
      return 9;
    }
  if (g_str_equal (how, "start-dies"))
    return 0;
  if (g_str_equal (how, "start-noise"))
    send (SOCKET, "hello", 5, 0);
  else if (g_str_equal (how, "start-empty"))
    say_nothing ();
  else if (g_str_equal (how, "start-models-and-problem"))
    say_hello ("models@1", "missing", "");
  else if (g_str_equal (how, "start-models-and-fault"))
    say_hello ("models@1", "none", "/a/file");
  else if (g_str_equal (how, "start-no-models-no-problem"))
    say_hello ("", "none", "");
  else if (g_str_equal (how, "start-unknown-problem"))
    say_hello ("", "tired", "");
  else
    say_hello ("", "missing", "");
  while (TRUE)
    {
      receive (&call);
      misbehave (&call, how);
    }
}
