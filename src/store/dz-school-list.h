/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store.h"

G_BEGIN_DECLS

gboolean dz_school_list_fill (DzStore  *store,
                              GError  **error);

G_END_DECLS
