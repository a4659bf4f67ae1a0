/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-photo-error.h"

G_BEGIN_DECLS

/**
 * DzPixelOrder:
 * @DZ_PIXEL_ORDER_RGBX: bytes R, G, B and one that is ignored, as in #DzPixels
 * @DZ_PIXEL_ORDER_CAIRO: 32-bit words 0xXXRRGGBB in the machine's byte order, as CAIRO_FORMAT_RGB24
 *   and an opaque CAIRO_FORMAT_ARGB32 have them
 */
typedef enum
{
  DZ_PIXEL_ORDER_RGBX,
  DZ_PIXEL_ORDER_CAIRO,
} DzPixelOrder;

/**
 * DzJpegWriteOptions:
 * @quality: IJG quality 1…100
 * @subsampling: 444, 422 or 420
 * @dpi: density for the JFIF header, both ways; 0 for none
 * @progressive: whether to write progressive scans
 * @grey: whether to write one component
 *
 * How to write a JPEG. Start from dz_jpeg_write_options_init().
 */
typedef struct
{
  guint    quality;
  guint    subsampling;
  guint    dpi;
  gboolean progressive;
  gboolean grey;
} DzJpegWriteOptions;

/**
 * DzJpegSegment:
 * @marker: 0xE0…0xEF for APP0…APP15, 0xFE for COM
 * @payload: what follows the marker and its length, with its own signature ("Exif\0\0" …); at most
 *   65,533 bytes
 *
 * A segment to be written before the picture.
 */
typedef struct
{
  guint8  marker;
  GBytes *payload;
} DzJpegSegment;

void    dz_jpeg_write_options_init (DzJpegWriteOptions        *options);
GBytes *dz_jpeg_write              (const guint8              *data,
                                    guint                      width,
                                    guint                      height,
                                    gsize                      stride,
                                    DzPixelOrder               order,
                                    const DzJpegWriteOptions  *options,
                                    const DzJpegSegment       *segments,
                                    guint                      n_segments,
                                    GError                   **error);

G_END_DECLS
