/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-rules.h"

G_BEGIN_DECLS

/* Photos as numbers, and what the rules of graduate-2022 say of them. */

/**
 * RuleCase:
 * @rule: a rule
 * @quantity: the number of a clean photo that is changed
 * @value: to what; NaN takes it away
 * @says: p pass, n note (a warning without a reason), w warning, f fail, u unmeasured
 *
 * One change to a clean photo and what the rule then says.
 */
typedef struct
{
  const char *rule;
  DzQuantity  quantity;
  double      value;
  char        says;
} RuleCase;

/**
 * ReadCase:
 * @rule: a rule
 * @quantity: the number of a clean photo that is changed
 * @value: to what
 * @told: the number told
 * @unit: its unit
 * @limit: the limit told
 * @text: (nullable): the words told
 * @reason: (nullable): the reason proposed
 * @why: (nullable): what to look at
 *
 * What a person reads.
 */
typedef struct
{
  const char *rule;
  DzQuantity  quantity;
  double      value;
  double      told;
  const char *unit;
  const char *limit;
  const char *text;
  const char *reason;
  const char *why;
} ReadCase;

void           rules_fixture_start   (void);
void           rules_fixture_stop    (void);
DzProfile     *rules_fixture_profile (void);
DzMeasurement *rules_make_clean      (void);
DzPeers       *rules_make_peers      (void);
DzFinding     *rules_judge_full      (const DzMeasurement *measurement,
                                      const DzRegister    *facts,
                                      const DzPeers       *peers,
                                      DzProfile           *profile,
                                      const char          *rule);
DzFinding     *rules_judge           (const DzMeasurement *measurement,
                                      const char          *rule);
char           rules_letter          (const DzFinding     *finding);
void           rules_check_cases     (const RuleCase      *cases,
                                      guint                n_cases);
void           rules_check_read      (const ReadCase      *cases,
                                      guint                n_cases);

#define assert_says(finding, letter) \
  g_assert_cmpstr (((char[]) { rules_letter (finding), '\0' }), ==, ((char[]) { letter, '\0' }))

G_END_DECLS
