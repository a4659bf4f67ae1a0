/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-frame.h"

G_BEGIN_DECLS

/**
 * DzCrown:
 * @y: px of the view, from its upper edge
 * @rough: whether it is not to be trusted
 *
 * The top of the hair.
 */
typedef struct
{
  float    y;
  gboolean rough;
} DzCrown;

float    dz_face_outline_cheek (const DzFaceFrame *frame,
                                guint              side);
gboolean dz_face_outline_crown (const DzFaceFrame *frame,
                                DzCrown           *crown);

G_END_DECLS
