/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store-queue.h"

G_BEGIN_DECLS

/* A #DzStoreFrame by the rules. */
gboolean dz_framer_check (const char          *profile_hash,
                          const DzMeasurement *measurement,
                          const DzCrop        *crop,
                          gpointer             user_data,
                          GError             **error);

G_END_DECLS
