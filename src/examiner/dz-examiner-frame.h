/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What goes over the socket between a program and its helper. Both come from one build and run on
 * one machine, so the integers are in the machine's order; the version refuses a helper of a build
 * that speaks otherwise. One message of a SOCK_SEQPACKET socket is one frame. */
#define DZ_EXAMINER_FRAME_MAGIC 0x315a4558u /* "XEZ1" */
#define DZ_EXAMINER_FRAME_VERSION 3

/* The socket in the helper; nothing else of the program's is inherited. */
#define DZ_EXAMINER_SOCKET_FD 3

/* An input buffer and an output buffer. */
#define DZ_EXAMINER_FDS_MAX 2

/* Longest body of an answer, bytes. What is longer goes into the output buffer. */
#define DZ_EXAMINER_BODY_MAX 65536

/* Longest roster, and what one may hold. */
#define DZ_ROSTER_BYTES_MAX (20 * 1024 * 1024)
#define DZ_ROSTER_ROWS_MAX 200000
#define DZ_ROSTER_COLUMNS_MAX 64
#define DZ_ROSTER_CELL_MAX 1000

/* What a roster looks like in the output buffer: line, then identifier, name, alias, ID number,
 * level, major, problem, each "" where absent. */
#define DZ_ROSTER_ROW_TYPE "(usssssss)"
#define DZ_ROSTER_TYPE "a" DZ_ROSTER_ROW_TYPE

/* The bodies of answers: versions of the models ("" where there are none), the nick of the
 * DzModelsProblem and the path of the file to blame ("" where none is); why it could not be read;
 * width, height, stride; rows, bytes used; SHA-256 of the pixels in hex. */
#define DZ_EXAMINER_HELLO_TYPE "(sss)"
#define DZ_EXAMINER_UNREADABLE_TYPE "(s)"
#define DZ_EXAMINER_RENDER_TYPE "(uut)"
#define DZ_EXAMINER_ROSTER_TYPE "(ut)"
#define DZ_EXAMINER_DIGEST_TYPE "(s)"

/**
 * DzExaminerKind:
 * @DZ_EXAMINER_KIND_HELLO: the helper's first frame, unasked: warmed, closed off, ready
 * @DZ_EXAMINER_KIND_MEASURE: JPEG → measurement in the body
 * @DZ_EXAMINER_KIND_RENDER: JPEG → upright pixels in the output buffer
 * @DZ_EXAMINER_KIND_ROSTER: CSV → rows in the output buffer
 * @DZ_EXAMINER_KIND_DIGEST: JPEG → digest of its pixels in the body
 *
 * What is asked of a helper.
 */
typedef enum
{
  DZ_EXAMINER_KIND_HELLO,
  DZ_EXAMINER_KIND_MEASURE,
  DZ_EXAMINER_KIND_RENDER,
  DZ_EXAMINER_KIND_ROSTER,
  DZ_EXAMINER_KIND_DIGEST,
  DZ_N_EXAMINER_KINDS,
} DzExaminerKind;

/**
 * DzExaminerStatus:
 * @DZ_EXAMINER_STATUS_OK: the body says what was found
 * @DZ_EXAMINER_STATUS_UNREADABLE: the body says why not
 * @DZ_EXAMINER_STATUS_TIMEOUT: the child was ended at the deadline; no body
 * @DZ_EXAMINER_STATUS_CRASHED: the child died; no body
 * @DZ_EXAMINER_STATUS_MEMORY: the child came to its memory limit; no body
 * @DZ_EXAMINER_STATUS_BROKEN: the helper could not do its work, or the system ended the child,
 *   which says nothing about the bytes; no body
 *
 * How a request went.
 */
typedef enum
{
  DZ_EXAMINER_STATUS_OK,
  DZ_EXAMINER_STATUS_UNREADABLE,
  DZ_EXAMINER_STATUS_TIMEOUT,
  DZ_EXAMINER_STATUS_CRASHED,
  DZ_EXAMINER_STATUS_MEMORY,
  DZ_EXAMINER_STATUS_BROKEN,
  DZ_N_EXAMINER_STATUSES,
} DzExaminerStatus;

/**
 * DzExaminerRequest:
 * @magic: DZ_EXAMINER_FRAME_MAGIC
 * @version: DZ_EXAMINER_FRAME_VERSION
 * @kind: a #DzExaminerKind
 * @id: to be repeated in the answer
 * @input_length: bytes of the input buffer
 * @output_length: bytes of the output buffer; 0 where there is none
 * @pixels_max: most pixels of a picture
 * @memory_max: address space of the child, bytes; 0 for no limit
 * @timeout_ms: longest time
 * @max_width: (RENDER) px, of the upright picture
 * @max_height: (RENDER) px
 * @reserved: 0
 *
 * A request. With it travel one or two descriptors: the input buffer and, where @output_length is
 * not 0, the output buffer.
 */
typedef struct
{
  guint32 magic;
  guint16 version;
  guint16 kind;
  guint64 id;
  guint64 input_length;
  guint64 output_length;
  guint64 pixels_max;
  guint64 memory_max;
  guint32 timeout_ms;
  guint32 max_width;
  guint32 max_height;
  guint32 reserved;
} DzExaminerRequest;

/**
 * DzExaminerAnswer:
 * @magic: DZ_EXAMINER_FRAME_MAGIC
 * @version: DZ_EXAMINER_FRAME_VERSION
 * @kind: that of the request, or DZ_EXAMINER_KIND_HELLO
 * @id: that of the request; 0 in a hello
 * @status: a #DzExaminerStatus
 * @length: bytes of the body, which follows
 *
 * The head of an answer.
 */
typedef struct
{
  guint32 magic;
  guint16 version;
  guint16 kind;
  guint64 id;
  guint32 status;
  guint32 length;
} DzExaminerAnswer;

void      dz_examiner_request_init (DzExaminerRequest        *request,
                                    DzExaminerKind            kind,
                                    guint64                   id);
gboolean  dz_examiner_request_read (DzExaminerRequest        *request,
                                    const void               *frame,
                                    gsize                     length,
                                    GError                  **error);
gboolean  dz_examiner_request_send (const DzExaminerRequest  *request,
                                    const int                *fds,
                                    guint                     n_fds,
                                    int                       socket_fd);
void      dz_examiner_answer_init  (DzExaminerAnswer         *answer,
                                    const DzExaminerRequest  *request,
                                    DzExaminerStatus          status,
                                    gsize                     length);
gboolean  dz_examiner_answer_read  (DzExaminerAnswer         *answer,
                                    const void               *frame,
                                    gsize                     length,
                                    GError                  **error);
GVariant *dz_examiner_body_read    (const void               *body,
                                    gsize                     length,
                                    const char               *type,
                                    GError                  **error);

G_END_DECLS
