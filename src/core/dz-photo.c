/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo.h"

/**
 * dz_photo_new:
 *
 * Returns: (transfer full): an empty photo
 */
DzPhoto *
dz_photo_new (void)
{
  return g_new0 (DzPhoto, 1);
}

/**
 * dz_photo_copy:
 * @self: a photo
 *
 * Returns: (transfer full): a deep copy
 */
DzPhoto *
dz_photo_copy (const DzPhoto *self)
{
  DzPhoto *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzPhoto, 1);
  *copy = *self;
  copy->sha256 = g_strdup (self->sha256);
  return copy;
}

/**
 * dz_photo_free:
 * @self: (transfer full) (nullable): a photo
 */
void
dz_photo_free (DzPhoto *self)
{
  if (self == NULL)
    return;
  g_free (self->sha256);
  g_free (self);
}
