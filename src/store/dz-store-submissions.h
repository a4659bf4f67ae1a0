/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"
#include "dz-store.h"
#include "dz-submission.h"

G_BEGIN_DECLS

/* The way of a photo until it waits for a reviewer. */

DzSubmission  *dz_store_receive             (DzStore             *self,
                                             const char          *identity,
                                             GBytes              *photo,
                                             GError             **error);
DzSubmission  *dz_store_record_examination  (DzStore             *self,
                                             const char          *submission,
                                             const DzMeasurement *measurement,
                                             GPtrArray           *findings,
                                             const char          *profile,
                                             const char          *profile_hash,
                                             GError             **error);
GPtrArray     *dz_store_list_received       (DzStore             *self,
                                             GError             **error);
DzSubmission  *dz_store_get_submission      (DzStore             *self,
                                             const char          *id,
                                             GError             **error);
GPtrArray     *dz_store_list_submissions_of (DzStore             *self,
                                             const char          *identity,
                                             GError             **error);
DzMeasurement *dz_store_get_measurement     (DzStore             *self,
                                             const char          *submission,
                                             GError             **error);
GBytes        *dz_store_get_photo           (DzStore             *self,
                                             const char          *sha256,
                                             GError             **error);
gboolean       dz_store_sweep_photos        (DzStore             *self,
                                             guint               *n_swept,
                                             GError             **error);

G_END_DECLS
