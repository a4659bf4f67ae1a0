/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-accuracy.h"

#include <string.h>

#include "dz-photo-measure.h"
#include "dz-rules.h"
#include "dz-vision.h"

struct _DzAccuracy
{
  GAsyncQueue *models; /* owned: one set for each thread, taken while it is used */
  DzProfile *profile;  /* owned */
  GMutex mutex;
  guint n_threads;
  DzAccuracyStep step;
  gpointer user_data;
};

/**
 * dz_accuracy_new:
 *
 * Returns: (transfer full) (nullable): the way from bytes to findings
 */
DzAccuracy *
dz_accuracy_new (void)
{
  g_autofree char *folder = dz_models_find_folder ();
  g_autoptr(DzAccuracy) self = g_new0 (DzAccuracy, 1);

  g_mutex_init (&self->mutex);
  self->profile = dz_profile_find ("graduate-2022", NULL);
  self->models = g_async_queue_new_full ((GDestroyNotify) dz_models_free);
  self->n_threads = MAX (1, g_get_num_processors ());
  for (guint i = 0; i < self->n_threads; i++)
    {
      g_autoptr(GError) error = NULL;
      DzModels *models = folder != NULL ? dz_models_load (folder, &error) : NULL;

      if (models == NULL)
        return NULL;
      g_async_queue_push (self->models, models);
    }
  return g_steal_pointer (&self);
}

/**
 * dz_accuracy_free:
 * @self: (transfer full) (nullable): it
 */
void
dz_accuracy_free (DzAccuracy *self)
{
  if (self == NULL)
    return;
  g_async_queue_unref (self->models);
  g_clear_pointer (&self->profile, dz_profile_unref);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
run_step (gpointer data,
          gpointer user_data)
{
  DzAccuracy *self = user_data;

  self->step (self, GPOINTER_TO_UINT (data) - 1, self->user_data);
}

/**
 * dz_accuracy_run:
 * @self: it
 * @n: how many photos
 * @step: does one of them
 * @user_data: given to @step
 *
 * Does all photos and returns when they are done.
 */
void
dz_accuracy_run (DzAccuracy    *self,
                 guint          n,
                 DzAccuracyStep step,
                 gpointer       user_data)
{
  GThreadPool *pool = g_thread_pool_new (run_step, self, (int) self->n_threads, FALSE, NULL);

  self->step = step;
  self->user_data = user_data;
  for (guint i = 0; i < n; i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

void
dz_accuracy_lock (DzAccuracy *self)
{
  g_mutex_lock (&self->mutex);
}

void
dz_accuracy_unlock (DzAccuracy *self)
{
  g_mutex_unlock (&self->mutex);
}

/**
 * dz_accuracy_measure:
 * @self: it
 * @jpeg: a file
 *
 * Returns: (transfer full): everything that the helper would measure of it
 */
DzMeasurement *
dz_accuracy_measure (DzAccuracy *self,
                     GBytes     *jpeg)
{
  g_autoptr(DzPixels) view = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;
  const guint8 *data = g_bytes_get_data (jpeg, &length);
  DzMeasurement *measurement = dz_photo_measure (data, length, NULL, &view);
  DzModels *models = g_async_queue_pop (self->models);

  g_assert_nonnull (view);
  g_assert_true (dz_vision_measure (models, view, measurement, &error));
  g_assert_no_error (error);
  g_async_queue_push (self->models, models);
  return measurement;
}

/**
 * dz_accuracy_judge:
 * @self: it
 * @measurement: of a photo
 *
 * Returns: (transfer full) (element-type DzFinding): what the rules say by the notice's profile
 */
GPtrArray *
dz_accuracy_judge (DzAccuracy    *self,
                   DzMeasurement *measurement)
{
  return dz_rules_judge (measurement, NULL, NULL, self->profile);
}

static void
free_text (gpointer text)
{
  g_string_free (text, TRUE);
}

void
dz_fault_score_init (DzFaultScore *self,
                     const char   *name)
{
  *self = (DzFaultScore) { .name = name };
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_text);
  self->missed = g_string_new (NULL);
}

void
dz_fault_score_clear (DzFaultScore *self)
{
  g_hash_table_unref (self->others);
  g_string_free (self->missed, TRUE);
}

/* "POS-01" belongs to the family POS; a list of families is separated by spaces. */
static gboolean
is_in_family (const char *rule,
              const char *families)
{
  g_auto(GStrv) names = g_strsplit (families, " ", -1);
  gsize length = strcspn (rule, "-");

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (strlen (names[i]) == length && strncmp (names[i], rule, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A note is a warning that gives no reason. */
static gboolean
warns (const DzFinding *finding,
       gboolean         with_reason)
{
  return finding->outcome == DZ_OUTCOME_WARN && (!with_reason || finding->reason != NULL);
}

static gboolean
is_raised (const DzFinding *finding,
           const DzFault   *fault)
{
  return g_str_equal (finding->rule, fault->rule) &&
         (finding->outcome == DZ_OUTCOME_FAIL ||
          warns (finding, !(fault->flags & DZ_FAULT_BY_NOTE)));
}

static gboolean
is_stranger (const DzFinding *finding,
             const DzFault   *fault)
{
  g_autofree char *family = g_strndup (fault->rule, strcspn (fault->rule, "-"));

  return (finding->outcome == DZ_OUTCOME_FAIL ||
          ((fault->flags & DZ_FAULT_NO_WARNING) && warns (finding, TRUE))) &&
         !is_in_family (finding->rule, family) && !is_in_family (finding->rule, fault->coupled);
}

static void
add_stranger (DzFaultScore *self,
              const char   *rule,
              const char   *which)
{
  GString *photos = g_hash_table_lookup (self->others, rule);

  if (photos == NULL)
    {
      photos = g_string_new (NULL);
      g_hash_table_insert (self->others, g_strdup (rule), photos);
    }
  g_string_append_printf (photos, " %s", which);
}

/**
 * dz_fault_score_add:
 * @self: a score
 * @findings: (element-type DzFinding): what the rules said of a photo with the fault
 * @fault: what they must say; without a rule, none may fail
 * @which: name of the photo
 */
void
dz_fault_score_add (DzFaultScore  *self,
                    GPtrArray     *findings,
                    const DzFault *fault,
                    const char    *which)
{
  gboolean raised = *fault->rule == '\0';
  gboolean alone = TRUE;

  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);

      raised = raised || is_raised (finding, fault);
      if (!is_stranger (finding, fault))
        continue;
      alone = FALSE;
      add_stranger (self, finding->rule, which);
    }
  self->n++;
  self->n_raised += raised;
  self->n_alone += alone;
  if (!raised)
    g_string_append_printf (self->missed, " %s", which);
}

/**
 * dz_fault_score_describe:
 * @self: a score
 *
 * Returns: (transfer full): the score in a line
 */
char *
dz_fault_score_describe (DzFaultScore *self)
{
  GString *text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer rule;
  gpointer photos;

  g_string_printf (text, "%s: raised %u of %u, alone %u", self->name, self->n_raised, self->n,
                   self->n_alone);
  g_hash_table_iter_init (&iter, self->others);
  while (g_hash_table_iter_next (&iter, &rule, &photos))
    g_string_append_printf (text, "; %s:%s", (const char *) rule, ((GString *) photos)->str);
  if (self->missed->len > 0)
    g_string_append_printf (text, "; missed:%s", self->missed->str);
  return g_string_free (text, FALSE);
}

/**
 * dz_fault_score_reaches:
 * @self: a score
 * @percent_raised: least share of the photos that must raise their own rule
 * @percent_alone: least share in which no stranger may fail
 *
 * Returns: whether there was a photo and both shares are reached
 */
gboolean
dz_fault_score_reaches (const DzFaultScore *self,
                        guint               percent_raised,
                        guint               percent_alone)
{
  return self->n > 0 && 100 * self->n_raised >= percent_raised * self->n &&
         100 * self->n_alone >= percent_alone * self->n;
}
