/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "dz-wire.h"

G_BEGIN_DECLS

#define DZ_REFUSAL_DRAIN_BYTES_MAX ((gsize) 128 * 1024 * 1024)
#define DZ_REFUSAL_DRAIN_S_MAX 30
#define DZ_REFUSAL_QUIET_MS 2000

void dz_refusal_send (GIOStream           *connection,
                      guint                status,
                      const DzWireProblem *problem);

G_END_DECLS
