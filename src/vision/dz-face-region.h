/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-pyramid.h"

G_BEGIN_DECLS

/**
 * DzFaceRegion:
 * @centre_x: px of the view
 * @centre_y: likewise
 * @width: px of the view, along the region's own horizontal
 * @height: likewise, its own vertical
 * @turn: how far its horizontal is turned clockwise from the view's, radians
 *
 * A rectangle of the view, turned, that a network looks at as an upright square.
 */
typedef struct
{
  double centre_x;
  double centre_y;
  double width;
  double height;
  double turn;
} DzFaceRegion;

/**
 * DzFaceRegionBorder:
 * @DZ_FACE_REGION_BLACK: outside of the view it is black
 * @DZ_FACE_REGION_SPREAD: its border goes on
 *
 * What a region shows where it reaches beyond the view.
 */
typedef enum
{
  DZ_FACE_REGION_BLACK,
  DZ_FACE_REGION_SPREAD,
} DzFaceRegionBorder;

/**
 * DzFaceRegionInput:
 * @edge: px of the square
 * @border: what lies outside of the view
 * @least: what the network takes for black
 * @most: what it takes for white
 *
 * What a network wants to be given.
 */
typedef struct
{
  guint              edge;
  DzFaceRegionBorder border;
  float              least;
  float              most;
} DzFaceRegionInput;

void dz_face_region_init_whole (DzFaceRegion            *self,
                                const DzPixels          *view,
                                guint                    turn_deg);
void dz_face_region_place      (const DzFaceRegion      *self,
                                double                   across,
                                double                   down,
                                double                  *x,
                                double                  *y);
void dz_face_region_sample     (const DzFaceRegion      *self,
                                DzPyramid               *pyramid,
                                const DzFaceRegionInput *input,
                                float                   *samples);

G_END_DECLS
