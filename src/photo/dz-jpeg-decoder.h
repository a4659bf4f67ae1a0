/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-photo-error.h"
#include "dz-pixels.h"

G_BEGIN_DECLS

/**
 * DzJpegLimits:
 * @max_bytes: length of the file
 * @max_pixels: width × height
 * @max_scans: scans of a file; each one costs a pass over all coefficients
 * @max_scan_pixels: scans × pixels, so that a large picture may have fewer
 * @max_memory: bytes that one decode may hold, counted before it begins: coefficients of a
 *   progressive file, pixels, and the decoder's own
 *
 * What a decode may cost. Whatever is over a limit is refused before the cost arises.
 */
typedef struct
{
  gsize   max_bytes;
  guint64 max_pixels;
  guint   max_scans;
  guint64 max_scan_pixels;
  gsize   max_memory;
} DzJpegLimits;

/**
 * DzJpegHeader:
 * @width: px, as stored
 * @height: px, as stored
 * @upright_width: px, after the turn that EXIF asks for
 * @upright_height: px, likewise
 * @orientation: EXIF 0x0112, 1…8; 1 where absent or impossible
 * @components: 1 grey, 3 colour, 4 CMYK or YCCK
 * @bit_depth: bits a sample
 * @progressive: whether it is a progressive file
 * @subsampling: 444, 422, 420, 440, 411 …; 0 where the words do not fit (grey, CMYK, odd factors)
 *   or the header could not be read to its end
 * @has_chroma_table: whether @chroma_table is filled
 * @luma_table: quantisation table of the first component, natural order; 0 where absent
 * @chroma_table: that of the second
 *
 * What stands in a JPEG before its first scan.
 */
typedef struct
{
  guint    width;
  guint    height;
  guint    upright_width;
  guint    upright_height;
  guint    orientation;
  guint    components;
  guint    bit_depth;
  gboolean progressive;
  guint    subsampling;
  gboolean has_chroma_table;
  guint16  luma_table[64];
  guint16  chroma_table[64];
} DzJpegHeader;

void      dz_jpeg_limits_init  (DzJpegLimits        *limits);
gboolean  dz_jpeg_read_header  (const guint8        *data,
                                gsize                length,
                                const DzJpegLimits  *limits,
                                DzJpegHeader        *header,
                                GError             **error);
void      dz_jpeg_fit          (guint                width,
                                guint                height,
                                guint                max_width,
                                guint                max_height,
                                guint               *fit_width,
                                guint               *fit_height);
DzPixels *dz_jpeg_decode       (const guint8        *data,
                                gsize                length,
                                const DzJpegLimits  *limits,
                                guint                max_width,
                                guint                max_height,
                                char               **warnings,
                                GError             **error);
gboolean  dz_jpeg_decode_into  (const guint8        *data,
                                gsize                length,
                                const DzJpegLimits  *limits,
                                DzPixels            *pixels,
                                char               **warnings,
                                GError             **error);

G_END_DECLS
