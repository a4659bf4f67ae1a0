/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-scene.h"
#include "dz-portrait.h"

G_BEGIN_DECLS

/* A row of the portraits' list: where the pupils are, px of the file; NaN where nobody said. The
 * first is at the picture's left. */
typedef struct
{
  char  *file;
  double pupil_x[2];
  double pupil_y[2];
} DzPortraitLabel;

/* The list, or NULL and the test skipped where the portraits are not there. */
GPtrArray   *dz_sample_labels   (void);

/* One of them, with a long edge of at most @edge px. */
DzPixels    *dz_sample_portrait (const char         *file,
                                 guint               edge);

/* A painted person, 4 high to 3 wide. */
DzPixels    *dz_sample_drawn    (guint32             seed,
                                 guint               width,
                                 DzPortraitGeometry *truth);
DzPixels    *dz_sample_canvas   (guint               width,
                                 guint               height,
                                 guint8              grey);
void         dz_sample_paste    (DzPixels           *canvas,
                                 const DzPixels     *picture,
                                 guint               x,
                                 guint               y);
DzPixels    *dz_sample_cut      (const DzPixels     *picture,
                                 guint               x,
                                 guint               y,
                                 guint               width,
                                 guint               height);

/* Turned clockwise. */
DzPixels    *dz_sample_turned   (const DzPixels     *picture,
                                 guint               turn_deg);
DzFaceScene *dz_sample_scene    (DzModels           *models,
                                 const DzPixels     *view);

G_END_DECLS
