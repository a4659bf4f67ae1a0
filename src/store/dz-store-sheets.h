/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store-commands.h"
#include "dz-store-register.h"

G_BEGIN_DECLS

gboolean dz_store_check_sheet (DzStore             *self,
                               const DzApplication *application,
                               const char          *lease,
                               GError             **error);

G_END_DECLS
