/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store-users.h"

G_BEGIN_DECLS

/* Within a write transaction. */
gboolean dz_store_tell_refused_sign_ins (DzStore    *self,
                                         const char *user,
                                         gint64      began_before_us,
                                         GError    **error);

G_END_DECLS
