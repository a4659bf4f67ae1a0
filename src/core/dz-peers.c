/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-peers.h"

#include <math.h>

/**
 * dz_peers_new:
 *
 * Returns: (transfer full): nothing known of other photos
 */
DzPeers *
dz_peers_new (void)
{
  DzPeers *self = g_new0 (DzPeers, 1);

  self->sharpness_rank = NAN;
  self->skin_detail_rank = NAN;
  self->twins = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_twin_free);
  return self;
}

/**
 * dz_peers_free:
 * @self: (transfer full) (nullable): peers
 */
void
dz_peers_free (DzPeers *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->twins);
  g_free (self);
}
