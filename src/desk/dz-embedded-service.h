/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DZ_START_ERROR:
 *
 * The domain of what can go wrong while the workstation starts programs of its own. The message is
 * a translated sentence.
 */
#define DZ_START_ERROR (dz_start_error_quark ())

typedef enum
{
  DZ_START_ERROR_SERVICE, /* the service did not start, or ended */
  DZ_START_ERROR_DEMO,    /* the sample school could not be made */
} DzStartError;

GQuark dz_start_error_quark (void);

/**
 * DzEmbeddedService:
 *
 * The service that a workstation starts for itself. It ends when this object is stopped or this
 * program ends in any way.
 *
 * Signal "ended" (const char *sentence): it ended by itself after it was ready; translated.
 */
#define DZ_TYPE_EMBEDDED_SERVICE (dz_embedded_service_get_type ())
G_DECLARE_FINAL_TYPE (DzEmbeddedService, dz_embedded_service, DZ, EMBEDDED_SERVICE, GObject)

DzEmbeddedService *dz_embedded_service_new            (const char           *program,
                                                       const char           *data_dir);
void               dz_embedded_service_start_async    (DzEmbeddedService    *self,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean           dz_embedded_service_start_finish   (DzEmbeddedService    *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);
void               dz_embedded_service_stop           (DzEmbeddedService    *self);
const char        *dz_embedded_service_get_url        (DzEmbeddedService    *self);
const char        *dz_embedded_service_get_credential (DzEmbeddedService    *self);

G_END_DECLS
