/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-reason-list.h"
#include "dz-store.h"

G_BEGIN_DECLS

/* What was changed or retired, whichever version was seen of it. */
#define DZ_STORE_REASON_ANY (-1)

/* Why photos are refused. @actor is the opaque id of the user who did it, or
 * DZ_STORE_ACTOR_SERVICE. */

DzReasonList *dz_store_get_reasons   (DzStore          *self,
                                      GError          **error);
DzReasonList *dz_store_list_reasons  (DzStore          *self,
                                      GError          **error);
DzReason     *dz_store_add_reason    (DzStore          *self,
                                      const DzReason   *words,
                                      gint64            last,
                                      const char       *actor,
                                      GError          **error);
DzReason     *dz_store_retire_reason (DzStore          *self,
                                      const char       *code,
                                      gint64            last,
                                      const char       *actor,
                                      GError          **error);

G_END_DECLS
