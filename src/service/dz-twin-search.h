/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-examiner.h"
#include "dz-peers.h"
#include "dz-profile.h"
#include "dz-store.h"
#include "dz-submission.h"

G_BEGIN_DECLS

/**
 * DzTwinQuestion:
 * @submission: a submission that is being examined
 * @photo: the bytes of its photo
 * @measurement: what was measured of it
 * @limits: how close is close
 *
 * Whose duplicates are looked for.
 */
typedef struct
{
  const DzSubmission  *submission;
  GBytes              *photo;
  const DzMeasurement *measurement;
  DzAlikeLimits        limits;
} DzTwinQuestion;

/**
 * DzTwinSearch:
 *
 * Looks for photos that are the same or look alike. Its functions may be called from any thread but
 * the main one.
 */
typedef struct _DzTwinSearch DzTwinSearch;

DzTwinSearch *dz_twin_search_new  (DzExaminer           *examiner);
void          dz_twin_search_free (DzTwinSearch         *self);
gboolean      dz_twin_search_run  (DzTwinSearch         *self,
                                   DzStore              *store,
                                   const DzTwinQuestion *question,
                                   GCancellable         *cancellable,
                                   DzPeers              *peers,
                                   gint64               *searched_to,
                                   GError              **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzTwinSearch, dz_twin_search_free)

G_END_DECLS
