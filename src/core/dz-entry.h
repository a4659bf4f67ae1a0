/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzEntry:
 * @seq: 1 for the first
 * @time_us: service time
 * @kind: what happened, a move's name or another word
 * @actor: opaque id of who, "service" or "student:ID"
 * @subject: opaque id of what it happened to
 * @outcome: "approve", "reject", a state or ""
 * @detail_hash: SHA-256 of salt and detail in hex, "" where there is no detail
 * @previous_hash: SHA-256 of the entry before, in hex
 * @hash: SHA-256 of this entry's bytes, in hex
 * @detail: (nullable): the detail, a JSON text; %NULL where erased or none
 * @actor_name: (nullable): name of the person, where the reader may know it
 *
 * One row of the history, read from its canonical bytes. Words: 审计记录.
 */
typedef struct
{
  gint64 seq;
  gint64 time_us;
  char *kind;
  char *actor;
  char *subject;
  char *outcome;
  char *detail_hash;
  char *previous_hash;
  char *hash;
  char *detail;
  char *actor_name;
} DzEntry;

DzEntry *dz_entry_new (void);
DzEntry *dz_entry_copy (const DzEntry *self);
void dz_entry_free (DzEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzEntry, dz_entry_free)

G_END_DECLS
