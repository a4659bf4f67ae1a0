/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-queue-item.h"

void dz_queue_item_set_lease (DzQueueItem   *self,
                              const DzLease *lease);
void dz_queue_item_set_item  (DzQueueItem   *self,
                              const DzItem  *item);
