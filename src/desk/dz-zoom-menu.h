/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "dz-keymap.h"

G_BEGIN_DECLS

GMenuModel *dz_zoom_menu_new (DzKeymap *keymap) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
