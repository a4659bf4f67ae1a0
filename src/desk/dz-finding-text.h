/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-finding.h"

G_BEGIN_DECLS

const char *dz_finding_word        (const DzFinding *finding);
char       *dz_finding_value_text  (const DzFinding *finding);
char       *dz_finding_limit_text  (const DzFinding *finding);
char       *dz_finding_full_text   (const DzFinding *finding);
char       *dz_finding_remark_text (const DzFinding *finding);
char       *dz_finding_spoken_text (const DzFinding *finding,
                                    const char      *remark);

G_END_DECLS
