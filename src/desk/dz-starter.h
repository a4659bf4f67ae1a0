/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-sync.h"

G_BEGIN_DECLS

/**
 * DzStarter:
 *
 * Brings the workstation to its service: makes the sample school where it is asked for, starts a
 * service of its own where none is configured, and asks it how it stands.
 *
 * Property "status" (string): what it is doing, translated. Signal "problem" (const char *
 * sentence): the service it started has ended; translated.
 */
#define DZ_TYPE_STARTER (dz_starter_get_type ())
G_DECLARE_FINAL_TYPE (DzStarter, dz_starter, DZ, STARTER, GObject)

DzStarter  *dz_starter_new            (const char           *service_url,
                                       gboolean              demo);
void        dz_starter_start_async    (DzStarter            *self,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean    dz_starter_start_finish   (DzStarter            *self,
                                       GAsyncResult         *result,
                                       GError              **error);
void        dz_starter_close          (DzStarter            *self);
gboolean    dz_starter_has_ended      (DzStarter            *self);
DzSync     *dz_starter_get_sync       (DzStarter            *self);
gboolean    dz_starter_needs_setup    (DzStarter            *self);
const char *dz_starter_get_credential (DzStarter            *self);
const char *dz_starter_get_address    (DzStarter            *self);
const char *dz_starter_get_service_version (DzStarter       *self);

G_END_DECLS
