/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-finding.h"

G_BEGIN_DECLS

/**
 * DzReason:
 * @code: stable code, "file-size"; stored for years
 * @rules: the rules it answers, separated by spaces; "" for none
 * @label_zh: a few words for the reviewer's list
 * @label_en: the same in English
 * @zh: the sentence to the student with the marks that dz_reason_say_zh() fills; not to be shown
 *   as it stands (photo-standards §4.2)
 * @en: the same in English
 * @needs_note: whether it says nothing without a note to the student
 *
 * Why a photo is refused. Words: 退回原因.
 */
typedef struct
{
  const char *code;
  const char *rules;
  const char *label_zh;
  const char *label_en;
  const char *zh;
  const char *en;
  gboolean    needs_note;
} DzReason;

const DzReason *dz_reason_get_all  (guint           *n_reasons);
const DzReason *dz_reason_find     (const char      *code);
const DzReason *dz_reason_for_rule (const char      *rule);
char           *dz_reason_say_zh   (const DzReason  *reason,
                                    const DzFinding *finding);
char           *dz_reason_say_en   (const DzReason  *reason,
                                    const DzFinding *finding);

G_END_DECLS
