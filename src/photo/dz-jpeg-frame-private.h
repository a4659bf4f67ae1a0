/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-jpeg-decoder.h"

#include <stdio.h>
#include <jpeglib.h>

/* What libjpeg read of a frame, in our words. */
void  dz_jpeg_frame_describe     (const struct jpeg_decompress_struct *cinfo,
                                  gboolean                             whole,
                                  guint                                orientation,
                                  DzJpegHeader                        *header);
gsize dz_jpeg_frame_count_memory (struct jpeg_decompress_struct       *cinfo,
                                  gboolean                             keep_blocks);
