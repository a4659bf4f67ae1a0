/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-pixels.h"

G_BEGIN_DECLS

#define DZ_PYRAMID_LEVELS_MAX 16

/**
 * DzPyramid:
 *
 * A picture and its halves, each made when it is asked for. A pixel of level n covers 2ⁿ × 2ⁿ of
 * the picture, so that a place (x, y) of the picture lies at (x/2ⁿ, y/2ⁿ).
 */
typedef struct
{
  const DzPixels *levels[DZ_PYRAMID_LEVELS_MAX]; /* level 0 unowned, the others owned, nullable */
} DzPyramid;

DzPyramid      *dz_pyramid_new       (const DzPixels *picture);
void            dz_pyramid_free      (DzPyramid      *self);
const DzPixels *dz_pyramid_get_level (DzPyramid      *self,
                                      guint           level);
guint           dz_pyramid_choose    (double          shrink);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPyramid, dz_pyramid_free)

G_END_DECLS
