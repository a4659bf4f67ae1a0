/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "dz-decision.h"
#include "dz-finding.h"
#include "dz-state.h"

G_BEGIN_DECLS

/**
 * DzSubmission:
 * @id: opaque id
 * @student: student id
 * @window: window id
 * @attempt: 1 for the first
 * @photo: SHA-256 of its photo
 * @state: where it stands
 * @version: grows when photo, findings, record or decision change; never on lease events
 * @received_us: when it came
 * @hold_until_us: when a held decision seals; 0 where none is held
 * @profile_hash: (nullable): content hash of the profile that judged it
 * @decision: (nullable): the decision that stands or is held
 * @reopened: whether another decision was in effect before, and was taken back
 * @retakes_over: whether the student could send no other photo in its window, were this one
 *   refused: the time for that is over, or every attempt is used
 * @findings: (element-type DzFinding): what the rules said; empty before the examination
 *
 * One student's attempt N with one photo. Words: 送审.
 */
typedef struct
{
  char *id;
  char *student;
  char *window;
  guint attempt;
  char *photo;
  DzState state;
  guint version;
  gint64 received_us;
  gint64 hold_until_us;
  char *profile_hash;
  DzDecision *decision;
  gboolean reopened;
  gboolean retakes_over;
  GPtrArray *findings;
} DzSubmission;

DzSubmission *dz_submission_new (void);
DzSubmission *dz_submission_copy (const DzSubmission *self);
void dz_submission_free (DzSubmission *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzSubmission, dz_submission_free)

G_END_DECLS
