/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean dz_gb18030_warm    (GError     **error);
char    *dz_gb18030_to_utf8 (const char  *text,
                             gsize        length,
                             gsize       *utf8_length);

G_END_DECLS
