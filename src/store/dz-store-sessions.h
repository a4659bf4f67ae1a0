/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store-users.h"

G_BEGIN_DECLS

/* So long refused sign-ins of one user are told together; see dz-store-sign-ins.c. */
#define DZ_STORE_REFUSALS_US ((gint64) 10 * G_TIME_SPAN_MINUTE)

/* Within a write transaction. */
gboolean dz_store_tell_refused_sign_ins (DzStore    *self,
                                         const char *user,
                                         gint64      began_before_us,
                                         GError    **error);

G_END_DECLS
