/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DzLinks:
 *
 * The connections of a service, so that there are never too many and none is silent for ever.
 * libsoup says when a connection's first request is awaited and when each further one begins, but
 * not when it ends; so an end is seen by looking. Belongs to one thread.
 */
typedef struct _DzLinks DzLinks;

DzLinks  *dz_links_new   (GMainContext *context,
                          guint         links_max,
                          guint         idle_ms);
void      dz_links_free  (DzLinks      *self);
gboolean  dz_links_begin (DzLinks      *self,
                          GSocket      *socket);
void      dz_links_rest  (DzLinks      *self,
                          GSocket      *socket);
guint     dz_links_count (DzLinks      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzLinks, dz_links_free)

G_END_DECLS
