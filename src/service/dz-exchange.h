/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "dz-route.h"

G_BEGIN_DECLS

/* One request on its connection: its limits, its timers, and its way to a worker and back. */

void dz_exchange_begin  (DzService         *service,
                         DzListener         listener,
                         SoupServerMessage *message);
void dz_exchange_handle (SoupServerMessage *message);

G_END_DECLS
