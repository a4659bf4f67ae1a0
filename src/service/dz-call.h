/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "dz-store.h"
#include "dz-user.h"
#include "dz-wire.h"

G_BEGIN_DECLS

typedef struct _DzService DzService;
typedef struct _DzRoute DzRoute;

/**
 * DzCall:
 *
 * One request on its way through a handler, and its reply. Made on the main thread, worked on by
 * one worker, read again by the main thread.
 */
typedef struct _DzCall DzCall;

DzCall       *dz_call_new             (DzService       *service,
                                       const DzRoute   *route,
                                       GHashTable      *params,
                                       const char      *query,
                                       const char      *token,
                                       const char      *address,
                                       const char      *program,
                                       GBytes          *body);
void          dz_call_free            (DzCall          *self);
void          dz_call_run             (DzCall          *self);

DzService    *dz_call_get_service     (DzCall          *self);
DzStore      *dz_call_get_store       (DzCall          *self,
                                       GError         **error);
void          dz_call_return_store    (DzCall          *self);
void          dz_call_speak_for       (DzCall          *self,
                                       const DzUser    *user,
                                       const char      *workstation);
const char   *dz_call_get_param       (DzCall          *self,
                                       const char      *name);
const char   *dz_call_get_query       (DzCall          *self,
                                       const char      *name);
gboolean      dz_call_get_number      (DzCall          *self,
                                       const char      *name,
                                       gint64           fallback,
                                       gint64           min,
                                       gint64           max,
                                       gint64          *value,
                                       GError         **error);
GBytes       *dz_call_get_body        (DzCall          *self);
JsonNode     *dz_call_get_json        (DzCall          *self,
                                       GError         **error);
const char   *dz_call_get_token       (DzCall          *self);
const char   *dz_call_get_address     (DzCall          *self);
const DzUser *dz_call_get_user        (DzCall          *self);
const char   *dz_call_get_workstation (DzCall          *self);

void          dz_call_reply           (DzCall          *self,
                                       guint            status,
                                       JsonNode        *body);
void          dz_call_reply_bytes     (DzCall          *self,
                                       GBytes          *bytes);
void          dz_call_add_detail      (DzCall          *self,
                                       const char      *member,
                                       JsonNode        *detail);
void          dz_call_add_phone       (DzCall          *self,
                                       const char      *phone);
void          dz_call_set_wait        (DzCall          *self,
                                       guint            seconds);

guint         dz_call_get_status      (DzCall          *self);
GBytes       *dz_call_get_reply       (DzCall          *self);
const char   *dz_call_get_reply_type  (DzCall          *self);
guint         dz_call_get_wait        (DzCall          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzCall, dz_call_free)

G_END_DECLS
