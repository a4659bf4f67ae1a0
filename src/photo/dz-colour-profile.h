/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DzColourProfile DzColourProfile;

/**
 * DzColourInput:
 * @DZ_COLOUR_INPUT_GREY: one byte a pixel
 * @DZ_COLOUR_INPUT_RGBX: four bytes R, G, B and one that is ignored
 * @DZ_COLOUR_INPUT_CMYK: four bytes, 255 = full ink
 * @DZ_COLOUR_INPUT_CMYK_INVERTED: four bytes, 0 = full ink, as Adobe's programs write JPEG
 *
 * How decoded samples lie in memory.
 */
typedef enum
{
  DZ_COLOUR_INPUT_GREY,
  DZ_COLOUR_INPUT_RGBX,
  DZ_COLOUR_INPUT_CMYK,
  DZ_COLOUR_INPUT_CMYK_INVERTED,
} DzColourInput;

DzColourProfile *dz_colour_profile_new     (GBytes                *icc,
                                            DzColourInput          input);
gboolean         dz_colour_profile_is_srgb (const DzColourProfile *self);
void             dz_colour_profile_convert (const DzColourProfile *self,
                                            const guint8          *in,
                                            guint8                *out,
                                            guint                  n_pixels);
void             dz_colour_profile_free    (DzColourProfile       *self);

void dz_colour_convert_plain (DzColourInput  input,
                              const guint8  *in,
                              guint8        *out,
                              guint          n_pixels);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzColourProfile, dz_colour_profile_free)

G_END_DECLS
