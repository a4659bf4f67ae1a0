/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "dz-measurement.h"
#include "dz-models-problem.h"

G_BEGIN_DECLS

/**
 * DZ_EXAMINER_ERROR:
 *
 * The domain of what can go wrong between a program and its helper.
 */
#define DZ_EXAMINER_ERROR (dz_examiner_error_quark ())

/**
 * DzExaminerError:
 * @DZ_EXAMINER_ERROR_START: the helper program is missing, does not start or cannot work on this
 *   system now; says nothing about the bytes
 * @DZ_EXAMINER_ERROR_TIMEOUT: no answer within the limit, twice; worth another try when idle
 * @DZ_EXAMINER_ERROR_CRASHED: two fresh helpers died on these bytes
 * @DZ_EXAMINER_ERROR_LIED: the helper broke the protocol or answered what cannot be true, twice
 * @DZ_EXAMINER_ERROR_UNREADABLE: the bytes cannot be decoded or parsed, or are over a limit; the
 *   message says which
 * @DZ_EXAMINER_ERROR_CLOSED: the examiner was closed
 */
typedef enum
{
  DZ_EXAMINER_ERROR_START,
  DZ_EXAMINER_ERROR_TIMEOUT,
  DZ_EXAMINER_ERROR_CRASHED,
  DZ_EXAMINER_ERROR_LIED,
  DZ_EXAMINER_ERROR_UNREADABLE,
  DZ_EXAMINER_ERROR_CLOSED,
} DzExaminerError;

GQuark dz_examiner_error_quark (void);

/**
 * DzExaminerLimits:
 * @bytes_max: longest input
 * @pixels_max: most pixels of a picture
 * @memory_max: address space of a child, bytes; 0 for no limit (a sanitizer needs that)
 * @timeout_ms: longest time for one request
 *
 * What one request may cost.
 */
typedef struct
{
  gsize bytes_max;
  gsize pixels_max;
  gsize memory_max;
  guint timeout_ms;
} DzExaminerLimits;

#define DZ_EXAMINER_LIMITS_DEFAULT { 20 * 1024 * 1024, 60000000, 512 * 1024 * 1024, 10000 }

/**
 * DzPicture:
 * @width: px
 * @height: px
 * @stride: bytes a row
 * @pixels: (transfer none): rows of 8-bit R, G, B; sealed, so nobody can change them any more
 *
 * Upright pixels from the helper, in sRGB.
 */
typedef struct
{
  guint   width;
  guint   height;
  gsize   stride;
  GBytes *pixels;
} DzPicture;

void dz_picture_free (DzPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPicture, dz_picture_free)

/**
 * DzExaminer:
 *
 * A pool of helper processes. Every blocking function may be called from any thread but the main
 * one; requests beyond the pool's size wait their turn.
 */
#define DZ_TYPE_EXAMINER (dz_examiner_get_type ())
G_DECLARE_FINAL_TYPE (DzExaminer, dz_examiner, DZ, EXAMINER, GObject)

DzExaminer    *dz_examiner_new            (const char             *program,
                                           guint                   n_helpers,
                                           const DzExaminerLimits *limits);
gboolean       dz_examiner_start          (DzExaminer             *self,
                                           GError                **error);
char          *dz_examiner_dup_models     (DzExaminer             *self,
                                           DzModelsProblem        *problem);
char          *dz_examiner_dup_models_fault (DzExaminer           *self);
void           dz_examiner_close          (DzExaminer             *self);
DzMeasurement *dz_examiner_measure        (DzExaminer             *self,
                                           GBytes                 *photo,
                                           GCancellable           *cancellable,
                                           GError                **error);
DzPicture     *dz_examiner_render         (DzExaminer             *self,
                                           GBytes                 *photo,
                                           guint                   max_width,
                                           guint                   max_height,
                                           GCancellable           *cancellable,
                                           GError                **error);
char          *dz_examiner_digest         (DzExaminer             *self,
                                           GBytes                 *photo,
                                           GCancellable           *cancellable,
                                           GError                **error);
GPtrArray     *dz_examiner_read_roster    (DzExaminer             *self,
                                           GBytes                 *file,
                                           GCancellable           *cancellable,
                                           GError                **error);
void           dz_examiner_measure_async  (DzExaminer             *self,
                                           GBytes                 *photo,
                                           GCancellable           *cancellable,
                                           GAsyncReadyCallback     callback,
                                           gpointer                user_data);
DzMeasurement *dz_examiner_measure_finish (DzExaminer             *self,
                                           GAsyncResult           *result,
                                           GError                **error);
void           dz_examiner_render_async   (DzExaminer             *self,
                                           GBytes                 *photo,
                                           guint                   max_width,
                                           guint                   max_height,
                                           GCancellable           *cancellable,
                                           GAsyncReadyCallback     callback,
                                           gpointer                user_data);
DzPicture     *dz_examiner_render_finish  (DzExaminer             *self,
                                           GAsyncResult           *result,
                                           GError                **error);

G_END_DECLS
