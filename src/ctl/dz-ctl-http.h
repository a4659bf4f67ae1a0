/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "dz-role.h"

G_BEGIN_DECLS

/**
 * DzCtlHttp:
 *
 * A session with a running service, one exchange at a time, blocking.
 */
typedef struct _DzCtlHttp DzCtlHttp;

DzCtlHttp *dz_ctl_http_new     (const char   *url,
                                GError      **error);
void       dz_ctl_http_free    (DzCtlHttp    *self);
gboolean   dz_ctl_http_sign_in (DzCtlHttp    *self,
                                const char   *name,
                                const char   *password,
                                GError      **error);
DzRole     dz_ctl_http_get_roles (DzCtlHttp  *self);
JsonNode  *dz_ctl_http_call    (DzCtlHttp    *self,
                                const char   *method,
                                const char   *path,
                                JsonNode     *body,
                                GError      **error);
JsonNode  *dz_ctl_http_send    (DzCtlHttp    *self,
                                const char   *path,
                                const char   *content_type,
                                GBytes       *body,
                                JsonNode    **refusal,
                                GError      **error);
JsonNode  *dz_ctl_http_put     (DzCtlHttp    *self,
                                const char   *path,
                                const char   *content_type,
                                GBytes       *body,
                                GError      **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzCtlHttp, dz_ctl_http_free)

G_END_DECLS
