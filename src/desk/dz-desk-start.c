/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-desk-start.h"

/* One renders what is looked at, the other what comes next. */
#define N_HELPERS 2

struct _DzDeskStart
{
  GObject       parent_instance;

  DzStarter    *starter;     /* owned */
  DzExaminer   *examiner;    /* owned, nullable: since it was started first */
  GCancellable *cancellable; /* owned, nullable: since the start has begun, until it is stopped */
  guint         n_starting;  /* of service and helpers, those that are under way */
  GError       *error;       /* owned, nullable: what went wrong first */
};

G_DEFINE_FINAL_TYPE (DzDeskStart, dz_desk_start, G_TYPE_OBJECT)

enum
{
  READY,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
dz_desk_start_finalize (GObject *object)
{
  DzDeskStart *self = DZ_DESK_START (object);

  dz_desk_start_stop (self);
  g_clear_object (&self->starter);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (dz_desk_start_parent_class)->finalize (object);
}

static void
dz_desk_start_class_init (DzDeskStartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_desk_start_finalize;
  signals[READY] = g_signal_new ("ready", DZ_TYPE_DESK_START, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", DZ_TYPE_DESK_START, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
dz_desk_start_init (DzDeskStart *self)
{
}

/* What went wrong is said when neither is under way any more. @error: (transfer full) (nullable) */
static void
end_one (DzDeskStart *self,
         GError      *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  if (self->error == NULL)
    self->error = error;
  else
    g_clear_error (&error);
  if (--self->n_starting > 0)
    return;
  if (self->error == NULL)
    g_signal_emit (self, signals[READY], 0);
  else
    g_signal_emit (self, signals[FAILED], 0, self->error->message);
}

static void
reached_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DzDeskStart) self = user_data;
  GError *error = NULL;

  dz_starter_start_finish (DZ_STARTER (source), result, &error);
  end_one (self, error);
}

static void
start_examiner (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (dz_examiner_start (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
examiner_started_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  end_one (DZ_DESK_START (source), error);
}

static void
start_helpers (DzDeskStart *self)
{
  const DzExaminerLimits limits = DZ_EXAMINER_LIMITS_DEFAULT;
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, examiner_started_cb, NULL);

  if (self->examiner == NULL)
    self->examiner = dz_examiner_new (NULL, N_HELPERS, &limits);
  g_task_set_task_data (task, g_object_ref (self->examiner), g_object_unref);
  g_task_run_in_thread (task, start_examiner);
}

/**
 * dz_desk_start_new:
 * @starter: brings the workstation to its service
 *
 * Returns: (transfer full): what starts the desk when it is told to
 */
DzDeskStart *
dz_desk_start_new (DzStarter *starter)
{
  DzDeskStart *self;

  g_return_val_if_fail (DZ_IS_STARTER (starter), NULL);

  self = g_object_new (DZ_TYPE_DESK_START, NULL);
  self->starter = g_object_ref (starter);
  return self;
}

/**
 * dz_desk_start_begin:
 * @self: a start that is stopped
 *
 * Begins, or begins again after a failure.
 */
void
dz_desk_start_begin (DzDeskStart *self)
{
  g_return_if_fail (DZ_IS_DESK_START (self) && self->cancellable == NULL);

  self->cancellable = g_cancellable_new ();
  g_clear_error (&self->error);
  self->n_starting = 2;
  start_helpers (self);
  dz_starter_start_async (self->starter, self->cancellable, reached_cb, g_object_ref (self));
}

/**
 * dz_desk_start_has_begun:
 * @self: a start
 *
 * Returns: whether it has begun, and was not stopped since
 */
gboolean
dz_desk_start_has_begun (DzDeskStart *self)
{
  g_return_val_if_fail (DZ_IS_DESK_START (self), FALSE);
  return self->cancellable != NULL;
}

/**
 * dz_desk_start_get_examiner:
 * @self: a start that has begun
 *
 * Returns: (transfer none): what talks to the helpers
 */
DzExaminer *
dz_desk_start_get_examiner (DzDeskStart *self)
{
  g_return_val_if_fail (DZ_IS_DESK_START (self), NULL);
  return self->examiner;
}

/**
 * dz_desk_start_stop:
 * @self: a start
 *
 * Gives up what is under way and lets go of the helpers. Nothing happens the second time.
 */
void
dz_desk_start_stop (DzDeskStart *self)
{
  g_return_if_fail (DZ_IS_DESK_START (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->examiner != NULL)
    dz_examiner_close (self->examiner);
  g_clear_object (&self->examiner);
}
