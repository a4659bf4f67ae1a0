/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-entry-bytes.h"

G_BEGIN_DECLS

#define DZ_HEAD_KEY_LENGTH 32        /* Ed25519 (RFC 8032), public */
#define DZ_HEAD_SIGNATURE_LENGTH 64  /* Ed25519 (RFC 8032) */
#define DZ_HEAD_SERVICE_LENGTH 16

/**
 * DzSignedHead:
 * @service: random id of the data whose history it is
 * @epoch: 1, and one more for each restore from a backup
 * @seq: number of the last entry
 * @hash: its SHA-256
 * @time_us: service time of the signing
 * @key: public key of the signature
 * @signature: over dz-signed-head.c's bytes
 *
 * Where a history ended at a time, signed. Who keeps one can tell later whether what came before it
 * is still the same.
 */
typedef struct
{
  guint8 service[DZ_HEAD_SERVICE_LENGTH];
  gint64 epoch;
  gint64 seq;
  guint8 hash[DZ_ENTRY_HASH_LENGTH];
  gint64 time_us;
  guint8 key[DZ_HEAD_KEY_LENGTH];
  guint8 signature[DZ_HEAD_SIGNATURE_LENGTH];
} DzSignedHead;

GByteArray *dz_signed_head_write  (const DzSignedHead *self);
gboolean    dz_signed_head_verify (const DzSignedHead *self);

G_END_DECLS
