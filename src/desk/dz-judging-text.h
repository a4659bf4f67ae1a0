/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-judging.h"

G_BEGIN_DECLS

char *dz_judging_remark_text (DzJudging       *judging,
                              const DzFinding *finding);
char *dz_judging_reason_text (const char      *code,
                              const char      *words);
char *dz_judging_waiver_text (const DzWaiver  *waiver);

G_END_DECLS
