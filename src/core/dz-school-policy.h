/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-second-policy.h"

G_BEGIN_DECLS

/**
 * DzPolicyPart:
 * @DZ_POLICY_SHEET: whether photos may be approved together
 * @DZ_POLICY_SECOND: what is judged twice
 *
 * What of a school's policy is told or changed. A set.
 */
typedef enum
{
  DZ_POLICY_SHEET = 1 << 0,
  DZ_POLICY_SECOND = 1 << 1,
} DzPolicyPart;

/**
 * DzSchoolPolicy:
 * @parts: which of these is told
 * @sheet_allowed: whether photos without a fault may be approved together, from a contact sheet
 * @second: which decisions somebody else judges too before they take effect
 *
 * How photos of a school may be judged.
 */
typedef struct
{
  DzPolicyPart   parts;
  gboolean       sheet_allowed;
  DzSecondPolicy second;
} DzSchoolPolicy;

G_END_DECLS
