/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-escalation.h"
#include "dz-store.h"

G_BEGIN_DECLS

/* Within a transaction. */

gboolean dz_store_load_escalation (DzStore       *self,
                                   const char    *submission,
                                   DzEscalation **escalation,
                                   GError       **error);

G_END_DECLS
