/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzJpegSegments:
 * @marker: second byte of the marker of the segment at hand
 * @payload: what follows its length, within the file's bytes
 * @length: bytes of @payload, at most 65,533
 *
 * A walk over the segments before a JPEG's first scan.
 */
typedef struct
{
  guint8        marker;
  const guint8 *payload;
  gsize         length;

  /*< private >*/
  const guint8 *data;
  gsize         data_length;
  gsize         offset;
} DzJpegSegments;

void     dz_jpeg_segments_init (DzJpegSegments *self,
                                const guint8   *data,
                                gsize           length);
gboolean dz_jpeg_segments_next (DzJpegSegments *self);
gboolean dz_jpeg_segments_is   (DzJpegSegments *self,
                                guint8          marker,
                                const char     *signature,
                                gsize           signature_length);

G_END_DECLS
