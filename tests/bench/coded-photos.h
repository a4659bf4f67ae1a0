/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-pixels.h"

G_BEGIN_DECLS

/* A number that can be read off a photo wherever it is shown: a row of square cells on its wall,
 * magenta, the number's bits from the highest, a bit that makes their sum even, cyan. */
#define CODE_BITS 6
#define CODE_CELLS (CODE_BITS + 3)
#define CODE_CELLS_ACROSS 16 /* of the photo's width */
#define CODED_PHOTOS_MAX (1 << CODE_BITS)

/* Returns: (transfer full): a JPEG of @pixels, on which @number is written where @number is not
 * negative */
GBytes    *coded_photo_compress (DzPixels *pixels,
                                 int       number);
/* Returns: (transfer full) (element-type GBytes): JPEGs of different people, each with its number,
 * upright and of these sizes */
GPtrArray *coded_photos_new     (guint     n_photos,
                                 guint     width,
                                 guint     height);

G_END_DECLS
