/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-chain-key.h"
#include "dz-chain-walk.h"
#include "dz-history-feed.h"

G_BEGIN_DECLS

#define DZ_TEST_REVIEWERS 40
#define DZ_TEST_SCHOOLS 100
#define DZ_TEST_WINDOWS 200
#define DZ_TEST_REASONS 40

/**
 * DzTestHistory:
 *
 * Years of a service's work, drawn from a seed: students send photos, which are examined, leased,
 * decided and sealed by some dozens of reviewers; people sign in.
 */
typedef struct
{
  guint64     state;
  DzChainWalk walk;
  gint64      time_us;
} DzTestHistory;

void  dz_test_history_begin         (DzTestHistory *self,
                                     guint64        seed);
/* Draws the next entry and its aspects into emptied arrays. */
void  dz_test_history_next          (DzTestHistory *self,
                                     GByteArray    *bytes,
                                     GByteArray    *aspects);
char *dz_test_history_name_reviewer (guint          number);
char *dz_test_history_name_subject  (guint64        number);

/**
 * DzTestChain:
 * @service: id of its data
 * @key: what it signs with; a copy only borrows it
 * @owns_key: whether it is freed with this
 * @epoch: where it is
 * @entries: (element-type GBytes): canonical bytes, entry n at n − 1
 * @aspects: (element-type GBytes): their aspects
 *
 * A service's side of a history, in memory, for tests to spoil.
 */
typedef struct
{
  guint8      service[DZ_HEAD_SERVICE_LENGTH];
  DzChainKey *key;
  gboolean    owns_key;
  gint64      epoch;
  GPtrArray  *entries;
  GPtrArray  *aspects;
} DzTestChain;

DzTestChain *dz_test_chain_new   (guint64              seed,
                                           guint                n);
DzTestChain *dz_test_chain_copy  (const DzTestChain *self);
void           dz_test_chain_free  (DzTestChain       *self);
/* Adds an entry that follows the last one. */
void           dz_test_chain_add   (DzTestChain       *self,
                                           const char          *kind,
                                           const char          *outcome);
void           dz_test_chain_cut   (DzTestChain       *self,
                                           gint64               seq);
/* Makes entries from @seq on follow from each other again, as if nothing had been changed. */
void           dz_test_chain_rehash (DzTestChain      *self,
                                           gint64               seq);
DzSignedHead   dz_test_chain_sign  (const DzTestChain *self,
                                           gint64               seq);
GByteArray    *dz_test_chain_feed  (const DzTestChain *self,
                                           gint64               after,
                                           guint                limit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzTestChain, dz_test_chain_free)

G_END_DECLS
