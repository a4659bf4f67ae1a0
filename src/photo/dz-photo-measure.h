/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-jpeg-decoder.h"
#include "dz-measurement.h"

G_BEGIN_DECLS

DzMeasurement *dz_photo_measure (const guint8       *data,
                                 gsize               length,
                                 const DzJpegLimits *limits);

G_END_DECLS
