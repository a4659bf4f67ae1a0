/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-command-answer.h"

G_BEGIN_DECLS

/**
 * DzConflict:
 * @command: id of the command that was not applied
 * @user: id of the person whose command it was
 * @submission: what it is about
 * @body: the command as it was sent, to the byte: the draft of a decision is in it
 * @refused: (nullable): the sentence with which the service refused it; %NULL where somebody or
 *   something was there first
 * @answer: (nullable): what the service said of a command that came too late: who, when, what
 * @noted_us: when this desk heard of it
 *
 * A command that was not applied, and that its person has not looked at yet. Nothing of the student
 * is in it: their name and photo are asked for when it is shown.
 */
typedef struct
{
  char            *command;
  char            *user;
  char            *submission;
  char            *body;
  char            *refused;
  DzCommandAnswer *answer;
  gint64           noted_us;
} DzConflict;

/* How a conflict ends. */
#define DZ_CONFLICT_ADOPTED "adopted"     /* the other's decision stands, the draft is dropped */
#define DZ_CONFLICT_CONTESTED "contested" /* a supervisor was asked to look at it again */
#define DZ_CONFLICT_RETAKEN "retaken"     /* it is judged again, or was */

DzConflict *dz_conflict_new  (void);
DzConflict *dz_conflict_copy (const DzConflict *self);
void        dz_conflict_free (DzConflict       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzConflict, dz_conflict_free)

G_END_DECLS
