/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"

G_BEGIN_DECLS

gboolean dz_beauty_comment_read (const char *comment,
                                 GPtrArray  *marks);

G_END_DECLS
