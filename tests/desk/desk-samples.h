/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-item.h"

/* A finding as a rule leaves it. @reason may be %NULL. */
DzFinding *desk_sample_finding  (const char  *rule,
                                 DzOutcome    outcome,
                                 DzAuthority  authority,
                                 const char  *reason);
/* One fail (file too small), one warning, one pass, one for a person, one internal note. */
GPtrArray *desk_sample_findings (void);
/* A second attempt of 王梦梦 with those findings. */
DzItem    *desk_sample_item     (void);
