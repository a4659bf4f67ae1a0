/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longest code of a reason, bytes. */
#define DZ_OVERRIDE_CODE_MAX 32

/**
 * DzOverrideCode:
 * @code: stable code, "religious"; stored for years
 * @label: it in a few words, to be translated
 * @waiver: whether it is about the student, and stands on later photos too; else about one photo
 *
 * Why a rule does not stand in the way, where that is often the same: a code reads in every
 * language, whoever chose it in whichever.
 */
typedef struct
{
  const char *code;
  const char *label;
  gboolean    waiver;
} DzOverrideCode;

const DzOverrideCode *dz_override_codes_get  (guint      *n_codes);
const DzOverrideCode *dz_override_code_find  (const char *code);
gboolean              dz_override_code_check (const char *code);
const char           *dz_override_code_label (const char *code);
char                 *dz_override_code_join  (const char *label,
                                              const char *words);

G_END_DECLS
