/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-reason-list.h"
#include "dz-submission.h"

G_BEGIN_DECLS

char       *dz_attempt_title    (guint               attempt);
char       *dz_attempt_decision (const DzDecision   *decision,
                                 DzReasonList       *reasons);
char       *dz_attempt_verdict  (const DzSubmission *submission,
                                 DzReasonList       *reasons);
const char *dz_attempt_outcome  (const DzSubmission *submission);
char       *dz_attempt_time     (const DzSubmission *submission);
char       *dz_attempt_notes    (const DzSubmission *submission);

G_END_DECLS
