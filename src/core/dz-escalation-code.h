/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longest code of a reason, bytes. */
#define DZ_ESCALATION_CODE_MAX 32

/**
 * DzEscalationCode:
 * @code: stable code, "identity"; stored for years
 * @label: it in a few words, to be translated
 * @needs_words: whether it says nothing without the reviewer's own words
 *
 * Why a reviewer leaves a photo to a supervisor, where that is often the same.
 */
typedef struct
{
  const char *code;
  const char *label;
  gboolean    needs_words;
} DzEscalationCode;

const DzEscalationCode *dz_escalation_codes_get  (guint      *n_codes);
const DzEscalationCode *dz_escalation_code_find  (const char *code);
gboolean                dz_escalation_code_check (const char *code);
const char             *dz_escalation_code_label (const char *code);

G_END_DECLS
