/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-finding.h"

G_BEGIN_DECLS

/* A code, bytes; a label and a sentence, characters; rules of one reason. */
#define DZ_REASON_CODE_MAX 40
#define DZ_REASON_LABEL_MAX 40
#define DZ_REASON_SENTENCE_MAX 300
#define DZ_REASON_RULES_MAX 20

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
 * @version: 1 for the first of its code; other words are another version
 * @since_us: when this version began; 0 where the program brought it
 * @retired_us: when it was retired or another version took its place; 0 while it can be given
 * @uses: how often the code was given of late, to list reasons by; 0 where that was not counted
 * @made_by: (nullable): name of who made this version; %NULL where the program brought it, or it
 *   was made in the data directory itself
 * @retired_by: (nullable): name of who retired it or made the next version; %NULL as above, or
 *   while it can be given
 *
 * Why a photo is refused. A version never changes once it was made, so that a decision reads for
 * ever as it was. Words: 退回原因.
 */
typedef struct
{
  char    *code;
  char    *rules;
  char    *label_zh;
  char    *label_en;
  char    *zh;
  char    *en;
  gboolean needs_note;
  guint    version;
  gint64   since_us;
  gint64   retired_us;
  guint    uses;
  char    *made_by;
  char    *retired_by;
} DzReason;

/**
 * DzReasonPart:
 * @DZ_REASON_PART_NONE: none
 * @DZ_REASON_PART_CODE: its code
 * @DZ_REASON_PART_RULES: the rules it answers
 * @DZ_REASON_PART_LABEL_ZH: its Chinese label
 * @DZ_REASON_PART_LABEL_EN: its English label
 * @DZ_REASON_PART_ZH: its Chinese sentence
 * @DZ_REASON_PART_EN: its English sentence
 *
 * What of a reason a person writes.
 */
typedef enum
{
  DZ_REASON_PART_NONE,
  DZ_REASON_PART_CODE,
  DZ_REASON_PART_RULES,
  DZ_REASON_PART_LABEL_ZH,
  DZ_REASON_PART_LABEL_EN,
  DZ_REASON_PART_ZH,
  DZ_REASON_PART_EN,
  DZ_N_REASON_PARTS,
} DzReasonPart;

DzReason   *dz_reason_new          (void);
DzReason   *dz_reason_copy         (const DzReason  *self);
void        dz_reason_free         (DzReason        *self);
const char *dz_reason_find_problem (const DzReason  *self);
gboolean    dz_reason_is_wrong_in  (const DzReason  *self,
                                    DzReasonPart     part);
gboolean    dz_reason_says_alike   (const DzReason  *self,
                                    const DzReason  *other);
gboolean    dz_reason_names_rule   (const DzReason  *self,
                                    const char      *rule);
gboolean    dz_reason_answers      (const DzReason  *self,
                                    const DzFinding *finding);
char       *dz_reason_say_zh       (const DzReason  *reason,
                                    const DzFinding *finding);
char       *dz_reason_say_en       (const DzReason  *reason,
                                    const DzFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzReason, dz_reason_free)

G_END_DECLS
