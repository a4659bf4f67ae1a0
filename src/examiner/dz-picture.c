/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-examiner.h"

/**
 * dz_picture_free:
 * @picture: (transfer full) (nullable): a picture
 */
void
dz_picture_free (DzPicture *picture)
{
  if (picture == NULL)
    return;
  g_clear_pointer (&picture->pixels, g_bytes_unref);
  g_free (picture);
}
