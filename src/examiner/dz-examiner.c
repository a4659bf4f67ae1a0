/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-examiner.h"

#include "dz-config.h"
#include "dz-examiner-call.h"
#include "dz-examiner-program.h"
#include "dz-roster-row.h"

struct _DzExaminer
{
  GObject parent_instance;

  char            *program; /* owned */
  guint            n_helpers;
  DzExaminerLimits limits;
  DzExaminerPool  *pool;    /* owned */
  GMutex           mutex;   /* guards @threads */
  GThreadPool     *threads; /* owned, nullable: %NULL once closed */
};

G_DEFINE_FINAL_TYPE (DzExaminer, dz_examiner, G_TYPE_OBJECT)

/* A question asked from the main thread. */
typedef struct
{
  DzExaminerKind kind;
  GBytes        *photo; /* owned */
  guint          max_width;
  guint          max_height;
} Question;

static void
question_free (Question *question)
{
  g_bytes_unref (question->photo);
  g_free (question);
}

static void
run_cb (gpointer data,
        gpointer user_data)
{
  g_autoptr(GTask) task = data;
  DzExaminer *self = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);
  GError *error = NULL;

  if (question->kind == DZ_EXAMINER_KIND_MEASURE)
    {
      DzMeasurement *measurement =
        dz_examiner_measure (self, question->photo, g_task_get_cancellable (task), &error);

      if (measurement != NULL)
        g_task_return_pointer (task, measurement, (GDestroyNotify) dz_measurement_free);
    }
  else
    {
      DzPicture *picture =
        dz_examiner_render (self, question->photo, question->max_width, question->max_height,
                            g_task_get_cancellable (task), &error);

      if (picture != NULL)
        g_task_return_pointer (task, picture, (GDestroyNotify) dz_picture_free);
    }
  if (error != NULL)
    g_task_return_error (task, error);
}

static GThreadPool *
steal_threads (DzExaminer *self)
{
  GThreadPool *threads;

  g_mutex_lock (&self->mutex);
  threads = g_steal_pointer (&self->threads);
  g_mutex_unlock (&self->mutex);
  return threads;
}

/* Tasks hold the examiner, so none is left here. The last one may have dropped it in a thread of
 * the pool, which must not wait for itself. */
static void
dz_examiner_finalize (GObject *object)
{
  DzExaminer *self = DZ_EXAMINER (object);
  GThreadPool *threads = steal_threads (self);

  if (threads != NULL)
    g_thread_pool_free (threads, FALSE, FALSE);
  dz_examiner_pool_free (self->pool);
  g_free (self->program);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (dz_examiner_parent_class)->finalize (object);
}

static void
dz_examiner_class_init (DzExaminerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_examiner_finalize;
}

static void
dz_examiner_init (DzExaminer *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * dz_examiner_new:
 * @program: (nullable): path of the helper; %NULL for the environment's DZ_EXAMINER, else the one
 *   beside the running program, else the installed one
 * @n_helpers: helpers at most, at least 1; as many requests are worked on at once
 * @limits: (nullable): what a request may cost; %NULL for DZ_EXAMINER_LIMITS_DEFAULT
 *
 * Returns: (transfer full): an examiner that has started nothing yet
 */
DzExaminer *
dz_examiner_new (const char             *program,
                 guint                   n_helpers,
                 const DzExaminerLimits *limits)
{
  static const DzExaminerLimits defaults = DZ_EXAMINER_LIMITS_DEFAULT;
  DzExaminer *self = g_object_new (DZ_TYPE_EXAMINER, NULL);

  self->program = dz_examiner_program_find (program);
  self->n_helpers = MAX (1, n_helpers);
  self->limits = limits != NULL ? *limits : defaults;
  self->pool = dz_examiner_pool_new (self->n_helpers);
  self->threads = g_thread_pool_new (run_cb, NULL, self->n_helpers, FALSE, NULL);
  return self;
}

/**
 * dz_examiner_start:
 * @self: an examiner
 * @error: return location; DZ_EXAMINER_ERROR_START, DZ_EXAMINER_ERROR_CLOSED
 *
 * Starts a helper and waits until it is ready, so that a missing program is known at once. The
 * others are started when they are needed.
 *
 * Returns: whether a helper is there
 */
gboolean
dz_examiner_start (DzExaminer *self,
                   GError    **error)
{
  g_return_val_if_fail (DZ_IS_EXAMINER (self), FALSE);

  return dz_examiner_call_start (self->pool, self->program, error);
}

/**
 * dz_examiner_dup_models:
 * @self: an examiner that was started
 * @problem: (out) (optional): why there are none
 *
 * Returns: (transfer full) (nullable): versions of the models that photos are looked at with, one
 *   line; %NULL where no face is looked for, or no helper was started yet
 */
char *
dz_examiner_dup_models (DzExaminer      *self,
                        DzModelsProblem *problem)
{
  g_return_val_if_fail (DZ_IS_EXAMINER (self), NULL);

  return dz_examiner_pool_dup_models (self->pool, problem);
}

/**
 * dz_examiner_dup_models_fault:
 * @self: an examiner that was started
 *
 * Returns: (transfer full) (nullable): path of the file that is missing or altered, for a person on
 *   this machine; %NULL where none is to blame that no face is looked for
 */
char *
dz_examiner_dup_models_fault (DzExaminer *self)
{
  g_return_val_if_fail (DZ_IS_EXAMINER (self), NULL);

  return dz_examiner_pool_dup_models_fault (self->pool);
}

/**
 * dz_examiner_close:
 * @self: an examiner
 *
 * Ends all helpers. Requests under way, waiting or coming fail with DZ_EXAMINER_ERROR_CLOSED. It
 * waits for the threads, which takes milliseconds. It may be called again.
 */
void
dz_examiner_close (DzExaminer *self)
{
  GThreadPool *threads;

  g_return_if_fail (DZ_IS_EXAMINER (self));

  dz_examiner_pool_close (self->pool);
  threads = steal_threads (self);
  if (threads != NULL)
    g_thread_pool_free (threads, FALSE, TRUE);
}

static void
init_call (DzExaminer     *self,
           DzExaminerCall *call,
           DzExaminerKind  kind,
           DzExaminerRead  read,
           GBytes         *bytes,
           GCancellable   *cancellable)
{
  call->pool = self->pool;
  call->program = self->program;
  call->bytes = bytes;
  call->read = read;
  call->cancellable = cancellable;
  dz_examiner_request_init (&call->request, kind, 0);
  call->request.input_length = g_bytes_get_size (bytes);
  call->request.pixels_max = self->limits.pixels_max;
  call->request.memory_max = self->limits.memory_max;
  call->request.timeout_ms = self->limits.timeout_ms;
}

static gboolean
check_length (GBytes  *bytes,
              gsize    bytes_max,
              GError **error)
{
  gsize length = g_bytes_get_size (bytes);

  if (length <= bytes_max)
    return TRUE;
  g_set_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE,
               "the file has %" G_GSIZE_FORMAT " bytes, more than %" G_GSIZE_FORMAT,
               length, bytes_max);
  return FALSE;
}

static DzPhotoFormat
sniff (GBytes *photo)
{
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff };
  gsize length;
  const guint8 *data = g_bytes_get_data (photo, &length);

  if (length == 0)
    return DZ_PHOTO_FORMAT_EMPTY;
  if (length >= sizeof jpeg && memcmp (data, jpeg, sizeof jpeg) == 0)
    return DZ_PHOTO_FORMAT_JPEG;
  return DZ_PHOTO_FORMAT_UNKNOWN;
}

/* What can be said of a file that no decoder survives: enough for FILE-01 to fail. */
static DzMeasurement *
make_undecodable (GBytes     *photo,
                  const char *problem)
{
  DzMeasurement *measurement = dz_measurement_new ();

  g_free (measurement->measurer);
  measurement->measurer = g_strdup ("duizhao-examiner " DZ_VERSION);
  measurement->format = sniff (photo);
  measurement->problem = g_strdup (problem);
  dz_measurement_set (measurement, DZ_QUANTITY_DECODES, 0);
  dz_measurement_set (measurement, DZ_QUANTITY_BYTES, MIN (g_bytes_get_size (photo), 1000000000));
  return measurement;
}

/**
 * dz_examiner_measure:
 * @self: an examiner
 * @photo: bytes that are said to be a photo
 * @cancellable: (nullable): ends the wait
 * @error: return location; DZ_EXAMINER_ERROR but UNREADABLE and CRASHED; #GIOErrorEnum where
 *   cancelled
 *
 * Measures a photo. A file that cannot be decoded, is over a limit, or on which two fresh helpers
 * crashed, is measured too: it does not decode, and the measurement says why.
 *
 * Returns: (transfer full) (nullable): what was measured
 */
DzMeasurement *
dz_examiner_measure (DzExaminer   *self,
                     GBytes       *photo,
                     GCancellable *cancellable,
                     GError      **error)
{
  g_autoptr(GError) local_error = NULL;
  DzMeasurement *measurement = NULL;
  DzExaminerCall call;

  g_return_val_if_fail (DZ_IS_EXAMINER (self) && photo != NULL, NULL);

  init_call (self, &call, DZ_EXAMINER_KIND_MEASURE, dz_examiner_read_measurement, photo,
             cancellable);
  if (check_length (photo, self->limits.bytes_max, &local_error))
    measurement = dz_examiner_call_run (&call, &local_error);
  if (measurement != NULL)
    return measurement;

  if (g_error_matches (local_error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_CRASHED))
    return make_undecodable (photo, "the decoder crashed twice");
  if (g_error_matches (local_error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE))
    return make_undecodable (photo, local_error->message);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/**
 * dz_examiner_render:
 * @self: an examiner
 * @photo: bytes that are said to be a photo
 * @max_width: px of the box that the upright picture is to fit, 1…65535
 * @max_height: px of the box, 1…65535
 * @cancellable: (nullable): ends the wait
 * @error: return location; DZ_EXAMINER_ERROR, #GIOErrorEnum where cancelled
 *
 * Decodes a photo upright, never enlarged.
 *
 * Returns: (transfer full) (nullable): its pixels
 */
DzPicture *
dz_examiner_render (DzExaminer   *self,
                    GBytes       *photo,
                    guint         max_width,
                    guint         max_height,
                    GCancellable *cancellable,
                    GError      **error)
{
  DzExaminerCall call;

  g_return_val_if_fail (DZ_IS_EXAMINER (self) && photo != NULL, NULL);
  g_return_val_if_fail (max_width >= 1 && max_width <= G_MAXUINT16, NULL);
  g_return_val_if_fail (max_height >= 1 && max_height <= G_MAXUINT16, NULL);

  if (!check_length (photo, self->limits.bytes_max, error))
    return NULL;
  init_call (self, &call, DZ_EXAMINER_KIND_RENDER, dz_examiner_read_picture, photo, cancellable);
  call.request.max_width = max_width;
  call.request.max_height = max_height;
  /* The helper decodes to four bytes a pixel and packs them to three. */
  call.request.output_length =
    4 * MIN ((guint64) max_width * max_height, (guint64) self->limits.pixels_max);
  return dz_examiner_call_run (&call, error);
}

/**
 * dz_examiner_digest:
 * @self: an examiner
 * @photo: bytes that are said to be a photo
 * @cancellable: (nullable): ends the wait
 * @error: return location; DZ_EXAMINER_ERROR, #GIOErrorEnum where cancelled
 *
 * Decodes a photo at its full size and digests its upright pixels, which decides whether two files
 * show the same picture.
 *
 * Returns: (transfer full) (nullable): SHA-256 in hex, as of dz_photo_pixels_digest()
 */
char *
dz_examiner_digest (DzExaminer   *self,
                    GBytes       *photo,
                    GCancellable *cancellable,
                    GError      **error)
{
  DzExaminerCall call;

  g_return_val_if_fail (DZ_IS_EXAMINER (self) && photo != NULL, NULL);

  if (!check_length (photo, self->limits.bytes_max, error))
    return NULL;
  init_call (self, &call, DZ_EXAMINER_KIND_DIGEST, dz_examiner_read_digest, photo, cancellable);
  return dz_examiner_call_run (&call, error);
}

/* Text may grow by half on its way to UTF-8; a row has its line, seven ends and a problem. */
static gsize
guess_rows_length (gsize length)
{
  return 2 * length + 256 * MIN (length, DZ_ROSTER_ROWS_MAX) + 65536;
}

/**
 * dz_examiner_read_roster:
 * @self: an examiner
 * @file: bytes of a school's file: CSV in UTF-8 or GB18030
 * @cancellable: (nullable): ends the wait
 * @error: return location; DZ_EXAMINER_ERROR, #GIOErrorEnum where cancelled; UNREADABLE: the file
 *   as a whole, with a sentence that says what to do
 *
 * Reads a roster and checks each row with dz_roster_check(). Nothing is imported by this.
 *
 * Returns: (transfer full) (nullable) (element-type DzRosterRow): at least one row, in the file's
 *   order, those with a problem among them
 */
GPtrArray *
dz_examiner_read_roster (DzExaminer   *self,
                         GBytes       *file,
                         GCancellable *cancellable,
                         GError      **error)
{
  DzExaminerCall call;

  g_return_val_if_fail (DZ_IS_EXAMINER (self) && file != NULL, NULL);

  if (!check_length (file, DZ_ROSTER_BYTES_MAX, error))
    return NULL;
  init_call (self, &call, DZ_EXAMINER_KIND_ROSTER, dz_examiner_read_rows, file, cancellable);
  call.request.output_length = guess_rows_length (g_bytes_get_size (file));
  return dz_examiner_call_run (&call, error);
}

/* The thread pool owns the task's reference until run_cb() drops it. */
static void
ask_in_thread (DzExaminer *self,
               GTask      *task,
               Question   *question)
{
  gboolean pushed = FALSE;

  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_mutex_lock (&self->mutex);
  if (self->threads != NULL)
    {
      /* Without a new thread it is queued still, for one that is there. */
      g_thread_pool_push (self->threads, g_object_ref (task), NULL);
      pushed = TRUE;
    }
  g_mutex_unlock (&self->mutex);
  if (!pushed)
    g_task_return_new_error (task, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_CLOSED,
                             "the examiner was closed");
}

static Question *
question_new (DzExaminerKind kind,
              GBytes        *photo,
              guint          max_width,
              guint          max_height)
{
  Question *question = g_new0 (Question, 1);

  question->kind = kind;
  question->photo = g_bytes_ref (photo);
  question->max_width = max_width;
  question->max_height = max_height;
  return question;
}

/**
 * dz_examiner_measure_async:
 * @self: an examiner
 * @photo: bytes that are said to be a photo
 * @cancellable: (nullable): ends the wait
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Begins what dz_examiner_measure() does, in another thread.
 */
void
dz_examiner_measure_async (DzExaminer         *self,
                           GBytes             *photo,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (DZ_IS_EXAMINER (self) && photo != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, dz_examiner_measure_async);
  ask_in_thread (self, task, question_new (DZ_EXAMINER_KIND_MEASURE, photo, 0, 0));
}

/**
 * dz_examiner_measure_finish:
 * @self: an examiner
 * @result: what the callback was given
 * @error: return location, as of dz_examiner_measure()
 *
 * Returns: (transfer full) (nullable): what was measured
 */
DzMeasurement *
dz_examiner_measure_finish (DzExaminer   *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dz_examiner_measure_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * dz_examiner_render_async:
 * @self: an examiner
 * @photo: bytes that are said to be a photo
 * @max_width: px of the box that the upright picture is to fit, 1…65535
 * @max_height: px of the box, 1…65535
 * @cancellable: (nullable): ends the wait
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Begins what dz_examiner_render() does, in another thread.
 */
void
dz_examiner_render_async (DzExaminer         *self,
                          GBytes             *photo,
                          guint               max_width,
                          guint               max_height,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (DZ_IS_EXAMINER (self) && photo != NULL);
  g_return_if_fail (max_width >= 1 && max_width <= G_MAXUINT16);
  g_return_if_fail (max_height >= 1 && max_height <= G_MAXUINT16);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, dz_examiner_render_async);
  ask_in_thread (self, task,
                 question_new (DZ_EXAMINER_KIND_RENDER, photo, max_width, max_height));
}

/**
 * dz_examiner_render_finish:
 * @self: an examiner
 * @result: what the callback was given
 * @error: return location, as of dz_examiner_render()
 *
 * Returns: (transfer full) (nullable): its pixels
 */
DzPicture *
dz_examiner_render_finish (DzExaminer   *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dz_examiner_render_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
