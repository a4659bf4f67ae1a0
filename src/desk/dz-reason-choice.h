/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-reason-list.h"

G_BEGIN_DECLS

/**
 * DzReasonChoice:
 * @reason: a reason to refuse; lent by the list of reasons
 * @finding: (nullable): what a rule said that this reason answers; lent by the list of findings
 * @preselected: whether a rule failed, so that the program proposes it
 * @rank: how near the top it stands, 0 nearest
 * @place: where it stands in the list of reasons
 *
 * A reason as it stands in the list to choose from.
 */
typedef struct
{
  const DzReason  *reason;
  const DzFinding *finding;
  gboolean         preselected;
  int              rank;
  guint            place;
} DzReasonChoice;

GPtrArray  *dz_reason_choices_new (DzReasonList         *reasons,
                                   GPtrArray            *findings);
const char *dz_reason_label       (const DzReason       *reason);
char       *dz_reason_labels      (DzReasonList         *reasons,
                                   const DzDecision     *decision);

G_END_DECLS
