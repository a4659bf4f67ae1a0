/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-examiner.h"
#include "dz-intake.h"
#include "dz-lanes.h"
#include "dz-links.h"
#include "dz-route.h"
#include "dz-service.h"
#include "dz-sign-in-guard.h"
#include "dz-store-pool.h"

G_BEGIN_DECLS

/* What exchanges, calls and resources need of the service. All may be asked from any thread. */

const DzServiceOptions *dz_service_get_options     (DzService   *self);
GMainContext           *dz_service_get_context     (DzService   *self);
DzStorePool            *dz_service_get_stores      (DzService   *self);
DzLanes                *dz_service_get_lanes       (DzService   *self);
DzLinks                *dz_service_get_links       (DzService   *self,
                                                    DzListener   listener);
DzExaminer             *dz_service_get_examiner    (DzService   *self);
DzIntake               *dz_service_get_intake      (DzService   *self);
DzSignInGuard          *dz_service_get_guard       (DzService   *self);
GMutex                 *dz_service_get_setup_mutex (DzService   *self);
gboolean                dz_service_check_open      (DzService   *self,
                                                    GError     **error);
gboolean                dz_service_has_credential  (DzService   *self,
                                                    const char  *credential);
gboolean                dz_service_use_credential  (DzService   *self,
                                                    const char  *credential);
void                    dz_service_return_credential (DzService *self);
void                    dz_service_count_calls     (DzService   *self,
                                                    int          change);
gboolean                dz_service_reserve_bytes   (DzService   *self,
                                                    DzListener   listener,
                                                    gsize        n_bytes);
void                    dz_service_release_bytes   (DzService   *self,
                                                    DzListener   listener,
                                                    gsize        n_bytes);

G_END_DECLS
