/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-submission.h"

G_BEGIN_DECLS

/* The longest text of a policy, bytes. */
#define DZ_SECOND_POLICY_TEXT_MAX 64

/**
 * DzSecondPolicy:
 * @approvals_percent: how many of a hundred approvals, drawn; 0 to 100
 * @failing: every approval against a failing rule
 * @refusals: every refusal
 *
 * Which decisions of a school somebody else judges too before they take effect. Words: 复审.
 */
typedef struct
{
  guint    approvals_percent;
  gboolean failing;
  gboolean refusals;
} DzSecondPolicy;

/**
 * DzSecondWhy:
 * @DZ_SECOND_NO: it takes effect as it is
 * @DZ_SECOND_APPROVAL: an approval that was drawn
 * @DZ_SECOND_FAILING: an approval against a failing rule
 * @DZ_SECOND_REFUSAL: a refusal
 *
 * Why a decision is judged by somebody else too.
 */
typedef enum
{
  DZ_SECOND_NO,
  DZ_SECOND_APPROVAL,
  DZ_SECOND_FAILING,
  DZ_SECOND_REFUSAL,
} DzSecondWhy;

gboolean    dz_second_policy_is_none   (const DzSecondPolicy *self);
gboolean    dz_second_policy_equal     (const DzSecondPolicy *self,
                                        const DzSecondPolicy *other);
char       *dz_second_policy_to_text   (const DzSecondPolicy *self);
gboolean    dz_second_policy_from_text (const char           *text,
                                        DzSecondPolicy       *self);
DzSecondWhy dz_second_policy_find_why  (const DzSecondPolicy *self,
                                        const DzSubmission   *submission,
                                        GBytes               *key);
const char *dz_second_why_to_nick      (DzSecondWhy           why);
gboolean    dz_decision_agrees         (const DzDecision     *first,
                                        const DzDecision     *second);

G_END_DECLS
