/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-pdq.h"
#include "dz-pixels.h"

G_BEGIN_DECLS

guint dz_pdq_hasher_hash (const DzPixels *pixels,
                          DzPdq           forms[DZ_N_PDQ_FORMS]);

G_END_DECLS
