/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-jpeg-decoder.h"
#include "dz-photo-metadata.h"

G_BEGIN_DECLS

typedef struct _DzJpegReader DzJpegReader;

/**
 * DzJpegBlockFunc:
 * @block: 64 quantised coefficients in natural order
 * @user_data: of the caller
 *
 * Takes one block. It must not call the reader.
 */
typedef void (*DzJpegBlockFunc) (const gint16 *block,
                                 gpointer      user_data);

DzJpegReader          *dz_jpeg_reader_new            (const guint8        *data,
                                                      gsize                length,
                                                      const DzJpegLimits  *limits);
gboolean               dz_jpeg_reader_read_header    (DzJpegReader        *self,
                                                      GError             **error);
const DzJpegHeader    *dz_jpeg_reader_get_header     (DzJpegReader        *self);
const DzPhotoMetadata *dz_jpeg_reader_get_metadata   (DzJpegReader        *self);
gboolean               dz_jpeg_reader_is_srgb        (DzJpegReader        *self);
void                   dz_jpeg_reader_watch_blocks   (DzJpegReader        *self,
                                                      DzJpegBlockFunc      func,
                                                      gpointer             user_data);
gboolean               dz_jpeg_reader_start          (DzJpegReader        *self,
                                                      guint                least_width,
                                                      guint                least_height,
                                                      gsize                extra_memory,
                                                      GError             **error);
guint                  dz_jpeg_reader_get_width      (DzJpegReader        *self);
guint                  dz_jpeg_reader_get_height     (DzJpegReader        *self);
const guint8          *dz_jpeg_reader_next_row       (DzJpegReader        *self,
                                                      GError             **error);
gboolean               dz_jpeg_reader_finish         (DzJpegReader        *self,
                                                      GError             **error);
gboolean               dz_jpeg_reader_is_guessed     (DzJpegReader        *self);
gsize                  dz_jpeg_reader_get_trailing   (DzJpegReader        *self);
char                  *dz_jpeg_reader_dup_warnings   (DzJpegReader        *self);
void                   dz_jpeg_reader_free           (DzJpegReader        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzJpegReader, dz_jpeg_reader_free)

G_END_DECLS
