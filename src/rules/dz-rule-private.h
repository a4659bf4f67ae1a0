/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-regions.h"
#include "dz-finding.h"
#include "dz-measurement.h"
#include "dz-peers.h"
#include "dz-profile-private.h"
#include "dz-register.h"

G_BEGIN_DECLS

/* Marks a text of a finding for translation where it is shown. */
#define N_(text) (text)

/* Why a rule says nothing. */
#define DZ_WHY_UNREADABLE N_ ("the photo could not be read")
#define DZ_WHY_PERSON N_ ("a person checks this")
#define DZ_WHY_NO_REGISTER N_ ("there is no register to compare with")
#define DZ_WHY_NO_PEERS N_ ("there are no other photos to compare with")

/* What a rule may look at. @facts is NULL where no register is at hand, @peers where there are no
 * other photos to compare with. */
typedef struct
{
  const DzMeasurement *measurement;
  const DzRegister *facts;
  const DzPeers *peers;
  const DzProfile *profile;
  const DzFaceRegions *regions;
} DzCase;

/* Fills in a finding that stands as unmeasured with the rule's reason; a judge that can say
 * something sets the outcome. */
typedef void (*DzRuleJudge) (const DzCase *the_case,
                             DzFinding    *finding);

/**
 * DzRule:
 * @id: "FILE-02"
 * @authority: what its outcome may do (photo-standards §4.1, last column)
 * @internal: a note for staff, never a reason
 * @judge: (nullable): what judges; %NULL where nothing measures it
 * @why: why it says nothing until @judge can say something
 * @region: (nullable): where on the photo to look; @judge may narrow it
 *
 * One row of the rule table.
 */
typedef struct
{
  const char *id;
  DzAuthority authority;
  gboolean internal;
  DzRuleJudge judge;
  const char *why;
  DzRegion (*region) (const DzFaceRegions *regions);
} DzRule;

/* The families, each the rows of its rules in the order of §4.1, ended by a row without an id. */
extern const DzRule dz_rules_file[];
extern const DzRule dz_rules_origin[];
extern const DzRule dz_rules_wall[];
extern const DzRule dz_rules_position[];
extern const DzRule dz_rules_face[];
extern const DzRule dz_rules_wear[];
extern const DzRule dz_rules_light[];
extern const DzRule dz_rules_register[];
extern const DzRule dz_rules_style[];

/* What a number says before its limits, mildest first. */
typedef enum
{
  DZ_STAGE_PASS,
  DZ_STAGE_NOTE,
  DZ_STAGE_WARN,
  DZ_STAGE_FAIL,
} DzStage;

/* How loudly a cue speaks. */
typedef enum
{
  DZ_CUE_QUIET,
  DZ_CUE_LOOK,
  DZ_CUE_WARN,
  DZ_CUE_STRONG,
} DzCueLevel;

/* dz-rule.c: what judges say into a finding */
void dz_rule_pass      (DzFinding  *finding);
void dz_rule_warn      (DzFinding  *finding,
                        const char *why);
void dz_rule_note      (DzFinding  *finding,
                        const char *why);
void dz_rule_fail      (DzFinding  *finding,
                        const char *why);
void dz_rule_set_value (DzFinding  *finding,
                        double      value,
                        const char *unit);
void dz_rule_set_limit (DzFinding  *finding,
                        const char *format,
                        ...) G_GNUC_PRINTF (2, 3);
void dz_rule_set_text  (DzFinding  *finding,
                        const char *format,
                        ...) G_GNUC_PRINTF (2, 3);
void dz_rule_say_why   (DzFinding  *finding,
                        const char *why);

/* dz-rule-stage.c: numbers before their limits */
double     dz_rule_round       (double         value,
                                double         parts);
DzStage    dz_grade_stage      (const DzGrade *grade,
                                double         value);
DzStage    dz_band_stage       (const DzBand  *band,
                                double         value);
gboolean   dz_rule_cue_is_off  (DzFinding     *finding,
                                const DzCue   *cue);
DzCueLevel dz_cue_level        (const DzCue   *cue,
                                double         value);
void       dz_rule_set_stage   (DzFinding     *finding,
                                DzStage        stage,
                                const char    *why);
void       dz_rule_limit_grade (DzFinding     *finding,
                                const DzGrade *grade);
void       dz_rule_limit_cue   (DzFinding     *finding,
                                const DzCue   *cue);

/* dz-rule-face.c: numbers of the face */
gboolean   dz_rule_read        (const DzCase  *the_case,
                                DzFinding     *finding,
                                DzQuantity     quantity,
                                double        *value);
gboolean   dz_rule_read_face   (const DzCase  *the_case,
                                DzFinding     *finding,
                                DzQuantity     quantity,
                                double        *value);
gboolean   dz_rule_read_fine   (const DzCase  *the_case,
                                DzFinding     *finding,
                                DzQuantity     quantity,
                                double        *value);

G_END_DECLS
