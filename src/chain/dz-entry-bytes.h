/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-entry.h"

G_BEGIN_DECLS

#define DZ_ENTRY_FORMAT 1
#define DZ_ENTRY_HASH_LENGTH 32
#define DZ_ENTRY_SALT_LENGTH 16
#define DZ_ENTRY_BYTES_MAX 300

/* The longest texts of an entry, in bytes. Together with the fixed part they stay below
 * DZ_ENTRY_BYTES_MAX. */
#define DZ_ENTRY_KIND_MAX 32
#define DZ_ENTRY_ACTOR_MAX 64
#define DZ_ENTRY_SUBJECT_MAX 64
#define DZ_ENTRY_OUTCOME_MAX 48

GByteArray *dz_entry_bytes_write   (const DzEntry *entry);
DzEntry    *dz_entry_bytes_read    (const guint8  *bytes,
                                    gsize          length);
char       *dz_entry_bytes_hash    (const guint8  *bytes,
                                    gsize          length);
char       *dz_entry_hash_to_hex   (const guint8  *hash);
void        dz_entry_detail_digest (const guint8  *salt,
                                    const char    *detail,
                                    guint8        *hash);
char       *dz_entry_detail_hash   (const guint8  *salt,
                                    const char    *detail);

G_END_DECLS
