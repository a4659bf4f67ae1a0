/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-jpeg-decoder.h"

G_BEGIN_DECLS

double dz_double_jpeg_measure (const guint8       *data,
                               gsize               length,
                               const DzJpegLimits *limits);

G_END_DECLS
