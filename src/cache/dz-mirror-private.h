/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <roaring/roaring.h>

#include "dz-cache-private.h"
#include "dz-chain-walk.h"
#include "dz-history-feed.h"
#include "dz-mirror-terms.h"
#include "dz-mirror.h"

G_BEGIN_DECLS

/* A block is what one container of a bitmap holds (Chambi, Lemire, Kaser, Godin 2016), so that an
 * addition rewrites containers of the last block and nothing before it. */
#define DZ_MIRROR_BLOCK 65536
#define DZ_MIRROR_HASH_LENGTH 32

static inline gint64
dz_mirror_block_of (gint64 seq)
{
  return (seq - 1) / DZ_MIRROR_BLOCK;
}

static inline guint32
dz_mirror_place_of (gint64 seq)
{
  return (guint32) ((seq - 1) % DZ_MIRROR_BLOCK);
}

static inline gint64
dz_mirror_seq_of (gint64  block,
                  guint32 place)
{
  return block * DZ_MIRROR_BLOCK + place + 1;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (roaring_bitmap_t, roaring_bitmap_free)

/**
 * DzMirrorEnd:
 * @epoch: of the last entry
 * @walk: the last entry
 * @aspects: running hash of all aspects up to it
 *
 * Where a mirror ends.
 */
typedef struct
{
  gint64      epoch;
  DzChainWalk walk;
  guint8      aspects[DZ_MIRROR_HASH_LENGTH];
} DzMirrorEnd;

/* The statements that are asked each time, or by the hundred thousand: made once. */
typedef enum
{
  DZ_MIRROR_READ_END,
  DZ_MIRROR_LIST_WORDS,
  DZ_MIRROR_READ_EPOCH,
  DZ_MIRROR_READ_ENTRY,
  DZ_MIRROR_ADD_ENTRY,
  DZ_MIRROR_ADD_SUBJECT,
  DZ_MIRROR_LIST_SUBJECT,
  DZ_MIRROR_READ_POSTING,
  DZ_MIRROR_WRITE_POSTING,
  DZ_MIRROR_N_STATEMENTS,
} DzMirrorStatement;

struct _DzMirror
{
  sqlite3        *db;       /* owned */
  char           *file;     /* owned */
  char           *note;     /* owned: path of the note beside the file */
  guint8          service[DZ_HEAD_SERVICE_LENGTH];
  DzMirrorEnd     end;      /* as the file had it at the last look */
  DzMirrorWords  *words;    /* owned */
  DzMirrorReader *reader;   /* owned, over @words */
  GPtrArray      *open;     /* (element-type roaring_bitmap_t), owned, nullable elements: what the
                             * last block has, by word id − 1; those in @touched were changed */
  gint64          open_block;
  GArray         *touched;  /* (element-type guint), owned */
  GError         *problem;  /* owned, nullable: why a word could not be added */
  GError         *note_problem; /* owned, nullable */
  DzSignedHead    noted;    /* what the note says; zeros for nothing */
  DzStatement    *statements[DZ_MIRROR_N_STATEMENTS]; /* owned, nullable elements */
};

DzStatement *dz_mirror_statement      (DzMirror           *self,
                                       DzMirrorStatement   which,
                                       GError            **error);
gboolean     dz_mirror_begin          (DzMirror           *self,
                                       const char         *how,
                                       GError            **error);
gboolean     dz_mirror_end            (DzMirror           *self,
                                       gboolean            done,
                                       GError             *problem,
                                       GError            **error);
gboolean     dz_mirror_write_end      (DzMirror           *self,
                                       GError            **error);
gboolean     dz_mirror_find_entry     (DzMirror           *self,
                                       gint64              seq,
                                       DzFeedEntry        *entry,
                                       GError            **error);
gboolean     dz_mirror_hash_entry     (DzMirror           *self,
                                       gint64              seq,
                                       guint8             *hash,
                                       GError            **error);
void         dz_mirror_add_aspects    (guint8             *running,
                                       const guint8       *aspects,
                                       gsize               length);
gboolean     dz_mirror_read_epoch_of  (DzMirror           *self,
                                       gint64              seq,
                                       gint64             *epoch,
                                       GError            **error);

/* dz-mirror-index.c */
gboolean     dz_mirror_index_entry    (DzMirror           *self,
                                       const DzEntryView  *view,
                                       const DzFeedEntry  *entry,
                                       GError            **error);
gboolean     dz_mirror_write_open     (DzMirror           *self,
                                       GError            **error);
void         dz_mirror_forget_open    (DzMirror           *self);
guint        dz_mirror_new_word       (gpointer            data,
                                       DzMirrorDimension   dimension,
                                       const char         *text,
                                       gsize               length);
gboolean     dz_mirror_index_cut      (DzMirror           *self,
                                       gint64              seq,
                                       GError            **error);

/* dz-mirror-postings.c */
gint64       dz_mirror_posting_id     (guint               word,
                                       gint64              block);
gboolean     dz_mirror_posting_read   (DzMirror           *self,
                                       guint               word,
                                       gint64              block,
                                       roaring_bitmap_t  **bitmap,
                                       GError            **error);
gboolean     dz_mirror_posting_write  (DzMirror           *self,
                                       guint               word,
                                       gint64              block,
                                       roaring_bitmap_t   *bitmap,
                                       GError            **error);
roaring_bitmap_t *dz_mirror_posting_parse (DzStatement    *row,
                                       GError            **error);
gboolean     dz_mirror_posting_set_damaged (GError       **error);

/* dz-mirror-append.c */
gboolean     dz_mirror_append         (DzMirror           *self,
                                       const DzFeedEntry  *entry,
                                       GError            **error);
gboolean     dz_mirror_take_feed      (DzMirror           *self,
                                       gint64              after,
                                       const guint8       *feed,
                                       gsize               length,
                                       GError            **error);
gint64       dz_mirror_epoch_named    (const DzEntryView  *view);

/* dz-mirror-heads.c */
gboolean     dz_mirror_check_head     (DzMirror           *self,
                                       const DzSignedHead *head,
                                       GError            **error);
gboolean     dz_mirror_check_clock    (DzMirror           *self,
                                       const DzSignedHead *head,
                                       GError            **error);
gboolean     dz_mirror_store_head     (DzMirror           *self,
                                       const DzSignedHead *head,
                                       GError            **error);
gboolean     dz_mirror_pass_heads     (DzMirror           *self,
                                       gint64              after,
                                       GError            **error);
gboolean     dz_mirror_announce_key   (DzMirror           *self,
                                       const DzEntryView  *view,
                                       GError            **error);
gboolean     dz_mirror_find_head      (DzMirror           *self,
                                       DzSignedHead       *head,
                                       gboolean           *found,
                                       GError            **error);
gboolean     dz_mirror_is_promised    (DzMirror           *self,
                                       gint64              epoch,
                                       gboolean           *promised,
                                       GError            **error);
void         dz_mirror_fill_head      (DzMirror           *self,
                                       DzStatement        *row,
                                       DzSignedHead       *head);

/* dz-mirror-note.c */
gboolean     dz_mirror_note_write     (DzMirror           *self,
                                       GError            **error);
gboolean     dz_mirror_note_read      (DzMirror           *self,
                                       DzSignedHead       *head,
                                       gboolean           *found,
                                       GError            **error);

G_END_DECLS
