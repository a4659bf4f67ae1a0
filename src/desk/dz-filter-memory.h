/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-sync.h"

G_BEGIN_DECLS

void dz_filter_memory_restore (DzSync              *sync);
void dz_filter_memory_apply   (DzSync              *sync,
                               const DzQueueFilter *filter);

G_END_DECLS
