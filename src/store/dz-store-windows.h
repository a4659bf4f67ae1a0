/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store-register.h"

G_BEGIN_DECLS

/* Within a transaction. */

gboolean  dz_store_check_school (DzStore    *self,
                                 const char *code,
                                 GError    **error);
DzWindow *dz_store_find_open_window (DzStore    *self,
                                     const char *school,
                                     DzLevel     level,
                                     gint64      now_us,
                                     GError    **error);

G_END_DECLS
