/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-jpeg-decoder.h"

G_BEGIN_DECLS

char *dz_photo_pixels_digest (const guint8       *data,
                              gsize               length,
                              const DzJpegLimits *limits,
                              GError            **error);

G_END_DECLS
