/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-entry-aspects.h"
#include "dz-entry-view.h"
#include "dz-mirror-words.h"

G_BEGIN_DECLS

/* Who, action, outcome; school, window; a flag a bit; the reasons. */
#define DZ_MIRROR_TERMS_MAX (3 + 2 + 8 + DZ_ASPECT_REASONS_MAX)

/* A subject, and the student who acted. */
#define DZ_MIRROR_SUBJECTS_MAX 2

/**
 * DzMirrorTerms:
 * @n_words: how many
 * @words: ids of the words that the entry has
 * @n_subjects: how many
 * @subjects: dz_mirror_terms_hash() of the ids that it names
 *
 * What one entry is found by.
 */
typedef struct
{
  guint  n_words;
  guint  words[DZ_MIRROR_TERMS_MAX];
  guint  n_subjects;
  gint64 subjects[DZ_MIRROR_SUBJECTS_MAX];
} DzMirrorTerms;

/**
 * DzMirrorWordFunc:
 * @data: given with the call
 * @dimension: of which dimension
 * @text: (array length=length): the text
 * @length: in bytes
 *
 * Returns: the id of a word that was not there; 0 to give up
 */
typedef guint (*DzMirrorWordFunc) (gpointer          data,
                                   DzMirrorDimension dimension,
                                   const char       *text,
                                   gsize             length);

/**
 * DzMirrorReader:
 *
 * Reads what entries are found by. It remembers what it made of the aspects it saw, as most are
 * like others.
 */
typedef struct _DzMirrorReader DzMirrorReader;

DzMirrorReader *dz_mirror_reader_new  (DzMirrorWords     *words,
                                       DzMirrorWordFunc   missing,
                                       gpointer           data);
void            dz_mirror_reader_free (DzMirrorReader    *self);
gboolean        dz_mirror_reader_read (DzMirrorReader    *self,
                                       const DzEntryView *entry,
                                       const guint8      *aspects,
                                       gsize              length,
                                       DzMirrorTerms     *terms);
gint64          dz_mirror_terms_hash  (const char        *id,
                                       gsize              length);
gboolean        dz_mirror_is_student  (const DzEntryWord *actor,
                                       DzEntryWord       *student);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzMirrorReader, dz_mirror_reader_free)

G_END_DECLS
