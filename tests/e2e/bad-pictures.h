/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-pixels.h"

G_BEGIN_DECLS

/* What students send that is no portrait, and files that few programs write. Each stops the test
 * where it cannot be made. */

/* A picture brought to another size, nearest pixel. */
DzPixels *bad_stretched      (const DzPixels *picture,
                              guint           width,
                              guint           height);

/* A head as children's books have it: even colours with hard edges. */
DzPixels *bad_cartoon        (void);

/* A drawing after a photo: grey strokes where it changes, paper elsewhere. */
DzPixels *bad_drawing        (const DzPixels *photo);

/* A photo of a person of stone: no colour of its own, no fine detail, the shade of @stone. */
DzPixels *bad_statue         (const DzPixels *photo,
                              const guint8    stone[3]);

GBytes   *bad_jpeg           (const DzPixels *picture);
GBytes   *bad_jpeg_grey      (const DzPixels *picture);

/* Four inks; @adobe with the marker that says that they are inverted, as Photoshop writes it. */
GBytes   *bad_jpeg_cmyk      (const DzPixels *picture,
                              gboolean        adobe);

/* Stretched while it is written, so that no picture of the size is ever in memory. */
GBytes   *bad_jpeg_stretched (const DzPixels *picture,
                              guint           width,
                              guint           height,
                              gboolean        progressive);

G_END_DECLS
