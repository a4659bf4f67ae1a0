/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "dz-command.h"
#include "dz-item.h"

G_BEGIN_DECLS

/**
 * DzHeldState:
 * @DZ_HELD_WAITING: in the outbox, not yet with the service
 * @DZ_HELD_UNDOABLE: the service holds it until its time
 * @DZ_HELD_SEALED: took effect; undo is too late
 * @DZ_HELD_LATE: took effect, and an undo came after it
 * @DZ_HELD_ASKED: took effect, and a supervisor is asked to look at it again
 *
 * Where one of my decisions stands.
 */
typedef enum
{
  DZ_HELD_WAITING,
  DZ_HELD_UNDOABLE,
  DZ_HELD_SEALED,
  DZ_HELD_LATE,
  DZ_HELD_ASKED,
} DzHeldState;

/**
 * DzHeldItem:
 *
 * One of my own decisions that rests, undoable, for a while, or rested. Property "state" notifies.
 */
#define DZ_TYPE_HELD_ITEM (dz_held_item_get_type ())
G_DECLARE_FINAL_TYPE (DzHeldItem, dz_held_item, DZ, HELD_ITEM, GObject)

DzHeldItem       *dz_held_item_new              (DzItem      *item,
                                                 DzCommand   *command);
const DzItem     *dz_held_item_get_item         (DzHeldItem  *self);
const DzCommand  *dz_held_item_get_command      (DzHeldItem  *self);
DzHeldState       dz_held_item_get_state        (DzHeldItem  *self);
guint             dz_held_item_get_seconds_left (DzHeldItem  *self);

G_END_DECLS
