/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-submission.h"

static gpointer
copy_element (gconstpointer element,
              gpointer      user_data)
{
  return dz_finding_copy (element);
}

/**
 * dz_submission_new:
 *
 * Returns: (transfer full): an empty submission
 */
DzSubmission *
dz_submission_new (void)
{
  DzSubmission *self = g_new0 (DzSubmission, 1);

  self->findings = dz_findings_new ();
  return self;
}

/**
 * dz_submission_copy:
 * @self: a submission
 *
 * Returns: (transfer full): a deep copy
 */
DzSubmission *
dz_submission_copy (const DzSubmission *self)
{
  DzSubmission *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzSubmission, 1);
  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->student = g_strdup (self->student);
  copy->window = g_strdup (self->window);
  copy->photo = g_strdup (self->photo);
  copy->profile_hash = g_strdup (self->profile_hash);
  copy->decision = self->decision != NULL ? dz_decision_copy (self->decision) : NULL;
  copy->findings = g_ptr_array_copy (self->findings, copy_element, NULL);
  return copy;
}

/**
 * dz_submission_free:
 * @self: (transfer full) (nullable): a submission
 */
void
dz_submission_free (DzSubmission *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->student);
  g_free (self->window);
  g_free (self->photo);
  g_free (self->profile_hash);
  dz_decision_free (self->decision);
  g_ptr_array_unref (self->findings);
  g_free (self);
}
