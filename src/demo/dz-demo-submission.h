/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzDemoSubmission:
 * @student: index of the student in the roster
 * @kind: a stable name of what it shows, "red-background"
 * @rule: (nullable): the rule that has something to say about it; %NULL for a photo without fault
 * @refused: whether the service is to refuse the upload at once, by @rule; else it goes to the
 *   queue
 * @file_name: what the student's phone calls the file
 * @photo: its bytes
 * @earlier_photo: (nullable): the photo of an attempt before, which a reviewer refused
 * @earlier_reasons: (nullable) (array zero-terminated=1): the reason codes of that refusal
 * @earlier_note: (nullable): the note to the student that came with it
 * @admission_photo: (nullable): the photo that they were admitted with, where the school brings one
 *
 * What one student of the demo school sends.
 */
typedef struct
{
  guint    student;
  char    *kind;
  char    *rule;
  gboolean refused;
  char    *file_name;
  GBytes  *photo;
  GBytes  *earlier_photo;
  char   **earlier_reasons;
  char    *earlier_note;
  GBytes  *admission_photo;
} DzDemoSubmission;

DzDemoSubmission *dz_demo_submission_new  (void);
void              dz_demo_submission_free (DzDemoSubmission *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzDemoSubmission, dz_demo_submission_free)

G_END_DECLS
