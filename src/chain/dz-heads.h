/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-signed-head.h"

G_BEGIN_DECLS

/* Its outcome is dz_chain_key_name() of the next key. */
#define DZ_ENTRY_KIND_KEY_ROTATE "key-rotate"
/* Its outcome is the number of the epoch that it begins. */
#define DZ_ENTRY_KIND_EPOCH "epoch"

/**
 * DzEpoch:
 * @epoch: its number, from 2
 * @seq: number of the entry that began it
 * @lost: the head that somebody had kept from before the data were restored
 *
 * A restore from a backup, as the history tells it. What lay between the backup and @lost is lost.
 */
typedef struct
{
  gint64       epoch;
  gint64       seq;
  DzSignedHead lost;
} DzEpoch;

/**
 * DzHeads:
 * @head: where the history ends now
 * @rotations: (element-type DzSignedHead): heads signed by a key right after the entry that names
 *   the key after it, the oldest first
 * @epochs: (element-type DzEpoch): restores from a backup, the oldest first
 *
 * What a service says of its history: the answer of GET /history/head.
 */
typedef struct
{
  DzSignedHead head;
  GArray      *rotations;
  GArray      *epochs;
} DzHeads;

/**
 * DzHeadVerdict:
 * @DZ_HEAD_HOLDS: the history still has what the head signed
 * @DZ_HEAD_LOST: what it signed was lost with a restore from a backup that the history tells of
 * @DZ_HEAD_UNSIGNED: it is not signed with the key that it names
 * @DZ_HEAD_OTHER_SERVICE: it is of other data
 * @DZ_HEAD_UNKNOWN_KEY: the key that it names was never one of this history
 * @DZ_HEAD_LATER: the history ends before it
 * @DZ_HEAD_LATER_EPOCH: it was signed after a restore that the history does not know of
 * @DZ_HEAD_LOST_MORE: it was lost with a restore that says it had lost less
 * @DZ_HEAD_REWRITTEN: its entry, or one before it, reads differently now
 *
 * What is to be said of a head that somebody kept.
 */
typedef enum
{
  DZ_HEAD_HOLDS,
  DZ_HEAD_LOST,
  DZ_HEAD_UNSIGNED,
  DZ_HEAD_OTHER_SERVICE,
  DZ_HEAD_UNKNOWN_KEY,
  DZ_HEAD_LATER,
  DZ_HEAD_LATER_EPOCH,
  DZ_HEAD_LOST_MORE,
  DZ_HEAD_REWRITTEN,
} DzHeadVerdict;

JsonNode     *dz_signed_head_to_json   (const DzSignedHead *self);
gboolean      dz_signed_head_from_json (DzSignedHead       *self,
                                        JsonNode           *node);
gboolean      dz_signed_head_rotates   (const DzSignedHead *self,
                                        const guint8       *bytes,
                                        gsize               length,
                                        guint8             *next);

DzHeads      *dz_heads_new             (void);
void          dz_heads_free            (DzHeads            *self);
JsonNode     *dz_heads_to_json         (const DzHeads      *self);
DzHeads      *dz_heads_from_json       (JsonNode           *node);
gboolean      dz_heads_know_key        (const DzHeads      *self,
                                        const guint8       *key);
DzHeadVerdict dz_heads_check           (const DzHeads      *self,
                                        const DzSignedHead *kept,
                                        const guint8       *hash);
const char   *dz_head_verdict_say      (DzHeadVerdict       verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzHeads, dz_heads_free)

G_END_DECLS
