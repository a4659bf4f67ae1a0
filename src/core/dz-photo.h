/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzPhoto:
 * @sha256: SHA-256 of the bytes, hex
 * @bytes: length
 *
 * The bytes of a photo, named by what they are.
 */
typedef struct
{
  char *sha256;
  gsize bytes;
} DzPhoto;

DzPhoto *dz_photo_new (void);
DzPhoto *dz_photo_copy (const DzPhoto *self);
void dz_photo_free (DzPhoto *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPhoto, dz_photo_free)

G_END_DECLS
