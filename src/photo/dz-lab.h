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

DzLab dz_lab_from_srgb (guint8       red,
                        guint8       green,
                        guint8       blue);
float dz_lab_distance  (const DzLab *one,
                        const DzLab *other);

G_END_DECLS
