/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-delivery-facts.h"

/**
 * dz_delivery_facts_new:
 *
 * Returns: (transfer full): an empty record; its school and window are %NULL
 */
DzDeliveryFacts *
dz_delivery_facts_new (void)
{
  DzDeliveryFacts *self = g_new0 (DzDeliveryFacts, 1);

  self->profile_hashes = g_new0 (char *, 1);
  self->waived = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_waived_free);
  return self;
}

/**
 * dz_delivery_facts_free:
 * @self: (transfer full) (nullable): a record
 */
void
dz_delivery_facts_free (DzDeliveryFacts *self)
{
  if (self == NULL)
    return;
  dz_school_free (self->school);
  dz_window_free (self->window);
  g_strfreev (self->profile_hashes);
  g_ptr_array_unref (self->waived);
  g_free (self);
}

/**
 * dz_delivery_counts_at:
 * @self: counts
 * @state: where a student's last attempt stands
 *
 * Returns: (transfer none): the count that such a student belongs to
 */
guint *
dz_delivery_counts_at (DzDeliveryCounts *self,
                       DzState           state)
{
  switch (state)
    {
    case DZ_STATE_APPROVED:
      return &self->approved;
    case DZ_STATE_REFUSED_BY_RULE:
    case DZ_STATE_REJECTED:
      return &self->refused;
    case DZ_STATE_UNPAID:
      return &self->unpaid;
    case DZ_STATE_EXPIRED:
    case DZ_STATE_REPLACED:
    case DZ_STATE_ERASED:
      return &self->closed;
    case DZ_STATE_RECEIVED:
    case DZ_STATE_EXAMINED:
    case DZ_STATE_PENDING:
    case DZ_STATE_LEASED:
    case DZ_STATE_QUARANTINED:
    case DZ_STATE_ESCALATED:
    case DZ_STATE_HELD:
    case DZ_STATE_SECOND_REVIEW:
    case DZ_STATE_REOPENED:
    case DZ_N_STATES:
    default:
      return &self->waiting;
    }
}
