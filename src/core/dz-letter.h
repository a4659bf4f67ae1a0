/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-reason-list.h"

G_BEGIN_DECLS

char            *dz_letter_say          (const DzDecision *decision,
                                         GPtrArray        *findings,
                                         DzReasonList     *reasons,
                                         gboolean          retakes_over);
const DzFinding *dz_letter_find_finding (GPtrArray        *findings,
                                         const DzReason   *reason);

G_END_DECLS
