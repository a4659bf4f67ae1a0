/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-judging.h"

G_BEGIN_DECLS

/**
 * DzOverrideChoice:
 * @code: (transfer none) (nullable): the reason as it is recorded; %NULL for the approver's own
 *   words
 * @label: (transfer none) (nullable): it in a few words, translated; %NULL where @code is
 * @waiver: whether it is about the student, and stands on later photos too
 *
 * A reason that is often given. They have the number keys, in their order.
 */
typedef struct
{
  const char *code;
  const char *label;
  gboolean    waiver;
} DzOverrideChoice;

guint            dz_override_choices_get_n (void);
DzOverrideChoice dz_override_choice_get    (guint choice);

/**
 * DzOverrideDraft:
 *
 * An approval against the rules, while it is composed: for each rule why it does not stand in the
 * way.
 */
typedef struct _DzOverrideDraft DzOverrideDraft;

DzOverrideDraft  *dz_override_draft_new          (GPtrArray             *failing,
                                                  GPtrArray             *warnings);
void              dz_override_draft_free         (DzOverrideDraft       *self);
guint             dz_override_draft_get_n        (const DzOverrideDraft *self);
const DzFinding  *dz_override_draft_get_finding  (const DzOverrideDraft *self,
                                                  guint                  position);
gboolean          dz_override_draft_is_required  (const DzOverrideDraft *self,
                                                  guint                  position);
const DzOverride *dz_override_draft_get          (const DzOverrideDraft *self,
                                                  guint                  position);
gboolean          dz_override_draft_may_choose   (const DzOverrideDraft *self,
                                                  guint                  position,
                                                  gboolean               waiver);
gboolean          dz_override_draft_set          (DzOverrideDraft       *self,
                                                  guint                  position,
                                                  gboolean               waiver,
                                                  const char            *reason);
gboolean          dz_override_draft_choose       (DzOverrideDraft       *self,
                                                  guint                  position,
                                                  const char            *code);
void              dz_override_draft_clear        (DzOverrideDraft       *self,
                                                  guint                  position);
gboolean          dz_override_draft_find_missing (const DzOverrideDraft *self,
                                                  guint                 *position);
GPtrArray        *dz_override_draft_dup          (const DzOverrideDraft *self);
char             *dz_override_draft_say          (const DzOverrideDraft *self,
                                                  guint                  position);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzOverrideDraft, dz_override_draft_free)

G_END_DECLS
