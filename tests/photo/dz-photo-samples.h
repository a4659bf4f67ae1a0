/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-exif-writer.h"
#include "dz-jpeg-writer.h"
#include "dz-measurement.h"
#include "dz-photo-measure.h"
#include "dz-pixels.h"

/* Pictures and files of which every byte is known. Each stops the test where it cannot be made. */
DzPixels      *dz_sample_flat        (guint                     width,
                                      guint                     height,
                                      guint32                   rgb);
DzPixels      *dz_sample_quadrants   (guint                     width,
                                      guint                     height,
                                      const guint32             rgb[4]);
DzPixels      *dz_sample_texture     (guint                     width,
                                      guint                     height);
GBytes        *dz_sample_jpeg        (const DzPixels           *pixels,
                                      const DzJpegWriteOptions *options,
                                      const DzJpegSegment      *segments,
                                      guint                     n_segments);
GBytes        *dz_sample_with_exif   (const DzPixels           *pixels,
                                      const DzExifFields       *fields);
GBytes        *dz_sample_joined      (GBytes                   *first,
                                      const guint8             *rest,
                                      gsize                     length);
DzMeasurement *dz_sample_measure     (GBytes                   *file);
char          *dz_sample_shared_dir  (const char               *name);
GPtrArray     *dz_sample_list_files  (const char               *folder);
