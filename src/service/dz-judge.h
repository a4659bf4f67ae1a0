/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store-queue.h"

G_BEGIN_DECLS

/* A #DzStoreJudge by the rules. */
GPtrArray *dz_judge_corrected (const char          *profile_hash,
                               const DzMeasurement *measured,
                               const DzMeasurement *corrected,
                               gpointer             user_data,
                               GError             **error);

G_END_DECLS
