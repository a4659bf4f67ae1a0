/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-twin.h"

G_BEGIN_DECLS

/**
 * DzPeers:
 * @n_photos: measured photos of the window that the ranks are taken from
 * @sharpness_rank: share of them that are less sharp than this one, %, NaN where it is not known
 * @skin_detail_rank: share of them whose skin is smoother, %, NaN where it is not known
 * @searched: whether duplicates were searched for; where not, an empty list says nothing
 * @twins: (element-type DzTwin): photos of this window and of earlier ones that are the same or
 *   look alike, the closest first
 *
 * What other photos say about one, for the rules that compare.
 */
typedef struct
{
  guint      n_photos;
  double     sharpness_rank;
  double     skin_detail_rank;
  gboolean   searched;
  GPtrArray *twins; /* owned */
} DzPeers;

DzPeers *dz_peers_new  (void);
void     dz_peers_free (DzPeers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPeers, dz_peers_free)

G_END_DECLS
