/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-route.h"

G_BEGIN_DECLS

/**
 * DzLanes:
 *
 * The workers, a bounded pool with a bounded queue for each #DzLane.
 */
typedef struct _DzLanes DzLanes;

/**
 * DzLaneJob:
 * @user_data: given with the job
 *
 * Work for a worker.
 */
typedef void (*DzLaneJob) (gpointer user_data);

DzLanes  *dz_lanes_new  (guint       n_quick,
                         guint       n_examine);
void      dz_lanes_free (DzLanes    *self);
gboolean  dz_lanes_push (DzLanes    *self,
                         DzLane      lane,
                         DzLaneJob   job,
                         gpointer    user_data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzLanes, dz_lanes_free)

G_END_DECLS
