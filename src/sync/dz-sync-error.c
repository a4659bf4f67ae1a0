/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sync.h"

G_DEFINE_QUARK (dz-sync-error-quark, dz_sync_error)
