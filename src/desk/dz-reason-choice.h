/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-finding.h"
#include "dz-reason.h"

G_BEGIN_DECLS

/**
 * DzReasonChoice:
 * @reason: a reason to refuse
 * @finding: (nullable): what a rule said that this reason answers; lent by the list of findings
 * @preselected: whether a rule failed, so that the program proposes it
 *
 * A reason as it stands in the list to choose from.
 */
typedef struct
{
  const DzReason  *reason;
  const DzFinding *finding;
  gboolean         preselected;
} DzReasonChoice;

GPtrArray  *dz_reason_choices_new (GPtrArray            *findings);
const char *dz_reason_label       (const DzReason       *reason);
char       *dz_reason_labels      (const char *const    *codes);
char       *dz_reason_letter_zh   (GPtrArray            *choices,
                                   const char           *note);

G_END_DECLS
