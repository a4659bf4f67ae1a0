/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-decision.h"
#include "dz-state.h"
#include "dz-twin.h"

G_BEGIN_DECLS

/**
 * DzTaskKind:
 * @DZ_TASK_QUARANTINE: a submission is set apart; the task ends when it is decided
 * @DZ_TASK_SEALED_TWIN: a decision is in effect on a photo that another student sent too; the task
 *   ends when a supervisor says that it is done
 * @DZ_TASK_REQUEST: a reviewer asks that a decision be looked at again; ends as the one before
 * @DZ_TASK_ESCALATION: a reviewer left a submission to supervisors; ends when it is decided
 * @DZ_TASK_DISAGREEMENT: two people judged a submission, neither knowing of the other, and said
 *   different things; ends when it is decided
 *
 * What a supervisor has to do.
 */
typedef enum
{
  DZ_TASK_QUARANTINE,
  DZ_TASK_SEALED_TWIN,
  DZ_TASK_REQUEST,
  DZ_TASK_ESCALATION,
  DZ_TASK_DISAGREEMENT,
} DzTaskKind;

/**
 * DzTaskJudge:
 * @DZ_TASK_JUDGE_ANY: any supervisor, and so who asks
 * @DZ_TASK_JUDGE_OTHERS: other supervisors: who asks decided it before it was reopened
 * @DZ_TASK_JUDGE_NOBODY: none, until there is another supervisor: each of them decided it before
 *
 * Who may judge a submission that waits for supervisors.
 */
typedef enum
{
  DZ_TASK_JUDGE_ANY,
  DZ_TASK_JUDGE_OTHERS,
  DZ_TASK_JUDGE_NOBODY,
} DzTaskJudge;

/**
 * DzTask:
 * @id: (nullable): opaque id; %NULL for a quarantine, an escalation and a disagreement, which
 *   nobody ends by themselves
 * @kind: what it is
 * @submission: id of the submission that it is about
 * @photo: SHA-256 of its photo
 * @state: where it stands now
 * @school_name: its student's school
 * @name: its student's name
 * @identifier: its student's identifier
 * @twin: (nullable): the other submission, with its student's name and identifier
 * @asked_by: (nullable): name of who asks, of a request or an escalation
 * @reason: (nullable): why, in their words
 * @code: (nullable): why, as #DzEscalationCode, of an escalation
 * @draft: (nullable): what they would have decided; its overrides and correction are not kept
 * @opinions: (nullable) (element-type DzDecision): what was decided and did not take effect: both
 *   of a disagreement, the first first; the first of an escalation by who judged it second
 * @judge: who may judge it, where that ends it
 * @raised_us: since when
 *
 * Something that waits for a supervisor. Words: 待办.
 */
typedef struct
{
  char      *id;
  DzTaskKind kind;
  char      *submission;
  char      *photo;
  DzState    state;
  char      *school_name;
  char      *name;
  char      *identifier;
  DzTwin    *twin;
  char      *asked_by;
  char      *reason;
  char      *code;
  DzDecision *draft;
  GPtrArray *opinions;
  DzTaskJudge judge;
  gint64     raised_us;
} DzTask;

DzTask     *dz_task_new            (void);
DzTask     *dz_task_copy           (const DzTask *self);
void        dz_task_free           (DzTask       *self);
const char *dz_task_kind_to_nick   (DzTaskKind    kind);
gboolean    dz_task_kind_from_nick (const char   *nick,
                                    DzTaskKind   *kind);
const char *dz_task_judge_to_nick  (DzTaskJudge   judge);
gboolean    dz_task_judge_from_nick (const char  *nick,
                                    DzTaskJudge  *judge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzTask, dz_task_free)

G_END_DECLS
