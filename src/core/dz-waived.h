/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-level.h"
#include "dz-outcome.h"
#include "dz-waiver.h"

G_BEGIN_DECLS

/**
 * DzWaived:
 * @level: the student's level
 * @identifier: what the roster knows the student by; never an ID number
 * @name: the student's name as the roster has it
 * @waiver: the waiver
 * @judged: whether the approved photo was judged by its rule
 * @outcome: where @judged, what the rule said of the approved photo: at a fail, the photo could not
 *   have been approved without the waiver or a reason for that photo alone
 *
 * A waiver that stands, of a student whose photo is approved: whoever gets the photo is to know.
 */
typedef struct
{
  DzLevel   level;
  char     *identifier;
  char     *name;
  DzWaiver *waiver;
  gboolean  judged;
  DzOutcome outcome;
} DzWaived;

DzWaived *dz_waived_new  (void);
void      dz_waived_free (DzWaived *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzWaived, dz_waived_free)

G_END_DECLS
