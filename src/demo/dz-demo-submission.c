/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-demo-submission.h"

/**
 * dz_demo_submission_new:
 *
 * Returns: (transfer full): a submission with nothing in it
 */
DzDemoSubmission *
dz_demo_submission_new (void)
{
  return g_new0 (DzDemoSubmission, 1);
}

/**
 * dz_demo_submission_free:
 * @self: (transfer full) (nullable): a submission
 */
void
dz_demo_submission_free (DzDemoSubmission *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->rule);
  g_free (self->file_name);
  g_clear_pointer (&self->photo, g_bytes_unref);
  g_clear_pointer (&self->earlier_photo, g_bytes_unref);
  g_strfreev (self->earlier_reasons);
  g_free (self->earlier_note);
  g_clear_pointer (&self->admission_photo, g_bytes_unref);
  g_free (self);
}
