/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-second-policy.h"
#include "dz-store.h"

G_BEGIN_DECLS

gboolean dz_store_get_second_policy (DzStore              *self,
                                     const char           *school,
                                     DzSecondPolicy       *policy,
                                     GError              **error);
gboolean dz_store_set_second_policy (DzStore              *self,
                                     const char           *school,
                                     const DzSecondPolicy *policy,
                                     const char           *actor,
                                     GError              **error);

/* Within a transaction. */
GBytes  *dz_store_load_draw_key     (DzStore              *self,
                                     GError              **error);

G_END_DECLS
