/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longest reason for an override, characters. */
#define DZ_OVERRIDE_REASON_MAX 200

/**
 * DzOverride:
 * @rule: id of a rule that fails
 * @waiver: whether it stands for the student from now on (a waiver), or for this photo only
 * @reason: why, in the approver's words
 *
 * Why a photo is approved against a rule that fails. Words: 豁免 where @waiver, 放行理由 otherwise.
 */
typedef struct
{
  char    *rule;
  gboolean waiver;
  char    *reason;
} DzOverride;

DzOverride *dz_override_new  (const char       *rule,
                              gboolean          waiver,
                              const char       *reason);
DzOverride *dz_override_copy (const DzOverride *self);
void        dz_override_free (DzOverride       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzOverride, dz_override_free)

G_END_DECLS
