/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-demo-studio.h"

struct _DzDemoStudio
{
  DzDemoSchool *school;      /* owned */
  GThreadPool  *painters;    /* owned */
  GAsyncQueue  *done;        /* owned: a Painted for each submission */
  GPtrArray    *submissions; /* owned, (element-type DzDemoSubmission), %NULL until painted */
};

typedef struct
{
  guint             i;
  DzDemoSubmission *submission; /* owned, nullable */
  GError           *error;      /* owned, nullable */
} Painted;

static void
painted_free (Painted *painted)
{
  g_clear_pointer (&painted->submission, dz_demo_submission_free);
  g_clear_error (&painted->error);
  g_free (painted);
}

static void
free_nullable (gpointer submission)
{
  if (submission != NULL)
    dz_demo_submission_free (submission);
}

/* A thread pool takes no NULL, so the index comes one higher. */
static void
paint (gpointer data,
       gpointer user_data)
{
  DzDemoStudio *self = user_data;
  Painted *painted = g_new0 (Painted, 1);

  painted->i = GPOINTER_TO_UINT (data) - 1;
  painted->submission = dz_demo_school_dup_submission (self->school, painted->i, &painted->error);
  g_async_queue_push (self->done, painted);
}

/**
 * dz_demo_studio_new:
 * @school: a demo school
 *
 * Begins to paint everything that its students send.
 *
 * Returns: (transfer full): a studio
 */
DzDemoStudio *
dz_demo_studio_new (DzDemoSchool *school)
{
  DzDemoStudio *self = g_new0 (DzDemoStudio, 1);
  guint n = dz_demo_school_get_n_submissions (school);

  self->school = g_object_ref (school);
  self->done = g_async_queue_new_full ((GDestroyNotify) painted_free);
  self->submissions = g_ptr_array_new_full (n, free_nullable);
  g_ptr_array_set_size (self->submissions, (int) n);
  self->painters = g_thread_pool_new (paint, self, (int) g_get_num_processors (), FALSE, NULL);
  for (guint i = 0; i < n; i++)
    g_thread_pool_push (self->painters, GUINT_TO_POINTER (i + 1), NULL);
  return self;
}

/**
 * dz_demo_studio_free:
 * @self: (transfer full) (nullable): a studio; what is not painted yet will not be
 */
void
dz_demo_studio_free (DzDemoStudio *self)
{
  if (self == NULL)
    return;
  g_thread_pool_free (self->painters, TRUE, TRUE);
  g_async_queue_unref (self->done);
  g_ptr_array_unref (self->submissions);
  g_object_unref (self->school);
  g_free (self);
}

/**
 * dz_demo_studio_get_n:
 * @self: a studio
 *
 * Returns: how many submissions there are
 */
guint
dz_demo_studio_get_n (DzDemoStudio *self)
{
  return self->submissions->len;
}

/**
 * dz_demo_studio_wait:
 * @self: a studio
 * @painted: told of each that is painted
 * @user_data: for @painted
 * @error: return location; DZ_PHOTO_ERROR
 *
 * Waits until everything is painted. To be called once.
 *
 * Returns: whether everything could be painted
 */
gboolean
dz_demo_studio_wait (DzDemoStudio       *self,
                     DzDemoStudioPainted painted,
                     gpointer            user_data,
                     GError            **error)
{
  for (guint n = 0; n < self->submissions->len; n++)
    {
      Painted *next = g_async_queue_pop (self->done);

      if (next->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&next->error));
          painted_free (next);
          return FALSE;
        }
      g_ptr_array_index (self->submissions, next->i) = g_steal_pointer (&next->submission);
      painted_free (next);
      painted (n + 1, self->submissions->len, user_data);
    }
  return TRUE;
}

/**
 * dz_demo_studio_get:
 * @self: a studio that was waited for
 * @i: below dz_demo_studio_get_n()
 *
 * Returns: (transfer none): what that student sends
 */
const DzDemoSubmission *
dz_demo_studio_get (DzDemoStudio *self,
                    guint         i)
{
  return g_ptr_array_index (self->submissions, i);
}
