/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-override-code.h"

G_BEGIN_DECLS

/* Longest reason for an override or a waiver, characters. */
#define DZ_OVERRIDE_REASON_MAX 200
/* Longest id of a rule, bytes. */
#define DZ_OVERRIDE_RULE_MAX 32

/**
 * DzOverride:
 * @rule: id of a rule that fails; of one that warns too, where @waiver: what is human to judge
 *   stops at a warning, and a headscarf must be waivable all the same
 * @waiver: whether it stands for the student from now on (a waiver), or for this photo only
 * @code: (nullable): why, as a #DzOverrideCode; %NULL where only @reason says it
 * @reason: (nullable): why, in the approver's own words; 1 to DZ_OVERRIDE_REASON_MAX characters.
 *   %NULL where @code says all
 *
 * Why a photo is approved against a rule that fails. Words: 豁免 where @waiver, 放行理由 otherwise.
 */
typedef struct
{
  char    *rule;
  gboolean waiver;
  char    *code;
  char    *reason;
} DzOverride;

DzOverride *dz_override_new  (const char       *rule,
                              gboolean          waiver,
                              const char       *reason);
DzOverride *dz_override_copy (const DzOverride *self);
void        dz_override_free (DzOverride       *self);
gboolean    dz_override_check_reason (const char *reason);
gboolean    dz_override_is_reasoned (const char *code,
                                     const char *reason);
GPtrArray  *dz_overrides_new (void);
GPtrArray  *dz_overrides_new_for (GPtrArray    *failing,
                                  const char   *reason);
const DzOverride *dz_overrides_find (GPtrArray *overrides,
                                     const char *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzOverride, dz_override_free)

G_END_DECLS
