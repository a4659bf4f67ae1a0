/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-escalation-code.h"

G_BEGIN_DECLS

/* A reviewer's own words, characters. */
#define DZ_ESCALATION_WORDS_MAX 500

/**
 * DzEscalation:
 * @code: why, as #DzEscalationCode
 * @words: (nullable): in the reviewer's own words; for staff, never told to the student
 * @by: (nullable): name of who asked; empty in a command, where the session says it
 * @at_us: when, by the service; 0 in a command
 *
 * A reviewer leaves a submission to a supervisor. Words: 上报.
 */
typedef struct
{
  char  *code;
  char  *words;
  char  *by;
  gint64 at_us;
} DzEscalation;

DzEscalation *dz_escalation_new         (const char         *code,
                                         const char         *words);
DzEscalation *dz_escalation_copy        (const DzEscalation *self);
void          dz_escalation_free        (DzEscalation       *self);
gboolean      dz_escalation_check_words (const char         *words);
gboolean      dz_escalation_is_reasoned (const DzEscalation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzEscalation, dz_escalation_free)

G_END_DECLS
