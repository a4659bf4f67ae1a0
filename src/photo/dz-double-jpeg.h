/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-jpeg-decoder.h"

G_BEGIN_DECLS

typedef struct _DzDoubleJpeg DzDoubleJpeg;

DzDoubleJpeg *dz_double_jpeg_new          (const DzJpegHeader *header);
void          dz_double_jpeg_add_block_cb (const gint16       *block,
                                           gpointer            user_data);
double        dz_double_jpeg_get          (const DzDoubleJpeg *self);
void          dz_double_jpeg_free         (DzDoubleJpeg       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzDoubleJpeg, dz_double_jpeg_free)

G_END_DECLS
