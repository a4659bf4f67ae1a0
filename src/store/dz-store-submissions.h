/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"
#include "dz-peers.h"
#include "dz-store.h"
#include "dz-submission.h"

G_BEGIN_DECLS

/* The way of a photo until it waits for a reviewer. */

/**
 * DzExamination:
 * @measurement: the numbers taken from the photo
 * @findings: (element-type DzFinding): what the rules said to them
 * @peers: (nullable): what other photos said; %NULL where they were not asked
 * @searched_to: id of the newest #DzPhotoHashes that the search of duplicates knew; it counts where
 *   @peers were searched
 * @profile: id of the profile that judged
 * @profile_hash: its content hash
 *
 * What was measured and judged, by what.
 */
typedef struct
{
  const DzMeasurement *measurement;
  GPtrArray           *findings;
  const DzPeers       *peers;
  gint64               searched_to;
  const char          *profile;
  const char          *profile_hash;
} DzExamination;

DzSubmission  *dz_store_receive             (DzStore             *self,
                                             const char          *identity,
                                             GBytes              *photo,
                                             GError             **error);
DzSubmission  *dz_store_record_examination  (DzStore             *self,
                                             const char          *submission,
                                             const DzExamination *examination,
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
