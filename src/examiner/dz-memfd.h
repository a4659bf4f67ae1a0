/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

int     dz_memfd_new_input  (GBytes  *bytes,
                             GError **error);
int     dz_memfd_new_output (gsize    length,
                             GError **error);
GBytes *dz_memfd_seal       (int      fd,
                             gsize    used,
                             GError **error);

G_END_DECLS
