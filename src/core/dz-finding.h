/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-outcome.h"
#include "dz-region.h"
#include "dz-waiver.h"

G_BEGIN_DECLS

/**
 * DzFinding:
 * @rule: the rule's id, "FILE-02"
 * @outcome: what it says
 * @authority: what that may do
 * @internal: a note for staff, never a reason to refuse and never told to the student
 * @value: the number judged, NaN where there is none
 * @text: (nullable): what was found in words, where a number does not say it ("Adobe Photoshop",
 *   "480×640"); for staff
 * @unit: unit of @value, "" where it has none
 * @limit: the limit as the profile states it ("> 50 KB"); "" where the rule has none
 * @region: where on the upright photo, empty where nowhere
 * @reason: (nullable): the reason code a refusal would give
 * @why: (nullable): for unmeasured, why; for a warning, what to look at. English source text, for
 *   staff, translated where it is shown
 *
 * One rule's judgement of one photo.
 */
typedef struct
{
  char       *rule;
  DzOutcome   outcome;
  DzAuthority authority;
  gboolean    internal;
  double      value;
  char       *text;
  char       *unit;
  char       *limit;
  DzRegion    region;
  char       *reason;
  char       *why;
} DzFinding;

DzFinding *dz_finding_new       (const char      *rule,
                                 DzAuthority      authority);
DzFinding *dz_finding_copy      (const DzFinding *self);
void       dz_finding_free      (DzFinding       *self);
GPtrArray *dz_findings_new      (void);
const DzFinding *dz_findings_find (GPtrArray      *findings,
                                 const char      *rule);
void       dz_findings_replace  (GPtrArray       *findings,
                                 GPtrArray       *changed);
GPtrArray *dz_findings_list_failing (GPtrArray    *findings,
                                 GPtrArray       *waivers);
gboolean   dz_findings_refuse   (GPtrArray       *findings);
DzOutcome  dz_findings_verdict  (GPtrArray       *findings);
void       dz_findings_sort     (GPtrArray       *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzFinding, dz_finding_free)

G_END_DECLS
