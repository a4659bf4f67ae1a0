/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzOutcome:
 * @DZ_OUTCOME_PASS: measured and within the limit
 * @DZ_OUTCOME_WARN: a person should look
 * @DZ_OUTCOME_FAIL: measured and outside the limit
 * @DZ_OUTCOME_UNMEASURED: nothing could be said; never shown as pass
 *
 * What one rule says about one photo.
 */
typedef enum
{
  DZ_OUTCOME_PASS,
  DZ_OUTCOME_WARN,
  DZ_OUTCOME_FAIL,
  DZ_OUTCOME_UNMEASURED,
} DzOutcome;

/**
 * DzAuthority:
 * @DZ_AUTHORITY_AUTO: a fail may refuse by itself (facts about the file or the register)
 * @DZ_AUTHORITY_ASSIST: a fail stands first and preselects its reason; a person decides
 * @DZ_AUTHORITY_HUMAN: a cue or nothing at all; at most a warning
 *
 * What a rule's outcome may do (photo-standards §4, policy).
 */
typedef enum
{
  DZ_AUTHORITY_AUTO,
  DZ_AUTHORITY_ASSIST,
  DZ_AUTHORITY_HUMAN,
} DzAuthority;

const char *dz_outcome_to_nick     (DzOutcome     outcome);
gboolean    dz_outcome_from_nick   (const char   *nick,
                                    DzOutcome    *outcome);
const char *dz_authority_to_nick   (DzAuthority   authority);
gboolean    dz_authority_from_nick (const char   *nick,
                                    DzAuthority  *authority);

G_END_DECLS
