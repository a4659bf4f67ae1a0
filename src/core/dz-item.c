/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-item.h"

static gpointer
copy_submission (gconstpointer element,
                 gpointer      user_data)
{
  return dz_submission_copy (element);
}

static gpointer
copy_twin (gconstpointer element,
           gpointer      user_data)
{
  return dz_twin_copy (element);
}

static gpointer
copy_face (gconstpointer element,
           gpointer      user_data)
{
  return dz_other_face_copy (element);
}

static gpointer
copy_waiver (gconstpointer element,
             gpointer      user_data)
{
  return dz_waiver_copy (element);
}

/**
 * dz_item_new:
 *
 * Returns: (transfer full): an empty item
 */
DzItem *
dz_item_new (void)
{
  DzItem *self = g_new0 (DzItem, 1);

  self->submission = dz_submission_new ();
  self->student = dz_student_new ();
  self->lease = dz_lease_new ();
  self->earlier = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_submission_free);
  self->twins = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_twin_free);
  self->faces = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_other_face_free);
  self->waivers = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_waiver_free);
  return self;
}

/**
 * dz_item_copy:
 * @self: an item
 *
 * Returns: (transfer full): a deep copy
 */
DzItem *
dz_item_copy (const DzItem *self)
{
  DzItem *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzItem, 1);
  *copy = *self;
  copy->submission = self->submission != NULL ? dz_submission_copy (self->submission) : NULL;
  copy->student = self->student != NULL ? dz_student_copy (self->student) : NULL;
  copy->school_name = g_strdup (self->school_name);
  copy->lease = self->lease != NULL ? dz_lease_copy (self->lease) : NULL;
  copy->earlier = g_ptr_array_copy (self->earlier, copy_submission, NULL);
  copy->measurement =
    self->measurement != NULL ? dz_measurement_copy (self->measurement) : NULL;
  copy->twins = g_ptr_array_copy (self->twins, copy_twin, NULL);
  copy->faces = g_ptr_array_copy (self->faces, copy_face, NULL);
  copy->admission = self->admission != NULL ? dz_admission_copy (self->admission) : NULL;
  copy->waivers = g_ptr_array_copy (self->waivers, copy_waiver, NULL);
  copy->escalation = self->escalation != NULL ? dz_escalation_copy (self->escalation) : NULL;
  copy->reopening = self->reopening != NULL ? dz_reopening_copy (self->reopening) : NULL;
  return copy;
}

/**
 * dz_item_free:
 * @self: (transfer full) (nullable): an item
 */
void
dz_item_free (DzItem *self)
{
  if (self == NULL)
    return;
  dz_submission_free (self->submission);
  dz_student_free (self->student);
  g_free (self->school_name);
  dz_lease_free (self->lease);
  g_clear_pointer (&self->earlier, g_ptr_array_unref);
  dz_measurement_free (self->measurement);
  g_clear_pointer (&self->twins, g_ptr_array_unref);
  g_clear_pointer (&self->faces, g_ptr_array_unref);
  dz_admission_free (self->admission);
  g_clear_pointer (&self->waivers, g_ptr_array_unref);
  dz_escalation_free (self->escalation);
  dz_reopening_free (self->reopening);
  g_free (self);
}

static gboolean
was_returned (const DzSubmission *submission)
{
  return submission->state == DZ_STATE_REJECTED || submission->state == DZ_STATE_REFUSED_BY_RULE;
}

/**
 * dz_item_find_returned:
 * @self: an item
 *
 * Finds the earlier attempt to look at beside this one: what was wrong with it should be mended.
 *
 * Returns: (transfer none) (nullable): the last one that went back to the student, else the last
 *   one whose photo is kept; %NULL where there is none
 */
const DzSubmission *
dz_item_find_returned (const DzItem *self)
{
  const DzSubmission *last = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->earlier->len; i++)
    {
      const DzSubmission *earlier = g_ptr_array_index (self->earlier, i);

      if (was_returned (earlier))
        return earlier;
      if (last == NULL && earlier->state != DZ_STATE_ERASED)
        last = earlier;
    }
  return last;
}

/**
 * dz_item_find_face:
 * @self: an item
 * @submission: id of an earlier attempt or a twin
 *
 * Returns: (transfer none) (nullable): where the face is on its photo; %NULL where nobody knows
 */
const DzMeasurement *
dz_item_find_face (const DzItem *self,
                   const char   *submission)
{
  g_return_val_if_fail (self != NULL && submission != NULL, NULL);

  for (guint i = 0; i < self->faces->len; i++)
    {
      const DzOtherFace *face = g_ptr_array_index (self->faces, i);

      if (g_str_equal (face->submission, submission))
        return face->measurement;
    }
  return NULL;
}
