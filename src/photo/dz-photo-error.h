/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DZ_PHOTO_ERROR:
 *
 * The domain of what goes wrong with a photo's bytes.
 */
#define DZ_PHOTO_ERROR (dz_photo_error_quark ())

/**
 * DzPhotoError:
 * @DZ_PHOTO_ERROR_NOT_JPEG: the bytes are something else
 * @DZ_PHOTO_ERROR_DAMAGED: a JPEG that cannot be decoded
 * @DZ_PHOTO_ERROR_UNSUPPORTED: a JPEG of a kind that the decoder does not know (lossless, 12 bit)
 * @DZ_PHOTO_ERROR_LIMIT: over a limit of bytes, pixels, scans or memory; nothing was decoded
 * @DZ_PHOTO_ERROR_MEMORY: the memory asked for was not there
 * @DZ_PHOTO_ERROR_ENCODE: the pixels could not be written
 */
typedef enum
{
  DZ_PHOTO_ERROR_NOT_JPEG,
  DZ_PHOTO_ERROR_DAMAGED,
  DZ_PHOTO_ERROR_UNSUPPORTED,
  DZ_PHOTO_ERROR_LIMIT,
  DZ_PHOTO_ERROR_MEMORY,
  DZ_PHOTO_ERROR_ENCODE,
} DzPhotoError;

GQuark dz_photo_error_quark (void);

G_END_DECLS
