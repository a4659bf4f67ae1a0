/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-judging.h"

G_BEGIN_DECLS

/* More rules without an answer than this take one line together. */
#define DZ_FINDINGS_UNMEASURED_MAX 3

/**
 * DzFindingsGroups:
 * @prominent: fails, warnings, what is unmeasured while it is little, and what says something else
 *   because the reviewer moved a line, in that order
 * @passed: what is fine
 * @unmeasured: what could not be measured, where it is too much to stand on its own
 * @human: what only a person can check
 * @internal: notes for staff that are neither of these
 *
 * One photo's findings as the eye wants them: what is wrong first, what is fine in one line. All
 * are (element-type DzFinding) and lend from what they were made of.
 */
typedef struct
{
  GPtrArray *prominent;
  GPtrArray *passed;
  GPtrArray *unmeasured;
  GPtrArray *human;
  GPtrArray *internal;
} DzFindingsGroups;

DzFindingsGroups *dz_findings_groups_new         (DzJudging        *judging);
void              dz_findings_groups_free        (DzFindingsGroups *self);
const char       *dz_findings_common_why         (GPtrArray        *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzFindingsGroups, dz_findings_groups_free)

G_END_DECLS
