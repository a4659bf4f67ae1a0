/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzEntryWord:
 * @text: UTF-8, not ended by a zero
 * @length: in bytes
 *
 * A text within the bytes of an entry.
 */
typedef struct
{
  const char *text;
  guint8      length;
} DzEntryWord;

/**
 * DzEntryView:
 * @seq: 1 for the first
 * @time_us: service time
 * @kind: what happened
 * @actor: opaque id of who
 * @subject: opaque id of what it happened to
 * @outcome: what came of it
 * @detail_hash: DZ_ENTRY_HASH_LENGTH bytes, zeros where there is no detail
 * @previous_hash: DZ_ENTRY_HASH_LENGTH bytes, zeros for the first entry
 *
 * An entry as its canonical bytes say it, read without a copy: who walks along years of history
 * cannot make eight strings of each entry. It lasts as long as the bytes.
 */
typedef struct
{
  gint64        seq;
  gint64        time_us;
  DzEntryWord   kind;
  DzEntryWord   actor;
  DzEntryWord   subject;
  DzEntryWord   outcome;
  const guint8 *detail_hash;
  const guint8 *previous_hash;
} DzEntryView;

gboolean dz_entry_view_read  (DzEntryView       *self,
                              const guint8      *bytes,
                              gsize              length);
gboolean dz_entry_word_is    (const DzEntryWord *self,
                              const char        *text);
char    *dz_entry_word_dup   (const DzEntryWord *self);

G_END_DECLS
