/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-colour-profile.h"

#include <lcms2.h>
#include <stdlib.h>
#include <string.h>

/* Two colours nearer than this in every channel are one to the eye; profiles that name sRGB's
 * curve by a table of 1024 points differ by 1. */
#define SRGB_TOLERANCE 3

struct _DzColourProfile
{
  cmsHTRANSFORM transform; /* owned */
  gboolean      is_srgb;
};

static cmsColorSpaceSignature
space_of (DzColourInput input)
{
  if (input == DZ_COLOUR_INPUT_GREY)
    return cmsSigGrayData;
  return input == DZ_COLOUR_INPUT_RGBX ? cmsSigRgbData : cmsSigCmykData;
}

static cmsUInt32Number
layout_of (DzColourInput input)
{
  static const cmsUInt32Number layouts[] = {
    TYPE_GRAY_8, TYPE_RGBA_8, TYPE_CMYK_8, TYPE_CMYK_8_REV,
  };

  return layouts[input];
}

/* Asks the transform itself instead of the profile's name, which may be anything. */
static gboolean
leaves_colours (cmsHTRANSFORM transform,
                DzColourInput input)
{
  static const guint8 steps[] = { 0, 32, 64, 128, 192, 255 };
  const guint n = G_N_ELEMENTS (steps);

  for (guint i = 0; i < n * n * n; i++)
    {
      guint8 grey = steps[i % n];
      guint8 in[4] = { grey, steps[i / n % n], steps[i / n / n], 255 };
      guint8 out[4] = { 0, 0, 0, 255 };

      cmsDoTransform (transform, in, out, 1);
      for (guint c = 0; c < 3; c++)
        {
          if (abs (out[c] - (input == DZ_COLOUR_INPUT_GREY ? grey : in[c])) > SRGB_TOLERANCE)
            return FALSE;
        }
    }
  return TRUE;
}

static cmsHTRANSFORM
create_transform (cmsHPROFILE   profile,
                  DzColourInput input)
{
  cmsHPROFILE srgb;
  cmsHTRANSFORM transform;

  if (cmsGetColorSpace (profile) != space_of (input))
    return NULL;
  srgb = cmsCreate_sRGBProfile ();
  if (srgb == NULL)
    return NULL;
  transform = cmsCreateTransform (profile, layout_of (input), srgb, TYPE_RGBA_8,
                                  INTENT_PERCEPTUAL, 0);
  cmsCloseProfile (srgb);
  return transform;
}

/**
 * dz_colour_profile_new:
 * @icc: an ICC profile from a file, perhaps broken
 * @input: how the samples lie
 *
 * Returns: (transfer full) (nullable): the way from that profile to sRGB, or %NULL where it cannot
 *   be read or is not for such samples
 */
DzColourProfile *
dz_colour_profile_new (GBytes       *icc,
                       DzColourInput input)
{
  cmsHPROFILE profile;
  cmsHTRANSFORM transform;
  DzColourProfile *self;
  gsize length;
  const void *data;

  g_return_val_if_fail (icc != NULL, NULL);

  data = g_bytes_get_data (icc, &length);
  profile = cmsOpenProfileFromMem (data, length);
  if (profile == NULL)
    return NULL;
  transform = create_transform (profile, input);
  cmsCloseProfile (profile);
  if (transform == NULL)
    return NULL;

  self = g_new0 (DzColourProfile, 1);
  self->transform = transform;
  self->is_srgb = (input == DZ_COLOUR_INPUT_RGBX || input == DZ_COLOUR_INPUT_GREY) &&
                  leaves_colours (transform, input);
  return self;
}

/**
 * dz_colour_profile_is_srgb:
 * @self: a profile
 *
 * Returns: whether it is sRGB, or a grey with sRGB's curve, within what the eye sees
 */
gboolean
dz_colour_profile_is_srgb (const DzColourProfile *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_srgb;
}

/**
 * dz_colour_profile_convert:
 * @self: a profile
 * @in: samples
 * @out: (out): sRGB, R, G, B, 255
 * @n_pixels: how many pixels
 */
void
dz_colour_profile_convert (const DzColourProfile *self,
                           const guint8          *in,
                           guint8                *out,
                           guint                  n_pixels)
{
  g_return_if_fail (self != NULL);

  memset (out, 255, 4 * (gsize) n_pixels);
  cmsDoTransform (self->transform, in, out, n_pixels);
}

/**
 * dz_colour_profile_free:
 * @self: (transfer full) (nullable): a profile
 */
void
dz_colour_profile_free (DzColourProfile *self)
{
  if (self == NULL)
    return;
  cmsDeleteTransform (self->transform);
  g_free (self);
}

static void
convert_cmyk (const guint8 *in,
              guint8       *out,
              guint         n_pixels,
              guint8        flip)
{
  for (guint i = 0; i < n_pixels; i++, in += 4, out += 4)
    {
      guint light = in[3] ^ flip;

      for (guint c = 0; c < 3; c++)
        out[c] = ((in[c] ^ flip) * light + 127) / 255;
      out[3] = 255;
    }
}

/**
 * dz_colour_convert_plain:
 * @input: how the samples lie
 * @in: samples
 * @out: (out): R, G, B, 255
 * @n_pixels: how many pixels
 *
 * Converts without a profile: grey and RGB are taken for sRGB, inks for ideal ones.
 */
void
dz_colour_convert_plain (DzColourInput input,
                         const guint8 *in,
                         guint8       *out,
                         guint         n_pixels)
{
  switch (input)
    {
    case DZ_COLOUR_INPUT_GREY:
      for (guint i = 0; i < n_pixels; i++, out += 4)
        {
          memset (out, in[i], 3);
          out[3] = 255;
        }
      break;
    case DZ_COLOUR_INPUT_CMYK:
      convert_cmyk (in, out, n_pixels, 0xff);
      break;
    case DZ_COLOUR_INPUT_CMYK_INVERTED:
      convert_cmyk (in, out, n_pixels, 0);
      break;
    case DZ_COLOUR_INPUT_RGBX:
    default:
      memcpy (out, in, 4 * (gsize) n_pixels);
      break;
    }
}
