/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-profile.h"
#include "dz-store-measurements.h"

G_BEGIN_DECLS

#define DZ_N_OUTCOMES 4

/**
 * DzReplayRule:
 * @rule: the rule's id
 * @n: by outcome then and outcome now, how many photos
 *
 * What another profile makes of one rule.
 */
typedef struct
{
  char *rule;
  guint n[DZ_N_OUTCOMES][DZ_N_OUTCOMES];
} DzReplayRule;

/**
 * DzReplayGap:
 * @submission: id of a submission
 * @photo: SHA-256 of its photo
 * @why: why it cannot be compared, translated
 *
 * A photo that was not measured as the profile needs it.
 */
typedef struct
{
  char *submission;
  char *photo;
  char *why;
} DzReplayGap;

/**
 * DzReplay:
 * @profile: what judges now
 * @n_photos: photos met
 * @n_compared: those of them that could be compared
 * @n_changed_photos: those of which a rule says something else
 * @n_changed: outcomes that are others
 * @n_unranked: compared photos of which rules that rank within a window could not be compared,
 *   since the profile that judged them is not known to this program
 * @rules: (element-type DzReplayRule): by rule, in the order of their table
 * @gaps: (element-type DzReplayGap): photos that cannot be compared
 *
 * What another profile makes of stored measurements. No photo is decoded and nothing is written.
 */
typedef struct
{
  DzProfile  *profile;  /* owned */
  GHashTable *judges;   /* owned, hash → DzProfile or NULL */
  guint       n_photos;
  guint       n_compared;
  guint       n_changed_photos;
  guint       n_changed;
  guint       n_unranked;
  GPtrArray  *rules;    /* owned */
  GPtrArray  *gaps;     /* owned */
} DzReplay;

DzReplay *dz_replay_new     (DzProfile                 *profile);
void      dz_replay_free    (DzReplay                  *self);
void      dz_replay_add     (DzReplay                  *self,
                             const DzStoredExamination *examination);
char     *dz_replay_to_text (const DzReplay            *self,
                             gint64                     since_us);
JsonNode *dz_replay_to_json (const DzReplay            *self,
                             gint64                     since_us);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzReplay, dz_replay_free)

G_END_DECLS
