/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-jpeg-decoder.h"
#include "dz-measurement.h"
#include "dz-pixels.h"

G_BEGIN_DECLS

/* The long edge of the copy on which a photo is looked at, px. */
#define DZ_PHOTO_VIEW_EDGE 1280

DzMeasurement *dz_photo_measure      (const guint8       *data,
                                      gsize               length,
                                      const DzJpegLimits *limits,
                                      DzPixels          **view);
void           dz_photo_measure_wall (DzMeasurement      *self,
                                      const DzPixels     *view);

G_END_DECLS
