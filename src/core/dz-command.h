/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "dz-decision.h"
#include "dz-escalation.h"

G_BEGIN_DECLS

/**
 * DzCommandKind:
 * @DZ_COMMAND_DECIDE: approve or reject
 * @DZ_COMMAND_SKIP: give the submission back, not to be offered to me again for a while
 * @DZ_COMMAND_UNDO: take back my own decision while it is held
 * @DZ_COMMAND_ASK: ask a supervisor to look again at a submission that is decided
 * @DZ_COMMAND_ESCALATE: leave the submission to a supervisor, with a reason
 * @DZ_COMMAND_REOPEN: a supervisor takes back a decision that is in effect, with a reason
 */
typedef enum
{
  DZ_COMMAND_DECIDE,
  DZ_COMMAND_SKIP,
  DZ_COMMAND_UNDO,
  DZ_COMMAND_ASK,
  DZ_COMMAND_ESCALATE,
  DZ_COMMAND_REOPEN,
} DzCommandKind;

/**
 * DzCommand:
 * @id: made at the desk; the same id is applied once
 * @kind: what is asked
 * @submission: submission id
 * @version: the submission's version that the reviewer saw
 * @photo: SHA-256 of the photo that was shown
 * @shown_ms: how long it was on screen before the key
 * @decision: (nullable): for DZ_COMMAND_DECIDE; for DZ_COMMAND_ASK what the asker would have
 *   decided
 * @reason: (nullable): in a person's own words, for DZ_COMMAND_ASK and DZ_COMMAND_REOPEN
 * @escalation: (nullable): for DZ_COMMAND_ESCALATE
 * @made_us: when, by the desk's clock; information only
 *
 * What a desk asks the service to do, once.
 */
typedef struct
{
  char *id;
  DzCommandKind kind;
  char *submission;
  guint version;
  char *photo;
  guint shown_ms;
  DzDecision *decision;
  char *reason;
  DzEscalation *escalation;
  gint64 made_us;
} DzCommand;

DzCommand *dz_command_new (void);
DzCommand *dz_command_copy (const DzCommand *self);
void dz_command_free (DzCommand *self);
const char *dz_command_kind_to_nick (DzCommandKind kind);
gboolean dz_command_kind_from_nick (const char *nick, DzCommandKind *kind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzCommand, dz_command_free)

G_END_DECLS
