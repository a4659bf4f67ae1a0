/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzTint:
 * @r: red, 0 to 1, sRGB
 * @g: green
 * @b: blue
 *
 * A colour as it stands in the picture.
 */
typedef struct
{
  double r;
  double g;
  double b;
} DzTint;

static inline DzTint
dz_tint_rgb (guint r,
             guint g,
             guint b)
{
  return (DzTint) { r / 255.0, g / 255.0, b / 255.0 };
}

static inline DzTint
dz_tint_mix (DzTint from,
             DzTint to,
             double share)
{
  return (DzTint) {
    from.r + (to.r - from.r) * share,
    from.g + (to.g - from.g) * share,
    from.b + (to.b - from.b) * share,
  };
}

/* Above 1 it grows lighter, below 1 darker; the hue stays where nothing clips. */
static inline DzTint
dz_tint_scale (DzTint self,
               double factor)
{
  return (DzTint) {
    CLAMP (self.r * factor, 0, 1),
    CLAMP (self.g * factor, 0, 1),
    CLAMP (self.b * factor, 0, 1),
  };
}

G_END_DECLS
