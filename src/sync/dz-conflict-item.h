/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "dz-command.h"
#include "dz-conflict.h"
#include "dz-item.h"

G_BEGIN_DECLS

/**
 * DzContest:
 * @DZ_CONTEST_UNKNOWN: how the submission stands has not been heard yet
 * @DZ_CONTEST_RETAKE: nobody has decided it: it may be taken again, and judged as drafted
 * @DZ_CONTEST_ASK: it is decided: a supervisor can be asked to look at it again
 * @DZ_CONTEST_NONE: it is a supervisor's matter already, or gone
 *
 * What can be done about a conflict besides adopting what the other did.
 */
typedef enum
{
  DZ_CONTEST_UNKNOWN,
  DZ_CONTEST_RETAKE,
  DZ_CONTEST_ASK,
  DZ_CONTEST_NONE,
} DzContest;

/**
 * DzConflictItem:
 *
 * One of my commands that was not applied. Property "heard" (gboolean, notifies): whether the
 * service has said how its submission stands; also notifies where that has changed.
 */
#define DZ_TYPE_CONFLICT_ITEM (dz_conflict_item_get_type ())
G_DECLARE_FINAL_TYPE (DzConflictItem, dz_conflict_item, DZ, CONFLICT_ITEM, GObject)

DzConflictItem   *dz_conflict_item_new          (const DzConflict *conflict,
                                                 const DzItem     *standing);
const DzConflict *dz_conflict_item_get_conflict (DzConflictItem   *self);
const DzCommand  *dz_conflict_item_get_draft    (DzConflictItem   *self);
const DzItem     *dz_conflict_item_get_standing (DzConflictItem   *self);
gboolean          dz_conflict_item_is_heard     (DzConflictItem   *self);
DzContest         dz_conflict_item_get_contest  (DzConflictItem   *self);

G_END_DECLS
