/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSocketAddress *dz_listen_address_parse       (const char      *text,
                                               GError         **error);
gboolean        dz_listen_address_is_loopback (GSocketAddress  *address);

G_END_DECLS
