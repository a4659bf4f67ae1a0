/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-conflict-item.h"

void dz_conflict_item_set_standing (DzConflictItem *self,
                                    DzItem         *standing);
