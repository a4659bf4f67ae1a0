/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-frame.h"

G_BEGIN_DECLS

#define DZ_FACE_AREA_EDGES 88
#define DZ_FACE_AREA_SPANS (DZ_FACE_AREA_EDGES / 2)

/**
 * DzFaceSpan:
 * @from: first pixel
 * @to: one past the last
 */
typedef struct
{
  guint from;
  guint to;
} DzFaceSpan;

/**
 * DzFaceArea:
 * @ends: of each line of the outline, px of the fine copy: x, y and x, y
 * @top: first row of the fine copy that may hold some of it
 * @bottom: one past the last
 * @width: px of the fine copy
 *
 * The skin of a face on the fine copy: what lies within the outline of the mesh, without the eyes
 * and the mouth.
 */
typedef struct
{
  float ends[DZ_FACE_AREA_EDGES][4];
  guint top;
  guint bottom;
  guint width;
} DzFaceArea;

void  dz_face_area_init     (DzFaceArea        *self,
                             const DzFaceFrame *frame);
guint dz_face_area_get_spans (const DzFaceArea *self,
                              guint             y,
                              DzFaceSpan        spans[DZ_FACE_AREA_SPANS]);

G_END_DECLS
