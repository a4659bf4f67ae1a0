/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-correction.h"
#include "dz-crop.h"
#include "dz-override.h"

G_BEGIN_DECLS

/**
 * DzVerdict:
 *
 * What a person can decide.
 */
typedef enum
{
  DZ_VERDICT_APPROVE,
  DZ_VERDICT_REJECT,
} DzVerdict;

/* Reasons of one decision: more than there are codes, so that all that is wrong can be said. */
#define DZ_DECISION_REASONS_MAX 64

/* Overrides of one decision: as many as a submission may have findings. */
#define DZ_DECISION_OVERRIDES_MAX 200

/* A note, bytes. */
#define DZ_DECISION_NOTE_MAX 4000

/**
 * DzDecision:
 * @verdict: approve or reject
 * @reasons: (nullable): reason codes; at least one where @verdict is reject
 * @reason_versions: which version of each reason; 0 for the one that can be given now
 * @retake: for a refusal, whether the student may send another photo in this window; a final
 *   refusal lets none follow
 * @note: (nullable): to the student
 * @internal_note: (nullable): for staff
 * @overrides: (nullable) (element-type DzOverride): for an approval, why each failing rule does not
 *   stand in its way
 * @correction: lines of the photo that the reviewer moved before deciding
 * @crop: for an approval, the frame that is delivered; empty where none was approved
 * @sheet_ms: for an approval from a contact sheet, how long the sheet stood before the reviewer,
 *   ms; 0 where the photo was judged alone
 * @decided_by: (nullable): name of who decided; empty in a command, where the session says it
 * @decided_us: when, by the service; 0 in a command
 *
 * A reviewer's judgement of one submission. Words: 审核结论.
 */
typedef struct
{
  DzVerdict verdict;
  GStrv reasons;
  guint reason_versions[DZ_DECISION_REASONS_MAX];
  gboolean retake;
  char *note;
  char *internal_note;
  GPtrArray *overrides;
  DzCorrection correction;
  DzCrop crop;
  guint sheet_ms;
  char *decided_by;
  gint64 decided_us;
} DzDecision;

DzDecision *dz_decision_new (void);
DzDecision *dz_decision_copy (const DzDecision *self);
void dz_decision_free (DzDecision *self);
const char *dz_verdict_to_nick (DzVerdict verdict);
gboolean dz_verdict_from_nick (const char *nick, DzVerdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzDecision, dz_decision_free)

G_END_DECLS
