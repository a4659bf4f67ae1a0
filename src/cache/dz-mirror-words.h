/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzMirrorDimension:
 * @DZ_MIRROR_WHO: the actor; all students are one, "student"
 * @DZ_MIRROR_ACTION: the kind of the entry
 * @DZ_MIRROR_OUTCOME: what came of it
 * @DZ_MIRROR_REASON: a reason of a refusal
 * @DZ_MIRROR_SCHOOL: the school it is about
 * @DZ_MIRROR_WINDOW: the window
 * @DZ_MIRROR_FLAG: "against-rule", "sheet", "corrected", or "bit-N" of a later release
 *
 * What entries can be found by.
 */
typedef enum
{
  DZ_MIRROR_WHO,
  DZ_MIRROR_ACTION,
  DZ_MIRROR_OUTCOME,
  DZ_MIRROR_REASON,
  DZ_MIRROR_SCHOOL,
  DZ_MIRROR_WINDOW,
  DZ_MIRROR_FLAG,
} DzMirrorDimension;

#define DZ_MIRROR_N_DIMENSIONS 7

#define DZ_MIRROR_STUDENT "student"
#define DZ_MIRROR_FLAG_AGAINST_RULE "against-rule"
#define DZ_MIRROR_FLAG_SHEET "sheet"
#define DZ_MIRROR_FLAG_CORRECTED "corrected"

/**
 * DzMirrorWord:
 * @id: 1 for the first
 * @dimension: of which dimension
 * @length: of @text in bytes
 * @text: UTF-8; only in a word that was added ended by a zero
 *
 * A word that entries are found by.
 */
typedef struct
{
  guint             id;
  DzMirrorDimension dimension;
  gsize             length;
  const char       *text;
} DzMirrorWord;

/**
 * DzMirrorWords:
 *
 * All words of a mirror, in memory: some thousands.
 */
typedef struct _DzMirrorWords DzMirrorWords;

DzMirrorWords      *dz_mirror_words_new    (void);
void                dz_mirror_words_free   (DzMirrorWords       *self);
guint               dz_mirror_words_get_n  (const DzMirrorWords *self);
const DzMirrorWord *dz_mirror_words_get    (const DzMirrorWords *self,
                                            guint                id);
guint               dz_mirror_words_find   (const DzMirrorWords *self,
                                            DzMirrorDimension    dimension,
                                            const char          *text,
                                            gsize                length);
gboolean            dz_mirror_words_add    (DzMirrorWords       *self,
                                            guint                id,
                                            DzMirrorDimension    dimension,
                                            const char          *text,
                                            gsize                length);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzMirrorWords, dz_mirror_words_free)

G_END_DECLS
