/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-entry-bytes.h"
#include "dz-entry-view.h"

G_BEGIN_DECLS

/**
 * DzChainProblem:
 * @DZ_CHAIN_FINE: it follows
 * @DZ_CHAIN_NO_ENTRY: its bytes have not the form of an entry
 * @DZ_CHAIN_MISSING: the entry before it is missing
 * @DZ_CHAIN_REPEATED: an entry with its number was read before
 * @DZ_CHAIN_PREVIOUS: it names another entry before it than the one that is there
 * @DZ_CHAIN_TIME: its time is before that of the entry before it
 *
 * Why an entry does not follow from the one before it.
 */
typedef enum
{
  DZ_CHAIN_FINE,
  DZ_CHAIN_NO_ENTRY,
  DZ_CHAIN_MISSING,
  DZ_CHAIN_REPEATED,
  DZ_CHAIN_PREVIOUS,
  DZ_CHAIN_TIME,
} DzChainProblem;

/**
 * DzChainWalk:
 * @seq: number of the last entry that followed, 0 before the first
 * @time_us: its time
 * @hash: SHA-256 of its bytes, zeros before the first
 *
 * A walk along the chain: the one place that says whether an entry follows from the one before it.
 * Zeros are its beginning; what it holds is where it stands, and may be kept.
 */
typedef struct
{
  gint64 seq;
  gint64 time_us;
  guint8 hash[DZ_ENTRY_HASH_LENGTH];
} DzChainWalk;

DzChainProblem dz_chain_walk_step     (DzChainWalk    *self,
                                       const guint8   *bytes,
                                       gsize           length,
                                       DzEntryView    *view);
const char    *dz_chain_problem_say   (DzChainProblem  problem);

G_END_DECLS
