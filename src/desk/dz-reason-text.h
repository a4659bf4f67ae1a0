/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-reason.h"

G_BEGIN_DECLS

char       *dz_reason_text_title   (const DzReason *reason);
char       *dz_reason_text_code    (const DzReason *reason);
char       *dz_reason_text_rules   (const DzReason *reason);
char       *dz_reason_text_who     (const DzReason *reason);
const char *dz_reason_text_problem (const DzReason *reason,
                                    DzReasonPart    part);

G_END_DECLS
