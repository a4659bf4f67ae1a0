/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "dz-admission.h"
#include "dz-escalation.h"
#include "dz-lease.h"
#include "dz-measurement.h"
#include "dz-other-face.h"
#include "dz-reopening.h"
#include "dz-student.h"
#include "dz-submission.h"
#include "dz-twin.h"
#include "dz-waiver.h"

G_BEGIN_DECLS

/**
 * DzItem:
 * @submission: the submission
 * @student: its record, masked by the service
 * @school_name: name of the school
 * @lease: the right to decide it
 * @earlier: (element-type DzSubmission): earlier attempts in the same window, newest first; with
 *   findings only where a rule refused them, and then those that did
 * @measurement: (nullable): the numbers its findings were judged by, without hashes; %NULL where
 *   nothing was measured
 * @twins: (element-type DzTwin): photos that are the same or look alike, the closest first
 * @faces: (element-type DzOtherFace): where the faces are on photos of @earlier and @twins, of
 *   those that were measured
 * @admission: (nullable): the photo that the student was admitted with; %NULL where the school
 *   brought none
 * @waivers: (element-type DzWaiver): the student's
 * @escalation: (nullable): why a reviewer left it to a supervisor, the last time one did
 * @reopening: (nullable): why the decision that was in effect was taken back, the last time one was
 * @sheet_allowed: whether the policy of its school lets it be approved from a contact sheet
 *
 * What a desk gets to judge: a submission with its record, lease and earlier attempts.
 */
typedef struct
{
  DzSubmission *submission;
  DzStudent *student;
  char *school_name;
  DzLease *lease;
  GPtrArray *earlier;
  DzMeasurement *measurement;
  GPtrArray *twins;
  GPtrArray *faces;
  DzAdmission *admission;
  GPtrArray *waivers;
  DzEscalation *escalation;
  DzReopening *reopening;
  gboolean sheet_allowed;
} DzItem;

DzItem *dz_item_new (void);
DzItem *dz_item_copy (const DzItem *self);
void dz_item_free (DzItem *self);
const DzSubmission *dz_item_find_returned (const DzItem *self);
const DzMeasurement *dz_item_find_face (const DzItem *self, const char *submission);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzItem, dz_item_free)

G_END_DECLS
