/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The turns in which this process's writers of one data directory write. */
typedef struct _DzTurn DzTurn;

DzTurn *dz_turn_ref_for_dir (const char *canonical_dir);
void    dz_turn_unref       (DzTurn     *self);
void    dz_turn_take        (DzTurn     *self);
void    dz_turn_give        (DzTurn     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzTurn, dz_turn_unref)

G_END_DECLS
