/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-held-item.h"

void dz_held_item_set_hold (DzHeldItem *self,
                            gint64      ends_us);
void dz_held_item_set_sealed (DzHeldItem *self,
                              DzHeldState state);
