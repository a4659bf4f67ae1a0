/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-chain-walk.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

static DzChainProblem
find_problem (const DzChainWalk *self,
              const DzEntryView *view)
{
  if (view->seq <= self->seq)
    return DZ_CHAIN_REPEATED;
  if (view->seq != self->seq + 1)
    return DZ_CHAIN_MISSING;
  if (memcmp (view->previous_hash, self->hash, sizeof self->hash) != 0)
    return DZ_CHAIN_PREVIOUS;
  return view->time_us < self->time_us ? DZ_CHAIN_TIME : DZ_CHAIN_FINE;
}

/**
 * dz_chain_walk_step:
 * @self: a walk
 * @bytes: (array length=length): the next entry's bytes
 * @length: how many
 * @view: (out caller-allocates): what they say; of no use where they are no entry
 *
 * Goes on to the next entry, if it is the next one. Else the walk stays where it is.
 *
 * Returns: what is wrong with it
 */
DzChainProblem
dz_chain_walk_step (DzChainWalk  *self,
                    const guint8 *bytes,
                    gsize         length,
                    DzEntryView  *view)
{
  DzChainProblem problem = DZ_CHAIN_NO_ENTRY;

  if (dz_entry_view_read (view, bytes, length))
    problem = find_problem (self, view);
  if (problem != DZ_CHAIN_FINE)
    return problem;
  self->seq = view->seq;
  self->time_us = view->time_us;
  crypto_hash_sha256 (self->hash, bytes, length);
  return DZ_CHAIN_FINE;
}

/**
 * dz_chain_problem_say:
 * @problem: what is wrong with an entry
 *
 * Returns: (transfer none) (nullable): it in words that follow the entry's number, translated;
 *   %NULL for nothing
 */
const char *
dz_chain_problem_say (DzChainProblem problem)
{
  switch (problem)
    {
    case DZ_CHAIN_NO_ENTRY:
      return _("its bytes have not the form of an entry");
    case DZ_CHAIN_MISSING:
      return _("the entry before it is missing");
    case DZ_CHAIN_REPEATED:
      return _("its bytes belong to another place in the history");
    case DZ_CHAIN_PREVIOUS:
      return _("it does not follow from the entry before it");
    case DZ_CHAIN_TIME:
      return _("its time is before that of the entry before it");
    case DZ_CHAIN_FINE:
    default:
      return NULL;
    }
}
