/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-accuracy.h"
#include "dz-face-scene.h"

G_BEGIN_DECLS

/**
 * DzPortraitShot:
 * @width: px
 * @height: px
 * @rgb: width × height × 3 values 0…1, sRGB
 * @person: width × height probabilities that a pixel belongs to the person
 *
 * A real portrait, cropped and not yet a file.
 */
typedef struct
{
  guint  width;
  guint  height;
  float *rgb;
  float *person;
} DzPortraitShot;

/**
 * DzPortraitFault:
 * @name: of the fault
 * @fault: what the rules must make of it
 * @head_share: crown to chin as a share of the height that the crop gives the head
 * @rise_share: how far above its place the crop puts the head, of the height
 * @offset_share: how far right of the middle the crop puts the head, of the width
 * @turn_deg: how far it turns the picture, clockwise
 * @apply: (nullable): what is done to the crop
 *
 * One fault that can be put on a real portrait.
 */
typedef struct
{
  const char *name;
  DzFault fault;
  double head_share;
  double rise_share;
  double offset_share;
  double turn_deg;
  void (*apply) (DzPortraitShot *shot);
} DzPortraitFault;

extern const DzPortraitFault dz_portrait_faults[];
extern const guint dz_n_portrait_faults;

GBytes *dz_portrait_fault_shoot (const DzPortraitFault *self,
                                 const DzFaceScene     *scene,
                                 const DzMeasurement   *measurement);

G_END_DECLS
