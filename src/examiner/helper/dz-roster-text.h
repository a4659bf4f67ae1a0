/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *dz_roster_text_new (const guint8  *data,
                          gsize          length,
                          gsize         *text_length,
                          GError       **error);

G_END_DECLS
