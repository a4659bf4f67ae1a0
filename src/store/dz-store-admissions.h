/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-admission-result.h"
#include "dz-admission.h"
#include "dz-measurement.h"
#include "dz-store.h"

G_BEGIN_DECLS

/* The photos that students were admitted with. */

gboolean dz_store_keep_admission   (DzStore             *self,
                                    const char          *import,
                                    const char          *actor,
                                    const char          *student,
                                    GBytes              *photo,
                                    const DzMeasurement *measurement,
                                    DzAdmissionResult   *result,
                                    GError             **error);
gboolean dz_store_load_admission   (DzStore             *self,
                                    const char          *student,
                                    DzAdmission        **admission,
                                    GError             **error);

G_END_DECLS
