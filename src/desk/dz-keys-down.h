/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-key-guard.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void dz_keys_down_look (DzKeyGuard *guard,
                        GtkWindow  *window);

G_END_DECLS
