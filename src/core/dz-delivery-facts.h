/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-school.h"
#include "dz-state.h"
#include "dz-waived.h"
#include "dz-window.h"

G_BEGIN_DECLS

/**
 * DzDeliveryCounts:
 * @approved: their photo is approved, and the approval is in effect
 * @waiting: their photo waits to be examined or decided, or its decision is not in effect yet
 * @refused: by a rule or by a person, and they sent no other since
 * @unpaid: their photo is not queued until they pay
 * @closed: their photo expired unpaid or was erased
 * @not_sent: the rest of the roster
 *
 * How many students stand where. Each is counted once, by the last attempt in the window; the sum
 * is the roster of the window's levels.
 */
typedef struct
{
  guint approved;
  guint waiting;
  guint refused;
  guint unpaid;
  guint closed;
  guint not_sent;
} DzDeliveryCounts;

/**
 * DzDeliveryFacts:
 * @school: whose students these are
 * @window: in which window they were collected; its profile is the one that judges
 * @made_us: when this was so
 * @counts: how many students stand where
 * @profile_hashes: (array zero-terminated=1): content hashes of the profiles by which the approved
 *   photos were judged; none where none is approved, several where the profile changed meanwhile
 * @waived: (element-type DzWaived): the waivers that stand, of students whose photo is approved, by
 *   identifier and rule
 *
 * What there is to be said of a window when its photos go to the school, all of one moment.
 */
typedef struct
{
  DzSchool        *school;
  DzWindow        *window;
  gint64           made_us;
  DzDeliveryCounts counts;
  GStrv            profile_hashes;
  GPtrArray       *waived;
} DzDeliveryFacts;

DzDeliveryFacts *dz_delivery_facts_new  (void);
void             dz_delivery_facts_free (DzDeliveryFacts  *self);
guint           *dz_delivery_counts_at  (DzDeliveryCounts *self,
                                         DzState           state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzDeliveryFacts, dz_delivery_facts_free)

G_END_DECLS
