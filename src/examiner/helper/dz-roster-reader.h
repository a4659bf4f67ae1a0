/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GPtrArray *dz_roster_read       (const guint8  *data,
                                 gsize          length,
                                 GError       **error);
GVariant  *dz_roster_to_variant (GPtrArray     *rows);

G_END_DECLS
