/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "dz-state.h"

G_BEGIN_DECLS

/**
 * DzCommandResult:
 * @DZ_COMMAND_RESULT_APPLIED: done now
 * @DZ_COMMAND_RESULT_REPEATED: the same command was done before; nothing was done now
 * @DZ_COMMAND_RESULT_CONFLICT: version or state no longer fit; nothing was done
 */
typedef enum
{
  DZ_COMMAND_RESULT_APPLIED,
  DZ_COMMAND_RESULT_REPEATED,
  DZ_COMMAND_RESULT_CONFLICT,
} DzCommandResult;

/**
 * DzCommandAnswer:
 * @command: id of the command that it answers
 * @result: what became of the command
 * @state: where the submission stands now
 * @version: its version now
 * @hold_until_us: when the decision seals; 0 where none is held
 * @by: (nullable): name of who decided or holds it, where the command conflicts; %NULL where it
 *   only has changed since it was shown
 * @by_id: (nullable): user id of the same person, for two may be called alike in time
 * @at_us: when that was; when it was answered, where @by is %NULL
 * @verdict: (nullable): "approve" or "reject" where somebody decided
 *
 * What the service says to a command.
 */
typedef struct
{
  char           *command;
  DzCommandResult result;
  DzState         state;
  guint           version;
  gint64          hold_until_us;
  char           *by;
  char           *by_id;
  gint64          at_us;
  char           *verdict;
} DzCommandAnswer;

DzCommandAnswer *dz_command_answer_new        (void);
DzCommandAnswer *dz_command_answer_copy       (const DzCommandAnswer *self);
void             dz_command_answer_free       (DzCommandAnswer       *self);
const char      *dz_command_result_to_nick    (DzCommandResult        result);
gboolean         dz_command_result_from_nick  (const char            *nick,
                                               DzCommandResult       *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzCommandAnswer, dz_command_answer_free)

G_END_DECLS
