/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"
#include "dz-outcome.h"
#include "dz-store.h"

G_BEGIN_DECLS

/**
 * DzStoredOutcome:
 * @rule: the rule's id
 * @outcome: what it said
 *
 * What a rule said of a photo, and no more of it.
 */
typedef struct
{
  char     *rule;
  DzOutcome outcome;
} DzStoredOutcome;

/**
 * DzStoredExamination:
 * @submission: id of the submission
 * @photo: SHA-256 of its photo
 * @received_us: when the photo came
 * @profile: (nullable): id of the profile that judged
 * @profile_hash: (nullable): its content hash
 * @measurement: (nullable): the numbers taken from the photo; %NULL where what is stored cannot be
 *   read
 * @problem: (nullable): why it cannot be read
 * @outcomes: (element-type DzStoredOutcome): what the rules said of the measured numbers, before
 *   any line was moved, in the order of their table
 *
 * An examination as it was recorded.
 */
typedef struct
{
  char          *submission;
  char          *photo;
  gint64         received_us;
  char          *profile;
  char          *profile_hash;
  DzMeasurement *measurement;
  char          *problem;
  GPtrArray     *outcomes;
} DzStoredExamination;

void       dz_stored_examination_free (DzStoredExamination *self);
GPtrArray *dz_store_list_examinations (DzStore             *self,
                                       gint64               since_us,
                                       const char          *after,
                                       guint                limit,
                                       GError             **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzStoredExamination, dz_stored_examination_free)

G_END_DECLS
