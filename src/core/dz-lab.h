/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzLab:
 * @L: lightness 0…100
 * @a: green to red
 * @b: blue to yellow
 *
 * A colour in CIELAB under D65.
 */
typedef struct
{
  float L;
  float a;
  float b;
} DzLab;

float dz_srgb_to_linear      (float          value);
DzLab dz_lab_from_srgb       (guint8         red,
                              guint8         green,
                              guint8         blue);
DzLab dz_lab_from_floats     (const float    rgb[3]);
DzLab dz_lab_from_sixteenths (const guint16  rgb[3]);
void  dz_lab_from_row        (const guint8  *row,
                              guint          n_pixels,
                              DzLab         *labs);
float dz_lab_distance        (const DzLab   *one,
                              const DzLab   *other);
float dz_lab_chroma          (const DzLab   *self);
DzLab dz_lab_median          (const DzLab   *labs,
                              guint          n_labs);

G_END_DECLS
