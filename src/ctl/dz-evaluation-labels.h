/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DzLabel:
 * @DZ_LABEL_UNKNOWN: nobody said, or nobody could tell
 * @DZ_LABEL_NO: 0
 * @DZ_LABEL_YES: 1
 *
 * What a person wrote down of one trait of one photo.
 */
typedef enum
{
  DZ_LABEL_UNKNOWN,
  DZ_LABEL_NO,
  DZ_LABEL_YES,
} DzLabel;

/**
 * DzEvaluationRow:
 * @file: name of the photo, relative to the folder
 * @line: line of the table, from 1
 * @labels: a label a trait, in the order of the table's traits
 * @original: the labels before any correction
 * @has_pupils: whether both pupils are given
 * @pupils: x and y of the pupil at the picture's left, then of the other, px of the upright photo
 *
 * What is known of one photo.
 */
typedef struct
{
  char    *file;
  guint    line;
  DzLabel *labels;
  DzLabel *original;
  gboolean has_pupils;
  double   pupils[4];
} DzEvaluationRow;

/**
 * DzEvaluationLabels:
 * @traits: (element-type utf8): names of the columns that are labels
 * @rows: (element-type DzEvaluationRow): the photos
 * @n_corrections: labels that a table of corrections changed
 *
 * A table of labelled photos.
 */
typedef struct
{
  GPtrArray *traits;
  GPtrArray *rows;
  guint      n_corrections;
} DzEvaluationLabels;

DzEvaluationLabels *dz_evaluation_labels_load    (const char          *path,
                                                  GError             **error);
gboolean            dz_evaluation_labels_correct (DzEvaluationLabels  *self,
                                                  const char          *path,
                                                  GError             **error);
void                dz_evaluation_labels_free    (DzEvaluationLabels  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzEvaluationLabels, dz_evaluation_labels_free)

G_END_DECLS
