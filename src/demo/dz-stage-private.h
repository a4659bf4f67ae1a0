/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-brush-private.h"
#include "dz-portrait.h"

G_BEGIN_DECLS

/*
 * Two frames in which the person is drawn. In both, one unit is the head from crown to chin, x is 0
 * at the middle of the head and grows to the picture's right; y is 0 at the crown, 1 at the chin.
 * The head's frame turns with the head; the body's turns with the shoulders, and its y reads a
 * little more at the same height.
 */

/* The skin of the skull begins here: above it is hair. */
#define DZ_SKULL_Y      0.055
#define DZ_BROW_Y       0.428
#define DZ_EYE_Y        0.518
#define DZ_EYE_X        0.143
#define DZ_EYE_HALF     0.0700
#define DZ_IRIS_RADIUS  0.0290
#define DZ_NOSE_TIP_Y   0.678
#define DZ_MOUTH_Y      0.810
#define DZ_MOUTH_HALF   0.100
#define DZ_FACE_HALF    0.322
#define DZ_EAR_Y        0.555
#define DZ_NECK_BASE_Y  1.22

/*
 * DzStage:
 * @portrait: what is painted
 * @truth: filled by whoever draws the thing
 * @cr: draws the person, without the wall
 * @head: head frame → pixels
 * @body: body frame → pixels
 * @unit_px: pixels of one unit
 * @rand: for what must look random
 */
typedef struct
{
  const DzPortrait   *portrait;
  DzPortraitGeometry *truth;
  cairo_t            *cr;
  cairo_matrix_t      head;
  cairo_matrix_t      body;
  double              unit_px;
  GRand              *rand;
} DzStage;

void            dz_stage_init       (DzStage            *self,
                                     const DzPortrait   *portrait,
                                     DzPortraitGeometry *truth,
                                     cairo_t            *cr,
                                     GRand              *rand);
void            dz_stage_begin_head (DzStage            *self);
void            dz_stage_begin_body (DzStage            *self);
void            dz_stage_end        (DzStage            *self);
DzPortraitPoint dz_stage_head_point (const DzStage      *self,
                                     double              x,
                                     double              y);
DzPortraitPoint dz_stage_body_point (const DzStage      *self,
                                     double              x,
                                     double              y);
void            dz_stage_extents    (DzStage            *self,
                                     DzPortraitPoint    *top,
                                     DzPortraitPoint    *bottom,
                                     double             *left_x,
                                     double             *right_x);
double          dz_stage_vary       (DzStage            *self,
                                     double              amount);

G_END_DECLS
