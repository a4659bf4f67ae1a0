/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-judging.h"

/* A finding as a rule leaves it. @reason may be %NULL. */
DzFinding *desk_sample_finding  (const char  *rule,
                                 DzOutcome    outcome,
                                 DzAuthority  authority,
                                 const char  *reason);
/* One fail (file too small), one warning, one pass, one for a person, one internal note. */
GPtrArray *desk_sample_findings (void);
/* A second attempt of 王梦梦 with those findings. */
DzItem    *desk_sample_item     (void);
/* 王梦梦 again, with the numbers of a head that fits (480×640 px, crown 78, eyes 250, the right one
 * 4 px lower, chin 398, cheeks 125 and 355, its middle at 242), and what graduate-2022 says of its
 * place: all is well. */
DzItem    *desk_sample_measured_item (void);
/* A judging of a photo of which nothing but these is known; they are copied. */
DzJudging *desk_sample_judging  (GPtrArray   *findings);
